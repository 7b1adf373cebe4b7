//! Answers: wiki markup where v3 has documents, and addresses of v2. The properties that apps keep
//! are never touched.

use axum::{
    body::{Body, to_bytes},
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value};

use super::rich_fields;
use crate::{error::ApiError, sim::Sim, wiki};

/// The keys of addresses; other values may be addresses that people wrote.
const ADDRESSES: [&str; 5] = ["self", "nextPage", "content", "thumbnail", "autoCompleteUrl"];

/// How v3 refuses a value that is no document.
const NO_DOCUMENT: &str = "Operation value must be an Atlassian Document";
/// How v2 refuses a value that is no string.
const NO_STRING: &str = "Operation value must be a string";

/// The answer in the form of v2; one that is not JSON stays as it is.
pub async fn with_wiki(sim: &Sim, response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    if !kind.is_some_and(|k| k.starts_with("application/json")) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        let text = "The answer could not be read.";
        return ApiError::new(axum::http::StatusCode::INTERNAL_SERVER_ERROR, text).into_response();
    };
    let Ok(mut json) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    texts(&mut json, &rich_fields(sim));
    let base = sim.site().base_url.clone();
    let (from, to) = (format!("{base}/rest/api/3/"), format!("{base}/rest/api/2/"));
    addresses(&mut json, &from, &to);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(json.to_string()))
}

/// Makes wiki markup of the documents at the places that hold rich text: of an issue or a list of
/// issues, of comments, of worklogs.
fn texts(json: &mut Value, rich: &[String]) {
    if let Value::Array(entries) = json {
        return entries.iter_mut().for_each(entry);
    }
    issue(json, rich);
    entry(json);
    for (key, value) in json.as_object_mut().into_iter().flatten() {
        match (key.as_str(), value) {
            ("issues", Value::Array(issues)) => issues.iter_mut().for_each(|i| issue(i, rich)),
            ("comments" | "worklogs" | "values", Value::Array(list)) => {
                list.iter_mut().for_each(entry);
            }
            _ => {}
        }
    }
}

fn issue(json: &mut Value, rich: &[String]) {
    let Some(fields) = json.get_mut("fields").and_then(Value::as_object_mut) else { return };
    for id in rich {
        string(fields, id);
    }
    for (field, list) in [("comment", "comments"), ("worklog", "worklogs")] {
        let entries = fields.get_mut(field).and_then(|f| f.get_mut(list)?.as_array_mut());
        entries.into_iter().flatten().for_each(entry);
    }
}

/// The text of a comment or a worklog.
fn entry(json: &mut Value) {
    if let Some(entry) = json.as_object_mut() {
        string(entry, "body");
        string(entry, "comment");
    }
}

fn string(object: &mut Map<String, Value>, key: &str) {
    if let Some(value) = object.get_mut(key).filter(|v| v["type"] == "doc") {
        *value = wiki::write(value).into();
    }
}

/// Lets addresses lead to v2, and refusals speak of strings.
fn addresses(json: &mut Value, from: &str, to: &str) {
    match json {
        Value::Array(list) => list.iter_mut().for_each(|v| addresses(v, from, to)),
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match (key.as_str(), &mut *value) {
                    ("properties" | "value", _) => {}
                    (key, Value::String(_)) if ADDRESSES.contains(&key) => address(value, from, to),
                    ("roles", Value::Object(roles)) => {
                        roles.values_mut().for_each(|v| address(v, from, to));
                    }
                    ("errors", Value::Object(errors)) => errors.values_mut().for_each(refusal),
                    _ => addresses(value, from, to),
                }
            }
        }
        _ => {}
    }
}

fn address(value: &mut Value, from: &str, to: &str) {
    if let Some(path) = value.as_str().and_then(|address| address.strip_prefix(from)) {
        *value = format!("{to}{path}").into();
    }
}

fn refusal(text: &mut Value) {
    if text.as_str().is_some_and(|text| text.starts_with(NO_DOCUMENT)) {
        *text = NO_STRING.into();
    }
}
