//! # What it finds
//! A field of an exported row whose file does not remember what it held, and that Jira changed, or
//! may have changed, since: by the history of the field after the row's `Updated`, or as nothing
//! tells when the row is of. And a rich text of which nothing tells whether it is Markdown or wiki
//! markup, as in a part of Jira's own CSV.
//!
//! # Why
//! The cell may be what Jira had then, and no edit at all, or would be written in the wrong notation.
//! Written, it would undo what somebody did in Jira since. So the field is held back until the user
//! has chosen; the row's other fields are written.
//!
//! # What to do
//! Choose the file's value or Jira's, for the cell or for the whole column.

use super::rows::{Cause, Rows};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, clash) in rows.open_conflicts() {
        let code = match clash.cause {
            Cause::ChangedSince => "changed-since-the-row",
            Cause::Untold => "maybe-changed-in-jira",
            Cause::Notation => "maybe-wiki-markup",
            Cause::BothChanged | Cause::Mangled(_) => continue,
        };
        let message = Message::new(code).with("field", &rows.field(clash.column).name);
        findings.push(Finding::warning(message, rows.cell(row, clash.column)));
    }
}
