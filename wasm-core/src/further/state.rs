//! What Jira has of the issues that new rows name.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::audience::Audiences;
use super::present::Present;
use super::rights::EntryRights;
use crate::jira::LinkType;
use crate::target::User;

/// What was read for the new rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FurtherState {
    /// The caller.
    pub(super) me: Option<User>,
    /// The site's kinds of link.
    pub(super) kinds: Vec<LinkType>,
    /// The roles and groups that may see comments.
    pub(super) audiences: Audiences,
    /// What the issues have already, by their ids.
    pub(super) present: BTreeMap<String, Present>,
    /// What of it the caller may not do.
    pub(super) rights: EntryRights,
    /// When what the issues have was read.
    pub(super) read_at: Option<Timestamp>,
}
