//! All fields that the caller can see.

use axum::{Json, extract::State};
use serde_json::Value;

use crate::{auth::Caller, sim::Shared, site::Permission, wire};

pub async fn list(State(sim): State<Shared>, Caller(caller): Caller) -> Json<Value> {
    let site = sim.site();
    let visible = site.fields.iter().filter(|f| {
        f.scope.is_none_or(|id| site.may(caller, Permission::Browse, site.project_by_id(id)))
    });
    Json(visible.map(wire::field).collect())
}
