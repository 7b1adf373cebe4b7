//! From headers to fields: which column means what, and what an empty cell means.
//!
//! [`propose`] looks at the headers, and at the cells where no header says which column holds the
//! keys of the rows' issues; the user may change every column of its answer, and
//! [`validate`] says what is wrong with the result. No column is ever dropped in silence: a column
//! that means nothing to Rowport is in the mapping too, with a finding.

mod alias;
mod baseline;
mod choice;
mod column;
mod detail;
mod guess;
mod header;
mod issue_name;
mod jira_csv;
mod key_cells;
mod key_evidence;
#[cfg(test)]
mod key_tests;
mod keys;
mod language;
mod layout;
mod namesakes;
mod numbered;
mod origin;
mod propose;
#[cfg(test)]
mod repeated_tests;
mod resolution;
mod settle;
mod sheet;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod validate;
mod zone;

pub use alias::is_known_word;
pub use baseline::{Baseline, BaselineRow, CellHash, EntryBaseline, EntryCells};
pub use choice::{ambiguous, choose, choose_text};
pub use column::{ColumnMapping, Confidence, EmptyCells, MappedTo, Mapping};
pub(crate) use detail::{fits as detail_fits, unknown_zone, zone_named};
pub use header::header_for;
pub(crate) use header::{fold, split_detail};
pub(crate) use issue_name::{issue_id, linked_issue, space_of};
pub use issue_name::{issue_key, issue_name};
pub use key_evidence::{KeysInDoubt, KeysOnSite};
pub use layout::{FieldColumn, Layout};
pub(crate) use namesakes::with_choices;
pub use namesakes::{meant_by, name_of, name_of_id, names_of};
pub use origin::{ORIGIN_SHEET, Origin, file_lineage, origin_lost, origin_of, origin_sheet};
pub use propose::{keys_in_doubt, propose, propose_knowing};
pub use resolution::{Again, CellChoice, Resolutions, RowChoice, Side};
pub use sheet::{choose_sheet, header_row};
pub use validate::validate;
pub use zone::FileZone;
