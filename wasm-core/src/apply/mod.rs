//! Carrying out a plan, and nothing but the plan.

mod outcome;

pub use outcome::{Outcome, OutcomeKind, Report};
