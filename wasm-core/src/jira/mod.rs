//! The client of Jira's REST API (v3); one file per resource.
//!
//! [`Client`] paces, repeats and counts requests; its methods answer in the engine's own types.
//! Shapes of the wire stay in here.

mod asked;
mod attachment;
mod board;
mod bulk_create;
mod bulk_fetch;
mod by_number;
mod catalog;
mod changelog;
mod client;
mod comment;
mod error;
mod field;
mod fresh;
mod group;
mod identity;
mod imported;
mod issue;
mod limiter;
mod link;
mod meta;
mod meter;
mod paging;
mod path;
mod project;
mod property;
mod pulse;
mod readable;
mod retry;
mod right;
mod sample;
mod search;
mod security;
mod site;
mod slots;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
pub(crate) mod tests;
mod transition;
mod user;
mod user_property;
mod watcher;
mod whole;
mod wire;
mod words;
mod worklog;

pub use attachment::Attachment;
pub use bulk_create::{BULK_CREATE, CreateRefusal, CreateResult, CreatedIssue, NewIssue};
pub use bulk_fetch::{BULK_FETCH, Issue};
pub(crate) use by_number::{NUMBERS, NumberedIssue, number_in};
pub use changelog::{HistoryItem, PastChange, PastSide};
pub use client::{Client, ClientOptions, Connection};
pub use comment::{COMMENTS_LISTED, Comment};
pub(crate) use error::if_told;
pub use error::{JiraError, Words};
pub use fresh::Look;
pub use imported::{Imported, Wanted as WantedImports};
pub use link::{IssueLink, LinkType};
pub(crate) use meter::Meter;
pub use project::ProjectAction;
pub use property::{ROW_PROPERTY, row_property};
pub use retry::RetryPolicy;
pub use right::{Right, Rights, Where};
pub use sample::Sample;
pub use site::{Configuration, ServerInfo};
pub use transition::{OpenTransition, ScreenField};
pub use user::Myself;
pub use user_property::LONGEST_PROPERTY;
pub use worklog::{NewWorklog, WORKLOGS_LISTED, Worklog};
