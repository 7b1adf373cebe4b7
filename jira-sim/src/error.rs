//! Answers that refuse: Jira's `ErrorCollection` with a status, or a problem of RFC 7807.

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::site::Problems;

/// The type of a problem. (Measured on Jira Cloud, September 2026, as are the bodies.)
const PROBLEM: (&str, &str) = ("content-type", "application/problem+json;charset=UTF-8");

/// The header by which the simulator says that it, and not Jira, is what refuses.
pub const MARK: (&str, &str) = ("x-jira-sim", "not-simulated");

/// How the texts begin that say so.
const LACKING: &str = "jira-sim does not simulate ";

/// What is not simulated, noted on the answer that says so.
#[derive(Debug, Clone)]
pub struct NotSimulated(pub String);

/// A refusal on its way to the client.
#[derive(Debug, Clone)]
pub struct ApiError {
    /// Its status.
    pub status: StatusCode,
    /// Its body.
    pub body: Value,
    /// A header besides the content type, or another content type.
    pub header: Option<(&'static str, &'static str)>,
}

/// What a handler gives.
pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    /// One text for the whole request.
    pub fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, body: json!({"errorMessages": [text.into()], "errors": {}}), header: None }
    }

    /// What Jira's front says before an operation is reached, or to a value that it cannot convert:
    /// a problem of RFC 7807. `instance` is the path that was asked for.
    #[must_use]
    pub fn problem(status: StatusCode, detail: &str, instance: &str) -> Self {
        let body = json!({
            "type": "about:blank",
            "title": status.canonical_reason().unwrap_or_default(),
            "status": status.as_u16(),
            "detail": detail,
            "instance": instance,
        });
        Self { status, body, header: Some(PROBLEM) }
    }

    /// 400 for a body that Jira cannot read; it then tells of no fields.
    #[must_use]
    pub fn unread(text: &str) -> Self {
        let body = json!({"errorMessages": [text]});
        Self { status: StatusCode::BAD_REQUEST, body, header: None }
    }

    /// 501 for what Jira does and the simulator does not. Jira has no such answer, so that nothing
    /// can pass for Jira's.
    #[must_use]
    pub fn not_simulated(what: &str) -> Self {
        let text = format!("{LACKING}{what}");
        Self { header: Some(MARK), ..Self::new(StatusCode::NOT_IMPLEMENTED, text) }
    }

    /// 401 of an operation that runs for anybody, but does not do this for nobody.
    #[must_use]
    pub fn unauthenticated() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "You are not authenticated. Authentication required to perform this operation.",
        )
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
        let lacking = (self.status == StatusCode::NOT_IMPLEMENTED).then(|| {
            let text = self.body["errorMessages"][0].as_str().unwrap_or_default();
            text.strip_prefix(LACKING).unwrap_or(text).to_owned()
        });
        let mut response = (self.status, Json(self.body)).into_response();
        if let Some((name, value)) = self.header {
            let headers = response.headers_mut();
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        if let Some(text) = lacking {
            response.extensions_mut().insert(NotSimulated(text));
        }
        response
    }
}
