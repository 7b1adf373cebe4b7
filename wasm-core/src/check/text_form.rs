//! # What it finds
//! A column of rich text whose cells are taken as they were typed, and have signs of Markdown or of
//! wiki markup that are clearly meant.
//!
//! # Why
//! In a file that Rowport did not export no sign means anything, or paths, patterns and formulas
//! would lose characters. What was formatted all the same would arrive with its signs.
//!
//! # What to do
//! Say for the column what its texts are.

use super::rows::Rows;
use crate::convert::{self, Offer};
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::schema::TextForm;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (at, column) in rows.columns.iter().enumerate() {
        if !column.takes_texts_as_typed() {
            continue;
        }
        let written = rows.rows.iter().filter(|row| {
            let is_edited = row.edits.iter().any(|edit| edit.column == at);
            is_edited || row.conflicts.iter().any(|clash| clash.column == at)
        });
        let texts: Vec<String> = written.map(|row| rows.cell_text(row, at)).collect();
        if let Some(offer) = convert::offer(texts.iter().map(String::as_str)) {
            let place = Place::column(rows.sheet, column.column);
            let place = Place { field: Some(column.field.id.clone()), ..place };
            findings.push(offered(&offer, &column.field.name, place));
        }
    }
}

/// The warning about a column.
pub(crate) fn offered(offer: &Offer, field: &str, place: Place) -> Finding {
    let code = match offer.form {
        TextForm::Wiki => "text-maybe-wiki",
        _ => "text-maybe-markdown",
    };
    let message = Message::new(code)
        .with("field", field)
        .with("before", &offer.before)
        .with("after", &offer.after)
        .with("what", Message::new(format!("format-{}", offer.what)).text());
    Finding::warning(message, place)
}
