//! Jira is being changed.

use leptos::prelude::*;

use super::Wizard;
use crate::components::activity::ActivityView;
use crate::components::heading::StepHeading;
use crate::model::plan::verb;
use crate::model::wizard::PlanStep;
use crate::text::t;

/// Progress, and a stop that undoes nothing.
#[component]
pub fn ApplyStepView(wizard: Wizard, step: PlanStep) -> impl IntoView {
    view! {
        <StepHeading text=t("apply-title")/>
        <p class="intro">{verb(&step.plan.summary)}". "{t("apply-hint")}</p>
        <ActivityView
            activity=wizard.applying
            title=t("apply-title")
            stop="stop"
            begun_by="apply"
            on_stop=move |id| wizard.stop_applying(id)
        />
    }
}
