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
    /// The counters.
    counters: Vec<Counter>,
    /// What the table shows.
    filter: RwSignal<RowFilter>,
) -> impl IntoView {
    let button = move |counter: Counter| {
        let Counter { label, count: number, tone, filter: own } = counter;
        let wanted = own.clone();
        view! {
            <button
                class=format!("counter {}", tone.class())
                type="button"
                aria-pressed=move || (filter.get() == own).to_string()
                on:click=move |_| filter.set(wanted.clone())
            >
                <span class="counter-number">{count(number)}</span>
                <span class="counter-label">{label}</span>
            </button>
        }
    };
    view! {
        <div class="counters" role="group" aria-label=label>
            {counters.into_iter().map(button).collect_view()}
        </div>
    }
}
