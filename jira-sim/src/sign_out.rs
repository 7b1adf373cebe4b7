//! Ends the sign-in of a role's people: `POST /sim/sign-out`, `POST /sim/sign-in`.
//!
//! A token is revoked or expires, a session ends: what then comes with it is not theirs any more,
//! and Jira carries it out as nobody's wherever it lets nobody in.

use axum::{
    Json, Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
    routing::post,
};
use serde_json::{Value, json};

use crate::{
    admin::only_admin,
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Body,
    sim::Shared,
    site::Role,
};

/// The roles whose sign-in has ended or is about to, each with the REST requests that it has left.
#[derive(Debug, Default)]
pub(crate) struct SignOuts(Vec<(Role, u64)>);

impl SignOuts {
    /// Whether tokens and sessions of a role are accepted.
    pub(crate) fn accepts(&self, role: Role) -> bool {
        self.0.iter().all(|(out, left)| *out != role || *left > 0)
    }

    fn end(&mut self, role: Role, left: u64) {
        self.begin(role);
        self.0.push((role, left));
    }

    fn begin(&mut self, role: Role) {
        self.0.retain(|(out, _)| *out != role);
    }

    fn spend(&mut self, role: Role) {
        let of_role = self.0.iter_mut().filter(|(out, _)| *out == role);
        of_role.for_each(|(_, left)| *left = left.saturating_sub(1));
    }
}

/// Counts a REST request that was somebody's.
pub async fn spend(State(sim): State<Shared>, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().copied();
    let role = caller.and_then(|who| sim.site().people.get(who.0).map(|person| person.role));
    let response = next.run(request).await;
    if let Some(role) = role {
        sim.sign_outs().spend(role);
    }
    response
}

/// `/sim/sign-out {"role", "afterRequests"}` and `/sim/sign-in {"role"}`.
pub fn routes() -> Router<Shared> {
    Router::new().route("/sim/sign-out", post(end)).route("/sim/sign-in", post(begin))
}

async fn end(
    State(sim): State<Shared>,
    caller: Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    only_admin(&sim, caller)?;
    let role = role(&body)?;
    if role == Role::Admin {
        return Err(ApiError::bad("administrators could not sign in again by this interface"));
    }
    let left = match &body["afterRequests"] {
        Value::Null => 0,
        number => number
            .as_u64()
            .ok_or_else(|| ApiError::bad("afterRequests must be a number of REST requests"))?,
    };
    sim.sign_outs().end(role, left);
    Ok(Json(json!({"role": role.name(), "afterRequests": left})))
}

async fn begin(
    State(sim): State<Shared>,
    caller: Caller,
    Body(body): Body,
) -> ApiResult<StatusCode> {
    only_admin(&sim, caller)?;
    sim.sign_outs().begin(role(&body)?);
    Ok(StatusCode::NO_CONTENT)
}

fn role(body: &Value) -> ApiResult<Role> {
    let role = body["role"].as_str().and_then(Role::named);
    role.ok_or_else(|| ApiError::bad("role must be admin, member or viewer"))
}
