//! Reading from Jira what the new rows need.

use std::collections::BTreeSet;

use super::audience;
use super::identity::identities;
use super::layout::{Column, Use};
use super::sort::{self, Row};
use super::state::FurtherState;
use super::tables::FurtherTable;
use crate::jira::{BULK_FETCH, Client, IssueLink, JiraError, Meter};
use crate::job::{FurtherSheet, Phase};
use crate::mapping::Origin;
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;
use crate::target::{TargetState, issue_name, load_issues};

/// Reads what new rows name: the issues, into the target state; their links; and what an earlier
/// import of the same file made of the rows. Nothing is asked where no row is new.
///
/// Requests: one for each 100 issues, another one for each 100 whose links are wanted, one for the
/// kinds of link; two for each issue that new comments go to, one for each that work is logged on;
/// one for each project whose roles new comments name, and one or two for each group.
///
/// # Errors
/// As any call: a state that lacks a part would make a wrong plan.
pub async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    tables: &[FurtherTable],
    origin: Option<&Origin>,
    lineage: &str,
    target: &mut TargetState,
) -> Result<FurtherState, JiraError> {
    let rows = sort::sort(tables, origin).new;
    let mut state = FurtherState::default();
    if rows.is_empty() {
        return Ok(state);
    }
    let known = &target.issues;
    let names = named(&rows).into_iter().filter(|name| !known.contains_key(name)).collect();
    load_issues(client, names, target).await?;
    state.me = Some(client.myself().await?.user);
    let of = |sheet: FurtherSheet| rows.iter().filter(move |row| row.table.sheet == sheet);
    if of(FurtherSheet::Worklogs).next().is_some() {
        let configuration = client.configuration().await?;
        target.site.hours_per_day = configuration.hours_per_day;
        target.site.days_per_week = configuration.days_per_week;
    }
    let subjects = |sheet| subjects(of(sheet), target);
    let linked = subjects(FurtherSheet::Links);
    if !linked.is_empty() {
        state.kinds = client.link_types().await?;
        let links = [FieldId::new("issuelinks")];
        for ids in linked.chunks(BULK_FETCH) {
            for issue in client.bulk_fetch(ids, &links).await? {
                let field = issue.fields.get("issuelinks");
                let found = field.map(IssueLink::of_field).unwrap_or_default();
                state.links.insert(issue.id, found);
            }
        }
    }
    let comments = of(FurtherSheet::Comments);
    state.audiences = audience::load(client, comments, target).await?;
    made(client, lineage, &rows, target, &mut state).await?;
    client.confirm().await?;
    Ok(state)
}

/// What an earlier import made of the rows.
async fn made<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    lineage: &str,
    rows: &[Row<'_>],
    target: &TargetState,
    state: &mut FurtherState,
) -> Result<(), JiraError> {
    let names: BTreeSet<String> =
        identities(rows, lineage).into_iter().map(|identity| identity.row).collect();
    let of = |sheet: FurtherSheet| {
        let rows = rows.iter().filter(move |row| row.table.sheet == sheet);
        subjects(rows, target).into_iter().map(move |id| (sheet, id))
    };
    let reads: Vec<(FurtherSheet, String)> =
        of(FurtherSheet::Comments).chain(of(FurtherSheet::Worklogs)).collect();
    let meter = Meter::start(client, Phase::Comparing, Some(reads.len()));
    for (sheet, id) in reads {
        let found = match sheet {
            FurtherSheet::Comments => client.comments_of_rows(&id, lineage).await,
            _ => client.worklogs_of_rows(&id, lineage).await,
        };
        let found = match found {
            // The issue went away; `apply` says so.
            Err(error) if error.is_not_found() => continue,
            found => found?,
        };
        let known = found.into_keys().filter(|row| names.contains(row));
        state.made.extend(known.map(|row| (sheet, id.clone(), row)));
        meter.add(1);
    }
    Ok(())
}

/// The names of all issues in the rows, each once.
fn named(rows: &[Row<'_>]) -> BTreeSet<String> {
    let naming = |column: &Column| column.role == Use::Key || column.name == "Linked key";
    let cells = |row: &Row<'_>| {
        let columns = row.table.sheet.columns().iter().enumerate();
        let texts = columns.filter(|(_, c)| naming(c)).map(|(at, _)| row.table.text(row.row, at));
        texts.filter_map(|text| issue_name(&text)).collect::<Vec<_>>()
    };
    rows.iter().flat_map(cells).collect()
}

/// Ids of the issues that rows are about, each once.
fn subjects<'r>(rows: impl Iterator<Item = &'r Row<'r>>, target: &TargetState) -> Vec<String> {
    let issue = |row: &Row<'_>| target.issues.get(&issue_name(&row.table.text(row.row, 0))?);
    let ids: BTreeSet<String> = rows.filter_map(issue).map(|issue| issue.id.clone()).collect();
    ids.into_iter().collect()
}
