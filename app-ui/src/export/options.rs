//! How a new workbook is laid out.

use leptos::prelude::*;
use wasm_core::job::ExportOptions;

use crate::components::check::Check;
use crate::model::export::chosen;
use crate::text::t;

/// The options of a workbook.
#[component]
pub fn WorkbookOptions(options: RwSignal<ExportOptions>) -> impl IntoView {
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
            <Check
                id="option-protect"
                label=t("option-protect")
                hint=t("option-protect-hint")
                checked=Signal::derive(move || options.with(|options| options.protect))
                on_change=move |on| options.update(|options| options.protect = on)
            />
        </fieldset>
    }
}

/// The chosen options by name.
pub fn line(options: &ExportOptions) -> String {
    let all = [(options.outline, "option-outline"), (options.protect, "option-protect")];
    chosen(all.into_iter().filter(|(on, _)| *on).map(|(_, code)| t(code)))
}
