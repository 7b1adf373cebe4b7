//! `/project`: projects with their issue types, components, versions and statuses.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::client::{Call, Client};
use super::error::JiraError;
use super::meta::WireIssueType;
use super::path::Path;
use super::wire::{Named, Page, entities};
use crate::ports::{Clock, Transport};
use crate::schema::Entity;
use crate::target::{IssueType, Project};

/// What the user must be allowed to do in the projects that are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectAction {
    /// See the project and its issues.
    Browse,
    /// Create issues.
    Create,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireProject {
    id: String,
    key: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    issue_types: Vec<WireIssueType>,
    #[serde(default)]
    components: Vec<Named>,
    #[serde(default)]
    versions: Vec<WireVersion>,
}

/// A project as far as its roles go: their addresses by their names.
#[derive(Deserialize)]
struct WithRoles {
    #[serde(default)]
    roles: BTreeMap<String, IgnoredAny>,
}

#[derive(Deserialize)]
struct WireVersion {
    id: String,
    name: String,
    #[serde(default)]
    archived: bool,
}

#[derive(Deserialize)]
struct TypeStatuses {
    id: String,
    statuses: Vec<Named>,
}

impl From<WireProject> for Project {
    fn from(wire: WireProject) -> Self {
        let (archived, open) = wire.versions.into_iter().partition(|version| version.archived);
        Self {
            id: wire.id,
            key: wire.key,
            name: wire.name,
            issue_types: wire.issue_types.into_iter().map(IssueType::from).collect(),
            components: entities(wire.components),
            versions: named(open),
            archived: named(archived),
        }
    }
}

fn named(versions: Vec<WireVersion>) -> Vec<Entity> {
    versions.into_iter().map(|version| Entity { id: version.id, name: version.name }).collect()
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The projects in which the user may do something: ids, keys and names; the lists are empty.
    ///
    /// # Errors
    /// As any call.
    pub async fn projects(&self, action: ProjectAction) -> Result<Vec<Project>, JiraError> {
        let action = match action {
            ProjectAction::Browse => "browse",
            ProjectAction::Create => "create",
        };
        let path = || Path::api("project/search").query("action", action).query("orderBy", "key");
        let projects: Vec<WireProject> = self.all_pages(100, path).await?;
        Ok(projects.into_iter().map(Project::from).collect())
    }

    /// Projects that the user may see and whose key or name has a text in it: ids, keys and names; at
    /// most 50.
    ///
    /// # Errors
    /// As any call.
    pub async fn projects_like(&self, text: &str) -> Result<Vec<Project>, JiraError> {
        let path = Path::api("project/search").query("action", "browse").query("query", text);
        let page: Page<WireProject> = self.json(Call::get(path)).await?;
        Ok(page.values.into_iter().map(Project::from).collect())
    }

    /// The projects of these ids, at most 50, as far as the user may see them: ids, keys and names.
    ///
    /// # Errors
    /// As any call.
    pub async fn projects_of(&self, ids: &[String]) -> Result<Vec<Project>, JiraError> {
        let path = Path::api("project/search").query("maxResults", "50");
        let path = ids.iter().fold(path, |path, id| path.query("id", id));
        let page: Page<WireProject> = self.json(Call::get(path)).await?;
        Ok(page.values.into_iter().map(Project::from).collect())
    }

    /// One project by id or key (case-sensitive), with its issue types (all, not only those that
    /// may be created; their statuses are left empty), components and versions.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn project(&self, id_or_key: &str) -> Result<Project, JiraError> {
        let path = Path::api("project").part(id_or_key);
        Ok(self.json::<WireProject>(Call::get(path)).await?.into())
    }

    /// The names of a project's roles, in their order. Who may browse the project sees them here;
    /// `/project/{key}/role` is for administrators.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn project_roles(&self, project: &str) -> Result<Vec<String>, JiraError> {
        let path = Path::api("project").part(project);
        let found: WithRoles = self.json(Call::get(path)).await?;
        Ok(found.roles.into_keys().collect())
    }

    /// The components of a project.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn components(&self, project: &str) -> Result<Vec<Entity>, JiraError> {
        let path = Path::api("project").part(project).part("components");
        Ok(entities(self.json(Call::get(path)).await?))
    }

    /// The statuses of each issue type of a project, by issue type id.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn statuses(
        &self,
        project: &str,
    ) -> Result<BTreeMap<String, Vec<Entity>>, JiraError> {
        let path = Path::api("project").part(project).part("statuses");
        let types: Vec<TypeStatuses> = self.json(Call::get(path)).await?;
        Ok(types.into_iter().map(|of| (of.id, entities(of.statuses))).collect())
    }
}
