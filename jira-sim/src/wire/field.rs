//! Fields as `/field` lists them.

use serde_json::{Value, json};

use crate::site::Field;

/// A field.
#[must_use]
pub fn field(field: &Field) -> Value {
    let mut json = json!({
        "id": field.id,
        "key": field.id,
        "name": field.name,
        "custom": field.number.is_some(),
        "orderable": field.kind.writable() && field.id != "project",
        "navigable": field.navigable,
        "searchable": !field.clause_names.is_empty(),
        "clauseNames": field.clause_names,
    });
    if !field.schema.is_null() {
        json["schema"] = field.schema.clone();
    }
    if field.number.is_some() {
        json["untranslatedName"] = field.name.clone().into();
    }
    if let Some(project) = field.scope {
        json["scope"] = scope(project);
    }
    json
}

/// The scope of what belongs to a team-managed project.
pub(super) fn scope(project: u64) -> Value {
    json!({"type": "PROJECT", "project": {"id": project.to_string()}})
}
