//! Requests: strings of wiki markup where v3 takes documents.
//!
//! What is not a string is handed on as what v3 refuses too, so that a request gets all its
//! refusals at once.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{Method, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use super::rich_fields;
use crate::{sim::Sim, site::Site, wiki};

/// What a request writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Nothing that holds rich text.
    Nothing,
    /// The fields of an issue, with what `update` adds to it.
    Issue,
    /// Several issues.
    Issues,
    /// A comment.
    Comment,
    /// A worklog.
    Worklog,
}

impl Place {
    /// What a request to a path writes; the path is without the version.
    pub fn of(method: &Method, path: &str) -> Self {
        let parts: Vec<&str> = path.trim_end_matches('/').split('/').collect();
        match (method.as_str(), parts.as_slice()) {
            ("POST", ["issue", "bulk"]) => Self::Issues,
            ("POST", ["issue"] | ["issue", _, "transitions"]) | ("PUT", ["issue", _]) => {
                Self::Issue
            }
            ("POST", ["issue", _, "comment"]) | ("PUT", ["issue", _, "comment", _]) => {
                Self::Comment
            }
            ("POST", ["issue", _, "worklog"]) | ("PUT", ["issue", _, "worklog", _]) => {
                Self::Worklog
            }
            _ => Self::Nothing,
        }
    }
}

/// The request with documents in place of strings. A body that is not JSON stays as it is.
///
/// # Errors
/// The refusal of a body that cannot be read.
pub async fn with_documents(
    sim: &Sim,
    place: Place,
    request: Request,
) -> Result<Request, Response> {
    if place == Place::Nothing {
        return Ok(request);
    }
    let (mut parts, body) = request.into_parts();
    let whole = Request::from_parts(parts.clone(), body);
    let bytes = Bytes::from_request(whole, &()).await.map_err(IntoResponse::into_response)?;
    let Ok(mut json) = serde_json::from_slice::<Value>(&bytes) else {
        return Ok(Request::from_parts(parts, Body::from(bytes)));
    };
    // Asked for before the site is held: it is read there too, and a second guard on it waits for a
    // writer that waits for the first.
    let rich = rich_fields(sim);
    Texts { site: &sim.site(), rich }.translate(place, &mut json);
    parts.headers.remove(header::CONTENT_LENGTH);
    Ok(Request::from_parts(parts, Body::from(json.to_string())))
}

struct Texts<'a> {
    site: &'a Site,
    rich: Vec<String>,
}

impl Texts<'_> {
    fn translate(&self, place: Place, body: &mut Value) {
        match place {
            Place::Nothing => {}
            Place::Issue => self.issue(body),
            Place::Issues => {
                for issue in list(body, "issueUpdates") {
                    self.issue(issue);
                }
            }
            Place::Comment => self.comment(body),
            Place::Worklog => self.worklog(body),
        }
    }

    fn issue(&self, body: &mut Value) {
        if let Some(fields) = map(body, "fields") {
            for (_, value) in fields.iter_mut().filter(|(id, _)| self.rich.contains(id)) {
                self.field(value);
            }
        }
        let Some(update) = map(body, "update") else { return };
        for (id, operations) in update.iter_mut() {
            let operations = operations.as_array_mut().into_iter().flatten();
            for (name, value) in operations.filter_map(Value::as_object_mut).flatten() {
                match (id.as_str(), name.as_str()) {
                    ("comment", "add" | "edit") => self.comment(value),
                    ("worklog", "add" | "edit") => self.worklog(value),
                    (id, "set" | "edit") if self.rich.iter().any(|r| r == id) => self.field(value),
                    _ => {}
                }
            }
        }
    }

    /// A blank text empties a field.
    fn field(&self, value: &mut Value) {
        *value = match value {
            Value::Null => Value::Null,
            Value::String(text) if text.trim().is_empty() => Value::Null,
            Value::String(text) => self.document(text),
            _ => Value::Bool(false),
        };
    }

    fn comment(&self, comment: &mut Value) {
        if let Some(body) = comment.get_mut("body").filter(|body| !body.is_null()) {
            *body = match &*body {
                Value::String(text) => self.document(text),
                _ => Value::Bool(false),
            };
        }
    }

    fn worklog(&self, worklog: &mut Value) {
        if let Some(comment) = worklog.get_mut("comment") {
            self.field(comment);
        }
    }

    /// The document of a text, with the names of the people that it mentions.
    fn document(&self, text: &str) -> Value {
        let mut document = wiki::read(text);
        self.name_people(&mut document);
        document
    }

    fn name_people(&self, node: &mut Value) {
        if node["type"] == "mention" {
            let id = node["attrs"]["id"].as_str().unwrap_or_default();
            if let Some(person) = self.site.people.by_account(id) {
                node["attrs"]["text"] = json!(format!("@{}", person.name));
            }
        }
        for child in list(node, "content") {
            self.name_people(child);
        }
    }
}

fn map<'a>(value: &'a mut Value, key: &str) -> Option<&'a mut Map<String, Value>> {
    value.get_mut(key)?.as_object_mut()
}

fn list<'a>(value: &'a mut Value, key: &str) -> impl Iterator<Item = &'a mut Value> {
    value.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}
