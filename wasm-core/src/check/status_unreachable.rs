//! # What it finds
//! A status that the workflow does not lead to from where the issue is, or that the user may not
//! move it to.
//!
//! # Why
//! A status is changed by a transition only; Jira tells which ones are open to the user now, and
//! none at all without the right to change the status. Where the right could not be asked for on each
//! issue, it was asked for one of the place, and of others it is said only that they may be the same.
//!
//! # What to do
//! Choose one of the statuses that the message names, or leave the status as it is.

use super::rows::Rows;
use crate::finding::Finding;
use crate::jira::Right;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::target::Place;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::Status) {
        let FieldValue::One(wanted) = &edit.after else { continue };
        let Some(issue) = row.issue() else {
            let denied = row.place().and_then(|place| denied_to_new(rows, place));
            if let Some(message) = denied {
                let message = message.with("to", &wanted.name);
                findings.push(Finding::error(message, rows.cell(row, edit.column)));
            }
            continue;
        };
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
        let denied = rows.target.denies(issue, Right::Transition);
        let own = denied || rows.target.rights_on(issue).is_some();
        let message = match (open.is_empty(), lacking) {
            (false, _) => Message::new("status-unreachable").with("open", open.join(", ")),
            (true, None) => Message::new("status-locked"),
            (true, Some(permission)) => {
                let code = if own { "status-right-missing" } else { "status-right-doubtful" };
                let message = Message::new(code).with("permission", permission);
                message.with("space", rows.space(&issue.place))
            }
        };
        let message = message.with("from", from).with("to", &wanted.name);
        findings.push(Finding::error(message, rows.cell(row, edit.column)));
    }
}

/// That the user may not change the status of new issues of a place. Where they start, only Jira
/// knows: a row that names no status starts there.
fn denied_to_new(rows: &Rows<'_>, place: &Place) -> Option<Message> {
    if !rows.target.denies_in(place, Right::Transition) {
        return None;
    }
    let permission = rows.target.lacks(place, Right::Transition);
    let permission = permission.unwrap_or(Right::Transition.key());
    let message = Message::new("status-right-missing").with("permission", permission);
    Some(message.with("space", rows.space(place)))
}
