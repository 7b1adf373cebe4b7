//! Values between Jira's JSON, cells and the user's typing; one file per field type.

mod context;

pub use context::Context;
