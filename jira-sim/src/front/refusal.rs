//! What the front answers by itself.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::asked::Asked;
use crate::{error::ApiError, pages::format::encode, sim::Sim};

/// 403 to a bearer's token, of the gateway and not of Jira.
pub fn bearer() -> Response {
    let error = r#"{"error":"Failed to parse Connect Session Auth Token"}"#;
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (StatusCode::FORBIDDEN, kind, error).into_response()
}

/// The 401 of an operation that does not run for nobody: a line, of the type that was asked for.
pub fn unauthenticated(sim: &Sim, headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    let kind = match accepted {
        None => "text/plain;charset=UTF-8",
        Some(types) if types.contains("application/json") => "application/json;charset=UTF-8",
        Some(_) => "text/html;charset=UTF-8",
    };
    let realm = encode(&sim.site().base_url);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::WWW_AUTHENTICATE, format!("OAuth realm=\"{realm}\"")),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN".to_owned()),
    ];
    let line = "Client must be authenticated to access this resource.";
    (StatusCode::UNAUTHORIZED, headers, line).into_response()
}

/// 405, naming the methods that the path has.
pub fn other_method(asked: &Asked, methods: &[&str]) -> Response {
    let detail = format!("Method '{}' is not supported.", asked.method);
    let status = StatusCode::METHOD_NOT_ALLOWED;
    let mut response = ApiError::problem(status, &detail, &asked.sent).into_response();
    if let Ok(methods) = HeaderValue::from_str(&methods.join(", ")) {
        response.headers_mut().insert(header::ALLOW, methods);
    }
    response
}

/// What `OPTIONS` is answered: the methods, to those who have signed in.
pub fn options(
    sim: &Sim,
    signed_in: bool,
    mut methods: Vec<&str>,
    headers: &HeaderMap,
) -> Response {
    if !signed_in {
        return unauthenticated(sim, headers);
    }
    if methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.push("OPTIONS");
    let kind = (header::CONTENT_TYPE, "text/html;charset=UTF-8".to_owned());
    ([kind, (header::ALLOW, methods.join(","))], ()).into_response()
}

/// 404 for a path that Jira lacks.
pub fn nothing(asked: &Asked) -> Response {
    let detail = format!("No endpoint {} {}.", asked.method, asked.sent);
    ApiError::problem(StatusCode::NOT_FOUND, &detail, &asked.sent).into_response()
}
