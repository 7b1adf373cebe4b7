//! The choice of sheets beside that of the work items.

use leptos::prelude::*;
use wasm_core::job::{ExportOptions, FurtherSheet};

use crate::components::check::Check;
use crate::model::export::chosen;
use crate::text::t;

/// A check box for each sheet.
#[component]
pub fn SheetChoice(options: RwSignal<ExportOptions>) -> impl IntoView {
    let choice = move |sheet: FurtherSheet| {
        let hint = if sheet.takes_rows() { "sheets-writable" } else { "sheets-read-only" };
        view! {
            <Check
                id=id(sheet)
                label=label(sheet)
                hint=t(hint)
                checked=Signal::derive(move || options.with(|o| o.sheets.contains(&sheet)))
                on_change=move |_| options.update(|options| toggle(&mut options.sheets, sheet))
            />
        }
    };
    view! {
        <fieldset class="field options">
            <legend class="visually-hidden">{t("sheets-label")}</legend>
            <p class="hint">{t("sheets-hint")}</p>
            {FurtherSheet::ALL.map(choice).collect_view()}
        </fieldset>
    }
}

/// The chosen sheets by name.
pub fn line(options: &ExportOptions) -> String {
    chosen(options.sheets.iter().map(|sheet| label(*sheet)))
}

fn id(sheet: FurtherSheet) -> &'static str {
    match sheet {
        FurtherSheet::Comments => "sheet-comments",
        FurtherSheet::Worklogs => "sheet-worklogs",
        FurtherSheet::Links => "sheet-links",
        FurtherSheet::Attachments => "sheet-attachments",
        FurtherSheet::History => "sheet-history",
        FurtherSheet::Watchers => "sheet-watchers",
    }
}

/// The name, whose code is the id.
fn label(sheet: FurtherSheet) -> &'static str {
    t(id(sheet))
}

/// Adds a sheet or takes it away.
fn toggle(sheets: &mut Vec<FurtherSheet>, sheet: FurtherSheet) {
    match sheets.iter().position(|chosen| *chosen == sheet) {
        Some(at) => _ = sheets.remove(at),
        None => {
            sheets.push(sheet);
            sheets.sort_unstable();
        }
    }
}
