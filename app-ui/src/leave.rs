//! Leaving the app while an import runs: the page is asked about by the browser, the dialog by us.
//!
//! Jira removes a dialog's frame without a word to it. So the app opens its dialog such that nothing
//! closes it but this button and the Escape key, which come here.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::components::activity::Activity;
use crate::engine::Engine;
use crate::host;
use crate::text::t;

/// The guard of the page, and the button that closes the dialog where the app is in one.
#[component]
pub fn Leave(
    /// Does the import.
    engine: Engine,
    /// The import, while it runs.
    applying: Activity,
) -> impl IntoView {
    let guard = window_event_listener(leptos::ev::beforeunload, move |event| {
        if applying.id.get_untracked().is_some() {
            event.prevent_default();
        }
    });
    on_cleanup(move || guard.remove());
    host::closable().then(|| view! { <CloseDialog engine applying/> })
}

#[component]
fn CloseDialog(engine: Engine, applying: Activity) -> impl IntoView {
    let question = NodeRef::<html::Dialog>::new();
    let leaving = RwSignal::new(false);
    let asked = move || question.get_untracked().is_some_and(|dialog| dialog.open());
    let close_question = move || {
        if let Some(dialog) = question.get_untracked() {
            dialog.close();
        }
    };
    let ask = move || match question.get_untracked() {
        Some(dialog) if applying.id.get_untracked().is_some() => {
            // A browser that can't show it leaves the dialog open, which does no harm.
            _ = dialog.show_modal();
        }
        _ => spawn_local(host::close()),
    };
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && !event.default_prevented() && !asked() {
            // The question would be closed by the key that opened it.
            event.prevent_default();
            ask();
        }
    });
    on_cleanup(move || escape.remove());
    Effect::new(move |_| {
        if applying.busy() {
            return;
        }
        if leaving.get() {
            spawn_local(host::close());
        } else if asked() {
            close_question();
        }
    });
    let stop = move |_| {
        leaving.set(true);
        if let Some(id) = applying.stop() {
            engine.cancel(id);
        }
    };
    view! {
        <button class="button" type="button" on:click=move |_| ask()>{t("leave-close")}</button>
        <dialog class="question" node_ref=question aria-labelledby="leave-title">
            <h2 id="leave-title">{t("leave-title")}</h2>
            <p>{t("leave-text")}</p>
            <div class="actions">
                <button class="button primary" type="button" on:click=move |_| close_question()>
                    {t("leave-stay")}
                </button>
                <button
                    class="button"
                    type="button"
                    aria-disabled=move || leaving.get().to_string()
                    on:click=stop
                >
                    {move || if leaving.get() { t("leave-stopping") } else { t("leave-stop") }}
                </button>
            </div>
        </dialog>
    }
}
