//! A checkbox with its words.

use leptos::prelude::*;

/// A checkbox, its label and what it means.
#[component]
pub fn Check(
    /// Id of the checkbox.
    id: &'static str,
    /// The label.
    label: &'static str,
    /// What it means.
    hint: &'static str,
    /// Whether it is on.
    checked: Signal<bool>,
    /// Gets what it is set to.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <div class="radio">
            <input
                type="checkbox"
                id=id
                aria-describedby=format!("{id}-hint")
                prop:checked=checked
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <label for=id>{label}</label>
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
        </div>
    }
}
