//! Latency, rate limits and faults, with the answers and headers that Jira Cloud gives.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
};

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde_json::json;

use crate::{clock, commit::Pending, config::Switches, error::ApiError, sim::Shared};

/// Writes to one issue: (how many, within how many milliseconds).
const PER_ISSUE: [(usize, u64); 2] = [(20, 2_000), (100, 30_000)];

/// Why a request is not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stop {
    /// 429: the reason's name, the limit, seconds to wait.
    Limited(&'static str, u64, u64),
    /// 503.
    Unavailable,
}

/// A token bucket; it counts thousandths of tokens, so that whole milliseconds refill it exactly.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    thousandths: u64,
    at_ms: u64,
}

/// The state of all limits.
#[derive(Debug)]
pub struct Limiter {
    switches: Switches,
    requests: u64,
    buckets: HashMap<Method, Bucket>,
    writes: HashMap<String, VecDeque<u64>>,
}

impl Limiter {
    /// Limits that nothing was counted against yet.
    #[must_use]
    pub fn new(switches: Switches) -> Self {
        Self { switches, requests: 0, buckets: HashMap::new(), writes: HashMap::new() }
    }

    /// What is switched on.
    #[must_use]
    pub fn switches(&self) -> &Switches {
        &self.switches
    }

    /// Switches other limits on, and forgets what was counted.
    pub fn set(&mut self, switches: Switches) {
        *self = Self::new(switches);
    }

    fn rate(&self, method: &Method) -> u64 {
        let burst = &self.switches.burst;
        u64::from(match *method {
            Method::POST => burst.post,
            Method::PUT => burst.put,
            Method::DELETE => burst.delete,
            _ => burst.get,
        })
    }

    /// Counts one request; `issue` is the one it writes to.
    fn admit(&mut self, method: &Method, issue: Option<&str>, now: u64) -> Result<(), Stop> {
        self.requests += 1;
        let nth = |n: u64| n > 0 && self.requests.is_multiple_of(n);
        if nth(self.switches.every_nth_503) {
            return Err(Stop::Unavailable);
        }
        if nth(self.switches.every_nth_429) {
            return Err(Stop::Limited("jira-burst-based", self.rate(method).max(1), 1));
        }
        self.take_token(method, now)?;
        match issue {
            Some(issue) if self.switches.per_issue_writes => self.count_write(issue, now),
            _ => Ok(()),
        }
    }

    fn take_token(&mut self, method: &Method, now: u64) -> Result<(), Stop> {
        let rate = self.rate(method);
        if rate == 0 {
            return Ok(());
        }
        let full = rate * 1000;
        let bucket =
            self.buckets.entry(method.clone()).or_insert(Bucket { thousandths: full, at_ms: now });
        let gained = now.saturating_sub(bucket.at_ms).saturating_mul(rate);
        bucket.thousandths = bucket.thousandths.saturating_add(gained).min(full);
        bucket.at_ms = now;
        if bucket.thousandths < 1000 {
            return Err(Stop::Limited("jira-burst-based", rate, 1));
        }
        bucket.thousandths -= 1000;
        Ok(())
    }

    fn count_write(&mut self, issue: &str, now: u64) -> Result<(), Stop> {
        let times = self.writes.entry(issue.to_owned()).or_default();
        let longest = PER_ISSUE.iter().map(|(_, ms)| *ms).max().unwrap_or(0);
        times.retain(|at| at.saturating_add(longest) > now);
        for (most, window) in PER_ISSUE {
            let within = times.iter().filter(|at| **at + window > now);
            if within.count() >= most {
                let first = times.iter().find(|at| **at + window > now).copied().unwrap_or(now);
                let wait = (first + window).saturating_sub(now).div_ceil(1000).max(1);
                return Err(Stop::Limited("jira-per-issue-on-write", most as u64, wait));
            }
        }
        times.push_back(now);
        Ok(())
    }

    /// The headers of an answer that was not limited.
    fn headers(&self, method: &Method) -> Vec<(&'static str, String)> {
        let rate = self.rate(method);
        let left = self.buckets.get(method).map_or(rate, |b| b.thousandths / 1000);
        if rate == 0 {
            return Vec::new();
        }
        let mut headers = vec![
            ("x-ratelimit-limit", rate.to_string()),
            ("x-ratelimit-remaining", left.to_string()),
        ];
        if left * 5 < rate {
            headers.push(("x-ratelimit-nearlimit", "true".into()));
        }
        headers
    }
}

