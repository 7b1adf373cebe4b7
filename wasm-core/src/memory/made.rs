//! A work item that an import made, as Jira has it now.

use jiff::Timestamp;

use super::RowMemory;
use crate::plan::IssueRef;

/// A work item that an earlier import made from a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Id and key.
    pub issue: IssueRef,
    /// Id of the project that it is in.
    pub project: String,
    /// Name of its type.
    pub issue_type: String,
    /// Its summary.
    pub summary: String,
    /// Key of its parent.
    pub parent: Option<String>,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// Display name of who made it.
    pub by: String,
    /// Name of its status.
    pub status: String,
    /// Whether that is one of those in which work on it has begun, or is done.
    pub begun: bool,
    /// Whether it is one of those that mean that it is done.
    pub done: bool,
    /// Lineage of the file.
    pub lineage: String,
    /// Name of the row.
    pub row: String,
    /// What the row held; empty where an earlier Rowport made it.
    pub memory: RowMemory,
    /// Whether it was created once more on purpose.
    pub anew: bool,
}
