//! What the screens show and how they change, without a browser: tested natively.

pub mod before;
pub mod cache;
pub mod columns;
pub mod diff;
pub mod export;
pub mod failure;
pub mod format;
pub mod history;
pub mod mapping;
pub mod plan;
pub mod progress;
pub mod result;
pub mod review;
pub mod tally;
pub mod window;
pub mod wizard;
