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
    /// The counters. Their numbers may change, the counters themselves stay.
    #[prop(into)]
    counters: Signal<Vec<Counter>>,
    /// What the table shows.
    filter: RwSignal<RowFilter>,
) -> impl IntoView {
    let button = move |(at, counter): (usize, Counter)| {
        let Counter { label, tone, filter: own, .. } = counter;
        let number = move || counters.with(|all| all.get(at).map_or(0, |counter| counter.count));
        let wanted = own.clone();
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
            {counters.get_untracked().into_iter().enumerate().map(button).collect_view()}
        </div>
    }
}
