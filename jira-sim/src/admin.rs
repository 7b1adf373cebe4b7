//! The test interface beside REST, for administrators: the log, the switches, the clock, a reset.

use std::{collections::BTreeMap, fs::OpenOptions, io::Write, path::Path};

use axum::{
    Json, Router,
    extract::{MatchedPath, Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
    routing::{get, post},
};
use serde_json::{Value, json};

use crate::{
    auth::Caller,
    config::Switches,
    error::{ApiError, ApiResult},
    request::Body,
    sim::Shared,
    site::Permission,
};

/// Counts of the REST requests, by method, route and status, and of what was asked for and is not
/// simulated.
#[derive(Debug, Clone, Default)]
pub struct RequestLog {
    total: u64,
    counts: BTreeMap<(String, String, u16), u64>,
    lacking: BTreeMap<(String, String), u64>,
}

impl RequestLog {
    pub(crate) fn note(&mut self, method: &str, path: &str, status: u16) {
        self.total += 1;
        *self.counts.entry((method.to_owned(), path.to_owned(), status)).or_default() += 1;
    }

    /// Counts what is not simulated; the first time, it is written to the end of the file as well.
    pub(crate) fn lacks(&mut self, method: &str, path: &str, file: Option<&Path>) {
        let count = self.lacking.entry((method.to_owned(), path.to_owned())).or_default();
        *count += 1;
        let Some(file) = file.filter(|_| *count == 1) else { return };
        let opened = OpenOptions::new().create(true).append(true).open(file);
        // In one piece: several simulators may write to one file.
        let line = format!("{method} {path}\n");
        if let Err(error) = opened.and_then(|mut end| end.write_all(line.as_bytes())) {
            eprintln!("jira-sim: {} cannot be written: {error}", file.display());
        }
    }

    fn show(&self) -> Value {
        let counts: Vec<Value> = self
            .counts
            .iter()
            .map(|((method, path, status), count)| {
                json!({"method": method, "path": path, "status": status, "count": count})
            })
            .collect();
        let lacking: Vec<Value> = self
            .lacking
            .iter()
            .map(|((method, path), count)| json!({"method": method, "path": path, "count": count}))
            .collect();
        json!({"total": self.total, "counts": counts, "notSimulated": lacking})
    }
}

/// `/sim/requests`, `/sim/switches`, `/sim/clock`, `/sim/put-issue`, `/sim/reset`.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/sim/requests", get(requests).delete(forget))
        .route("/sim/switches", get(switches).post(switch))
        .route("/sim/clock", get(clock).post(advance))
        .route("/sim/put-issue", post(put_issue))
        .route("/sim/reset", post(reset))
}

/// Notes a REST request.
pub async fn record(State(sim): State<Shared>, request: Request, next: Next) -> Response {
    let method = request.method().to_string();
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| request.uri().path().to_owned(), |p| p.as_str().to_owned());
    let response = next.run(request).await;
    sim.log().note(&method, &path, response.status().as_u16());
    response
}

/// Refuses all others.
pub(crate) fn only_admin(sim: &Shared, caller: Caller) -> ApiResult<()> {
    if sim.site().may(caller.somebody()?, Permission::Administer, None) {
        Ok(())
    } else {
        Err(ApiError::forbidden("Only administrators may use the test interface."))
    }
}

async fn requests(State(sim): State<Shared>, caller: Caller) -> ApiResult<Json<Value>> {
    only_admin(&sim, caller)?;
    let shown = sim.log().show();
    Ok(Json(shown))
}

async fn forget(State(sim): State<Shared>, caller: Caller) -> ApiResult<StatusCode> {
    only_admin(&sim, caller)?;
    *sim.log() = RequestLog::default();
    Ok(StatusCode::NO_CONTENT)
}

async fn switches(State(sim): State<Shared>, caller: Caller) -> ApiResult<Json<Switches>> {
    only_admin(&sim, caller)?;
    Ok(Json(sim.switches()))
}

/// Changes the switches that the body names; the others stay.
async fn switch(
    State(sim): State<Shared>,
    caller: Caller,
    Body(body): Body,
) -> ApiResult<Json<Switches>> {
    only_admin(&sim, caller)?;
    let mut all = serde_json::to_value(sim.switches()).map_err(|e| ApiError::bad(e.to_string()))?;
    for (name, value) in body.as_object().into_iter().flatten() {
        match (&mut all[name.as_str()], value) {
            (Value::Object(inner), Value::Object(given)) => inner.extend(given.clone()),
            (place, value) => *place = value.clone(),
        }
    }
    let changed: Switches =
        serde_json::from_value(all).map_err(|e| ApiError::bad(e.to_string()))?;
    sim.set_switches(changed.clone());
    Ok(Json(changed))
}

async fn clock(State(sim): State<Shared>, caller: Caller) -> ApiResult<Json<Value>> {
    only_admin(&sim, caller)?;
    let site = sim.site();
    Ok(Json(json!({"now": site.clock.show(site.clock.now_ms()), "epochMs": site.clock.now_ms()})))
}

/// Lets `advanceMs` pass, for the site and for limits, lags and delays alike.
async fn advance(
    State(sim): State<Shared>,
    caller: Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    only_admin(&sim, caller)?;
    let Some(ms) = body["advanceMs"].as_u64().filter(|ms| *ms <= 366 * 86_400_000) else {
        return Err(ApiError::bad("advanceMs must be a number of milliseconds, a year at most"));
    };
    sim.pass(ms).await;
    let site = sim.site();
    Ok(Json(json!({"now": site.clock.show(site.clock.now_ms()), "epochMs": site.clock.now_ms()})))
}

/// Puts recorded issues into the site: `{"issue"}` or `{"issues"}`, as some Jira gave them, and
/// `fields` as its `/field` did, if that was recorded. Tells their ids here, and the ids of their
/// custom fields by the recorded ones.
async fn put_issue(
    State(sim): State<Shared>,
    caller: Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    only_admin(&sim, caller)?;
    let single = std::slice::from_ref(&body["issue"]);
    let issues = body["issues"].as_array().map_or(single, Vec::as_slice);
    let known = body["fields"].as_array().map_or(&[][..], Vec::as_slice);
    let mut site = sim.site_mut();
    let mut placed = Vec::new();
    for issue in issues {
        let one = site.put_recorded(issue, known).map_err(ApiError::bad)?;
        placed.push(json!({"id": one.id.to_string(), "key": one.key, "fields": one.fields}));
    }
    Ok(Json(json!({"issues": placed})))
}

async fn reset(State(sim): State<Shared>, caller: Caller) -> ApiResult<StatusCode> {
    only_admin(&sim, caller)?;
    sim.reset();
    Ok(StatusCode::NO_CONTENT)
}
