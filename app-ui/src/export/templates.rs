//! Templates: what to save and what to load, and the commands for it.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::export::ExportTemplate;
use wasm_core::job::{Command, Reply};

use crate::engine::Engine;
use crate::model::failure::Failure;
use crate::text::{t, tf};

/// The user's templates, as far as they are known.
#[derive(Clone, Copy)]
pub struct Templates {
    engine: Engine,
    /// All of them, by name; none before they were read.
    pub all: RwSignal<Option<Vec<ExportTemplate>>>,
    /// The name that is chosen in the list.
    pub chosen: RwSignal<String>,
    /// The name to save by.
    pub name: RwSignal<String>,
    /// What was done, for the eye and the ear.
    pub said: RwSignal<String>,
    /// Columns of the template that was loaded which the site does not have.
    pub missing: RwSignal<Vec<String>>,
    /// The template that was deleted last, to bring it back.
    pub deleted: RwSignal<Option<ExportTemplate>>,
    /// Why something did not work.
    pub failure: RwSignal<Option<Failure>>,
}

impl Templates {
    /// None yet; they are asked for at once.
    pub fn new(engine: Engine) -> Self {
        let templates = Self {
            engine,
            all: RwSignal::new(None),
            chosen: RwSignal::new(String::new()),
            name: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
            missing: RwSignal::new(Vec::new()),
            deleted: RwSignal::new(None),
            failure: RwSignal::new(None),
        };
        templates.send(Command::ListTemplates, |_| ());
        templates
    }

    /// The template of a name, without regard to case.
    pub fn named(&self, name: &str) -> Option<ExportTemplate> {
        let name = name.trim().to_lowercase();
        let same = |template: &&ExportTemplate| template.name.to_lowercase() == name;
        self.all.with(|all| all.iter().flatten().find(same).cloned())
    }

    /// How many there are.
    pub fn line(self) -> Signal<String> {
        Signal::derive(move || match self.all.with(|all| all.as_ref().map(Vec::len)) {
            None => String::new(),
            Some(0) => t("templates-none").to_owned(),
            Some(some) => tf("templates-some", &[("count", &some.to_string())]),
        })
    }

    /// Takes up the chosen template.
    pub fn load(&self, apply: impl FnOnce(&ExportTemplate) -> Vec<String>) {
        let Some(template) = self.chosen.with_untracked(|name| untrack(|| self.named(name))) else {
            return;
        };
        self.clear();
        self.missing.set(apply(&template));
        self.said.set(tf("template-loaded", &[("name", &template.name)]));
        self.name.set(template.name);
    }

    /// Saves a template.
    pub fn save(self, template: ExportTemplate) {
        let name = template.name.clone();
        self.clear();
        self.send(Command::SaveTemplate { template }, move |templates| {
            templates.said.set(tf("template-saved", &[("name", &name)]));
            templates.chosen.set(name);
        });
    }

    /// Deletes the chosen template, which can be taken back.
    pub fn delete(self) {
        let Some(template) = self.chosen.with_untracked(|name| untrack(|| self.named(name))) else {
            return;
        };
        self.clear();
        let name = template.name.clone();
        self.send(Command::DeleteTemplate { name }, move |templates| {
            templates.said.set(tf("template-deleted", &[("name", &template.name)]));
            templates.chosen.set(String::new());
            templates.name.set(String::new());
            templates.deleted.set(Some(template));
        });
    }

    fn clear(&self) {
        self.failure.set(None);
        self.deleted.set(None);
        self.missing.set(Vec::new());
        self.said.set(String::new());
    }

    /// Sends a command, takes up the templates it is answered by, then does what follows.
    fn send(self, command: Command, then: impl FnOnce(Self) + 'static) {
        let call = self.engine.start(command);
        spawn_local(async move {
            let all = call.done(|answer| match answer.reply {
                Reply::Templates(templates) => Some(templates),
                _ => None,
            });
            match all.await {
                Ok(templates) => {
                    self.all.set(Some(templates));
                    then(self);
                }
                Err(failed) => self.failure.set(Some(failed)),
            }
        });
    }
}
