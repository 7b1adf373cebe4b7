//! Widths of columns.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_core::schema::FieldId;

use crate::model::export::width;
use crate::text::{t, tf};

/// The widths that are set, and whether their inputs are shown.
#[derive(Clone, Copy)]
pub struct Widths {
    /// In characters, by field.
    pub set: RwSignal<BTreeMap<FieldId, u16>>,
    /// Whether the file has widths at all.
    pub possible: Signal<bool>,
    wished: RwSignal<bool>,
}

impl Widths {
    /// Shown from the start where some are set.
    pub fn new(set: RwSignal<BTreeMap<FieldId, u16>>, possible: Signal<bool>) -> Self {
        Self { set, possible, wished: RwSignal::new(false) }
    }

    /// Whether the inputs are shown.
    fn shown(self) -> bool {
        self.possible.get() && (self.wished.get() || self.set.with(|set| !set.is_empty()))
    }
}

/// Shows the inputs, or makes all columns fit again.
#[component]
pub fn WidthSwitch(widths: Widths) -> impl IntoView {
    let press = move |_| {
        let shown = untrack(move || widths.shown());
        widths.wished.set(!shown);
        if shown {
            widths.set.update(BTreeMap::clear);
        }
    };
    let label = move || t(if widths.shown() { "widths-fit" } else { "widths-set" });
    view! {
        <Show when=move || widths.possible.get()>
            <button class="button subtle" type="button" on:click=press>
                {label}
            </button>
        </Show>
    }
}

/// The width of one column; empty for one that fits its content.
#[component]
pub fn WidthInput(id: FieldId, name: String, widths: Widths) -> impl IntoView {
    let label = tf("width-of", &[("name", &name)]);
    let (own, changed) = (id.clone(), id);
    let value = Memo::new(move |_| {
        widths.set.with(|set| set.get(&own).map(u16::to_string)).unwrap_or_default()
    });
    let change = move |event: leptos::ev::Event| {
        let typed = width(&event_target_value(&event));
        widths.wished.set(true);
        widths.set.update(|set| match typed {
            Some(width) => drop(set.insert(changed.clone(), width)),
            None => drop(set.remove(&changed)),
        });
    };
    move || {
        let (label, change) = (label.clone(), change.clone());
        widths.shown().then(|| {
            view! {
                <input
                    class="input width"
                    type="number"
                    min="1"
                    max="255"
                    placeholder=t("width-fits")
                    aria-label=label
                    prop:value=value
                    on:change=change
                />
            }
        })
    }
}
