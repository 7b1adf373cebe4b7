//! What the caller may do.

use axum::{Json, extract::State};
use serde_json::{Map, Value, json};

use super::issue;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{
        Project, Site, UserId,
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
