//! # What it finds
//! New rows that hold something in a column that nobody can write: what Jira computes or keeps
//! itself (created, creator, time spent, votes), what has a sheet of its own (links, comments,
//! attachments), and fields of types that Rowport does not know.
//!
//! # Why
//! The work item is made without it, and whoever filled the cells should know that before.
//!
//! # What to do
//! Nothing, if it is not needed. Links and hours can be given in sheets of their own; a date or a
//! name that matters can be put into a column of text.

use std::collections::BTreeMap;

use super::rows::{NoteKind, Rows};
use crate::finding::{Finding, Place};
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let mut columns: BTreeMap<usize, u32> = BTreeMap::new();
    let notes = rows.rows.iter().flat_map(|row| &row.notes);
    for note in notes.filter(|note| note.kind == NoteKind::NotWritten) {
        *columns.entry(note.column).or_default() += 1;
    }
    for (column, count) in columns {
        let (field, column) = (rows.field(column), rows.columns[column].column);
        let code = match field.id.as_str() {
            "issuelinks" => "new-row-links",
            "timespent" | "aggregatetimespent" | "worklog" => "new-row-time-spent",
            "attachment" => "new-row-attachments",
            _ => "new-row-read-only",
        };
        let message = Message::new(code).with("field", &field.name).with("count", count);
        findings.push(Finding::warning(message, Place::column(&rows.table.sheet, column)));
    }
}
