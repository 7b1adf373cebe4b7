//! Knowing the exported sheet and its columns again by what they hold, whatever they are called.

use super::{Baseline, BaselineRow, CellHash};
use crate::further::kind_of;
use crate::schema::FieldId;
use crate::sheet::{Sheet, Table};

/// Rows that are looked at.
const ROWS: usize = 300;

/// Position of the sheet that an export's rows are in: the one with the most of its keys in one
/// column, and of equal ones the first. None where no sheet has any.
/// Further sheets are left out: an issue may have many rows there.
pub(crate) fn data_sheet(sheets: &[Sheet], baseline: &Baseline) -> Option<usize> {
    let sheets = sheets.iter().enumerate().filter(|(_, sheet)| kind_of(sheet).is_none());
    let keys = sheets.map(|(position, sheet)| (position, keys_in(sheet, baseline)));
    let best = keys.rev().max_by_key(|(_, keys)| *keys);
    best.filter(|(_, keys)| *keys > 0).map(|(position, _)| position)
}

/// The most keys that a column of a sheet holds.
fn keys_in(sheet: &Sheet, baseline: &Baseline) -> usize {
    let mut columns = std::collections::BTreeMap::<u32, usize>::new();
    for row in sheet.rows.iter().take(ROWS) {
        for (column, cell) in &row.cells {
            if baseline.keys.contains_key(&CellHash::of(cell)) {
                *columns.entry(*column).or_default() += 1;
            }
        }
    }
    columns.into_values().max().unwrap_or(0)
}

/// The field of each column of a table, as far as its cells tell: most of those that are not empty
/// are as the export wrote them, and no field outside `taken` fits as well.
pub(crate) fn recognise(
    table: &Table,
    baseline: &Baseline,
    taken: &[&FieldId],
) -> Vec<Option<FieldId>> {
    let rows: Vec<Vec<CellHash>> = table
        .rows
        .iter()
        .take(ROWS)
        .map(|row| row.cells.iter().map(CellHash::of).collect())
        .collect();
    let width = table.columns.len();
    let Some(key) = key_column(&rows, width, baseline) else { return vec![None; width] };
    let known: Vec<(&[CellHash], &BaselineRow)> = rows
        .iter()
        .filter_map(|row| Some((row.as_slice(), baseline.row_of_key(*row.get(key)?)?)))
        .collect();
    let free: Vec<usize> = (1..baseline.columns.len())
        .filter(|&field| !taken.contains(&&baseline.columns[field]))
        .collect();
    let field = |column: usize| match column == key {
        true => baseline.columns.first(),
        false => best(&known, column, &free).map(|field| &baseline.columns[field]),
    };
    (0..width).map(|column| field(column).cloned()).collect()
}

/// The column most of whose cells are keys of the export.
fn key_column(rows: &[Vec<CellHash>], width: usize, baseline: &Baseline) -> Option<usize> {
    let share = |column: &usize| {
        let cells = rows.iter().filter_map(|row| row.get(*column)).filter(|hash| !hash.is_empty());
        let (keys, others): (Vec<&CellHash>, Vec<&CellHash>) =
            cells.partition(|hash| baseline.keys.contains_key(hash));
        (keys.len() > others.len()).then_some(keys.len())
    };
    (0..width).rev().max_by_key(share).filter(|column| share(column).is_some())
}

/// The one field whose exported cells a column still holds.
fn best(rows: &[(&[CellHash], &BaselineRow)], column: usize, free: &[usize]) -> Option<usize> {
    let scores = free.iter().map(|&field| (score(rows, column, field), field));
    let mut fitting: Vec<_> = scores.filter(|(score, _)| *score > 0).collect();
    fitting.sort_unstable();
    match fitting.as_slice() {
        [.., (second, _), (first, _)] if first == second => None,
        [.., (_, field)] => Some(*field),
        [] => None,
    }
}

/// How many cells of a column are as a field's were; zero where they are not the most.
fn score(rows: &[(&[CellHash], &BaselineRow)], column: usize, field: usize) -> usize {
    let (mut same, mut other) = (0, 0);
    for (cells, row) in rows {
        let now = cells.get(column).copied().unwrap_or_default();
        let then = row.cell(field).unwrap_or_default();
        match (now == then, now.is_empty()) {
            (true, true) => {}
            (true, false) => same += 1,
            (false, _) => other += 1,
        }
    }
    if same > other { same } else { 0 }
}
