//! Structured, anonymous logs: one JSON line a request, without who, without what.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use job_api::ErrorCode;
use tracing::level_filters::LevelFilter;

/// Writes logs as JSON lines to standard error; standard output is for the ready line. Nothing below
/// `INFO` is written: libraries log statements and headers there.
pub fn to_stderr() {
    tracing_subscriber::fmt()
        .json()
        .with_max_level(LevelFilter::INFO)
        .with_writer(std::io::stderr)
        .init();
}

/// Logs the method, the route's pattern (never the path: it holds an id), the status, the code of a
/// refusal and the time taken; and marks every answer as private to its caller.
pub async fn each_request(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().as_str().to_owned();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    tracing::info!(
        method,
        route = route.as_ref().map_or("-", MatchedPath::as_str),
        status = response.status().as_u16(),
        code = response.extensions().get::<ErrorCode>().map(|code| code.as_str()),
        ms = started.elapsed().as_millis(),
        "request"
    );
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
