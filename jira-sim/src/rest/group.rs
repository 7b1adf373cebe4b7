//! Groups of people.

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::page;
use crate::{
    auth::{Caller, NOBODY},
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Group, Permission, Site},
    wire::{View, html::escape},
};

/// Groups that the picker shows at most (`jira.ajax.autocomplete.limit`).
const PICKED: usize = 20;
/// Members of a page.
const MOST_MEMBERS: usize = 50;

/// Groups whose name contains the query, by name; without the permission to browse users and groups
/// only one whose name is the query, and for nobody none. Capitals count unless `caseInsensitive`
/// is set.
pub async fn picker(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let size = params.number("maxResults", PICKED)?.min(PICKED);
    let excluded = Excluded::of(&params)?;
    let cased = |text: &str| match params.flag("caseInsensitive") {
        true => text.to_lowercase(),
        false => text.to_owned(),
    };
    let query = cased(params.get("query").unwrap_or_default());
    let site = sim.site();
    let may = site.may(caller, Permission::UserPicker, None);
    let mut found: Vec<&Group> = site
        .registers
        .groups
        .iter()
        .filter(|_| caller != NOBODY)
        .filter(|g| if may { cased(&g.name).contains(&query) } else { cased(&g.name) == query })
        .filter(|g| !excluded.has(g))
        .collect();
    found.sort_by_key(|g| g.name.to_lowercase());
    let shown: Vec<Value> = found
        .iter()
        .take(size)
        .map(|g| {
            let html = marked(&g.name, &cased(&g.name), &query);
            json!({"name": g.name, "html": html, "labels": [], "groupId": g.group_id})
        })
        .collect();
    Ok(Json(json!({
        "header": format!("Showing {} of {} matching groups", shown.len(), found.len()),
        "total": found.len(),
        "groups": shown,
    })))
}

/// Groups that the picker is to leave out.
struct Excluded {
    names: Vec<String>,
    ids: Vec<String>,
}

impl Excluded {
    /// By names or by ids, each in a parameter of its own; names may have commas in them.
    fn of(params: &Params) -> ApiResult<Self> {
        let all = |name| params.each(name).map(str::to_owned).collect::<Vec<_>>();
        let (names, ids) = (all("exclude"), all("excludeId"));
        if !names.is_empty() && !ids.is_empty() {
            return Err(ApiError::bad("The exclude and the excludeId must not be given together."));
        }
        Ok(Self { names, ids })
    }

    fn has(&self, group: &Group) -> bool {
        self.names.contains(&group.name) || self.ids.contains(&group.group_id)
    }
}

/// A name with the part in bold that the query matched in `cased`, the name as it was compared.
fn marked(name: &str, cased: &str, query: &str) -> String {
    let found = cased.find(query).filter(|_| !query.is_empty());
    let parts = found.and_then(|at| {
        let end = at + query.len();
        Some((name.get(..at)?, name.get(at..end)?, name.get(end..)?))
    });
    match parts {
        Some((a, b, c)) => format!("{}<b>{}</b>{}", escape(a), escape(b), escape(c)),
        None => escape(name),
    }
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

/// The members of the group of that name, in any case, or of that id.
pub async fn members(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.nearest_page(MOST_MEMBERS)?;
    let site = sim.site();
    let group = asked_for(&site, &params)?;
    let inactive = params.flag("includeInactiveUsers");
    let listed = |id: &&_| inactive || site.people.get(**id).is_some_and(|p| p.active);
    let found: Vec<_> = group.members.iter().filter(listed).collect();
    let view = View::new(&site, caller);
    let values = page.of(&found).iter().map(|id| view.user(**id)).collect();
    let address = view.link("group/member");
    let kept = [("groupId", group.group_id.as_str()), ("includeInactiveUsers", text(inactive))];
    Ok(Json(page::bean_with(&address, &kept, page, found.len(), values)))
}

fn text(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

fn asked_for<'a>(site: &'a Site, params: &Params) -> ApiResult<&'a Group> {
    let given = |name| params.get(name).filter(|text| !text.is_empty());
    let mut groups = site.registers.groups.iter();
    match (given("groupId"), given("groupname")) {
        (None, None) => Err(ApiError::bad("The group ID and group name can not be empty.")),
        (Some(_), Some(_)) => Err(ApiError::bad(
            "The query parameters 'groupId' and 'groupname' are mutually exclusive.",
        )),
        (Some(id), None) => groups.find(|g| g.group_id == id).ok_or_else(|| {
            ApiError::missing(format!("The group with group ID '{id}' does not exist"))
        }),
        (None, Some(name)) => groups
            .find(|g| g.name.to_lowercase() == name.to_lowercase())
            .ok_or_else(|| ApiError::missing(format!("The group named '{name}' does not exist"))),
    }
}
