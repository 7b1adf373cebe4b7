//! Rows that the caller may not add: they are held back, and told once for each space and kind.

use std::collections::BTreeMap;

use super::{Asked, Input};
use crate::finding::{Finding, Place};
use crate::further::rights;
use crate::jira::Right;
use crate::mapping::space_of;
use crate::message::Message;
use crate::plan::{Action, Addition, Change, EntryIssue};

/// Holds back what the caller may not add. `changes` are the rows of the issues, of which some make
/// the issues that entries are about.
pub(super) fn hold_back(
    asked: &mut [Asked<'_>],
    changes: &[Change],
    input: &Input<'_>,
) -> Vec<Finding> {
    let mut held: BTreeMap<(Right, String), Vec<&mut Asked<'_>>> = BTreeMap::new();
    for asked in asked {
        let Some(right) = rights::of_sheet(asked.entry.kind).filter(|_| adds(asked)) else {
            continue;
        };
        if let Some(space) = denied(asked, right, changes, input) {
            held.entry((right, space)).or_default().push(asked);
        }
    }
    held.into_iter().filter_map(|((right, space), rows)| told(right, &space, rows, input)).collect()
}

fn adds(asked: &Asked<'_>) -> bool {
    matches!(asked.entry.action, Action::Comment | Action::Worklog | Action::Link)
}

/// The key of the space where the right to add an entry is lacking.
fn denied(
    asked: &Asked<'_>,
    right: Right,
    changes: &[Change],
    input: &Input<'_>,
) -> Option<String> {
    let rights = &input.state.rights;
    match acting(asked)? {
        EntryIssue::Known(issue) => {
            let space = space_of(&issue.key).unwrap_or(&issue.key);
            rights.denies(right, &issue.id).then(|| space.to_owned())
        }
        EntryIssue::New { row, .. } => {
            let made = changes.iter().find(|change| change.row == *row)?.create.as_ref()?;
            rights.denies_in(right, &made.project.id).then(|| {
                let project = input.target.projects.get(&made.project.id);
                project.map_or_else(|| made.project.name.clone(), |project| project.key.clone())
            })
        }
    }
}

/// The issue on which the right is needed: of a link, the one that it leads from.
fn acting<'a>(asked: &'a Asked<'_>) -> Option<&'a EntryIssue> {
    match &asked.entry.addition {
        Some(Addition::Link { outward: false, other, .. }) => Some(other),
        _ => asked.entry.issue.as_ref(),
    }
}

fn told(
    right: Right,
    space: &str,
    rows: Vec<&mut Asked<'_>>,
    input: &Input<'_>,
) -> Option<Finding> {
    let message = match right {
        Right::Comment => Message::new("comment-right-missing"),
        Right::LogWork => Message::new("log-right-missing"),
        _ => Message::new("link-right-missing"),
    };
    let message = message
        .with("space", space)
        .with("permission", input.state.rights.name(right))
        .with("rows", rows.len());
    let first = rows.first()?;
    let place = match rows.len() {
        1 => first.row.table.row_place(first.row.row),
        _ => Place::sheet(&first.row.table.table.sheet),
    };
    for asked in rows {
        asked.entry.action = Action::Skip;
        asked.entry.reason = Some(message.clone());
    }
    Some(Finding::error(message, place))
}
