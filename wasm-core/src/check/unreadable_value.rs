//! # What it finds
//! A cell that can't be understood as a value of its field: a date or a number that is none, or
//! that can be read in two ways; an option, priority, status, component or version that the field
//! does not have; a user whom nobody or several people are named by; an error of the sheet such as
//! `#N/A`. The message comes from the field's type, which also names the nearest values.
//!
//! # Why
//! Jira would refuse the row, or, worse, take something else than was meant.
//!
//! # What to do
//! Correct the cell; the message says how.

use super::rows::{NoteKind, Rows};
use crate::finding::Finding;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    rows.notes(findings, Finding::error, |note, _| match note {
        NoteKind::Unreadable(message) => Some(message.clone()),
        _ => None,
    });
}
