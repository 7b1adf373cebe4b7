//! # What it finds
//! A name beside an account ID of somebody else, as in `Assignee` and `Assignee Id` of Jira's own
//! CSV.
//!
//! # Why
//! Whoever changed only the name would wonder why nobody else is assigned. A person may also have
//! been renamed since, so nothing is held back.
//!
//! # What to do
//! Empty the ID or the key: what stands beside it counts then.

use super::rows::{NoteKind, Rows};
use crate::finding::Finding;
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    rows.notes(findings, Finding::warning, |note, _| match note {
        NoteKind::OtherName { name, owner } => {
            Some(Message::new("name-beside-id").with("value", name).with("owner", owner))
        }
        NoteKind::OtherParent { number, key } => {
            Some(Message::new("number-beside-key").with("value", number).with("key", key))
        }
        _ => None,
    });
}
