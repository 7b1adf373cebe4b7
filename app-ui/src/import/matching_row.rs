//! One column of the file and the field it goes to.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_core::mapping::{ColumnMapping, Confidence, EmptyCells, MappedTo, Mapping};
use wasm_core::schema::FieldSchema;

use super::text_form::TextFormChoice;
use crate::app::Site;
use crate::components::lozenge::Lozenge;
use crate::model::columns::label;
use crate::model::mapping::{
    choose, choose_empty, clearable, empty_meaning, empty_value, has_text_form, is_open, meaning,
    read_only, value,
};
use crate::model::plan::Tone;
use crate::text::{t, tf};

/// The row: header, examples, field, how sure the match is, and what empty cells ask for. A file
/// that Rowport `exported` can tell what was emptied since.
#[component]
pub fn ColumnRow(
    site: Arc<Site>,
    column: ColumnMapping,
    exported: bool,
    mapping: RwSignal<Mapping>,
) -> impl IntoView {
    let number = column.column;
    let header = match column.header.trim() {
        "" => t("match-no-header").to_owned(),
        name => name.to_owned(),
    };
    let now = Memo::new(move |_| {
        mapping.with(|m| m.columns.iter().find(|entry| entry.column == number).cloned())
    });
    let mapped = Memo::new(move |_| now.get().map_or(MappedTo::Ignored, |entry| entry.mapped));
    let open = Memo::new(move |_| now.get().is_some_and(|entry| is_open(&entry)));
    let known = Arc::clone(&site);
    // Whether its field can be cleared, whether it is never written, and whether signs in its
    // texts may mean something.
    let nature = Memo::new(move |_| {
        let mapped = mapped.get();
        let id = mapped.fields().first();
        let field = known.fields.iter().find(|field| Some(&field.id) == id);
        let told = |is: fn(&FieldSchema) -> bool| field.is_some_and(is);
        (told(clearable), told(read_only), told(has_text_form))
    });
    let (field_label, empty_label) = (
        tf("match-field-of", &[("header", &header)]),
        tf("match-empty-of", &[("header", &header)]),
    );
    let tier = move || {
        let word = |entry| {
            if nature.get().1 { (t("tier-read-only"), Tone::Neutral) } else { tier_of(&entry) }
        };
        now.get().map(|entry| view! { <Lozenge word=word(entry)/> })
    };
    let empty = move || {
        let label = empty_label.clone();
        nature.get().0.then(|| view! { <EmptyChoice label number exported mapping/> })
    };
    let named = header.clone();
    let text_form = move || {
        let header = named.clone();
        nature.get().2.then(|| view! { <TextFormChoice header number mapping/> })
    };
    view! {
        <tr>
            <th scope="row">{header}</th>
            <td class="samples">{samples(column.samples)}</td>
            <td>
                <FieldChoice site label=field_label number mapped open mapping/>
                {text_form}
            </td>
            <td>{tier}</td>
            <td>{empty}</td>
        </tr>
    }
}

fn samples(samples: Vec<String>) -> AnyView {
    if samples.is_empty() {
        return view! { <span class="empty">{t("match-no-samples")}</span> }.into_any();
    }
    // Several values stand one per line.
    let line = |sample: String| sample.replace('\n', " ↵ ");
    let sample = |s| view! { <span class="sample">{line(s)}</span> };
    samples.into_iter().map(sample).collect_view().into_any()
}

fn tier_of(column: &ColumnMapping) -> (&'static str, Tone) {
    match (&column.mapped, column.confidence) {
        (_, Confidence::Open) => (t("tier-open"), Tone::Danger),
        (MappedTo::Ignored, _) => (t("tier-ignored"), Tone::Neutral),
        (_, Confidence::Sure) => (t("tier-sure"), Tone::Added),
        _ => (t("tier-suggested"), Tone::Caution),
    }
}

#[component]
fn FieldChoice(
    site: Arc<Site>,
    label: String,
    number: u32,
    mapped: Memo<MappedTo>,
    open: Memo<bool>,
    mapping: RwSignal<Mapping>,
) -> impl IntoView {
    let option = move |own: MappedTo, text: String| {
        let value = value(&own);
        let selected = move || !open.get() && mapped.get() == own;
        view! { <option value=value selected=selected>{text}</option> }
    };
    // Until something is chosen, nothing is: even not to import the column is an answer.
    let undecided = move || {
        open.get().then(
            || view! { <option value="" disabled=true selected=true>{t("field-open")}</option> },
        )
    };
    let now = mapped.get_untracked();
    let offered =
        |field: &&FieldSchema| !field.kind.hidden() || now == MappedTo::Field(field.id.clone());
    let fields = site
        .fields
        .iter()
        .filter(offered)
        .map(|field| option(MappedTo::Field(field.id.clone()), name_of(&site, &field.id)))
        .collect_view();
    // Only where the header names several fields: what it stands for until one of them is chosen.
    let own = match &now {
        MappedTo::OwnOf(ids) => {
            let field = site.fields.iter().find(|field| ids.first() == Some(&field.id));
            let name = field.map(|field| field.name.clone()).unwrap_or_default();
            Some(option(now.clone(), tf("field-own-of", &[("field", &name)])))
        }
        _ => None,
    };
    let change = move |event: leptos::ev::Event| {
        let chosen = meaning(&event_target_value(&event));
        mapping.update(|mapping| choose(mapping, number, chosen));
    };
    view! {
        <select class="input" aria-label=label on:change=change>
            {undecided}
            {option(MappedTo::Ignored, t("field-ignored").to_owned())}
            {option(MappedTo::RowId, t("field-row-id").to_owned())}
            {own}
            <optgroup label=t("fields-group")>{fields}</optgroup>
        </select>
    }
}

fn name_of(site: &Site, id: &wasm_core::schema::FieldId) -> String {
    label(&site.fields, id)
}

#[component]
fn EmptyChoice(
    label: String,
    number: u32,
    exported: bool,
    mapping: RwSignal<Mapping>,
) -> impl IntoView {
    let now = move || {
        let entry = |m: &Mapping| m.columns.iter().find(|c| c.column == number).map(|c| c.empty);
        mapping.with(entry).unwrap_or_default()
    };
    let option = move |own: EmptyCells, code: &'static str| {
        view! {
            <option value=empty_value(own) selected=move || now() == own>{t(code)}</option>
        }
    };
    let change = move |event: leptos::ev::Event| {
        let chosen = empty_meaning(&event_target_value(&event));
        mapping.update(|mapping| choose_empty(mapping, number, chosen));
    };
    let since = exported.then(|| option(EmptyCells::SinceExport, "empty-since-export"));
    view! {
        <select class="input" aria-label=label on:change=change>
            {option(EmptyCells::Leave, "empty-leave")}
            {option(EmptyCells::Clear, "empty-clear")}
            {since}
        </select>
    }
}
