//! # What it finds
//! A cell that was understood, though a person may have meant something else: a label with a
//! space, a typed day beside texts of another order, a plain number of many hours, a date in a
//! column of texts. The message comes from the field's type and shows what is written.
//!
//! # Why
//! Nothing is wrong with the value, so that Jira would take it; nobody would notice.
//!
//! # What to do
//! Look at the value. If another one is meant, correct the cell; the message says how.

use super::rows::{NoteKind, Rows};
use crate::finding::{Finding, Place};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in &rows.rows {
        for note in &row.notes {
            if let NoteKind::Doubtful(column, message) = &note.kind {
                let place = Place { column: Some(*column), ..rows.cell(row, note.column) };
                findings.push(Finding::warning(message.clone(), place));
            }
        }
    }
}
