//! What Jira has: the state that values are resolved against and a plan is made against.
//!
//! [`needs`] says what a table asks for, [`load`] reads it: issues by key, the places they are in
//! or go to, the transitions of those whose status changes, and the people that cells name.

mod load;
mod needs;
mod new_place;
mod own_fields;
mod past;
mod people;
mod readable;
mod state;
mod workflow;

pub use crate::mapping::{issue_key, issue_name};
pub(crate) use load::load_issues;
pub use load::{
    LoadError, Loaded, Subject, load, load_assignable, load_history, load_keys, load_workflows,
    load_writes,
};
pub use needs::{Needs, needs};
pub use new_place::{NewPlaces, PlaceProblem};
pub(crate) use past::SAME_WRITE;
pub use people::{Match, People, User, Wanted, before_id};
pub use state::{
    Choice, ClosedProject, FieldMeta, IssueState, IssueType, Place, Project, Screen, Site,
    TargetState, Told,
};
pub use workflow::{Ways, Workflow};
