//! The engine as the page sees it: commands go to a worker, replies and events come back.
//!
//! The worker may stop in the middle: a parser that panics, memory that is refused. That ends the
//! commands that were under way with a clear failure, and a new worker takes its place.

mod call;
mod client;
mod wire;

pub use call::Answer;
pub use client::Engine;
