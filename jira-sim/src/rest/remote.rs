//! Links to places outside Jira.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::issue::visible;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, Params},
    sim::Shared,
    site::{Issue, LINK_LIMIT, Permission, Problems, RemoteLink, Site, UserId},
    wire::View,
};

pub async fn list(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let view = View::new(&site, caller);
    if let Some(global) = params.get("globalId") {
        let mut links = issue.records.remote_links.iter();
        let found = links.find(|l| l.global_id.as_deref() == Some(global));
        let missing = || ApiError::missing("Remote issue link does not exist.");
        return Ok(Json(view.remote_link(issue, found.ok_or_else(missing)?)));
    }
    Ok(Json(issue.records.remote_links.iter().map(|l| view.remote_link(issue, l)).collect()))
}

fn linkable(site: &Site, caller: UserId, key: &str) -> ApiResult<Issue> {
    let issue = visible(site, caller, key)?;
    if site.may_on(caller, Permission::Edit, issue) {
        Ok(issue.clone())
    } else {
        Err(ApiError::forbidden("You do not have permission to link issues in this project."))
    }
}

fn checked(body: &Value) -> ApiResult<()> {
    let mut problems = Problems::default();
    for name in ["url", "title"] {
        if body["object"][name].as_str().is_none_or(|text| text.trim().is_empty()) {
            let text = format!("'{name}' is required.");
            problems.fields.insert(name.to_owned(), text);
        }
    }
    Ok(problems.or_value(())?)
}

/// 201 for a new link, 200 for one whose global id is known already: it is replaced.
pub async fn put(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    Body(body): Body,
) -> ApiResult<Response> {
    let mut site = sim.site_mut();
    let mut draft = linkable(&site, caller, &key)?;
    checked(&body)?;
    let global_id = body["globalId"].as_str().map(str::to_owned);
    let full = draft.records.remote_links.len() >= LINK_LIMIT;
    let known = draft
        .records
        .remote_links
        .iter_mut()
        .find(|l| global_id.is_some() && l.global_id == global_id);
    let (status, id) = match known {
        Some(link) => {
            link.body = body;
            (StatusCode::OK, link.id)
        }
        None if full => {
            return Err(ApiError::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "The issue has reached the limit of 2000 remote links.",
            ));
        }
        None => {
            let id = site.record_id();
            draft.records.remote_links.push(RemoteLink { id, global_id, body });
            (StatusCode::CREATED, id)
        }
    };
    let address = format!("issue/{}/remotelink/{id}", draft.key);
    site.commit(caller, draft);
    let link = View::new(&site, caller).link(&address);
    Ok((status, Json(json!({"id": id, "self": link}))).into_response())
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, id)): Path<(String, String)>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let found = issue.records.remote_links.iter().find(|l| l.id.to_string() == id);
    let missing = || ApiError::missing("Remote issue link does not exist.");
    Ok(Json(View::new(&site, caller).remote_link(issue, found.ok_or_else(missing)?)))
}

pub async fn delete(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, id)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let mut draft = linkable(&site, caller, &key)?;
    let before = draft.records.remote_links.len();
    draft.records.remote_links.retain(|l| l.id.to_string() != id);
    if draft.records.remote_links.len() == before {
        return Err(ApiError::missing("Remote issue link does not exist."));
    }
    site.commit(caller, draft);
    Ok(StatusCode::NO_CONTENT)
}
