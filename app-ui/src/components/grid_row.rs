//! One row of the table of a plan.

use leptos::prelude::*;
use wasm_core::job::{CellChange, RowView};
use wasm_core::mapping::Side;
use wasm_core::message::Message;
use wasm_core::plan::Action;

use super::diff::{CellDiff, or_empty};
use super::grid::Columns;
use super::issue_link::IssueLink;
use super::lozenge::Lozenge;
use super::rows::RowSource;
use crate::model::format::count;
use crate::model::plan::{Tone, action, outcome};
use crate::model::review::choice;
use crate::text::{t, tf};

/// Id of a cell, by which the table names the active one.
pub fn cell_id(row: usize, column: usize) -> String {
    format!("grid-cell-{row}-{column}")
}

/// One row: empty until the worker gave it.
#[component]
pub fn GridRow(
    /// Its position among the rows.
    index: usize,
    /// Pixels of a row.
    height: f64,
    /// All rows.
    rows: RowSource,
    /// The active row.
    active: RwSignal<Option<usize>>,
    /// The active column.
    column: RwSignal<usize>,
    /// The columns.
    columns: Signal<Columns>,
) -> impl IntoView {
    let row = Memo::new(move |_| rows.row(index));
    let selected = move || active.get() == Some(index);
    let here = Memo::new(move |_| selected().then(|| column.get()));
    let place = Place { index, here, column };
    view! {
        <div
            class="grid-row"
            class:active=selected
            role="row"
            id=format!("grid-row-{index}")
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || selected().to_string()
            style:transform=format!("translateY({}px)", index as f64 * height)
            on:click=move |_| active.set(Some(index))
        >
            {move || match row.get() {
                Some(row) => columns.with(|columns| cells(&row, columns, place)),
                None => {
                    view! {
                        <div
                            class="grid-cell loading"
                            role="gridcell"
                            id=move || cell_id(index, here.get().unwrap_or_default())
                        >
                            {t("plan-loading")}
                        </div>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

/// Where the cells of a row are.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    /// The active column, if the row is active.
    here: Memo<Option<usize>>,
    /// The active column of the table.
    column: RwSignal<usize>,
}

fn cell(place: Place, at: usize, (kind, role): (&str, &'static str), content: AnyView) -> AnyView {
    let Place { index, here, column } = place;
    view! {
        <div
            class=format!("grid-cell {kind}")
            class:current=move || here.get() == Some(at)
            role=role
            id=cell_id(index, at)
            on:click=move |_| column.set(at)
        >
            {content}
        </div>
    }
    .into_any()
}

fn cells(row: &RowView, columns: &Columns, place: Place) -> AnyView {
    let number = count(u64::from(row.plan.row) + 1);
    let state = match (&row.outcome, columns.done) {
        (Some(ended), true) if row.plan.action != Action::Skip => outcome(ended.kind),
        _ => action(row.plan.action),
    };
    let further = row.plan.sheet.clone();
    let exists = row.plan.issue.is_some() && further.is_empty();
    let sheet = (!further.is_empty()).then(|| view! { <div class="row-sheet">{further}</div> });
    let changes = columns.fields.iter().map(|(id, _)| {
        let changed = row.plan.changes.iter().find(|change| change.field == *id);
        changed.map(|cell| change(cell, exists)).into_any()
    });
    let first = [
        (("number", "rowheader"), view! { {number}{sheet} }.into_any()),
        (
            ("", "gridcell"),
            view! {
                <Lozenge word=state/>
                {mark(row.findings.len())}
            }
            .into_any(),
        ),
        (("item", "gridcell"), item(row, &columns.site_url)),
    ];
    let all = first.into_iter().chain(changes.map(|change| (("", "gridcell"), change)));
    let all = all.enumerate().map(|(at, (kind, content))| cell(place, at, kind, content));
    all.collect_view().into_any()
}

/// A change; one that is held back or was decided for Jira says so.
fn change(cell: &CellChange, exists: bool) -> AnyView {
    let loss = cell.loss.as_ref().filter(|loss| !loss.accepted);
    let word = match (&cell.conflict, loss) {
        (Some(conflict), _) if conflict.choice.is_none() => (t("count-conflict"), Tone::Caution),
        (_, Some(_)) => (t("loss-held"), Tone::Caution),
        (Some(conflict), _) if conflict.choice == Some(Side::Jira) => choice(conflict.choice),
        _ => {
            let before = exists.then(|| cell.before.clone());
            return view! { <CellDiff before after=cell.after.clone()/> }.into_any();
        }
    };
    view! {
        <Lozenge word/>
        <span class="item-line">{or_empty(cell.before.clone())}</span>
    }
    .into_any()
}

/// The key with the summary, and under it why the row is held back or did not succeed, or else
/// which fields change: their columns may be out of sight.
fn item(row: &RowView, site_url: &str) -> AnyView {
    let ended = row.outcome.as_ref();
    let issue = ended.and_then(|o| o.issue.as_ref()).or(row.plan.issue.as_ref());
    let named = row.plan.named.clone();
    let key = match (issue, named) {
        (Some(issue), named) => {
            let before = named.map(|named| view! { <span class="named">{named}" → "</span> });
            view! {
                {before}
                <IssueLink site_url=site_url.to_owned() key=issue.key.clone() in_grid=true/>
            }
            .into_any()
        }
        (None, Some(named)) => view! { <span class="named">{named}</span> }.into_any(),
        (None, None) => view! { <span class="new-item">{t("item-new")}</span> }.into_any(),
    };
    let untitled = row.plan.title.trim().is_empty() && row.plan.sheet.is_empty();
    let title = match untitled {
        true => view! { <span class="empty">{t("item-untitled")}</span> }.into_any(),
        false => view! { <span>{row.plan.title.clone()}</span> }.into_any(),
    };
    let why = ended.and_then(|o| o.reason.as_ref()).or(row.plan.reason.as_ref());
    let changes = || {
        let names: Vec<_> = row.plan.changes.iter().map(|change| change.name.as_str()).collect();
        (row.plan.issue.is_some() && row.plan.sheet.is_empty()).then(|| names.join(", "))
    };
    let why = why.map(Message::text).or_else(changes);
    let why = why.map(|why| view! { <div class="why">{why}</div> });
    view! {
        <div class="item-line">{key}" "{title}</div>
        {why}
    }
    .into_any()
}

fn mark(findings: usize) -> Option<impl IntoView> {
    let text = match findings {
        0 => return None,
        1 => t("finding-mark").to_owned(),
        more => tf("findings-mark", &[("count", &more.to_string())]),
    };
    let title = text.clone();
    Some(view! {
        <span class="finding-mark" title=title>
            <span aria-hidden="true">"!"</span>
            <span class="visually-hidden">{text}</span>
        </span>
    })
}
