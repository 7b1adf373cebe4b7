//! Writing: plain descriptions of sheets to bytes.

mod csv;
mod json;
mod layout;
mod names;
mod xlsx;

pub use csv::write_csv;
pub use json::{NestedRows, write_json};
pub use xlsx::write_xlsx;
pub(super) use xlsx::{MOST_LINKS, check_length, is_web_link};
