//! # What it finds
//! Two or more rows about the same issue, be it by the same key, by its id, or by a key that it
//! had before it was moved.
//!
//! # Why
//! Which row would win is chance. All of them are held back, since nobody knows which one is
//! meant.
//!
//! # What to do
//! Keep one of the rows. If a row was copied to make a new issue, empty its key.

use std::collections::HashMap;

use super::rows::{Row, Rows};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let mut by_issue: HashMap<&str, (&Row<'_>, Option<&Row<'_>>)> =
        HashMap::with_capacity(rows.rows.len());
    for row in &rows.rows {
        if let Some(issue) = row.issue() {
            let known = by_issue.entry(&issue.id).and_modify(|(_, second)| {
                second.get_or_insert(row);
            });
            known.or_insert((row, None));
        }
    }
    for row in &rows.rows {
        let Some(issue) = row.issue() else { continue };
        let Some((first, Some(second))) = by_issue.get(issue.id.as_str()) else { continue };
        let other = if first.row == row.row { second } else { first };
        let message =
            Message::new("key-repeated").with("key", &issue.key).with("row", other.row + 1);
        findings.push(Finding::error(message, rows.key_cell(row)));
    }
}
