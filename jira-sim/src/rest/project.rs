//! Projects and what belongs to them.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::page;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Permission, Project, Site, UserId},
    wire::View,
};

fn visible<'a>(site: &'a Site, caller: UserId, key: &str) -> ApiResult<&'a Project> {
    site.visible_project(caller, key).ok_or_else(|| ApiError::no_project(key))
}

pub async fn list(State(sim): State<Shared>, Caller(caller): Caller) -> Json<Value> {
    let site = sim.site();
    let view = View::new(&site, caller);
    let projects = site.projects.iter().filter(|p| site.may(caller, Permission::Browse, Some(p)));
    Json(projects.map(|p| view.project_in_list(p)).collect())
}

pub async fn search(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, 100)?;
    let needed = match params.get("action") {
        None | Some("view" | "browse") => Permission::Browse,
        Some("create") => Permission::Create,
        Some("edit") => Permission::Administer,
        Some(other) => {
            return Err(ApiError::bad(format!("The action '{other}' is not known.")));
        }
    };
    let (ids, keys) = (params.list("id"), params.list("keys"));
    let query = params.get("query").unwrap_or_default().to_lowercase();
    let site = sim.site();
    let view = View::new(&site, caller);
    let found: Vec<&Project> = site
        .projects
        .iter()
        .filter(|p| site.may(caller, Permission::Browse, Some(p)))
        .filter(|p| site.may(caller, needed, Some(p)))
        .filter(|p| ids.is_empty() || ids.contains(&p.id.to_string()))
        .filter(|p| keys.is_empty() || keys.contains(&p.key))
        .filter(|p| p.name.to_lowercase().contains(&query) || p.key.to_lowercase().contains(&query))
        .collect();
    let values = page.of(&found).iter().map(|p| view.project_in_list(p)).collect();
    Ok(Json(page::bean(&view.link("project/search"), page, found.len(), values)))
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let project = visible(&site, caller, &key)?;
    Ok(Json(View::new(&site, caller).project_in_full(project)))
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
