//! # What it finds
//! A summary with a line break.
//!
//! # Why
//! Jira refuses it (`The summary is invalid because it contains newline characters.`). In a
//! spreadsheet the break is easily overlooked.
//!
//! # What to do
//! Put the summary on one line.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::Text) {
        if let FieldValue::Text(text) = &edit.after
            && rows.field(edit.column).id.as_str() == "summary"
            && text.contains(['\n', '\r'])
        {
            let message = Message::new("summary-line-break");
            findings.push(Finding::error(message, rows.cell(row, edit.column)));
        }
    }
}
