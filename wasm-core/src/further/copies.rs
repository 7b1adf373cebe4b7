//! Rows with an id beside what was exported under it.

use super::tables::FurtherTable;
use crate::mapping::{CellHash, EntryBaseline, EntryCells};
use crate::sheet::TableRow;

/// What became of a row of an entry that exists. A row that is as it was is not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Old {
    /// These columns of the layout changed.
    Edited(Vec<usize>),
    /// The row was copied.
    Copy,
    /// The row was copied, and the copy changed.
    EditedCopy,
    /// Nothing was exported under the id.
    Unknown,
}

/// Compares the rows of one id with the exported ones. Rows that are as exported are taken first,
/// whatever the order, so that of a row and its edited copy the copy is the one that changed.
pub(super) fn compare<'t>(
    table: &FurtherTable,
    exported: &[EntryCells],
    rows: &[&'t TableRow],
) -> Vec<(&'t TableRow, Old)> {
    if exported.is_empty() {
        return rows.iter().map(|row| (*row, Old::Unknown)).collect();
    }
    let mut left: Vec<&EntryCells> = exported.iter().collect();
    let mut others = Vec::new();
    for row in rows {
        match left.iter().position(|cells| edited(table, cells, row).is_empty()) {
            Some(at) => drop(left.remove(at)),
            None => others.push(*row),
        }
    }
    let mut told = Vec::new();
    for row in others {
        let nearest =
            left.iter().enumerate().min_by_key(|(_, cells)| edited(table, cells, row).len());
        let old = match nearest {
            Some((at, cells)) => {
                let columns = edited(table, cells, row);
                left.remove(at);
                Old::Edited(columns)
            }
            None if exported.iter().any(|cells| edited(table, cells, row).is_empty()) => Old::Copy,
            None => Old::EditedCopy,
        };
        told.push((row, old));
    }
    told
}

/// The columns of the layout whose cells differ from the exported ones. A column that the file
/// does not have any more tells nothing.
fn edited(table: &FurtherTable, exported: &[CellHash], row: &TableRow) -> Vec<usize> {
    let columns = (0..table.sheet.columns().len()).filter(|&column| table.has(column));
    let changed = |column: &usize| {
        let now = EntryBaseline::hash(table.cell(row, *column));
        exported.get(*column).is_some_and(|then| *then != now)
    };
    columns.filter(changed).collect()
}
