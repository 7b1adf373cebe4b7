//! # What it finds
//! A row that changes fields of a work item which the user may not edit.
//!
//! # Why
//! Jira refuses such an edit with words about the field, whatever the field is. The right is asked
//! for every work item of the file before the plan is made, so that nothing is sent that is refused
//! for want of it. What is written along with a status needs the right to change the status instead.
//!
//! # What to do
//! Ask an administrator of the space for the right, or leave the rows out.

use super::rows::{Row, Rows};
use crate::finding::Finding;
use crate::jira::Right;
use crate::message::Message;
use crate::schema::FieldType;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in rows.rows.iter().filter(|row| edits_fields(rows, row)) {
        let Some(issue) = row.issue().filter(|issue| rows.target.denies(issue, Right::Edit)) else {
            continue;
        };
        let permission = rows.target.lacks(&issue.place, Right::Edit);
        let permission = permission.unwrap_or(Right::Edit.key());
        let message = Message::new("edit-right-missing").with("permission", permission);
        let message = message.with("space", rows.space(&issue.place));
        findings.push(Finding::error(message, rows.whole(row)));
    }
}

fn edits_fields(rows: &Rows<'_>, row: &Row<'_>) -> bool {
    row.edits.iter().any(|edit| {
        rows.field(edit.column).kind != FieldType::Status && !rows.with_status(row, edit)
    })
}
