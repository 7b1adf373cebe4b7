//! The plan: every change that would be made, as data.
//!
//! A plan is complete in itself. `apply` sends what the plan says and reads nothing else.

mod build;
mod change;
mod document;
mod identity;
mod order;
mod seal;
#[cfg(test)]
mod tests;

pub use build::{build, make};
pub use change::{Action, Change, CreateTarget, FieldChange, IssueRef, RowIdentity, Transition};
pub use document::{FORMAT_VERSION, Plan, Source, Summary};
pub use seal::PlanError;
