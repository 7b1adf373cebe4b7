//! The export: a query, columns, a format, and the file.

use leptos::prelude::*;
use wasm_core::job::{ExportFormat, ExportRequest};
use wasm_core::schema::FieldId;

use crate::app::Shared;
use crate::components::activity::{Activity, ActivityView};
use crate::components::banner::FailureBanner;
use crate::components::heading::StepHeading;
use crate::model::failure::Failure;
use crate::model::format::counted;
use crate::text::{t, tf};

mod columns;
mod download;
mod jql;
mod result;
mod run;

use columns::ColumnPicker;
use download::Made;
use jql::{JqlField, Judgement};
use result::ExportResult;

/// The choices of the user, and what came of them.
#[derive(Clone, Copy)]
struct State {
    jql: RwSignal<String>,
    judgement: RwSignal<Judgement>,
    columns: RwSignal<Vec<FieldId>>,
    format: RwSignal<ExportFormat>,
    activity: Activity,
    failure: RwSignal<Option<Failure>>,
    made: RwSignal<Option<Made>>,
}

impl State {
    fn request(&self) -> ExportRequest {
        ExportRequest {
            jql: self.jql.get_untracked(),
            columns: self.columns.get_untracked(),
            format: self.format.get_untracked(),
            ..ExportRequest::default()
        }
    }
}

/// The screen.
#[component]
pub fn ExportScreen(
    /// Engine and site.
    shared: Shared,
) -> impl IntoView {
    let state = State {
        jql: RwSignal::new(shared.site.jql.clone()),
        judgement: RwSignal::new(Judgement::Idle),
        columns: RwSignal::new(shared.site.columns.clone()),
        format: RwSignal::new(ExportFormat::Xlsx),
        activity: Activity::new(),
        failure: RwSignal::new(None),
        made: RwSignal::new(None),
    };
    let engine = shared.engine;
    let form = move || {
        let shared = shared.clone();
        view! {
            <StepHeading text=t("export-title") quiet=true/>
            <p class="intro">{t("export-intro")}</p>
            <JqlField engine jql=state.jql judgement=state.judgement/>
            <ColumnPicker site=shared.site chosen=state.columns/>
            <FormatChoice format=state.format/>
        }
    };
    view! {
        {move || match state.made.get() {
            Some(made) => view! { <ExportResult made shown=state.made/> }.into_any(),
            None => {
                view! {
                    <div class="form" inert=move || state.activity.busy()>{form()}</div>
                    <FailureBanner failure=state.failure/>
                    <ActivityView
                        activity=state.activity
                        title=t("export-running")
                        on_stop=move |id| run::stop(engine, state, id)
                    />
                    <ExportButton state on_press=move || run::start(engine, state)/>
                }
                    .into_any()
            }
        }}
    }
}

/// Excel or CSV.
#[component]
fn FormatChoice(format: RwSignal<ExportFormat>) -> impl IntoView {
    let choice =
        move |own: ExportFormat, label: &'static str, hint: &'static str, id: &'static str| {
            view! {
                <div class="radio">
                    <input
                        type="radio"
                        name="format"
                        id=id
                        aria-describedby=format!("{id}-hint")
                        prop:checked=move || format.get() == own
                        on:change=move |_| format.set(own)
                    />
                    <label for=id>{t(label)}</label>
                    <p class="hint" id=format!("{id}-hint")>{t(hint)}</p>
                </div>
            }
        };
    view! {
        <fieldset class="field">
            <legend>{t("format-label")}</legend>
            {choice(ExportFormat::Xlsx, "format-xlsx", "format-xlsx-hint", "format-xlsx")}
            {choice(ExportFormat::Csv, "format-csv", "format-csv-hint", "format-csv")}
        </fieldset>
    }
}

/// Says how much it exports, where that is known.
#[component]
fn ExportButton(
    state: State,
    on_press: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let label = move || match state.judgement.get() {
        Judgement::Found(count) if count > 0 => {
            let items = counted(count, t("work-item"), t("work-items"));
            tf("export-button-count", &[("items", &items)])
        }
        _ => t("export-button").to_owned(),
    };
    let refused = move || {
        state.jql.with(|jql| jql.trim().is_empty())
            || matches!(state.judgement.get(), Judgement::Wrong(_))
    };
    view! {
        <Show when=move || !state.activity.busy()>
            <div class="actions sticky">
                <button
                    class="button primary"
                    type="button"
                    disabled=refused
                    on:click={
                        let on_press = on_press.clone();
                        move |_| on_press()
                    }
                >
                    {label}
                </button>
            </div>
        </Show>
    }
}
