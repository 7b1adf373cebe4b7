//! # What it finds
//! An empty cell whose field has a value in Jira, where emptying is not possible or not certain:
//! the status, the issue type and the project can't be empty; and in a file that Rowport exported,
//! once Jira has changed the issue, nobody can tell whether the cell was emptied in the file or
//! the value came later in Jira.
//!
//! # Why
//! Clearing a field by mistake loses somebody's work, so the field is left alone.
//!
//! # What to do
//! To clear such fields all the same, say that empty cells of the column clear the field, or
//! export again and empty the cell there.

use super::rows::{NoteKind, Rows};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    rows.notes(findings, Finding::warning, |note, field| match note {
        NoteKind::MaybeEmptied => {
            Some(Message::new("emptied-or-changed").with("field", &field.name))
        }
        NoteKind::NeverEmpty => Some(Message::new("never-empty").with("field", &field.name)),
        _ => None,
    });
}
