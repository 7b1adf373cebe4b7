//! Which fields become columns, in which order: by buttons, for the mouse and the keyboard alike.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_core::schema::{FieldId, FieldSchema};
use web_sys::HtmlElement;

use super::width::{WidthInput, WidthSwitch, Widths};
use crate::app::Site;
use crate::model::columns::{found, label, moved};
use crate::text::{t, tf};

/// Fields that are offered at once; typing narrows them down.
const OFFERED: usize = 8;

/// The chosen columns, and a search for more.
#[component]
pub fn ColumnPicker(
    site: Arc<Site>,
    chosen: RwSignal<Vec<FieldId>>,
    widths: Widths,
) -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    let (for_list, for_search, for_reset) = (Arc::clone(&site), Arc::clone(&site), site);
    view! {
        <div class="field">
            <p class="hint">{t("columns-hint")}</p>
            <div class="picker">
                <Chosen site=for_list chosen spoken widths/>
                <Search site=for_search chosen spoken/>
            </div>
            <div class="actions">
                <button
                    class="button subtle"
                    type="button"
                    on:click=move |_| chosen.set(for_reset.columns.clone())
                >
                    {t("columns-reset")}
                </button>
                <WidthSwitch widths/>
            </div>
            <p class="visually-hidden" role="status">{spoken}</p>
        </div>
    }
}

/// The ordered list.
#[component]
fn Chosen(
    site: Arc<Site>,
    chosen: RwSignal<Vec<FieldId>>,
    spoken: RwSignal<String>,
    widths: Widths,
) -> impl IntoView {
    let names = move |id: &FieldId| label(&site.fields, id);
    let item = move |id: FieldId| {
        let name = names(&id);
        view! { <ChosenItem id name chosen spoken widths/> }
    };
    view! {
        <ol class="picker-list boxed" tabindex="0" aria-label=t("columns-chosen")>
            <For each=move || chosen.get() key=FieldId::clone children=item/>
        </ol>
    }
}

/// One column with its buttons.
#[component]
fn ChosenItem(
    id: FieldId,
    name: String,
    chosen: RwSignal<Vec<FieldId>>,
    spoken: RwSignal<String>,
    widths: Widths,
) -> impl IntoView {
    let (own, of_width) = (id.clone(), id.clone());
    let position = Memo::new(move |_| {
        chosen.with(|columns| columns.iter().position(|column| *column == own)).unwrap_or(0)
    });
    let last = move || position.get() + 1 >= chosen.with(Vec::len);
    let said = name.clone();
    let shift = move |down: bool| {
        chosen.update(|columns| *columns = moved(columns, position.get_untracked(), down));
        let place = (position.get_untracked() + 1).to_string();
        let total = chosen.with_untracked(Vec::len).to_string();
        let values = [("name", said.as_str()), ("position", &place), ("total", &total)];
        spoken.set(tf("column-moved", &values));
    };
    let up = shift.clone();
    let gone = tf("column-removed", &[("name", &name)]);
    let remove = move |_| {
        chosen.update(|columns| columns.retain(|column| *column != id));
        spoken.set(gone.clone());
    };
    let aria = |code: &'static str| tf(code, &[("name", &name)]);
    view! {
        <li class="picker-item">
            <span class="picker-name">{name.clone()}</span>
            <WidthInput id=of_width name=name.clone() widths/>
            <IconButton
                icon="↑"
                label=aria("column-up")
                disabled=Signal::derive(move || position.get() == 0)
                on_press=move || up(false)
            />
            <IconButton
                icon="↓"
                label=aria("column-down")
                disabled=Signal::derive(last)
                on_press=move || shift(true)
            />
            <button class="icon-button" type="button" aria-label=aria("column-remove") on:click=remove>
                <span aria-hidden="true">"×"</span>
            </button>
        </li>
    }
}

/// A button with a sign. It stays focusable while it can't do anything, so that moving a column to
/// an end does not lose the focus.
#[component]
fn IconButton(
    icon: &'static str,
    label: String,
    disabled: Signal<bool>,
    on_press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=label
            aria-disabled=move || disabled.get().to_string()
            on:click=move |event| {
                if !disabled.get_untracked() {
                    on_press();
                    keep_focus(&event);
                }
            }
        >
            <span aria-hidden="true">{icon}</span>
        </button>
    }
}

/// Gives the focus back to a pressed button once its row stands in its new place: moving a node
/// takes the focus away.
fn keep_focus(event: &leptos::ev::MouseEvent) {
    let button = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    request_animation_frame(move || {
        if let Some(button) = button {
            // A button that is gone by then takes no focus, and none is missed.
            _ = button.focus();
        }
    });
}

/// The search for more columns.
#[component]
fn Search(
    site: Arc<Site>,
    chosen: RwSignal<Vec<FieldId>>,
    spoken: RwSignal<String>,
) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let offer = move |fields: &[FieldSchema], id: FieldId| {
        let name = label(fields, &id);
        let aria = tf("column-add", &[("name", &name)]);
        let said = tf("column-added", &[("name", &name)]);
        let add = move |_| {
            chosen.update(|columns| columns.push(id.clone()));
            spoken.set(said.clone());
        };
        view! {
            <li>
                <button class="offer" type="button" aria-label=aria on:click=add>
                    <span aria-hidden="true">"+ "</span>
                    {name}
                </button>
            </li>
        }
    };
    let offers = move || {
        let ids = chosen.with(|chosen| {
            let found = found(&site.fields, chosen, &search.read());
            found.into_iter().map(|field| field.id.clone()).collect::<Vec<_>>()
        });
        let more = ids.len().saturating_sub(OFFERED);
        let none = ids.is_empty().then(|| view! { <li class="hint">{t("columns-no-match")}</li> });
        let list = ids.into_iter().take(OFFERED).map(|id| offer(&site.fields, id)).collect_view();
        let rest = (more > 0).then(|| {
            let text = tf("columns-more", &[("count", &more.to_string())]);
            view! { <li class="hint">{text}</li> }
        });
        view! { {list} {none} {rest} }
    };
    view! {
        <div class="picker-search">
            <label for="column-search">{t("columns-search")}</label>
            <input
                class="input"
                id="column-search"
                type="search"
                autocomplete="off"
                placeholder=t("columns-search-hint")
                prop:value=search
                on:input=move |event| search.set(event_target_value(&event))
            />
            <ul class="offers" aria-label=t("columns-found")>{offers}</ul>
        </div>
    }
}
