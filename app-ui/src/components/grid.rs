//! The table of the plan: any number of rows, of which only the seen ones are drawn.
//!
//! It has one tab stop, and Tab leaves it at once. Arrows, Page Up and Down, Home and End move the
//! active cell, with Ctrl to the first and the last one; the details of its row are shown below the
//! table, where Enter goes. The focus stays on the grid itself, which names the active cell, and the
//! active row is drawn wherever the table is scrolled to.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_core::job::RowFilter;
use wasm_core::schema::FieldId;

use super::grid_row::{GridRow, cell_id};
use super::rows::RowSource;
use crate::model::window::{Key, Sideways, Viewport, moved};
use crate::text::t;

/// Height of a row in pixels; `tables.css` has the same.
const ROW: f64 = 52.0;
/// Height of the head.
const HEAD: f64 = 36.0;
/// Widths of the columns before those of the fields.
const FIXED: &str = "64px 116px 320px";
/// Width of the last of these, which stays at the left edge.
const STAYS: i32 = 320;
/// Width of a field's column.
const FIELD_WIDTH: &str = "220px";

/// What the grid shows.
#[derive(Clone, PartialEq)]
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
    #[prop(into)]
    columns: Signal<Columns>,
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
    let apart = Memo::new(move |_| {
        active.get().filter(|row| !drawn.get().contains(row) && *row < viewport().total)
    });
    Effect::new(move |_| {
        rows.want(drawn.get());
        if let Some(row) = apart.get() {
            rows.want(row..row + 1);
        }
    });
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
    // The active row stands elsewhere in a plan that was made anew, and is seen where it was.
    Effect::new(move |_| {
        let shift = rows.shift.get();
        let element = scroller.get_untracked().filter(|_| shift != 0);
        if let Some(element) = element {
            request_animation_frame(move || {
                element.set_scroll_top(element.scroll_top() + shift * ROW as i32);
            });
        }
    });
    let names = Memo::new(move |_| columns.with(head_names));
    let column = RwSignal::new(0);
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.alt_key() || event.meta_key() {
            return;
        }
        let view = untrack(viewport);
        let from = active.get_untracked();
        if event.key() == "Enter" && from.is_some() {
            return focus(details);
        }
        let name = event.key();
        let pressed = Key { name: &name, ctrl: event.ctrl_key() };
        let width = names.with_untracked(Vec::len);
        let Some(to) = moved(pressed, from, column.get_untracked(), width, &view) else { return };
        event.prevent_default();
        active.set(Some(to.row));
        column.set(to.column);
        if let Some(element) = scroller.get_untracked() {
            if let Some(scroll) = view.reveal(to.row) {
                element.set_scroll_top(scroll as i32);
            }
            reveal_column(&element, to.column);
        }
    };
    let template = move || {
        let fields = names.with(Vec::len).saturating_sub(FIXED.split(' ').count());
        format!("{FIXED} {}", vec![FIELD_WIDTH; fields].join(" "))
    };
    let none = move || match rows.filter.get() {
        RowFilter::ToReview => t("plan-none-to-review"),
        _ => t("plan-none"),
    };
    let head = |name: String| view! { <div class="grid-cell" role="columnheader">{name}</div> };
    view! {
        <div
            class="grid"
            role="grid"
            tabindex="0"
            aria-label=label
            aria-readonly="true"
            aria-rowcount=move || (rows.total().unwrap_or(0) + 1).to_string()
            aria-colcount=move || names.with(Vec::len).to_string()
            aria-busy=move || rows.total().is_none().to_string()
            aria-activedescendant=move || active.get().map(|row| cell_id(row, column.get()))
            style:--grid-columns=template
            node_ref=scroller
            on:scroll=move |_| measure()
            on:keydown=key
        >
            <div class="grid-head" role="rowgroup">
                <div class="grid-row" role="row" aria-rowindex="1">
                    {move || names.get().into_iter().map(head).collect_view()}
                </div>
            </div>
            <div
                class="grid-body"
                role="rowgroup"
                style:height=move || format!("{}px", rows.total().unwrap_or(0) as f64 * ROW)
            >
                <For
                    each=move || drawn.get().chain(apart.get())
                    key=|index| *index
                    let:index
                >
                    <GridRow index height=ROW rows active column columns/>
                </For>
            </div>
            <Show when=move || rows.total() == Some(0)>
                <p class="grid-none">{none}</p>
            </Show>
        </div>
    }
}

/// Scrolls sideways so that a column is seen.
fn reveal_column(scroller: &web_sys::HtmlElement, column: usize) {
    let heads = scroller.query_selector(".grid-head .grid-row").ok().flatten();
    let head = heads.and_then(|heads| heads.children().item(column as u32));
    let Some(head) = head.and_then(|head| head.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let view =
        Sideways { left: scroller.scroll_left(), width: scroller.client_width(), covered: STAYS };
    if let Some(left) = view.reveal(head.offset_left(), head.offset_width()) {
        scroller.set_scroll_left(left);
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
