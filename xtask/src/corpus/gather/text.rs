//! Texts with a few values beside them, as issues.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::super::markdown;

/// The issue of a Markdown file, and one for each of its comments.
pub fn issues(name: &Path, front: &Map<String, Value>, body: &str) -> Vec<Value> {
    let of = |key: &str| front.get(key).unwrap_or(&Value::Null);
    let stem = name.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let title = [of("key"), of("title")].into_iter().find_map(Value::as_str);
    let key = title.unwrap_or(&stem).to_owned();
    let mut fields = values(front);
    fields.insert("description".into(), document(body));
    fields.insert("environment".into(), document(of("environment").as_str().unwrap_or_default()));
    let comments = of("comments").as_array().into_iter().flatten();
    let bodies: Vec<Value> =
        comments.map(|c| document(c["body"].as_str().unwrap_or_default())).collect();
    with_bodies(&json!({"key": key, "fields": fields}), bodies)
}

/// A recorded issue, and one for each of its comments.
pub fn with_comments(issue: Value) -> Vec<Value> {
    let comments = issue["fields"]["comment"]["comments"].as_array().into_iter().flatten();
    let bodies = comments.map(|comment| comment["body"].clone()).collect();
    with_bodies(&issue, bodies)
}

/// The issues of a list of texts, which are plain or wiki markup: objects with a key or a summary.
pub fn listed(json: &Value) -> Vec<Value> {
    let list = json.as_array().into_iter().flatten().filter_map(Value::as_object);
    let texts = list.filter(|text| {
        text.contains_key("summary") && (text.contains_key("key") || text.contains_key("body"))
    });
    texts
        .flat_map(|text| {
            let body = text.get("description").or_else(|| text.get("body"));
            let mut fields = values(text);
            fields.insert("description".into(), body.cloned().unwrap_or(Value::Null));
            let comments = text.get("comments").and_then(Value::as_array);
            let bodies: Vec<Value> = comments.into_iter().flatten().cloned().collect();
            with_bodies(&json!({"key": text.get("key"), "fields": fields}), bodies)
        })
        .collect()
}

/// An issue and, since a comment is a text too, an issue of the same project for each comment.
fn with_bodies(issue: &Value, bodies: Vec<Value>) -> Vec<Value> {
    let key = issue["key"].as_str().unwrap_or_default();
    let project = key.rsplit_once('-').map_or("TEXT", |(project, _)| project).to_owned();
    let of = &issue["fields"];
    let comment = |(at, body): (usize, &Value)| {
        let summary = format!("Comment {} of {key}", at + 1);
        json!({
            // Without a number: it is given one that is free.
            "key": format!("{project}-"),
            "fields": {
                "summary": summary, "description": body, "project": of["project"],
                "issuetype": of["issuetype"], "status": of["status"],
            },
        })
    };
    let filled = bodies.iter().enumerate().filter(|(_, body)| !body.is_null());
    let comments: Vec<Value> = filled.map(comment).collect();
    std::iter::once(issue.clone()).chain(comments).collect()
}

/// What Jira calls the values that stand beside a text.
fn values(front: &Map<String, Value>) -> Map<String, Value> {
    let mut fields = Map::new();
    let named = |value: &Value| value.as_str().map(|name| json!({"name": name}));
    for (name, value) in front {
        let list = || value.as_array().into_iter().flatten();
        let (field, value) = match name.as_str() {
            "summary" => ("summary", value.clone()),
            "type" | "issuetype" => ("issuetype", named(value).unwrap_or_default()),
            "status" => ("status", named(value).unwrap_or_default()),
            "priority" => ("priority", named(value).unwrap_or_default()),
            "resolution" => ("resolution", named(value).unwrap_or_default()),
            "assignee" => ("assignee", named(value).unwrap_or_default()),
            "reporter" => ("reporter", named(value).unwrap_or_default()),
            "versions" => ("versions", list().filter_map(named).collect()),
            "fixVersions" => ("fixVersions", list().filter_map(named).collect()),
            "components" => ("components", list().filter_map(named).collect()),
            "labels" => ("labels", list().filter(|label| label.is_string()).cloned().collect()),
            "date" | "created" => ("created", value.clone()),
            "updated" => ("updated", value.clone()),
            "due" | "duedate" => ("duedate", value.clone()),
            "project" => ("project", json!({"key": value["key"], "name": value["title"]})),
            _ => continue,
        };
        fields.insert(field.into(), value);
    }
    fields
}

fn document(markdown: &str) -> Value {
    markdown::document(markdown).unwrap_or_default()
}
