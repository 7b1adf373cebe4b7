//! What the caller may do.

use axum::{Json, extract::State};
use serde_json::{Map, Value, json};

use super::issue;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::permission::KNOWN,
};

pub async fn mine(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let asked = params.list("permissions");
    if asked.is_empty() {
        return Err(ApiError::bad("The 'permissions' query parameter is required."));
    }
    let site = sim.site();
    let project = match (
        params.get("issueKey").or(params.get("issueId")),
        params.get("projectKey").or(params.get("projectId")),
    ) {
        (Some(key), _) => site.project_by_id(issue::visible(&site, caller, key)?.project),
        (None, Some(key)) => {
            Some(site.visible_project(caller, key).ok_or_else(|| ApiError::no_project(key))?)
        }
        (None, None) => None,
    };
    let mut shown = Map::new();
    for (number, key) in asked.iter().enumerate() {
        let Some((_, kind, name, needed)) = KNOWN.iter().find(|(known, ..)| known == key) else {
            return Err(ApiError::bad(format!("Unrecognized permission: {key}")));
        };
        shown.insert(
            key.clone(),
            json!({
                "id": (number + 1).to_string(),
                "key": key,
                "name": name,
                "type": kind,
                "description": name,
                "havePermission": site.may(caller, *needed, project),
            }),
        );
    }
    Ok(Json(json!({"permissions": shown})))
}
