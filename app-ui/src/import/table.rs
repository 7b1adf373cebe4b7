//! Step 2: the sheet and its header row.

use leptos::prelude::*;
use wasm_core::job::SheetInfo;

use super::Wizard;
use super::preview::Preview;
use super::reading::TextSelects;
use crate::components::activity::ActivityView;
use crate::components::focus::keep;
use crate::components::heading::StepHeading;
use crate::components::notes::Notes;
use crate::model::format::counted;
use crate::model::wizard::{Step, TableStep};
use crate::text::{t, tf};

/// The choice, with the first rows to see what one chooses.
#[component]
pub fn TableStepView(wizard: Wizard, step: TableStep) -> impl IntoView {
    let file = tf("table-file", &[("name", &step.file.name), ("format", &step.file.format)]);
    let notes = step.file.notes.clone();
    let sheets = step.file.sheets.clone();
    let (text, read) = (step.file.text.clone(), step.clone());
    let by = step.by;
    // The control that had the file read again keeps the focus.
    if let Some(by) = by {
        keep(by);
    }
    let draft = RwSignal::new(step);
    let sheet = move || draft.with(|step| step.file.sheets.get(step.choice.sheet).cloned());
    let empty = move || sheet().is_none_or(|sheet| sheet.rows == 0);
    view! {
        <StepHeading text=t("table-title") quiet=by.is_some()/>
        <p class="intro">{file}</p>
        <div class="form" inert=move || wizard.activity.busy()>
            {text.map(|text| view! { <TextSelects wizard step=read text/> })}
            <SheetSelect sheets draft/>
            {move || match sheet() {
                Some(sheet) if sheet.rows > 0 => view! { <Preview sheet draft/> }.into_any(),
                _ => view! { <p>{t("table-empty")}</p> }.into_any(),
            }}
        </div>
        <Notes title=t("table-notes") findings=notes/>
        <ActivityView
            activity=wizard.activity
            title=t("table-busy")
            begun_by="choose-table"
            on_stop=move |id| wizard.stop_planning(id)
        />
        <Show when=move || !wizard.activity.busy()>
            <div class="actions">
                <button
                    class="button primary"
                    type="button"
                    id="choose-table"
                    disabled=empty
                    on:click=move |_| wizard.choose(draft.get_untracked())
                >
                    {t("next")}
                </button>
                <button class="button" type="button" on:click=move |_| wizard.go(Step::Choose)>
                    {t("choose-other")}
                </button>
            </div>
        </Show>
    }
}

#[component]
fn SheetSelect(sheets: Vec<SheetInfo>, draft: RwSignal<TableStep>) -> impl IntoView {
    let change = move |event: leptos::ev::Event| {
        if let Ok(sheet) = event_target_value(&event).parse() {
            draft.update(|step| *step = step.with_sheet(sheet));
        }
    };
    let option = move |(index, sheet): (usize, SheetInfo)| {
        let code = if sheet.visible { "table-sheet-rows" } else { "table-sheet-hidden" };
        let rows = counted(sheet.rows as u64, t("row"), t("rows"));
        let text = tf(code, &[("name", &sheet.name), ("rows", &rows)]);
        view! {
            <option
                value=index.to_string()
                selected=move || draft.with(|step| step.choice.sheet == index)
            >
                {text}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for="sheet">{t("table-sheet")}</label>
            <select id="sheet" class="input" on:change=change>
                {sheets.into_iter().enumerate().map(option).collect_view()}
            </select>
        </div>
    }
}
