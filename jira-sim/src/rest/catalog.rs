//! Issue types, priorities, resolutions, statuses.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use super::page;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Permission, Site, UserId},
    wire::View,
};

/// Whether what belongs to a team-managed project, or to none, may be shown.
fn visible(site: &Site, caller: UserId, scope: Option<u64>) -> bool {
    scope.is_none_or(|id| site.may(caller, Permission::Browse, site.project_by_id(id)))
}

pub async fn issue_types(State(sim): State<Shared>, Caller(caller): Caller) -> Json<Value> {
    let site = sim.site();
    let view = View::new(&site, caller);
    let types = site.catalog.issue_types.iter().filter(|t| visible(&site, caller, t.scope));
    Json(types.map(|t| view.issue_type_of(t)).collect())
}

pub async fn issue_types_of_project(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let Some(id) = params.integers("projectId")?.first().copied() else {
        return Err(ApiError::bad("The projectId must be given."));
    };
    let project = site
        .visible_project(caller, &id.to_string())
        .ok_or_else(|| ApiError::missing(format!("No project could be found with id '{id}'.")))?;
    let view = View::new(&site, caller);
    Ok(Json(project.issue_types.iter().map(|id| view.issue_type(*id)).collect()))
}

pub async fn priorities(State(sim): State<Shared>, Caller(caller): Caller) -> Json<Value> {
    let site = sim.site();
    let view = View::new(&site, caller);
    Json(site.catalog.priorities.iter().map(|p| view.priority_in_list(p)).collect())
}

/// Priorities by id and by a part of the name. None is called the default one: a site has a default
/// for each priority scheme, and Cloud answers `isDefault: false` for all.
pub async fn search_priorities(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, 50)?;
    let (ids, projects) = (params.list("id"), params.list("projectId"));
    let name = params.get("priorityName").unwrap_or_default().to_lowercase();
    let site = sim.site();
    let view = View::new(&site, caller);
    // The priorities of all projects are the same; those of no project are none.
    let of_project =
        projects.is_empty() || projects.iter().any(|id| site.visible_project(caller, id).is_some());
    let found: Vec<Value> = site
        .catalog
        .priorities
        .iter()
        .filter(|_| of_project && !params.flag("onlyDefault"))
        .filter(|p| ids.is_empty() || ids.contains(&p.id.to_string()))
        .filter(|p| p.name.to_lowercase().contains(&name))
        .map(|p| {
            let mut json = view.priority_in_list(p);
            json["isDefault"] = false.into();
            json
        })
        .collect();
    let values = page.of(&found).to_vec();
    Ok(Json(page::bean(&view.link("priority/search"), page, found.len(), values)))
}

pub async fn resolutions(State(sim): State<Shared>, Caller(caller): Caller) -> Json<Value> {
    let site = sim.site();
    let view = View::new(&site, caller);
    Json(site.catalog.resolutions.iter().map(|r| view.resolution_of(r)).collect())
}

/// Resolutions by id. The site has no default one.
pub async fn search_resolutions(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, 50)?;
    let ids = params.list("id");
    let site = sim.site();
    let view = View::new(&site, caller);
    let found: Vec<Value> = site
        .catalog
        .resolutions
        .iter()
        .filter(|_| !params.flag("onlyDefault"))
        .filter(|r| ids.is_empty() || ids.contains(&r.id.to_string()))
        .map(|r| view.resolution_of(r))
        .collect();
    let values = page.of(&found).to_vec();
    Ok(Json(page::bean(&view.link("resolution/search"), page, found.len(), values)))
}

pub async fn statuses(State(sim): State<Shared>, Caller(caller): Caller) -> Json<Value> {
    let site = sim.site();
    let view = View::new(&site, caller);
    let statuses = site.catalog.statuses.iter().filter(|s| visible(&site, caller, s.scope));
    Json(statuses.map(|s| view.status_of(s)).collect())
}

pub async fn status_categories(State(sim): State<Shared>, Caller(caller): Caller) -> Json<Value> {
    let site = sim.site();
    Json(View::new(&site, caller).categories())
}

/// One of a list, or 404 when there is none.
fn one(found: Option<Value>, what: &str, id: &str) -> ApiResult<Json<Value>> {
    let text = || ApiError::missing(format!("The {what} with id '{id}' does not exist"));
    found.map(Json).ok_or_else(text)
}

pub async fn issue_type(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let mut types = site.catalog.issue_types.iter().filter(|t| visible(&site, caller, t.scope));
    let found = types.find(|t| t.id.to_string() == id);
    one(found.map(|t| View::new(&site, caller).issue_type_of(t)), "issue type", &id)
}

pub async fn priority(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let found = site.catalog.priorities.iter().find(|p| p.id.to_string() == id);
    one(found.map(|p| View::new(&site, caller).priority_in_list(p)), "priority", &id)
}

pub async fn resolution(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let found = site.catalog.resolutions.iter().find(|r| r.id.to_string() == id);
    one(found.map(|r| View::new(&site, caller).resolution_of(r)), "resolution", &id)
}

/// By id or by name; of several with the name, the first.
pub async fn status(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let mut statuses = site.catalog.statuses.iter().filter(|s| visible(&site, caller, s.scope));
    let found = statuses.find(|s| s.id.to_string() == id || s.name == id);
    one(found.map(|s| View::new(&site, caller).status_of(s)), "status", &id)
}
