//! The backend's requests. Only types of `job-api` go out, so nothing else can.

use job_api::{JOBS_PATH, Job, JobId, JobList, JobPatch, ListQuery, NewJob};
use wasm_bindgen::JsValue;

use crate::host;

/// The newest jobs of the user; none where there is no backend.
pub async fn list() -> Option<Vec<Job>> {
    let path = format!("{JOBS_PATH}?{}", ListQuery::default());
    let body = ask("GET", &path, &JsValue::UNDEFINED).await?;
    let list: JobList = serde_wasm_bindgen::from_value(body).ok()?;
    Some(list.jobs)
}

/// Tells that a job begins. Whether it was heard.
pub async fn announce(job: &NewJob) -> bool {
    let Ok(body) = host::to_js(job) else { return false };
    ask("POST", JOBS_PATH, &body).await.is_some()
}

/// Tells how far a job is.
pub async fn report(id: JobId, patch: &JobPatch) {
    let Ok(body) = host::to_js(patch) else { return };
    // The history is a convenience: a job is not worse for a report that was lost.
    let _ = ask("PATCH", &format!("{JOBS_PATH}/{id}"), &body).await;
}

async fn ask(method: &str, path: &str, body: &JsValue) -> Option<JsValue> {
    match host::remote(method, path, body).await {
        Ok((200..300, body)) => Some(body),
        _ => None,
    }
}
