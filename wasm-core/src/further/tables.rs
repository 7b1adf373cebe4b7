//! The further sheets of an opened workbook.

use super::layout::{ID, Use};
use crate::convert::ParseOptions;
use crate::finding::{Finding, Place};
use crate::job::FurtherSheet;
use crate::mapping::{Origin, fold};
use crate::message::Message;
use crate::sheet::{CellValue, Row, Sheet, Table, TableRow, Workbook};

/// Rows from the top among which the header is looked for.
const HEADER_ROWS: usize = 30;

/// A further sheet with its columns found.
#[derive(Clone, Debug, PartialEq)]
pub struct FurtherTable {
    /// What it holds.
    pub sheet: FurtherSheet,
    /// Its rows.
    pub table: Table,
    /// Position in the table of each column of the layout.
    positions: Vec<Option<usize>>,
    /// How each of them writes numbers and dates.
    options: Vec<ParseOptions>,
}

impl FurtherTable {
    fn new(kind: FurtherSheet, sheet: &Sheet, header_row: u32) -> Self {
        let table = Table::from_sheet(sheet, header_row);
        let positions = positions(kind, &table);
        let cells = |at: usize| table.rows.iter().filter_map(move |row| row.cells.get(at));
        let options = |at: &Option<usize>| {
            at.map_or_else(ParseOptions::default, |at| ParseOptions::guess(cells(at)))
        };
        let options = positions.iter().map(options).collect();
        Self { sheet: kind, positions, options, table }
    }

    /// How the cells of a column write numbers and dates.
    pub(crate) fn options(&self, column: usize) -> ParseOptions {
        self.options.get(column).copied().unwrap_or_default()
    }

    /// The cell of a column of the layout.
    pub(crate) fn cell<'r>(&self, row: &'r TableRow, column: usize) -> &'r CellValue {
        let position = self.positions.get(column).copied().flatten();
        position.and_then(|at| row.cells.get(at)).unwrap_or(&CellValue::Empty)
    }

    /// The trimmed text of a cell.
    pub(crate) fn text(&self, row: &TableRow, column: usize) -> String {
        self.cell(row, column).to_text().trim().to_owned()
    }

    /// Whether the file has a column of the layout.
    pub(crate) fn has(&self, column: usize) -> bool {
        self.positions.get(column).is_some_and(Option::is_some)
    }

    /// Where a cell is.
    pub(crate) fn place(&self, row: &TableRow, column: usize) -> Place {
        let position = self.positions.get(column).copied().flatten();
        let column = position.and_then(|at| Some(self.table.columns.get(at)?.index));
        Place { column, ..self.row_place(row) }
    }

    /// Where a row is.
    pub(crate) fn row_place(&self, row: &TableRow) -> Place {
        Place { row: Some(row.row), ..Place::sheet(&self.table.sheet) }
    }
}

/// What a sheet holds, by the key and the id among its headers.
pub(crate) fn kind_of(sheet: &Sheet) -> Option<FurtherSheet> {
    header_of(sheet).map(|(kind, _)| kind)
}

/// Whether a further sheet has rows that would become new entries.
#[cfg(feature = "codec")]
pub(crate) fn has_new_rows(sheet: &Sheet) -> bool {
    let Some((kind, header)) = header_of(sheet).filter(|(kind, _)| kind.takes_rows()) else {
        return false;
    };
    let further = FurtherTable::new(kind, sheet, header);
    let filled = |row: &&TableRow| row.cells.iter().any(|cell| !cell.to_text().trim().is_empty());
    further
        .table
        .rows
        .iter()
        .filter(filled)
        .any(|row| super::layout::is_new(&further.text(row, ID)))
}

/// The kind and the row of the headers.
fn header_of(sheet: &Sheet) -> Option<(FurtherSheet, u32)> {
    for row in sheet.rows.iter().take(HEADER_ROWS) {
        let headers: Vec<String> =
            row.cells.iter().map(|(_, cell)| fold(&cell.to_text())).collect();
        let has = |name: &str| headers.contains(&fold(name));
        let kind = FurtherSheet::ALL.into_iter().find(|kind| {
            let columns = kind.columns();
            has(columns[0].name) && has(columns[ID].name)
        });
        if let Some(kind) = kind {
            return Some((kind, row.index));
        }
    }
    None
}

