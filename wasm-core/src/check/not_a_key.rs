//! # What it finds
//! A key cell whose text is no issue key, such as `new` or `TBD`, a number among keys, and a link to
//! an issue of another site.
//!
//! # Why
//! The row could mean an issue that exists or a new one; guessing would make copies. A number is
//! Jira's id of an issue only by chance: other trackers count too.
//!
//! # What to do
//! Correct the key, or empty the cell to create a new issue.

use super::rows::{Rows, Subject};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in &rows.rows {
        let (code, value) = match &row.subject {
            Subject::NotAKey { text } => ("key-malformed", text),
            Subject::Number { text } => ("key-is-a-number", text),
            Subject::Elsewhere { link } => ("key-of-another-site", link),
            _ => continue,
        };
        let message = Message::new(code).with("value", value).with("site", &rows.target.site.url);
        findings.push(Finding::error(message, rows.key_cell(row)));
    }
}
