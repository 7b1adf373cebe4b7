//! Step 4: what would change.

use leptos::prelude::*;

use super::choices::ColumnChoices;
use super::details::{DETAILS, Details};
use super::findings::FindingGroups;
use super::review::Review;
use super::{Wizard, before};
use crate::components::banner::{Banner, FailureBanner};
use crate::components::counters::Counters;
use crate::components::grid::{Columns, PlanGrid};
use crate::components::heading::StepHeading;
use crate::components::notes::Notes;
use crate::components::rows::RowSource;
use crate::model::plan::{confirm, counters, held_back};
use crate::model::wizard::PlanStep;
use crate::text::t;

/// The plan: counters, findings, the table, and the button that says what it does.
#[component]
pub fn PlanStepView(wizard: Wizard, step: PlanStep) -> impl IntoView {
    let rows = RowSource::new(wizard.engine);
    let active = RwSignal::new(None);
    let site_url = wizard.site().context.site_url.clone();
    let plan = step.plan.clone();
    let columns = Columns { fields: plan.columns, done: false, site_url: site_url.clone() };
    let review = Review::new(wizard, rows, step);
    let counters =
        Signal::derive(move || review.step.with(|step| counters(&step.plan, step.conflicts)));
    let findings = Memo::new(move |_| review.step.with(|step| step.plan.findings.clone()));
    view! {
        <StepHeading text=t("plan-title")/>
        <p class="intro">{t("plan-intro")}</p>
        {move || review.step.with(nothing_note)}
        <Notes title=t("plan-general") findings=plan.general/>
        <Counters label=t("plan-counters") counters filter=rows.filter/>
        {move || review.step.with(held_note)}
        <before::ImportedBeforeChoice review filter=rows.filter/>
        <ColumnChoices review/>
        <Actions wizard review/>
        {move || view! { <FindingGroups groups=findings.get() filter=rows.filter/> }}
        <FailureBanner failure=rows.failure/>
        <PlanGrid label=t("plan-table") columns rows active details=DETAILS/>
        <Details rows active site_url review/>
    }
}

#[component]
fn Actions(wizard: Wizard, review: Review) -> impl IntoView {
    let label = Memo::new(move |_| review.step.with(|step| confirm(&step.plan)));
    let busy = move || review.pending.get() > 0;
    let step = move || review.step.get_untracked();
    view! {
        <div class="actions">
            <Show when=move || label.with(Option::is_some)>
                <button
                    class="button primary"
                    type="button"
                    id="apply"
                    disabled=busy
                    on:click=move |_| wizard.apply(step())
                >
                    {label}
                </button>
            </Show>
            <button class="button" type="button" on:click=move |_| wizard.plan_again(step())>
                {t("plan-again")}
            </button>
            <button class="button" type="button" on:click=move |_| wizard.go(step().back())>
                {t("back")}
            </button>
        </div>
    }
}

fn nothing_note(step: &PlanStep) -> Option<impl IntoView + use<>> {
    let nothing = confirm(&step.plan).is_none() && held_back(&step.plan.summary).is_none();
    let (kind, text) = match step.matching.table.rows {
        0 => ("warning", t("plan-no-rows")),
        _ => ("success", t("plan-nothing")),
    };
    nothing.then(|| view! { <Banner kind><p>{text}</p></Banner> })
}

fn held_note(step: &PlanStep) -> Option<impl IntoView + use<>> {
    held_back(&step.plan.summary)
        .map(|text| view! { <Banner kind="warning"><p>{text}</p></Banner> })
}
