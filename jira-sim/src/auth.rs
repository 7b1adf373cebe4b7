//! Who calls: outside clients by e-mail and API token, the frame's user by a session cookie.

use std::convert::Infallible;

use axum::{
    Router,
    extract::{FromRequestParts, State},
    http::{HeaderMap, header, request::Parts},
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

/// Whoever has not signed in, or not so that Jira knows them: no person of the site, so that they have
/// no permission anywhere.
pub const NOBODY: UserId = UserId(u32::MAX);

/// The person that a request comes from, [`NOBODY`] if there is none. Operations that do not run for
/// nobody are refused before they are reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller(pub UserId);

impl Caller {
    /// Whose credentials these are, now.
    #[must_use]
    pub fn of(sim: &Sim, headers: &HeaderMap) -> Self {
        Self(caller(sim, headers).unwrap_or(NOBODY))
    }

    /// The person, for what is not done for nobody.
    ///
    /// # Errors
    /// 401 if there is none.
    pub fn somebody(self) -> Result<UserId, ApiError> {
        if self.0 == NOBODY { Err(ApiError::unauthenticated()) } else { Ok(self.0) }
    }
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, sim: &Shared) -> Result<Self, Infallible> {
        // Decided once for a REST request: a sign-in may end while it is carried out.
        let decided = parts.extensions.get().copied();
        Ok(decided.unwrap_or_else(|| Self::of(sim, &parts.headers)))
    }
}

/// User and password of Basic credentials, if they are any.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let given = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, encoded) = given.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    decoded.split_once(':').map(|(user, password)| (user.to_owned(), password.to_owned()))
}

/// Whether credentials name a user whom they do not prove. Jira carries the request out as nobody's,
/// and says so in `X-Seraph-LoginReason` (measured on Jira Cloud, 4 September 2026).
#[must_use]
pub fn failed(headers: &HeaderMap, caller: Caller) -> bool {
    let named = basic(headers).is_some_and(|(user, _)| !user.is_empty());
    named && caller.0 == NOBODY
}

/// Whether there is a bearer's token: the gateway of a site takes it for one of Connect, which those
/// of OAuth are not, and refuses it on every route (measured on Jira Cloud, 4 September 2026).
#[must_use]
pub fn bears(headers: &HeaderMap) -> bool {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = given.and_then(|text| text.trim().strip_prefix("Bearer "));
    token.is_some_and(|token| !token.is_empty() && !token.starts_with(char::is_whitespace))
}

/// The person whose token or session a request carries, as long as it is accepted. A token that is
/// wrong is not made up for by a session.
#[must_use]
fn caller(sim: &Sim, headers: &HeaderMap) -> Option<UserId> {
    let site = sim.site();
    let person = if headers.contains_key(header::AUTHORIZATION) {
        let (email, token) = basic(headers)?;
        site.people.by_token(&email, &token)
    } else {
        session(headers).and_then(|role| site.people.first(role))
    };
    person.filter(|person| sim.sign_outs().accepts(person.role)).map(|person| person.id)
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
