//! # What it finds
//! A key that Jira has no issue for, as far as the user may see.
//!
//! # Why
//! The issue was deleted, never existed, or is in a project that the user may not see; Jira
//! answers the same in all three cases. A key of an issue that was moved is followed.
//!
//! # What to do
//! Correct the key, ask for access, or empty the cell to create a new issue.

use super::rows::{Rows, Subject};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in &rows.rows {
        if let Subject::NotFound { key } = &row.subject {
            let message = Message::new("issue-not-found").with("key", key);
            findings.push(Finding::error(message, rows.key_cell(row)));
        }
    }
}
