//! Links between issues, and their types.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Value, json};

use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Body,
    sim::Shared,
    site::{LINK_LIMIT, Permission, Site, UserId},
    wire::View,
};

pub async fn types(State(sim): State<Shared>, Caller(caller): Caller) -> Json<Value> {
    let site = sim.site();
    let view = View::new(&site, caller);
    let types: Vec<Value> = site.registers.link_types.iter().map(|t| view.link_type(t)).collect();
    Json(json!({"issueLinkTypes": types}))
}

pub async fn link_type(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let found = id.parse().ok().and_then(|id| site.registers.link_type(id));
    let missing = || ApiError::missing(format!("No issue link type with id '{id}' found."));
    Ok(Json(View::new(&site, caller).link_type(found.ok_or_else(missing)?)))
}

/// `inwardIssue` A, `outwardIssue` B and Blocks mean that A blocks B. A link that exists already is
/// no mistake.
pub async fn create(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let name = body["type"]["name"].as_str().unwrap_or_default();
    let kind = site.link_type_of(&body["type"]).ok_or_else(|| {
        ApiError::missing(format!("No issue link type with name '{name}' found."))
    })?;
    let from = end(&site, caller, &body["inwardIssue"])?;
    let to = end(&site, caller, &body["outwardIssue"])?;
    if from == to {
        return Err(ApiError::bad("You cannot link an issue to itself."));
    }
    let comment = &body["comment"];
    if comment.is_object() {
        let issue = site.issues.get(from).cloned().ok_or_else(ApiError::no_issue)?;
        site.add_comment(caller, &issue, comment)?;
    }
    site.link(caller, kind, from, to);
    Ok(StatusCode::CREATED)
}

fn end(site: &Site, caller: UserId, input: &Value) -> ApiResult<u64> {
    let id = site.issue_of(caller, input).ok_or_else(ApiError::no_issue)?;
    let issue = site.issues.get(id).ok_or_else(ApiError::no_issue)?;
    if !site.may_on(caller, Permission::Edit, issue) {
        return Err(ApiError::missing("No Link Issue Permission for issue"));
    }
    if issue.records.links.len() >= LINK_LIMIT {
        return Err(ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The issue has reached the limit of 2000 issue links.",
        ));
    }
    Ok(id)
}

fn missing(id: &str) -> ApiError {
    ApiError::missing(format!("No issue link with id '{id}' exists."))
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let number = id.parse().map_err(|_| missing(&id))?;
    let (from, link) = site.find_link(caller, number).ok_or_else(|| missing(&id))?;
    let ends = site.issues.get(from).zip(site.issues.get(link.other));
    let (from, to) = ends.ok_or_else(|| missing(&id))?;
    let kind = site.registers.link_type(link.kind).ok_or_else(|| missing(&id))?;
    let view = View::new(&site, caller);
    Ok(Json(json!({
        "id": id,
        "self": view.link(&format!("issueLink/{id}")),
        "type": view.link_type(kind),
        "inwardIssue": view.issue_in_brief(from),
        "outwardIssue": view.issue_in_brief(to),
    })))
}

pub async fn delete(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let number = id.parse().map_err(|_| missing(&id))?;
    let (from, _) = site.find_link(caller, number).ok_or_else(|| missing(&id))?;
    let may = site.issues.get(from).is_some_and(|i| site.may_on(caller, Permission::Edit, i));
    if !may {
        return Err(ApiError::missing("No Link Issue Permission for issue"));
    }
    site.unlink(caller, number)?;
    Ok(StatusCode::NO_CONTENT)
}
