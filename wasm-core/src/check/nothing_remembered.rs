//! # What it finds
//! Rows of an exported file that change work items, while the file does not tell what it held of
//! them at the export: its hidden sheet was damaged, or their keys were typed in later.
//!
//! # Why
//! What somebody else changed in Jira meanwhile is then told by the rows' own dates and Jira's
//! history alone; where a key was typed, by nothing.
//!
//! # What to do
//! Look at the changes before they are applied, or export again and make them there.

use super::rows::{Row, Rows};
use crate::finding::{Finding, Place};
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let Some(origin) = rows.origin else { return };
    let remembered = |row: &&Row<'_>| {
        let issue = row.issue().filter(|_| !row.edits.is_empty());
        issue.is_none_or(|issue| row.seen.is_some() || origin.baseline.row(&issue.id).is_some())
    };
    let count = rows.rows.iter().filter(|row| !remembered(row)).count();
    if count > 0 {
        let message = Message::new("nothing-remembered").with("count", count);
        findings.push(Finding::info(message, Place::sheet(rows.sheet)));
    }
}
