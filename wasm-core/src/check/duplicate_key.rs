//! # What it finds
//! Two or more rows about the same issue, be it by the same key, by its id, or by a key that it
//! had before it was moved.
//!
//! # Why
//! Which row would win is chance. All of them are held back, since nobody knows which one is
//! meant. Where none of them asks for anything, such as a copy that was left as it is, there is
//! nothing to hold back and it is only a warning.
//!
//! # What to do
//! Keep one of the rows. If a row was copied to make a new issue, empty its key.

use std::collections::HashMap;

use super::rows::{Row, Rows};
use crate::finding::Finding;
use crate::message::Message;

/// The rows of one issue.
struct Same<'r, 'a> {
    first: &'r Row<'a>,
    second: Option<&'r Row<'a>>,
    /// Whether any of them asks for something.
    asks: bool,
}

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let mut by_issue: HashMap<&str, Same<'_, '_>> = HashMap::with_capacity(rows.rows.len());
    for row in &rows.rows {
        if let Some(issue) = row.issue() {
            let asks = asks(row);
            let known = by_issue.entry(&issue.id).and_modify(|same| {
                same.second.get_or_insert(row);
                same.asks |= asks;
            });
            known.or_insert(Same { first: row, second: None, asks });
        }
    }
    for row in &rows.rows {
        let Some(issue) = row.issue() else { continue };
        let Some(Same { first, second: Some(second), asks }) = by_issue.get(issue.id.as_str())
        else {
            continue;
        };
        let other = if first.row == row.row { second } else { first };
        let message =
            Message::new("key-repeated").with("key", &issue.key).with("row", other.row + 1);
        let make = if *asks { Finding::error } else { Finding::warning };
        findings.push(make(message, rows.key_cell(row)));
    }
}

fn asks(row: &Row<'_>) -> bool {
    !(row.edits.is_empty() && row.conflicts.is_empty() && row.losses.is_empty())
}
