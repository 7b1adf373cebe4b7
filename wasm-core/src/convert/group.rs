//! Groups of users, told apart by id and shown by name.

use serde_json::{Value, json};

use super::docs::FieldDoc;
use super::entity::{many, named};
use crate::schema::{Entity, FieldType, FieldValue};

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Group,
        name: "Group",
        fields: "Group picker; group fields of apps",
        shows: "The group's name.",
        enter: "The name of a group.",
        refuses: "A group that does not exist, or that the field's settings leave out.",
    },
    FieldDoc {
        kind: FieldType::Groups,
        name: "Groups",
        fields: "Group picker (multiple groups)",
        shows: "The groups' names, one per line.",
        enter: "Names of groups, one per line or separated by `;`.",
        refuses: "A group that does not exist.",
    },
];

/// Older answers have no `groupId`; a name is unique too.
fn of_json(json: &Value) -> Option<Entity> {
    let name = json.get("name")?.as_str()?;
    named(json.get("groupId").and_then(Value::as_str).unwrap_or(name).to_owned(), name)
}

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    of_json(json).map(FieldValue::One)
}

pub(super) fn read_many(json: &Value) -> Option<FieldValue> {
    many(json, of_json)
}

/// By id where it is known, since names may change.
pub(super) fn write(group: &Entity) -> Value {
    if group.id == group.name {
        json!({ "name": group.name })
    } else {
        json!({ "groupId": group.id })
    }
}
