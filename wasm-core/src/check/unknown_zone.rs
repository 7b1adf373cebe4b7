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
use crate::mapping::{looks_like_zone, zone_named};
use crate::message::Message;
use crate::schema::FieldType;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for column in &rows.columns {
        let times = column.field.kind == FieldType::DateTime && column.field.writable();
        let Some(zone) = column.detail.as_deref().filter(|zone| times && looks_like_zone(zone))
        else {
            continue;
        };
        if zone_named(zone, rows.zone).is_none() {
            let message = Message::new("column-zone-unknown")
                .with("field", &column.field.name)
                .with("zone", zone)
                .with("own", rows.zone.name());
            findings.push(Finding::warning(message, Place::column(rows.sheet, column.column)));
        }
    }
}
