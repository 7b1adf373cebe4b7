//! The change history of an issue, oldest first.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{issue::visible, page};
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, Params, strings},
    sim::Shared,
    site::{Change, ChangeItem, Issue},
    wire::View,
};

/// Issues of a request for the changes of many.
const MOST_ISSUES: usize = 1_000;
/// Fields of such a request.
const MOST_FIELDS: usize = 10;
/// Changes of a page of such a request at most, and when it does not say how many.
const MOST_CHANGES: usize = 10_000;
const DEFAULT_CHANGES: usize = 1_000;

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

/// Changes of many issues, perhaps of some fields only: by their dates across all issues, then by
/// issue, so that the changes of one issue may be spread over pages (OpenAPI file of Jira's
/// platform REST, 2026-06-10).
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
    let size = size_of(&body["maxResults"])?;
    let after = match body["nextPageToken"].as_str() {
        None | Some("") => None,
        Some(token) => Some(
            Place::read(token).ok_or_else(|| ApiError::bad("The nextPageToken is not valid."))?,
        ),
    };
    let site = sim.site();
    let issues: BTreeMap<u64, &Issue> = keys
        .iter()
        .filter_map(|key| site.visible_issue(caller, key))
        .map(|issue| (issue.id, issue))
        .collect();
    let histories: Vec<_> = issues.values().map(|i| (i.id, site.history(i))).collect();
    let wanted = |change: &Change| {
        let known = |item: &ChangeItem| item.field_id.as_ref().is_some_and(|f| fields.contains(f));
        fields.is_empty() || change.items.iter().any(known)
    };
    let mut found: Vec<(Place, &Change)> = histories
        .iter()
        .flat_map(|(issue, history)| history.iter().map(|c| (Place::of(*issue, c), c)))
        .filter(|(place, change)| after.is_none_or(|after| *place > after) && wanted(change))
        .collect();
    found.sort_unstable_by_key(|(place, _)| *place);
    let view = View::new(&site, caller);
    let mut shown: BTreeMap<u64, Vec<Value>> = BTreeMap::new();
    for (place, change) in found.iter().take(size) {
        shown.entry(place.issue).or_default().push(view.change(change));
    }
    let logs: Vec<Value> = shown
        .into_iter()
        .map(|(id, changes)| json!({"issueId": id.to_string(), "changeHistories": changes}))
        .collect();
    let mut answer = json!({"issueChangeLogs": logs});
    if let Some((last, _)) = found.get(size - 1).filter(|_| found.len() > size) {
        answer["nextPageToken"] = last.token().into();
    }
    Ok(Json(answer))
}

/// Changes of a page: 1 to 10,000.
fn size_of(given: &Value) -> ApiResult<usize> {
    let size = match given {
        Value::Null => Some(DEFAULT_CHANGES),
        Value::String(text) => text.parse().ok(),
        other => other.as_u64().and_then(|size| usize::try_from(size).ok()),
    };
    size.filter(|size| (1..=MOST_CHANGES).contains(size))
        .ok_or_else(|| ApiError::bad("The maxResults must be a number from 1 to 10000."))
}

/// Where a change stands among those of many issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    created: i64,
    issue: u64,
    change: u64,
}

impl Place {
    fn of(issue: u64, change: &Change) -> Self {
        Self { created: change.created, issue, change: change.id }
    }

    /// A token that says nothing to the client.
    fn token(self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}:{}:{}", self.created, self.issue, self.change))
    }

    fn read(token: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
        let mut parts = text.split(':');
        let mut next = || parts.next();
        Some(Self {
            created: next()?.parse().ok()?,
            issue: next()?.parse().ok()?,
            change: next()?.parse().ok()?,
        })
    }
}
