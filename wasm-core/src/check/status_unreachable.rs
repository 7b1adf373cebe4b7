//! # What it finds
//! A status that the workflow does not lead to from where the issue is, or that the user may not
//! move it to.
//!
//! # Why
//! A status is changed by a transition only; Jira tells which ones are open to the user now, and
//! none at all without the right to change the status.
//!
//! # What to do
//! Choose one of the statuses that the message names, or leave the status as it is.

use super::rows::Rows;
use crate::finding::Finding;
use crate::jira::Right;
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
        let lacking = rows.target.lacks(&issue.place, Right::Transition);
        let (code, permission) = match (open.is_empty(), lacking) {
            (true, Some(permission)) => ("status-right-missing", permission),
            (true, None) => ("status-locked", ""),
            (false, _) => ("status-unreachable", ""),
        };
        let mut message = Message::new(code)
            .with("from", from)
            .with("to", &wanted.name)
            .with("open", open.join(", "));
        if !permission.is_empty() {
            message = message.with("permission", permission);
        }
        findings.push(Finding::error(message, rows.cell(row, edit.column)));
    }
}
