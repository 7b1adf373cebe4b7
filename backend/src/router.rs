//! Every path of the service.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, patch, post};
use job_api::ErrorCode;

use crate::app::App;
use crate::body::MAX_BODY;
use crate::error::Refusal;
use crate::{logs, routes};

/// The service as a tower service.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/v1/jobs", post(routes::create).get(routes::list))
        .route("/v1/jobs/{id}", patch(routes::update))
        .route("/healthz", get(routes::health))
        .fallback(async || Refusal(ErrorCode::NotFound))
        .method_not_allowed_fallback(async || Refusal(ErrorCode::MethodNotAllowed))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(middleware::from_fn(logs::each_request))
        .with_state(app)
}
