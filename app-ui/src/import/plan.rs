//! Step 4: what would change.

use leptos::prelude::*;

use super::Wizard;
use super::details::{DETAILS, Details};
use super::findings::FindingGroups;
use crate::components::banner::{Banner, FailureBanner};
use crate::components::counters::Counters;
use crate::components::grid::{Columns, PlanGrid};
use crate::components::heading::StepHeading;
use crate::components::notes::Notes;
use crate::components::rows::RowSource;
use crate::model::format::counted;
use crate::model::plan::{confirm, counters};
use crate::model::wizard::PlanStep;
use crate::text::{t, tf};

/// The plan: counters, findings, the table, and the button that says what it does.
#[component]
pub fn PlanStepView(wizard: Wizard, step: PlanStep) -> impl IntoView {
    let rows = RowSource::new(wizard.engine);
    let active = RwSignal::new(None);
    let site_url = wizard.site().context.site_url.clone();
    let plan = step.plan.clone();
    let columns = Columns { fields: plan.columns.clone(), done: false, site_url: site_url.clone() };
    let held =
        u64::from(plan.summary.blocked) + u64::from(plan.summary.conflict - plan.summary.partial);
    let label = confirm(&plan.summary);
    let nothing = label.is_none() && held == 0;
    let step = StoredValue::new(step);
    view! {
        <StepHeading text=t("plan-title")/>
        <p class="intro">{t("plan-intro")}</p>
        {nothing.then(|| view! { <Banner kind="success"><p>{t("plan-nothing")}</p></Banner> })}
        <Notes title=t("plan-general") findings=plan.general/>
        <Counters label=t("plan-counters") counters=counters(&plan.summary) filter=rows.filter/>
        {(held > 0 && !nothing).then(|| held_note(held))}
        <Actions wizard step label/>
        <FindingGroups groups=plan.findings filter=rows.filter/>
        <FailureBanner failure=rows.failure/>
        <PlanGrid label=t("plan-table") columns rows active details=DETAILS/>
        <Details rows active site_url/>
    }
}

#[component]
fn Actions(wizard: Wizard, step: StoredValue<PlanStep>, label: Option<String>) -> impl IntoView {
    let apply = label.map(|label| {
        view! {
            <button
                class="button primary"
                type="button"
                on:click=move |_| wizard.apply(step.get_value())
            >
                {label}
            </button>
        }
    });
    view! {
        <div class="actions">
            {apply}
            <button
                class="button"
                type="button"
                on:click=move |_| wizard.plan_again(step.get_value())
            >
                {t("plan-again")}
            </button>
            <button
                class="button"
                type="button"
                on:click=move |_| wizard.go(step.get_value().back())
            >
                {t("back")}
            </button>
        </div>
    }
}

fn held_note(held: u64) -> impl IntoView {
    let rows = counted(held, t("row"), t("rows"));
    view! { <Banner kind="warning"><p>{tf("plan-held-note", &[("rows", &rows)])}</p></Banner> }
}
