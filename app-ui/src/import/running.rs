//! The import as the other screens show it: how far it is, a stop, and the way back to it.

use leptos::prelude::*;

use super::{Ended, Wizard};
use crate::components::activity::ActivityView;
use crate::components::banner::Banner;
use crate::components::focus::rescue;
use crate::text::t;

/// Id of the button that leads to the import.
const SHOW: &str = "show-import";

/// An import that runs, or that ended unseen. Nothing where the import's own tab is chosen.
#[component]
pub fn RunningImport(
    /// The import.
    wizard: Wizard,
    /// The chosen tab.
    chosen: RwSignal<usize>,
    /// Position of the import's tab.
    tab: usize,
) -> impl IntoView {
    let elsewhere = move || chosen.get() != tab;
    Effect::new(move |_| {
        if !elsewhere() && wizard.ended.with(Option::is_some) {
            wizard.ended.set(None);
        }
    });
    // The button that stopped it is gone with its progress.
    Effect::new(move |before: Option<bool>| {
        let busy = wizard.applying.busy();
        if before == Some(true) && !busy && elsewhere() {
            rescue(SHOW.to_owned());
        }
        busy
    });
    let show = move |_| {
        chosen.set(tab);
        rescue(format!("tab-{tab}"));
    };
    let running = move || elsewhere() && wizard.applying.busy();
    let ended = move || wizard.ended.get().filter(|_| elsewhere() && !wizard.applying.busy());
    view! {
        <Show when=running>
            <section class="running" aria-label=t("running-title")>
                <ActivityView
                    activity=wizard.applying
                    title=t("apply-title")
                    stop="stop"
                    begun_by=SHOW
                    on_stop=move |id| wizard.stop_applying(id)
                />
                <button class="button" type="button" id=SHOW on:click=show>
                    {t("running-show")}
                </button>
            </section>
        </Show>
        <div role="status">
            {move || ended().map(|ended| view! { <EndedImport ended show/> })}
        </div>
    }
}

/// How an import ended that nobody watched.
#[component]
fn EndedImport(
    ended: Ended,
    show: impl Fn(leptos::ev::MouseEvent) + Send + 'static,
) -> impl IntoView {
    view! {
        <div class="running">
            <Banner kind=if ended.well { "success" } else { "warning" }>
                <p class="banner-title">{ended.title}</p>
                <button class="button" type="button" id=SHOW on:click=show>
                    {t("running-result")}
                </button>
            </Banner>
        </div>
    }
}
