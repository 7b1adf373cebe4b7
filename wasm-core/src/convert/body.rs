//! From values to the members of a request that creates or edits an issue.

use serde_json::{Map, Value, json};

use super::write;
use crate::schema::{FieldId, FieldType, FieldValue, Notation};

/// Where a field's new value goes in the body of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// The member of `fields` with the field's id.
    Field(Value),
    /// A member of the object `fields.timetracking`.
    TimeTracking(&'static str, Value),
    /// The operations under the field's id in `update`.
    Update(Value),
}

/// The members `fields` and `update` of a request's body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Values to set, by field id.
    pub fields: Map<String, Value>,
    /// Operations, by field id.
    pub update: Map<String, Value>,
    /// In which notation its rich text is: all of it in the same.
    pub notation: Notation,
}

impl Body {
    /// Adds a field's new value. False when the value is not written here: a status needs a
    /// transition, a parent that is not created yet has to become a key first, and what is
    /// read-only is never written.
    pub fn add(&mut self, field: &FieldId, kind: FieldType, value: &FieldValue) -> bool {
        if value.notation() == Notation::Wiki {
            self.notation = Notation::Wiki;
        }
        match write(field, kind, value) {
            Some(Written::Field(json)) => {
                self.fields.insert(field.0.clone(), json);
            }
            Some(Written::Update(json)) => {
                self.update.insert(field.0.clone(), json);
            }
            Some(Written::TimeTracking(member, json)) => {
                let tracking = self.fields.entry("timetracking").or_insert_with(|| json!({}));
                if let Value::Object(members) = tracking {
                    members.insert(member.to_owned(), json);
                }
            }
            None => return false,
        }
        true
    }

    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.update.is_empty()
    }

    /// The body as JSON, with the members that are not empty.
    pub fn into_json(self) -> Value {
        let mut body = Map::new();
        if !self.fields.is_empty() {
            body.insert("fields".to_owned(), Value::Object(self.fields));
        }
        if !self.update.is_empty() {
            body.insert("update".to_owned(), Value::Object(self.update));
        }
        Value::Object(body)
    }
}
