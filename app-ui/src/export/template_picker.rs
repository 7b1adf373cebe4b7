//! Templates on the screen: one to load or to delete, and a name to save by.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_core::export::ExportTemplate;

use super::state::State;
use super::templates::Templates;
use crate::app::Site;
use crate::components::banner::{Banner, FailureBanner};
use crate::text::{t, tf};

/// Characters of a name.
const LONGEST_NAME: &str = "80";

/// The templates of the user.
#[component]
pub fn TemplatePicker(site: Arc<Site>, state: State, templates: Templates) -> impl IntoView {
    let some = move || templates.all.with(|all| all.as_ref().is_some_and(|all| !all.is_empty()));
    let (for_load, for_save) = (Arc::clone(&site), site);
    view! {
        <section class="field templates" aria-labelledby="templates-title">
            <h3 id="templates-title">{t("templates-title")}</h3>
            <p class="hint">{t("templates-hint")}</p>
            <div class="template-rows">
                <Show when=some>
                    <Saved site=Arc::clone(&for_load) state templates/>
                </Show>
                <SaveAs site=for_save state templates/>
            </div>
            <p class="template-said">
                <span role="status">{templates.said}</span>
                <Show when=move || templates.deleted.with(Option::is_some)>
                    <button
                        class="button subtle compact"
                        type="button"
                        on:click=move |_| {
                            if let Some(template) = templates.deleted.get_untracked() {
                                templates.save(template);
                            }
                        }
                    >
                        {t("template-undo")}
                    </button>
                </Show>
            </p>
            <Missing templates/>
            <FailureBanner failure=templates.failure/>
        </section>
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
                <label for="template-name">{t("template-name")}</label>
                <input
                    id="template-name"
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