/// The further sheets of a workbook, one of each kind, and what is wrong with them as a whole.
/// `main` is the sheet whose rows are imported as issues. In a workbook that Rowport did not
/// export a sheet has to have the name too.
pub fn tables(
    workbook: &Workbook,
    main: &str,
    origin: Option<&Origin>,
) -> (Vec<FurtherTable>, Vec<Finding>) {
    let mut found: Vec<FurtherTable> = Vec::new();
    let mut findings = Vec::new();
    let named = |sheet: &Sheet, kind: FurtherSheet| fold(&sheet.name) == fold(kind.title());
    let sheets = workbook.sheets.iter().filter(|sheet| sheet.name != main);
    let mut candidates: Vec<_> =
        sheets.filter_map(|sheet| header_of(sheet).map(|(kind, row)| (sheet, kind, row))).collect();
    candidates.retain(|(sheet, kind, _)| origin.is_some() || named(sheet, *kind));
    candidates.retain(|(sheet, ..)| {
        let cut = sheet.whole().err();
        findings.extend(
            cut.clone().map(|message| Finding::warning(message, Place::sheet(&sheet.name))),
        );
        cut.is_none()
    });
    let others = workbook.sheets.iter().filter(|sheet| sheet.name != main);
    findings.extend(others.filter_map(unread));
    // A copy of a sheet stands behind it or is called otherwise.
    candidates.sort_by_key(|(sheet, kind, _)| (*kind, !named(sheet, *kind)));
    for (sheet, kind, row) in candidates {
        if let Some(other) = found.iter().find(|table| table.sheet == kind) {
            let message = Message::new("entry-sheet-twice").with("other", &other.table.sheet);
            findings.push(Finding::warning(message, Place::sheet(&sheet.name)));
            continue;
        }
        let further = FurtherTable::new(kind, sheet, row);
        findings.extend(missing(&further));
        found.push(further);
    }
    (found, findings)
}

/// That a sheet is not read, although its name says that it holds new entries: some column is
/// lacking by which such a sheet is known.
fn unread(sheet: &Sheet) -> Option<Finding> {
    let mut kinds = FurtherSheet::ALL.into_iter().filter(|kind| kind.takes_rows());
    let kind = kinds.find(|kind| fold(&sheet.name) == fold(kind.title()))?;
    let filled = sheet.rows.iter().any(|row| row.cells.iter().any(|(_, cell)| !cell.is_empty()));
    if !filled || header_of(sheet).is_some() {
        return None;
    }
    let key_columns = &kind.columns()[..=ID];
    let lacking = |row: &Row| -> Vec<&str> {
        let headers: Vec<String> =
            row.cells.iter().map(|(_, cell)| fold(&cell.to_text())).collect();
        let names = key_columns.iter().map(|column| column.name);
        names.filter(|name| !headers.contains(&fold(name))).collect()
    };
    let lacking = sheet.rows.iter().take(HEADER_ROWS).map(lacking).min_by_key(Vec::len)?;
    let message = Message::new("entry-sheet-not-read").with("columns", lacking.join(", "));
    let message = message.with("sheet", &sheet.name).with("id", kind.columns()[ID].name);
    Some(Finding::warning(message, Place::sheet(&sheet.name)))
}

/// Where the columns of a layout stand.
fn positions(kind: FurtherSheet, table: &Table) -> Vec<Option<usize>> {
    let header = |name: &str| {
        table.columns.iter().position(|column| {
            column.header.as_deref().is_some_and(|header| fold(header) == fold(name))
        })
    };
    kind.columns().iter().map(|column| header(column.name)).collect()
}

/// Columns without which new rows can't be read.
fn missing(table: &FurtherTable) -> Vec<Finding> {
    let columns = table.sheet.columns().iter().enumerate();
    let needed = columns.filter(|(at, column)| column.role == Use::Needed && !table.has(*at));
    let finding = |(_, column): (usize, &super::layout::Column)| {
        let message = Message::new("entry-column-missing").with("column", column.name);
        Finding::warning(message, Place::sheet(&table.table.sheet))
    };
    needed.map(finding).collect()
}
