//! # What it finds
//! A parent that is neither an issue that the user may see nor a row of the file, or a row ID that
//! several rows have.
//!
//! # Why
//! The issue would lose its place in the hierarchy, or get a wrong one.
//!
//! # What to do
//! Name the parent by its key, or by the value of the file's own ID column.

use super::rows::{NoteKind, Rows};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    rows.notes(findings, Finding::error, |note, _| match note {
        NoteKind::UnknownParent(text) => Some(Message::new("parent-not-found").with("value", text)),
        NoteKind::SeveralParents(text) => {
            Some(Message::new("parent-ambiguous").with("value", text))
        }
        _ => None,
    });
}
