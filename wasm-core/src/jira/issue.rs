//! `/issue/{id}`: one issue, read, changed and removed.

use jiff::Timestamp;

use super::bulk_fetch::Issue;
use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::convert::Body;
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;

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

    /// Writes fields of an issue, all in one request. Not sent later than `not_after`, and never
    /// repeated blindly: somebody else may have written in between.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] with Jira's words by field; [`JiraError::is_not_found`];
    /// [`JiraError::is_late`]; [`JiraError::is_unanswered`] where it is unknown whether the issue
    /// was changed.
    pub async fn edit_issue(
        &self,
        id: &str,
        body: &Body,
        not_after: Option<Timestamp>,
    ) -> Result<(), JiraError> {
        let call = Call::edit(Path::of(body.notation, "issue").part(id))
            .for_issue(id)
            .not_after(not_after);
        self.done(call.body(&body.clone().into_json())?).await
    }

    /// Removes an issue, with its sub-tasks if asked to.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] where it has sub-tasks that are not to be removed.
    pub async fn delete_issue(&self, id: &str, with_subtasks: bool) -> Result<(), JiraError> {
        let path = Path::api("issue").part(id).query("deleteSubtasks", &with_subtasks.to_string());
        self.done(Call::delete(path).for_issue(id)).await
    }
}
