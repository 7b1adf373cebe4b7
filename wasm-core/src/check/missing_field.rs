//! # What it finds
//! A new row that lacks a field which Jira requires for its issue type and does not fill by
//! itself, or a row that would empty such a field of its issue.
//!
//! # Why
//! Jira refuses the row (`Field 'priority' is required`).
//!
//! # What to do
//! Fill in the field; add a column for it if there is none.

use super::rows::{Row, Rows};
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldSchema, FieldType, FieldValue};
use crate::target::Screen;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for row in &rows.rows {
        let Some(place) = row.place() else { continue };
        if row.is_new() {
            if let Some(screen) = rows.target.create_screens.get(place) {
                new_row(rows, row, screen, findings);
            }
        } else if let Some(screen) = rows.target.edit_screens.get(place) {
            emptied(rows, row, screen, findings);
        }
    }
}

fn new_row(rows: &Rows<'_>, row: &Row<'_>, screen: &Screen, findings: &mut Vec<Finding>) {
    for (id, _) in screen.iter().filter(|(_, meta)| meta.required && !meta.has_default) {
        let field = rows.target.fields.iter().find(|field| field.id == *id);
        let column = rows.columns.iter().position(|column| column.field.id == *id);
        let told = column.is_some_and(|column| {
            row.edits.iter().any(|edit| edit.column == column)
                || row.notes.iter().any(|note| note.column == column)
        });
        if told || field.is_some_and(has_its_own_check) {
            continue;
        }
        let at = column.map_or_else(|| rows.whole(row), |column| rows.cell(row, column));
        let name = field.map_or(id.as_str(), |field| &field.name);
        findings.push(Finding::error(Message::new("field-required").with("field", name), at));
    }
}

fn emptied(rows: &Rows<'_>, row: &Row<'_>, screen: &Screen, findings: &mut Vec<Finding>) {
    for edit in row.edits.iter().filter(|edit| edit.after == FieldValue::Empty) {
        let field = rows.field(edit.column);
        let required = screen.get(&field.id).is_some_and(|meta| meta.required);
        if required && !has_its_own_check(field) {
            let message = Message::new("field-required").with("field", &field.name);
            findings.push(Finding::error(message, rows.cell(row, edit.column)));
        }
    }
}

/// Fields of which another check speaks, or that the row's place gives.
fn has_its_own_check(field: &FieldSchema) -> bool {
    field.id.as_str() == "summary"
        || matches!(field.kind, FieldType::Project | FieldType::IssueType | FieldType::Parent)
}
