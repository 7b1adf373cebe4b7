//! One job as the backend hears of it.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use job_api::{JobId, JobKind, JobPatch, NewJob};
use leptos::prelude::window;
use wasm_bindgen_futures::spawn_local;

use super::remote;
use crate::model::history::{app_version, started};

/// A job that is being told about. What the backend does not hear, it does not hear: the job goes
/// on all the same.
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
            if !remote::announce(&job).await {
                return;
            }
            remote::report(id, &started()).await;
            if let Ok(patch) = finished.await {
                remote::report(id, &patch).await;
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
            // Nobody listens where the backend was not there at the beginning.
            let _ = finish.send(patch);
        }
    }
}

fn random_id() -> Option<JobId> {
    let mut bytes = [0; 16];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(JobId::from_bytes(bytes))
}
