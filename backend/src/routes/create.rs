//! `POST /v1/jobs`: a job starts.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use job_api::{ErrorCode, Job, NewJob};

use crate::app::Shared;
use crate::auth::Caller;
use crate::body::ClosedJson;
use crate::error::Refusal;

/// Remembers the job: 201, or 200 with what is known if this very job was announced before, or 409
/// if the caller's id stands for another job.
pub async fn create(
    State(app): State<Shared>,
    Caller(owner): Caller,
    ClosedJson(new): ClosedJson<NewJob>,
) -> Result<(StatusCode, Json<Job>), Refusal> {
    let job = Job::start(new, app.clock.now());
    if app.store.insert(&owner, &job).await? {
        return Ok((StatusCode::CREATED, Json(job)));
    }
    match app.store.find(&owner, job.id).await? {
        Some(known) if known.announced_by(&new) => Ok((StatusCode::OK, Json(known))),
        Some(_) => Err(Refusal(ErrorCode::IdTaken)),
        // Purged between the two statements: the caller may send it again.
        None => Err(Refusal(ErrorCode::StoreUnavailable)),
    }
}
