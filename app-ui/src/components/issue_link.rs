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
) -> impl IntoView {
    let url = format!("{site_url}/browse/{key}");
    let target = url.clone();
    let open = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        spawn_local(host::open(target.clone()));
    };
    view! { <a class="issue-link" href=url target="_blank" rel="noopener" on:click=open>{key}</a> }
}
