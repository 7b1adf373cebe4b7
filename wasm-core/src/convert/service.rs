//! Fields of Jira Service Management: organizations, goals, Assets.

use serde_json::Value;

use super::docs::FieldDoc;
use super::entity::{self, many, named};
use crate::schema::{Entity, FieldType, FieldValue};

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Organizations,
        name: "Organizations",
        fields: "Organizations of Jira Service Management",
        shows: "The organizations' names, one per line.",
        enter: "Names that the file's work items have, `Name <id>` or ids; one per line or \
                separated by `;`.",
        refuses: "An organization that the service project does not have.",
    },
    FieldDoc {
        kind: FieldType::Assets,
        name: "Assets objects",
        fields: "Assets objects",
        shows: "Label and key of each object, `workspace:object` where Jira sends neither; one \
                per line.",
        enter: "What the file's work items show, or `workspace:object`; one per line or separated \
                by `;`.",
        refuses: "An object that the field's filter leaves out.",
    },
    FieldDoc {
        kind: FieldType::Sla,
        name: "Service goal",
        fields: "SLA fields of Jira Service Management",
        shows: "`2h 30m left`, `1h overdue`, `met` or `missed`.",
        enter: "Nothing: read-only.",
        refuses: "Every change.",
    },
];

pub(super) fn read_organizations(json: &Value) -> Option<FieldValue> {
    entity::read_many(json)
}

/// As numbers, unlike every other id.
pub(super) fn write_organization(organization: &Entity) -> Value {
    match organization.id.parse::<i64>() {
        Ok(id) => Value::from(id),
        Err(_) => Value::from(organization.id.as_str()),
    }
}

/// Jira sends ids alone unless the Assets API was asked; the label comes with answers that have it.
pub(super) fn read_assets(json: &Value) -> Option<FieldValue> {
    many(json, |object| {
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let id = match (text("id"), text("workspaceId"), text("objectId")) {
            (Some(id), Some(space), _) if !id.contains(':') => format!("{space}:{id}"),
            (Some(id), ..) => id.to_owned(),
            (None, Some(space), Some(object)) => format!("{space}:{object}"),
            _ => return None,
        };
        let name = match (text("label"), text("objectKey")) {
            (Some(label), Some(key)) => format!("{label} ({key})"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => id.clone(),
        };
        named(id, &name)
    })
}

/// What is left of the time, or how it ended. A goal that never began says nothing.
pub(super) fn read_sla(json: &Value) -> Option<FieldValue> {
    let members = json.as_object()?;
    let cycle = members.get("ongoingCycle").filter(|cycle| cycle.is_object());
    let ended = members.get("completedCycles").and_then(Value::as_array);
    let text = match (cycle, ended.and_then(|ended| ended.last())) {
        (Some(cycle), _) => left(cycle)?,
        (None, Some(last)) => {
            let missed = last.get("breached").and_then(Value::as_bool)?;
            if missed { "missed".to_owned() } else { "met".to_owned() }
        }
        (None, None) => return Some(FieldValue::Empty),
    };
    Some(FieldValue::Text(text))
}

fn left(cycle: &Value) -> Option<String> {
    let time = cycle.get("remainingTime")?.get("friendly")?.as_str()?.trim();
    let late = cycle.get("breached").and_then(Value::as_bool).unwrap_or(false);
    Some(if late {
        format!("{} overdue", time.trim_start_matches('-'))
    } else {
        format!("{time} left")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_goal_tells_what_is_left_or_how_it_ended() {
        let time = |text: &str| json!({ "friendly": text, "millis": 1 });
        for (json, expected) in [
            (
                json!({ "ongoingCycle": { "breached": false, "remainingTime": time("2h") } }),
                "2h left",
            ),
            (
                json!({ "ongoingCycle": { "breached": true, "remainingTime": time("-1h 5m") } }),
                "1h 5m overdue",
            ),
            (json!({ "completedCycles": [{ "breached": true }, { "breached": false }] }), "met"),
            (json!({ "completedCycles": [{ "breached": true }] }), "missed"),
        ] {
            assert_eq!(read_sla(&json), Some(FieldValue::Text(expected.to_owned())), "{json}");
        }
        assert_eq!(read_sla(&json!({ "completedCycles": [] })), Some(FieldValue::Empty));
        assert_eq!(read_sla(&json!({ "ongoingCycle": {} })), None);
    }

    #[test]
    fn an_object_is_shown_by_its_label_where_jira_sends_it() {
        let ids = json!([
            { "workspaceId": "w", "id": "w:88", "objectId": "88" },
            { "workspaceId": "w", "id": "9", "label": "Printer", "objectKey": "IT-9" },
        ]);
        let Some(FieldValue::Many(objects)) = read_assets(&ids) else { panic!("{ids}") };
        let shown: Vec<_> = objects.iter().map(|o| (o.id.as_str(), o.name.as_str())).collect();
        assert_eq!(shown, [("w:88", "w:88"), ("w:9", "Printer (IT-9)")]);
    }
}
