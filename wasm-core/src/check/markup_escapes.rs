//! # What it finds
//! A cell of Jira's own CSV that differs from Jira's text only in backslashes, as `\*` from `*`.
//!
//! # Why
//! Jira does not always write them alike, so nobody can tell this from a cell that was not edited.
//!
//! # What to do
//! Nothing. If it was edited, change a word too, or change it in Jira.

use super::rows::{NoteKind, Rows};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    rows.notes(findings, Finding::warning, |note, field| match note {
        NoteKind::OnlyEscapes => Some(Message::new("markup-escapes").with("field", &field.name)),
        _ => None,
    });
}
