//! # What it finds
//! A new row that looks like the totals of the rows above: its summary is a word for them, and a
//! number stands beside it.
//!
//! # Why
//! A plain sheet does not say that a row is none of its rows, and a work item “Total” with the sum
//! of all points is nothing that anybody wants.
//!
//! # What to do
//! Delete the row, or leave it out by a table of Excel's with a totals row.

use super::rows::Rows;
use crate::finding::Finding;
use crate::mapping::fold;
use crate::message::Message;
use crate::schema::FieldValue;

/// Words for totals, in the languages of Jira's own CSV.
const WORDS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "sum",
    "subtotal",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "totaux",
    "total général",
    "somme",
    "sous-total",
    "suma",
    "total general",
    "totale",
    "soma",
    "razem",
    "итого",
    "合計",
    "小計",
    "合计",
    "总计",
    "σ",
    "∑",
];

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let summary = rows.columns.iter().position(|column| column.field.id.as_str() == "summary");
    for row in rows.rows.iter().filter(|row| row.is_new()) {
        let sums =
            |value: &FieldValue| matches!(value, FieldValue::Number(_) | FieldValue::Duration(_));
        let called = row.edits.iter().find(|edit| Some(edit.column) == summary);
        let Some(FieldValue::Text(text)) = called.map(|edit| &edit.after) else { continue };
        let word = fold(text.trim_end_matches([':', ' ']));
        if WORDS.contains(&word.as_str()) && row.edits.iter().any(|edit| sums(&edit.after)) {
            let message = Message::new("new-row-of-totals").with("summary", text);
            findings.push(Finding::warning(message, rows.whole(row)));
        }
    }
}
