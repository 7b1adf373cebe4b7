//! The law: a row becomes one work item, an entry one entry, what others changed is never lost, and
//! what was told as done is done.

use std::collections::BTreeMap;

use jira_sim::site::Issue;
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::plan::{Addition, Entry, Plan};

use crate::run::Run;

/// The work items that were made of the file.
pub fn made(run: &Run<'_>) -> impl Iterator<Item = Issue> + use<> {
    let site = run.world.site().site();
    let made: Vec<Issue> =
        site.issues.iter().filter(|issue| label(issue).is_some()).cloned().collect();
    made.into_iter()
}

fn label(issue: &Issue) -> Option<&String> {
    issue.labels.iter().find(|label| label.starts_with("once-"))
}

fn count(run: &Run<'_>) -> BTreeMap<String, usize> {
    let mut made_of = BTreeMap::new();
    for issue in made(run) {
        *made_of.entry(label(&issue).unwrap().clone()).or_default() += 1;
    }
    made_of
}

/// There are no more work items, comments, worklogs and links than the file ever had.
pub fn nothing_twice(run: &Run<'_>) -> Result<(), String> {
    for (label, made) in count(run) {
        let rows = run.author.most.get(&label).copied().unwrap_or_default();
        if made > rows {
            return Err(format!("{rows} rows {label:?} became {made} work items"));
        }
    }
    let issues: Vec<Issue> = made(run).collect();
    for note in &run.author.notes {
        let comments = issues.iter().flat_map(|issue| &issue.comments);
        let comments = comments.filter(|comment| comment.body.text.contains(note.as_str()));
        let logs = issues.iter().flat_map(|issue| &issue.records.worklogs);
        let logs = logs.filter_map(|log| log.comment.as_ref());
        let logs = logs.filter(|text| text.text.contains(note.as_str()));
        let times = comments.count() + logs.count();
        if times > 1 {
            return Err(format!("{note:?} is there {times} times"));
        }
    }
    for issue in &issues {
        let links = &issue.records.links;
        let same = |at: usize| {
            let link = &links[at];
            let alike = |other: &&jira_sim::site::Link| {
                (other.kind, other.other, other.outward) == (link.kind, link.other, link.outward)
            };
            links.iter().filter(alike).count() > 1
        };
        if (0..links.len()).any(same) {
            return Err(format!("{} is linked twice: {links:?}", issue.key));
        }
    }
    Ok(())
}

/// What colleagues did is as they left it.
pub fn nothing_lost(run: &Run<'_>) -> Result<(), String> {
    let site = run.world.site().site();
    for (id, done) in &run.colleagues {
        let issue = site.issues.get(*id).ok_or_else(|| format!("{id} is gone"))?;
        let text = issue.description.as_ref().map_or("", |text| text.text.as_str());
        if done.description.as_ref().is_some_and(|words| words != text) {
            return Err(format!("{}: a colleague's words became {text:?}", issue.key));
        }
        if done.status.is_some_and(|status| status != issue.status) {
            return Err(format!("{}: a colleague's status became {}", issue.key, issue.status));
        }
    }
    Ok(())
}

/// Each row of the file has its work item.
pub fn nothing_missing(run: &Run<'_>) -> Result<(), String> {
    let made = count(run);
    for (label, rows) in run.author.labels() {
        let made = made.get(&label).copied().unwrap_or_default();
        if made < rows {
            return Err(format!("{rows} rows {label:?} became {made} work items"));
        }
    }
    Ok(())
}

/// What a report says of the rows of a plan is so.
pub fn told_is_done(run: &Run<'_>, plan: &Plan, report: &Report) -> Result<(), String> {
    let site = run.world.site().site();
    let applied = report.outcomes.iter().filter(|one| one.kind == OutcomeKind::Applied);
    for outcome in applied.filter(|outcome| outcome.sheet.is_empty()) {
        let told = format!("row {} was told as done", outcome.row);
        let issue = outcome.issue.as_ref().ok_or_else(|| format!("{told} without a key"))?;
        let issue = site.issues.find(&issue.key);
        let issue = issue.ok_or_else(|| format!("{told} and there is no work item"))?;
        let change = plan.changes.iter().find(|change| change.row == outcome.row);
        let change = change.ok_or_else(|| format!("{told} and is not of the plan"))?;
        let colleague = run.colleagues.get(&issue.id).cloned().unwrap_or_default();
        let to = change.transition.as_ref().map(|transition| transition.to.id.clone());
        let moved = to.is_none_or(|to| to == issue.status.to_string());
        if !moved && colleague.status.is_none() {
            return Err(format!("{told} and {} is in status {}", issue.key, issue.status));
        }
    }
    let entries = report.outcomes.iter().filter(|one| !one.sheet.is_empty());
    for outcome in entries.filter(|outcome| outcome.kind == OutcomeKind::Applied) {
        let of = |entry: &&Entry| entry.sheet == outcome.sheet && entry.row == outcome.row;
        let addition = plan.entries.iter().find(of).and_then(|entry| entry.addition.as_ref());
        let issue = outcome.issue.as_ref().and_then(|issue| site.issues.find(&issue.key));
        if !addition.zip(issue).is_some_and(|(addition, issue)| is_there(addition, issue)) {
            let told = format!("row {} of {}", outcome.row, outcome.sheet);
            return Err(format!("{told} was told as done and is not there"));
        }
    }
    Ok(())
}

/// Whether an issue has an entry.
fn is_there(addition: &Addition, issue: &Issue) -> bool {
    match addition {
        Addition::Comment { body, .. } => {
            issue.comments.iter().any(|comment| comment.body.text.contains(&body.markdown))
        }
        Addition::Worklog { seconds, .. } => {
            issue.records.worklogs.iter().any(|log| log.seconds == *seconds)
        }
        Addition::Link { kind, .. } => {
            issue.records.links.iter().any(|link| link.kind.to_string() == kind.id)
        }
    }
}
