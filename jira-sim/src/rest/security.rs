//! Security levels.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    sim::Shared,
    site::Permission,
    wire::View,
};

/// The levels that the caller may set in a project.
pub async fn of_project(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let project = site.visible_project(caller, &key).ok_or_else(|| ApiError::no_project(&key))?;
    let may =
        project.has_field("security") && site.may(caller, Permission::SetSecurity, Some(project));
    let view = View::new(&site, caller);
    let levels = site.registers.levels.iter().filter(|_| may);
    Ok(Json(json!({"levels": levels.map(|l| view.level(l)).collect::<Vec<_>>()})))
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let found = id.parse().ok().and_then(|id| site.registers.level(id));
    let missing = || ApiError::missing(format!("The security level with id '{id}' does not exist"));
    Ok(Json(View::new(&site, caller).level(found.ok_or_else(missing)?)))
}
