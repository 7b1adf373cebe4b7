//! # What it finds
//! Rows whose keys are of other work items than the ones that the file was made of.
//!
//! # Why
//! Two sites may have the same keys. Where no row was created when Jira says of its key, or every
//! number of Jira's own CSV is that of another work item, the file is of another site, and its rows
//! would overwrite strangers.
//!
//! # What to do
//! Import the file where it was exported. To create the rows here, empty the column of the keys. If
//! the work items are meant, leave out the columns that contradict.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let changed = |row: &&super::Row<'_>| !row.edits.is_empty() || !row.conflicts.is_empty();
    for row in rows.rows.iter().filter(|_| rows.of_others).filter(changed) {
        if let Some(issue) = row.issue() {
            let message = Message::new("other-work-items").with("key", &issue.key);
            findings.push(Finding::error(message, rows.key_cell(row)));
        }
    }
}
