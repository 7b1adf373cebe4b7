//! From headers to fields: which column means what, and what an empty cell means.
//!
//! [`propose`] looks at the headers alone; the user may change every column of its answer, and
//! [`validate`] says what is wrong with the result. No column is ever dropped in silence: a column
//! that means nothing to Rowport is in the mapping too, with a finding.

mod alias;
mod baseline;
mod column;
mod header;
mod jira_csv;
mod layout;
mod origin;
mod propose;
mod resolution;
mod sheet;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod validate;
mod zone;

pub use baseline::{Baseline, BaselineRow, CellHash, EntryBaseline, EntryCells};
pub use column::{ColumnMapping, Confidence, EmptyCells, MappedTo, Mapping};
pub(crate) use header::fold;
pub use header::header_for;
pub use layout::{FieldColumn, Layout};
pub use origin::{ORIGIN_SHEET, Origin, file_lineage, origin_lost, origin_of, origin_sheet};
pub use propose::propose;
pub use resolution::{CellChoice, Resolutions, Side};
pub use sheet::choose_sheet;
pub use validate::validate;
pub use zone::FileZone;
