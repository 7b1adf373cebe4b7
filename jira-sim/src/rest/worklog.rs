//! Worklogs of an issue, and of the site.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::issue::visible;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, Params, strings},
    sim::Shared,
    site::{Adjust, Issue, NewWorklog, Permission, Site, UserId, WORKLOG_LIMIT, Worklog},
    wire::View,
};

/// Worklogs of a page.
const MOST: usize = 5_000;
/// Worklogs of a request by number, and of a page of those that changed.
const MOST_LISTED: usize = 1_000;

pub async fn list(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let page = params.page(MOST, MOST)?;
    let (after, before) = (params.long("startedAfter")?, params.long("startedBefore")?);
    let within = |w: &&Worklog| {
        after.is_none_or(|ms| w.started >= ms) && before.is_none_or(|ms| w.started < ms)
    };
    let found: Vec<&Worklog> = issue.records.worklogs.iter().filter(within).collect();
    let view = View::new(&site, caller);
    let show = |worklog: &&Worklog| show(&view, issue, worklog, &params);
    let shown: Vec<Value> = page.of(&found).iter().map(show).collect();
    Ok(Json(json!({
        "startAt": page.start,
        "maxResults": page.size,
        "total": found.len(),
        "worklogs": shown,
    })))
}

fn show(view: &View<'_>, issue: &Issue, worklog: &Worklog, params: &Params) -> Value {
    let mut json = view.worklog(issue, worklog);
    if params.expands("properties") {
        json["properties"] = worklog.properties.clone().into();
    }
    json
}

fn find<'a>(issue: &'a Issue, id: &str) -> ApiResult<&'a Worklog> {
    let found = issue.records.worklogs.iter().find(|w| w.id.to_string() == id);
    found.ok_or_else(|| ApiError::missing(format!("Cannot find worklog with id: '{id}'.")))
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, id)): Path<(String, String)>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    Ok(Json(View::new(&site, caller).worklog(issue, find(issue, &id)?)))
}

fn adjust(params: &Params, by: &str) -> ApiResult<Adjust> {
    let (how, new) = (params.get("adjustEstimate"), params.get("newEstimate"));
    Ok(Adjust::of(how, new, params.get(by))?)
}

pub async fn add(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
    Body(body): Body,
) -> ApiResult<Response> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    let issue_id = issue.id;
    if issue.records.worklogs.len() >= WORKLOG_LIMIT {
        return Err(ApiError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The issue has reached the limit of 10000 worklogs.",
        ));
    }
    let adjust = adjust(&params, "reduceBy")?;
    let new = NewWorklog::of(&body, &site.rules)?;
    let id = site.log_work(caller, issue_id, new, adjust)?;
    let issue = visible(&site, caller, &key)?;
    let json = View::new(&site, caller).worklog(issue, find(issue, &id.to_string())?);
    Ok((StatusCode::CREATED, Json(json)).into_response())
}

pub async fn edit(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, id)): Path<(String, String)>,
    params: Params,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    let (issue_id, number) = (issue.id, find(issue, &id)?.id);
    site.edit_worklog(caller, issue_id, number, &body, adjust(&params, "reduceBy")?)?;
    let issue = visible(&site, caller, &key)?;
    Ok(Json(View::new(&site, caller).worklog(issue, find(issue, &id)?)))
}

pub async fn delete(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, id)): Path<(String, String)>,
    params: Params,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    let (issue_id, number) = (issue.id, find(issue, &id)?.id);
    site.delete_worklog(caller, issue_id, number, adjust(&params, "increaseBy")?)?;
    Ok(StatusCode::NO_CONTENT)
}

/// All worklogs that the caller may see, each with its issue.
fn all(site: &Site, caller: UserId) -> impl Iterator<Item = (&Issue, &Worklog)> {
    let visible = site.issues.iter().filter(move |i| site.may_on(caller, Permission::Browse, i));
    visible.flat_map(|i| i.records.worklogs.iter().map(move |w| (i, w)))
}

/// Worklogs by their numbers; those that do not exist are left out.
pub async fn by_ids(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let ids = strings(&body["ids"]);
    if ids.is_empty() || ids.len() > MOST_LISTED {
        return Err(ApiError::bad("Between 1 and 1000 worklog ids must be given."));
    }
    let site = sim.site();
    let view = View::new(&site, caller);
    let found = all(&site, caller).filter(|(_, w)| ids.contains(&w.id.to_string()));
    Ok(Json(found.map(|(issue, w)| show(&view, issue, w, &params)).collect()))
}

/// Worklogs that changed since an instant, the oldest first; those of the last minute come later.
pub async fn updated(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let since = i64::try_from(params.number("since", 0)?).unwrap_or(i64::MAX);
    let site = sim.site();
    let latest = site.clock.now_ms() - 60_000;
    let mut found: Vec<&Worklog> = all(&site, caller).map(|(_, w)| w).collect();
    found.retain(|w| w.updated >= since && w.updated <= latest);
    found.sort_by_key(|w| (w.updated, w.id));
    let last = found.len() <= MOST_LISTED;
    found.truncate(MOST_LISTED);
    let values: Vec<Value> = found
        .iter()
        .map(|w| json!({"worklogId": w.id, "updatedTime": w.updated, "properties": []}))
        .collect();
    let until = found.last().map_or(since, |w| w.updated);
    let address = View::new(&site, caller).link("worklog/updated");
    let mut json = json!({
        "values": values,
        "since": since,
        "until": until,
        "self": format!("{address}?since={since}"),
        "lastPage": last,
    });
    if !last {
        json["nextPage"] = format!("{address}?since={until}").into();
    }
    Ok(Json(json))
}
