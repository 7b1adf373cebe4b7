//! What is drawn from bytes: texts, instants and documents that are easily spoilt.
//!
//! The law in Chromium draws from them too: nothing here knows the local Jira.

pub mod adf;
pub mod dice;
pub mod instant;
pub mod text;
