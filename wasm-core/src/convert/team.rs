//! Atlassian teams: an object when read, the bare id when written.

use serde_json::Value;

use super::docs::FieldDoc;
use super::entity::named;
use crate::schema::{Entity, FieldType, FieldValue};

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Team,
    name: "Team",
    fields: "Team",
    shows: "The team's name; its id where Jira sends no name.",
    enter: "The name of a team that the file's work items have, `Name <id>`, or the id.",
    refuses: "An id of no team. Sub-tasks take the team of their parent.",
}];

/// An object, or the bare id where the team is not visible.
pub(super) fn read(json: &Value) -> Option<FieldValue> {
    let (id, name) = match json {
        Value::String(id) => (id, id),
        _ => {
            let text = |key: &str| match json.get(key) {
                Some(Value::String(text)) => Some(text),
                _ => None,
            };
            let id = text("id")?;
            (id, text("name").or_else(|| text("title")).unwrap_or(id))
        }
    };
    named(id.clone(), name).map(FieldValue::One)
}

/// Jira refuses the object that it sends itself.
pub(super) fn write(team: &Entity) -> Value {
    Value::from(team.id.as_str())
}
