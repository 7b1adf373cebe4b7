//! Values as an edit or a creation writes them.

use serde_json::{Value, json};

use super::body::Written;
use super::{
    cascade, duration, entity, group, instant, issue, lines, number, rich, service, sprint, team,
    user,
};
use crate::schema::{Entity, FieldId, FieldType, FieldValue};

/// Where and how a value is written; nothing for what is not written by an edit (a status, a
/// parent that is not created yet, a read-only type). No value clears the field.
pub fn write(field: &FieldId, kind: FieldType, value: &FieldValue) -> Option<Written> {
    match kind {
        FieldType::Status => None,
        kind if !kind.writable() => None,
        FieldType::Duration => write_estimate(field, value),
        FieldType::Parent => match value {
            FieldValue::Empty => Some(Written::Update(json!([{ "set": { "none": true } }]))),
            FieldValue::One(parent) => Some(Written::Field(issue::write_parent(parent))),
            _ => None,
        },
        _ => write_value(kind, value).map(Written::Field),
    }
}

fn write_value(kind: FieldType, value: &FieldValue) -> Option<Value> {
    let entity = |entity: &Entity| write_entity(kind, entity);
    Some(match value {
        // The only list that is written as one value.
        FieldValue::Empty if kind == FieldType::Sprint => Value::Null,
        FieldValue::Empty if kind.multi() => json!([]),
        FieldValue::Empty => Value::Null,
        FieldValue::Text(text) => Value::from(text.as_str()),
        FieldValue::Rich(rich) => rich::write(rich),
        FieldValue::Number(number) => number::write(*number),
        FieldValue::Date(date) => Value::from(date.to_string()),
        FieldValue::DateTime(at) => instant::write(*at),
        FieldValue::One(one) => entity(one),
        FieldValue::Many(many) => many.iter().map(entity).collect(),
        FieldValue::Words(words) => json!(words),
        FieldValue::Lines(texts) => lines::write(kind, texts),
        FieldValue::Sprints { open, .. } => return sprint::write(open.as_ref()),
        FieldValue::Cascade { parent, child } => cascade::write(parent, child.as_ref()),
        FieldValue::Duration(_) | FieldValue::NewIssue { .. } | FieldValue::Raw(_) => return None,
    })
}

fn write_entity(kind: FieldType, entity: &Entity) -> Value {
    match kind {
        FieldType::User | FieldType::Users => user::write(entity),
        FieldType::Group | FieldType::Groups => group::write(entity),
        FieldType::Team => team::write(entity),
        FieldType::Organizations => service::write_organization(entity),
        _ => entity::write(entity),
    }
}

/// Estimates are read as fields of their own, and written as members of `timetracking`.
fn write_estimate(field: &FieldId, value: &FieldValue) -> Option<Written> {
    let member = match field.as_str() {
        "timeoriginalestimate" => "originalEstimate",
        "timeestimate" => "remainingEstimate",
        _ => return None,
    };
    let json = match value {
        FieldValue::Empty => Value::Null,
        FieldValue::Duration(seconds) => duration::write(*seconds),
        _ => return None,
    };
    Some(Written::TimeTracking(member, json))
}
