//! A job under way: what is done, how fast, how long still, and a way to stop it.

use gloo_timers::callback::Interval;
use leptos::html;
use leptos::prelude::*;
use wasm_core::job::{JobEvent, Phase, Progress};

use crate::components::focus::rescue;
use crate::model::format::duration;
use crate::model::progress::{counts, milestone, pace, phase};
use crate::model::tally::Tally;
use crate::text::{t, tf};

/// The state of one job at a time.
#[derive(Clone, Copy)]
pub struct Activity {
    /// The command, while one is under way.
    pub id: RwSignal<Option<u32>>,
    progress: RwSignal<Option<Progress>>,
    /// When the pause that Jira asked for ends, in milliseconds since 1970, and how long it is.
    pause: RwSignal<Option<(f64, f64)>>,
    stopping: RwSignal<bool>,
    /// Rows that were written, where the job writes to Jira.
    pub tally: RwSignal<Tally>,
}

impl Activity {
    /// No job.
    pub fn new() -> Self {
        Self {
            id: RwSignal::new(None),
            progress: RwSignal::new(None),
            pause: RwSignal::new(None),
            stopping: RwSignal::new(false),
            tally: RwSignal::default(),
        }
    }

    /// A job begins; its events come by [`Activity::event`].
    pub fn begin(&self, id: u32) {
        self.progress.set(None);
        self.pause.set(None);
        self.stopping.set(false);
        self.tally.set(Tally::default());
        self.id.set(Some(id));
    }

    /// Something happened.
    pub fn event(&self, event: JobEvent) {
        match event {
            JobEvent::Progress(progress) => {
                self.pause.set(None);
                self.progress.set(Some(progress));
            }
            JobEvent::Throttled { seconds } => {
                let length = seconds * 1000.0;
                self.pause.set(Some((js_sys::Date::now() + length, length)));
            }
            JobEvent::Row(outcome) => self.tally.update(|tally| tally.take(&outcome)),
        }
    }

    /// The job ended.
    pub fn end(&self) {
        self.id.set(None);
    }

    /// Marks that the job was asked to stop, and gives its command; none where that was done before.
    pub fn stop(&self) -> Option<u32> {
        if self.stopping.get_untracked() {
            return None;
        }
        self.stopping.set(true);
        self.id.get_untracked()
    }

    /// Whether a job is under way.
    pub fn busy(&self) -> bool {
        self.id.get().is_some()
    }
}

/// The job on the screen, while there is one.
#[component]
pub fn ActivityView(
    /// The job.
    activity: Activity,
    /// What is done before the first event tells more.
    title: &'static str,
    /// The word on the button that stops it.
    #[prop(default = "cancel")]
    stop: &'static str,
    /// Id of the control that begins it, which gets the focus back when it ends on this screen.
    begun_by: &'static str,
    /// Stops the command of this id.
    #[prop(into)]
    on_stop: Callback<u32>,
) -> impl IntoView {
    let shown = move || activity.id.get().is_some();
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            rescue(button.id());
        }
    });
    Effect::new(move |before: Option<bool>| {
        let busy = activity.busy();
        if before == Some(true) && !busy {
            rescue(begun_by.to_owned());
        }
        busy
    });
    move || {
        shown().then(|| {
            view! {
                <div class="activity" aria-busy="true">
                    <Bar activity title/>
                    <Pause activity/>
                    <button
                        class="button"
                        type="button"
                        id=format!("stop-{begun_by}")
                        node_ref=button
                        aria-disabled=move || activity.stopping.get().to_string()
                        on:click=move |_| _ = activity.stop().map(|id| on_stop.run(id))
                    >
                        {move || if activity.stopping.get() { t("stopping") } else { t(stop) }}
                    </button>
                    <SoFar activity/>
                    <Spoken activity title/>
                </div>
            }
        })
    }
}

/// What was written so far, where the job writes.
#[component]
fn SoFar(activity: Activity) -> impl IntoView {
    move || {
        let text = activity.tally.with(Tally::sentence);
        text.map(|text| view! { <p class="activity-so-far">{text}</p> })
    }
}

/// The phase, its numbers, and a bar.
#[component]
fn Bar(activity: Activity, title: &'static str) -> impl IntoView {
    let name = move || activity.progress.get().map_or(title, |p| phase(p.phase));
    let numbers = move || activity.progress.get().map(|p| counts(&p));
    let speed = move || activity.progress.get().and_then(|p| pace(&p));
    let done = move || activity.progress.get().and_then(|p| p.total.map(|_| p.done.to_string()));
    let total =
        move || activity.progress.get().and_then(|p| p.total).map_or(1, |total| total.max(1));
    view! {
        <div class="activity-text">
            <strong>{name}</strong>
            <span class="activity-numbers">{numbers}</span>
            <span class="activity-pace">{speed}</span>
        </div>
        <progress class="bar" aria-label=title max=move || total().to_string() value=done></progress>
    }
}

/// The countdown while Jira wants a pause.
#[component]
fn Pause(activity: Activity) -> impl IntoView {
    let now = RwSignal::new(js_sys::Date::now());
    let tick = move || {
        if activity.pause.get_untracked().is_some() {
            now.set(js_sys::Date::now());
        }
    };
    // Dropped, and so stopped, with this view.
    StoredValue::new_local(Interval::new(500, tick));
    let left = move || {
        let (until, length) = activity.pause.get()?;
        // The computer's clock may be set back meanwhile; the engine's wait is not longer for it.
        Some((until - now.get()).clamp(0.0, length) / 1000.0)
    };
    move || {
        left().map(|seconds| {
            let text = tf("throttled", &[("left", &duration(seconds))]);
            view! { <p class="activity-pause">{text}</p> }
        })
    }
}

/// What a screen reader hears of it: each phase, each tenth, and pauses.
#[component]
fn Spoken(activity: Activity, title: &'static str) -> impl IntoView {
    let words = RwSignal::new(title.to_owned());
    Effect::new(move |told: Option<Option<(Phase, u32)>>| {
        let told = told.flatten();
        let Some(progress) = activity.progress.get() else { return told };
        match milestone(&progress, told) {
            Some(now) => {
                words.set(format!("{}: {}", phase(progress.phase), counts(&progress)));
                Some(now)
            }
            None => told,
        }
    });
    Effect::new(move |_| {
        if activity.pause.get().is_some() {
            words.set(t("throttled-spoken").to_owned());
        }
    });
    view! { <p class="visually-hidden" role="status">{words}</p> }
}
