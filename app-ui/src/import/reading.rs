//! How a file is read where it does not say so itself: the encoding and the delimiter of a text, the
//! decimal sign and the order of dates.

use leptos::prelude::*;
use wasm_core::convert::{DayOrder, DecimalMark};
use wasm_core::mapping::Mapping;
use wasm_core::sheet::{Delimiter, ENCODINGS, TextFormat};

use super::Wizard;
use crate::model::wizard::TableStep;
use crate::text::t;

/// The delimiters that are offered: their values in the list, and the names.
const DELIMITERS: [(&str, &str); 5] = [
    ("comma", "text-comma"),
    ("semicolon", "text-semicolon"),
    ("tab", "text-tab"),
    ("pipe", "text-pipe"),
    ("none", "text-one-column"),
];

/// Encoding and delimiter of a text file; a change reads the file again.
#[component]
pub fn TextSelects(wizard: Wizard, step: TableStep, text: TextFormat) -> impl IntoView {
    let step = StoredValue::new(step);
    let encoding = move |event: leptos::ev::Event| {
        let mut step = step.get_value();
        step.text.encoding = Some(event_target_value(&event));
        wizard.reread(step);
    };
    let delimiter = move |event: leptos::ev::Event| {
        let mut step = step.get_value();
        step.text.delimiter = Delimiter::named(&event_target_value(&event));
        wizard.reread(step);
    };
    let known = ENCODINGS.contains(&text.encoding.name.as_str());
    let other = (!known).then(|| text.encoding.name.clone());
    let names = other.into_iter().chain(ENCODINGS.iter().map(|name| (*name).to_owned()));
    let read_as = text.encoding.name.clone();
    let name = move |name: String| {
        let (selected, value) = (name == read_as, name.clone());
        view! { <option value=value selected=selected>{name}</option> }
    };
    let cut_at = text.delimiter.map_or(Delimiter::OneColumn, Delimiter::Sign);
    let listed = DELIMITERS.iter().any(|(value, _)| Delimiter::named(value) == Some(cut_at));
    let other = text.delimiter.filter(|_| !listed);
    let sign = move |(value, code): (&'static str, &'static str)| {
        let selected = Delimiter::named(value) == Some(cut_at);
        view! { <option value=value selected=selected>{t(code)}</option> }
    };
    view! {
        <fieldset class="field pair">
            <legend>{t("text-reading")}</legend>
            <p class="hint" id="text-hint">{t("text-hint")}</p>
            <div class="field">
                <label for="text-encoding">{t("text-encoding")}</label>
                <select
                    id="text-encoding"
                    class="input"
                    aria-describedby="text-hint"
                    on:change=encoding
                >
                    {names.map(name).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="text-delimiter">{t("text-delimiter")}</label>
                <select
                    id="text-delimiter"
                    class="input"
                    aria-describedby="text-hint"
                    on:change=delimiter
                >
                    {other.map(|sign| view! {
                        <option value=sign.to_string() selected=true>{sign.to_string()}</option>
                    })}
                    {DELIMITERS.map(sign).collect_view()}
                </select>
            </div>
        </fieldset>
    }
}

/// Decimal sign and order of dates of all columns; each column tells it as long as nothing is chosen.
#[component]
pub fn ValueSelects(mapping: RwSignal<Mapping>) -> impl IntoView {
    const DECIMALS: [(&str, &str, Option<DecimalMark>); 3] = [
        ("", "value-as-written", None),
        ("point", "value-point", Some(DecimalMark::Point)),
        ("comma", "value-comma", Some(DecimalMark::Comma)),
    ];
    const ORDERS: [(&str, &str, Option<DayOrder>); 3] = [
        ("", "value-as-written", None),
        ("day", "value-day-first", Some(DayOrder::DayFirst)),
        ("month", "value-month-first", Some(DayOrder::MonthFirst)),
    ];
    let decimal = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        let chosen = DECIMALS.iter().find(|(known, ..)| *known == value);
        mapping.update(|mapping| mapping.decimal = chosen.and_then(|(.., sign)| *sign));
    };
    let order = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        let chosen = ORDERS.iter().find(|(known, ..)| *known == value);
        mapping.update(|mapping| mapping.day_order = chosen.and_then(|(.., order)| *order));
    };
    let decimals = DECIMALS.map(|(value, code, sign)| {
        let selected = move || mapping.with(|mapping| mapping.decimal == sign);
        view! { <option value=value selected=selected>{t(code)}</option> }
    });
    let orders = ORDERS.map(|(value, code, order)| {
        let selected = move || mapping.with(|mapping| mapping.day_order == order);
        view! { <option value=value selected=selected>{t(code)}</option> }
    });
    view! {
        <fieldset class="field pair">
            <legend>{t("value-reading")}</legend>
            <p class="hint" id="value-hint">{t("value-hint")}</p>
            <div class="field">
                <label for="value-decimal">{t("value-decimal")}</label>
                <select id="value-decimal" class="input" aria-describedby="value-hint" on:change=decimal>
                    {decimals.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="value-order">{t("value-order")}</label>
                <select id="value-order" class="input" aria-describedby="value-hint" on:change=order>
                    {orders.collect_view()}
                </select>
            </div>
        </fieldset>
    }
}
