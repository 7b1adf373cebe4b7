//! People.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::{issue, page};
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Permission, Person, Project},
    wire::View,
};

/// People up to whom searches go.
const SEARCH_DEPTH: usize = 1_000;

pub async fn myself(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let Some(person) = site.people.get(caller) else { return Err(unknown()) };
    let mut json = in_full(&View::new(&site, caller), person, &params);
    json["locale"] = "en_US".into();
    Ok(Json(json))
}

pub async fn read(
    State(sim): State<Shared>,
    caller: Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let caller = caller.somebody()?;
    let site = sim.site();
    let Some(id) = params.get("accountId") else {
        return Err(ApiError::bad("The accountId must be given."));
    };
    let person = site.people.by_account(id).ok_or_else(unknown)?;
    Ok(Json(in_full(&View::new(&site, caller), person, &params)))
}

fn unknown() -> ApiError {
    ApiError::missing("Specified user does not exist or you do not have required permissions")
}

/// A person with how many groups and application roles they have, and which ones if `expand` says
/// so.
fn in_full(view: &View<'_>, person: &Person, params: &Params) -> Value {
    let mut json = view.person(person);
    for (name, all) in
        [("groups", view.groups_of(person.id)), ("applicationRoles", view.roles_of(person.id))]
    {
        let items = if params.expands(name) { all.as_slice() } else { &[] };
        json[name] = json!({"size": all.len(), "items": items});
    }
    json["expand"] = "groups,applicationRoles".into();
    json
}

/// People whose name or visible address begins so; a hidden address is found only when it is exact.
fn matches(person: &Person, query: &str) -> bool {
    let query = query.trim().to_lowercase();
    let name = person.name.to_lowercase();
    let begins = name.starts_with(&query) || name.split_whitespace().any(|w| w.starts_with(&query));
    let email = person.email.to_lowercase();
    begins || email == query || (person.email_visible && email.starts_with(&query))
}

pub async fn search(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let (query, account) = (params.get("query"), params.get("accountId"));
    if query.is_some() && account.is_some() {
        return Err(ApiError::bad("The query and the accountId must not be given together."));
    }
    if query.is_none() && account.is_none() && params.get("property").is_none() {
        return Err(ApiError::bad("One of query, accountId and property must be given."));
    }
    let page = params.page(50, SEARCH_DEPTH)?;
    let site = sim.site();
    let may = site.may(caller, Permission::UserPicker, None);
    let found: Vec<&Person> = site
        .people
        .iter()
        .filter(|_| may)
        .filter(|p| query.is_some_and(|q| matches(p, q)) || account == Some(&p.account_id))
        .take(SEARCH_DEPTH)
        .collect();
    let view = View::new(&site, caller);
    Ok(Json(page.of(&found).iter().map(|p| view.person(p)).collect()))
}

/// People who can be assigned issues of a project. The window is laid on all people before they are
/// looked at, so that a page may be short although more follow. Of one account it is told wherever
/// that is (OpenAPI: "you can pass an account ID to determine if a user can be assigned").
pub async fn assignable(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, SEARCH_DEPTH)?;
    let site = sim.site();
    let project = match (params.get("issueKey"), params.get("project")) {
        (Some(key), _) => site.project_by_id(issue::visible(&site, caller, key)?.project),
        (None, Some(key)) => {
            Some(site.visible_project(caller, key).ok_or_else(|| ApiError::no_project(key))?)
        }
        (None, None) => {
            return Err(ApiError::bad("Either the project or the issueKey must be given."));
        }
    };
    let can = |p: &Person, project: Option<&Project>| {
        p.active && p.account_type == "atlassian" && site.may(p.id, Permission::Edit, project)
    };
    let query = params.get("query").unwrap_or_default();
    let account = params.get("accountId");
    let asked = |p: &&Person| account.is_none_or(|id| p.account_id == id);
    let everybody: Vec<&Person> = site.people.iter().filter(asked).collect();
    let view = View::new(&site, caller);
    let found = page.of(&everybody).iter().filter(|p| can(p, project) && matches(p, query));
    Ok(Json(found.map(|p| view.person(p)).collect()))
}

pub async fn bulk(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let ids = params.list("accountId");
    if ids.is_empty() {
        return Err(ApiError::bad("The accountId must be given at least once."));
    }
    let page = params.page(10, 200)?;
    let site = sim.site();
    let found: Vec<&Person> = ids.iter().filter_map(|id| site.people.by_account(id)).collect();
    let view = View::new(&site, caller);
    let values = page.of(&found).iter().map(|p| view.person(p)).collect();
    Ok(Json(page::bean(&view.link("user/bulk"), page, found.len(), values)))
}

pub async fn all(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, 1_000)?;
    let site = sim.site();
    if !site.may(caller, Permission::UserPicker, None) {
        return Err(ApiError::forbidden(
            "Browse users and groups permission is required to view users.",
        ));
    }
    let everybody: Vec<&Person> = site.people.iter().collect();
    let view = View::new(&site, caller);
    Ok(Json(page.of(&everybody).iter().map(|p| view.person(p)).collect()))
}
