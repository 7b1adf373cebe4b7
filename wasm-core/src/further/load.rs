//! Reading from Jira what the new rows need.

use std::collections::BTreeSet;

use super::audience;
use super::layout::{Column, Use};
use super::present;
use super::rights;
use super::sort::{self, Row};
use super::state::FurtherState;
use super::tables::FurtherTable;
use crate::jira::{Client, JiraError, Meter};
use crate::job::{FurtherSheet, Phase};
use crate::mapping::Origin;
use crate::ports::{Clock, Transport};
use crate::target::{TargetState, issue_name, load_issues};

/// Reads what new rows name: the issues, into the target state; and what these have of comments,
/// worklogs and links already. Nothing is asked where no row is new.
///
/// Requests: one for each 100 issues; one or two for each 1,000 rights on them; for each 100 that
/// rows add to another one, with one more for each 1,000 of their comments and of their worklogs;
/// one for the kinds of link; one for each project whose roles new comments name, and one or two for
/// each group.
///
/// # Errors
/// As any call: a state that lacks a part would make a wrong plan.
pub async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    tables: &[FurtherTable],
    origin: Option<&Origin>,
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
    if of(FurtherSheet::Links).next().is_some() {
        state.kinds = client.link_types().await?;
    }
    let comments = of(FurtherSheet::Comments);
    state.audiences = audience::load(client, comments, target).await?;
    let ids = all_subjects(&rows, target);
    let kinds = rows.iter().map(|row| row.table.sheet).collect();
    let (issues, projects) = (with_far_ends(&rows, &ids, target), projects_of_new(target));
    state.rights = rights::load(client, &kinds, &issues, &projects).await?;
    let meter = Meter::start(client, Phase::Comparing, Some(ids.len()));
    state.read_at = Some(client.on_site(client.now()));
    state.present = present::read(client, &ids, &kinds, |issues| meter.add(issues)).await?;
    client.confirm().await?;
    Ok(state)
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

/// Ids of the issues that rows are about, and of those at the far ends of links: a right is needed
/// where the link leads from.
fn with_far_ends(rows: &[Row<'_>], about: &[String], target: &TargetState) -> Vec<String> {
    let links: Vec<Row<'_>> =
        rows.iter().filter(|row| row.table.sheet == FurtherSheet::Links).copied().collect();
    let ends =
        named(&links).into_iter().filter_map(|name| Some(target.issues.get(&name)?.id.clone()));
    let all: BTreeSet<String> = ends.chain(about.iter().cloned()).collect();
    all.into_iter().collect()
}

/// Ids of the projects that get new issues.
fn projects_of_new(target: &TargetState) -> Vec<String> {
    let projects: BTreeSet<&String> =
        target.create_screens.keys().map(|place| &place.project).collect();
    projects.into_iter().cloned().collect()
}

/// Ids of all issues that rows are about, and of those that the file's own rows became before,
/// where rows are about such: which of these is known only when the plan is made.
fn all_subjects(rows: &[Row<'_>], target: &TargetState) -> Vec<String> {
    let named = |row: &Row<'_>| issue_name(&row.table.text(row.row, 0));
    let by_own_id = |row: &Row<'_>| named(row).is_none_or(|n| !target.issues.contains_key(&n));
    let mut ids: BTreeSet<String> = subjects(rows.iter(), target).into_iter().collect();
    if rows.iter().any(by_own_id) {
        let seen = target.seen.rows.values().flat_map(|row| &row.candidates);
        let made = seen.filter_map(|candidate| target.issues.get(&candidate.name()));
        ids.extend(made.map(|issue| issue.id.clone()));
    }
    ids.into_iter().collect()
}
