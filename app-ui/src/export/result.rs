//! The exported file.

use leptos::prelude::*;
use wasm_core::export;

use super::download::Made;
use crate::components::banner::Banner;
use crate::components::heading::StepHeading;
use crate::model::format::{bytes, counted};
use crate::text::{t, tf};

/// What was exported, what Jira did not give, and the file once more.
#[component]
pub fn ExportResult(made: Made, shown: RwSignal<Option<Made>>) -> impl IntoView {
    let items = counted(made.issues.into(), t("work-item"), t("work-items"));
    let file = tf("export-file", &[("name", &made.name), ("size", &bytes(made.size))]);
    let missing = export::incomplete(made.issues, &made.missing).map(|message| {
        view! {
            <Banner kind="warning">
                <p>{message.text()}</p>
                <p>{message.fix()}</p>
            </Banner>
        }
    });
    let old = made.clone();
    let again = move |_| {
        old.forget();
        shown.set(None);
    };
    view! {
        <StepHeading text=tf("export-done", &[("items", &items)])/>
        <Banner kind="success">
            <p>{file}</p>
        </Banner>
        {missing}
        <div class="actions">
            <a class="button primary" href=made.url download=made.name>{t("export-save")}</a>
            <button class="button" type="button" on:click=again>{t("export-again")}</button>
        </div>
    }
}
