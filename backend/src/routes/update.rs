//! `PATCH /v1/jobs/{id}`: a job got further.

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use job_api::{ErrorCode, Job, JobId, JobPatch};

use crate::app::Shared;
use crate::auth::Caller;
use crate::body::ClosedJson;
use crate::error::Refusal;

/// How often a report is tried again when other reports of the same job come in between. A state
/// can change only twice, so that the third try meets a final one at the latest.
const TRIES: usize = 3;

/// Replaces the job's numbers and moves its state forward: 200 with the job, 409 if the job is past
/// that state, 404 if the caller has no such job; that of another account is none of the caller's.
pub async fn update(
    State(app): State<Shared>,
    Caller(owner): Caller,
    id: Result<Path<JobId>, PathRejection>,
    ClosedJson(patch): ClosedJson<JobPatch>,
) -> Result<Json<Job>, Refusal> {
    let Path(id) = id.map_err(|_| Refusal(ErrorCode::InvalidRequest))?;
    for _ in 0..TRIES {
        let before = app.store.find(&owner, id).await?.ok_or(Refusal(ErrorCode::NotFound))?;
        let after =
            before.reported(patch, app.clock.now()).ok_or(Refusal(ErrorCode::StateBackward))?;
        if after == before || app.store.replace(&owner, before.state, &after).await? {
            return Ok(Json(after));
        }
    }
    Err(Refusal(ErrorCode::StoreUnavailable))
}
