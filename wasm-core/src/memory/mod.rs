//! What an import remembers of the rows that it made work items from, and how rows are known again
//! by it.
//!
//! Each new issue carries, in a property, the lineage of its file, the name of its row, and a short
//! hash of each of the row's cells and values. So a row is known again whatever the file is called,
//! in which format it was saved, in which order its rows are, and whoever drops it; and what was
//! corrected in the file since can be told from what others changed in Jira.

mod alike;
mod field;
mod lineage;
mod made;
mod name;
mod near;
mod pool;
mod recognise;
mod row;
mod seen;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use field::{FieldMemory, RowMemory};
pub(crate) use field::{cell_hash, parent_hash, value_hash};
pub use made::Made;
pub(crate) use name::{Names, lineage_anew};
pub(crate) use near::near;
pub(crate) use recognise::{Own, recognise};
pub(crate) use row::{NewRow, NewRows};
pub use seen::{Candidate, Likeness, Looked, Seen, SeenRow};
