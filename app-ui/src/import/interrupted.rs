//! The user's last import, where it did not come to its end.

use job_api::Job;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::components::banner::Banner;
use crate::history::{self, local_time};
use crate::model::history::counts;
use crate::text::{t, tf};

/// What became of it and how to go on, until it is given up. It is asked for when the screen is
/// looked at.
#[component]
pub fn InterruptedImport(
    /// Whether the screen is looked at.
    seen: Memo<bool>,
) -> impl IntoView {
    let job = RwSignal::new(None::<Job>);
    Effect::new(move |_| {
        if seen.get() {
            spawn_local(async move {
                let found = history::interrupted().await;
                // The screen may be gone by now.
                _ = job.try_set(found);
            });
        }
    });
    let give_up = move |_| {
        if let Some(over) = job.get_untracked() {
            job.set(None);
            spawn_local(history::give_up(over));
        }
    };
    move || {
        job.get().map(|job| {
            let written = match counts(&job.counts) {
                none if none.is_empty() => none,
                counts => tf("interrupted-written", &[("counts", &counts)]),
            };
            let when = local_time(job.created_at.get());
            view! {
                <Banner kind="warning">
                    <p class="banner-title">{t("interrupted-title")}</p>
                    <p>{tf("interrupted-when", &[("when", &when), ("written", &written)])}</p>
                    <p>{t("interrupted-how")}</p>
                    <button class="button subtle compact" type="button" on:click=give_up>
                        {t("interrupted-give-up")}
                    </button>
                </Banner>
            }
        })
    }
}
