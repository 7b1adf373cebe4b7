//! Groups of people.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::page;
use crate::{
    auth::{Caller, NOBODY},
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Group, Permission},
    wire::View,
};

/// Groups that the picker shows unless more are asked for.
const PICKED: usize = 20;

/// Groups whose name contains the query; without the permission to browse users and groups only
/// one whose name is the query, and for nobody none.
pub async fn picker(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let size = params.number("maxResults", PICKED)?;
    let query = params.get("query").unwrap_or_default().to_lowercase();
    let site = sim.site();
    let may = site.may(caller, Permission::UserPicker, None);
    let found: Vec<&Group> = site
        .registers
        .groups
        .iter()
        .filter(|_| caller != NOBODY)
        .filter(|g| {
            let name = g.name.to_lowercase();
            if may { name.contains(&query) } else { name == query }
        })
        .collect();
    let shown: Vec<Value> = found
        .iter()
        .take(size)
        .map(|g| json!({"name": g.name, "html": g.name, "labels": [], "groupId": g.group_id}))
        .collect();
    Ok(Json(json!({
        "header": format!("Showing {} of {} matching groups", shown.len(), found.len()),
        "total": found.len(),
        "groups": shown,
    })))
}

pub async fn bulk(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, 200)?;
    let (ids, names) = (params.list("groupId"), params.list("groupName"));
    let site = sim.site();
    if !site.may(caller, Permission::UserPicker, None) {
        return Err(ApiError::forbidden(
            "Browse users and groups permission is required to view groups.",
        ));
    }
    let all = ids.is_empty() && names.is_empty();
    let asked = |g: &&Group| all || ids.contains(&g.group_id) || names.contains(&g.name);
    let found: Vec<&Group> = site.registers.groups.iter().filter(asked).collect();
    let values =
        page.of(&found).iter().map(|g| json!({"name": g.name, "groupId": g.group_id})).collect();
    let address = View::new(&site, caller).link("group/bulk");
    Ok(Json(page::bean(&address, page, found.len(), values)))
}

pub async fn members(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, 50)?;
    let (id, name) = (params.get("groupId"), params.get("groupname"));
    let site = sim.site();
    let mut groups = site.registers.groups.iter();
    let group = groups
        .find(|g| id.map_or(name == Some(&g.name), |id| g.group_id == id))
        .ok_or_else(|| ApiError::missing("The group does not exist."))?;
    let inactive = params.flag("includeInactiveUsers");
    let listed = |id: &&_| inactive || site.people.get(**id).is_some_and(|p| p.active);
    let found: Vec<_> = group.members.iter().filter(listed).collect();
    let view = View::new(&site, caller);
    let values = page.of(&found).iter().map(|id| view.user(**id)).collect();
    let address = view.link("group/member");
    Ok(Json(page::bean(&address, page, found.len(), values)))
}
