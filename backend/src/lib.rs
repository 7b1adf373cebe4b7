//! Rowport's tiny service: it remembers that a job ran, and how it ended.
//!
//! It knows an account id, an installation id and the numbers of [`job_api`], and nothing else: no
//! key, no text of an issue, no file, no query. What it stores, for how long and why is written down
//! in `docs/backend.md`.
//!
//! - [`auth`]: who is calling, only ever from the token that Forge signs
//! - [`router`]: the table of contents: every path, and the functions behind it
//! - [`store`]: the jobs, in SQLite or PostgreSQL
//! - [`retention`]: jobs leave after 30 days, an account when it asks
//! - [`serve`]: the process around all this
//!
//! Deliberately absent: a session, a cookie, CORS (calls come through Forge, never from a browser),
//! a log line with an account id, an answer that repeats what was sent.
#![forbid(unsafe_code)]

pub mod app;
pub mod auth;
pub mod body;
pub mod clock;
pub mod config;
pub mod error;
pub mod logs;
pub mod retention;
pub mod router;
pub mod routes;
pub mod serve;
pub mod store;
