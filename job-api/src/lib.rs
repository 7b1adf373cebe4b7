//! The only types that may leave the browser for Rowport's own service.
//!
//! This crate is the privacy contract in code: **no value of a type in it can hold free text.**
//! Identifiers are fixed numbers of hexadecimal digits, names are closed enumerations, everything
//! else is a bounded number; unknown fields and unknown names are refused when a value is read.
//! What does not fit here (a key, a summary, a file name, a query, a person) does not leave the
//! browser. [`closed::Closed`] lets the compiler check the part of this that it can see.
//!
//! Who the caller is, is no part of these types either: the service takes the account only from
//! the token that Forge signs.
//!
//! | request | body | answer |
//! |---|---|---|
//! | `POST /v1/jobs` | [`NewJob`] | [`Job`] |
//! | `PATCH /v1/jobs/{id}` | [`JobPatch`] | [`Job`] |
//! | `GET /v1/jobs?limit=…&cursor=…` | [`ListQuery`] | [`JobList`] |
//!
//! Every refusal is an [`ErrorBody`].
#![forbid(unsafe_code)]

pub mod closed;
mod error;
mod hex;
mod id;
mod job;
mod list;
mod measure;
mod names;
mod state;
mod version;

pub use error::{ErrorBody, ErrorCode};
pub use id::{InvalidId, JobId};
pub use job::{Job, JobPatch, NewJob};
pub use list::{Cursor, JobList, ListQuery, PageSize};
pub use measure::{Counts, Durations, Millis, OutOfRange, Timestamp, Traffic};
pub use names::UnknownName;
pub use state::{JobKind, JobState};
pub use version::AppVersion;

/// The path of the collection of jobs; one job is at `{JOBS_PATH}/{id}`.
pub const JOBS_PATH: &str = "/v1/jobs";
