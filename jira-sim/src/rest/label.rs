//! All labels in use.

use std::collections::BTreeSet;

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::{auth::Caller, error::ApiResult, request::Params, sim::Shared, site::Permission};

pub async fn list(
    State(sim): State<Shared>,
    Caller(caller): Caller,
    params: Params,
) -> ApiResult<Json<Value>> {
    let page = params.page(1000, 1000)?;
    let site = sim.site();
    let query = params.get("query").unwrap_or_default().to_lowercase();
    let visible = site.issues.iter().filter(|i| site.may_on(caller, Permission::Browse, i));
    let labels: BTreeSet<&str> = visible
        .flat_map(|i| &i.labels)
        .map(String::as_str)
        .filter(|label| label.to_lowercase().starts_with(&query))
        .collect();
    let labels: Vec<&str> = labels.into_iter().collect();
    Ok(Json(json!({
        "maxResults": page.size,
        "startAt": page.start,
        "total": labels.len(),
        "isLast": page.is_last(labels.len()),
        "values": page.of(&labels),
    })))
}
