//! The fields beside an issue: those of every issue first, then whatever else has a value.

use maud::{Markup, html};
use serde_json::Value;

use super::{adf, format};

/// Field ids of the first block, in its order, with the names that Jira shows.
const FIRST: [(&str, &str); 13] = [
    ("status", "Status"),
    ("priority", "Priority"),
    ("resolution", "Resolution"),
    ("assignee", "Assignee"),
    ("reporter", "Reporter"),
    ("labels", "Labels"),
    ("components", "Components"),
    ("fixVersions", "Fix versions"),
    ("versions", "Affects versions"),
    ("duedate", "Due date"),
    ("timetracking", "Time tracking"),
    ("created", "Created"),
    ("updated", "Updated"),
];

/// Fields that the page shows elsewhere, or that say nothing to a reader.
const ELSEWHERE: [&str; 24] = [
    "aggregateprogress",
    "aggregatetimeestimate",
    "aggregatetimeoriginalestimate",
    "aggregatetimespent",
    "attachment",
    "comment",
    "description",
    "issuelinks",
    "issuetype",
    "lastViewed",
    "parent",
    "progress",
    "project",
    "statusCategory",
    "statuscategorychangedate",
    "subtasks",
    "summary",
    "timeestimate",
    "timeoriginalestimate",
    "timespent",
    "votes",
    "watches",
    "worklog",
    "workratio",
];

/// The list of fields; `known` is what `/field` answers.
pub(super) fn aside(fields: &Value, known: &[Value]) -> Markup {
    let named = known.iter().filter_map(|f| Some((f["id"].as_str()?, f["name"].as_str()?)));
    let others: Vec<_> = named
        .filter(|(id, _)| FIRST.iter().all(|(first, _)| first != id) && !ELSEWHERE.contains(id))
        .filter(|(id, _)| !is_empty(&fields[*id]))
        .collect();
    html! {
        aside #details.details aria-label="Details" data-refresh {
            dl {
                @for (id, name) in FIRST { (entry(id, name, &fields[id])) }
                @for (id, name) in others { (entry(id, name, &fields[id])) }
            }
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn entry(id: &str, name: &str, value: &Value) -> Markup {
    html! {
        div data-field=(id) {
            dt { (name) }
            dd {
                @match id {
                    _ if is_empty(value) => span.muted { "None" },
                    "status" => (format::status(value)),
                    "timetracking" => (time_tracking(value)),
                    _ => (shown(value)),
                }
            }
        }
    }
}

fn time_tracking(value: &Value) -> Markup {
    let part = |name: &str| value[name].as_str().unwrap_or("none").to_owned();
    html! { (part("originalEstimate")) " estimated, " (part("remainingEstimate")) " remaining" }
}

/// A value by the shape that Jira's REST API gives it.
fn shown(value: &Value) -> Markup {
    match value {
        Value::String(text) if is_moment(text) => format::moment(text),
        Value::String(text) => html! { (text) },
        Value::Array(items) => html! {
            ul.values { @for item in items { li { (shown(item)) } } }
        },
        Value::Object(map) => match map.get("type").and_then(Value::as_str) {
            Some("doc") => html! { div.rich-text { (adf::render(value)) } },
            _ if map.contains_key("displayName") => format::person(value, ""),
            _ => html! { (label(value)) },
        },
        Value::Null => html! {},
        other => html! { (other) },
    }
}

/// The name of an object; the child of a cascading option follows its parent.
fn label(value: &Value) -> String {
    let name = ["name", "value", "key", "id"].iter().find_map(|part| value[*part].as_str());
    let child = value["child"]["value"].as_str();
    match (name, child) {
        (Some(name), Some(child)) => format!("{name} / {child}"),
        (Some(name), None) => name.to_owned(),
        (None, _) => value.to_string(),
    }
}

fn is_moment(text: &str) -> bool {
    text.len() > 19 && text.as_bytes().get(10) == Some(&b'T') && text.starts_with(['1', '2'])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_shown_by_their_shape() {
        let cases = [
            (json!("a < b"), "a &lt; b"),
            (json!({"value": "Europe", "child": {"value": "Köln"}}), "Europe / Köln"),
            (json!({"name": "High", "id": "2"}), "High"),
            (json!(1.5), "1.5"),
        ];
        for (value, expected) in cases {
            assert_eq!(shown(&value).into_string(), expected);
        }
    }

    #[test]
    fn empty_fields_of_an_app_are_left_out_and_others_say_none() {
        let known = [json!({"id": "customfield_1", "name": "Team"})];
        let page = aside(&json!({"customfield_1": null}), &known).into_string();
        assert!(!page.contains("Team"));
        assert!(page.contains("None"));
    }
}
