//! `GET /project/search`: projects by what they are, in an order, with more about each.

use std::cmp::Reverse;

use axum::{Json, extract::State};
use serde_json::Value;

use super::page;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Params,
    sim::Shared,
    site::{Permission, Project, Site, UserId},
    wire::{Expand, View},
};

/// Projects that may be named, by id or by key.
const MOST_NAMED: usize = 50;
/// Parameters that choose projects; they stand in the addresses of the pages.
const KEPT: [&str; 9] =
    ["action", "categoryId", "expand", "id", "keys", "orderBy", "query", "status", "typeKey"];

pub async fn search(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(50, 100)?;
    let filter = Filter::of(&params)?;
    let order = Order::of(params.get("orderBy").unwrap_or("key"))?;
    let expand = Expand::new(params.list("expand"));
    let site = sim.site();
    let view = View::new(&site, caller);
    let mut found: Vec<&Project> =
        site.projects.iter().filter(|p| filter.takes(&site, caller, p)).collect();
    order.sort(&site, &mut found);
    let shown = page.of(&found).iter();
    let values = shown.map(|p| view.project_expanded(p, &expand)).collect();
    let kept: Vec<(&str, &str)> =
        KEPT.iter().flat_map(|name| params.each(name).map(move |value| (*name, value))).collect();
    let address = view.link("project/search");
    Ok(Json(page::bean_with(&address, &kept, page, found.len(), values)))
}

/// Which projects are asked for.
struct Filter {
    needed: Permission,
    ids: Vec<u64>,
    keys: Vec<String>,
    kinds: Vec<String>,
    query: String,
    /// Whether those are asked for that the site can have: it has neither archived nor deleted
    /// projects, and no categories.
    any: bool,
}

impl Filter {
    fn of(params: &Params) -> ApiResult<Self> {
        let needed = match params.get("action") {
            None | Some("view" | "browse") => Permission::Browse,
            Some("create") => Permission::Create,
            Some("edit") => Permission::Administer,
            Some(other) => {
                return Err(ApiError::bad(format!("The action '{other}' is not known.")));
            }
        };
        let (ids, keys) = (params.integers("id")?, params.list("keys"));
        if ids.len() > MOST_NAMED || keys.len() > MOST_NAMED {
            return Err(ApiError::bad("Up to 50 projects can be named by their ids or keys."));
        }
        let states = params.list("status");
        let known = ["live", "archived", "deleted"];
        if let Some(other) = states.iter().find(|state| !known.contains(&state.as_str())) {
            return Err(ApiError::bad(format!("The status '{other}' is not known.")));
        }
        let category = params.long("categoryId")?;
        Ok(Self {
            needed,
            ids,
            keys,
            kinds: params.list("typeKey"),
            query: params.get("query").unwrap_or_default().to_lowercase(),
            any: category.is_none()
                && (states.is_empty() || states.iter().any(|state| state == "live")),
        })
    }

    fn takes(&self, site: &Site, caller: UserId, project: &Project) -> bool {
        let named = |list: &[String], own: &str| list.is_empty() || list.iter().any(|n| n == own);
        let numbered = self.ids.is_empty() || self.ids.contains(&project.id);
        self.any
            && site.may(caller, Permission::Browse, Some(project))
            && site.may(caller, self.needed, Some(project))
            && numbered
            && named(&self.keys, &project.key)
            && named(&self.kinds, project.kind)
            && [&project.name, &project.key].iter().any(|t| t.to_lowercase().contains(&self.query))
    }
}

/// What the projects are ordered by.
#[derive(Debug, Clone, Copy)]
enum By {
    Key,
    Name,
    Owner,
    IssueCount,
    LastIssueUpdate,
    /// A date or a category that no project here has.
    Nothing,
}

/// The order of the projects. Those that it does not tell apart are ordered by their keys.
#[derive(Debug, Clone, Copy)]
struct Order {
    by: By,
    descending: bool,
}

impl Order {
    /// From a name with `-` or `+` before it, which a query string may turn into a space.
    fn of(text: &str) -> ApiResult<Self> {
        let name = text.trim_start_matches(['+', ' ', '-']);
        let by = match name {
            "key" => By::Key,
            "name" => By::Name,
            "owner" => By::Owner,
            "issueCount" => By::IssueCount,
            "lastIssueUpdatedDate" | "lastIssueUpdatedTime" => By::LastIssueUpdate,
            "category" | "archivedDate" | "deletedDate" => By::Nothing,
            _ => {
                return Err(ApiError::bad(format!("'{text}' is not a valid value for orderBy.")));
            }
        };
        Ok(Self { by, descending: text.starts_with('-') })
    }

    fn sort(self, site: &Site, projects: &mut [&Project]) {
        projects.sort_by(|a, b| a.key.cmp(&b.key));
        let owner = |p: &Project| site.people.get(p.lead).map(|person| person.name.to_lowercase());
        match (self.by, self.descending) {
            (By::Key, true) => projects.reverse(),
            (By::Key, false) | (By::Nothing, _) => {}
            (By::Name, false) => projects.sort_by_key(|p| p.name.to_lowercase()),
            (By::Name, true) => projects.sort_by_key(|p| Reverse(p.name.to_lowercase())),
            (By::Owner, false) => projects.sort_by_key(|p| owner(p)),
            (By::Owner, true) => projects.sort_by_key(|p| Reverse(owner(p))),
            (By::IssueCount, false) => projects.sort_by_key(|p| site.issues_of(p).count()),
            (By::IssueCount, true) => projects.sort_by_key(|p| Reverse(site.issues_of(p).count())),
            (By::LastIssueUpdate, false) => projects.sort_by_key(|p| site.last_update(p)),
            (By::LastIssueUpdate, true) => projects.sort_by_key(|p| Reverse(site.last_update(p))),
        }
    }
}
