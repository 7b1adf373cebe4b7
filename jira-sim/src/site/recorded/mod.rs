//! Recorded issues: the JSON of an issue as some Jira gave it is put into the site, and with it
//! whatever it refers to. Only tests use this: nothing is checked, no one is asked for permission.

mod entity;
mod field;
mod history;
mod value;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Issue, Project, SYSTEM_FIELDS, Site, Style, UserId, Workflow};

/// What became of a recorded issue.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Its id here.
    pub id: u64,
    /// Its key: the recorded one.
    pub key: String,
    /// The ids that its custom fields have here, by the recorded ones.
    pub fields: BTreeMap<String, String>,
}

impl Site {
    /// Puts a recorded issue into the site: in the place of the one with its key, or as a new one.
    /// `known` is what `/field` answered where it was recorded: ids, names, schemas; without it,
    /// `schema` and `names` of the issue are looked at, and then the shape of the values.
    ///
    /// # Errors
    /// The text for what is not an issue: no key like `ABC-12`, no fields.
    pub fn put_recorded(&mut self, issue: &Value, known: &[Value]) -> Result<Placed, String> {
        let key = issue["key"].as_str().unwrap_or_default();
        let (project_key, number) = split(key).ok_or("The issue needs a key such as ABC-12.")?;
        let fields = issue["fields"].as_object().ok_or("The issue needs its fields.")?;
        let project = self.recorded_project(project_key, field_of(fields, "project"));
        let status = self.recorded_status(project, field_of(fields, "status"));
        let issue_type = self.recorded_type(project, field_of(fields, "issuetype"));
        let there = self.issues.find(key).cloned();
        let exists = there.is_some();
        let id = self.issues.next_id();
        let fresh = Issue::new(id, (project_key, number), project, issue_type, status);
        let mut draft = there.unwrap_or(fresh);
        (draft.status, draft.issue_type) = (status, issue_type);
        self.system_values(project, &mut draft, fields);
        let mut placed = Placed { id: draft.id, key: key.to_owned(), fields: BTreeMap::new() };
        for (id, value) in fields.iter().filter(|(id, _)| id.starts_with("customfield_")) {
            let Some(field) = self.recorded_field(project, id, value, issue, known) else {
                continue;
            };
            let kept = self.canonical(project, &field, value);
            if let Some(field) = self.field(&field).cloned() {
                draft.set(&field, kept);
                placed.fields.insert(id.clone(), field.id);
            }
        }
        draft.history = self.recorded_history(issue, &placed.fields);
        if exists {
            self.issues.forget_past(draft.id);
            self.issues.replace(draft);
        } else {
            self.issues.push(draft);
        }
        if let Some(project) = self.projects.iter_mut().find(|p| p.id == project) {
            project.last_number = project.last_number.max(number);
        }
        self.touch();
        Ok(placed)
    }

    /// The project of that key, made if there is none.
    fn recorded_project(&mut self, key: &str, recorded: &Value) -> u64 {
        if let Some(project) = self.project(key) {
            return project.id;
        }
        let id = self.projects.iter().map(|p| p.id).max().unwrap_or(10_000) + 1;
        let first = self.catalog.statuses.first().map_or(0, |s| s.id);
        self.projects.push(Project {
            id,
            key: key.to_owned(),
            former_keys: vec![],
            name: recorded["name"].as_str().unwrap_or(key).to_owned(),
            description: "Recorded elsewhere.".into(),
            lead: UserId(0),
            default_assignee: None,
            kind: "software",
            style: Style::Classic,
            private: false,
            issue_types: vec![],
            components: vec![],
            versions: vec![],
            workflow: Workflow { initial: first, statuses: vec![], transitions: vec![] },
            fields: SYSTEM_FIELDS.map(str::to_owned).to_vec(),
            off_create_screen: vec!["resolution".into()],
            last_number: 0,
        });
        id
    }
}

fn split(key: &str) -> Option<(&str, u32)> {
    let (project, number) = key.rsplit_once('-')?;
    Some((project, number.parse().ok()?)).filter(|(p, _)| !p.is_empty())
}

fn field_of<'a>(fields: &'a Map<String, Value>, id: &str) -> &'a Value {
    fields.get(id).unwrap_or(&Value::Null)
}
