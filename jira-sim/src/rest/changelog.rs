//! The change history of an issue, oldest first.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use super::{issue::visible, page};
use crate::{auth::Caller, error::ApiResult, request::Params, sim::Shared, wire::View};

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
    let values = page.of(&issue.history).iter().map(|c| view.change(c)).collect();
    let address = view.link(&format!("issue/{}/changelog", issue.key));
    Ok(Json(page::bean(&address, page, issue.history.len(), values)))
}
