//! What Jira has of the issues that new rows name.

use std::collections::{BTreeMap, BTreeSet};

use super::audience::Audiences;
use crate::jira::{IssueLink, LinkType};
use crate::job::FurtherSheet;
use crate::target::User;

/// What was read for the new rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FurtherState {
    /// The caller.
    pub(super) me: Option<User>,
    /// The site's kinds of link.
    pub(super) kinds: Vec<LinkType>,
    /// The links of each issue, by its id.
    pub(super) links: BTreeMap<String, Vec<IssueLink>>,
    /// The roles and groups that may see comments.
    pub(super) audiences: Audiences,
    /// Rows that entries of an issue were made from: the sheet, the issue's id, the row.
    pub(super) made: BTreeSet<(FurtherSheet, String, String)>,
}
