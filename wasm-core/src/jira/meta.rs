//! `/issue/createmeta` and `/issue/{id}/editmeta`: which fields may be set, and to what.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::schema::{Entity, FieldId};
use crate::target::{Choice, FieldMeta, IssueType, Screen};

/// Entries of a page: Jira refuses more than 200.
const PAGE: usize = 200;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TypesPage {
    issue_types: Vec<WireIssueType>,
    #[serde(default)]
    total: Option<usize>,
}

/// An issue type on the wire.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireIssueType {
    pub(super) id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    subtask: bool,
    #[serde(default)]
    hierarchy_level: Option<i32>,
}

impl From<WireIssueType> for IssueType {
    fn from(wire: WireIssueType) -> Self {
        let level = wire.hierarchy_level.unwrap_or(if wire.subtask { -1 } else { 0 });
        Self { id: wire.id, name: wire.name, level, statuses: Vec::new() }
    }
}

#[derive(Deserialize)]
struct FieldsPage {
    fields: Vec<WireFieldMeta>,
    #[serde(default)]
    total: Option<usize>,
}

#[derive(Deserialize)]
struct EditMeta {
    fields: BTreeMap<FieldId, WireFieldMeta>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireFieldMeta {
    #[serde(default)]
    field_id: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    has_default_value: bool,
    #[serde(default)]
    allowed_values: Option<Vec<WireChoice>>,
}

/// An allowed value: options have a `value`, projects a `key` beside their name, most others a
/// `name`.
#[derive(Deserialize)]
struct WireChoice {
    #[serde(default)]
    id: Value,
    name: Option<String>,
    value: Option<String>,
    key: Option<String>,
    #[serde(default)]
    disabled: bool,
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    children: Vec<WireChoice>,
}

impl WireChoice {
    fn entity(&self) -> Option<Entity> {
        let id = match &self.id {
            Value::String(id) => id.clone(),
            Value::Number(id) => id.to_string(),
            _ => return None,
        };
        let name = self.value.as_ref().or(self.key.as_ref()).or(self.name.as_ref())?;
        Some(Entity { id, name: name.clone() })
    }

    fn usable(&self) -> bool {
        !self.disabled && !self.archived
    }

    fn choice(&self) -> Option<Choice> {
        let children = self.children.iter().filter(|child| child.usable());
        Some(Choice {
            entity: self.entity()?,
            title: self.key.as_ref().and(self.name.clone()),
            children: children.filter_map(WireChoice::entity).collect(),
        })
    }
}

impl From<WireFieldMeta> for FieldMeta {
    fn from(wire: WireFieldMeta) -> Self {
        let choices = wire.allowed_values.map(|values| {
            values.iter().filter(|v| v.usable()).filter_map(WireChoice::choice).collect()
        });
        Self { required: wire.required, has_default: wire.has_default_value, choices }
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The issue types that the user may create in a project; statuses are left empty.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`], [`JiraError::is_forbidden`] or [`JiraError::is_not_found`] where
    /// the user may not create issues, unless the list is empty then: Jira's documentation names no
    /// status for it.
    pub async fn create_types(&self, project: &str) -> Result<Vec<IssueType>, JiraError> {
        let mut types = Vec::new();
        loop {
            let path = Path::api("issue/createmeta").part(project).part("issuetypes");
            let page: TypesPage = self.json(Call::get(paged(path, types.len()))).await?;
            let last = page.issue_types.is_empty();
            types.extend(page.issue_types.into_iter().map(IssueType::from));
            if last || page.total.is_some_and(|total| types.len() >= total) {
                if types.is_empty() {
                    self.confirm().await?;
                }
                return Ok(types);
            }
        }
    }

    /// The fields of a new issue of that type.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`], [`JiraError::is_forbidden`] or [`JiraError::is_not_found`] where
    /// the user may not create issues, unless the list is empty then: Jira's documentation names no
    /// status for it.
    pub async fn create_screen(
        &self,
        project: &str,
        issue_type: &str,
    ) -> Result<Screen, JiraError> {
        let mut screen = Screen::new();
        let mut seen = 0;
        loop {
            let path = Path::api("issue/createmeta").part(project).part("issuetypes");
            let page: FieldsPage = self.json(Call::get(paged(path.part(issue_type), seen))).await?;
            let last = page.fields.is_empty();
            seen += page.fields.len();
            screen.extend(
                page.fields.into_iter().map(|f| (FieldId::new(f.field_id.clone()), f.into())),
            );
            if last || page.total.is_some_and(|total| seen >= total) {
                if screen.is_empty() {
                    self.confirm().await?;
                }
                return Ok(screen);
            }
        }
    }

    /// The fields that may be set on an existing issue.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn edit_screen(&self, id_or_key: &str) -> Result<Screen, JiraError> {
        let path = Path::api("issue").part(id_or_key).part("editmeta");
        let meta: EditMeta = self.json(Call::get(path)).await?;
        if meta.fields.is_empty() {
            self.confirm().await?;
        }
        Ok(meta.fields.into_iter().map(|(id, field)| (id, field.into())).collect())
    }
}

fn paged(path: Path, start: usize) -> Path {
    path.query("startAt", &start.to_string()).query("maxResults", &PAGE.to_string())
}
