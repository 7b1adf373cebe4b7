//! One job as the backend hears of it.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use job_api::{Job, JobId, JobKind, JobPatch, NewJob, Timestamp};
use leptos::prelude::window;
use wasm_bindgen_futures::spawn_local;

use super::{kept, remote};
use crate::model::history::{app_version, started};

thread_local! {
    /// The jobs that this page has begun.
    static OWN: RefCell<Vec<JobId>> = const { RefCell::new(Vec::new()) };
}

/// The jobs that this page has begun, and of which it knows that they are at work or ended.
pub fn own() -> Vec<JobId> {
    OWN.with_borrow(Clone::clone)
}

/// A job that is being told about. One that the backend does not hear of goes on all the same, and
/// is kept in the browser.
pub struct Record {
    began: f64,
    told: Told,
    finish: RefCell<Option<oneshot::Sender<JobPatch>>>,
}

/// Who is told, and what; none until that is known.
type Told = Rc<RefCell<Option<(Listener, Job)>>>;

/// Who hears of a job.
#[derive(Clone, Copy)]
enum Listener {
    Backend,
    Browser,
}

impl Record {
    /// Tells that a job of this kind begins, and later how it ended, in this order.
    pub fn begin(kind: JobKind) -> Rc<Self> {
        let (finish, finished) = oneshot::channel();
        let told = Told::default();
        let hearing = Rc::clone(&told);
        spawn_local(async move {
            let Some(id) = random_id() else { return };
            OWN.with_borrow_mut(|own| own.push(id));
            let job = NewJob { id, kind, app_version: app_version() };
            let heard = remote::announce(&job).await;
            let listener = if heard { Listener::Backend } else { Listener::Browser };
            hearing.replace(Some((listener, Job::start(job, now()))));
            tell(&hearing, started()).await;
            if let Ok(patch) = finished.await {
                tell(&hearing, patch).await;
            }
        });
        Rc::new(Self { began: js_sys::Date::now(), told, finish: RefCell::new(Some(finish)) })
    }

    /// Milliseconds since it began.
    pub fn milliseconds(&self) -> f64 {
        js_sys::Date::now() - self.began
    }

    /// Tells that it is still at work. What is told too late changes nothing.
    pub fn beat(&self, patch: JobPatch) {
        let told = Rc::clone(&self.told);
        spawn_local(async move { tell(&told, patch).await });
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
async fn tell(told: &Told, patch: JobPatch) {
    let next = told
        .borrow()
        .as_ref()
        .and_then(|(listener, job)| Some((*listener, job.reported(patch, now())?)));
    let Some((listener, job)) = next else { return };
    told.replace(Some((listener, job)));
    match listener {
        Listener::Backend => remote::report(job.id, &patch).await,
        Listener::Browser => kept::keep(job),
    }
}

/// The browser's clock.
pub fn now() -> Timestamp {
    Timestamp::saturating(js_sys::Date::now() as u64)
}

fn random_id() -> Option<JobId> {
    let mut bytes = [0; 16];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(JobId::from_bytes(bytes))
}
