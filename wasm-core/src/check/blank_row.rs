//! # What it finds
//! A row that has values only in columns that are not imported, such as a number that was filled
//! down further than the table goes, or a note below it.
//!
//! # Why
//! It asks for nothing, so nothing is done; whoever expected something should know.
//!
//! # What to do
//! Nothing, or choose a field for the column that holds the values.

use super::rows::Rows;
use crate::finding::{Finding, Place};
use crate::message::Message;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in &rows.blank {
        let at = Place { row: Some(*row), ..Place::sheet(rows.sheet) };
        findings.push(Finding::info(Message::new("row-blank"), at));
    }
}
