//! Who watches an issue, and who voted for it.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::Value;

use super::issue::visible;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Issue, Permission, Site, UserId},
    wire::View,
};

pub async fn list(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let view = View::new(&site, caller);
    let mut json = view.watches(issue);
    json["watchers"] = issue.records.watchers.iter().map(|w| view.user(*w)).collect();
    Ok(Json(json))
}

/// The person that a request names; without one, the caller. Others may be named by those who
/// manage watchers only.
fn named(site: &Site, caller: UserId, issue: &Issue, account: Option<&str>) -> ApiResult<UserId> {
    let Some(account) = account.filter(|a| !a.is_empty()) else { return Ok(caller) };
    let person = site.people.by_account(account).ok_or_else(|| {
        ApiError::missing("Specified user does not exist or you do not have required permissions")
    })?;
    if person.id != caller && !site.may_on(caller, Permission::ManageWatchers, issue) {
        return Err(ApiError::forbidden(
            "You do not have permission to manage the watchers of this issue.",
        ));
    }
    Ok(person.id)
}

/// The body is a bare account id as a JSON string; none means the caller.
pub async fn add(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    body: Bytes,
) -> ApiResult<StatusCode> {
    let account: Option<String> = match body.is_empty() {
        true => None,
        false => serde_json::from_slice(&body)
            .map_err(|_| ApiError::bad("The body must be an account ID as a JSON string."))?,
    };
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    let person = named(&site, caller, issue, account.as_deref())?;
    let mut draft = issue.clone();
    if !draft.records.watchers.contains(&person) {
        draft.records.watchers.push(person);
    }
    site.commit(caller, draft);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn remove(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    let account = params.get("accountId").filter(|account| !account.is_empty());
    if account.is_none() {
        return Err(ApiError::bad("The 'accountId' query parameter needs to be provided"));
    }
    let person = named(&site, caller, issue, account)?;
    let mut draft = issue.clone();
    draft.records.watchers.retain(|w| *w != person);
    site.commit(caller, draft);
    Ok(StatusCode::NO_CONTENT)
}

pub async fn votes(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let view = View::new(&site, caller);
    let mut json = view.votes(issue);
    json["voters"] = issue.records.voters.iter().map(|w| view.user(*w)).collect();
    Ok(Json(json))
}

/// Anybody who sees an issue may vote for it; on Cloud its reporter, too.
pub async fn vote(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let mut draft = visible(&site, caller, &key)?.clone();
    if !draft.records.voters.contains(&caller) {
        draft.records.voters.push(caller);
    }
    site.commit(caller, draft);
    Ok(StatusCode::NO_CONTENT)
}

/// Takes back one's vote; without one there is nothing to take back, which is a 404.
pub async fn unvote(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let mut draft = visible(&site, caller, &key)?.clone();
    if !draft.records.voters.contains(&caller) {
        return Err(ApiError::missing("You have not voted for this issue."));
    }
    draft.records.voters.retain(|v| *v != caller);
    site.commit(caller, draft);
    Ok(StatusCode::NO_CONTENT)
}
