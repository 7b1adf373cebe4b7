//! # What it finds
//! A value for a field that the issue type does not have on its screen.
//!
//! # Why
//! Jira refuses a new issue with such a field (`Field '…' cannot be set. It is not on the
//! appropriate screen, or unknown.`). A new row is made without it, unless it would be wrong then:
//! without its parent. On an issue that exists Jira may let the field be changed all the same. What
//! is on the screen of the transition that the row makes is written along with the status.
//!
//! Assignee, reporter, due date and security level need a right of their own; where it is lacking
//! Jira leaves them off the screen, and the right is what is told.
//!
//! A screen without any field tells something else: the user may not edit the issue, or its status
//! forbids it. Which of the two it is, the rights tell.
//!
//! # What to do
//! Empty the cell, or ask an administrator to put the field on the screen, or to give the right.

use std::collections::BTreeMap;

use super::rows::{NoteKind, Row, Rows};
use crate::finding::{Finding, Place};
use crate::jira::Right;
use crate::message::Message;
use crate::schema::{FieldSchema, FieldType};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in rows.rows.iter().filter(|row| !row.edits.is_empty() && nothing_editable(rows, row)) {
        if !is_denied(rows, row) {
            findings.push(Finding::warning(why_nothing(rows, row), rows.whole(row)));
        }
    }
    for (row, edit) in rows.edits(|kind| kind != FieldType::Status) {
        if nothing_editable(rows, row) || is_denied(rows, row) {
            continue;
        }
        let field = rows.field(edit.column);
        if !rows.shows(row, field) && !rows.with_status(row, edit) {
            let make = if row.is_new() { Finding::error } else { Finding::warning };
            findings.push(make(why_not_shown(rows, row, field), rows.cell(row, edit.column)));
        }
    }
    left_out(rows, findings);
}

/// What new rows hold for fields off their screens: at the cell where it is one, else once for each
/// column.
fn left_out(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let mut told: BTreeMap<(usize, Option<&str>), (&Row<'_>, u32)> = BTreeMap::new();
    for row in &rows.rows {
        for note in row.notes.iter().filter(|note| note.kind == NoteKind::NotOnScreen) {
            let permission = row.place().and_then(|place| {
                let right = Right::of_field(&rows.field(note.column).id)?;
                rows.target.lacks(place, right).filter(|_| rows.target.are_of_project(place))
            });
            told.entry((note.column, permission)).or_insert((row, 0)).1 += 1;
        }
    }
    for ((column, permission), (row, count)) in told {
        let code = match (permission, count) {
            (None, 1) => "new-row-not-on-screen",
            (None, _) => "new-rows-not-on-screen",
            (Some(_), 1) => "new-row-field-right",
            (Some(_), _) => "new-rows-field-right",
        };
        let mut message = Message::new(code).with("field", &rows.field(column).name);
        if let Some(permission) = permission {
            message = message.with("permission", permission);
        }
        let at = match count {
            1 => rows.cell(row, column),
            _ => {
                message = message.with("count", count);
                Place::column(rows.sheet, rows.columns[column].column)
            }
        };
        findings.push(Finding::warning(message, at));
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
