//! Comments of an issue.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{issue::visible, page};
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, Params, strings},
    sim::Shared,
    site::{COMMENT_LIMIT, Comment, Issue, Permission, Site, UserId},
    wire::{View, html::html},
};

/// Comments of a page of an issue's comments. A site was asked for 1,000 and gave 100.
const MOST: usize = 100;

pub async fn list(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let page = params.nearest_page(MOST)?;
    let mut comments: Vec<&Comment> =
        issue.comments.iter().filter(|c| site.hears(caller, c)).collect();
    match params.get("orderBy").map(str::trim) {
        None | Some("" | "created" | "+created") => {}
        Some("-created") => comments.reverse(),
        Some(other) => {
            return Err(ApiError::bad(format!("'{other}' is not a valid value for orderBy.")));
        }
    }
    let view = View::new(&site, caller);
    let shown: Vec<Value> =
        page.of(&comments).iter().map(|c| show(&view, issue, c, &params)).collect();
    Ok(Json(json!({
        "startAt": page.start,
        "maxResults": page.size,
        "total": comments.len(),
        "comments": shown,
    })))
}

fn show(view: &View<'_>, issue: &Issue, comment: &Comment, params: &Params) -> Value {
    let mut json = view.comment(issue, comment);
    if params.expands("renderedBody") {
        json["renderedBody"] = html(&comment.body.adf).into();
    }
    json
}

/// The comment of that number, if the caller may see it.
fn find<'a>(site: &Site, caller: UserId, issue: &'a Issue, id: &str) -> ApiResult<&'a Comment> {
    let found = issue.comments.iter().find(|c| c.id.to_string() == id && site.hears(caller, c));
    found.ok_or_else(|| ApiError::missing(format!("Can not find a comment for the id: {id}.")))
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, id)): Path<(String, String)>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let comment = find(&site, caller, issue, &id)?;
    Ok(Json(show(&View::new(&site, caller), issue, comment, &params)))
}

/// Comments by their numbers; those that do not exist are left out.
pub async fn by_ids(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let ids = strings(&body["ids"]);
    if ids.is_empty() || ids.len() > 1_000 {
        return Err(ApiError::bad("Between 1 and 1000 comment ids must be given."));
    }
    let page = params.page(1_000, 1_000)?;
    let site = sim.site();
    let view = View::new(&site, caller);
    let properties = params.expands("properties");
    let visible = site.issues.iter().filter(|i| site.may_on(caller, Permission::Browse, i));
    let found: Vec<Value> = visible
        .flat_map(|i| i.comments.iter().map(move |c| (i, c)))
        .filter(|(_, c)| site.hears(caller, c) && ids.contains(&c.id.to_string()))
        .map(|(issue, c)| {
            let mut json = show(&view, issue, c, &params);
            if properties {
                json["properties"] = c.properties.clone().into();
            }
            json
        })
        .collect();
    let values = page.of(&found).to_vec();
    Ok(Json(page::bean(&view.link("comment/list"), page, found.len(), values)))
}

pub async fn add(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
    Body(body): Body,
) -> ApiResult<Response> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?.clone();
    if issue.comments.len() >= COMMENT_LIMIT {
        return Err(ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The issue has reached the limit of 5000 comments.",
        ));
    }
    let id = site.add_comment(caller, &issue, &body)?;
    let issue = visible(&site, caller, &key)?;
    let comment = find(&site, caller, issue, &id.to_string())?;
    let json = show(&View::new(&site, caller), issue, comment, &params);
    Ok((StatusCode::CREATED, Json(json)).into_response())
}

pub async fn edit(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, id)): Path<(String, String)>,
    params: Params,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    let (issue_id, comment) = (issue.id, find(&site, caller, issue, &id)?.clone());
    site.edit_comment(caller, issue_id, &comment, &body)?;
    let issue = visible(&site, caller, &key)?;
    let comment = find(&site, caller, issue, &id)?;
    Ok(Json(show(&View::new(&site, caller), issue, comment, &params)))
}

pub async fn delete(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, id)): Path<(String, String)>,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    let (issue_id, comment) = (issue.id, find(&site, caller, issue, &id)?.clone());
    site.delete_comment(caller, issue_id, &comment)?;
    Ok(StatusCode::NO_CONTENT)
}
