//! What would be added to an issue: a comment, a worklog, a link.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Action, IssueRef, RowIdentity};
use crate::job::FurtherSheet;
use crate::message::Message;
use crate::schema::{Entity, RichText};

/// Who may see a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// `role` or `group`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Name of the role or the group.
    pub value: String,
    /// What tells it apart for Jira: the id of a group, whose name may change; the name of a role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
}

/// An issue that an entry names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryIssue {
    /// One that Jira has.
    Known(IssueRef),
    /// One that the same plan creates.
    New {
        /// Zero-based row of the sheet of the issues.
        row: u32,
        /// What the user typed to name it.
        label: String,
    },
}

impl EntryIssue {
    /// The key, or what the user typed.
    pub fn label(&self) -> &str {
        match self {
            Self::Known(issue) => &issue.key,
            Self::New { label, .. } => label,
        }
    }
}

/// What is added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addition {
    /// A comment.
    Comment {
        /// The text, with what is kept of an earlier author and date.
        body: RichText,
        /// Who may see it; none for everybody who sees the issue.
        visibility: Option<Audience>,
    },
    /// Work that was done.
    Worklog {
        /// When it was started.
        started: Timestamp,
        /// How long it took.
        seconds: i64,
        /// What was done, with what is kept of an earlier author.
        comment: Option<RichText>,
    },
    /// A link to another issue.
    Link {
        /// The kind of link.
        kind: Entity,
        /// The words that lead from the issue to the other, such as `blocks`.
        words: String,
        /// Whether these are the outward words of the kind.
        outward: bool,
        /// The other issue.
        other: EntryIssue,
    },
}

/// What would happen to one row of a further sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Name of the sheet in the file.
    pub sheet: String,
    /// What it holds.
    pub kind: FurtherSheet,
    /// Zero-based row of the sheet.
    pub row: u32,
    /// [`Action::Comment`], [`Action::Worklog`] or [`Action::Link`]; [`Action::NoOp`] for what Jira
    /// has already, and for a row of an existing entry about which something was noticed;
    /// [`Action::Skip`].
    pub action: Action,
    /// The issue; none where the row names none.
    pub issue: Option<EntryIssue>,
    /// What is added; none where nothing is.
    pub addition: Option<Addition>,
    /// Stored with a new comment or worklog, by which it is found again.
    pub identity: Option<RowIdentity>,
    /// Ids of the comments or worklogs that looked the same when the plan was made, and that this
    /// one is added beside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<String>,
    /// Id of the comment or worklog that the row looks like, where only the user knows whether it
    /// is to be added all the same; whatever was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Why nothing is added. For the eye; `apply` decides nothing by it.
    pub reason: Option<Message>,
}
