//! `/issue/{id}`: one issue, read, changed and removed.

use serde_json::{Map, Value};

use super::bulk_fetch::Issue;
use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

/// The body of a create or an edit, as [`crate::convert`] makes it.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct IssueBody {
    /// Values by field id.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub fields: Map<String, Value>,
    /// Operations by field id, for what can't be said by a value. A field is never in both.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub update: Map<String, Value>,
}

impl IssueBody {
    /// Whether nothing would be written.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.update.is_empty()
    }
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// One issue by id or key; a moved issue comes under its new key.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`] where it does not exist or may not be seen.
    pub async fn issue(&self, id_or_key: &str, fields: &[FieldId]) -> Result<Issue, JiraError> {
        let names: Vec<_> = fields.iter().map(FieldId::as_str).collect();
        let path = Path::api("issue").part(id_or_key).query("fields", &names.join(","));
        self.json(Call::get(path)).await
    }

    /// Writes fields of an issue, all in one request.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] with Jira's words by field; [`JiraError::is_not_found`].
    pub async fn edit_issue(&self, id: &str, body: &IssueBody) -> Result<(), JiraError> {
        let call = Call::put(Path::api("issue").part(id)).to_issue(id).body(body)?;
        self.done(call).await
    }

    /// Removes an issue, with its sub-tasks if asked to.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] where it has sub-tasks that are not to be removed.
    pub async fn delete_issue(&self, id: &str, with_subtasks: bool) -> Result<(), JiraError> {
        let path = Path::api("issue").part(id).query("deleteSubtasks", &with_subtasks.to_string());
        self.done(Call::delete(path).to_issue(id)).await
    }
}
