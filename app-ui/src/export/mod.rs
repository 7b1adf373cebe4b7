//! The export: a query, what kind of file, its columns, and the file.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::Shared;
use crate::components::activity::ActivityView;
use crate::components::banner::FailureBanner;
use crate::components::heading::StepHeading;
use crate::model::export::FileKind;
use crate::model::format::counted;
use crate::text::{t, tf};

mod columns;
mod download;
mod format;
mod jql;
mod options;
mod own;
mod own_view;
mod result;
mod run;
mod sheets;
mod state;
mod template_picker;
mod templates;
mod width;

use columns::ColumnPicker;
use format::FormatChoice;
use jql::{JqlField, Judgement};
use options::WorkbookOptions;
use own_view::OwnWorkbook;
use result::ExportResult;
use sheets::SheetChoice;
use state::State;
use template_picker::TemplatePicker;
use templates::Templates;
use width::Widths;

/// The screen.
#[component]
pub fn ExportScreen(
    /// Engine and site.
    shared: Shared,
) -> impl IntoView {
    let state = State::new(&shared.site);
    let engine = shared.engine;
    let templates = Templates::new(engine);
    let form = move || {
        let shared = shared.clone();
        view! {
            <StepHeading text=t("export-title") quiet=true/>
            <p class="intro">{t("export-intro")}</p>
            <JqlField engine jql=state.jql judgement=state.judgement/>
            <FormatChoice kind=state.kind/>
            <FileForm shared state templates/>
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

/// What there is to choose for the kind of file.
#[component]
fn FileForm(shared: Shared, state: State, templates: Templates) -> impl IntoView {
    let (engine, site) = (shared.engine, shared.site);
    let own = Memo::new(move |_| state.kind.get() == FileKind::Own);
    let laid_out = Signal::derive(move || state.kind.get().is_new_workbook());
    let widths = Widths::new(state.widths, laid_out);
    move || {
        let site = Arc::clone(&site);
        if own.get() {
            return view! { <OwnWorkbook engine site own=state.own/> }.into_any();
        }
        view! {
            <TemplatePicker site=Arc::clone(&site) state templates/>
            <ColumnPicker site chosen=state.columns widths/>
            <Show when=move || laid_out.get()>
                <SheetChoice options=state.options/>
                <WorkbookOptions options=state.options/>
            </Show>
        }
        .into_any()
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
            || (state.kind.get() == FileKind::Own && state.own.table().is_none())
    };
    view! {
        <Show when=move || !state.activity.busy()>
            <div class="actions">
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
