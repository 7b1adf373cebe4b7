//! A message in the flow of a page.

use leptos::prelude::*;

use crate::model::failure::Failure;
use crate::text::t;

/// A message with a mark and a colour. `urgent` ones are read aloud at once.
#[component]
pub fn Banner(
    /// `info`, `success`, `warning` or `error`: the CSS class and the mark.
    kind: &'static str,
    /// Whether a screen reader interrupts itself for it.
    #[prop(optional)]
    urgent: bool,
    children: Children,
) -> impl IntoView {
    let mark = match kind {
        "success" => "✓",
        "warning" | "error" => "!",
        _ => "i",
    };
    let role = if urgent { "alert" } else { "note" };
    view! {
        <div class=format!("banner {kind}") role=role>
            <span class="banner-mark" aria-hidden="true">{mark}</span>
            <div class="banner-body">{children()}</div>
        </div>
    }
}

/// What did not work and what to do, until it is dismissed or the next attempt begins.
#[component]
pub fn FailureBanner(
    /// What did not work, if anything.
    failure: RwSignal<Option<Failure>>,
) -> impl IntoView {
    move || {
        failure.get().map(|failed| {
            let kind = if failed.is_wanted() { "info" } else { "error" };
            view! {
                <Banner kind urgent=true>
                    <p class="banner-title">{failed.text()}</p>
                    {failed.fix().map(|fix| view! { <p>{fix}</p> })}
                    <button
                        class="button subtle compact"
                        type="button"
                        on:click=move |_| failure.set(None)
                    >
                        {t("dismiss")}
                    </button>
                </Banner>
            }
        })
    }
}
