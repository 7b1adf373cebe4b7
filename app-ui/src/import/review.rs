//! The plan on the screen while the user decides about conflicts and losses.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, ImportSummary, Reply};
use wasm_core::mapping::Resolutions;

use super::Wizard;
use super::details::DETAILS;
use crate::components::focus::rescue_now;
use crate::components::rows::RowSource;
use crate::engine::Answer;
use crate::model::review::{Decision, decide, spoken};
use crate::model::wizard::PlanStep;
use crate::text::t;

/// The plan as it is now. A decision, and a comparison with what Jira has by now, make it anew
/// without another screen, so that place, filter and focus stay.
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
    /// What came of the last comparison.
    pub compared: RwSignal<&'static str>,
    /// How often Jira was compared with again: what is asked may be something else each time.
    pub round: RwSignal<u32>,
    /// The active row of the table.
    pub active: RwSignal<Option<usize>>,
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
            compared: RwSignal::new(""),
            round: RwSignal::new(0),
            active: RwSignal::new(None),
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
            let planned = call.done(plan_of).await;
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

    /// Compares with what Jira has by now. What was decided is not carried over: it was decided
    /// about values that Jira may not have any more.
    pub(super) fn compare(self) {
        let Wizard { engine, activity, failure, .. } = self.wizard;
        failure.set(None);
        self.compared.set("");
        let matching = self.step.with_untracked(|step| step.matching.clone());
        let command = Command::Plan { mapping: matching.mapping.clone() };
        let call = engine.start_with(command, None, move |event| activity.event(event));
        activity.begin(call.id());
        spawn_local(async move {
            let planned = call.done(plan_of).await;
            activity.end();
            // The screen may be gone when the answer comes; then there is nothing to show it on.
            let Some(before) = self.step.try_get_untracked() else { return };
            match planned {
                Ok(plan) => {
                    let chosen = before.decided != first_choices(&before);
                    self.step.set(matching.planned(plan));
                    self.round.update(|round| *round += 1);
                    self.compared.set(t(if chosen {
                        "plan-compared-anew"
                    } else {
                        "plan-compared"
                    }));
                    self.rows.remade(self.active).await;
                }
                Err(failed) => failure.set(Some(failed)),
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

/// The plan of an answer.
fn plan_of(answer: Answer) -> Option<ImportSummary> {
    match answer.reply {
        Reply::Planned(plan) => Some(plan),
        _ => None,
    }
}

/// The choices that a plan began with.
fn first_choices(step: &PlanStep) -> Resolutions {
    step.matching.clone().planned(step.plan.clone()).decided
}
