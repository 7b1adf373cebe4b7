//! What a conversion may look at.

use crate::ports::Zone;
use crate::schema::{FieldId, FieldValue};
use crate::target::{IssueState, Place, Project, TargetState};

/// Finds the sheet row that has a value in the file's own ID column, among the rows that make new
/// issues.
pub type NewRows<'a> = &'a dyn Fn(&str) -> Option<u32>;

/// The surroundings of one value: the user's zone, the site, and the issue's place in it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The zone in which cells show instants.
    pub zone: &'a dyn Zone,
    /// What the site has.
    pub target: &'a TargetState,
    /// Project and issue type of the row, where they are known.
    pub place: Option<&'a Place>,
    /// The issue as it is now; none for a new row. What it holds is always understood again when
    /// a cell shows it, even an archived version or a user who has left.
    pub issue: Option<&'a IssueState>,
    /// The rows of the file that a parent may name; none outside an import.
    pub new_rows: Option<NewRows<'a>>,
}

impl<'a> Context<'a> {
    /// The surroundings of a value of which neither the issue nor its place are known.
    pub fn new(zone: &'a dyn Zone, target: &'a TargetState) -> Self {
        Self { zone, target, place: None, issue: None, new_rows: None }
    }

    /// The value that the issue has now.
    pub(super) fn current(&self, field: &FieldId) -> Option<&'a FieldValue> {
        self.issue?.values.get(field)
    }

    /// The row's project and issue type: as given, or where the issue is.
    pub(super) fn place(&self) -> Option<&'a Place> {
        self.place.or_else(|| self.issue.map(|issue| &issue.place))
    }

    /// The row's project.
    pub(super) fn project(&self) -> Option<&'a Project> {
        self.target.projects.get(&self.place()?.project)
    }
}
