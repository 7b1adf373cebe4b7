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

/// A value of a list, its name, and what it means.
type Offer<T> = (&'static str, &'static str, Option<T>);

const DECIMALS: [Offer<DecimalMark>; 3] = [
    ("", "value-as-written", None),
    ("point", "value-point", Some(DecimalMark::Point)),
    ("comma", "value-comma", Some(DecimalMark::Comma)),
];

const ORDERS: [Offer<DayOrder>; 3] = [
    ("", "value-as-written", None),
    ("day", "value-day-first", Some(DayOrder::DayFirst)),
    ("month", "value-month-first", Some(DayOrder::MonthFirst)),
];

/// Encoding and delimiter of a text file; a change reads the file again.
#[component]
pub fn TextSelects(wizard: Wizard, step: TableStep, text: TextFormat) -> impl IntoView {
    let again = move |by: &'static str, set: fn(&mut TableStep, String)| {
        let step = step.clone();
        Callback::new(move |value: String| {
            let mut step = TableStep { by: Some(by), ..step.clone() };
            set(&mut step, value);
            wizard.reread(step);
        })
    };
    let encoding = List {
        id: "text-encoding",
        label: "text-encoding",
        options: encodings(&text),
        now: Signal::stored(text.encoding.name.clone()),
        choose: again("text-encoding", |step, value| step.text.encoding = Some(value)),
    };
    let (delimiters, cut_at) = delimiters(&text);
    let delimiter = List {
        id: "text-delimiter",
        label: "text-delimiter",
        options: delimiters,
        now: Signal::stored(cut_at),
        choose: again("text-delimiter", |step, value| {
            step.text.delimiter = Delimiter::named(&value);
        }),
    };
    pair("text-reading", "text-hint", [encoding, delimiter])
}

/// The encodings by their names; one that is read and not listed goes first.
fn encodings(text: &TextFormat) -> Vec<(String, String)> {
    let read = &text.encoding.name;
    let other = (!ENCODINGS.contains(&read.as_str())).then(|| read.clone());
    let names = other.into_iter().chain(ENCODINGS.iter().map(|name| (*name).to_owned()));
    names.map(|name| (name.clone(), name)).collect()
}

/// The delimiters, and the one that the file is read with; one that is not listed goes first.
fn delimiters(text: &TextFormat) -> (Vec<(String, String)>, String) {
    let read = text.delimiter.map_or(Delimiter::OneColumn, Delimiter::Sign);
    let listed = DELIMITERS.iter().find(|(value, _)| Delimiter::named(value) == Some(read));
    let other = text.delimiter.filter(|_| listed.is_none()).map(|sign| sign.to_string());
    let now = listed.map(|(value, _)| (*value).to_owned()).or_else(|| other.clone());
    let known = DELIMITERS.map(|(value, code)| (value.to_owned(), t(code).to_owned()));
    let all = other.map(|sign| (sign.clone(), sign)).into_iter().chain(known).collect();
    (all, now.unwrap_or_default())
}

/// Decimal sign and order of dates of all columns; each column tells it as long as nothing is chosen.
#[component]
pub fn ValueSelects(mapping: RwSignal<Mapping>) -> impl IntoView {
    let decimal = of_mapping(
        ("value-decimal", &DECIMALS),
        mapping,
        |mapping| mapping.decimal,
        |mapping, sign| mapping.decimal = sign,
    );
    let order = of_mapping(
        ("value-order", &ORDERS),
        mapping,
        |mapping| mapping.day_order,
        |mapping, order| mapping.day_order = order,
    );
    pair("value-reading", "value-hint", [decimal, order])
}

/// A list that sets something of the matching.
fn of_mapping<T: Copy + PartialEq + Send + Sync + 'static>(
    (id, offers): (&'static str, &'static [Offer<T>]),
    mapping: RwSignal<Mapping>,
    get: fn(&Mapping) -> Option<T>,
    set: fn(&mut Mapping, Option<T>),
) -> List {
    let value = move |wanted: Option<T>| offers.iter().find(|(.., meant)| *meant == wanted);
    let meant = move |value: &str| offers.iter().find(|(known, ..)| *known == value)?.2;
    let option = |(value, code, _): &Offer<T>| ((*value).to_owned(), t(code).to_owned());
    List {
        id,
        label: id,
        options: offers.iter().map(option).collect(),
        now: Signal::derive(move || {
            let now = value(mapping.with(get));
            now.map_or_else(String::new, |(value, ..)| (*value).to_owned())
        }),
        choose: Callback::new(move |value: String| {
            mapping.update(|mapping| set(mapping, meant(&value)));
        }),
    }
}

/// A list to choose one value of.
struct List {
    /// Id of its control.
    id: &'static str,
    /// Code of its name.
    label: &'static str,
    /// The values, and their names.
    options: Vec<(String, String)>,
    /// The chosen value.
    now: Signal<String>,
    /// Takes another one.
    choose: Callback<String>,
}

/// Two lists side by side, under one heading and one hint, by the codes of both.
fn pair(title: &'static str, hint: &'static str, lists: [List; 2]) -> impl IntoView {
    let list = |list: List| {
        let List { id, label, options, now, choose } = list;
        let option = move |(value, name): (String, String)| {
            let own = value.clone();
            view! { <option value=value selected=move || now.with(|now| *now == own)>{name}</option> }
        };
        view! {
            <div class="field">
                <label for=id>{t(label)}</label>
                <select
                    id=id
                    class="input"
                    aria-describedby=hint
                    on:change=move |event| choose.run(event_target_value(&event))
                >
                    {options.into_iter().map(option).collect_view()}
                </select>
            </div>
        }
    };
    view! {
        <fieldset class="field pair">
            <legend>{t(title)}</legend>
            <p class="hint" id=hint>{t(hint)}</p>
            {lists.map(list).into_iter().collect_view()}
        </fieldset>
    }
}
