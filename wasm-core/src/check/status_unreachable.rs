//! # What it finds
//! A status that the workflow does not lead to from where the issue is, or that the user may not
//! move it to.
//!
//! # Why
//! A status is changed by a transition only; Jira tells which ones are open to the user now.
//!
//! # What to do
//! Choose one of the statuses that the message names, or leave the status as it is.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::Status) {
        let (Some(issue), FieldValue::One(wanted)) = (row.issue(), &edit.after) else { continue };
        if issue.transitions.iter().any(|way| way.to == *wanted) {
            continue;
        }
        let from = match rows.before(row, edit.column) {
            FieldValue::One(from) => from.name.as_str(),
            _ => "-",
        };
        let mut open: Vec<&str> =
            issue.transitions.iter().map(|way| way.to.name.as_str()).collect();
        open.dedup();
        let code = if open.is_empty() { "status-locked" } else { "status-unreachable" };
        let message = Message::new(code)
            .with("from", from)
            .with("to", &wanted.name)
            .with("open", open.join(", "));
        findings.push(Finding::error(message, rows.cell(row, edit.column)));
    }
}
