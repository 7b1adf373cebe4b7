//! The choice of sheets beside that of the work items.

use leptos::prelude::*;
use wasm_core::job::{ExportFormat, ExportOptions, FurtherSheet};

use crate::components::check::Check;
use crate::model::export::{FileKind, chosen};
use crate::text::t;

/// A check box for each sheet.
#[component]
pub fn SheetChoice(
    /// The choice.
    options: RwSignal<ExportOptions>,
    /// What kind of file they go into.
    kind: RwSignal<FileKind>,
) -> impl IntoView {
    let choice = move |sheet: FurtherSheet, kind: FileKind| {
        let imported = kind != FileKind::New(ExportFormat::Json) && sheet.takes_rows();
        let hint = if imported { "sheets-writable" } else { "sheets-read-only" };
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
    let hint = move || match kind.get() {
        FileKind::New(ExportFormat::Csv) => t("sheets-hint-csv"),
        FileKind::New(ExportFormat::Json) => t("sheets-hint-json"),
        _ => t("sheets-hint"),
    };
    let choices = move || {
        let kind = kind.get();
        kind.has_further()
            .then(|| FurtherSheet::ALL.map(|sheet| choice(sheet, kind)).collect_view())
    };
    view! {
        <fieldset class="field options">
            <legend class="visually-hidden">{t("sheets-label")}</legend>
            <p class="hint">{hint}</p>
            {choices}
        </fieldset>
    }
}

/// The chosen sheets by name.
pub fn line(options: &ExportOptions, kind: FileKind) -> String {
    if !kind.has_further() {
        return t("sheets-no-place").to_owned();
    }
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
