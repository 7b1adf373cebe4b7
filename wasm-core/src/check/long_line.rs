//! # What it finds
//! A summary or another text of one line that is longer than Jira holds: 255 characters, of which
//! an emoji counts as two.
//!
//! # Why
//! Jira refuses the row (`Summary can't exceed 255 characters.`).
//!
//! # What to do
//! Shorten it; the rest may go into the description.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};

/// Characters that Jira holds in a text of one line, counted in UTF-16 units.
const MOST: usize = 255;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::Text) {
        let FieldValue::Text(text) = &edit.after else { continue };
        let length = text.encode_utf16().count();
        if length > MOST {
            let field = rows.field(edit.column);
            let summary = field.id.as_str() == "summary";
            let code = if summary { "summary-too-long" } else { "line-too-long" };
            let message = Message::new(code)
                .with("field", &field.name)
                .with("length", length)
                .with("most", MOST);
            findings.push(Finding::error(message, rows.cell(row, edit.column)));
        }
    }
}
