//! The user's jobs, as the backend keeps them: numbers and times.

use job_api::{Job, JobKind, JobState};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::components::heading::StepHeading;
use crate::components::lozenge::Lozenge;
use crate::model::format::{count, duration};
use crate::model::history::{shown, with_kept};
use crate::model::plan::Tone;
use crate::text::t;

mod kept;
pub mod record;
mod remote;

/// What is known of the jobs.
#[derive(Clone)]
enum Jobs {
    Loading,
    /// Those that the browser kept; there is no backend, or it does not answer.
    Kept(Vec<Job>),
    /// All of them.
    Known(Vec<Job>),
}

/// The screen. It asks when it is looked at.
#[component]
pub fn HistoryScreen(
    /// Whether it is looked at.
    seen: Memo<bool>,
) -> impl IntoView {
    let jobs = RwSignal::new(Jobs::Loading);
    let load = move || {
        jobs.set(Jobs::Loading);
        spawn_local(async move {
            let kept = kept::list();
            jobs.set(match remote::list().await {
                Some(known) => Jobs::Known(kept.into_iter().fold(known, with_kept)),
                None => Jobs::Kept(kept),
            });
        });
    };
    Effect::new(move |_| {
        if seen.get() {
            load();
        }
    });
    view! {
        <StepHeading text=t("history-title") quiet=true/>
        <p class="intro">{t("history-intro")}</p>
        <div role="status">
            {move || match jobs.get() {
                Jobs::Loading => Some(t("history-loading")),
                Jobs::Kept(jobs) if jobs.is_empty() => Some(t("history-off")),
                Jobs::Kept(_) => Some(t("history-kept")),
                Jobs::Known(jobs) => jobs.is_empty().then(|| t("history-none")),
            }}
        </div>
        {move || match jobs.get() {
            Jobs::Known(jobs) | Jobs::Kept(jobs) if !jobs.is_empty() => Some(view! { <JobTable jobs/> }),
            _ => None,
        }}
        <div class="actions">
            <button class="button" type="button" on:click=move |_| load()>{t("history-refresh")}</button>
        </div>
    }
}

#[component]
fn JobTable(jobs: Vec<Job>) -> impl IntoView {
    let heads =
        ["history-when", "history-kind", "history-state", "history-result", "history-duration"];
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=t("history-title")>
            <table class="table">
                <thead>
                    <tr>{heads.map(|code| view! { <th scope="col">{t(code)}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{jobs.into_iter().map(|job| view! { <JobRow job/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn JobRow(job: Job) -> impl IntoView {
    let kind = match job.kind {
        JobKind::Export => t("kind-export"),
        JobKind::Import => t("kind-import"),
    };
    let state = match job.state {
        JobState::Created => (t("state-created"), Tone::Neutral),
        JobState::Running => (t("state-running"), Tone::Changed),
        JobState::Done => (t("state-done"), Tone::Added),
        JobState::Failed => (t("state-failed"), Tone::Danger),
        JobState::Cancelled => (t("state-cancelled"), Tone::Neutral),
    };
    let result: Vec<_> = shown(&job.counts)
        .into_iter()
        .map(|(code, number)| format!("{} {}", count(number.into()), t(code)))
        .collect();
    let took = job.durations.total_ms.get();
    let took = (took > 0).then(|| duration(took as f64 / 1000.0));
    view! {
        <tr>
            <td>{local_time(job.created_at.get())}</td>
            <td>{kind}</td>
            <td><Lozenge word=state/></td>
            <td>{result.join(", ")}</td>
            <td>{took}</td>
        </tr>
    }
}

/// The moment in the user's zone and language.
fn local_time(milliseconds: u64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    date.to_locale_string("default", &JsValue::UNDEFINED).into()
}
