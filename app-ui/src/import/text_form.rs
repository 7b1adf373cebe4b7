//! What the signs in texts mean: of a column, and of the sheets beside it.

use leptos::prelude::*;
use wasm_core::mapping::Mapping;
use wasm_core::schema::TextForm;

use crate::model::mapping::{text_form, text_form_value};
use crate::text::{t, tf};

/// The choice for a column of rich text.
#[component]
pub fn TextFormChoice(header: String, number: u32, mapping: RwSignal<Mapping>) -> impl IntoView {
    let now = move || {
        let entry = |m: &Mapping| m.columns.iter().find(|c| c.column == number)?.text;
        mapping.with(entry)
    };
    let set = move |form| {
        mapping.update(|mapping| {
            let entry = mapping.columns.iter_mut().find(|entry| entry.column == number);
            if let Some(entry) = entry {
                entry.text = form;
            }
        });
    };
    let label = tf("match-text-of", &[("header", &header)]);
    view! { <Choice label now=Signal::derive(now) set=Callback::new(set)/> }
}

/// The choice for the comments of further sheets.
#[component]
pub fn FurtherTexts(mapping: RwSignal<Mapping>) -> impl IntoView {
    let now = Signal::derive(move || mapping.with(|mapping| mapping.further_text));
    let set = move |form| mapping.update(|mapping| mapping.further_text = form);
    view! {
        <div class="field">
            <span>{t("match-further")}</span>
            <Choice label=t("match-further").to_owned() now set=Callback::new(set)/>
        </div>
    }
}

#[component]
fn Choice(
    label: String,
    now: Signal<Option<TextForm>>,
    set: Callback<Option<TextForm>>,
) -> impl IntoView {
    let option = move |own: Option<TextForm>, code: &'static str| {
        view! {
            <option value=text_form_value(own) selected=move || now.get() == own>{t(code)}</option>
        }
    };
    view! {
        <select
            class="input"
            aria-label=label
            on:change=move |event| set.run(text_form(&event_target_value(&event)))
        >
            {option(None, "text-form-found")}
            {option(Some(TextForm::Plain), "text-form-plain")}
            {option(Some(TextForm::Markdown), "text-form-markdown")}
            {option(Some(TextForm::Wiki), "text-form-wiki")}
        </select>
    }
}
