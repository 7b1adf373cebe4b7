//! A link to a work item.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::host;

/// A key that opens its work item in a new tab. Jira's frame opens it: the sandbox of the app's
/// own frame may not.
#[component]
pub fn IssueLink(
    /// Base address of the site.
    site_url: String,
    /// The key.
    key: String,
    /// Whether it stands within a table that is one tab stop; the keyboard finds it below.
    #[prop(optional)]
    in_grid: bool,
) -> impl IntoView {
    let url = format!("{site_url}/browse/{key}");
    let target = url.clone();
    let open = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        spawn_local(host::open(target.clone()));
    };
    view! {
        <a
            class="issue-link"
            href=url
            target="_blank"
            rel="noopener"
            tabindex=in_grid.then_some("-1")
            on:click=open
        >
            {key}
        </a>
    }
}
