//! The spreadsheet codec: files of other programs, files of ours, and files that mean harm.
// Tests read files; the engine doesn't.
#![allow(clippy::disallowed_methods)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod binary;
mod corpus;
mod files;
mod harm;
mod made;
mod marks;
mod oracle;
mod roundtrip;
mod saved;
mod shapes;
mod template;

use files::{corpus_file, corpus_names};
