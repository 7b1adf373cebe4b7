//! # What it finds
//! A day that is 20 or more years ahead.
//!
//! # Why
//! A date picker of Jira Cloud was seen to read the year by its last two digits: 2046 came back as
//! 1946, without a word. Whether every date field does so is not known.
//!
//! # What to do
//! Correct a mistyped year. Where the day is meant, the report says how Jira took it.

use super::rows::Rows;
use crate::convert::as_another_century;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::Date) {
        let FieldValue::Date(date) = &edit.after else { continue };
        let Some(other) = as_another_century(*date, rows.now) else { continue };
        let message = Message::new("date-far-ahead")
            .with("field", &rows.field(edit.column).name)
            .with("date", date)
            .with("other", other);
        findings.push(Finding::warning(message, rows.cell(row, edit.column)));
    }
}
