//! A part of a form that folds, with a line that says what is chosen in it.

use leptos::prelude::*;
use web_sys::HtmlDetailsElement;

/// The browser's own disclosure: one stop of the keyboard, found by a search in the page.
#[component]
pub fn Fold(
    /// The part's name.
    title: &'static str,
    /// What is chosen in it.
    #[prop(into)]
    now: Signal<String>,
    /// Whether it is open; it stays so while another screen is shown.
    open: RwSignal<bool>,
    children: Children,
) -> impl IntoView {
    let toggled = move |event: leptos::ev::Event| {
        open.set(event_target::<HtmlDetailsElement>(&event).open());
    };
    view! {
        <details class="fold" prop:open=open on:toggle=toggled>
            <summary>
                <h3>{title}</h3>
                <span class="fold-now">{now}</span>
            </summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}
