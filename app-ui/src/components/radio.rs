//! One answer of several.

use leptos::prelude::*;

/// A radio button with its label, and what there is to know of the answer.
#[component]
pub fn Radio(
    /// Of the group that the answers make.
    group: String,
    /// Of the answer within the group; both together are the id.
    word: String,
    label: String,
    checked: bool,
    #[prop(optional_no_strip)] hint: Option<AnyView>,
    /// Takes the answer; it gets the id, to give the focus back to.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let id = format!("{group}-{word}");
    let described = format!("{id}-hint");
    let control = id.clone();
    let hint = hint.map(|hint| view! { <p class="hint" id=described.clone()>{hint}</p> });
    view! {
        <div class="radio">
            <input
                type="radio"
                name=group
                id=id.clone()
                aria-describedby=hint.is_some().then_some(described)
                prop:checked=checked
                on:change=move |_| on_choose.run(control.clone())
            />
            <label for=id>{label}</label>
            {hint}
        </div>
    }
}
