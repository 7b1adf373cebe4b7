//! The issues of a project by the numbers of their keys: read from the database, which knows what
//! was created an instant ago, where JQL's index lags.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::bulk_fetch::BULK_FETCH;
use super::client::{Call, Client};
use super::error::JiraError;
use super::imported::{FIELDS, read_made};
use super::path::Path;
use super::property::ROW_PROPERTY;
use crate::memory::Made;
use crate::plan::IssueRef;
use crate::ports::{Clock, Transport};

/// Numbers of one request.
pub(crate) const NUMBERS: usize = BULK_FETCH;

/// An issue, and what is known of the row that it was made from, if it was made from one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NumberedIssue {
    /// The number of its key; none where it has moved to another project since.
    pub number: Option<u64>,
    /// What an import made, if one made it.
    pub made: Option<Made>,
}

#[derive(Deserialize)]
struct Fetched {
    #[serde(default)]
    issues: Vec<WireIssue>,
}

#[derive(Deserialize)]
struct WireIssue {
    id: String,
    key: String,
    #[serde(default)]
    fields: Map<String, Value>,
    #[serde(default)]
    properties: BTreeMap<String, Value>,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The number of a project's highest key, 0 where it has no issues. The index of JQL lags, so
    /// that it may be lower than the highest of now.
    ///
    /// # Errors
    /// As any call.
    pub(crate) async fn highest_key(&self, project: &str) -> Result<u64, JiraError> {
        let body = json!({
            "jql": format!("project = \"{project}\" ORDER BY key DESC"),
            "fields": ["key"],
            "maxResults": 1,
        });
        let call = Call::query(Path::api("search/jql")).body(&body)?;
        let found = self.json::<Fetched>(call).await?.issues;
        match found.first() {
            Some(issue) => number_in(project, &issue.key).ok_or_else(|| {
                JiraError::unexpected("POST /rest/api/3/search/jql", "a key of another project")
            }),
            None => self.confirm().await.map(|()| 0),
        }
    }

    /// The issues that have, or had, those of a project's keys: [`NUMBERS`] at most, in one request.
    /// Numbers without an issue, or of one that the user may not see, are left out.
    ///
    /// # Errors
    /// As any call.
    pub(crate) async fn issues_by_number(
        &self,
        project: &str,
        numbers: &[u64],
    ) -> Result<Vec<NumberedIssue>, JiraError> {
        let keys: Vec<_> = numbers.iter().map(|number| format!("{project}-{number}")).collect();
        let body = json!({
            "issueIdsOrKeys": keys,
            "fields": FIELDS,
            "properties": [ROW_PROPERTY],
        });
        let call = Call::query(Path::api("issue/bulkfetch")).body(&body)?;
        let fetched = self.json::<Fetched>(call).await?.issues;
        if fetched.is_empty() {
            self.confirm().await?;
        }
        let issue = |wire: WireIssue| NumberedIssue {
            number: number_in(project, &wire.key),
            made: wire.properties.get(ROW_PROPERTY).and_then(|property| {
                read_made(IssueRef { id: wire.id, key: wire.key }, &wire.fields, property)
            }),
        };
        Ok(fetched.into_iter().map(issue).collect())
    }
}

/// The number of a key of that project.
pub(crate) fn number_in(project: &str, key: &str) -> Option<u64> {
    key.strip_prefix(project)?.strip_prefix('-')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_belongs_to_one_project() {
        assert_eq!(number_in("A", "A-12"), Some(12));
        assert_eq!(number_in("A", "AB-12"), None);
        assert_eq!(number_in("AB", "A-12"), None);
        assert_eq!(number_in("A", "A-B-12"), None);
    }
}
