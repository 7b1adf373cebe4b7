//! `/issue/{id}/comment`: comments.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use super::property::{EntityProperty, identity_of, is_none, row_properties};
use crate::plan::{Audience, RowIdentity};
use crate::ports::{Clock, Transport};
use crate::target::User;

/// Comments of a page: Jira's default.
const PAGE: usize = 100;

/// Comments that are read by their ids in one request: Jira's limit.
pub const COMMENTS_LISTED: usize = 1000;

/// A comment of an issue.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Comment {
    /// Numeric id, as text.
    pub id: String,
    /// The text, as an Atlassian document.
    #[serde(default)]
    pub body: Value,
    /// When it was written, as Jira writes instants.
    #[serde(default)]
    pub created: Value,
    /// When it was changed last; as `created` where it never was.
    #[serde(default)]
    pub updated: Value,
    /// The role or group that may see it; none where everybody may who sees the issue.
    #[serde(default)]
    pub visibility: Option<Audience>,
    /// False for an internal comment of a service project.
    #[serde(default)]
    pub jsd_public: Option<bool>,
    #[serde(default)]
    author: Value,
    #[serde(default)]
    properties: Vec<EntityProperty>,
}

impl Comment {
    /// Who wrote it; none where the account is gone.
    pub fn author(&self) -> Option<User> {
        User::of_json(&self.author)
    }

    /// The row of a file that it was made from, as far as its properties were asked for.
    pub fn identity(&self) -> Option<RowIdentity> {
        identity_of(&self.properties)
    }

    /// The comments that Jira sent as a field of an issue, and how many there are in all.
    pub fn of_field(field: &Value) -> (Vec<Self>, usize) {
        let page = CommentPage::deserialize(field).unwrap_or_default();
        (page.comments, page.total)
    }
}

#[derive(Default, Deserialize)]
struct CommentPage {
    comments: Vec<Comment>,
    #[serde(default)]
    total: usize,
}

#[derive(Deserialize)]
struct CommentList {
    values: Vec<Comment>,
}

#[derive(Serialize)]
struct NewComment<'a> {
    body: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<&'a Audience>,
    #[serde(skip_serializing_if = "is_none")]
    properties: Value,
}

impl<T: Transport, C: Clock> Client<'_, T, C> {
    /// All comments of an issue, the oldest first.
    ///
    /// # Errors
    /// [`JiraError::is_not_found`].
    pub async fn comments(&self, issue: &str) -> Result<Vec<Comment>, JiraError> {
        let mut all = Vec::new();
        loop {
            let path = Path::api("issue").part(issue).part("comment");
            let path = path
                .query("startAt", &all.len().to_string())
                .query("maxResults", &PAGE.to_string())
                .query("orderBy", "created");
            let page: CommentPage = self.json(Call::get(path)).await?;
            let last = page.comments.is_empty();
            all.extend(page.comments);
            if last || all.len() >= page.total {
                return Ok(all);
            }
        }
    }

    /// Up to [`COMMENTS_LISTED`] comments by their ids, of any issues, with their properties, which
    /// Jira tells in no other way. Those that don't exist or that the user may not see are left out.
    ///
    /// # Errors
    /// As any call.
    pub async fn comments_listed(&self, ids: &[String]) -> Result<Vec<Comment>, JiraError> {
        let ids: Vec<u64> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let path = Path::api("comment/list").query("expand", "properties");
        let list: CommentList = self.json(Call::query(path).body(&json!({ "ids": ids }))?).await?;
        Ok(list.values)
    }

    /// Writes a comment as the caller, now: Jira lets nobody set another author or time. Never
    /// repeated blindly; the row's identity is stored with it.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] for a document that Jira refuses.
    pub async fn add_comment(
        &self,
        issue: &str,
        document: &Value,
        visibility: Option<&Audience>,
        identity: Option<&RowIdentity>,
    ) -> Result<Comment, JiraError> {
        let path = Path::api("issue").part(issue).part("comment");
        let comment =
            NewComment { body: document, visibility, properties: row_properties(identity) };
        self.json(Call::post(path).for_issue(issue).body(&comment)?).await
    }
}
