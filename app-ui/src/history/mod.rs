//! The user's jobs, as the backend keeps them: numbers and times.

use job_api::{Job, JobKind};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::components::banner::Banner;
use crate::components::heading::StepHeading;
use crate::components::lozenge::Lozenge;
use crate::model::format::duration;
use crate::model::history::{self, Standing, given_up, interrupted_import, standing, with_kept};
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

impl Jobs {
    /// What the backend knows, and what it did not hear of.
    async fn load() -> Self {
        let kept = kept::list();
        match remote::list().await {
            Some(known) => Self::Known(kept.into_iter().fold(known, with_kept)),
            None => Self::Kept(kept),
        }
    }

    fn list(&self) -> &[Job] {
        match self {
            Self::Loading => &[],
            Self::Kept(jobs) | Self::Known(jobs) => jobs,
        }
    }
}

/// The user's last import, if its page is gone and it did not end.
pub async fn interrupted() -> Option<Job> {
    interrupted_import(Jobs::load().await.list(), &record::own(), record::now())
}

/// Notes that an interrupted job is over for its owner.
pub async fn give_up(job: Job) {
    let patch = given_up(&job);
    match job.reported(patch, record::now()).filter(|_| kept::list().contains(&job)) {
        Some(ended) => kept::keep(ended),
        None => remote::report(job.id, &patch).await,
    }
}

/// The screen. It asks when it is looked at.
#[component]
pub fn HistoryScreen(
    /// Whether it is looked at.
    seen: Memo<bool>,
    /// Goes to the import.
    #[prop(into)]
    to_import: Callback<()>,
) -> impl IntoView {
    let jobs = RwSignal::new(Jobs::Loading);
    let load = move || {
        jobs.set(Jobs::Loading);
        spawn_local(async move { jobs.set(Jobs::load().await) });
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
        {move || {
            let interrupted = jobs.with(|jobs| jobs.list().iter().any(is_interrupted_import));
            interrupted.then(|| view! { <Interrupted to_import/> })
        }}
        {move || {
            let jobs = jobs.with(|jobs| jobs.list().to_vec());
            (!jobs.is_empty()).then(|| view! { <JobTable jobs/> })
        }}
        <div class="actions">
            <button class="button" type="button" on:click=move |_| load()>{t("history-refresh")}</button>
        </div>
    }
}

fn is_interrupted_import(job: &Job) -> bool {
    let standing = standing(job, &record::own(), record::now());
    job.kind == JobKind::Import && standing == Standing::Interrupted
}

/// What to do about an import that did not come to its end.
#[component]
fn Interrupted(to_import: Callback<()>) -> impl IntoView {
    view! {
        <Banner kind="warning">
            <p>{t("history-interrupted")}</p>
            <button class="button" type="button" on:click=move |_| to_import.run(())>
                {t("history-import")}
            </button>
        </Banner>
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
    let state = history::state(standing(&job, &record::own(), record::now()));
    let result = history::counts(&job.counts);
    let took = job.durations.total_ms.get();
    let took = (took > 0).then(|| duration(took as f64 / 1000.0));
    view! {
        <tr>
            <td>{local_time(job.created_at.get())}</td>
            <td>{kind}</td>
            <td><Lozenge word=state/></td>
            <td>{result}</td>
            <td>{took}</td>
        </tr>
    }
}

/// The moment in the user's zone and language.
pub fn local_time(milliseconds: u64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    date.to_locale_string("default", &JsValue::UNDEFINED).into()
}

/// The day in the user's zone and language.
pub fn local_day(milliseconds: i64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    date.to_locale_date_string("default", &JsValue::UNDEFINED).into()
}
