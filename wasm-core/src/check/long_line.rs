//! # What it finds
//! A summary, another text of one line or a label that is longer than Jira holds: 255 characters,
//! of which an emoji counts as two.
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
    let kinds = |kind| matches!(kind, FieldType::Text | FieldType::Labels);
    for (row, edit) in rows.edits(kinds) {
        let field = rows.field(edit.column);
        let (code, longest) = match &edit.after {
            FieldValue::Text(text) if field.id.as_str() == "summary" => {
                ("summary-too-long", units(text))
            }
            FieldValue::Text(text) => ("line-too-long", units(text)),
            FieldValue::Words(words) => {
                ("label-too-long", words.iter().map(|word| units(word)).max().unwrap_or_default())
            }
            _ => continue,
        };
        if longest > MOST {
            let message = Message::new(code)
                .with("field", &field.name)
                .with("length", longest)
                .with("most", MOST);
            findings.push(Finding::error(message, rows.cell(row, edit.column)));
        }
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
