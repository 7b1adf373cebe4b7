//! Entity properties of an issue.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Value, json};

use super::issue::visible;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    sim::Shared,
    site::{Permission, check_key, check_value},
    wire::View,
};

pub async fn list(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let view = View::new(&site, caller);
    let keys: Vec<Value> = issue
        .properties
        .keys()
        .map(|name| {
            let link = view.link(&format!("issue/{}/properties/{name}", issue.id));
            json!({"self": link, "key": name})
        })
        .collect();
    Ok(Json(json!({"keys": keys})))
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, property)): Path<(String, String)>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    match issue.properties.get(&property) {
        Some(value) => Ok(Json(json!({"key": property, "value": value}))),
        None => Err(no_property(&property)),
    }
}

pub async fn write(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, property)): Path<(String, String)>,
    body: Bytes,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    if !site.may_on(caller, Permission::Edit, issue) {
        return Err(ApiError::forbidden("You do not have permission to edit this issue."));
    }
    let mut draft = issue.clone();
    let value = checked(&property, &body)?;
    let replaced = draft.properties.insert(property, value).is_some();
    site.commit(caller, draft);
    Ok(if replaced { StatusCode::OK } else { StatusCode::CREATED })
}

pub async fn delete(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, property)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    if !site.may_on(caller, Permission::Edit, issue) {
        return Err(no_property(&property));
    }
    let mut draft = issue.clone();
    if draft.properties.remove(&property).is_none() {
        return Err(no_property(&property));
    }
    site.commit(caller, draft);
    Ok(StatusCode::NO_CONTENT)
}

/// The value that a request gives a property, where Jira takes its key and its length.
pub(super) fn checked(key: &str, body: &[u8]) -> ApiResult<Value> {
    let text = String::from_utf8_lossy(body);
    check_key(key).map_err(ApiError::bad)?;
    check_value(&text).map_err(ApiError::bad)?;
    serde_json::from_str(&text)
        .map_err(|_| ApiError::bad("The property value must be valid, non-empty JSON."))
}

pub(super) fn no_property(key: &str) -> ApiError {
    ApiError::missing(format!("The property {key} does not exist."))
}
