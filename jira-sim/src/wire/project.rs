//! Projects, components and versions.

use serde_json::{Value, json};

use super::{Expand, View};
use crate::site::{Component, Permission, Project, ProjectRole, Style, Version};

impl View<'_> {
    /// A project as fields show it.
    #[must_use]
    pub fn project(&self, project: &Project) -> Value {
        json!({
            "self": self.link(&format!("project/{}", project.id)),
            "id": project.id.to_string(),
            "key": project.key,
            "name": project.name,
            "projectTypeKey": project.kind,
            "simplified": project.style == Style::NextGen,
            "avatarUrls": self.avatars("project", &project.id.to_string()),
        })
    }

    /// A project as lists of projects show it.
    #[must_use]
    pub fn project_in_list(&self, project: &Project) -> Value {
        let mut json = self.project(project);
        json["style"] = match project.style {
            Style::Classic => "classic".into(),
            Style::NextGen => "next-gen".into(),
        };
        json["isPrivate"] = project.private.into();
        json["properties"] = json!({});
        json["expand"] = "description,lead,issueTypes,url,projectKeys,permissions,insight".into();
        json
    }

    /// A project as lists of projects show it, with what `expand` asks for. No project here has an
    /// address of its own (`url`).
    #[must_use]
    pub fn project_expanded(&self, project: &Project, expand: &Expand) -> Value {
        let mut json = self.project_in_list(project);
        if expand.has("description") {
            json["description"] = project.description.clone().into();
        }
        if expand.has("lead") {
            json["lead"] = self.user(project.lead);
        }
        if expand.has("issueTypes") {
            json["issueTypes"] = self.types_of(project);
        }
        if expand.has("projectKeys") {
            json["projectKeys"] = keys_of(project);
        }
        if expand.has("permissions") {
            let may = self.site.may(self.viewer, Permission::Administer, Some(project));
            json["permissions"] = json!({"canEdit": may});
        }
        if expand.has("insight") {
            json["insight"] = json!({"totalIssueCount": self.site.issues_of(project).count()});
            if let Some(at) = self.site.last_update(project) {
                json["insight"]["lastIssueUpdateTime"] = self.time(at).into();
            }
        }
        json
    }

    fn types_of(&self, project: &Project) -> Value {
        project.issue_types.iter().map(|id| self.issue_type(*id)).collect()
    }

    /// A project with all that belongs to it.
    #[must_use]
    pub fn project_in_full(&self, project: &Project, expand: &Expand) -> Value {
        let mut json = self.project_expanded(project, expand);
        json["description"] = project.description.clone().into();
        json["lead"] = self.user(project.lead);
        json["assigneeType"] = match project.default_assignee {
            Some(_) => "PROJECT_LEAD".into(),
            None => "UNASSIGNED".into(),
        };
        let role = |role: &ProjectRole| {
            let address = self.link(&format!("project/{}/role/{}", project.id, role.id));
            (role.name.clone(), address.into())
        };
        json["roles"] = Value::Object(self.site.registers.roles.iter().map(role).collect());
        json["issueTypes"] = self.types_of(project);
        json["components"] =
            project.components.iter().map(|c| self.component(c, project)).collect();
        json["versions"] = project.versions.iter().map(|v| self.version(v, project)).collect();
        json
    }

    /// A component as fields show it.
    #[must_use]
    pub fn component_in_field(&self, component: &Component) -> Value {
        let mut json = json!({
            "self": self.link(&format!("component/{}", component.id)),
            "id": component.id.to_string(),
            "name": component.name,
        });
        if !component.description.is_empty() {
            json["description"] = component.description.clone().into();
        }
        json
    }

    /// A component in full.
    #[must_use]
    pub fn component(&self, component: &Component, project: &Project) -> Value {
        let mut json = self.component_in_field(component);
        if let Some(lead) = component.lead {
            json["lead"] = self.user(lead);
        }
        json["assigneeType"] = "PROJECT_DEFAULT".into();
        json["realAssigneeType"] = "PROJECT_DEFAULT".into();
        json["isAssigneeTypeValid"] = false.into();
        json["project"] = project.key.clone().into();
        json["projectId"] = project.id.into();
        json
    }

    /// A version as fields show it.
    #[must_use]
    pub fn version_in_field(&self, version: &Version) -> Value {
        let mut json = json!({
            "self": self.link(&format!("version/{}", version.id)),
            "id": version.id.to_string(),
            "name": version.name,
            "archived": version.archived,
            "released": version.released,
        });
        if !version.description.is_empty() {
            json["description"] = version.description.clone().into();
        }
        if let Some(date) = &version.release_date {
            json["releaseDate"] = date.clone().into();
        }
        json
    }

    /// A version in full.
    #[must_use]
    pub fn version(&self, version: &Version, project: &Project) -> Value {
        let mut json = self.version_in_field(version);
        json["projectId"] = project.id.into();
        json
    }
}

/// Its key and those that it had before.
fn keys_of(project: &Project) -> Value {
    std::iter::once(&project.key).chain(&project.former_keys).cloned().collect()
}
