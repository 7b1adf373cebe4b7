//! `/search/jql`, `/search/approximate-count` and `/jql/parse`: finding issues by query.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::plan::IssueRef;
use crate::ports::{Clock, Transport};

/// Ids on a page: Jira's limit when nothing but ids and keys is asked for.
const PAGE: u32 = 5000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SearchRequest<'a> {
    jql: &'a str,
    fields: &'a [&'a str],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    properties: &'a [&'a str],
    max_results: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_page_token: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SearchPage {
    #[serde(default)]
    issues: Vec<FoundIssue>,
    #[serde(default)]
    next_page_token: Option<String>,
    #[serde(default)]
    is_last: Option<bool>,
}

/// An issue that a query found.
#[derive(Deserialize)]
pub(super) struct FoundIssue {
    id: String,
    #[serde(default)]
    key: String,
    #[serde(default)]
    pub(super) fields: Map<String, Value>,
    #[serde(default)]
    properties: BTreeMap<String, Value>,
}

impl FoundIssue {
    /// The value of one of the properties that were asked for.
    pub(super) fn property(&self, key: &str) -> Option<&Value> {
        self.properties.get(key)
    }

    /// Id and key.
    pub(super) fn issue(&self) -> IssueRef {
        IssueRef { id: self.id.clone(), key: self.key.clone() }
    }
}

#[derive(Deserialize)]
struct Count {
    count: u64,
}

#[derive(Deserialize)]
struct Parsed {
    queries: Vec<ParsedQuery>,
}

#[derive(Deserialize)]
struct ParsedQuery {
    #[serde(default)]
    errors: Vec<String>,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// The numeric ids of all issues of a query, in the query's order, each once. `found` is told
    /// the number so far after each page.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] for a query that Jira refuses, such as one without a restriction.
    pub async fn search_ids(
        &self,
        jql: &str,
        found: impl FnMut(usize),
    ) -> Result<Vec<String>, JiraError> {
        let issues = self.search(jql, &["id"], &[], found).await?;
        if issues.is_empty() {
            self.refuse_mistakes(jql).await?;
        }
        Ok(issues.into_iter().map(|issue| issue.id).collect())
    }

    /// Of some issues those that a query finds now, with their keys.
    ///
    /// # Errors
    /// As any call.
    pub(crate) async fn still_found(
        &self,
        jql: &str,
        ids: &HashSet<&str>,
    ) -> Result<Vec<IssueRef>, JiraError> {
        let found = self.search(jql, &["key"], &[], |_| ()).await?;
        let found = found.iter().map(FoundIssue::issue);
        Ok(found.filter(|issue| ids.contains(issue.id.as_str())).collect())
    }

    /// Jira may find nothing by a query that names a project or a value that does not exist, where
    /// it refused such queries before: the mistake is then told by the check of the query only.
    async fn refuse_mistakes(&self, jql: &str) -> Result<(), JiraError> {
        match self.parse_jql(jql).await {
            Ok(mistakes) if !mistakes.is_empty() => {
                Err(JiraError::mistaken("POST /rest/api/3/jql/parse", mistakes))
            }
            Err(error) if error.ends_the_job() => Err(error),
            // Without a judgement the query is taken for a good one.
            _ => Ok(()),
        }
    }

    /// All issues of a query with some of their properties (5 at most).
    pub(super) async fn search(
        &self,
        jql: &str,
        fields: &[&str],
        properties: &[&str],
        mut found: impl FnMut(usize),
    ) -> Result<Vec<FoundIssue>, JiraError> {
        let each_page = |issues: &[FoundIssue]| {
            found(issues.len());
            true
        };
        Ok(self.search_while(jql, fields, properties, each_page).await?.0)
    }

    /// The issues of a query, page by page for as long as `more` wants another one after those that
    /// it is given; and whether there are no more.
    pub(super) async fn search_while(
        &self,
        jql: &str,
        fields: &[&str],
        properties: &[&str],
        mut more: impl FnMut(&[FoundIssue]) -> bool,
    ) -> Result<(Vec<FoundIssue>, bool), JiraError> {
        let (mut issues, mut seen, mut tokens) = (Vec::new(), HashSet::new(), HashSet::new());
        let mut token: Option<String> = None;
        loop {
            let request = SearchRequest {
                jql,
                fields,
                properties,
                max_results: PAGE,
                next_page_token: token.as_deref(),
            };
            let call = Call::query(Path::api("search/jql")).body(&request)?;
            let page: SearchPage = self.json(call).await?;
            // Token paging is no snapshot: an issue may come twice, and so may a token.
            issues.extend(page.issues.into_iter().filter(|issue| seen.insert(issue.id.clone())));
            let wanted = more(&issues);
            token = page.next_page_token.filter(|_| page.is_last != Some(true));
            match &token {
                Some(next) if wanted && tokens.insert(next.clone()) => {}
                _ => break,
            }
        }
        // A visitor is given an empty page, or one of what is public, where the rest would be.
        self.confirm().await?;
        Ok((issues, token.is_none()))
    }

    /// About how many issues a query finds; Jira's estimate lags behind changes.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] for a query that Jira refuses.
    pub async fn approximate_count(&self, jql: &str) -> Result<u64, JiraError> {
        let call = Call::query(Path::api("search/approximate-count"))
            .body(&serde_json::json!({ "jql": jql }))?;
        let count = self.json::<Count>(call).await?.count;
        if count == 0 {
            self.confirm().await?;
        }
        Ok(count)
    }

    /// What is wrong with a query, in Jira's words; empty when it is valid.
    ///
    /// # Errors
    /// Only when Jira gives no judgement.
    pub async fn parse_jql(&self, jql: &str) -> Result<Vec<String>, JiraError> {
        let call = Call::query(Path::api("jql/parse").query("validation", "strict"))
            .body(&serde_json::json!({ "queries": [jql] }))?;
        let parsed: Parsed = self.json(call).await?;
        let errors: Vec<_> = parsed.queries.into_iter().flat_map(|query| query.errors).collect();
        if !errors.is_empty() {
            // For a visitor no project exists, and so no value of the field `project`.
            self.confirm().await?;
        }
        Ok(errors)
    }
}
