//! # What it finds
//! A column of times whose header names a zone that is not known, such as `Go-live (CET)`.
//!
//! # Why
//! Its times are read in the user's own zone, and may be hours off.
//!
//! # What to do
//! Write a zone that is known into the header: UTC, an offset, or a name such as Europe/Berlin.

use super::rows::Rows;
use crate::finding::{Finding, Place};
use crate::mapping::unknown_zone;
use crate::schema::FieldType;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for column in &rows.columns {
        let times = column.field.kind == FieldType::DateTime && column.field.writable();
        let Some(named) = column.detail.as_deref().filter(|_| times) else { continue };
        if let Some(message) = unknown_zone(&column.field.name, named, rows.zone) {
            findings.push(Finding::warning(message, Place::column(rows.sheet, column.column)));
        }
    }
}
