//! The plan: every change that would be made, as data.
//!
//! A plan is complete in itself. `apply` sends what the plan says and reads nothing else.

mod change;
mod document;

pub use change::{Action, Change, CreateTarget, FieldChange, IssueRef, RowIdentity, Transition};
pub use document::{FORMAT_VERSION, Plan, Source, Summary};
