//! The plan: every change that would be made, as data.
//!
//! A plan is complete in itself. `apply` sends what the plan says and reads nothing else.

#[cfg(test)]
mod again_tests;
#[cfg(test)]
mod along_tests;
mod build;
mod change;
mod count;
mod document;
mod entry;
mod identity;
#[cfg(test)]
mod lost_tests;
#[cfg(test)]
mod mangled_tests;
#[cfg(test)]
mod merge_tests;
mod order;
#[cfg(test)]
mod past_tests;
mod seal;
mod sound;
#[cfg(test)]
mod tests;
mod upgrade;

pub use build::{build, make};
pub use change::{
    Action, Change, Conflict, CreateTarget, FieldChange, FieldConflict, FieldLoss, IssueRef,
    RowIdentity, Step, Transition,
};
pub use document::{FORMAT_VERSION, Plan, Source, Summary};
pub use entry::{Addition, Audience, Entry, EntryIssue};
pub use seal::PlanError;
pub use sound::Contradiction;
