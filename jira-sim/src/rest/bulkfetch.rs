//! `POST /issue/bulkfetch`: many issues by id or key, ascending by id, with those that fail aside.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::search::MOST_PROPERTIES;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::{Body, strings},
    sim::Shared,
    site::Issue,
    wire::{Expand, Selection, View},
};

/// Issues of a request.
const MOST: usize = 100;
/// Issues of a request that names its fields, none of them long.
const MOST_WHEN_NAMED: usize = 1_000;
/// Fields that hold many values, with which a request may not be so large.
const LONG_FIELDS: [&str; 4] = ["comment", "worklog", "attachment", "issuelinks"];
/// Expansions with which a request may not be so large.
const LONG_EXPANSIONS: [&str; 6] = [
    "changelog",
    "editmeta",
    "operations",
    "renderedFields",
    "transitions",
    "versionedRepresentations",
];

pub async fn fetch(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    Body(body): Body,
) -> ApiResult<Json<Value>> {
    let keys = strings(&body["issueIdsOrKeys"]);
    let selection = Selection::new(&strings(&body["fields"]), "*navigable");
    let expand = Expand::new(strings(&body["expand"])).of_many();
    let properties = strings(&body["properties"]);
    if keys.is_empty() {
        return Err(ApiError::bad("The issueIdsOrKeys must not be empty."));
    }
    let most = limit(&selection, &expand);
    if keys.len() > most {
        return Err(ApiError::bad(format!("The number of issues must not exceed {most}.")));
    }
    if properties.len() > MOST_PROPERTIES {
        return Err(ApiError::bad("The number of properties must not exceed 5."));
    }
    let site = sim.site();
    let view = View::new(&site, caller);
    let mut found: BTreeMap<u64, &Issue> = BTreeMap::new();
    let mut errors = Vec::new();
    for key in keys {
        match site.visible_issue(caller, &key) {
            Some(issue) => {
                found.insert(issue.id, issue);
            }
            None => errors.push(json!({
                "id": key,
                "errorMessage":
                    "Issue does not exist or you do not have permission to see it.",
            })),
        }
    }
    let issues: Vec<Value> =
        found.values().map(|issue| view.issue(issue, &selection, &expand, &properties)).collect();
    let mut answer = json!({"issues": issues, "issueErrors": errors});
    let (names, schema) = view.names_and_schema(&selection);
    if expand.has("names") {
        answer["names"] = names;
    }
    if expand.has("schema") {
        answer["schema"] = schema;
    }
    Ok(Json(answer))
}

fn limit(selection: &Selection, expand: &Expand) -> usize {
    let short = selection.named().is_some_and(|names| {
        (1..=100).contains(&names.len()) && !names.iter().any(|n| LONG_FIELDS.contains(&n.as_str()))
    });
    let plain = !LONG_EXPANSIONS.iter().any(|name| expand.has(name));
    if short && plain { MOST_WHEN_NAMED } else { MOST }
}
