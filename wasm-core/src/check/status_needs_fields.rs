//! # What it finds
//! A status whose transition asks for a field that the row leaves empty.
//!
//! # Why
//! Jira refuses a transition whose screen has a required field without a value. Whether a field
//! without a column has one is not known, so there it is only a warning.
//!
//! # What to do
//! Fill in the field; add a column for it where there is none.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldId, FieldType};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(|kind| kind == FieldType::Status) {
        let Some(way) = rows.way(row) else { continue };
        let mapped = |id: &FieldId| rows.columns.iter().any(|column| column.field.id == *id);
        let lacking: Vec<&str> = rows.lacking(row, way).map(|field| field.name.as_str()).collect();
        let unknown = way.required().filter(|field| !mapped(&field.id));
        let unknown: Vec<&str> = unknown.map(|field| field.name.as_str()).collect();
        let (code, fields) = match (lacking.is_empty(), unknown.is_empty()) {
            (false, _) => ("status-needs-fields", lacking),
            (true, false) => ("status-may-need-fields", unknown),
            (true, true) => continue,
        };
        let make = if code == "status-needs-fields" { Finding::error } else { Finding::warning };
        let message = Message::new(code)
            .with("to", &way.to.name)
            .with("transition", &way.name)
            .with("fields", fields.join(", "));
        findings.push(make(message, rows.cell(row, edit.column)));
    }
}
