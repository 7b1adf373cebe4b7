//! What hangs on an issue beside its fields and comments: links, worklogs, attachments, watchers,
//! votes, remote links.

use std::sync::Arc;

use serde_json::Value;

use super::{RichText, UserId};

/// Links, or remote links, that one issue may have in Jira Cloud; more are refused with 413.
pub const LINK_LIMIT: usize = 2_000;
/// Worklogs that one issue may have in Jira Cloud; more are refused with 413.
pub const WORKLOG_LIMIT: usize = 10_000;

/// One end of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its number, the same at both ends.
    pub id: u64,
    /// Id of its type.
    pub kind: u64,
    /// Whether it begins here and leads to the other issue.
    pub outward: bool,
    /// Id of the other issue.
    pub other: u64,
}

/// Time that somebody worked. Instants are epoch milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Worklog {
    /// What apps keep with it: objects of a key and a value.
    pub properties: Vec<Value>,
    /// Its number.
    pub id: u64,
    /// Who logged it.
    pub author: UserId,
    /// Who changed it last.
    pub update_author: UserId,
    /// What was done.
    pub comment: Option<RichText>,
    /// When it was logged.
    pub created: i64,
    /// When it was changed last.
    pub updated: i64,
    /// When the work began.
    pub started: i64,
    /// How long it took.
    pub seconds: i64,
}

/// A file.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// Its number.
    pub id: u64,
    /// Who attached it.
    pub author: UserId,
    /// Epoch milliseconds.
    pub created: i64,
    /// Its name; not unique.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// What is in it.
    pub content: Arc<[u8]>,
}

/// A link to something outside Jira.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoteLink {
    /// Its number.
    pub id: u64,
    /// What identifies it among the remote links.
    pub global_id: Option<String>,
    /// The body that it was made of.
    pub body: Value,
}

/// All of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Records {
    /// Links to other issues.
    pub links: Vec<Link>,
    /// Oldest first.
    pub worklogs: Vec<Worklog>,
    /// Oldest first.
    pub attachments: Vec<Attachment>,
    /// Who watches.
    pub watchers: Vec<UserId>,
    /// Who voted.
    pub voters: Vec<UserId>,
    /// Links to other places.
    pub remote_links: Vec<RemoteLink>,
}

impl Records {
    /// Seconds that were worked; none if nothing was logged.
    #[must_use]
    pub fn spent(&self) -> Option<i64> {
        (!self.worklogs.is_empty()).then(|| self.worklogs.iter().map(|w| w.seconds).sum())
    }
}
