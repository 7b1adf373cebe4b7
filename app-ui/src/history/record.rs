//! One job as the backend hears of it.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use job_api::{Job, JobId, JobKind, JobPatch, NewJob, Timestamp};
use leptos::prelude::window;
use wasm_bindgen_futures::spawn_local;

use super::{kept, remote};
use crate::model::history::{app_version, started};

/// A job that is being told about. One that the backend does not hear of goes on all the same, and
/// is kept in the browser.
pub struct Record {
    began: f64,
    finish: RefCell<Option<oneshot::Sender<JobPatch>>>,
}

impl Record {
    /// Tells that a job of this kind begins, and later how it ended, in this order.
    pub fn begin(kind: JobKind) -> Rc<Self> {
        let (finish, finished) = oneshot::channel();
        spawn_local(async move {
            let Some(id) = random_id() else { return };
            let job = NewJob { id, kind, app_version: app_version() };
            let heard = remote::announce(&job).await;
            let mut own = Job::start(job, now());
            tell(heard, &mut own, started()).await;
            if let Ok(patch) = finished.await {
                tell(heard, &mut own, patch).await;
            }
        });
        Rc::new(Self { began: js_sys::Date::now(), finish: RefCell::new(Some(finish)) })
    }

    /// Milliseconds since it began.
    pub fn milliseconds(&self) -> f64 {
        js_sys::Date::now() - self.began
    }

    /// Tells how it ended.
    pub fn end(&self, patch: JobPatch) {
        if let Some(finish) = self.finish.take() {
            // Nobody listens where the browser gave no random name.
            let _ = finish.send(patch);
        }
    }
}

/// Tells the backend, or the browser, how far a job is.
async fn tell(heard: bool, job: &mut Job, patch: JobPatch) {
    if heard {
        remote::report(job.id, &patch).await;
    } else if let Some(next) = job.reported(patch, now()) {
        *job = next;
        kept::keep(next);
    }
}

fn now() -> Timestamp {
    Timestamp::saturating(js_sys::Date::now() as u64)
}

fn random_id() -> Option<JobId> {
    let mut bytes = [0; 16];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(JobId::from_bytes(bytes))
}
