//! Step 4: what would change.

use leptos::prelude::*;
use wasm_core::job::RowFilter;

use super::choices::ColumnChoices;
use super::details::{DETAILS, Details};
use super::findings::FindingGroups;
use super::review::Review;
use super::{Wizard, before};
use crate::components::activity::ActivityView;
use crate::components::banner::{Banner, FailureBanner};
use crate::components::counters::Counters;
use crate::components::grid::{Columns, PlanGrid};
use crate::components::heading::StepHeading;
use crate::components::notes::Notes;
use crate::components::rows::RowSource;
use crate::components::words::{Word, Words};
use crate::model::plan::{confirm, counters, held_back};
use crate::model::wizard::PlanStep;
use crate::text::t;

/// The words of this screen.
const WORDS: &[Word] = &[Word::ToReview, Word::HeldBack, Word::Finding, Word::NotImported];

/// The plan: counters, findings, the table, and the button that says what it does.
#[component]
pub fn PlanStepView(wizard: Wizard, step: PlanStep) -> impl IntoView {
    let rows = RowSource::new(wizard.engine, RowFilter::ToReview);
    let site_url = wizard.site().context.site_url.clone();
    let site = site_url.clone();
    let review = Review::new(wizard, rows, step);
    let active = review.active;
    let columns = Memo::new(move |_| Columns {
        fields: review.step.with(|step| step.plan.columns.clone()),
        done: false,
        site_url: site.clone(),
    });
    let counters =
        Signal::derive(move || review.step.with(|step| counters(&step.plan, step.conflicts)));
    let findings = Memo::new(move |_| review.step.with(|step| step.plan.findings.clone()));
    let general = Memo::new(move |_| review.step.with(|step| step.plan.general.clone()));
    let busy = move || wizard.activity.busy();
    view! {
        <StepHeading text=t("plan-title")/>
        <p class="intro">{t("plan-intro")}</p>
        {move || review.step.with(nothing_note)}
        {move || view! { <Notes title=t("plan-general") findings=general.get()/> }}
        <Counters label=t("plan-counters") counters filter=rows.filter/>
        <Words of=WORDS/>
        {move || review.step.with(held_note)}
        <div class="through" inert=busy>
            {move || {
                review.round.track();
                view! {
                    <before::ImportedBeforeChoice review filter=rows.filter/>
                    <ColumnChoices review/>
                }
            }}
        </div>
        <p class="visually-hidden" role="status">{review.said}</p>
        <ActivityView
            activity=wizard.activity
            title=t("match-busy")
            begun_by=AGAIN
            on_stop=move |id| wizard.stop_planning(id)
        />
        <Show when=move || !busy()>
            <Actions wizard review/>
        </Show>
        <p class="compared" role="status">{review.compared}</p>
        {move || view! { <FindingGroups groups=findings.get() filter=rows.filter/> }}
        <FailureBanner failure=rows.failure/>
        <PlanGrid label=t("plan-table") columns rows active details=DETAILS/>
        <div class="through" inert=busy>
            <Details rows active site_url review/>
        </div>
    }
}

/// Id of the button that compares again.
const AGAIN: &str = "compare-again";

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
            <button
                class="button"
                type="button"
                id=AGAIN
                disabled=busy
                on:click=move |_| review.compare()
            >
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
