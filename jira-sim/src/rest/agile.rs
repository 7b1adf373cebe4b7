//! Jira's agile part, under `/rest/agile/1.0`: boards, sprints, the order of issues.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    page,
    table::{Table, get, post, put},
};
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, Params, strings},
    sim::Shared,
    site::{Board, Field, Kind, Permission, Site, Sprint, SprintState, UserId},
    wire::sprint_of_board,
};

/// Issues that may be ranked at once.
const MOST_RANKED: usize = 50;

/// Boards, sprints, ranks.
pub fn routes() -> Table {
    Table::new()
        .route("/board", get(boards).reads("startAt maxResults type name projectKeyOrId"))
        .route("/board/{id}", get(board))
        .route("/board/{id}/configuration", get(configuration))
        .route("/board/{id}/sprint", get(sprints).reads("startAt maxResults state"))
        .route("/sprint", post(super::sprint::create))
        .route("/sprint/{id}", get(super::sprint::read).post(super::sprint::edit))
        .route("/sprint/{id}/issue", post(super::sprint::put_issues))
        .route("/backlog/issue", post(super::sprint::to_backlog))
        .route("/issue/rank", put(rank))
}

fn visible_board<'a>(site: &'a Site, caller: UserId, id: &str) -> ApiResult<&'a Board> {
    let found = id.parse().ok().and_then(|id| site.registers.board(id));
    let seen = |b: &&Board| site.may(caller, Permission::Browse, site.project_by_id(b.project));
    found.filter(seen).ok_or_else(|| {
        ApiError::missing("The requested board cannot be viewed because it either does not exist or you do not have permission to view it.")
    })
}

fn show(site: &Site, board: &Board) -> Value {
    let mut json = json!({
        "id": board.id,
        "self": format!("{}/rest/agile/1.0/board/{}", site.base_url, board.id),
        "name": board.name,
        "type": board.kind,
        "isPrivate": false,
    });
    if let Some(project) = site.project_by_id(board.project) {
        json["location"] = json!({
            "projectId": project.id,
            "displayName": format!("{} ({})", project.name, project.key),
            "projectName": project.name,
            "projectKey": project.key,
            "projectTypeKey": project.kind,
            "avatarURI": format!("{}/images/avatars/project/{}.svg", site.base_url, project.id),
            "name": format!("{} ({})", project.name, project.key),
        });
    }
    json
}

async fn boards(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, 50)?;
    let (kinds, name) =
        (params.list("type"), params.get("name").unwrap_or_default().to_lowercase());
    let site = sim.site();
    let project = match params.get("projectKeyOrId") {
        None => None,
        Some(key) => Some(
            site.visible_project(caller, key)
                .ok_or_else(|| {
                    ApiError::bad(format!("No project could be found with key or id '{key}'."))
                })?
                .id,
        ),
    };
    let found: Vec<&Board> = site
        .registers
        .boards
        .iter()
        .filter(|b| visible_board(&site, caller, &b.id.to_string()).is_ok())
        .filter(|b| project.is_none_or(|id| b.project == id))
        .filter(|b| kinds.is_empty() || kinds.iter().any(|k| k == b.kind))
        .filter(|b| b.name.to_lowercase().contains(&name))
        .collect();
    let values: Vec<Value> = page.of(&found).iter().map(|b| show(&site, b)).collect();
    Ok(Json(json!({
        "maxResults": page.size,
        "startAt": page.start,
        "total": found.len(),
        "isLast": page.is_last(found.len()),
        "values": values,
    })))
}

async fn board(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let board = visible_board(&site, caller, &id)?;
    Ok(Json(show(&site, board)))
}

