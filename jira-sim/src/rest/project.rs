//! Projects and what belongs to them.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Permission, Project, Site, UserId},
    wire::{Expand, View},
};

/// The project of a path: a key that it had before leads to it too.
fn visible<'a>(site: &'a Site, caller: UserId, key: &str) -> ApiResult<&'a Project> {
    let renamed = || site.visible_project(caller, &site.renamed_project(key)?.key);
    let project = site.visible_project(caller, key).or_else(renamed);
    project.ok_or_else(|| ApiError::no_project(key))
}

/// Projects that are shown as those looked at last.
const MOST_RECENT: usize = 20;

/// All projects. The site does not keep who looked at what: `recent` shows those whose issues
/// changed last.
pub async fn list(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let recent = params.number("recent", 0)?.min(MOST_RECENT);
    let expand = Expand::new(params.list("expand"));
    let site = sim.site();
    let view = View::new(&site, caller);
    let mut found: Vec<&Project> =
        site.projects.iter().filter(|p| site.may(caller, Permission::Browse, Some(p))).collect();
    if recent > 0 {
        found.sort_by_key(|p| std::cmp::Reverse(site.last_update(p)));
        found.truncate(recent);
    }
    Ok(Json(found.into_iter().map(|p| view.project_expanded(p, &expand)).collect()))
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let expand = Expand::new(params.list("expand"));
    let site = sim.site();
    let project = visible(&site, caller, &key)?;
    Ok(Json(View::new(&site, caller).project_in_full(project, &expand)))
}

pub async fn components(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let project = visible(&site, caller, &key)?;
    let view = View::new(&site, caller);
    Ok(Json(project.components.iter().map(|c| view.component(c, project)).collect()))
}

pub async fn versions(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let project = visible(&site, caller, &key)?;
    let view = View::new(&site, caller);
    Ok(Json(project.versions.iter().map(|v| view.version(v, project)).collect()))
}

/// The statuses of each issue type.
pub async fn statuses(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let project = visible(&site, caller, &key)?;
    let view = View::new(&site, caller);
    let statuses: Vec<Value> =
        project.workflow.statuses.iter().map(|id| view.status(*id)).collect();
    let types = project.issue_types.iter().filter_map(|id| site.catalog.issue_type(*id));
    Ok(Json(
        types
            .map(|t| {
                json!({
                    "self": view.link(&format!("issuetype/{}", t.id)),
                    "id": t.id.to_string(),
                    "name": t.name,
                    "subtask": t.level < 0,
                    "statuses": statuses,
                })
            })
            .collect(),
    ))
}
