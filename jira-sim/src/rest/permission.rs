//! What the caller may do.

use axum::{Json, extract::State};
use serde_json::{Map, Value, json};

use super::issue;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, Params, strings},
    sim::Shared,
    site::{
        Problems, Project, Site, UserId,
        permission_keys::{BuiltIn, Scope},
    },
};

/// Which of the permissions that are asked for the caller has: of the site, of a project or of an
/// issue.
pub async fn mine(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let asked = params.list("permissions");
    if asked.is_empty() {
        return Err(ApiError::bad("The 'permissions' query parameter is required."));
    }
    let mut known = Vec::with_capacity(asked.len());
    for key in &asked {
        let found = BuiltIn::of(key);
        known.push(found.ok_or_else(|| ApiError::bad(format!("Unrecognized permission: {key}")))?);
    }
    let site = sim.site();
    let project = context(&site, caller, &params, &asked)?;
    let shown: Map<String, Value> = known
        .into_iter()
        .map(|permission| (permission.key.to_owned(), show(&site, caller, permission, project)))
        .collect();
    Ok(Json(json!({"permissions": shown})))
}

/// The project that the request is about; none for the whole site. An issue goes before a project,
/// and an id before a key.
fn context<'a>(
    site: &'a Site,
    caller: UserId,
    params: &Params,
    asked: &[String],
) -> ApiResult<Option<&'a Project>> {
    if let Some(id) = params.get("commentId") {
        return of_comment(site, caller, id, asked).map(Some);
    }
    if let Some(key) = params.get("issueId").or(params.get("issueKey")) {
        return Ok(site.project_by_id(issue::visible(site, caller, key)?.project));
    }
    match params.get("projectId").or(params.get("projectKey")) {
        Some(key) => {
            site.visible_project(caller, key).map(Some).ok_or_else(|| ApiError::no_project(key))
        }
        None => Ok(None),
    }
}

/// The project of a comment, for which Jira tells only whether it may be seen.
fn of_comment<'a>(
    site: &'a Site,
    caller: UserId,
    id: &str,
    asked: &[String],
) -> ApiResult<&'a Project> {
    if asked.iter().any(|key| key != "BROWSE_PROJECTS") {
        return Err(ApiError::bad("Only BROWSE_PROJECTS is supported for a comment."));
    }
    let missing = || ApiError::missing(format!("Can not find a comment for the id: {id}."));
    let issue = site.issues.iter().find(|issue| {
        issue.comments.iter().any(|c| c.id.to_string() == id && site.hears(caller, c))
    });
    let issue = issue.and_then(|issue| site.visible_issue(caller, &issue.key));
    issue.and_then(|issue| site.project_by_id(issue.project)).ok_or_else(missing)
}

/// Projects and issues of a request.
const MOST: usize = 1_000;

/// Which of many projects and issues the caller has some permissions on. What is missing or hidden
/// is left out.
pub async fn check(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let account = body["accountId"].as_str();
    let site = sim.site();
    if account.is_some_and(|id| site.people.get(caller).is_none_or(|me| me.account_id != id)) {
        return Err(ApiError::forbidden("Only Jira administrators can perform this operation."));
    }
    let global: Vec<_> = builtin(&body["globalPermissions"], Scope::Global)?
        .into_iter()
        .filter(|permission| permission.granted_by.is_some_and(|by| site.may(caller, by, None)))
        .map(|permission| permission.key)
        .collect();
    let mut granted = Vec::new();
    for wanted in body["projectPermissions"].as_array().into_iter().flatten() {
        let (projects, issues) = (numbers(&wanted["projects"]), numbers(&wanted["issues"]));
        if projects.len() > MOST || issues.len() > MOST {
            return Err(ApiError::bad("Maximum of 1000 projects and 1000 issues can be checked."));
        }
        for permission in builtin(&wanted["permissions"], Scope::Project)? {
            granted.push(grants(&site, caller, permission, &projects, &issues));
        }
    }
    Ok(Json(json!({"globalPermissions": global, "projectPermissions": granted})))
}

/// The permissions of that scope that a request names.
fn builtin(keys: &Value, scope: Scope) -> ApiResult<Vec<BuiltIn>> {
    let keys = strings(keys).into_iter().filter(|key| !key.is_empty());
    keys.map(|key| match BuiltIn::of(&key).filter(|known| known.scope == scope) {
        Some(known) => Ok(known),
        None => Err(Problems::field(&key, "Unrecognized permission").into()),
    })
    .collect()
}

fn numbers(ids: &Value) -> Vec<u64> {
    ids.as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
}

/// Where the caller has a permission.
fn grants(
    site: &Site,
    caller: UserId,
    permission: BuiltIn,
    projects: &[u64],
    issues: &[u64],
) -> Value {
    let may = |project| permission.granted_by.is_some_and(|by| site.may(caller, by, project));
    let project = |id: &&u64| {
        let found = site.visible_project(caller, &id.to_string());
        found.is_some_and(|project| may(Some(project)))
    };
    let issue = |id: &&u64| {
        let found = site.visible_issue(caller, &id.to_string());
        found.is_some_and(|issue| may(site.project_by_id(issue.project)))
    };
    json!({
        "permission": permission.key,
        "projects": projects.iter().filter(project).collect::<Vec<_>>(),
        "issues": issues.iter().filter(issue).collect::<Vec<_>>(),
    })
}

fn show(site: &Site, caller: UserId, permission: BuiltIn, project: Option<&Project>) -> Value {
    let project = project.filter(|_| permission.scope == Scope::Project);
    json!({
        "id": permission.id,
        "key": permission.key,
        "name": permission.name,
        "type": permission.scope.name(),
        "description": permission.description,
        "havePermission": permission.granted_by.is_some_and(|by| site.may(caller, by, project)),
    })
}
