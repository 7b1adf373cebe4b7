//! The plan as a whole.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Change, Entry, EntryIssue};
use crate::check::Cause;
use crate::mapping::space_of;
use crate::schema::{FieldId, FieldValue};
use crate::target::Place;

/// Version of the saved form: 2 has conflicts and losses, 3 fields written along with the status,
/// 4 comments, worklogs and links, 5 where keys ended, what new issues remember, rich text in wiki
/// markup, and equal entries, 6 the cause for which a field is held back, 7 the steps of a new issue
/// to its status. A reader upgrades a plan of an older version and refuses one of a newer.
pub const FORMAT_VERSION: u32 = 7;

/// Where the rows came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// File name as the user dropped it.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// The file's lineage: the same for the same file dropped again.
    pub lineage: String,
    /// The site the plan was made against, such as `https://example.atlassian.net`.
    pub site: String,
}

/// How many rows each action has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// New issues.
    pub create: u32,
    /// Issues that change (fields, status or both).
    pub update: u32,
    /// Rows of work items equal to Jira.
    pub unchanged: u32,
    /// Rows that have a field in conflict for which nobody has chosen yet. The row's other fields
    /// are written.
    pub conflict: u32,
    /// Rows that are counted twice: as an update of some fields and as a conflict of others.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub partial: u32,
    /// Rows of work items held back by a problem.
    pub blocked: u32,
    /// New comments.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub comments: u32,
    /// New worklogs.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub worklogs: u32,
    /// New links.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub links: u32,
    /// Rows of further sheets that ask for nothing: Jira has what they say, or they can't be
    /// written and something is to be said of them.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub entries_unchanged: u32,
    /// Rows of further sheets held back by a problem.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub entries_blocked: u32,
}

// Serde wants a reference here.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// Every change that would be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// [`FORMAT_VERSION`] when it was made.
    pub format: u32,
    /// Where the rows came from.
    pub source: Source,
    /// When Jira's values were read.
    pub made_at: Timestamp,
    /// In the order in which they are applied: parents before children.
    pub changes: Vec<Change>,
    /// What is added to issues after that, in the order of the sheets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// The number of the highest key of each project that gets new issues, by the project's key,
    /// when the plan was made. What is made by it has a higher one. A project of which it is not
    /// known is missing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub highest: BTreeMap<String, u64>,
    /// Counts by action.
    pub summary: Summary,
    /// SHA-256 in hex over everything else, so that what was approved is what is applied.
    pub hash: String,
}

impl Plan {
    /// The keys of the spaces that get issues, or whose issues get comments, worklogs or links.
    pub fn growing_spaces(&self) -> BTreeSet<String> {
        let new = self.changes.iter().filter_map(|change| change.create.as_ref());
        let new = new.map(|target| target.project.name.clone());
        let named = self.entries.iter().filter_map(|entry| match &entry.issue {
            Some(EntryIssue::Known(issue)) => space_of(&issue.key).map(str::to_owned),
            _ => None,
        });
        new.chain(named).collect()
    }

    /// The statuses, by their ids, that new issues are to be brought to, by the places of these.
    pub fn new_statuses(&self) -> BTreeMap<Place, BTreeSet<String>> {
        let mut statuses: BTreeMap<Place, BTreeSet<String>> = BTreeMap::new();
        for change in &self.changes {
            let (Some(target), Some(wanted)) = (&change.create, &change.transition) else {
                continue;
            };
            let (project, issue_type) = (target.project.id.clone(), target.issue_type.id.clone());
            let place = Place { project, issue_type };
            statuses.entry(place).or_default().insert(wanted.to.id.clone());
        }
        statuses
    }

    /// Whom the plan gives work, or would by the file's side of a conflict, each with the key of the
    /// project.
    pub fn assignees(&self) -> BTreeSet<(String, String)> {
        let of = |change: &Change| {
            let written = change.all_fields().map(|field| (&field.field, &field.after));
            let open = change.conflicts.iter();
            let all = written.chain(open.map(|field| (&field.field, &field.conflict.mine)));
            let space = change.space().unwrap_or_default().to_owned();
            let given = all.filter_map(|(field, value)| match value {
                FieldValue::One(user) if field.is_assignee() => {
                    Some((space.clone(), user.id.clone()))
                }
                _ => None,
            });
            given.collect::<Vec<_>>()
        };
        self.changes.iter().flat_map(of).collect()
    }

    /// The fields in conflict of which the history tells more, each by its issue's id.
    pub fn conflicts(&self) -> Vec<(String, FieldId)> {
        let of = |change: &Change| {
            let issue = change.issue.as_ref().map(|issue| issue.id.clone()).unwrap_or_default();
            let asking = change.conflicts.iter().filter(|conflict| conflict.cause.asks_history());
            let fields = asking.map(|conflict| conflict.field.clone());
            fields.map(move |field| (issue.clone(), field)).collect::<Vec<_>>()
        };
        self.changes.iter().flat_map(of).collect()
    }

    /// Ids of the issues of which nothing tells yet whether the file or Jira changed a field.
    pub fn untold(&self) -> BTreeSet<String> {
        let is_untold = |change: &&Change| {
            change.conflicts.iter().any(|conflict| conflict.cause == Cause::Untold)
        };
        let untold = self.changes.iter().filter(is_untold);
        untold.filter_map(|change| Some(change.issue.as_ref()?.id.clone())).collect()
    }
}
