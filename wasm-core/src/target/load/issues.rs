//! The issues that the rows and their parents name.

use std::collections::{BTreeMap, HashMap, HashSet};

use futures_util::StreamExt;
use futures_util::stream;

use super::markup::Markup;
use crate::convert;
use crate::jira::{BULK_FETCH, Client, Issue, JiraError, Meter};
use crate::job::Phase;
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldSchema, FieldType, FieldValue};
use crate::target::{IssueState, Needs, People, Place, TargetState, User};

/// Reads all issues, 100 a request, several requests in flight.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    fields: &[FieldSchema],
    needs: &Needs,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let names: Vec<String> = needs.issues.iter().chain(&needs.parents).cloned().collect();
    if names.is_empty() {
        return Ok(());
    }
    let fields: HashMap<&str, &FieldSchema> =
        fields.iter().map(|field| (field.id.as_str(), field)).collect();
    let meter = Meter::start(client, Phase::Comparing, Some(names.len()));
    let mut pages = stream::iter(names.chunks(BULK_FETCH))
        .map(|page| async move { (page.len(), read_page(client, page, needs).await) })
        .buffered(client.in_flight());
    while let Some((asked, page)) = pages.next().await {
        let (page, markup) = page?;
        for (name, issue) in page {
            if let Some(issue) = issue_state(&issue, &markup, &fields, &mut state.people) {
                state.issues.insert(name, issue);
            }
        }
        meter.add(asked);
    }
    Ok(())
}

/// The issues of one page of names, and the markup of their rich texts where the file has that.
async fn read_page<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    names: &[String],
    needs: &Needs,
) -> Result<(Vec<(String, Issue)>, Markup), JiraError> {
    let page = page_of(client, names, &needs.fields).await?;
    let markup = match needs.markup.as_slice() {
        [] => Markup::default(),
        fields => Markup::read(client, &page, fields).await?,
    };
    Ok((page, markup))
}

/// The issues of one page of names, each under the name that the file uses.
pub(super) async fn page_of<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    names: &[String],
    fields: &[FieldId],
) -> Result<Vec<(String, Issue)>, JiraError> {
    let (mut found, mut moved) = named(names, client.bulk_fetch(names, fields).await?);
    let known: HashSet<String> = found.iter().map(|(name, _)| name.clone()).collect();
    let open: Vec<String> =
        names.iter().filter(|name| !known.contains(name.as_str())).cloned().collect();
    // Jira gives an issue once, even where it was asked for by its old key and its new one.
    if moved.is_empty() && !found.is_empty() && !open.is_empty() {
        moved = client.bulk_fetch(&open, fields).await?;
    }
    if !moved.is_empty() {
        found.extend(name_moved(client, open, moved, fields).await?);
    }
    Ok(found)
}

/// Issues under the names they were asked for by, and those that came under another one.
fn named(names: &[String], issues: Vec<Issue>) -> (Vec<(String, Issue)>, Vec<Issue>) {
    let asked: HashSet<&str> = names.iter().map(String::as_str).collect();
    let mut found = Vec::with_capacity(issues.len());
    let mut moved = Vec::new();
    for issue in issues {
        let key = issue.key.to_uppercase();
        let by_id = asked.contains(issue.id.as_str());
        if asked.contains(key.as_str()) {
            if by_id {
                found.push((issue.id.clone(), issue.clone()));
            }
            found.push((key, issue));
        } else if by_id {
            found.push((issue.id.clone(), issue));
        } else {
            moved.push(issue);
        }
    }
    (found, moved)
}

/// Issues that answer under another key than they were asked for have moved to another project, or
/// their project has another key by now. Jira does not say which key led to which; where only one is
/// open it is plain. In a project that was given another key the numbers are the same. Else each is
/// asked for alone.
async fn name_moved<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    open: Vec<String>,
    mut moved: Vec<Issue>,
    fields: &[FieldId],
) -> Result<Vec<(String, Issue)>, JiraError> {
    if let ([name], [_]) = (open.as_slice(), moved.as_slice()) {
        return Ok(moved.pop().map(|issue| (name.clone(), issue)).into_iter().collect());
    }
    let mut named = name_renamed(client, &open, &moved).await?;
    let known: HashSet<String> = named.iter().map(|(name, _)| name.clone()).collect();
    for name in open.into_iter().filter(|name| !known.contains(name)) {
        let alone = std::slice::from_ref(&name);
        if let Some(issue) = client.bulk_fetch(alone, fields).await?.pop() {
            named.push((name, issue));
        }
    }
    Ok(named)
}

/// The issues of projects that have another key by now, where more than one of a project is open:
/// a single one is asked for alone as cheaply.
async fn name_renamed<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    open: &[String],
    moved: &[Issue],
) -> Result<Vec<(String, Issue)>, JiraError> {
    let by_key: HashMap<String, &Issue> =
        moved.iter().map(|issue| (issue.key.to_uppercase(), issue)).collect();
    let mut present: HashMap<&str, Option<String>> = HashMap::new();
    let mut named = Vec::new();
    let of_space = |space: &str| {
        let spaces = open.iter().filter_map(|name| name.rsplit_once('-'));
        spaces.filter(|(other, _)| *other == space).count()
    };
    for name in open {
        let Some((space, number)) = name.rsplit_once('-') else { continue };
        if of_space(space) == 1 {
            continue;
        }
        if !present.contains_key(space) {
            let now = match client.project(space).await {
                Ok(project) => Some(project.key.to_uppercase()),
                Err(error) if error.is_not_found() => None,
                Err(error) => return Err(error),
            };
            present.insert(space, now.filter(|now| now != space));
        }
        let now = present.get(space).and_then(Option::as_ref);
        let issue = now.and_then(|now| by_key.get(&format!("{now}-{number}")));
        named.extend(issue.map(|issue| (name.clone(), (*issue).clone())));
    }
    Ok(named)
}

/// The issue with typed values; none where Jira's answer lacks the project or the type, without
/// which nothing can be resolved. The users in it become known.
fn issue_state(
    issue: &Issue,
    markup: &Markup,
    fields: &HashMap<&str, &FieldSchema>,
    people: &mut People,
) -> Option<IssueState> {
    let id = |field: &str| issue.fields.get(field)?.get("id")?.as_str().map(str::to_owned);
    let place = Place { project: id("project")?, issue_type: id("issuetype")? };
    let mut values = BTreeMap::new();
    for (field, json) in &issue.fields {
        let Some(field) = fields.get(field.as_str()) else { continue };
        match field.kind {
            FieldType::User => User::of_json(json).into_iter().for_each(|user| people.learn(user)),
            FieldType::Users => {
                let users = json.as_array().into_iter().flatten().filter_map(User::of_json);
                users.for_each(|user| people.learn(user));
            }
            _ => {}
        }
        let mut value = convert::read(field, json);
        markup.add_to(&mut value, &issue.id, &field.id);
        if value != FieldValue::Empty {
            values.insert(field.id.clone(), value);
        }
    }
    let (id, key) = (issue.id.clone(), issue.key.clone());
    Some(IssueState { id, key, place, values, transitions: Vec::new() })
}
