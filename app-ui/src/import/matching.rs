//! Step 3: what the columns mean.

use leptos::prelude::*;
use wasm_core::mapping::{ColumnMapping, EmptyCells, Mapping};

use super::Wizard;
use super::matching_row::ColumnRow;
use super::new_items::NewItems;
use super::reading::ValueSelects;
use super::text_form::FurtherTexts;
use crate::components::activity::ActivityView;
use crate::components::heading::StepHeading;
use crate::components::notes::Notes;
use crate::components::words::{Word, Words};
use crate::model::format::counted;
use crate::model::mapping::tally;
use crate::model::wizard::MatchStep;
use crate::text::{t, tf};

/// The columns, each with its field; what is not imported says so.
#[component]
pub fn MatchStepView(wizard: Wizard, step: MatchStep) -> impl IntoView {
    let mapping = RwSignal::new(step.mapping.clone());
    let rows = counted(step.table.rows as u64, t("row"), t("rows"));
    let findings = step.table.findings.clone();
    let projects = step.table.projects.clone();
    let further_texts = step.table.further_texts;
    let columns = step.mapping.columns.clone();
    let since_export = |column: &ColumnMapping| column.empty == EmptyCells::SinceExport;
    let exported = step.table.mapping.columns.iter().any(since_export);
    let step = StoredValue::new(step);
    let edited = move || MatchStep { mapping: mapping.get_untracked(), ..step.get_value() };
    let site = wizard.site();
    let list = columns
        .into_iter()
        .map(|column| view! { <ColumnRow site=site.clone() column exported mapping/> })
        .collect_view();
    view! {
        <StepHeading text=t("match-title")/>
        <p class="intro">
            {tf("match-rows", &[("rows", &rows)])}" "
            <span role="status">{move || mapping.with(summary)}</span>
        </p>
        <div class="form" inert=move || wizard.activity.busy()>
            <ColumnTable rows=list.into_any()/>
            <ValueSelects mapping/>
            <NewItems engine=wizard.engine projects mapping/>
            {further_texts.then(|| view! { <FurtherTexts mapping/> })}
        </div>
        <Words of=&[Word::Finding, Word::NotImported]/>
        <Notes title=t("match-notes") findings/>
        <ActivityView
            activity=wizard.activity
            title=t("match-busy")
            begun_by="make-plan"
            on_stop=move |id| wizard.stop_planning(id)
        />
        <Show when=move || !wizard.activity.busy()>
            <div class="actions">
                <button
                    class="button primary"
                    type="button"
                    id="make-plan"
                    on:click=move |_| wizard.plan(edited())
                >
                    {t("match-next")}
                </button>
                <button class="button" type="button" on:click=move |_| wizard.go(edited().back())>
                    {t("back")}
                </button>
            </div>
        </Show>
    }
}

fn summary(mapping: &Mapping) -> String {
    let tally = tally(&mapping.columns);
    let values = [
        ("sure", tally.sure.to_string()),
        ("suggested", tally.suggested.to_string()),
        ("ignored", tally.ignored.to_string()),
    ];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    tf("match-tally", &values)
}

#[component]
fn ColumnTable(rows: AnyView) -> impl IntoView {
    let heads = ["match-column", "match-samples", "match-field", "match-state", "match-empty"];
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t("match-table")>
            <table class="table matching">
                <caption class="visually-hidden">{t("match-table")}</caption>
                <thead>
                    <tr>{heads.map(|code| view! { <th scope="col">{t(code)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
