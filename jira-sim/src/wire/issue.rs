//! Issues: which fields are asked for, and their JSON.

use serde_json::{Map, Value, json};

use super::View;
use crate::site::{Field, Issue, Kind, Mode, Permission, Project, Transition};

/// What an issue of a list says that it can be expanded by; 10010 is the field of request types.
const EXPANDABLE: &str = "operations,versionedRepresentations,editmeta,changelog,\
                          customfield_10010.requestTypePractice,renderedFields";

/// Which fields a request asks for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    all: bool,
    navigable: bool,
    names: Vec<String>,
    excluded: Vec<String>,
}

impl Selection {
    /// From the `fields` of a request; `default` stands for none.
    #[must_use]
    pub fn new(asked: &[String], default: &str) -> Self {
        let mut selection = Self::default();
        let none = [default.to_owned()];
        let asked = if asked.is_empty() { &none } else { asked };
        for name in asked {
            match name.as_str() {
                "*all" => selection.all = true,
                "*navigable" => selection.navigable = true,
                name => match name.strip_prefix('-') {
                    Some(name) => selection.excluded.push(name.to_owned()),
                    None => selection.names.push(name.to_owned()),
                },
            }
        }
        if selection.names.is_empty() && !selection.all && !selection.navigable {
            selection.navigable = default == "*navigable";
            selection.all = default == "*all";
        }
        selection
    }

    /// Whether nothing but the id is asked for.
    #[must_use]
    pub fn only_id(&self) -> bool {
        !self.all && !self.navigable && self.names.iter().all(|n| n == "id")
    }

    /// Whether nothing but id and key is asked for.
    #[must_use]
    pub fn only_key(&self) -> bool {
        let key = |n: &String| matches!(n.as_str(), "id" | "key" | "issuekey");
        !self.all && !self.navigable && self.names.iter().all(key)
    }

    /// How many fields are named, if they are all named.
    #[must_use]
    pub fn named(&self) -> Option<&[String]> {
        (!self.all && !self.navigable).then_some(&self.names)
    }

    /// Whether a field is among them.
    #[must_use]
    pub fn has(&self, field: &Field) -> bool {
        !self.excluded.contains(&field.id)
            && (self.all || (self.navigable && field.navigable) || self.names.contains(&field.id))
    }
}

/// What an issue is to show besides its fields.
#[derive(Debug, Clone)]
pub struct Expand {
    names: Vec<String>,
    /// Changes of an issue at most.
    changes: usize,
}

/// What each issue can show besides its fields here; `names` and `schema` are shown once.
const OF_ISSUE: [&str; 5] =
    ["changelog", "transitions", "editmeta", "operations", "renderedFields"];
/// Changes that an issue shows of itself.
const CHANGES: usize = 100;
/// Changes that each of many issues shows: so says the description of `/issue/bulkfetch` in the
/// OpenAPI file of Jira's platform REST (2026-06-10); a search shows as many.
const CHANGES_OF_MANY: usize = 40;

impl Expand {
    /// From a list of names.
    #[must_use]
    pub fn new(names: Vec<String>) -> Self {
        Self { names, changes: CHANGES }
    }

    /// Whether nothing of an issue is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !OF_ISSUE.iter().any(|name| self.has(name))
    }

    /// The same, in an answer with many issues, where each shows fewer changes.
    #[must_use]
    pub fn of_many(self) -> Self {
        Self { changes: CHANGES_OF_MANY, ..self }
    }

    /// Whether that is asked for.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }
}

