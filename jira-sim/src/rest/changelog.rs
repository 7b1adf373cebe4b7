//! The change history of an issue, oldest first.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{issue::visible, page};
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, Page, Params, strings},
    sim::Shared,
    site::{Change, ChangeItem, Issue},
    wire::View,
};

/// Issues of a request for the changes of many.
const MOST_ISSUES: usize = 1_000;
/// Fields of such a request.
const MOST_FIELDS: usize = 10;
/// Changes of a page of such a request.
const MOST_CHANGES: usize = 10_000;

pub async fn list(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    params: Params,
) -> ApiResult<Json<Value>> {
    let site = sim.site();
    let issue = visible(&site, caller, &key)?;
    let page = params.page(100, 100)?;
    let view = View::new(&site, caller);
    let history = site.history(issue);
    let values = page.of(&history).iter().map(|c| view.change(c)).collect();
    let address = view.link(&format!("issue/{}/changelog", issue.key));
    Ok(Json(page::bean(&address, page, history.len(), values)))
}

/// Changes of many issues, the oldest first, perhaps of some fields only.
pub async fn bulk(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let (keys, fields) = (strings(&body["issueIdsOrKeys"]), strings(&body["fieldIds"]));
    if keys.is_empty() || keys.len() > MOST_ISSUES {
        return Err(ApiError::bad("Between 1 and 1000 issue ids or keys must be given."));
    }
    if fields.len() > MOST_FIELDS {
        return Err(ApiError::bad("The number of field ids must not exceed 10."));
    }
    let size = usize::try_from(body["maxResults"].as_u64().unwrap_or(1_000)).unwrap_or(1_000);
    let start: usize = match body["nextPageToken"].as_str() {
        None | Some("") => 0,
        Some(token) => {
            token.parse().map_err(|_| ApiError::bad("The nextPageToken is not valid."))?
        }
    };
    let site = sim.site();
    let view = View::new(&site, caller);
    let issues: BTreeMap<u64, &Issue> = keys
        .iter()
        .filter_map(|key| site.visible_issue(caller, key))
        .map(|issue| (issue.id, issue))
        .collect();
    let wanted = |change: &Change| {
        let known = |item: &ChangeItem| item.field_id.as_ref().is_some_and(|f| fields.contains(f));
        fields.is_empty() || change.items.iter().any(known)
    };
    let histories: Vec<_> = issues.values().map(|i| (i.id, site.history(i))).collect();
    let all: Vec<(u64, &Change)> = histories
        .iter()
        .flat_map(|(id, history)| history.iter().filter(|c| wanted(c)).map(|c| (*id, c)))
        .collect();
    let page = Page { start, size: size.clamp(1, MOST_CHANGES) };
    let mut shown: BTreeMap<u64, Vec<Value>> = BTreeMap::new();
    for (issue, change) in page.of(&all) {
        shown.entry(*issue).or_default().push(view.change(change));
    }
    let logs: Vec<Value> = shown
        .into_iter()
        .map(|(id, changes)| json!({"issueId": id.to_string(), "changeHistories": changes}))
        .collect();
    let mut answer = json!({"issueChangeLogs": logs});
    if !page.is_last(all.len()) {
        answer["nextPageToken"] = (page.start + page.size).to_string().into();
    }
    Ok(Json(answer))
}
