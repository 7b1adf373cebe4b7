//! Jobs that the backend did not hear of: in the browser's storage where the frame may use it,
//! else as long as the page is open. Numbers and times, as the backend would have them.

use std::cell::RefCell;

use job_api::Job;
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use web_sys::Storage;

use crate::host;
use crate::model::history::with_kept;

const KEY: &str = "rowport.jobs";

thread_local! {
    static JOBS: RefCell<Vec<Job>> = RefCell::new(stored().unwrap_or_default());
}

/// The jobs, the newest first.
pub fn list() -> Vec<Job> {
    JOBS.with_borrow(Clone::clone)
}

/// Keeps a job as it is now.
pub fn keep(job: Job) {
    JOBS.with_borrow_mut(|jobs| {
        *jobs = with_kept(std::mem::take(jobs), job);
        // A browser without room or without storage keeps them until the page is left.
        let _ = store(jobs);
    });
}

/// The browser's storage. A browser that blocks it in a frame of another site throws.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn stored() -> Option<Vec<Job>> {
    let text = storage()?.get_item(KEY).ok()??;
    let jobs = js_sys::JSON::parse(&text).ok()?;
    serde_wasm_bindgen::from_value(jobs).ok()
}

fn store(jobs: &[Job]) -> Result<(), JsValue> {
    let Some(storage) = storage() else { return Ok(()) };
    let text: String = js_sys::JSON::stringify(&host::to_js(&jobs)?)?.into();
    storage.set_item(KEY, &text)
}
