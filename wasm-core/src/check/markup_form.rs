//! # What it finds
//! An edited cell of Jira's own CSV whose text in Jira has a form that wiki markup does not say:
//! two paragraphs in a cell of a table, a heading in a quote.
//!
//! # Why
//! Jira converts the whole text anew, so parts may change that nobody edited.
//!
//! # What to do
//! Look at the text in Jira after the import, or edit it there.

use super::rows::Rows;
use crate::convert;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue, Notation};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::RichText) {
        let told = row.losses.iter().any(|loss| loss.column == edit.column);
        let FieldValue::Rich(present) = rows.before(row, edit.column) else { continue };
        let converted = edit.after.notation() == Notation::Wiki;
        if converted && !told && convert::may_change_form(present) {
            let field = &rows.field(edit.column).name;
            let message = Message::new("markup-form").with("field", field);
            findings.push(Finding::warning(message, rows.cell(row, edit.column)));
        }
    }
}
