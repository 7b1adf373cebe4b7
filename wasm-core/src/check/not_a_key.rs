//! # What it finds
//! A key cell whose text is no issue key, such as `new` or `TBD`.
//!
//! # Why
//! The row could mean an issue that exists or a new one; guessing would make copies.
//!
//! # What to do
//! Correct the key, or empty the cell to create a new issue.

use super::rows::{Rows, Subject};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in &rows.rows {
        if let Subject::NotAKey { text } = &row.subject {
            let message = Message::new("key-malformed").with("value", text);
            findings.push(Finding::error(message, rows.key_cell(row)));
        }
    }
}
