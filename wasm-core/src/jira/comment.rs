//! `/issue/{id}/comment`: comments.

use serde::Deserialize;
use serde_json::{Value, json};

use super::client::{Call, Client};
use super::error::JiraError;
use super::path::Path;
use crate::ports::{Clock, Transport};

/// Comments of a page: Jira's default.
const PAGE: usize = 100;

/// A comment of an issue.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Comment {
    /// Numeric id, as text.
    pub id: String,
    /// The text, as an Atlassian document.
    #[serde(default)]
    pub body: Value,
    /// When it was written, as Jira writes instants.
    #[serde(default)]
    pub created: String,
    /// Who wrote it.
    #[serde(default, rename = "author")]
    author: Option<Author>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Author {
    #[serde(default)]
    display_name: String,
}

impl Comment {
    /// Display name of the author; none where the account is gone.
    pub fn author(&self) -> Option<&str> {
        self.author.as_ref().map(|author| author.display_name.as_str())
    }
}

#[derive(Deserialize)]
struct CommentPage {
    comments: Vec<Comment>,
    #[serde(default)]
    total: usize,
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

    /// Writes a comment as the caller, now: Jira lets nobody set another author or time. Never
    /// repeated blindly.
    ///
    /// # Errors
    /// [`JiraError::is_invalid`] for a document that Jira refuses.
    pub async fn add_comment(&self, issue: &str, document: &Value) -> Result<Comment, JiraError> {
        let path = Path::api("issue").part(issue).part("comment");
        let call = Call::post(path).for_issue(issue).body(&json!({ "body": document }))?;
        self.json(call).await
    }
}
