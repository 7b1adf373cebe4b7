//! What kind of file is made.

use leptos::prelude::*;
use wasm_core::job::ExportFormat;

use crate::model::export::FileKind;
use crate::text::t;

/// A new file of one of the formats, or the user's own workbook.
#[component]
pub fn FormatChoice(kind: RwSignal<FileKind>) -> impl IntoView {
    let choice = move |own: FileKind, label: &'static str, hint: &'static str| {
        view! {
            <div class="radio">
                <input
                    type="radio"
                    name="format"
                    id=label
                    aria-describedby=hint
                    prop:checked=move || kind.get() == own
                    on:change=move |_| kind.set(own)
                />
                <label for=label>{t(label)}</label>
                <p class="hint" id=hint>{t(hint)}</p>
            </div>
        }
    };
    view! {
        <fieldset class="field options">
            <legend>{t("format-label")}</legend>
            {choice(FileKind::New(ExportFormat::Xlsx), "format-xlsx", "format-xlsx-hint")}
            {choice(FileKind::Own, "format-own", "format-own-hint")}
            {choice(FileKind::New(ExportFormat::Csv), "format-csv", "format-csv-hint")}
            {choice(FileKind::New(ExportFormat::Json), "format-json", "format-json-hint")}
        </fieldset>
    }
}
