//! `/issue/{id}/worklog`: work that was logged.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use super::property::{EntityProperty, identity_of, is_none, row_properties};
use crate::plan::RowIdentity;
use crate::ports::{Clock, Transport};
use crate::target::User;

/// Worklogs of a page: Jira's own size.
const PAGE: usize = 5000;

/// Worklogs that are read by their ids in one request: Jira's limit.
pub const WORKLOGS_LISTED: usize = 1000;

/// A worklog of an issue.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Worklog {
    /// Numeric id, as text.
    pub id: String,
    /// When the work was started, as Jira writes instants.
    #[serde(default)]
    pub started: Value,
    /// How long it took.
    #[serde(default)]
    pub time_spent_seconds: i64,
    /// What was done, as an Atlassian document; null for nothing.
    #[serde(default)]
    pub comment: Value,
    /// When it was entered, as Jira writes instants.
    #[serde(default)]
    pub created: Value,
    #[serde(default)]
    author: Value,
    #[serde(default)]
    properties: Vec<EntityProperty>,
}

impl Worklog {
    /// Who worked; none where the account is gone.
    pub fn author(&self) -> Option<User> {
        User::of_json(&self.author)
    }

    /// The row of a file that it was made from, as far as its properties were asked for.
    pub fn identity(&self) -> Option<RowIdentity> {
        identity_of(&self.properties)
    }

    /// The worklogs that Jira sent as a field of an issue, and how many there are in all.
    pub fn of_field(field: &Value) -> (Vec<Self>, usize) {
        let page = WorklogPage::deserialize(field).unwrap_or_default();
        (page.worklogs, page.total)
    }
}

#[derive(Default, Deserialize)]
struct WorklogPage {
    worklogs: Vec<Worklog>,
    #[serde(default)]
    total: usize,
}

/// A worklog to write.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewWorklog<'a> {
    /// As [`convert::write`](crate::convert::write) writes an instant.
    pub started: Value,
    /// Seconds; Jira keeps whole minutes.
    pub time_spent_seconds: i64,
    /// What was done, as an Atlassian document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<&'a Value>,
}

#[derive(Serialize)]
struct WithProperties<'a> {
    #[serde(flatten)]
    worklog: &'a NewWorklog<'a>,
    #[serde(skip_serializing_if = "is_none")]
    properties: Value,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// All worklogs of an issue with their properties, the oldest first.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn worklogs(&self, issue: &str) -> Result<Vec<Worklog>, JiraError> {
        let mut all = Vec::new();
        loop {
            let path = Path::api("issue").part(issue).part("worklog");
            let path = path
                .query("startAt", &all.len().to_string())
                .query("maxResults", &PAGE.to_string())
                .query("expand", "properties");
            let page: WorklogPage = self.json(Call::get(path)).await?;
            let last = page.worklogs.is_empty();
            all.extend(page.worklogs);
            if last || all.len() >= page.total {
                return Ok(all);
            }
        }
    }

    /// Up to [`WORKLOGS_LISTED`] worklogs by their ids, of any issues, with their properties. Those
    /// that don't exist or that the user may not see are left out.
    ///
    /// # Errors
    /// As any call.
    pub async fn worklogs_listed(&self, ids: &[String]) -> Result<Vec<Worklog>, JiraError> {
        let ids: Vec<u64> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let path = Path::api("worklog/list").query("expand", "properties");
        self.json(Call::query(path).body(&json!({ "ids": ids }))?).await
    }

    /// Logs work as the caller: Jira lets nobody set another author. The remaining estimate is
    /// left as it is. Never repeated blindly; the row's identity is stored with it.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] for a text or a time that Jira refuses.
    pub async fn add_worklog(
        &self,
        issue: &str,
        worklog: &NewWorklog<'_>,
        identity: Option<&RowIdentity>,
    ) -> Result<Worklog, JiraError> {
        let path = Path::api("issue").part(issue).part("worklog");
        let call = Call::post(path.query("adjustEstimate", "leave")).for_issue(issue);
        let properties = row_properties(identity);
        self.json(call.body(&WithProperties { worklog, properties })?).await
    }
}
