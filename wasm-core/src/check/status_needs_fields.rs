//! # What it finds
//! A status whose transition, or another one on the way of a new row, asks for a field that the row
//! leaves empty.
//!
//! # Why
//! Jira refuses a transition whose screen has a required field without a value. Whether a field
//! without a column has one is not known, so there it is only a warning.
//!
//! # What to do
//! Fill in the field; add a column for it where there is none.

use super::rows::{Row, Rows};
use crate::finding::{Finding, Severity};
use crate::jira::OpenTransition;
use crate::message::Message;
use crate::schema::{FieldId, FieldType};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::Status) {
        let steps = rows.way(row).into_iter().chain(rows.steps(row));
        for (severity, message) in steps.filter_map(|step| asked_for(rows, row, step)) {
            findings.push(Finding { severity, message, at: rows.cell(row, edit.column) });
        }
    }
}

/// What a step asks for, as an error where the row lacks it and a warning where nobody knows.
fn asked_for<'a>(
    rows: &Rows<'a>,
    row: &Row<'a>,
    step: &OpenTransition,
) -> Option<(Severity, Message)> {
    let lacking: Vec<&str> = rows.lacking(row, step).map(|field| field.name.as_str()).collect();
    let mapped = |id: &FieldId| rows.columns.iter().any(|column| column.field.id == *id);
    let filled = |id: &FieldId| rows.has_default(row, id);
    let unknown = step.required().filter(|field| !mapped(&field.id) && !filled(&field.id));
    let unknown: Vec<&str> = unknown.map(|field| field.name.as_str()).collect();
    let (severity, code, fields) = match (lacking.is_empty(), unknown.is_empty(), row.is_new()) {
        (false, _, false) => (Severity::Error, "status-needs-fields", lacking),
        (false, _, true) => (Severity::Error, "new-status-needs-fields", lacking),
        (true, false, _) => (Severity::Warning, "status-may-need-fields", unknown),
        (true, true, _) => return None,
    };
    let message = Message::new(code).with("to", &step.to.name).with("transition", &step.name);
    Some((severity, message.with("fields", fields.join(", "))))
}
