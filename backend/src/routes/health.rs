//! `GET /healthz`: whether the service can do its work. For anybody, and says nothing about anybody.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::app::Shared;
use crate::error::Refusal;

/// `{"status":"ok"}`
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Health {
    status: &'static str,
}

/// Answers 200 if the database answers, 503 otherwise.
pub async fn health(State(app): State<Shared>) -> Result<Json<Health>, Refusal> {
    app.store.ping().await?;
    Ok(Json(Health { status: "ok" }))
}
