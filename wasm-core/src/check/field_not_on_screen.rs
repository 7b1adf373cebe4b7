//! # What it finds
//! A value for a field that the issue type does not have on its screen.
//!
//! # Why
//! Jira refuses a new issue with such a field (`Field '…' cannot be set. It is not on the
//! appropriate screen, or unknown.`). On an issue that exists it may let the field be changed all
//! the same, so there it is only a warning.
//!
//! # What to do
//! Empty the cell, or ask an administrator to put the field on the screen.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::FieldType;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind != FieldType::Status) {
        let field = rows.field(edit.column);
        let screens =
            if row.is_new() { &rows.target.create_screens } else { &rows.target.edit_screens };
        let Some(screen) = row.place().and_then(|place| screens.get(place)) else { continue };
        // Estimates are on the screen as one field, time tracking.
        let on_screen = screen.contains_key(&field.id)
            || field.kind == FieldType::Duration
                && screen.keys().any(|id| id.as_str() == "timetracking");
        if !on_screen {
            let make = if row.is_new() { Finding::error } else { Finding::warning };
            let message = Message::new("field-not-on-screen").with("field", &field.name);
            findings.push(make(message, rows.cell(row, edit.column)));
        }
    }
}
