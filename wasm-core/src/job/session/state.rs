//! What a session holds between commands: each step's result, for the next one.

use std::rc::Rc;

use super::rows::RowIndex;
use crate::finding::Finding;
use crate::job::{Basis, HostContext, Import, ImportedBefore};
use crate::plan::Plan;
use crate::schema::FieldSchema;

/// The site, once connected.
pub(super) struct Connected {
    /// Where the app was opened.
    pub context: HostContext,
    /// Account of the user.
    pub account_id: String,
    /// The site's fields.
    pub fields: Vec<FieldSchema>,
}

/// A plan and what it was made from.
pub(super) struct Planned {
    /// The table.
    pub import: Rc<Import>,
    /// The plan.
    pub plan: Plan,
    /// What was noticed.
    pub findings: Vec<Finding>,
    /// The rows that look like work items which an import made before.
    pub imported_before: Option<ImportedBefore>,
    /// Rows for the screen.
    pub index: RowIndex,
    /// What it can be made from again, with other choices.
    pub basis: Basis,
    /// What was noticed before the rows were read.
    pub general: Vec<Finding>,
}
