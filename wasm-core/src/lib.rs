//! The Rowport engine: everything between the bytes of a spreadsheet and the requests to Jira.
//!
//! One folder per step of the pipeline. The engine performs no IO, reads no clock and draws no
//! randomness: it reaches the world through [`ports`].

/// The virtual clock of the tests is shared with those outside of the crate.
#[cfg(test)]
extern crate self as wasm_core;

pub mod adf;
pub mod apply;
pub mod check;
pub mod convert;
mod digest;
pub mod export;
pub mod finding;
pub mod further;
pub mod jira;
pub mod job;
pub mod mapping;
pub mod memory;
pub mod message;
pub mod plan;
pub mod ports;
pub mod schema;
pub mod sheet;
pub mod target;
