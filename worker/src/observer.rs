//! One command as the page watches it: events out, cancel in.

use std::cell::Cell;
use std::rc::Rc;

use wasm_core::apply::OutcomeKind;
use wasm_core::job::{FromWorker, JobEvent, Observer, Phase, Step};

use crate::clock::milliseconds;
use crate::post;

/// Progress is told at most this often: more can't be read.
const PROGRESS_MS: f64 = 100.0;

/// Sends a command's events to the page and tells the engine when the user stops it.
#[derive(Clone)]
pub struct PageObserver {
    id: u32,
    halted: Rc<Cell<bool>>,
    told: Rc<Cell<Option<(Phase, f64)>>>,
}

impl PageObserver {
    /// Watches the command of this id; `halted` is set when the page cancels it.
    pub fn new(id: u32, halted: Rc<Cell<bool>>) -> Self {
        Self { id, halted, told: Rc::default() }
    }

    /// The first and the last of a phase are always told, and what is in between now and then.
    fn worth_telling(&self, event: &JobEvent) -> bool {
        match event {
            JobEvent::Progress(progress) => {
                let now = milliseconds();
                let soon = self
                    .told
                    .get()
                    .is_some_and(|(phase, at)| phase == progress.phase && now - at < PROGRESS_MS);
                if soon && progress.total != Some(progress.done) {
                    return false;
                }
                self.told.set(Some((progress.phase, now)));
                true
            }
            JobEvent::Throttled { .. } => true,
            // The page counts what is done; the rows that it shows it asks for.
            JobEvent::Row(outcome) => outcome.kind != OutcomeKind::Skipped,
        }
    }
}

impl Observer for PageObserver {
    fn event(&self, event: JobEvent) -> Step {
        if self.worth_telling(&event) {
            post::send(&FromWorker::Event { id: self.id, event }, None);
        }
        self.poll()
    }

    fn poll(&self) -> Step {
        if self.halted.get() { Step::Halt } else { Step::Continue }
    }
}
