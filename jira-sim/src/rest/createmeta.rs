//! What may be entered when an issue is created.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Page, Params},
    sim::Shared,
    site::{Field, Mode, Permission, Project, Site, UserId},
    wire::View,
};

/// Items of a page.
const MOST: usize = 200;

pub async fn types(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = page(&params)?;
    let site = sim.site();
    let project = creatable(&site, caller, &key)?;
    let view = View::new(&site, caller);
    let types: Vec<Value> =
        page.of(&project.issue_types).iter().map(|id| view.issue_type(*id)).collect();
    Ok(Json(json!({
        "issueTypes": types,
        "maxResults": page.size,
        "startAt": page.start,
        "total": project.issue_types.len(),
    })))
}

pub async fn fields(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path((key, issue_type)): Path<(String, String)>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = page(&params)?;
    let site = sim.site();
    let project = creatable(&site, caller, &key)?;
    let id = issue_type.parse::<u64>().ok().filter(|id| project.issue_types.contains(id));
    let Some(found) = id.and_then(|id| site.catalog.issue_type(id)) else {
        return Err(ApiError::bad("The issue type selected is invalid."));
    };
    let view = View::new(&site, caller);
    let on_screen: Vec<&Field> = site
        .fields
        .iter()
        .filter(|f| Mode::Create.allows(project, &f.id))
        .filter(|f| view.on_screen(project, f, found.level < 0))
        .collect();
    let fields: Vec<Value> = page
        .of(&on_screen)
        .iter()
        .map(|f| {
            let mut meta = view.field_meta(project, f, found.level < 0);
            if f.id == "issuetype" {
                meta["allowedValues"] = json!([view.issue_type_of(found)]);
            }
            meta
        })
        .collect();
    Ok(Json(json!({
        "fields": fields,
        "maxResults": page.size,
        "startAt": page.start,
        "total": on_screen.len(),
    })))
}

fn page(params: &Params) -> ApiResult<Page> {
    if params.number("maxResults", 50)? > MOST {
        return Err(ApiError::bad(format!(
            "Parameter 'maxResults' must not exceed the limit '{MOST}'"
        )));
    }
    params.page(50, MOST)
}

/// The project, if the caller may create issues in it. These calls refuse with 400 only (OpenAPI;
/// mattermost/mattermost-plugin-jira#912).
fn creatable<'a>(site: &'a Site, caller: UserId, key: &str) -> ApiResult<&'a Project> {
    let missing = || ApiError::bad(format!("No project could be found with key '{key}'."));
    let project = site.visible_project(caller, key).ok_or_else(missing)?;
    if site.may(caller, Permission::Create, Some(project)) {
        Ok(project)
    } else {
        Err(ApiError::bad("You cannot create issues in this project."))
    }
}
