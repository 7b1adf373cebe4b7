//! `/issue/{id}/watchers`: who is told of changes.

use serde::Deserialize;
use serde_json::Value;

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};
use crate::target::User;

#[derive(Deserialize)]
struct Watchers {
    #[serde(default)]
    watchers: Vec<Value>,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// Who watches an issue. Jira leaves people out whom the caller may not see.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`], also where watching is switched off;
    /// [`JiraError::is_forbidden`] without the permission to see watchers.
    pub async fn watchers(&self, issue: &str) -> Result<Vec<User>, JiraError> {
        let path = Path::api("issue").part(issue).part("watchers");
        let found: Watchers = self.json(Call::get(path)).await?;
        Ok(found.watchers.iter().filter_map(User::of_json).collect())
    }
}
