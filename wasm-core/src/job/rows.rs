//! The rows of a plan, as the page asks for them and shows them: which ones, and a window of those.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::apply::Outcome;
use crate::finding::Finding;
use crate::mapping::Side;
use crate::message::Message;
use crate::plan::{Action, IssueRef};
use crate::schema::FieldId;

/// Where a row is in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPlace {
    /// Name of the further sheet; empty for the sheet of the issues.
    pub sheet: String,
    /// Zero-based row of the sheet.
    pub row: u32,
}

/// Which rows of the plan to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFilter {
    /// All rows.
    #[default]
    All,
    /// Rows that change something, and those that are wrong or in doubt: not those that are as Jira
    /// has them. A decision of the user takes none away.
    ToReview,
    /// Rows of one action; unchanged ones and those held back only of the sheet of the work items.
    Action(Action),
    /// Rows of one action of the further sheets.
    Entries(Action),
    /// Rows that have a finding of this code.
    Finding(String),
    /// Rows that have any finding.
    Problems,
    /// Rows that look like work items, comments or worklogs which were added before, whether it was
    /// decided or not.
    ImportedBefore,
    /// Rows that have a field in conflict, whether it was decided or not.
    Conflicts,
    /// Rows whose apply did not succeed.
    Failed,
    /// Rows that were as planned before they were applied.
    Present,
}

/// One cell that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChange {
    /// The field.
    pub field: FieldId,
    /// Its name.
    pub name: String,
    /// Jira's value as text.
    pub before: String,
    /// The value after the plan is applied, as text: the file's, or Jira's own where a conflict or
    /// a loss holds the change back.
    pub after: String,
    /// What Rowport makes of the file's text, as Markdown, where that is wiki markup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
    /// The three values, where the file and Jira both changed the field.
    #[serde(default)]
    pub conflict: Option<CellConflict>,
    /// What the change would lose.
    #[serde(default)]
    pub loss: Option<CellLoss>,
}

/// A cell in conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellConflict {
    /// Why it is not written without a choice.
    pub why: Message,
    /// The value at the export as text; none where the issue's history does not tell.
    pub base: Option<String>,
    /// The file's value as text.
    pub mine: String,
    /// Jira's value as text.
    pub theirs: String,
    /// The choice; none as long as the conflict is open.
    pub choice: Option<Side>,
}

/// A rich text that would lose something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellLoss {
    /// The file's value as text.
    pub mine: String,
    /// What would be gone, each by a short text.
    pub lost: Vec<String>,
    /// Whether the user accepted it.
    pub accepted: bool,
}

/// One row of the plan, as the screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Name of the further sheet; empty for the sheet of the issues.
    #[serde(default)]
    pub sheet: String,
    /// Zero-based row of the sheet.
    pub row: u32,
    /// What would be done.
    pub action: Action,
    /// The issue, if it exists.
    pub issue: Option<IssueRef>,
    /// How the file names the issue, where that is not its key: by a key that it had before, by
    /// Jira's id, or by a key that Jira does not have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
    /// Summary of the issue or of the row.
    pub title: String,
    /// The changes, the status among them.
    pub changes: Vec<CellChange>,
    /// Why it is held back.
    pub reason: Option<Message>,
}

/// One row of the table on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// What the plan says of it.
    pub plan: PlanRow,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// How it ended, once applied.
    pub outcome: Option<Outcome>,
    /// The work items that the row looks like, the likeliest first, where the user may choose.
    #[serde(default)]
    pub seen: Vec<SeenIssue>,
    /// How many more it looks like than these.
    #[serde(default)]
    pub seen_more: u32,
}

/// A work item that a row looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenIssue {
    /// The work item; its id goes into [`RowChoice::issue`](crate::mapping::RowChoice::issue).
    pub issue: IssueRef,
    /// Its summary.
    pub summary: String,
    /// When it was imported.
    pub created: Option<Timestamp>,
    /// By whom.
    pub by: String,
    /// Its status, where work on it has begun or is done.
    #[serde(default)]
    pub status: Option<String>,
    /// Whether it is done.
    pub done: bool,
    /// Whether it is in another space than the row's.
    pub moved: bool,
    /// Whether it is known for sure, so that the row is not asked about: it creates another work item
    /// only where that is chosen for the row itself.
    #[serde(default)]
    pub sure: bool,
}

/// A window of rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// Rows that pass the filter.
    pub total: usize,
    /// Position of the first one returned.
    pub start: usize,
    /// Position of the row that was to be found; none where it does not pass.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<usize>,
    /// The window.
    pub rows: Vec<RowView>,
}
