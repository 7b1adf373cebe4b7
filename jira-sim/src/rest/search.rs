//! Searching: tokens instead of totals, ids only unless fields are asked for, bounded queries only.

use std::ops::RangeInclusive;

use axum::{Json, extract::State, http::StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::search_request::SearchRequest;
use crate::{
    auth::{Caller, NOBODY},
    error::{ApiError, ApiResult, MARK},
    jql::{Refused, Run},
    request::{Body, Params},
    sim::{Shared, Sim},
    site::UserId,
    wire::View,
};

/// Issues of a page when nothing but id and key is asked for.
const MOST_KEYS: usize = 5_000;
/// Issues of a page when fields are asked for.
const MOST_WITH_FIELDS: usize = 100;
/// Entity properties that may be asked for.
pub(super) const MOST_PROPERTIES: usize = 5;
/// Issues that may be reconciled.
const MOST_RECONCILED: usize = 50;

/// `maxResults` outside of this is refused by both methods (measured in September 2026).
const SIZES: RangeInclusive<i64> = 1..=5_000;

pub async fn by_query(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    run(&sim, caller, &SearchRequest::from_params(&params)?).map(Json)
}

pub async fn by_body(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    run(&sim, caller, &SearchRequest::from_body(&body)?).map(Json)
}

pub async fn count(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let jql = body["jql"].as_str().unwrap_or_default();
    let run = Run { reconcile: &[], lenient: finds_nothing_by_mistakes(&sim, caller) };
    let found = sim.searches().search(&sim.site(), caller, jql, run).map_err(refused)?;
    Ok(Json(json!({"count": found.len()})))
}

/// The search with `startAt` and `total` that Jira Cloud took away.
pub async fn gone(_: Caller) -> ApiError {
    ApiError::new(
        StatusCode::GONE,
        "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. \
         A full migration guideline is available at \
         https://developer.atlassian.com/changelog/#CHANGE-2046",
    )
}

/// Jira's refusal of a query; or the one of the simulator, which does not know what Jira would find.
pub(super) fn refused(why: Refused) -> ApiError {
    match why {
        Refused::Mistakes(errors) => ApiError {
            status: StatusCode::BAD_REQUEST,
            body: json!({"errorMessages": errors, "errors": {}}),
            header: None,
        },
        Refused::NotEvaluated(text) => {
            ApiError { header: Some(MARK), ..ApiError::new(StatusCode::NOT_IMPLEMENTED, text) }
        }
    }
}

fn run(sim: &Sim, caller: UserId, search: &SearchRequest) -> ApiResult<Value> {
    if search.properties.len() > MOST_PROPERTIES {
        return Err(ApiError::bad("The number of properties must not exceed 5."));
    }
    if search.reconcile.len() > MOST_RECONCILED {
        return Err(ApiError::bad("The number of issues to reconcile must not exceed 50."));
    }
    let start = match search.token.as_deref().filter(|t| !t.is_empty()) {
        None => 0,
        Some(token) => read_token(token, &search.jql)
            .ok_or_else(|| ApiError::bad("The nextPageToken is not valid for this query."))?,
    };
    if !SIZES.contains(&search.size) {
        return Err(ApiError::bad("The maxResults parameter must be between 1 and 5,000."));
    }
    let run = Run { reconcile: &search.reconcile, lenient: finds_nothing_by_mistakes(sim, caller) };
    let site = sim.site();
    let found = sim.searches().search(&site, caller, &search.jql, run).map_err(refused)?;
    let size = page_size(search, start, sim.switches().short_pages);
    let end = start.saturating_add(size).min(found.len());
    let view = View::new(&site, caller);
    let issues: Vec<Value> = found[start.min(end)..end]
        .iter()
        .filter_map(|id| site.issues.get(*id))
        .map(|i| view.issue(i, &search.selection, &search.expand, &search.properties))
        .collect();
    let mut answer = json!({"issues": issues, "isLast": end >= found.len()});
    if end < found.len() {
        answer["nextPageToken"] = token(end, &search.jql).into();
    }
    if search.expand.has("names") || search.expand.has("schema") {
        let (names, schema) = view.names_and_schema(&search.selection);
        if search.expand.has("names") {
            answer["names"] = names;
        }
        if search.expand.has("schema") {
            answer["schema"] = schema;
        }
    }
    Ok(answer)
}

/// Whether a query that names what does not exist finds nothing: to nobody Jira does not say that a
/// name is unknown.
fn finds_nothing_by_mistakes(sim: &Sim, caller: UserId) -> bool {
    caller == NOBODY || sim.switches().lenient_jql
}

/// Issues of this page. Short pages are a third shorter, but never empty.
fn page_size(search: &SearchRequest, start: usize, short_pages: bool) -> usize {
    let bare =
        search.selection.only_key() && search.properties.is_empty() && search.expand.is_empty();
    let most = if bare { MOST_KEYS } else { MOST_WITH_FIELDS };
    let size = usize::try_from(search.size).unwrap_or(most).min(most);
    if short_pages && start.is_multiple_of(2) { (size * 2 / 3).max(1) } else { size }
}

/// A token is good for one query only, and says nothing to the client.
fn token(offset: usize, jql: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{offset}:{:x}", fingerprint(jql)))
}

fn read_token(token: &str, jql: &str) -> Option<usize> {
    let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    let (offset, hash) = decoded.split_once(':')?;
    (hash == format!("{:x}", fingerprint(jql))).then(|| offset.parse().ok())?
}

/// FNV-1a, 64 bits.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