/// Holds a request to the limits and delays its answer.
pub async fn limit(State(sim): State<Shared>, mut request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let pending = request.extensions_mut().remove::<Arc<Pending>>();
    let issue = written_issue(&sim, &request);
    let admitted = sim.limiter().admit(&method, issue.as_deref(), sim.ticker().now_ms());
    let switches = sim.switches();
    let (mut response, extra) = match admitted {
        Ok(()) => {
            let extra = sim.limiter().headers(&method);
            (carry_out(&sim, &switches, pending, request, next).await, extra)
        }
        Err(stop) => {
            drop(pending);
            late(&sim, &switches).await;
            refuse(&stop, sim.site().clock.now_ms())
        }
    };
    if switches.strip_rate_headers {
        strip(response.headers_mut());
    } else {
        for (name, value) in extra {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(HeaderName::from_static(name), value);
            }
        }
    }
    response
}

/// Runs a request when it is due.
async fn carry_out(
    sim: &Shared,
    switches: &Switches,
    pending: Option<Arc<Pending>>,
    request: Request,
    next: Next,
) -> Response {
    let Some(pending) = pending else {
        late(sim, switches).await;
        return next.run(request).await;
    };
    if pending.due(sim).await {
        next.run(request).await
    } else {
        ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "The site was reset.").into_response()
    }
}

async fn late(sim: &Shared, switches: &Switches) {
    if switches.latency_ms > 0 {
        sim.ticker().sleep(switches.latency_ms).await;
    }
}

/// Dates every answer by the site's clock, by which `X-RateLimit-Reset` is told too. A date that it
/// has already stays.
pub async fn date(State(sim): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if !response.headers().contains_key(header::DATE) {
        set_date(response.headers_mut(), sim.site().clock.now_ms());
    }
    response
}

fn set_date(headers: &mut HeaderMap, now_ms: i64) {
    if let Ok(date) = HeaderValue::from_str(&clock::http_date(now_ms)) {
        headers.insert(header::DATE, date);
    }
}

/// The id of the issue that a request writes to, so that its key and its id count as one.
fn written_issue(sim: &Shared, request: &Request) -> Option<String> {
    if request.method() == Method::GET {
        return None;
    }
    let path = request.uri().path().strip_prefix("/rest/api/")?;
    let key = path.split_once("/issue/")?.1.split('/').next()?;
    sim.site().find_issue(key).map(|issue| issue.id.to_string())
}

fn refuse(stop: &Stop, now_ms: i64) -> (Response, Vec<(&'static str, String)>) {
    match stop {
        Stop::Limited(reason, limit, wait) => {
            let body = json!({"errorMessages": ["Rate limit exceeded."], "errors": {}});
            let reset = now_ms.saturating_add(i64::try_from(wait * 1000).unwrap_or(0));
            let reset = Timestamp::from_millisecond(reset).unwrap_or(Timestamp::UNIX_EPOCH);
            let headers = vec![
                ("retry-after", wait.to_string()),
                ("x-ratelimit-limit", limit.to_string()),
                ("x-ratelimit-remaining", "0".into()),
                ("x-ratelimit-reset", reset.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
                ("ratelimit-reason", (*reason).to_owned()),
            ];
            let mut response = (StatusCode::TOO_MANY_REQUESTS, Json(body)).into_response();
            // The same instant for both, lest a write of somebody else comes in between.
            set_date(response.headers_mut(), now_ms);
            (response, headers)
        }
        Stop::Unavailable => {
            let page = "<html><body><h1>503 Service Unavailable</h1></body></html>";
            let kind = [(header::CONTENT_TYPE, "text/html")];
            let response = (StatusCode::SERVICE_UNAVAILABLE, kind, page).into_response();
            (response, vec![("retry-after", "1".into())])
        }
    }
}

fn strip(headers: &mut HeaderMap) {
    for name in [
        "retry-after",
        "x-ratelimit-limit",
        "x-ratelimit-remaining",
        "x-ratelimit-reset",
        "x-ratelimit-nearlimit",
        "ratelimit-reason",
    ] {
        headers.remove(name);
    }
}
