//! Step 5: what became of the rows.

use leptos::prelude::*;
use wasm_core::job::RowFilter;

use super::Wizard;
use super::details::{DETAILS, Details};
use crate::components::banner::{Banner, FailureBanner};
use crate::components::counters::Counters;
use crate::components::grid::{Columns, PlanGrid};
use crate::components::heading::StepHeading;
use crate::components::rows::RowSource;
use crate::components::words::{Word, Words};
use crate::model::result;
use crate::model::wizard::{DoneStep, Step};
use crate::text::t;

/// The result: numbers that filter, and every row with its link or its reason.
#[component]
pub fn DoneStepView(wizard: Wizard, step: DoneStep) -> impl IntoView {
    let of_failed = step.report.failed + step.report.otherwise > 0;
    let first = if of_failed { RowFilter::Failed } else { RowFilter::All };
    let rows = RowSource::new(wizard.engine, first);
    let active = RwSignal::new(None);
    let site_url = wizard.site().context.site_url.clone();
    let DoneStep { plan, report } = step;
    let again = plan.clone();
    let unfinished = result::is_unfinished(&report);
    let title = result::title(&plan.plan, &report);
    let kind = if result::is_well(&plan.plan, &report) { "success" } else { "warning" };
    let counters = result::counters(&plan.plan.summary, plan.conflicts, &report);
    let sentences = result::sentences(&plan.plan.summary, &report);
    let columns = Columns { fields: plan.plan.columns, done: true, site_url: site_url.clone() };
    let stopped = report.stopped.as_ref().map(|reason| {
        let fix = reason.fix().map(|fix| view! { <p>{fix}</p> });
        view! { <p class="banner-title">{reason.text()}</p> {fix} }
    });
    let go_on = move || {
        let left = again.clone();
        view! {
            <button
                class="button primary"
                type="button"
                on:click=move |_| wizard.apply(left.clone())
            >
                {t("done-go-on")}
            </button>
        }
    };
    let new = if unfinished { "button" } else { "button primary" };
    let notes = report.notes.iter().map(|note| {
        let fix = note.fix().map(|fix| view! { <span class="fix">" "{fix}</span> });
        view! { <p>{note.text()}{fix}</p> }
    });
    let notes = notes.collect_view();
    view! {
        <StepHeading text=title/>
        <Banner kind>
            {stopped}
            {sentences.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
            {notes}
        </Banner>
        <div class="actions">
            {unfinished.then(go_on)}
            <button class=new type="button" on:click=move |_| wizard.go(Step::Choose)>
                {t("done-new")}
            </button>
        </div>
        <Counters label=t("plan-counters") counters filter=rows.filter/>
        <Words of=&[Word::HeldBack, Word::NotWritten, Word::Finding]/>
        <FailureBanner failure=rows.failure/>
        <PlanGrid label=t("plan-table-done") columns rows active details=DETAILS/>
        <Details rows active site_url/>
    }
}
