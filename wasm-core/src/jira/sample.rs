//! Issues that tell something of others like them.

use serde::Deserialize;

use super::client::Client;
use super::error::JiraError;
use super::wire::Named;
use crate::ports::{Clock, Transport};
use crate::schema::Entity;

/// An issue that stands for others of its project and type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its id.
    pub id: String,
    /// Its status.
    pub status: Entity,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The newest issues of a project and an issue type, by their ids, as many as come in one answer;
    /// where a status is named, of those that are in it.
    ///
    /// # Errors
    /// As any call.
    pub async fn newest_like(
        &self,
        project: &str,
        issue_type: &str,
        status: Option<&str>,
    ) -> Result<Vec<Sample>, JiraError> {
        let status = status.map(|id| format!(" AND status = {id}")).unwrap_or_default();
        let jql = format!(
            "project = {project} AND issuetype = {issue_type}{status} ORDER BY created DESC"
        );
        let (found, _) = self.search_while(&jql, &["status"], &[], |_| false).await?;
        let sample = |mut issue: super::search::FoundIssue| {
            let status = Named::deserialize(issue.fields.remove("status")?).ok()?;
            Some(Sample { id: issue.issue().id, status: status.into() })
        };
        Ok(found.into_iter().filter_map(sample).collect())
    }
}
