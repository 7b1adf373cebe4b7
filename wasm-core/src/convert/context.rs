//! What a conversion may look at.

use crate::ports::Zone;
use crate::target::{IssueState, Place, TargetState};

/// The surroundings of one value: the user's zone, the site, and the issue's place in it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The zone in which cells show instants.
    pub zone: &'a dyn Zone,
    /// What the site has.
    pub target: &'a TargetState,
    /// Project and issue type of the row, where they are known.
    pub place: Option<&'a Place>,
    /// The issue as it is now; none for a new row.
    pub issue: Option<&'a IssueState>,
}
