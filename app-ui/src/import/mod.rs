//! The import: a wizard from a file to its result.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{Shared, Site};
use crate::components::activity::Activity;
use crate::components::banner::FailureBanner;
use crate::components::stepper::Stepper;
use crate::engine::Engine;
use crate::model::failure::Failure;
use crate::model::wizard::{NAMES, Step};

mod apply;
mod before;
mod choices;
mod choose;
mod conflict;
mod details;
mod done;
mod findings;
mod interrupted;
mod matching;
mod matching_row;
mod new_items;
mod plan;
mod preview;
mod reading;
mod review;
mod run;
mod running;
mod table;
mod text_form;

pub use running::RunningImport;

/// The wizard as its steps share it.
#[derive(Clone, Copy)]
pub struct Wizard {
    engine: Engine,
    site: StoredValue<Arc<Site>>,
    step: RwSignal<Step>,
    /// What is read, from the file or from Jira.
    activity: Activity,
    /// What is written.
    applying: Activity,
    failure: RwSignal<Option<Failure>>,
    /// How the last import ended, until it is looked at.
    ended: RwSignal<Option<Ended>>,
}

/// The end of an import, for whoever looks at another screen.
#[derive(Clone, PartialEq)]
struct Ended {
    title: String,
    well: bool,
}

impl Wizard {
    /// A wizard at its first step.
    pub fn new(shared: Shared) -> Self {
        Self {
            engine: shared.engine,
            site: StoredValue::new(shared.site),
            step: RwSignal::new(Step::Choose),
            activity: Activity::new(),
            applying: shared.applying,
            failure: RwSignal::new(None),
            ended: RwSignal::new(None),
        }
    }

    fn site(&self) -> Arc<Site> {
        self.site.get_value()
    }

    /// Goes to a step; what did not work before it is past.
    fn go(&self, step: Step) {
        self.failure.set(None);
        self.step.set(step);
    }
}

/// The screen.
#[component]
pub fn ImportScreen(
    /// The wizard, which other screens show a part of.
    wizard: Wizard,
    /// Whether it is looked at.
    seen: Memo<bool>,
) -> impl IntoView {
    begin_anew_when_lost(wizard);
    let position = Signal::derive(move || wizard.step.with(Step::position));
    view! {
        <Stepper names=&NAMES position/>
        <FailureBanner failure=wizard.failure/>
        {move || match wizard.step.get() {
            Step::Choose => view! { <choose::ChooseStep wizard seen/> }.into_any(),
            Step::Table(step) => view! { <table::TableStepView wizard step/> }.into_any(),
            Step::Match(step) => view! { <matching::MatchStepView wizard step/> }.into_any(),
            Step::Plan(step) => view! { <plan::PlanStepView wizard step/> }.into_any(),
            Step::Apply(step) => view! { <apply::ApplyStepView wizard step/> }.into_any(),
            Step::Done(step) => view! { <done::DoneStepView wizard step/> }.into_any(),
        }}
    }
}

/// The open file and its plan live in the worker. A new worker has neither.
fn begin_anew_when_lost(wizard: Wizard) {
    Effect::new(move |before: Option<u32>| {
        let (lost, why) = wizard.engine.lost.get();
        // An import that is cut short tells its end itself.
        let holds =
            wizard.step.with_untracked(|step| !matches!(step, Step::Choose | Step::Apply(_)));
        if before.is_some_and(|before| before != lost) && holds {
            wizard.step.set(Step::Choose);
            let gone = Failure::Page { code: "engine-lost", cause: String::new() };
            let stopped = why == Failure::Cancelled;
            wizard.failure.set(Some(if stopped { gone } else { why }));
        }
        lost
    });
}
