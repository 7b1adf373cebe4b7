//! Where rows without a key go that do not say so themselves.

use leptos::prelude::*;
use wasm_core::mapping::Mapping;

use crate::text::t;

/// Space and work type of new work items.
#[component]
pub fn NewItems(projects: Vec<(String, String)>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let change = move |event: leptos::ev::Event| {
        let key = event_target_value(&event);
        mapping.update(|mapping| mapping.project = (!key.is_empty()).then_some(key));
    };
    let typed = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        let name = name.trim();
        let name = (!name.is_empty()).then(|| name.to_owned());
        mapping.update(|mapping| mapping.issue_type = name);
    };
    let option = move |(key, name): (String, String)| {
        let text = format!("{name} ({key})");
        let own = key.clone();
        let selected = move || mapping.with(|m| m.project.as_deref() == Some(own.as_str()));
        view! { <option value=key selected=selected>{text}</option> }
    };
    let initial_type = mapping.with_untracked(|m| m.issue_type.clone()).unwrap_or_default();
    view! {
        <fieldset class="field pair">
            <legend>{t("match-new")}</legend>
            <p class="hint" id="new-hint">{t("match-new-hint")}</p>
            <div class="field">
                <label for="new-project">{t("match-project")}</label>
                <select id="new-project" class="input" aria-describedby="new-hint" on:change=change>
                    <option value="" selected=move || mapping.with(|m| m.project.is_none())>
                        {t("match-project-none")}
                    </option>
                    {projects.into_iter().map(option).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="new-type">{t("match-type")}</label>
                <input
                    id="new-type"
                    class="input"
                    type="text"
                    autocomplete="off"
                    aria-describedby="new-hint"
                    placeholder=t("match-type-hint")
                    prop:value=initial_type
                    on:change=typed
                />
            </div>
        </fieldset>
    }
}
