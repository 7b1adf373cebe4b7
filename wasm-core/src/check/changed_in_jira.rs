//! # What it finds
//! A cell that is as it was exported or imported, while Jira has another value since.
//!
//! # Why
//! Somebody else's change is no wish of the file's: the field is left as Jira has it.
//!
//! # What to do
//! Nothing. To set the exported value again, export again and change the cell there.

use super::rows::{NoteKind, Rows};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    rows.notes(findings, Finding::info, |note, field| match note {
        NoteKind::ChangedInJira => Some(Message::new("changed-in-jira").with("field", &field.name)),
        NoteKind::ChangedSinceImport => {
            Some(Message::new("changed-since-import").with("field", &field.name))
        }
        _ => None,
    });
}
