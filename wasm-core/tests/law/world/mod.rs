//! A small Jira of the tests' own, what may be in it, and the laws that hold over it.
//!
//! It shares no code with the engine: it writes Jira's JSON by hand and understands what is written
//! to it in its own way. The same module runs natively and in the browser.

pub mod adf;
pub mod assign;
pub mod catalog;
pub mod changed;
pub mod clock;
pub mod dice;
pub mod edit;
pub mod entries;
pub mod fields;
pub mod further;
pub mod instant;
pub mod issue;
pub mod laws;
pub mod meta;
pub mod product;
pub mod site;
pub mod store;
pub mod text;
pub mod trip;
