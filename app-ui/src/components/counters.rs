//! Numbers that filter.

use leptos::prelude::*;
use wasm_core::job::RowFilter;

use crate::model::format::count;
use crate::model::plan::Counter;

/// A row of counters; the pressed one says what the table shows.
#[component]
pub fn Counters(
    /// What pressing does, for a screen reader.
    label: &'static str,
    /// The counters. Those that stay keep the focus when their numbers change.
    #[prop(into)]
    counters: Signal<Vec<Counter>>,
    /// What the table shows.
    filter: RwSignal<RowFilter>,
) -> impl IntoView {
    let button = move |counter: Counter| {
        let Counter { label, tone, filter: own, .. } = counter;
        let (wanted, counted) = (own.clone(), own.clone());
        let number = move || {
            let of = |all: &Vec<Counter>| all.iter().find(|c| c.filter == counted).map(|c| c.count);
            counters.with(of).unwrap_or_default()
        };
        view! {
            <button
                class=format!("counter {}", tone.class())
                type="button"
                aria-pressed=move || (filter.get() == own).to_string()
                on:click=move |_| filter.set(wanted.clone())
            >
                <span class="counter-number">{move || count(number())}</span>
                <span class="counter-label">{label}</span>
            </button>
        }
    };
    view! {
        <div class="counters" role="group" aria-label=label>
            <For each=move || counters.get() key=|counter: &Counter| counter.label.clone() let:counter>
                {button(counter)}
            </For>
        </div>
    }
}
