//! The steps of an issue's workflow.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Value, json};

use super::issue::{step_of, visible};
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, Params},
    sim::Shared,
    site::Edit,
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
    let with_fields = params.list("expand").iter().any(|e| e == "transitions.fields");
    let only = params.get("transitionId");
    let view = View::new(&site, caller);
    let steps: Vec<Value> = site
        .transitions(caller, issue)
        .into_iter()
        .filter(|t| only.is_none_or(|id| t.id.to_string() == id))
        .map(|t| view.transition(issue, t, with_fields))
        .collect();
    Ok(Json(json!({"expand": "transitions", "transitions": steps})))
}

pub async fn perform(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    Body(body): Body,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let id = visible(&site, caller, &key)?.id;
    let step = step_of(&body).ok_or_else(|| ApiError::bad("Missing 'transition' identifier"))?;
    let edit = Edit::of(&body)?;
    site.transit(caller, id, &step, &edit)?;
    Ok(StatusCode::NO_CONTENT)
}
