//! What a search asks for, out of the query string or out of the body.
//!
//! Bodies are read as strictly as Jira Cloud reads them (measured in September 2026): a member that
//! it does not know, or a value that it cannot make a member of, refuses the whole body.

use serde_json::{Map, Value};

use crate::{
    error::{ApiError, ApiResult},
    request::Params,
    wire::{Expand, Selection},
};

/// Issues of a page when no number is given.
const DEFAULT_SIZE: i64 = 50;

/// Members of a body: those of the OpenAPI file (2026-06-10), and the one that was announced since.
const MEMBERS: [&str; 9] = [
    "expand",
    "fields",
    "fieldsByKeys",
    "includeArchivedProjects",
    "jql",
    "maxResults",
    "nextPageToken",
    "properties",
    "reconcileIssues",
];

/// A search.
pub struct SearchRequest {
    pub jql: String,
    pub token: Option<String>,
    /// As given; it may be out of range.
    pub size: i64,
    pub selection: Selection,
    pub expand: Expand,
    pub properties: Vec<String>,
    pub reconcile: Vec<u64>,
}

impl SearchRequest {
    /// Reads the query string.
    pub fn from_params(params: &Params) -> ApiResult<Self> {
        let size = params.integer("maxResults")?.map_or(DEFAULT_SIZE, i64::from);
        Ok(Self {
            jql: params.get("jql").unwrap_or_default().to_owned(),
            token: params.get("nextPageToken").map(str::to_owned),
            size,
            selection: Selection::new(&params.list("fields"), "id"),
            expand: Expand::new(params.list("expand")).of_many(),
            properties: params.list("properties"),
            reconcile: params.integers("reconcileIssues")?,
        })
    }

    /// Reads a body.
    pub fn from_body(body: &Value) -> ApiResult<Self> {
        let Value::Object(members) = body else { return Err(invalid()) };
        if members.keys().any(|name| !MEMBERS.contains(&name.as_str())) {
            return Err(invalid());
        }
        flag(members, "fieldsByKeys")?;
        flag(members, "includeArchivedProjects")?;
        let expand = text(members, "expand")?.unwrap_or_default();
        let expand = expand.split(',').map(|name| name.trim().to_owned()).collect();
        Ok(Self {
            jql: text(members, "jql")?.unwrap_or_default(),
            token: text(members, "nextPageToken")?,
            size: size(members)?,
            selection: Selection::new(&fields(members)?, "id"),
            expand: Expand::new(expand).of_many(),
            properties: texts(members, "properties")?,
            reconcile: numbers(members, "reconcileIssues")?,
        })
    }
}

/// The refusal of a body that Jira cannot read. It has no `errors`.
fn invalid() -> ApiError {
    ApiError::unread("Invalid request payload. Refer to the REST API documentation and try again.")
}

/// A text; numbers and truth values are taken for their texts.
fn text(members: &Map<String, Value>, name: &str) -> ApiResult<Option<String>> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => scalar(value).map(Some).ok_or_else(invalid),
    }
}

/// `maxResults`: digits in a text are a number, fractions are cut off, and null is 0.
fn size(members: &Map<String, Value>) -> ApiResult<i64> {
    match members.get("maxResults") {
        None => Ok(DEFAULT_SIZE),
        Some(Value::Null) => Ok(0),
        Some(Value::Number(number)) => {
            Ok(number.as_i64().or_else(|| number.as_f64().map(|n| n as i64)).unwrap_or(i64::MAX))
        }
        Some(Value::String(text)) => text.trim().parse().map_err(|_| invalid()),
        Some(_) => Err(invalid()),
    }
}

/// A truth value, or a text of one in any case.
fn flag(members: &Map<String, Value>, name: &str) -> ApiResult<()> {
    let named = |text: &str| ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word));
    match members.get(name) {
        None | Some(Value::Null | Value::Bool(_)) => Ok(()),
        Some(Value::String(text)) if named(text.trim()) => Ok(()),
        Some(_) => Err(invalid()),
    }
}

/// `fields`; a text instead of a list, which nobody measured, is passed over.
fn fields(members: &Map<String, Value>) -> ApiResult<Vec<String>> {
    match members.get("fields") {
        Some(Value::String(_)) => Ok(Vec::new()),
        _ => texts(members, "fields"),
    }
}

/// A list of texts; numbers and truth values are taken for their texts.
fn texts(members: &Map<String, Value>, name: &str) -> ApiResult<Vec<String>> {
    items(members, name)?.iter().map(|item| scalar(item).ok_or_else(invalid)).collect()
}

/// A list of whole numbers, or of texts of them.
fn numbers(members: &Map<String, Value>, name: &str) -> ApiResult<Vec<u64>> {
    let number = |item: &Value| scalar(item).and_then(|text| text.trim().parse().ok());
    items(members, name)?.iter().map(|item| number(item).ok_or_else(invalid)).collect()
}

fn items<'a>(members: &'a Map<String, Value>, name: &str) -> ApiResult<&'a [Value]> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(invalid()),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}
