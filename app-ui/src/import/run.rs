//! Commands of the wizard: from one step to the next.

use std::rc::Rc;

use gloo_timers::callback::{Interval, Timeout};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use wasm_core::apply::Report;
use wasm_core::job::{Command, Reply};
use web_sys::File;

use super::{Ended, Wizard};
use crate::engine::Answer;
use crate::history::record::Record;
use crate::host;
use crate::model::failure::Failure;
use crate::model::history;
use crate::model::result;
use crate::model::wizard::{MatchStep, PlanStep, Step, TableStep};

/// How long a command that reads Jira may take to stop by itself.
const PATIENCE_MS: u32 = 5_000;

/// How often the history hears that an import is still at work. One that it has not heard of for
/// several times as long has lost its page.
const BEAT_MS: u32 = 20_000;

impl Wizard {
    /// Sends a command and goes to the step that its answer leads to.
    fn send(
        self,
        command: Command,
        bytes: Option<Uint8Array>,
        next: impl FnOnce(Answer) -> Option<Step> + 'static,
    ) {
        self.failure.set(None);
        let activity = self.activity;
        let call = self.engine.start_with(command, bytes, move |event| activity.event(event));
        activity.begin(call.id());
        spawn_local(async move {
            let ended = call.done(next).await;
            activity.end();
            match ended {
                Ok(step) => self.go(step),
                Err(failed) => self.failure.set(Some(failed)),
            }
        });
    }

    /// Opens a file.
    pub(super) fn open(self, file: File) {
        spawn_local(async move {
            match JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => {
                    let bytes = Uint8Array::new(&buffer);
                    let command = Command::Open { name: file.name() };
                    self.send(command, Some(bytes), |answer| match answer.reply {
                        Reply::Opened(file) => Some(Step::opened(file)),
                        _ => None,
                    });
                }
                Err(error) => {
                    let cause = host::words(&error);
                    self.failure.set(Some(Failure::Page { code: "page-read-file", cause }));
                }
            }
        });
    }

    /// Reads the open text file again, as the step says.
    pub(super) fn reread(self, step: TableStep) {
        let command = Command::Reread { text: step.text.clone() };
        self.send(command, None, |answer| match answer.reply {
            Reply::Opened(file) => Some(step.reread(file)),
            _ => None,
        });
    }

    /// Goes on with the chosen table.
    pub(super) fn choose(self, step: TableStep) {
        if let Some(kept) = step.resumed() {
            return self.go(Step::Match(kept));
        }
        let command = Command::Choose { table: step.choice.clone() };
        self.send(command, None, |answer| match answer.reply {
            Reply::Matched(table) => Some(step.matched(table)),
            _ => None,
        });
    }

    /// Makes the plan of a matching.
    pub(super) fn plan(self, step: MatchStep) {
        let command = Command::Plan { mapping: step.mapping.clone() };
        self.send(command, None, |answer| match answer.reply {
            Reply::Planned(plan) => Some(Step::Plan(step.planned(plan))),
            _ => None,
        });
    }

    /// Carries the plan out.
    pub(super) fn apply(self, step: PlanStep) {
        self.ended.set(None);
        self.go(Step::Apply(step.clone()));
        let activity = self.applying;
        let command = Command::Apply { hash: step.plan.hash.clone() };
        let call = self.engine.start_with(command, None, move |event| activity.event(event));
        activity.begin(call.id());
        let record = Record::begin(job_api::JobKind::Import);
        let told = Rc::clone(&record);
        let beat = Interval::new(BEAT_MS, move || {
            let tally = activity.tally.get_untracked();
            told.beat(history::importing(&tally, told.milliseconds()));
        });
        spawn_local(async move {
            let ended = call.done(|answer| match answer.reply {
                Reply::Applied(report) => Some(report),
                _ => None,
            });
            let ended = ended.await;
            drop(beat);
            activity.end();
            let took = record.milliseconds();
            match ended {
                Ok(report) => {
                    record.end(history::imported(&step.plan.summary, &report, took));
                    self.tell(&step, &report);
                    self.go(step.applied(report));
                }
                Err(failed) => {
                    let tally = activity.tally.get_untracked();
                    record.end(history::cut_short(&failed, &tally, took));
                    let failed = failed.of_apply(tally);
                    // A lost engine has lost the plan too.
                    let lost = failed.lost_everything();
                    self.step.set(if lost { Step::Choose } else { Step::Plan(step) });
                    self.ended.set(Some(Ended { title: failed.text(), well: false }));
                    self.failure.set(Some(failed));
                }
            }
        });
    }

    /// Tells the end of an import on the other screens, and in Jira's own corner: the user may be
    /// looking elsewhere by then.
    fn tell(self, step: &PlanStep, report: &Report) {
        let well = result::is_well(&step.plan, report);
        let title = result::title(&step.plan, report);
        let kind = if well { "success" } else { "warning" };
        host::announce("rowport-import", kind, &title, &result::summary(report));
        self.ended.set(Some(Ended { title, well }));
    }

    /// Stops the reading of a file. The parser cannot be asked, so the worker ends.
    pub(super) fn stop_opening(self) {
        self.engine.abandon();
    }

    /// Stops the reading of Jira: politely first, then for good.
    pub(super) fn stop_planning(self, id: u32) {
        self.engine.cancel(id);
        Timeout::new(PATIENCE_MS, move || {
            if self.activity.id.try_get_untracked().flatten() == Some(id) {
                self.engine.abandon();
            }
        })
        .forget();
    }

    /// Stops an apply: what is in flight ends, however long it takes.
    pub(super) fn stop_applying(self, id: u32) {
        self.engine.cancel(id);
    }
}
