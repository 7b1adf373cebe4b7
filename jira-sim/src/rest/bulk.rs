//! `POST /issue/bulk`: up to fifty issues, of which some may fail.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::issue::create_one;
use crate::{
    auth::Caller,
    error::{ApiError, ApiResult},
    request::Body,
    sim::Shared,
};

/// Issues of a request.
const MOST: usize = 50;

pub async fn create(
    State(sim): State<Shared>,
    caller: Caller,
    Body(body): Body,
) -> ApiResult<Response> {
    let caller = caller.somebody()?;
    let Some(updates) = body["issueUpdates"].as_array().filter(|u| !u.is_empty()) else {
        return Err(ApiError::bad("issueUpdates must not be empty"));
    };
    if updates.len() > MOST {
        return Err(ApiError::bad(format!(
            "The number of issues to create must not exceed {MOST}."
        )));
    }
    let mut site = sim.site_mut();
    let (mut issues, mut errors): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    for (number, update) in updates.iter().enumerate() {
        match create_one(&mut site, caller, update) {
            Ok(created) => issues.push(created),
            Err(error) => errors.push(json!({
                "status": error.status.as_u16(),
                "elementErrors": error.body,
                "failedElementNumber": number,
            })),
        }
    }
    let status = if issues.is_empty() { StatusCode::BAD_REQUEST } else { StatusCode::CREATED };
    Ok((status, Json(json!({"issues": issues, "errors": errors}))).into_response())
}
