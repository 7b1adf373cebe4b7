//! The table of the plan: any number of rows, of which only the seen ones are drawn.
//!
//! It has one tab stop. Arrows, Page Up and Down, Home and End move the active row, whose details
//! are shown below the table, where Enter goes; left and right scroll. The focus stays on the grid itself, which
//! names the active row, so that it survives when a row is no longer drawn.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_core::job::{CellChange, RowView};
use wasm_core::mapping::Side;
use wasm_core::message::Message;
use wasm_core::plan::Action;
use wasm_core::schema::FieldId;

use super::diff::{CellDiff, or_empty};
use super::issue_link::IssueLink;
use super::lozenge::Lozenge;
use super::rows::RowSource;
use crate::model::format::count;
use crate::model::plan::{Tone, action, outcome};
use crate::model::review::choice;
use crate::model::window::{Viewport, moved};
use crate::text::{t, tf};

/// Height of a row in pixels; `tables.css` has the same.
const ROW: f64 = 52.0;
/// Height of the head.
const HEAD: f64 = 36.0;
/// Widths of the columns before those of the fields.
const FIXED: &str = "64px 116px 320px";
/// Width of a field's column.
const FIELD_WIDTH: &str = "220px";

/// What the grid shows.
#[derive(Clone)]
pub struct Columns {
    /// The fields that change anywhere, in order.
    pub fields: Vec<(FieldId, String)>,
    /// Whether the second column says how a row ended, not what is planned.
    pub done: bool,
    /// Base address of the site, for links.
    pub site_url: String,
}

/// The table.
#[component]
pub fn PlanGrid(
    /// What it is, for a screen reader.
    label: &'static str,
    /// Its columns.
    columns: Columns,
    /// Its rows.
    rows: RowSource,
    /// The active row.
    active: RwSignal<Option<usize>>,
    /// Id of the element that shows the active row in full.
    details: &'static str,
) -> impl IntoView {
    let scroller = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0.0);
    let height = RwSignal::new(600.0);
    let measure = move || {
        if let Some(element) = scroller.get_untracked() {
            top.set(f64::from(element.scroll_top()));
            height.set(f64::from(element.client_height()) - HEAD);
        }
    };
    let viewport = move || Viewport {
        top: top.get(),
        height: height.get(),
        row: ROW,
        total: rows.total().unwrap_or(0),
    };
    let drawn = Memo::new(move |_| viewport().drawn());
    Effect::new(move |_| rows.want(drawn.get()));
    // The grid is as high as its rows, up to a bound, so it is measured anew when their number is
    // known.
    Effect::new(move |_| {
        rows.total();
        request_animation_frame(measure);
    });
    Effect::new(move |_| {
        rows.filter.track();
        active.set(None);
        if let Some(element) = scroller.get() {
            element.set_scroll_top(0);
        }
        measure();
    });
    let key = move |event: leptos::ev::KeyboardEvent| {
        let view = untrack(viewport);
        let from = active.get_untracked();
        if event.key() == "Enter" && from.is_some() {
            return focus(details);
        }
        let to = match from {
            None if event.key() == "ArrowDown" => view.total.checked_sub(1).map(|_| 0),
            _ => moved(&event.key(), from.unwrap_or(0), &view),
        };
        let Some(to) = to else { return };
        event.prevent_default();
        active.set(Some(to));
        let scroll = view.reveal(to);
        if let (Some(scroll), Some(element)) = (scroll, scroller.get_untracked()) {
            element.set_scroll_top(scroll as i32);
        }
    };
    let template = format!("{FIXED} {}", vec![FIELD_WIDTH; columns.fields.len()].join(" "));
    let names = head_names(&columns);
    let column_count = names.len();
    let columns = StoredValue::new(columns);
    view! {
        <div
            class="grid"
            role="grid"
            tabindex="0"
            aria-label=label
            aria-readonly="true"
            aria-rowcount=move || (rows.total().unwrap_or(0) + 1).to_string()
            aria-colcount=column_count.to_string()
            aria-busy=move || rows.total().is_none().to_string()
            aria-activedescendant=move || active.get().map(|row| format!("grid-row-{row}"))
            style:--grid-columns=template
            node_ref=scroller
            on:scroll=move |_| measure()
            on:keydown=key
        >
            <div class="grid-head" role="rowgroup">
                <div class="grid-row" role="row" aria-rowindex="1">
                    {names
                        .into_iter()
                        .map(|name| view! { <div class="grid-cell" role="columnheader">{name}</div> })
                        .collect_view()}
                </div>
            </div>
            <div
                class="grid-body"
                role="rowgroup"
                style:height=move || format!("{}px", rows.total().unwrap_or(0) as f64 * ROW)
            >
                <For each=move || drawn.get() key=|index| *index let:index>
                    <GridRow index rows active columns/>
                </For>
            </div>
            <Show when=move || rows.total() == Some(0)>
                <p class="grid-none">{t("plan-none")}</p>
            </Show>
        </div>
    }
}

fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        // The details are readable without the focus too.
        let _ = element.focus();
    }
}

fn head_names(columns: &Columns) -> Vec<String> {
    let second = if columns.done { t("head-outcome") } else { t("head-action") };
    let fixed = [t("head-row"), second, t("head-item")].into_iter().map(str::to_owned);
    fixed.chain(columns.fields.iter().map(|(_, name)| name.clone())).collect()
}

/// One row: empty until the worker gave it.
#[component]
fn GridRow(
    index: usize,
    rows: RowSource,
    active: RwSignal<Option<usize>>,
    columns: StoredValue<Columns>,
) -> impl IntoView {
    let row = Memo::new(move |_| rows.row(index));
    let selected = move || active.get() == Some(index);
    view! {
        <div
            class="grid-row"
            class:active=selected
            role="row"
            id=format!("grid-row-{index}")
            aria-rowindex=(index + 2).to_string()
            aria-selected=move || selected().to_string()
            style:transform=format!("translateY({}px)", index as f64 * ROW)
            on:click=move |_| active.set(Some(index))
        >
            {move || match row.get() {
                Some(row) => columns.with_value(|columns| cells(&row, columns)),
                None => {
                    view! { <div class="grid-cell loading" role="gridcell">{t("plan-loading")}</div> }
                        .into_any()
                }
            }}
        </div>
    }
}

fn cells(row: &RowView, columns: &Columns) -> AnyView {
    let number = count(u64::from(row.plan.row) + 1);
    let state = match (&row.outcome, columns.done) {
        (Some(ended), true) if row.plan.action != Action::Skip => outcome(ended.kind),
        _ => action(row.plan.action),
    };
    let further = row.plan.sheet.clone();
    let exists = row.plan.issue.is_some() && further.is_empty();
    let sheet = (!further.is_empty()).then(|| view! { <div class="row-sheet">{further}</div> });
    let change = |(id, _): &(FieldId, String)| {
        let changed = row.plan.changes.iter().find(|change| change.field == *id);
        let change = changed.map(|cell| change(cell, exists));
        view! { <div class="grid-cell" role="gridcell">{change}</div> }
    };
    view! {
        <div class="grid-cell number" role="rowheader">{number}{sheet}</div>
        <div class="grid-cell" role="gridcell">
            <Lozenge word=state/>
            {mark(row.findings.len())}
        </div>
        <div class="grid-cell item" role="gridcell">{item(row, &columns.site_url)}</div>
        {columns.fields.iter().map(change).collect_view()}
    }
    .into_any()
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
    let key = match issue {
        Some(issue) => {
            view! { <IssueLink site_url=site_url.to_owned() key=issue.key.clone()/> }.into_any()
        }
        None => view! { <span class="new-item">{t("item-new")}</span> }.into_any(),
    };
    let why = ended.and_then(|o| o.reason.as_ref()).or(row.plan.reason.as_ref());
    let changes = || {
        let names: Vec<_> = row.plan.changes.iter().map(|change| change.name.as_str()).collect();
        (row.plan.issue.is_some() && row.plan.sheet.is_empty()).then(|| names.join(", "))
    };
    let why = why.map(Message::text).or_else(changes);
    let why = why.map(|why| view! { <div class="why">{why}</div> });
    view! {
        <div class="item-line">{key}" "<span>{row.plan.title.clone()}</span></div>
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
