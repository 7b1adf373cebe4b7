//! What became of each row.

use serde::{Deserialize, Serialize};

use crate::message::Message;
use crate::plan::{Action, IssueRef};

/// How a row ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// Done as planned.
    Applied,
    /// Written by this run, but Jira does not have all of it as planned.
    Otherwise,
    /// It was as planned already: an earlier run did it, or somebody else. This run wrote nothing,
    /// or only what was still missing.
    Present,
    /// An earlier run made it, and Jira does not have all of it as planned.
    PresentOtherwise,
    /// Jira refused it, or kept nothing of it.
    Failed,
    /// Not tried: the job was stopped, or the row's parent failed.
    Skipped,
    /// Not written, since the issue is no longer as the plan saw it.
    Drifted,
}

impl OutcomeKind {
    /// Whether Jira now has what the plan wanted, whoever wrote it.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Applied | Self::Present)
    }

    /// Whether this run wrote it.
    pub fn is_written(self) -> bool {
        matches!(self, Self::Applied | Self::Otherwise)
    }

    /// Whether it was there before this run.
    pub fn was_there(self) -> bool {
        matches!(self, Self::Present | Self::PresentOtherwise)
    }

    /// Whether it is there, and not all of it as planned.
    pub fn is_otherwise(self) -> bool {
        matches!(self, Self::Otherwise | Self::PresentOtherwise)
    }
}

/// How one row of the plan ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Name of the further sheet; empty for the sheet of the issues.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// Zero-based row of the sheet.
    pub row: u32,
    /// What was planned.
    pub action: Action,
    /// How it ended.
    pub kind: OutcomeKind,
    /// The issue, where there is one now.
    pub issue: Option<IssueRef>,
    /// Why it did not succeed: Jira's own words are a parameter.
    pub reason: Option<Message>,
}

impl Outcome {
    /// Whether it is of a row that adds something to an issue.
    pub fn is_entry(&self) -> bool {
        !self.sheet.is_empty()
            || matches!(self.action, Action::Comment | Action::Worklog | Action::Link)
    }
}

/// The end of an apply. What is counted as created, updated or added was written by this run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Issues created, those included that are not wholly as planned.
    pub created: u32,
    /// Issues changed, those included that are not wholly as planned.
    pub updated: u32,
    /// Comments added.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub comments: u32,
    /// Worklogs added.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub worklogs: u32,
    /// Links made.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub links: u32,
    /// Rows of issues that were there already: created or changed by an earlier run.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub present: u32,
    /// Rows of further sheets that were there already.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub entries_present: u32,
    /// Rows among those created, changed or there already of which Jira does not have all as
    /// planned.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub otherwise: u32,
    /// Rows that did not succeed.
    pub failed: u32,
    /// Rows that were held back, wholly or in part, so that Jira does not have what they say: by the
    /// plan, or since another one has created their work items meanwhile.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub held_back: u32,
    /// Rows that the plan was to write and that were not tried.
    pub skipped: u32,
    /// Requests sent to Jira, repeats included.
    pub requests: u32,
    /// Whether the user stopped it.
    pub cancelled: bool,
    /// Why it ended before all rows were tried, where the user did not stop it: the sign-in is no
    /// longer accepted, or the site does not answer. Applying the plan again does what is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Message>,
    /// What the user should know of the run as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Message>,
    /// One entry for each planned change that is not a no-op, in the order of the sheet, then one
    /// for each such row of the further sheets.
    pub outcomes: Vec<Outcome>,
}

// Serde wants a reference here.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
