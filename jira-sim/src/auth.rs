//! Who calls: outside clients by e-mail and API token, the frame's user by a session cookie.

use axum::{
    Router,
    extract::{FromRequestParts, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    error::ApiError,
    request::Params,
    sim::{Shared, Sim},
    site::{Person, Role, UserId},
};

/// The cookie that holds the role of the frame's user.
pub const COOKIE: &str = "jira_sim_session";

/// The person that a request comes from. Requests without one are refused with 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller(pub UserId);

impl FromRequestParts<Shared> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, sim: &Shared) -> Result<Self, ApiError> {
        caller(sim, &parts.headers).map(Self).ok_or_else(|| {
            let mut error = ApiError::new(
                StatusCode::UNAUTHORIZED,
                "Client must be authenticated to access this resource.",
            );
            error.header = Some(("x-seraph-loginreason", "AUTHENTICATED_FAILED"));
            error
        })
    }
}

/// The person whose token or session a request carries. A token that is wrong is not made up for by
/// a session.
#[must_use]
pub fn caller(sim: &Sim, headers: &HeaderMap) -> Option<UserId> {
    let site = sim.site();
    if let Some(given) = headers.get(header::AUTHORIZATION) {
        let encoded = given.to_str().ok()?.strip_prefix("Basic ")?;
        let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
        let (email, token) = decoded.split_once(':')?;
        return site.people.by_token(email, token).map(|p| p.id);
    }
    session(headers).and_then(|role| site.people.first(role)).map(|p| p.id)
}

/// The role in the session cookie.
#[must_use]
pub fn session(headers: &HeaderMap) -> Option<Role> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .and_then(|(_, role)| Role::named(role))
}

/// The person that is the frame's user in a request.
#[must_use]
pub fn session_person<'a>(site: &'a crate::Site, headers: &HeaderMap) -> Option<&'a Person> {
    session(headers).and_then(|role| site.people.first(role))
}

/// `/session?as=admin|member|viewer` begins a session and leads to `/`.
pub fn routes() -> Router<Shared> {
    Router::new().route("/session", get(begin))
}

async fn begin(State(_): State<Shared>, params: Params) -> Response {
    let Some(role) = params.get("as").and_then(Role::named) else {
        return ApiError::bad("as must be admin, member or viewer").into_response();
    };
    let cookie = format!("{COOKIE}={}; Path=/; SameSite=Lax; HttpOnly", role.name());
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}
