//! What Jira has: the state that values are resolved against and a plan is made against.

mod people;
mod state;

pub use people::{Match, People, User, Wanted};
pub use state::{
    Choice, FieldMeta, IssueState, IssueType, Place, Project, Screen, Site, TargetState,
};
