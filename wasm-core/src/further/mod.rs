//! The sheets beside that of the issues, and what their new rows ask for.
//!
//! An export writes a row for each comment, worklog, link and so on. An import looks for rows
//! without an id ([`sorted`](sort)), reads what they need from Jira ([`load`]) and makes entries
//! of a plan of them ([`extend`]). Rows of entries that exist are never written: what was edited
//! there is only noticed.

mod audience;
mod columns;
mod copies;
mod identity;
mod judge;
mod layout;
mod load;
mod original;
mod present;
mod relation;
mod rights;
mod sort;
mod state;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use audience::{INTERNAL, audience_text};
pub use judge::{Input, extend};
pub(crate) use layout::{Column, ID, Use};
pub use load::load;
pub(crate) use present::{
    Look, Made, Otherwise, Person, Present, comments_by_id, read as read_present, worklogs_by_id,
};
pub use state::FurtherState;
#[cfg(feature = "codec")]
pub(crate) use tables::has_new_rows;
pub(crate) use tables::kind_of;
pub use tables::{FurtherTable, tables};
