//! The plan as a whole.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Change;

/// Version of the saved form. A reader refuses a plan of a newer one.
pub const FORMAT_VERSION: u32 = 1;

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
    /// Rows equal to Jira.
    pub unchanged: u32,
    /// Rows held back by a conflict.
    pub conflict: u32,
    /// Rows held back by a problem.
    pub blocked: u32,
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
    /// Counts by action.
    pub summary: Summary,
    /// SHA-256 in hex over everything else, so that what was approved is what is applied.
    pub hash: String,
}
