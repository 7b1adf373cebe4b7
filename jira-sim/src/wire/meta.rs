//! What may be entered: the fields of a create, an edit or a transition.

use serde_json::{Value, json};

use super::View;
use crate::site::{Field, Kind, Permission, Project};

impl View<'_> {
    /// What may be entered into a field of a project's issues; `subtask` tells whether the issue
    /// needs a parent.
    #[must_use]
    pub fn field_meta(&self, project: &Project, field: &Field, subtask: bool) -> Value {
        let required =
            matches!(field.id.as_str(), "summary" | "issuetype" | "project" | "reporter")
                || (field.id == "parent" && subtask);
        let mut json = json!({
            "required": required,
            "schema": field.schema,
            "name": field.name,
            "key": field.id,
            "fieldId": field.id,
            "hasDefaultValue": matches!(field.id.as_str(), "priority" | "reporter"),
            "operations": field.kind.operations(),
        });
        if let Some(allowed) = self.allowed_values(project, field, subtask) {
            json["allowedValues"] = allowed;
        }
        if field.id == "priority" {
            json["defaultValue"] = self.priority(3);
        }
        if let Some(path) = auto_complete(project, field) {
            json["autoCompleteUrl"] = format!("{}{path}", self.site.base_url).into();
        }
        json
    }

    fn allowed_values(&self, project: &Project, field: &Field, subtask: bool) -> Option<Value> {
        let catalog = &self.site.catalog;
        Some(match field.kind {
            // An edit makes no sub-task of another issue, nor the other way round.
            Kind::IssueType => {
                let fits =
                    |id: &&u64| catalog.issue_type(**id).is_some_and(|t| (t.level < 0) == subtask);
                project.issue_types.iter().filter(fits).map(|id| self.issue_type(*id)).collect()
            }
            Kind::Project => json!([self.project(project)]),
            Kind::Priority => catalog.priorities.iter().map(|p| self.priority(p.id)).collect(),
            Kind::Resolution => catalog.resolutions.iter().map(|r| self.resolution_of(r)).collect(),
            Kind::Components => {
                project.components.iter().map(|c| self.component_in_field(c)).collect()
            }
            Kind::Versions | Kind::Version => {
                project.versions.iter().map(|v| self.version(v, project)).collect()
            }
            Kind::Select | Kind::MultiSelect => {
                field.options.iter().map(|o| self.option(field, o.id)).collect()
            }
            Kind::AnyProject => {
                let viewer = self.viewer;
                let visible = |p: &&Project| self.site.may(viewer, Permission::Browse, Some(p));
                self.site.projects.iter().filter(visible).map(|p| self.project(p)).collect()
            }
            Kind::Security => self.site.registers.levels.iter().map(|l| self.level(l)).collect(),
            Kind::Cascading => self.cascading_values(field),
            _ => return None,
        })
    }

    fn cascading_values(&self, field: &Field) -> Value {
        let top = field.options.iter().filter(|o| o.parent.is_none());
        top.map(|parent| {
            let mut json = self.option(field, parent.id);
            let below = field.options.iter().filter(|o| o.parent == Some(parent.id));
            let children: Vec<Value> = below.map(|o| self.option(field, o.id)).collect();
            if !children.is_empty() {
                json["children"] = children.into();
            }
            json
        })
        .collect()
    }
}

fn auto_complete(project: &Project, field: &Field) -> Option<String> {
    match field.kind {
        Kind::User if field.id == "assignee" => {
            Some(format!("/rest/api/3/user/assignable/search?project={}&query=", project.key))
        }
        Kind::User | Kind::MultiUser => Some("/rest/api/3/user/search?query=".into()),
        Kind::Group | Kind::MultiGroup => Some("/rest/api/3/groups/picker?query=".into()),
        Kind::Links => {
            Some("/rest/api/3/issue/picker?currentProjectId=&showSubTasks=true&query=".into())
        }
        Kind::Sprint => Some("/rest/greenhopper/1.0/sprint/picker?query=".into()),
        Kind::Labels => Some("/rest/api/3/label?query=".into()),
        _ => None,
    }
}
