//! Reading in bulk what issues have.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::{Look, Made, Present};
use crate::jira::{
    COMMENTS_LISTED, Client, Comment, Issue, IssueLink, JiraError, WORKLOGS_LISTED, Worklog,
};
use crate::job::FurtherSheet;
use crate::plan::RowIdentity;
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// What some issues have, by their ids; of the kinds of entries that are asked for. Issues that
/// are gone, or that the user may not see, are left out. `progress` is told how many more issues
/// were read.
///
/// Requests: one for each 100 issues, another one for each 1,000 comments and for each 1,000
/// worklogs, and one or more for each issue whose list Jira cut. Several are under way at once.
///
/// # Errors
/// As any call.
pub(crate) async fn read<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ids: &[String],
    kinds: &BTreeSet<FurtherSheet>,
    progress: impl Fn(usize),
) -> Result<BTreeMap<String, Present>, JiraError> {
    let fields: Vec<FieldId> = kinds.iter().filter_map(|kind| field(*kind)).collect();
    if ids.is_empty() || fields.is_empty() {
        return Ok(BTreeMap::new());
    }
    let pages = client.fetch_pages(ids, &fields);
    let pages = pages.inspect_ok(|page| progress(page.len()));
    let issues: Vec<Issue> = pages.try_concat().await?;
    let mut comments = comments(client, &issues).await?;
    let mut worklogs = worklogs(client, &issues).await?;
    let present = |issue: &Issue| {
        let links = issue.fields.get("issuelinks").map(IssueLink::of_field).unwrap_or_default();
        let mut made = comments.remove(&issue.id).unwrap_or_default();
        made.extend(worklogs.remove(&issue.id).unwrap_or_default());
        (issue.id.clone(), Present { made, links })
    };
    Ok(issues.iter().map(present).collect())
}

fn field(kind: FurtherSheet) -> Option<FieldId> {
    match kind {
        FurtherSheet::Comments => Some(FieldId::new("comment")),
        FurtherSheet::Worklogs => Some(FieldId::new("worklog")),
        FurtherSheet::Links => Some(FieldId::new("issuelinks")),
        _ => None,
    }
}

/// Entries by the id of their issue.
type ByIssue = BTreeMap<String, Vec<Made>>;

/// The comments of the issues. Jira tells the properties only of comments that are asked for by
/// their ids.
async fn comments<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issues: &[Issue],
) -> Result<ByIssue, JiraError> {
    let (mut found, cut) = embedded(issues, "comment", Comment::of_field);
    let whole: Vec<_> = stream::iter(cut)
        .map(|id| async move { Ok((id.clone(), there(client.comments(&id).await)?)) })
        .buffer_unordered(client.in_flight())
        .try_collect()
        .await?;
    found.extend(whole);
    let ids: Vec<String> = found.values().flatten().map(|comment| comment.id.clone()).collect();
    let listed = comments_listed(client, &ids).await?;
    let rows: HashMap<&str, RowIdentity> =
        listed.iter().filter_map(|c| Some((c.id.as_str(), c.identity()?))).collect();
    let made = |comment: &Comment| {
        let identity = rows.get(comment.id.as_str()).cloned();
        Made { identity, ..Made::of_comment(comment) }
    };
    Ok(found.iter().map(|(id, all)| (id.clone(), all.iter().map(made).collect())).collect())
}

/// Comments by their ids; those that are gone, or that the user may not see, are left out. One
/// request for each 1,000.
async fn comments_listed<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ids: &[String],
) -> Result<Vec<Comment>, JiraError> {
    let parts = stream::iter(ids.chunks(COMMENTS_LISTED)).map(|ids| client.comments_listed(ids));
    parts.buffer_unordered(client.in_flight()).try_concat().await
}

/// The same of worklogs.
async fn worklogs_listed<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ids: &[String],
) -> Result<Vec<Worklog>, JiraError> {
    let parts = stream::iter(ids.chunks(WORKLOGS_LISTED)).map(|ids| client.worklogs_listed(ids));
    parts.buffer_unordered(client.in_flight()).try_concat().await
}

/// What comments look like, by their ids. One request for each 1,000.
///
/// # Errors
/// As any call.
pub(crate) async fn comments_by_id<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ids: &[String],
) -> Result<BTreeMap<String, Look>, JiraError> {
    let listed = comments_listed(client, ids).await?;
    Ok(listed.iter().map(|c| (c.id.clone(), Look::of_comment(c))).collect())
}

/// The same of worklogs.
///
/// # Errors
/// As any call.
pub(crate) async fn worklogs_by_id<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    ids: &[String],
) -> Result<BTreeMap<String, Look>, JiraError> {
    let listed = worklogs_listed(client, ids).await?;
    let made = listed.iter().filter_map(Made::of_worklog);
    Ok(made.map(|made| (made.id, made.look)).collect())
}

/// The worklogs of the issues. Those of a list that Jira cut come with their properties.
async fn worklogs<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issues: &[Issue],
) -> Result<ByIssue, JiraError> {
    let (mut found, cut) = embedded(issues, "worklog", Worklog::of_field);
    let ids: Vec<String> = found.values().flatten().map(|log| log.id.clone()).collect();
    let listed = worklogs_listed(client, &ids).await?;
    let rows: HashMap<&str, RowIdentity> =
        listed.iter().filter_map(|log| Some((log.id.as_str(), log.identity()?))).collect();
    let whole: Vec<_> = stream::iter(cut)
        .map(|id| async move { Ok((id.clone(), there(client.worklogs(&id).await)?)) })
        .buffer_unordered(client.in_flight())
        .try_collect()
        .await?;
    found.extend(whole);
    let made = |log: &Worklog| {
        let made = Made::of_worklog(log)?;
        let listed = rows.get(log.id.as_str()).cloned();
        Some(Made { identity: listed.or(made.identity.clone()), ..made })
    };
    Ok(found.iter().map(|(id, all)| (id.clone(), all.iter().filter_map(made).collect())).collect())
}

/// The entries that came with the issues, by the id of the issue, and the ids of the issues of
/// which Jira sent only a part.
fn embedded<E>(
    issues: &[Issue],
    field: &str,
    of_field: fn(&serde_json::Value) -> (Vec<E>, usize),
) -> (BTreeMap<String, Vec<E>>, Vec<String>) {
    let (mut found, mut cut) = (BTreeMap::new(), Vec::new());
    for issue in issues {
        let Some(value) = issue.fields.get(field) else { continue };
        let (all, total) = of_field(value);
        if all.len() < total {
            cut.push(issue.id.clone());
        } else {
            found.insert(issue.id.clone(), all);
        }
    }
    (found, cut)
}

/// The entries of an issue; none where it went away meanwhile.
fn there<E>(all: Result<Vec<E>, JiraError>) -> Result<Vec<E>, JiraError> {
    match all {
        Err(error) if error.is_not_found() => Ok(Vec::new()),
        all => all,
    }
}
