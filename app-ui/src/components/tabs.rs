//! Tabs, by the pattern of the ARIA Authoring Practices: arrows move, one tab stop.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The tabs' row. Panels have the ids `panel-0`, `panel-1`, … and stay in the page.
#[component]
pub fn Tabs(
    /// What the tabs choose, for a screen reader.
    label: &'static str,
    /// The tabs' names.
    names: Vec<&'static str>,
    /// The chosen tab.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let count = names.len();
    let choose = move |to: usize| {
        chosen.set(to);
        let tab = list
            .get_untracked()
            .and_then(|list| list.children().item(to as u32))
            .and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(tab) = tab {
            // It is chosen even where it cannot be focused.
            let _ = tab.focus();
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let now = chosen.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" => (now + 1) % count,
            "ArrowLeft" => (now + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        choose(to);
    };
    let tab = move |(index, name): (usize, &'static str)| {
        let selected = move || chosen.get() == index;
        view! {
            <button
                class="tab"
                type="button"
                role="tab"
                id=format!("tab-{index}")
                aria-controls=format!("panel-{index}")
                aria-selected=move || selected().to_string()
                tabindex=move || if selected() { "0" } else { "-1" }
                on:click=move |_| chosen.set(index)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label node_ref=list on:keydown=key>
            {names.into_iter().enumerate().map(tab).collect_view()}
        </div>
    }
}

/// What a tab shows. Hidden panels keep their state.
#[component]
pub fn Panel(
    /// Position of its tab.
    index: usize,
    /// The chosen tab.
    chosen: RwSignal<usize>,
    children: Children,
) -> impl IntoView {
    view! {
        <section
            class="panel"
            role="tabpanel"
            id=format!("panel-{index}")
            aria-labelledby=format!("tab-{index}")
            hidden=move || chosen.get() != index
        >
            {children()}
        </section>
    }
}
