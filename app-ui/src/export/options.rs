//! How a workbook is laid out.

use leptos::prelude::*;
use wasm_core::job::ExportOptions;

use crate::components::check::Check;
use crate::model::export::{FileKind, chosen};
use crate::text::t;

/// The options of a workbook.
#[component]
pub fn WorkbookOptions(
    /// The choice.
    options: RwSignal<ExportOptions>,
    /// What kind of file: only a new one is protected.
    kind: RwSignal<FileKind>,
) -> impl IntoView {
    let protect = move || {
        let protect = view! {
            <Check
                id="option-protect"
                label=t("option-protect")
                hint=t("option-protect-hint")
                checked=Signal::derive(move || options.with(|options| options.protect))
                on_change=move |on| options.update(|options| options.protect = on)
            />
        };
        kind.get().is_new_workbook().then_some(protect)
    };
    view! {
        <fieldset class="field options">
            <legend class="visually-hidden">{t("options-title")}</legend>
            <Check
                id="option-outline"
                label=t("option-outline")
                hint=t("option-outline-hint")
                checked=Signal::derive(move || options.with(|options| options.outline))
                on_change=move |on| options.update(|options| options.outline = on)
            />
            {protect}
        </fieldset>
    }
}

/// The chosen options by name.
pub fn line(options: &ExportOptions, kind: FileKind) -> String {
    let protect = options.protect && kind.is_new_workbook();
    let all = [(options.outline, "option-outline"), (protect, "option-protect")];
    chosen(all.into_iter().filter(|(on, _)| *on).map(|(_, code)| t(code)))
}
