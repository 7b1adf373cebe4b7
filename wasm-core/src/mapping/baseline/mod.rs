//! What an exported workbook held when it was exported, so that an import can tell what the user
//! changed from what Jira changed.
//!
//! Of each cell a short hash is kept and not its value: six characters instead of the whole text.
//! Rows are found by the issue and columns by the field, so that rows may be copied, sorted,
//! filtered and moved, columns renamed, moved and deleted, and sheets renamed.

mod entries;
mod hash;
mod lines;
mod recognise;

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

pub use entries::{EntryBaseline, EntryCells};
pub use hash::CellHash;
pub(super) use lines::Line;
pub(super) use recognise::{data_sheet, recognise};

use crate::schema::FieldId;
use crate::sheet::CellValue;

/// What all rows of an export held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    columns: Vec<FieldId>,
    rows: BTreeMap<String, BaselineRow>,
    /// Ids of the issues by the hash of their key cell.
    keys: HashMap<CellHash, String>,
}

/// What one row of an export held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineRow {
    /// Jira's `updated` of the issue when it was exported.
    pub updated: Option<Timestamp>,
    /// One hash a column.
    cells: Box<[CellHash]>,
}

/// Columns that a baseline holds at most: the hashes of a row share one cell, in which Excel
/// holds 32,767 characters.
const MOST_COLUMNS: usize = 4_000;

impl Baseline {
    /// A baseline of no rows. The first column is the key.
    pub fn new(columns: impl IntoIterator<Item = FieldId>) -> Self {
        Self { columns: columns.into_iter().take(MOST_COLUMNS).collect(), ..Self::default() }
    }

    /// Takes up a row: the cells in the order of the columns.
    pub fn add<'c>(
        &mut self,
        issue: &str,
        updated: Option<Timestamp>,
        cells: impl IntoIterator<Item = &'c CellValue>,
    ) {
        let cells = cells.into_iter().take(self.columns.len()).map(CellHash::of).collect();
        self.insert(issue.to_owned(), BaselineRow { updated, cells });
    }

    fn insert(&mut self, issue: String, row: BaselineRow) {
        if let Some(key) = row.cells.first().filter(|key| !key.is_empty()) {
            self.keys.insert(*key, issue.clone());
        }
        self.rows.insert(issue, row);
    }

    /// Whether it holds nothing, as in a file of an earlier Rowport.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Whether it knows any row.
    pub fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// The row of an issue.
    pub fn row(&self, issue: &str) -> Option<&BaselineRow> {
        self.rows.get(issue)
    }

    /// The row whose key cell was that cell.
    fn row_of_key(&self, key: CellHash) -> Option<&BaselineRow> {
        self.rows.get(self.keys.get(&key)?)
    }

    /// Position of a field's column.
    pub fn position(&self, field: &FieldId) -> Option<usize> {
        self.columns.iter().position(|column| column == field)
    }
}

impl BaselineRow {
    /// What the cell of a column held.
    pub fn cell(&self, position: usize) -> Option<CellHash> {
        self.cells.get(position).copied()
    }
}

#[cfg(test)]
mod tests;
