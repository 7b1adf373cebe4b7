//! `GET /v1/jobs`: the caller's own jobs, newest first.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use job_api::{Cursor, ErrorCode, JobList, ListQuery};

use crate::app::Shared;
use crate::auth::Caller;
use crate::error::Refusal;

/// One page. One job more than asked is read, to know whether another page follows.
pub async fn list(
    State(app): State<Shared>,
    Caller(owner): Caller,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Result<Json<JobList>, Refusal> {
    let Query(query) = query.map_err(|_| Refusal(ErrorCode::InvalidRequest))?;
    let size = usize::from(query.limit.get());
    let mut jobs = app.store.list(&owner, query.cursor, size + 1).await?;
    let more = jobs.len() > size;
    jobs.truncate(size);
    let next = jobs.last().filter(|_| more).map(Cursor::after);
    Ok(Json(JobList { jobs, next }))
}
