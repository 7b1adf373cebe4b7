//! One look at the site: who looks, from where, and the site's REST API in their name.

use std::{convert::Infallible, sync::Arc};

use axum::{
    body::{Body, to_bytes},
    extract::FromRequestParts,
    http::{HeaderMap, Method, Request, StatusCode, header, request::Parts},
};
use serde_json::Value;
use tower::ServiceExt;

use crate::{
    auth,
    host::{Host, context::Viewer, session},
    sim::Shared,
    site::Role,
};

/// Answers of the site's own API are read whole; a page of 50 issues is far below this.
const MAX_ANSWER: usize = 32 * 1024 * 1024;

/// A request for a page.
pub(super) struct View {
    pub(super) host: Arc<Host>,
    /// `http://localhost:PORT`, as the person opened it.
    pub(super) origin: String,
    /// Path and query of the page.
    pub(super) path: String,
    pub(super) viewer: Viewer,
    pub(super) name: String,
    pub(super) role: Role,
    /// `light`, `dark`, or `auto` where the person has not chosen.
    pub(super) color_mode: &'static str,
    shared: Shared,
}

/// Why a page cannot be shown.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    pub(super) messages: Vec<String>,
}

impl FromRequestParts<Shared> for View {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Infallible> {
        let host = parts.extensions.get::<Arc<Host>>().map(Arc::clone);
        let role = auth::session(&parts.headers).unwrap_or(Role::Admin);
        let (viewer, name) = session::person(shared, role).unwrap_or_default();
        Ok(Self {
            host: host.unwrap_or_else(|| Arc::new(Host::new(&Default::default()))),
            origin: session::origin(&parts.headers),
            path: parts.uri.path_and_query().map_or_else(String::new, ToString::to_string),
            viewer,
            name,
            role,
            color_mode: color_mode(&parts.headers),
            shared: shared.clone(),
        })
    }
}

fn color_mode(headers: &HeaderMap) -> &'static str {
    match session::cookie_value(headers, "sim-theme") {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "auto",
    }
}

impl View {
    /// What a GET of the REST API answers; `path` starts with `/rest/`.
    pub(super) async fn get(&self, path: &str) -> Result<Value, Problem> {
        self.call(Method::GET, path, Body::empty()).await
    }

    /// What a POST of a JSON body answers.
    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<Value, Problem> {
        self.call(Method::POST, path, Body::from(body.to_string())).await
    }

    async fn call(&self, method: Method, path: &str, body: Body) -> Result<Value, Problem> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, session::cookie(self.role))
            .header(header::CONTENT_TYPE, "application/json")
            .body(body)
            .map_err(|error| Problem::internal(&error.to_string()))?;
        let Ok(response) =
            crate::rest::routes().with_state(self.shared.clone()).oneshot(request).await;
        let status = response.status();
        let bytes = to_bytes(response.into_body(), MAX_ANSWER)
            .await
            .map_err(|error| Problem::internal(&error.to_string()))?;
        let answer = serde_json::from_slice(&bytes).unwrap_or_default();
        if status.is_success() { Ok(answer) } else { Err(Problem::of(status, &answer)) }
    }
}

impl Problem {
    fn internal(message: &str) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, messages: vec![message.to_owned()] }
    }

    /// Jira's own words: `errorMessages`, and `errors` by field.
    fn of(status: StatusCode, answer: &Value) -> Self {
        let texts = answer["errorMessages"].as_array().into_iter().flatten();
        let fields = answer["errors"].as_object().into_iter().flat_map(|map| map.values());
        let messages = texts.chain(fields).filter_map(Value::as_str).map(str::to_owned).collect();
        Self { status, messages }
    }
}
