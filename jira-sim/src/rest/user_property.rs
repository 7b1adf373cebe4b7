//! Properties of a person, which Jira keeps for apps: one's own, or anybody's for an administrator.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::{Value, json};

use super::property::{checked, no_property};
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Permission, Site, UserId},
    wire::View,
};

/// Whose properties are meant: the account must be named, and be the caller's own unless the caller
/// administers the site.
fn subject(site: &Site, caller: UserId, params: &Params) -> ApiResult<UserId> {
    let Some(account) = params.get("accountId") else {
        return Err(ApiError::bad("The accountId must be given."));
    };
    let person = site
        .people
        .by_account(account)
        .ok_or_else(|| ApiError::missing("The user with the given account ID does not exist."))?;
    if person.id != caller && !site.may(caller, Permission::Administer, None) {
        return Err(ApiError::forbidden(
            "You do not have permission to access the properties of this user.",
        ));
    }
    Ok(person.id)
}

pub async fn list(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let user = subject(&site, caller, &params)?;
    let view = View::new(&site, caller);
    let entry =
        |key: &String| json!({"self": view.link(&format!("user/properties/{key}")), "key": key});
    let keys: Vec<Value> = site.user_properties.of(user).map(|(key, _)| entry(key)).collect();
    Ok(Json(json!({"keys": keys})))
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(property): Path<String>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let user = subject(&site, caller, &params)?;
    match site.user_properties.get(user, &property) {
        Some(value) => Ok(Json(json!({"key": property, "value": value}))),
        None => Err(no_property(&property)),
    }
}

pub async fn write(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(property): Path<String>,
    params: Params,
    body: Bytes,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let user = subject(&site, caller, &params)?;
    let value = checked(&property, &body)?;
    let replaced = site.user_properties.set(user, property, value);
    Ok(if replaced { StatusCode::OK } else { StatusCode::CREATED })
}

pub async fn delete(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(property): Path<String>,
    params: Params,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let user = subject(&site, caller, &params)?;
    if site.user_properties.remove(user, &property) {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(no_property(&property))
    }
}
