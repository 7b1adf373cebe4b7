//! # What it finds
//! A value for a field that the issue type does not have on its screen.
//!
//! # Why
//! Jira refuses a new issue with such a field (`Field '…' cannot be set. It is not on the
//! appropriate screen, or unknown.`). On an issue that exists it may let the field be changed all
//! the same, so there it is only a warning. What is on the screen of the transition that the row
//! makes is written along with the status.
//!
//! Assignee, reporter, due date and security level need a right of their own; where it is lacking
//! Jira leaves them off the screen, and the right is what is told.
//!
//! A screen without any field tells something else: the user may not edit the issue, or its status
//! forbids it. Which of the two it is, the rights tell.
//!
//! # What to do
//! Empty the cell, or ask an administrator to put the field on the screen, or to give the right.

use super::rows::{Row, Rows};
use crate::finding::Finding;
use crate::jira::Right;
use crate::message::Message;
use crate::schema::{FieldId, FieldSchema, FieldType};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in rows.rows.iter().filter(|row| !row.edits.is_empty() && nothing_editable(rows, row)) {
        if !is_denied(rows, row) {
            findings.push(Finding::warning(why_nothing(rows, row), rows.whole(row)));
        }
    }
    let tracking = FieldId::new("timetracking");
    for (row, edit) in rows.edits(|kind| kind != FieldType::Status) {
        if nothing_editable(rows, row) || is_denied(rows, row) {
            continue;
        }
        let field = rows.field(edit.column);
        let shown = |id| rows.on_screen(row, id) != Some(false);
        // Estimates are on the screen as one field, time tracking.
        let on_screen = shown(&field.id) || field.kind == FieldType::Duration && shown(&tracking);
        if !on_screen && !rows.with_status(row, edit) {
            let make = if row.is_new() { Finding::error } else { Finding::warning };
            findings.push(make(why_not_shown(rows, row, field), rows.cell(row, edit.column)));
        }
    }
}

/// Why a field is not on the screen: for want of the right that it needs, or because nobody put it
/// there.
fn why_not_shown(rows: &Rows<'_>, row: &Row<'_>, field: &FieldSchema) -> Message {
    let lacks = |right| rows.target.lacks(row.place()?, right);
    let Some(permission) = Right::of_field(&field.id).and_then(lacks) else {
        return Message::new("field-not-on-screen").with("field", &field.name);
    };
    let own = match row.issue() {
        Some(issue) => rows.target.rights_on(issue).is_some(),
        None => row.place().is_some_and(|place| rows.target.are_of_project(place)),
    };
    let code = if own { "field-right-missing" } else { "field-right-doubtful" };
    Message::new(code).with("field", &field.name).with("permission", permission)
}

/// Why no field of a row's issue can be edited, as far as the rights tell. They, and the screen,
/// were asked for one issue of the place: of the others no more is said than that they may be alike.
fn why_nothing(rows: &Rows<'_>, row: &Row<'_>) -> Message {
    let issue = row.issue();
    let own = issue.and_then(|issue| rows.target.rights_on(issue));
    match issue.and_then(|issue| rows.target.lacks(&issue.place, Right::Edit)) {
        Some(permission) => {
            let code = if own.is_some() { "edit-right-missing" } else { "edit-right-doubtful" };
            let space = issue.map(|issue| rows.space(&issue.place)).unwrap_or_default();
            Message::new(code).with("permission", permission).with("space", space)
        }
        None if own.is_some_and(|rights| rights.has(Right::Edit)) => Message::new("edit-locked"),
        None => Message::new("edit-not-allowed"),
    }
}

/// Whether the user may not edit a row's issue at all, which another check tells.
fn is_denied(rows: &Rows<'_>, row: &Row<'_>) -> bool {
    row.issue().is_some_and(|issue| rows.target.denies(issue, Right::Edit))
}

/// Whether Jira offers no field of a row's issue to be edited.
fn nothing_editable(rows: &Rows<'_>, row: &Row<'_>) -> bool {
    let screen = row.issue().and_then(|issue| rows.target.edit_screens.get(&issue.place));
    screen.is_some_and(|screen| screen.is_empty())
}
