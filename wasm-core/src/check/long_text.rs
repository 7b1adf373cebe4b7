//! # What it finds
//! A description or another long text of more than 32,767 characters.
//!
//! # Why
//! Jira refuses it (`The entered text is too long. It exceeds the allowed limit of 32,767
//! characters.`). An Excel cell holds no more either, so such a text comes from a text file.
//!
//! # What to do
//! Shorten it, or attach it as a file.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};

/// Characters that Jira holds in a long text, counted in UTF-16 units.
const MOST: usize = 32_767;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::RichText) {
        let FieldValue::Rich(rich) = &edit.after else { continue };
        let length = rich.markdown.encode_utf16().count();
        if length > MOST {
            let message = Message::new("text-too-long")
                .with("field", &rows.field(edit.column).name)
                .with("length", length)
                .with("most", MOST);
            findings.push(Finding::error(message, rows.cell(row, edit.column)));
        }
    }
}
