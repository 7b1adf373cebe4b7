//! # What it finds
//! How the work items of new rows get to their statuses: over several steps, by a step that was
//! closed to another work item like it, by no way at all, or by one that nobody can know before.
//!
//! # Why
//! Jira creates every work item in the first status of its workflow, and lets it go on by
//! transitions alone. A status that it does not get to would show only after it is created.
//!
//! # What to do
//! Name a status that the message names, or leave the cell empty.

use super::rows::{Row, Rows};
use crate::finding::Finding;
use crate::jira::{OpenTransition, Right};
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::target::{Ways, Workflow};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::Status) {
        let (FieldValue::One(wanted), Some(place)) = (&edit.after, row.place()) else { continue };
        let Some(workflow) = rows.target.workflows.get(place) else { continue };
        // That is told as what it is.
        if rows.target.denies_in(place, Right::Transition) {
            continue;
        }
        let (space, kind) = rows.names_of(place);
        for mut finding in of_row(rows, row, workflow) {
            let message = finding.message.with("type", kind).with("space", space);
            finding.message = message.with("to", &wanted.name);
            finding.at = rows.cell(row, edit.column);
            findings.push(finding);
        }
    }
}

/// What is to be said of a new row's way, at a place that is named later.
fn of_row(rows: &Rows<'_>, row: &Row<'_>, workflow: &Workflow) -> Vec<Finding> {
    let at = || rows.whole(row);
    match rows.ways(row) {
        Some(Ways::Known(_)) => {
            let steps = rows.steps(row);
            let shown = shown(workflow, &steps).map(|message| Finding::info(message, at()));
            let closed = closed(&steps).map(|message| Finding::warning(message, at()));
            shown.into_iter().chain(closed).collect()
        }
        Some(Ways::Nowhere) => vec![Finding::error(nowhere(workflow), at())],
        Some(Ways::Unknown) if workflow.asked => {
            vec![Finding::warning(Message::new("new-status-way-unknown"), at())]
        }
        Some(Ways::Start | Ways::Unknown) | None => Vec::new(),
    }
}

/// A way of several steps, by the statuses that it leads over.
fn shown(workflow: &Workflow, steps: &[&OpenTransition]) -> Option<Message> {
    let start = workflow.start.as_ref().filter(|_| steps.len() > 1)?;
    let names = [start.name.as_str()].into_iter().chain(steps.iter().map(|s| s.to.name.as_str()));
    let way = names.collect::<Vec<_>>().join(" → ");
    Some(Message::new("new-status-way").with("way", way).with("steps", steps.len()))
}

/// That a step was closed to the work item that was asked.
fn closed(steps: &[&OpenTransition]) -> Option<Message> {
    let step = steps.iter().find(|step| step.closed)?;
    Some(Message::new("new-status-way-closed").with("transition", &step.name))
}

fn nowhere(workflow: &Workflow) -> Message {
    let start = workflow.start.as_ref().map(|start| start.name.as_str()).unwrap_or_default();
    let reached = workflow.reached();
    let reached: Vec<&str> = reached.iter().map(|status| status.name.as_str()).collect();
    let open = [start].into_iter().chain(reached).collect::<Vec<_>>().join(", ");
    Message::new("new-status-unreachable").with("from", start).with("open", open)
}
