//! # What it finds
//! A field that was changed in the file and in Jira since the export, or since the row was imported,
//! to different values.
//!
//! # Why
//! Whichever value wins, somebody's work is lost, so the field is held back until the user has
//! chosen. The row's other fields are written.
//!
//! # What to do
//! Choose the file's value or Jira's, for the cell or for the whole column.

use super::rows::{Cause, Rows};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, clash) in rows.open_conflicts() {
        if clash.cause == Cause::BothChanged {
            let code = match row.seen {
                Some(_) => "changed-on-both-sides-since-import",
                None => "changed-on-both-sides",
            };
            let message = Message::new(code).with("field", &rows.field(clash.column).name);
            findings.push(Finding::warning(message, rows.cell(row, clash.column)));
        }
    }
}
