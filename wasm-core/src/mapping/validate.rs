//! What is wrong with a mapping that the user changed.

use std::collections::HashMap;

use super::propose::{holds_several, shown};
use super::{MappedTo, Mapping};
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::schema::{FieldSchema, FieldType};
use crate::sheet::Table;

/// Checks a mapping against its table and the site's fields. An error makes the mapping unusable:
/// no plan is made from it.
pub fn validate(
    mapping: &Mapping,
    table: &Table,
    fields: &[FieldSchema],
    rowport_export: bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut owners: HashMap<&MappedTo, String> = HashMap::new();
    let mut key = false;
    for mapped in &mapping.columns {
        if mapped.mapped == MappedTo::Ignored {
            continue;
        }
        let at = Place::column(&table.sheet, mapped.column);
        let Some(column) = table.columns.iter().find(|column| column.index == mapped.column) else {
            let message = Message::new("column-gone").with("header", &mapped.header);
            findings.push(Finding::error(message, at));
            continue;
        };
        let field = match &mapped.mapped {
            MappedTo::Field(id) => {
                let Some(field) = fields.iter().find(|field| field.id == *id) else {
                    let message =
                        Message::new("field-gone").with("field", id).with("header", shown(column));
                    findings.push(Finding::error(message, at));
                    continue;
                };
                Some(field)
            }
            _ => None,
        };
        key |= field.is_some_and(|field| field.kind == FieldType::Key);
        let several = field.is_some_and(|field| holds_several(field.kind));
        if let Some(other) = owners.insert(&mapped.mapped, shown(column))
            && !several
        {
            let message = Message::new("two-columns-one-field")
                .with("header", shown(column))
                .with("other", other)
                .with("field", field.map_or("the row ID", |field| &field.name));
            findings.push(Finding::error(message, at));
        }
    }
    if owners.is_empty() {
        let at = Place::sheet(&table.sheet);
        findings.push(Finding::error(Message::new("nothing-mapped"), at));
    } else if rowport_export && !key {
        let at = Place::sheet(&table.sheet);
        findings.push(Finding::warning(Message::new("key-column-missing"), at));
    }
    findings
}
