//! Sprints by themselves: made, begun, ended, filled.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, strings},
    sim::Shared,
    site::{Edit, Kind, Mode, Permission, Site, Sprint, SprintState, UserId, kind::instant},
    wire::sprint_of_board,
};

/// Issues that may be moved at once.
const MOST_MOVED: usize = 50;

fn find<'a>(site: &'a Site, caller: UserId, id: &str) -> ApiResult<&'a Sprint> {
    let found = id.parse().ok().and_then(|id| site.registers.sprint(id));
    let seen = |s: &&Sprint| {
        let project = site.registers.board(s.board).and_then(|b| site.project_by_id(b.project));
        site.may(caller, Permission::Browse, project)
    };
    found.filter(seen).ok_or_else(|| ApiError::missing("Sprint does not exist"))
}

pub async fn read(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    Ok(Json(sprint_of_board(&site.base_url, find(&site, caller, &id)?)))
}

fn managed(site: &Site, caller: UserId, board: u64) -> ApiResult<()> {
    let project = site.registers.board(board).and_then(|b| site.project_by_id(b.project));
    if site.may(caller, Permission::Edit, project) {
        Ok(())
    } else {
        Err(ApiError::forbidden("You do not have permission to manage sprints on this board."))
    }
}

/// Takes over what a body names.
fn change(sprint: &mut Sprint, body: &Value) -> ApiResult<()> {
    if let Some(name) = body["name"].as_str() {
        if name.trim().is_empty() || name.chars().count() > 30 {
            return Err(ApiError::bad("Sprint name must be between 1 and 30 characters."));
        }
        name.clone_into(&mut sprint.name);
    }
    if let Some(goal) = body["goal"].as_str() {
        goal.clone_into(&mut sprint.goal);
    }
    for (key, place) in [("startDate", &mut sprint.start), ("endDate", &mut sprint.end)] {
        if !body[key].is_null() {
            let at = instant(&body[key]);
            *place = Some(at.ok_or_else(|| ApiError::bad(format!("{key} is not a valid date.")))?);
        }
    }
    Ok(())
}

pub async fn create(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Response> {
    let mut site = sim.site_mut();
    let board = body["originBoardId"].as_u64().and_then(|id| site.registers.board(id));
    let board = board
        .filter(|b| b.kind == "scrum")
        .map(|b| b.id)
        .ok_or_else(|| ApiError::bad("originBoardId must be the id of a scrum board."))?;
    managed(&site, caller, board)?;
    let id = site.registers.sprints.iter().map(|s| s.id).max().unwrap_or(0) + 1;
    let mut sprint = Sprint {
        id,
        name: String::new(),
        state: SprintState::Future,
        board,
        goal: String::new(),
        start: None,
        end: None,
        complete: None,
    };
    change(&mut sprint, &body)?;
    if sprint.name.is_empty() {
        return Err(ApiError::bad("The sprint name must be given."));
    }
    let json = sprint_of_board(&site.base_url, &sprint);
    site.registers.sprints.push(sprint);
    site.touch();
    Ok((StatusCode::CREATED, Json(json)).into_response())
}

/// Changes what the body names. A sprint goes from future to active, which needs both dates, and
/// from active to closed.
pub async fn edit(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let mut site = sim.site_mut();
    let mut sprint = find(&site, caller, &id)?.clone();
    managed(&site, caller, sprint.board)?;
    change(&mut sprint, &body)?;
    match (sprint.state, body["state"].as_str()) {
        (_, None) => {}
        (now, Some(wanted)) if now.text() == wanted => {}
        (SprintState::Future, Some("active")) => {
            if sprint.start.is_none() || sprint.end.is_none() {
                return Err(ApiError::bad("A sprint needs a start and an end date to be started."));
            }
            sprint.state = SprintState::Active;
        }
        (SprintState::Active, Some("closed")) => {
            sprint.state = SprintState::Closed;
            sprint.complete = Some(site.clock.now_ms());
        }
        (now, Some(wanted)) => {
            let text = format!("A sprint cannot go from '{}' to '{wanted}'.", now.text());
            return Err(ApiError::bad(text));
        }
    }
    let json = sprint_of_board(&site.base_url, &sprint);
    if let Some(place) = site.registers.sprints.iter_mut().find(|s| s.id == sprint.id) {
        *place = sprint;
    }
    site.touch();
    Ok(Json(json))
}

pub async fn put_issues(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    Body(body): Body,
) -> ApiResult<StatusCode> {
    let mut site = sim.site_mut();
    let sprint = find(&site, caller, &id)?.id;
    move_issues(&mut site, caller, &body, &json!(sprint))
}

pub async fn to_backlog(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<StatusCode> {
    move_issues(&mut sim.site_mut(), caller, &body, &Value::Null)
}

/// Writes the sprint field of each issue; nothing is moved if one cannot be.
fn move_issues(
    site: &mut Site,
    caller: UserId,
    body: &Value,
    sprint: &Value,
) -> ApiResult<StatusCode> {
    let keys = strings(&body["issues"]);
    if keys.is_empty() || keys.len() > MOST_MOVED {
        return Err(ApiError::bad("Between 1 and 50 issues must be given."));
    }
    let field = site.fields.iter().find(|f| f.kind == Kind::Sprint).map(|f| f.id.clone());
    let field = field.ok_or_else(|| ApiError::bad("There is no sprint field."))?;
    let edit = Edit { fields: [(field, sprint.clone())].into_iter().collect(), ..Edit::default() };
    let mut drafts = Vec::new();
    for key in keys {
        let mut draft = super::issue::visible(site, caller, &key)?.clone();
        if !site.may_on(caller, Permission::Edit, &draft) {
            return Err(ApiError::forbidden("You do not have permission to schedule this issue."));
        }
        site.apply(caller, &mut draft, &edit, Mode::Edit)?;
        drafts.push(draft);
    }
    for draft in drafts {
        site.commit(caller, draft);
    }
    Ok(StatusCode::NO_CONTENT)
}
