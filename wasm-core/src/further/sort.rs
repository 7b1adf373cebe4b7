//! Which rows are new, and what was done to the others.

use std::collections::BTreeMap;

use super::copies::{self, Old};
use super::layout::{ID, Use, is_new};
use super::tables::FurtherTable;
use crate::finding::{Finding, Place};
use crate::mapping::Origin;
use crate::message::Message;
use crate::sheet::TableRow;

/// A row of a further sheet.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    pub(super) table: &'t FurtherTable,
    pub(super) row: &'t TableRow,
}

/// The rows of all further sheets by what they ask for.
#[derive(Default)]
pub(super) struct Sorted<'t> {
    /// Rows without an id, of sheets that take them.
    pub(super) new: Vec<Row<'t>>,
    /// Other rows about which something is to be said.
    pub(super) noticed: Vec<(Row<'t>, Vec<Finding>)>,
    /// What is to be said of whole sheets.
    pub(super) general: Vec<Finding>,
}

/// Sorts the rows.
pub(super) fn sort<'t>(tables: &'t [FurtherTable], origin: Option<&Origin>) -> Sorted<'t> {
    let mut sorted = Sorted::default();
    for table in tables {
        let mut by_id: BTreeMap<String, Vec<&TableRow>> = BTreeMap::new();
        for row in &table.table.rows {
            let id = table.text(row, ID);
            if !is_new(&id) {
                by_id.entry(id).or_default().push(row);
            } else if !is_blank(table, row) {
                new_row(table, row, &mut sorted);
            }
        }
        let baseline = origin.map(|origin| &origin.entries);
        match baseline.filter(|baseline| baseline.has(table.sheet)) {
            Some(baseline) => {
                for (id, rows) in &by_id {
                    let found = copies::compare(table, baseline.rows(table.sheet, id), rows);
                    let noticed = found
                        .into_iter()
                        .map(|(row, old)| (Row { table, row }, said(table, row, &old)));
                    sorted.noticed.extend(noticed);
                }
            }
            None if !by_id.is_empty() => {
                let message = Message::new("entry-no-baseline");
                sorted.general.push(Finding::info(message, Place::sheet(&table.table.sheet)));
            }
            None => {}
        }
    }
    sorted.noticed.sort_by_key(|(row, _)| (row.table.sheet, row.row.row));
    sorted
}

fn new_row<'t>(table: &'t FurtherTable, row: &'t TableRow, sorted: &mut Sorted<'t>) {
    let row = Row { table, row };
    if table.sheet.takes_rows() {
        return sorted.new.push(row);
    }
    let message = Message::new("entry-row-not-written").with("sheet", table.sheet.title());
    sorted.noticed.push((row, vec![Finding::warning(message, table.row_place(row.row))]));
}

fn is_blank(table: &FurtherTable, row: &TableRow) -> bool {
    (0..table.sheet.columns().len()).all(|column| table.text(row, column).is_empty())
}

/// What is said about a row of an entry that exists.
fn said(table: &FurtherTable, row: &TableRow, old: &Old) -> Vec<Finding> {
    let columns = table.sheet.columns();
    let id = columns[ID].name;
    match old {
        Old::Edited(cells) => {
            let edited = cells.iter().filter_map(|&at| Some((at, columns.get(at)?)));
            let finding = |(at, column): (usize, &super::layout::Column)| {
                let place = table.place(row, at);
                let with = |code: &str| Message::new(code).with("column", column.name);
                match column.role {
                    _ if !table.sheet.takes_rows() => Finding::info(with("entry-fixed"), place),
                    Use::Told | Use::Fixed => Finding::info(with("entry-fixed"), place),
                    _ => Finding::warning(with("entry-edited").with("id", id), place),
                }
            };
            edited.map(finding).collect()
        }
        Old::Copy => {
            vec![Finding::info(Message::new("entry-copied").with("id", id), table.place(row, ID))]
        }
        Old::EditedCopy => {
            let message = Message::new("entry-copy-edited").with("id", id);
            vec![Finding::warning(message, table.place(row, ID))]
        }
        Old::Unknown => {
            let message = Message::new("entry-id-unknown").with("id", id);
            vec![Finding::warning(message, table.place(row, ID))]
        }
    }
}
