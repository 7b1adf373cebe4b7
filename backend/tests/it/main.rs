//! The service as its callers and its operators see it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod docs;
mod keys;
mod process;
mod refusals;
mod story;
mod support;
mod tokens;
