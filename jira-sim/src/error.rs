//! Answers that refuse: Jira's `ErrorCollection` with a status.

use axum::{
    Json,
    http::StatusCode,
    response::{AppendHeaders, IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::site::Problems;

/// A refusal on its way to the client.
#[derive(Debug, Clone)]
pub struct ApiError {
    /// Its status.
    pub status: StatusCode,
    /// Its body.
    pub body: Value,
    /// A header besides the content type.
    pub header: Option<(&'static str, &'static str)>,
}

/// What a handler gives.
pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    /// One text for the whole request.
    pub fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, body: json!({"errorMessages": [text.into()], "errors": {}}), header: None }
    }

    /// 400 with one text.
    pub fn bad(text: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, text)
    }

    /// 403 with one text.
    pub fn forbidden(text: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, text)
    }

    /// 404 with one text.
    pub fn missing(text: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, text)
    }

    /// 404 for an issue that does not exist or that the caller may not see.
    #[must_use]
    pub fn no_issue() -> Self {
        Self::missing("Issue does not exist or you do not have permission to see it.")
    }

    /// 404 for a project that does not exist or that the caller may not see.
    #[must_use]
    pub fn no_project(key: &str) -> Self {
        Self::missing(format!("No project could be found with key '{key}'."))
    }

    /// A refusal of a write with all its texts.
    #[must_use]
    pub fn of(status: StatusCode, problems: &Problems) -> Self {
        Self { status, body: collection(problems), header: None }
    }
}

/// Jira's `ErrorCollection`.
#[must_use]
pub fn collection(problems: &Problems) -> Value {
    json!({"errorMessages": problems.messages, "errors": problems.fields})
}

impl From<Problems> for ApiError {
    fn from(problems: Problems) -> Self {
        Self::of(StatusCode::BAD_REQUEST, &problems)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let headers: Vec<(&str, &str)> = self.header.into_iter().collect();
        (self.status, AppendHeaders(headers), Json(self.body)).into_response()
    }
}
