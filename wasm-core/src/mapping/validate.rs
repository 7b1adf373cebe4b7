//! What is wrong with a mapping that the user changed.

use std::collections::HashMap;

use super::propose::shown;
use super::settle::names;
use super::{Confidence, MappedTo, Mapping, keys};
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::schema::{FieldId, FieldSchema, FieldType};
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
        if mapped.confidence == Confidence::Open {
            let position = table.columns.iter().position(|column| column.index == mapped.column);
            findings.extend(position.map(|position| keys::question(table, position)));
        }
        if mapped.mapped == MappedTo::Ignored {
            continue;
        }
        let at = Place::column(&table.sheet, mapped.column);
        let Some(column) = table.columns.iter().find(|column| column.index == mapped.column) else {
            let message = Message::new("column-gone").with("header", &mapped.header);
            findings.push(Finding::error(message, at));
            continue;
        };
        let known = |id: &FieldId| fields.iter().find(|field| field.id == *id);
        let ids = mapped.mapped.fields();
        if let Some(gone) = ids.iter().find(|id| known(id).is_none()) {
            let message =
                Message::new("field-gone").with("field", gone).with("header", shown(column));
            findings.push(Finding::error(message, at));
            continue;
        }
        let field = ids.first().and_then(known);
        key |= field.is_some_and(|field| field.kind == FieldType::Key);
        let several = field.is_some_and(|field| field.kind.multi());
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
    findings.extend(left_out(mapping, table, fields));
    let open = mapping.columns.iter().any(|column| column.confidence == Confidence::Open);
    if owners.is_empty() && !open {
        let at = Place::sheet(&table.sheet);
        findings.push(Finding::error(Message::new("nothing-mapped"), at));
    } else if rowport_export && !key {
        let at = Place::sheet(&table.sheet);
        findings.push(Finding::error(Message::new("key-column-missing"), at));
    }
    findings
}

/// Warns of columns that are not imported although the field of their name is, which holds several
/// values: it would be left with those of the other columns.
fn left_out(mapping: &Mapping, table: &Table, fields: &[FieldSchema]) -> Vec<Finding> {
    let names = names(table);
    let position = |column: u32| table.columns.iter().position(|other| other.index == column);
    let field_of = |mapped: &MappedTo| {
        let id = mapped.fields().first()?;
        fields.iter().find(|field| field.id == *id && field.kind.multi())
    };
    let mut findings = Vec::new();
    for column in mapping.columns.iter().filter(|column| column.mapped == MappedTo::Ignored) {
        let Some(name) = position(column.column).and_then(|at| names.get(at)) else { continue };
        let same = |other: &u32| position(*other).and_then(|at| names.get(at)) == Some(name);
        let imported = mapping.columns.iter().filter(|other| same(&other.column));
        let Some(field) = imported.filter_map(|other| field_of(&other.mapped)).next() else {
            continue;
        };
        let message = Message::new("column-left-out")
            .with("header", &column.header)
            .with("field", &field.name);
        findings.push(Finding::warning(message, Place::column(&table.sheet, column.column)));
    }
    findings
}
