//! The export: a query, what kind of file, its columns, and the file.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_core::job::ExportFormat;

use crate::app::{Shared, Site};
use crate::components::activity::ActivityView;
use crate::components::banner::FailureBanner;
use crate::components::fold::Fold;
use crate::components::heading::StepHeading;
use crate::model::columns::summary as columns_line;
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

/// Id of the button that exports.
const EXPORT: &str = "export";

/// The screen.
#[component]
pub fn ExportScreen(
    /// Engine and site.
    shared: Shared,
) -> impl IntoView {
    let state = State::new(&shared.site);
    let engine = shared.engine;
    let templates = Templates::new(engine);
    let screen = move || {
        let site = Arc::clone(&shared.site);
        view! {
            <div class="form" inert=move || state.activity.busy()>
                <StepHeading text=t("export-title") quiet=true/>
                <p class="intro">{t("export-intro")}</p>
                <JqlField engine jql=state.jql judgement=state.judgement/>
                <FormatChoice kind=state.kind/>
                <Show when=move || state.kind.get() == FileKind::Own>
                    <OwnWorkbook engine site=Arc::clone(&site) own=state.own/>
                </Show>
            </div>
            <FailureBanner failure=state.failure/>
            <ActivityView
                activity=state.activity
                title=t("export-running")
                begun_by=EXPORT
                on_stop=move |id| run::stop(engine, state, id)
            />
            <ExportButton state on_press=move || run::start(engine, state)/>
            <Details site=Arc::clone(&shared.site) state templates/>
        }
    };
    view! {
        {move || match state.made.get() {
            Some(made) => view! { <ExportResult made shown=state.made/> }.into_any(),
            None => screen().into_any(),
        }}
    }
}

/// What may be chosen, but need not: parts that fold, each saying what is chosen in it.
#[component]
fn Details(site: Arc<Site>, state: State, templates: Templates) -> impl IntoView {
    let kind = state.kind;
    let new_file = move || kind.get() != FileKind::Own;
    let workbook = move || kind.get().format() == ExportFormat::Xlsx;
    let widths = Widths::new(state.widths, Signal::derive(move || kind.get().is_new_workbook()));
    let folds = state.folds;
    // What did not work must be seen.
    Effect::new(move |_| {
        if templates.failure.with(Option::is_some) {
            folds.templates.set(true);
        }
    });
    let names = Arc::clone(&site);
    let columns =
        Signal::derive(move || state.columns.with(|ids| columns_line(&names.fields, ids)));
    let sheets = Signal::derive(move || state.options.with(|o| sheets::line(o, kind.get())));
    let layout = Signal::derive(move || state.options.with(|o| options::line(o, kind.get())));
    let of_new_file = move || {
        let (for_template, for_columns) = (Arc::clone(&site), Arc::clone(&site));
        view! {
            <Fold title=t("templates-title") now=templates.line() open=folds.templates>
                <TemplatePicker site=for_template state templates/>
            </Fold>
            <Fold title=t("columns-title") now=columns open=folds.columns>
                <ColumnPicker site=for_columns chosen=state.columns widths/>
            </Fold>
        }
    };
    view! {
        <div class="folds" inert=move || state.activity.busy()>
            <Show when=new_file>{of_new_file()}</Show>
            <Fold title=t("sheets-label") now=sheets open=folds.sheets>
                <SheetChoice options=state.options kind/>
            </Fold>
            <Show when=workbook>
                <Fold title=t("options-title") now=layout open=folds.layout>
                    <WorkbookOptions options=state.options kind/>
                </Fold>
            </Show>
        </div>
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
    let waits =
        Memo::new(move |_| state.kind.get() == FileKind::Own && state.own.table().is_none());
    let refused = move || {
        state.jql.with(|jql| jql.trim().is_empty())
            || matches!(state.judgement.get(), Judgement::Wrong(_))
            || waits.get()
    };
    view! {
        <Show when=move || !state.activity.busy()>
            <div class="actions">
                <button
                    class="button primary"
                    type="button"
                    id=EXPORT
                    disabled=refused
                    aria-describedby=move || waits.get().then_some("export-waits")
                    on:click={
                        let on_press = on_press.clone();
                        move |_| on_press()
                    }
                >
                    {label}
                </button>
                <Show when=move || waits.get()>
                    <p class="hint" id="export-waits">{t("export-waits")}</p>
                </Show>
            </div>
        </Show>
    }
}