/// Columns, the field of the estimates, the field of the rank.
async fn configuration(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let board = visible_board(&site, caller, &id)?;
    let statuses = site.project_by_id(board.project).map(|p| p.workflow.statuses.clone());
    let columns: Vec<Value> = statuses
        .unwrap_or_default()
        .iter()
        .filter_map(|id| site.catalog.status(*id))
        .map(|s| {
            let link = format!("{}/rest/api/2/status/{}", site.base_url, s.id);
            json!({"name": s.name, "statuses": [{"id": s.id.to_string(), "self": link}]})
        })
        .collect();
    let mut json = show(&site, board);
    json["filter"] = json!({
        "id": (10_000 + board.id).to_string(),
        "self": format!("{}/rest/api/2/filter/{}", site.base_url, 10_000 + board.id),
    });
    json["subQuery"] = json!({"query": ""});
    json["columnConfig"] = json!({"columns": columns, "constraintType": "none"});
    if let Some(field) = site.field("customfield_10016").filter(|_| board.kind == "scrum") {
        json["estimation"] =
            json!({"type": "field", "field": {"fieldId": field.id, "displayName": field.name}});
    }
    if let Some(number) = rank_field(&site).and_then(|f| f.number) {
        json["ranking"] = json!({"rankCustomFieldId": number});
    }
    json["location"] = site.project_by_id(board.project).map_or(Value::Null, |p| {
        json!({
            "type": "project",
            "key": p.key,
            "id": p.id.to_string(),
            "self": format!("{}/rest/api/2/project/{}", site.base_url, p.id),
            "name": p.name,
        })
    });
    if let Some(object) = json.as_object_mut() {
        object.remove("isPrivate");
    }
    Ok(Json(json))
}

fn rank_field(site: &Site) -> Option<&Field> {
    site.fields.iter().find(|f| f.kind == Kind::Rank)
}

async fn sprints(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, 50)?;
    let states = params.list("state");
    let known =
        [SprintState::Future, SprintState::Active, SprintState::Closed].map(SprintState::text);
    if let Some(other) = states.iter().find(|s| !known.contains(&s.as_str())) {
        return Err(ApiError::bad(format!("The state '{other}' is not valid.")));
    }
    let site = sim.site();
    let board = visible_board(&site, caller, &id)?;
    if board.kind != "scrum" {
        return Err(ApiError::bad("The board does not support sprints"));
    }
    let found: Vec<&Sprint> = site
        .registers
        .sprints
        .iter()
        .filter(|s| s.board == board.id)
        .filter(|s| states.is_empty() || states.iter().any(|state| state == s.state.text()))
        .collect();
    let values = page.of(&found).iter().map(|s| sprint_of_board(&site.base_url, s)).collect();
    let address = format!("{}/rest/agile/1.0/board/{id}/sprint", site.base_url);
    let mut json = page::bean(&address, page, found.len(), values);
    if let Some(object) = json.as_object_mut() {
        object.remove("self");
        object.remove("nextPage");
    }
    Ok(Json(json))
}

/// Puts issues before or behind another one. Those that cannot be are named in a 207.
async fn rank(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Response> {
    let issues = strings(&body["issues"]);
    if issues.is_empty() || issues.len() > MOST_RANKED {
        return Err(ApiError::bad("Between 1 and 50 issues must be given."));
    }
    let (before, behind) = (body["rankBeforeIssue"].as_str(), body["rankAfterIssue"].as_str());
    let anchor = match (before, behind) {
        (Some(key), None) | (None, Some(key)) => key,
        _ => {
            return Err(ApiError::bad(
                "Either rankBeforeIssue or rankAfterIssue must be given, and not both.",
            ));
        }
    };
    let mut site = sim.site_mut();
    let number = rank_field(&site).and_then(|f| f.number).unwrap_or(0);
    let ranked = |site: &Site, key: &str| {
        site.visible_issue(caller, key)
            .filter(|i| i.values.contains_key(&number))
            .filter(|i| site.may_on(caller, Permission::Edit, i))
            .map(|i| i.id)
    };
    let anchor = ranked(&site, anchor)
        .ok_or_else(|| ApiError::bad(format!("The issue '{anchor}' cannot be ranked against.")))?;
    let found: Vec<(String, Option<u64>)> =
        issues.into_iter().map(|key| (key.clone(), ranked(&site, &key))).collect();
    let moved: Vec<u64> =
        found.iter().filter_map(|(_, id)| *id).filter(|id| *id != anchor).collect();
    site.rank(caller, &moved, anchor, behind.is_some());
    if found.iter().all(|(_, id)| id.is_some()) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let entries: Vec<Value> = found
        .iter()
        .map(|(key, id)| match id {
            Some(id) => json!({"issueId": id, "issueKey": key, "status": 200}),
            None => json!({"issueKey": key, "status": 403, "errors": [
                "Issue does not exist or you do not have permission to rank it."]}),
        })
        .collect();
    Ok((StatusCode::MULTI_STATUS, Json(json!({"entries": entries}))).into_response())
}
