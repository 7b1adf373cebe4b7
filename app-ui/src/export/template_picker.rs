//! Templates on the screen: one to load or to delete, and a name to save by.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_core::export::ExportTemplate;
use web_sys::HtmlElement;

use super::state::State;
use super::templates::Templates;
use crate::app::Site;
use crate::components::banner::{Banner, FailureBanner};
use crate::text::{t, tf};

/// Id of the input for a name.
const NAME: &str = "template-name";

/// Characters of a name.
const LONGEST_NAME: &str = "80";

/// The templates of the user.
#[component]
pub fn TemplatePicker(site: Arc<Site>, state: State, templates: Templates) -> impl IntoView {
    let some = move || templates.all.with(|all| all.as_ref().is_some_and(|all| !all.is_empty()));
    let (for_load, for_save) = (Arc::clone(&site), site);
    view! {
        <div class="field templates">
            <p class="hint">{t("templates-hint")}</p>
            <div class="template-rows">
                <Show when=some>
                    <Saved site=Arc::clone(&for_load) state templates/>
                </Show>
                <SaveAs site=for_save state templates/>
            </div>
            <Said templates/>
            <Missing templates/>
            <FailureBanner failure=templates.failure/>
        </div>
    }
}

/// What was done, and the way back from a deletion, which takes the focus: the button that deleted
/// can do nothing more.
#[component]
fn Said(templates: Templates) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            // Without the focus it is still the next stop of the keyboard.
            let _ = button.focus();
        }
    });
    let undo = move |_| {
        if let Some(template) = templates.deleted.get_untracked() {
            templates.save(template);
        }
        let name = document().get_element_by_id(NAME).map(JsCast::unchecked_into::<HtmlElement>);
        // This button goes away.
        let _ = name.map(|name| name.focus());
    };
    view! {
        <p class="template-said">
            <span role="status">{templates.said}</span>
            <Show when=move || templates.deleted.with(Option::is_some)>
                <button
                    class="button subtle compact"
                    type="button"
                    node_ref=button
                    on:click=undo
                >
                    {t("template-undo")}
                </button>
            </Show>
        </p>
    }
}

/// The saved ones.
#[component]
fn Saved(site: Arc<Site>, state: State, templates: Templates) -> impl IntoView {
    let option = move |template: ExportTemplate| {
        let (value, own) = (template.name.clone(), template.name.clone());
        let selected = move || templates.chosen.with(|chosen| *chosen == own);
        view! { <option value=value selected=selected>{template.name}</option> }
    };
    let options = move || templates.all.get().into_iter().flatten().map(option).collect_view();
    let load = move |_| {
        templates.load(|template| {
            state.apply(template, &site.fields);
            template.missing(&site.fields)
        });
    };
    let none = move || templates.chosen.with(String::is_empty);
    view! {
        <div class="template-row">
            <div class="field">
                <label for="template">{t("template-saved-label")}</label>
                <select
                    id="template"
                    class="input"
                    prop:value=templates.chosen
                    on:change=move |event| templates.chosen.set(event_target_value(&event))
                >
                    <option value="">{t("template-choose")}</option>
                    {options}
                </select>
            </div>
            <button class="button" type="button" disabled=none on:click=load>
                {t("template-load")}
            </button>
            <button
                class="button subtle"
                type="button"
                disabled=none
                on:click=move |_| templates.delete()
            >
                {t("template-delete")}
            </button>
        </div>
    }
}

/// A name for what is chosen on the screen.
#[component]
fn SaveAs(site: Arc<Site>, state: State, templates: Templates) -> impl IntoView {
    let empty = move || templates.name.with(|name| name.trim().is_empty());
    let known = move || templates.name.with(|name| templates.named(name).is_some());
    let label = move || t(if known() { "template-replace" } else { "template-save" });
    let save = move |_| {
        let name = templates.name.get_untracked();
        templates.save(ExportTemplate::of(&name, &state.request(), &site.fields));
    };
    view! {
        <div class="template-row">
            <div class="field">
                <label for=NAME>{t("template-name")}</label>
                <input
                    id=NAME
                    class="input"
                    type="text"
                    autocomplete="off"
                    maxlength=LONGEST_NAME
                    prop:value=templates.name
                    on:input=move |event| templates.name.set(event_target_value(&event))
                />
            </div>
            <button class="button" type="button" disabled=empty on:click=save>
                {label}
            </button>
        </div>
    }
}

/// Columns that the loaded template names and the site does not have.
#[component]
fn Missing(templates: Templates) -> impl IntoView {
    move || {
        let missing = templates.missing.get();
        (!missing.is_empty()).then(|| {
            let text = tf("template-missing", &[("columns", &missing.join(", "))]);
            view! { <Banner kind="warning"><p>{text}</p></Banner> }
        })
    }
}
