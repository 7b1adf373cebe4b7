//! What Jira computes from an issue: counts, progress, tracked time, names that nobody writes.

use serde_json::Value;

use super::docs::FieldDoc;
use super::input::Input;
use super::number;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Count,
        name: "Count",
        fields: "Votes, watchers, comments, worklogs",
        shows: "How many there are.",
        enter: "Nothing: read-only.",
        refuses: "Every change.",
    },
    FieldDoc {
        kind: FieldType::Progress,
        name: "Progress",
        fields: "Progress, Σ progress",
        shows: "The percentage of the estimated time that is logged, as a number.",
        enter: "Nothing: read-only.",
        refuses: "Every change.",
    },
    FieldDoc {
        kind: FieldType::TimeTracking,
        name: "Time tracking",
        fields: "Time tracking",
        shows: "`1w estimated, 3d remaining, 2d logged`.",
        enter: "Nothing here: the columns Original estimate and Remaining estimate are written.",
        refuses: "Every change.",
    },
    FieldDoc {
        kind: FieldType::ReadOnlyName,
        name: "Name",
        fields: "Request type, status category",
        shows: "The name.",
        enter: "Nothing: read-only.",
        refuses: "Every change.",
    },
    FieldDoc {
        kind: FieldType::EpicLink,
        name: "Epic link",
        fields: "Epic Link, Parent Link (replaced by Parent)",
        shows: "The key. Not offered for export: Parent says the same.",
        enter: "Nothing: write the parent.",
        refuses: "Every change.",
    },
];

pub(super) fn read(kind: FieldType, json: &Value) -> Option<FieldValue> {
    match kind {
        FieldType::Count => {
            let count = ["votes", "watchCount", "total"].iter().find_map(|key| json.get(*key));
            count?.as_f64().map(FieldValue::Number)
        }
        FieldType::Progress => progress(json).map(FieldValue::Number),
        FieldType::TimeTracking => tracked(json),
        FieldType::EpicLink => epic(json),
        _ => {
            let named = json.get("requestType").unwrap_or(json);
            let name = named.get("name").or_else(|| named.get("value"))?.as_str()?;
            Some(FieldValue::Text(name.to_owned()))
        }
    }
}

/// Jira leaves the percentage out where nothing is estimated, and cuts it to a whole number.
fn progress(json: &Value) -> Option<f64> {
    if let Some(percent) = json.get("percent") {
        return percent.as_f64();
    }
    let (done, total) = (json.get("progress")?.as_f64()?, json.get("total")?.as_f64()?);
    Some(if total > 0.0 { (done / total * 100.0).floor() } else { 0.0 })
}

/// In Jira's own words, as it knows the hours of the site's days.
fn tracked(json: &Value) -> Option<FieldValue> {
    let members = json.as_object()?;
    let parts = [
        ("originalEstimate", "estimated"),
        ("remainingEstimate", "remaining"),
        ("timeSpent", "logged"),
    ];
    let parts = parts.iter().filter_map(|(key, word)| {
        let time = members.get(*key)?.as_str()?;
        Some(format!("{time} {word}"))
    });
    let text = parts.collect::<Vec<_>>().join(", ");
    Some(if text.is_empty() { FieldValue::Empty } else { FieldValue::Text(text) })
}

/// A key; or an object, which says nothing where the site has no Advanced Roadmaps.
fn epic(json: &Value) -> Option<FieldValue> {
    let key = match json {
        Value::String(key) => Some(key.as_str()),
        Value::Object(members) => {
            let issue = members.get("data").unwrap_or(json);
            issue.get("key").and_then(Value::as_str)
        }
        _ => return None,
    };
    Some(key.map_or(FieldValue::Empty, |key| FieldValue::Text(key.to_owned())))
}

/// The cell, to be compared.
pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    match input.field.kind {
        FieldType::Count | FieldType::Progress => number::parse(input, cell),
        _ => Ok(FieldValue::Text(cell.to_text())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_jira_computes_is_read() {
        let text = |text: &str| FieldValue::Text(text.to_owned());
        for (kind, json, expected) in [
            (FieldType::Count, json!({ "votes": 3, "hasVoted": true }), FieldValue::Number(3.0)),
            (FieldType::Count, json!({ "watchCount": 2 }), FieldValue::Number(2.0)),
            (FieldType::Count, json!({ "comments": [], "total": 5 }), FieldValue::Number(5.0)),
            (FieldType::Progress, json!({ "progress": 1, "total": 3 }), FieldValue::Number(33.0)),
            (FieldType::Progress, json!({ "progress": 0, "total": 0 }), FieldValue::Number(0.0)),
            (
                FieldType::Progress,
                json!({ "progress": 9, "total": 3, "percent": 50 }),
                FieldValue::Number(50.0),
            ),
            (
                FieldType::TimeTracking,
                json!({ "originalEstimate": "1w", "timeSpent": "2d", "timeSpentSeconds": 57_600 }),
                text("1w estimated, 2d logged"),
            ),
            (FieldType::TimeTracking, json!({}), FieldValue::Empty),
            (
                FieldType::ReadOnlyName,
                json!({ "requestType": { "id": "3", "name": "Get help" } }),
                text("Get help"),
            ),
            (
                FieldType::ReadOnlyName,
                json!({ "id": 4, "name": "In Progress" }),
                text("In Progress"),
            ),
            (FieldType::EpicLink, json!("DEMO-3"), text("DEMO-3")),
            (FieldType::EpicLink, json!({ "showField": false }), FieldValue::Empty),
        ] {
            assert_eq!(read(kind, &json), Some(expected), "{kind:?} {json}");
        }
    }
}
