//! Searching: tokens instead of totals, ids only unless fields are asked for, bounded queries only.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{
    auth::{Caller, NOBODY},
    error::{ApiError, ApiResult},
    jql,
    request::{Body, Params, strings},
    sim::{Shared, Sim},
    site::UserId,
    wire::{Expand, Selection, View},
};

/// Issues of a page when nothing but id and key is asked for.
const MOST_KEYS: usize = 5_000;
/// Issues of a page when fields are asked for.
const MOST_WITH_FIELDS: usize = 100;
/// Entity properties that may be asked for.
pub(super) const MOST_PROPERTIES: usize = 5;
/// Issues that may be reconciled.
const MOST_RECONCILED: usize = 50;

/// A search, from the query string or the body.
struct Search {
    jql: String,
    token: Option<String>,
    size: usize,
    selection: Selection,
    expand: Expand,
    properties: Vec<String>,
    reconcile: Vec<u64>,
}

pub async fn by_query(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let reconcile = params.list("reconcileIssues");
    let search = Search {
        jql: params.get("jql").unwrap_or_default().to_owned(),
        token: params.get("nextPageToken").map(str::to_owned),
        size: params.number("maxResults", 50)?,
        selection: Selection::new(&params.list("fields"), "id"),
        expand: Expand::new(params.list("expand")),
        properties: params.list("properties"),
        reconcile: reconcile.iter().filter_map(|id| id.parse().ok()).collect(),
    };
    run(&sim, caller, &search).map(Json)
}

pub async fn by_body(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let expand = match &body["expand"] {
        Value::Null => Vec::new(),
        Value::String(names) => names.split(',').map(|n| n.trim().to_owned()).collect(),
        _ => return Err(ApiError::bad("expand must be a string of names separated by commas")),
    };
    let size = match &body["maxResults"] {
        Value::Null => 50,
        value => usize::try_from(value.as_u64().unwrap_or(50)).unwrap_or(50),
    };
    let search = Search {
        jql: body["jql"].as_str().unwrap_or_default().to_owned(),
        token: body["nextPageToken"].as_str().map(str::to_owned),
        size,
        selection: Selection::new(&strings(&body["fields"]), "id"),
        expand: Expand::new(expand),
        properties: strings(&body["properties"]),
        reconcile: strings(&body["reconcileIssues"])
            .iter()
            .filter_map(|i| i.parse().ok())
            .collect(),
    };
    run(&sim, caller, &search).map(Json)
}

pub async fn count(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let jql = body["jql"].as_str().unwrap_or_default();
    let found = sim.searches().search(&sim.site(), caller, jql, &[]).map_err(|e| refused(&e))?;
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

fn refused(errors: &[String]) -> ApiError {
    ApiError {
        status: StatusCode::BAD_REQUEST,
        body: json!({"errorMessages": errors, "errors": {}}),
        header: None,
    }
}

fn run(sim: &Sim, caller: UserId, search: &Search) -> ApiResult<Value> {
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
    let site = sim.site();
    let found = match sim.searches().search(&site, caller, &search.jql, &search.reconcile) {
        // To nobody Jira does not say that a name is unknown: what is bounded finds nothing.
        Err(_) if caller == NOBODY && is_bounded(&search.jql) => Arc::default(),
        found => found.map_err(|errors| refused(&errors))?,
    };
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

/// Whether a query can be read and has a restriction.
fn is_bounded(jql: &str) -> bool {
    jql::parse(jql).is_ok_and(|query| query.filter.is_some())
}

/// Issues of this page. Short pages are a third shorter, but never empty.
fn page_size(search: &Search, start: usize, short_pages: bool) -> usize {
    let bare = search.selection.only_key() && search.properties.is_empty();
    let most = if bare { MOST_KEYS } else { MOST_WITH_FIELDS };
    let size = if search.size == 0 { 50 } else { search.size.min(most) };
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

/// What is wrong with a query, as `/jql/parse` tells it.
pub(super) fn problems(sim: &Sim, caller: UserId, jql: &str) -> Vec<String> {
    jql::problems(&sim.site(), caller, jql)
}
