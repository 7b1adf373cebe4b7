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
    let mut seen: HashMap<&str, &Row<'_>> = HashMap::with_capacity(rows.rows.len());
    for row in &rows.rows {
        let Some(issue) = row.issue() else { continue };
        let Some(first) = seen.get(issue.id.as_str()).copied() else {
            seen.insert(&issue.id, row);
            continue;
        };
        let mut find = |row: &Row<'_>, other: &Row<'_>| {
            let message =
                Message::new("key-repeated").with("key", &issue.key).with("row", other.row + 1);
            let finding = Finding::error(message, rows.key_cell(row));
            if !findings.iter().rev().any(|known| known.at == finding.at) {
                findings.push(finding);
            }
        };
        find(first, row);
        find(row, first);
    }
}
