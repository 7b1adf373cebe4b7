//! # What it finds
//! A cell that differs from Jira in a field that can't be written: what Jira computes (created,
//! time spent), types that Rowport does not know, and the project of an issue that exists.
//!
//! # Why
//! The difference is not an error, but whoever made it should know that it has no effect.
//!
//! # What to do
//! Nothing. To move an issue to another project, use Jira's own Move.

use super::rows::{NoteKind, Rows};
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::FieldType;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    rows.notes(findings, Finding::info, |note, field| match note {
        NoteKind::ReadOnly if field.kind != FieldType::Project => {
            Some(Message::new("read-only-edited").with("field", &field.name))
        }
        _ => None,
    });
    rows.notes(findings, Finding::warning, |note, field| match note {
        NoteKind::ReadOnly if field.kind == FieldType::Project => {
            Some(Message::new("project-not-moved"))
        }
        _ => None,
    });
}
