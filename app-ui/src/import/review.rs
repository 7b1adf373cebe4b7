//! The plan on the screen while the user decides about conflicts and losses.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, Reply};

use super::Wizard;
use super::details::DETAILS;
use crate::components::focus::rescue_now;
use crate::components::rows::RowSource;
use crate::model::review::{Decision, decide, spoken};
use crate::model::wizard::PlanStep;

/// The plan as it is now. A decision makes it anew without another screen, so that place, filter
/// and focus stay.
#[derive(Clone, Copy)]
pub struct Review {
    wizard: Wizard,
    rows: RowSource,
    /// The step with the newest plan.
    pub step: RwSignal<PlanStep>,
    /// Decisions that the engine has not answered yet; the plan is not to be applied before.
    pub pending: RwSignal<u32>,
    /// What was decided last, said aloud.
    pub said: RwSignal<String>,
    /// The control of a row that was used, to give it the focus back when the row is drawn anew.
    used: StoredValue<Option<String>>,
}

impl Review {
    pub(super) fn new(wizard: Wizard, rows: RowSource, step: PlanStep) -> Self {
        Self {
            wizard,
            rows,
            step: RwSignal::new(step),
            pending: RwSignal::new(0),
            said: RwSignal::new(String::new()),
            used: StoredValue::new(None),
        }
    }

    /// Takes a decision and has the plan made anew.
    pub(super) fn decide(self, decision: Decision) {
        self.step.update(|step| {
            step.decided = decide(std::mem::take(&mut step.decided), decision.clone());
        });
        self.pending.update(|pending| *pending += 1);
        self.rows.failure.set(None);
        let resolutions = self.step.with_untracked(|step| step.decided.clone());
        let call = self.wizard.engine.start(Command::Resolve { resolutions });
        spawn_local(async move {
            let planned = call.done(|answer| match answer.reply {
                Reply::Planned(plan) => Some(plan),
                _ => None,
            });
            let planned = planned.await;
            // The screen may be gone when the answer comes; then there is nothing to tell.
            let Some(pending) = self.pending.try_get_untracked() else { return };
            self.pending.set(pending - 1);
            match planned {
                Ok(plan) => {
                    self.said.set(spoken(&decision, &plan));
                    self.step.update(|step| step.plan = plan);
                    self.rows.renew();
                }
                Err(failed) => self.rows.failure.set(Some(failed)),
            }
        });
    }

    /// Takes a decision by a control of a row.
    pub(super) fn decide_by(self, control: String, decision: Decision) {
        self.used.set_value(Some(control));
        self.decide(decision);
    }

    /// Gives the focus back to the control that was used, or to the details when it is gone with
    /// its row: a redrawn row would lose it.
    pub(super) fn refocus(self) {
        request_animation_frame(move || {
            let Some(id) = self.used.try_get_value().flatten() else { return };
            // Of several decisions in a row, the last one's drawing ends it.
            if self.pending.try_get_untracked() == Some(0) {
                self.used.set_value(None);
            }
            rescue_now(&[&id, DETAILS]);
        });
    }
}
