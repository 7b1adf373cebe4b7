//! The field `attachment` of an issue: files.

use serde::Deserialize;
use serde_json::Value;

use crate::target::User;

/// An attached file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Numeric id, as text.
    pub id: String,
    /// File name.
    #[serde(default)]
    pub filename: String,
    /// When it was attached, as Jira writes instants.
    #[serde(default)]
    pub created: Value,
    /// Bytes.
    #[serde(default)]
    pub size: u64,
    /// What the uploader's program took it for.
    #[serde(default)]
    pub mime_type: String,
    /// Address of the content.
    #[serde(default)]
    pub content: String,
    #[serde(default)]
    author: Value,
}

impl Attachment {
    /// Who attached it; none where the account is gone.
    pub fn author(&self) -> Option<User> {
        User::of_json(&self.author)
    }

    /// The files that Jira sent as a field of an issue.
    pub fn of_field(field: &Value) -> Vec<Self> {
        Vec::deserialize(field).unwrap_or_default()
    }
}
