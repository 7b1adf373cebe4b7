//! Where rows without a key go that do not say so themselves.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, Reply};
use wasm_core::mapping::Mapping;

use crate::engine::Engine;
use crate::text::t;

/// Space and work type of new work items. The types of the chosen space are suggested.
#[component]
pub fn NewItems(
    engine: Engine,
    projects: Vec<(String, String)>,
    mapping: RwSignal<Mapping>,
) -> impl IntoView {
    let types = RwSignal::new(Vec::new());
    let project = Memo::new(move |_| mapping.with(|mapping| mapping.project.clone()));
    Effect::new(move |_| suggest(engine, project, types));
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
                    list="new-types"
                    autocomplete="off"
                    aria-describedby="new-hint"
                    placeholder=t("match-type-hint")
                    prop:value=initial_type
                    on:change=typed
                />
                <datalist id="new-types">
                    {move || {
                        types.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()
                    }}
                </datalist>
            </div>
        </fieldset>
    }
}

/// Asks for the types of the chosen space. Where Jira can't be asked, nothing is suggested: the
/// name is checked with the rows all the same.
fn suggest(engine: Engine, project: Memo<Option<String>>, types: RwSignal<Vec<String>>) {
    types.set(Vec::new());
    let Some(chosen) = project.get() else { return };
    let call = engine.start(Command::IssueTypes { project: chosen.clone() });
    spawn_local(async move {
        let names = call.done(|answer| match answer.reply {
            Reply::IssueTypes(names) => Some(names),
            _ => None,
        });
        if let Ok(names) = names.await
            && project.try_get_untracked().flatten().as_ref() == Some(&chosen)
        {
            types.set(names);
        }
    });
}
