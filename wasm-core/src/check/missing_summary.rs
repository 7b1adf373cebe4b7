//! # What it finds
//! A new row without a summary, or a row that would empty the summary of its issue. Where no column
//! is the summary, there is no cell to fill in.
//!
//! # Why
//! Jira refuses an issue without a summary (`You must specify a summary of the issue.`).
//!
//! # What to do
//! Fill in the summary.

use super::rows::{Row, Rows};
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::FieldValue;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let summary = rows.columns.iter().position(|column| column.field.id.as_str() == "summary");
    let edit = |row: &Row<'_>| {
        let edit = row.edits.iter().find(|edit| Some(edit.column) == summary)?;
        Some(edit.after != FieldValue::Empty)
    };
    let noted = |row: &Row<'_>| row.notes.iter().any(|note| Some(note.column) == summary);
    for row in &rows.rows {
        let missing = match edit(row) {
            Some(filled) => !filled,
            None => row.is_new() && row.place().is_some() && !noted(row),
        };
        if missing {
            let (code, at) = match summary {
                Some(column) => ("summary-missing", rows.cell(row, column)),
                None => ("summary-unmatched", rows.whole(row)),
            };
            findings.push(Finding::error(Message::new(code), at));
        }
    }
}