impl View<'_> {
    /// An issue with the fields, expansions and properties that are asked for.
    #[must_use]
    pub fn issue(
        &self,
        issue: &Issue,
        selection: &Selection,
        expand: &Expand,
        properties: &[String],
    ) -> Value {
        if selection.only_id() && properties.is_empty() && expand.is_empty() {
            return json!({"id": issue.id.to_string()});
        }
        let mut json = json!({
            "expand": EXPANDABLE,
            "id": issue.id.to_string(),
            "self": self.link(&format!("issue/{}", issue.id)),
            "key": issue.key,
        });
        if !selection.only_key() {
            json["fields"] = Value::Object(self.issue_fields(issue, selection));
        }
        if !properties.is_empty() {
            json["properties"] = self.properties(issue, properties);
        }
        self.expand(issue, selection, expand, &mut json);
        json
    }

    fn issue_fields(&self, issue: &Issue, selection: &Selection) -> Map<String, Value> {
        let shown = self.shown_fields(issue, selection);
        shown.map(|f| (f.id.clone(), self.value(issue, f))).collect()
    }

    /// The fields that are asked for and that the issue has.
    pub(super) fn shown_fields<'s>(
        &'s self,
        issue: &'s Issue,
        selection: &'s Selection,
    ) -> impl Iterator<Item = &'s Field> {
        let project = self.site.project_by_id(issue.project);
        let applies =
            move |f: &&Field| f.number.is_none() || project.is_some_and(|p| p.has_field(&f.id));
        let asked = self.site.fields.iter().filter(|f| selection.has(f)).filter(applies);
        asked
            .filter(|f| f.kind != Kind::Hidden)
            .filter(|f| f.kind != Kind::Parent || issue.parent.is_some())
    }

    fn properties(&self, issue: &Issue, asked: &[String]) -> Value {
        let all = asked.iter().any(|a| a == "*all");
        let excluded = |key: &str| asked.iter().any(|a| a.strip_prefix('-') == Some(key));
        let wanted = issue.properties.iter().filter(|(key, _)| all || asked.contains(key));
        let wanted = wanted.filter(|(key, _)| !excluded(key));
        Value::Object(wanted.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    fn expand(&self, issue: &Issue, selection: &Selection, expand: &Expand, json: &mut Value) {
        if expand.has("changelog") {
            json["changelog"] = self.history_in_issue(issue, expand.changes);
        }
        if expand.has("transitions") {
            let steps = self.site.transitions(self.viewer, issue);
            json["transitions"] = steps.iter().map(|t| self.transition(issue, t, false)).collect();
        }
        if expand.has("editmeta") {
            json["editmeta"] = self.edit_meta(issue);
        }
        if expand.has("renderedFields") {
            json["renderedFields"] = self.rendered_fields(issue, selection);
        }
        if expand.has("operations") {
            json["operations"] = self.operations(issue);
        }
    }

    /// The fields that may be edited: none without the permission.
    #[must_use]
    pub fn edit_meta(&self, issue: &Issue) -> Value {
        let mut fields = Map::new();
        if let Some(project) = self.site.project_by_id(issue.project)
            && self.site.may(self.viewer, Permission::Edit, Some(project))
        {
            let subtask = self.is_subtask(issue);
            let on_screen = |f: &&Field| {
                self.on_screen(project, f, subtask)
                    && Mode::Edit.allows(project, &f.id)
                    && !["project", "resolution"].contains(&f.id.as_str())
            };
            for field in self.site.fields.iter().filter(on_screen) {
                let mut meta = self.field_meta(project, field, subtask);
                if let Some(meta) = meta.as_object_mut() {
                    meta.remove("fieldId");
                }
                fields.insert(field.id.clone(), meta);
            }
        }
        json!({"fields": fields})
    }

    /// Whether a screen for issues of a project shows a field to the person who looks.
    #[must_use]
    pub fn on_screen(&self, project: &Project, field: &Field, subtask: bool) -> bool {
        self.site.may_set(self.viewer, project, &field.id)
            && field.kind.on_screens()
            && !(subtask && field.kind.follows_parent())
    }

    /// A step of the workflow, with the fields of its screen if they are asked for.
    #[must_use]
    pub fn transition(&self, issue: &Issue, transition: &Transition, with_fields: bool) -> Value {
        let mut json = json!({
            "id": transition.id.to_string(),
            "name": transition.name,
            "to": self.status(transition.to),
            "hasScreen": !transition.screen.is_empty(),
            "isGlobal": transition.from.is_empty(),
            "isInitial": false,
            "isAvailable": true,
            "isConditional": false,
            "isLooped": false,
        });
        if let Some(project) = self.site.project_by_id(issue.project)
            && with_fields
        {
            let on_screen = transition
                .screen
                .iter()
                .filter(|id| self.site.may_set(self.viewer, project, id))
                .filter_map(|id| self.site.field(id));
            let subtask = self.is_subtask(issue);
            let fields: Map<String, Value> =
                on_screen.map(|f| (f.id.clone(), self.field_meta(project, f, subtask))).collect();
            json["fields"] = fields.into();
        }
        json
    }

    /// `names` and `schema` of the fields that are asked for.
    #[must_use]
    pub fn names_and_schema(&self, selection: &Selection) -> (Value, Value) {
        let asked = || self.site.fields.iter().filter(|f| selection.has(f));
        let names: Map<String, Value> =
            asked().map(|f| (f.id.clone(), f.name.clone().into())).collect();
        let schema: Map<String, Value> = asked()
            .filter(|f| !f.schema.is_null())
            .map(|f| (f.id.clone(), f.schema.clone()))
            .collect();
        (names.into(), schema.into())
    }

    /// Whether an issue is one below another.
    #[must_use]
    pub(super) fn is_subtask(&self, issue: &Issue) -> bool {
        self.site.catalog.issue_type(issue.issue_type).is_some_and(|t| t.level < 0)
    }
}
