//! One issue: create, read, edit, assign, delete.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    auth::Caller,
    error::{ApiError, ApiResult, collection},
    request::{Body, Params},
    sim::{Shared, Sim},
    site::{Edit, Issue, Mode, Permission, Site, UserId},
    wire::{Expand, Selection, View},
};

/// The issue, if the caller may see it.
pub(super) fn visible<'a>(site: &'a Site, caller: UserId, key: &str) -> ApiResult<&'a Issue> {
    site.visible_issue(caller, key).ok_or_else(ApiError::no_issue)
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let selection = Selection::new(&params.list("fields"), "*all");
    let expand = Expand::new(params.list("expand"));
    let view = View::new(&site, caller);
    let mut json = view.issue(issue, &selection, &expand, &params.list("properties"));
    if selection.only_id() {
        json["key"] = issue.key.clone().into();
        json["self"] = view.link(&format!("issue/{}", issue.id)).into();
    }
    json["expand"] = expandable(&expand).into();
    let (names, schema) = view.names_and_schema(&selection);
    if expand.has("names") {
        json["names"] = names;
    }
    if expand.has("schema") {
        json["schema"] = schema;
    }
    Ok(Json(json))
}

/// What an issue that is asked for by itself says that it can be expanded by: other things, in
/// another order, than one of a list. Transitions are named only where they are shown.
fn expandable(expand: &Expand) -> String {
    let transitions = if expand.has("transitions") { "transitions," } else { "" };
    format!(
        "renderedFields,names,schema,{transitions}operations,editmeta,changelog,\
         versionedRepresentations,customfield_10010.requestTypePractice"
    )
}

pub async fn create(
    State(sim): State<Shared>,
    caller: Caller,
    Body(body): Body,
) -> ApiResult<Response> {
    let caller = caller.somebody()?;
    let mut site = sim.site_mut();
    let answer = create_one(&mut site, caller, &body)?;
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// Creates an issue and takes its first step of the workflow, if one is asked for.
pub(super) fn create_one(site: &mut Site, caller: UserId, body: &Value) -> ApiResult<Value> {
    let new = site.check_new(caller, body)?;
    let id = site.keep_new(new);
    let key = site.issues.get(id).map(|i| i.key.clone()).unwrap_or_default();
    let mut answer = json!({
        "id": id.to_string(),
        "key": key,
        "self": View::new(site, caller).link(&format!("issue/{id}")),
    });
    if let Some(step) = step_of(body) {
        let moved = site.transit(caller, id, &step, &Edit::default());
        let (status, problems) = match &moved {
            Ok(()) => (200, &crate::site::Problems::default()),
            Err(problems) => (400, problems),
        };
        answer["transition"] = json!({"status": status, "errorCollection": collection(problems)});
    }
    Ok(answer)
}

/// The id of the transition that a body asks for.
pub(super) fn step_of(body: &Value) -> Option<String> {
    match &body["transition"]["id"] {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

pub async fn edit(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
    Body(body): Body,
) -> ApiResult<Response> {
    let edit = Edit::of(&body)?;
    let id = editable(&sim, caller, &key, &params, &edit)?;
    let mut site = sim.site_mut();
    let mut draft = site.issues.get(id).cloned().ok_or_else(ApiError::no_issue)?;
    let after = site.apply(caller, &mut draft, &edit, Mode::Edit)?;
    site.commit(caller, draft);
    site.follow_up(caller, id, after);
    if !params.flag("returnIssue") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let issue = visible(&site, caller, &key)?;
    let all = Selection::new(&[], "*all");
    let expand = Expand::new(params.list("expand"));
    let json = View::new(&site, caller).issue(issue, &all, &expand, &[]);
    Ok(Json(json).into_response())
}

/// The id of an issue that the caller may edit in the way the parameters say.
fn editable(sim: &Sim, caller: UserId, key: &str, params: &Params, edit: &Edit) -> ApiResult<u64> {
    let site = sim.site();
    let issue = visible(&site, caller, key)?;
    let admin = site.may_on(caller, Permission::Administer, issue);
    if !site.may_on(caller, Permission::Edit, issue) {
        return Err(edit.refused().into());
    }
    if params.denies("notifyUsers") && !admin {
        return Err(ApiError::bad(
            "To discard the user notification either admin or project admin permissions are required.",
        ));
    }
    if params.flag("overrideScreenSecurity") || params.flag("overrideEditableFlag") {
        return Err(ApiError::forbidden(
            "Only apps with the permission to administer Jira may override screen security.",
        ));
    }
    Ok(issue.id)
}

pub async fn assign(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    Body(body): Body,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    if !site.may_on(caller, Permission::Assign, issue) {
        return Err(ApiError::forbidden("You do not have permission to assign issues."));
    }
    let mut draft = issue.clone();
    let value = assignee(body)?;
    let edit =
        Edit { fields: [("assignee".to_owned(), value)].into_iter().collect(), ..Edit::default() };
    site.apply(caller, &mut draft, &edit, Mode::Edit)?;
    site.commit(caller, draft);
    Ok(StatusCode::NO_CONTENT)
}

/// The assignee that a body names, as the field takes it. Only an account id of null unassigns:
/// without one, or with a second name beside it, Jira refuses (OpenAPI of the assignment; the text
/// for former names is that of atlassian-api/atlassian-python-api#1020).
fn assignee(body: Value) -> ApiResult<Value> {
    let former = ["name", "key"].iter().any(|name| !body[*name].is_null());
    match body.get("accountId") {
        _ if former => Err(ApiError::bad(
            "'accountId' must be the only user identifying query parameter in GDPR strict mode.",
        )),
        Some(Value::Null) => Ok(Value::Null),
        Some(_) => Ok(body),
        None => Err(ApiError::bad("The 'accountId' of the assignee needs to be provided.")),
    }
}

pub async fn delete(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let issue = visible(&site, caller, &key)?;
    let id = issue.id;
    if !site.may_on(caller, Permission::Delete, issue) {
        return Err(ApiError::forbidden(
            "You do not have permission to delete issues in this project.",
        ));
    }
    let subtasks: Vec<u64> = site
        .issues
        .children(id)
        .iter()
        .copied()
        .filter(|child| {
            let issue_type = site.issues.get(*child).map(|i| i.issue_type);
            issue_type.and_then(|t| site.catalog.issue_type(t)).is_some_and(|t| t.level < 0)
        })
        .collect();
    if !subtasks.is_empty() && !params.flag("deleteSubtasks") {
        return Err(ApiError::bad(format!(
            "The issue '{key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks."
        )));
    }
    site.touch();
    for gone in subtasks.into_iter().chain([id]) {
        site.forget_links(gone);
        site.issues.remove(gone);
    }
    Ok(StatusCode::NO_CONTENT)
}

pub async fn edit_meta(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    Ok(Json(View::new(&site, caller).edit_meta(issue)))
}
