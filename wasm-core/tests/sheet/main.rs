//! The spreadsheet codec: files of other programs, files of ours, and files that mean harm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod roundtrip;
