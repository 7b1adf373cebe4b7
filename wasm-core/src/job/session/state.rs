//! What a session holds between commands: each step's result, for the next one.

use jiff::Timestamp;

use super::rows::RowIndex;
use crate::finding::Finding;
use crate::further::{FurtherState, FurtherTable};
use crate::job::HostContext;
use crate::mapping::{Mapping, Origin};
use crate::plan::Plan;
use crate::schema::FieldSchema;
use crate::sheet::{Table, Workbook};
use crate::target::TargetState;

/// The site, once connected.
pub(super) struct Connected {
    /// Where the app was opened.
    pub context: HostContext,
    /// Account of the user.
    pub account_id: String,
    /// The site's fields.
    pub fields: Vec<FieldSchema>,
}

/// An open file.
pub(super) struct Opened {
    /// Name as dropped.
    pub name: String,
    /// The file's lineage: the export's own, else one made from its bytes.
    pub lineage: String,
    /// The mark of a Rowport export.
    pub origin: Option<Origin>,
    /// Its cells.
    pub workbook: Workbook,
}

/// The chosen table.
pub(super) struct Chosen {
    /// The rows.
    pub table: Table,
    /// The further sheets beside it.
    pub further: Vec<FurtherTable>,
    /// What is wrong with these as a whole.
    pub notes: Vec<Finding>,
}

/// A plan and what it was made from.
pub(super) struct Planned {
    /// The plan.
    pub plan: Plan,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// What Jira had.
    pub target: TargetState,
    /// Rows for the screen.
    pub index: RowIndex,
    /// What it can be made from again, with other choices.
    pub basis: Basis,
}

/// What the user agreed to before the plan was made.
#[derive(Clone)]
pub(super) struct Basis {
    /// What the columns mean.
    pub mapping: Mapping,
    /// When Jira was read.
    pub made_at: Timestamp,
    /// What was noticed about the columns.
    pub general: Vec<Finding>,
    /// What Jira has for the new rows of further sheets.
    pub further: FurtherState,
}
