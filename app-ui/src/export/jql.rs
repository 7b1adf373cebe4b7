//! The query, judged by Jira while it is typed.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, JqlCheck, Reply};

use crate::engine::Engine;
use crate::model::failure::Failure;
use crate::model::format::counted;
use crate::text::{t, tf};

/// Milliseconds without typing after which Jira is asked.
const PAUSE_MS: u32 = 400;

/// What Jira says of the query as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Nothing was asked yet.
    Idle,
    /// Jira is being asked.
    Checking,
    /// It is valid and finds about so many.
    Found(u64),
    /// It is not valid, and why.
    Wrong(Vec<String>),
    /// Jira could not be asked; exporting may be tried all the same.
    Unknown(Failure),
}

/// The text area with its judgement.
#[component]
pub fn JqlField(
    engine: Engine,
    jql: RwSignal<String>,
    judgement: RwSignal<Judgement>,
) -> impl IntoView {
    let timer = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        let text = jql.get();
        if text.trim().is_empty() {
            timer.set_value(None);
            judgement.set(Judgement::Idle);
            return;
        }
        judgement.set(Judgement::Checking);
        let check = move || spawn_local(judge(engine, jql, judgement, text));
        // The timer before it is dropped, and so never rings.
        timer.set_value(Some(Timeout::new(PAUSE_MS, check)));
    });
    // Read aloud when it changes, not at every key.
    let said = Memo::new(move |_| judgement.get());
    let wrong = move || matches!(said.get(), Judgement::Wrong(_));
    view! {
        <div class="field">
            <label for="jql">{t("jql-label")}</label>
            <textarea
                id="jql"
                class="input code"
                rows="2"
                spellcheck="false"
                autocomplete="off"
                aria-describedby="jql-hint jql-judgement"
                aria-invalid=move || wrong().to_string()
                prop:value=jql
                on:input=move |event| jql.set(event_target_value(&event))
            ></textarea>
            <p class="hint" id="jql-hint">{t("jql-hint")}</p>
            <div class="judgement" class:wrong=wrong id="jql-judgement" role="status">
                {move || words(&said.get())}
            </div>
        </div>
    }
}

fn words(judgement: &Judgement) -> AnyView {
    match judgement {
        Judgement::Idle => view! { <p>{t("jql-empty")}</p> }.into_any(),
        Judgement::Checking => view! { <p>{t("jql-checking")}</p> }.into_any(),
        Judgement::Found(0) => view! { <p>{t("jql-none")}</p> }.into_any(),
        Judgement::Found(count) => {
            let items = counted(*count, t("work-item"), t("work-items"));
            view! { <p>{tf("jql-count", &[("count", &items)])}</p> }.into_any()
        }
        Judgement::Wrong(errors) => {
            errors.iter().map(|error| view! { <p>{error.clone()}</p> }).collect_view().into_any()
        }
        Judgement::Unknown(failure) => view! { <p>{failure.text()}</p> }.into_any(),
    }
}

async fn judge(
    engine: Engine,
    jql: RwSignal<String>,
    judgement: RwSignal<Judgement>,
    text: String,
) {
    let call = engine.start(Command::CheckJql { jql: text.clone() });
    let checked = call.done(|answer| match answer.reply {
        Reply::Jql(check) => Some(check),
        _ => None,
    });
    let verdict = match checked.await {
        Ok(JqlCheck { errors, .. }) if !errors.is_empty() => Judgement::Wrong(errors),
        Ok(JqlCheck { count, .. }) => Judgement::Found(count.unwrap_or(0)),
        Err(failure) => Judgement::Unknown(failure),
    };
    // Typing went on meanwhile: another answer is on its way.
    if jql.try_get_untracked().is_some_and(|now| now == text) {
        judgement.set(verdict);
    }
}
