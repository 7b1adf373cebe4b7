//! Recorded answers of Jira: issues, pages of a search, webhooks, lists of fields.

use serde_json::{Map, Value, json};

/// The issues of an answer. A page's `names` and `schema` hold for each of its issues.
pub fn issues(json: &Value) -> Vec<Value> {
    let page = json["issues"].as_array().map(Vec::as_slice);
    let one = if json["issue"].is_object() { &json["issue"] } else { json };
    let found = page.unwrap_or(std::slice::from_ref(one)).iter();
    let found = found.filter(|issue| issue["key"].is_string() && issue["fields"].is_object());
    found.map(|issue| with_meta(issue, json)).collect()
}

fn with_meta(issue: &Value, page: &Value) -> Value {
    let mut issue = issue.clone();
    for part in ["names", "schema"] {
        if issue[part].is_null() && page[part].is_object() {
            issue[part] = page[part].clone();
        }
    }
    issue
}

/// Custom fields that an answer describes: a list of fields, or fields to create issues with.
pub fn fields(json: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    match json {
        Value::Array(list) => {
            let described = |f: &&Value| f["id"].is_string() && f["schema"]["custom"].is_string();
            found.extend(list.iter().filter(described).cloned());
        }
        Value::Object(members) => created_with(members, &mut found),
        _ => {}
    }
    found
}

fn created_with(members: &Map<String, Value>, found: &mut Vec<Value>) {
    for (name, value) in members {
        if name.starts_with("customfield_") && value["schema"]["custom"].is_string() {
            found.push(json!({"id": name, "name": value["name"], "schema": value["schema"]}));
        } else if let Value::Object(inner) = value {
            created_with(inner, found);
        } else if let Value::Array(list) = value {
            list.iter().filter_map(Value::as_object).for_each(|m| created_with(m, found));
        }
    }
}
