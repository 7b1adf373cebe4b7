//! The further sheets of an opened workbook.

use super::columns::Columns;
use super::layout::{ID, Use};
use super::words;
use crate::convert::{ParseOptions, PlainTime, TimeUnit};
use crate::finding::{Finding, Place};
use crate::job::FurtherSheet;
use crate::mapping::{Origin, fold, is_known_word, issue_key, unknown_zone, zone_named};
use crate::message::Message;
use crate::ports::Zone;
use crate::schema::{FieldId, FieldType};
use crate::sheet::{CellValue, Row, Sheet, Table, TableRow, Visibility, Workbook};

/// Rows from the top among which the header is looked for.
const HEADER_ROWS: usize = 30;

/// A further sheet with its columns found.
#[derive(Clone, Debug, PartialEq)]
pub struct FurtherTable {
    /// What it holds.
    pub sheet: FurtherSheet,
    /// Its rows.
    pub table: Table,
    /// Where in the table each column of the layout stands.
    columns: Columns,
    /// How each of them writes numbers and dates.
    options: Vec<ParseOptions>,
}

impl FurtherTable {
    fn new(kind: FurtherSheet, sheet: &Sheet, header_row: u32) -> Self {
        let table = Table::from_sheet(sheet, header_row);
        let headers: Vec<_> = table.columns.iter().map(|c| c.header.as_deref()).collect();
        let columns = Columns::of(kind, &headers);
        let cells = |at: usize| table.rows.iter().filter_map(move |row| row.cells.get(at));
        let options = |(at, column): (usize, &super::layout::Column)| {
            let position = columns.position(at);
            let mut options =
                position.map_or_else(ParseOptions::default, |at| ParseOptions::guess(cells(at)));
            let unit = columns.detail(at).and_then(TimeUnit::named);
            if let (FieldType::Duration, Some(unit)) = (column.kind, unit) {
                options.plain_time = PlainTime::In(unit);
            }
            options
        };
        let options = kind.columns().iter().enumerate().map(options).collect();
        Self { sheet: kind, columns, options, table }
    }

    /// The zone that the header of a column names.
    pub(super) fn zone(&self, column: usize, user: &dyn Zone) -> Option<Box<dyn Zone>> {
        zone_named(self.columns.detail(column)?, user)
    }

    /// That the header of a column names a zone that is not known.
    pub(super) fn unknown_zones(&self, user: &dyn Zone) -> Vec<Finding> {
        let unknown = |(at, column): (usize, &super::layout::Column)| {
            let named = self.columns.detail(at).filter(|_| column.kind == FieldType::DateTime)?;
            let message = unknown_zone(column.name, named, user)?;
            let position = self.columns.position(at)?;
            let place = Place::column(&self.table.sheet, self.table.columns.get(position)?.index);
            Some(Finding::warning(message, place))
        };
        self.sheet.columns().iter().enumerate().filter_map(unknown).collect()
    }

    /// How the cells of a column write numbers and dates.
    pub(crate) fn options(&self, column: usize) -> ParseOptions {
        self.options.get(column).copied().unwrap_or_default()
    }

    /// The cell of a column of the layout.
    pub(crate) fn cell<'r>(&self, row: &'r TableRow, column: usize) -> &'r CellValue {
        let position = self.columns.position(column);
        position.and_then(|at| row.cells.get(at)).unwrap_or(&CellValue::Empty)
    }

    /// The trimmed text of a cell.
    pub(crate) fn text(&self, row: &TableRow, column: usize) -> String {
        self.cell(row, column).to_text().trim().to_owned()
    }

    /// Whether the file has a column of the layout.
    pub(crate) fn has(&self, column: usize) -> bool {
        self.columns.has(column)
    }

    /// Where a cell is.
    pub(crate) fn place(&self, row: &TableRow, column: usize) -> Place {
        let position = self.columns.position(column);
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
/// `main` is the sheet whose rows are imported as issues. In a workbook that Rowport did not export
/// a sheet is known by its name and the columns that its rows can't be without.
pub fn tables(
    workbook: &Workbook,
    main: &str,
    origin: Option<&Origin>,
) -> (Vec<FurtherTable>, Vec<Finding>) {
    let mut found: Vec<FurtherTable> = Vec::new();
    let mut findings = Vec::new();
    let others = || workbook.sheets.iter().filter(|sheet| sheet.name != main);
    let named = |sheet: &Sheet, kind: FurtherSheet| fold(&sheet.name) == fold(kind.title());
    let known = |sheet| known(sheet, origin).map(|(kind, row)| (sheet, kind, row));
    let mut candidates: Vec<_> = others().filter_map(known).collect();
    candidates.retain(|(sheet, ..)| {
        let cut = sheet.whole().err();
        findings.extend(
            cut.clone().map(|message| Finding::warning(message, Place::sheet(&sheet.name))),
        );
        cut.is_none()
    });
    findings.extend(others().filter_map(|sheet| unread(sheet, origin)));
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

/// What a sheet holds, and the row of its headers, where its rows are to be read: by the columns
/// with the key and the id that an export gives it, else by its name and the columns that new rows
/// can't be without.
fn known(sheet: &Sheet, origin: Option<&Origin>) -> Option<(FurtherSheet, u32)> {
    let by_columns = header_of(sheet);
    if by_columns
        .is_some_and(|(kind, _)| origin.is_some() || words::named(&sheet.name) == Some(kind))
    {
        return by_columns;
    }
    let kind = words::named(&sheet.name).filter(|kind| kind.takes_rows())?;
    let (row, lacking) = nearest(sheet, kind, has_ids(kind, origin))?;
    lacking.is_empty().then_some((kind, row))
}

/// Whether an export wrote entries of that kind, which without their ids would look like new ones.
fn has_ids(kind: FurtherSheet, origin: Option<&Origin>) -> bool {
    origin.is_some_and(|origin| origin.entries.has(kind))
}

/// Of the first rows the one that lacks the fewest columns, and their names.
fn nearest(sheet: &Sheet, kind: FurtherSheet, with_ids: bool) -> Option<(u32, Vec<&'static str>)> {
    let lacking = |row: &Row| {
        let headers: Vec<_> = row.cells.iter().map(|(_, cell)| cell.to_text()).collect();
        let headers: Vec<_> = headers.iter().map(|header| Some(header.trim())).collect();
        (row.index, Columns::of(kind, &headers).lacking(kind, with_ids))
    };
    sheet.rows.iter().take(HEADER_ROWS).map(lacking).min_by_key(|found| found.1.len())
}

/// That a sheet is not read, although its name, or its columns, say that it holds entries.
fn unread(sheet: &Sheet, origin: Option<&Origin>) -> Option<Finding> {
    let filled = sheet.rows.iter().any(|row| row.cells.iter().any(|(_, cell)| !cell.is_empty()));
    if !filled || sheet.visibility != Visibility::Visible || known(sheet, origin).is_some() {
        return None;
    }
    let message = match words::named(&sheet.name) {
        Some(kind) if kind.takes_rows() => {
            let (_, lacking) = nearest(sheet, kind, has_ids(kind, origin))?;
            Message::new("entry-sheet-not-read").with("columns", lacking.join(", "))
        }
        Some(_) if has_keys(sheet) => Message::new("entry-sheet-not-written"),
        Some(_) => return None,
        None => {
            let kind = like(sheet)?;
            Message::new("entry-sheet-like").with("title", kind.title())
        }
    };
    Some(Finding::warning(message.with("sheet", &sheet.name), Place::sheet(&sheet.name)))
}

/// What a sheet of another name looks like by its columns: it names work items, and is no table of
/// them.
fn like(sheet: &Sheet) -> Option<FurtherSheet> {
    use FurtherSheet::{Comments, Links, Worklogs};
    let kinds = [Links, Worklogs, Comments];
    let found =
        |kind: &FurtherSheet| nearest(sheet, *kind, false).filter(|(_, few)| few.is_empty());
    let (kind, row) = kinds.into_iter().find_map(|kind| Some((kind, found(&kind)?.0)))?;
    let summary = FieldId::new("summary");
    let headers = sheet.row(row).map(|row| row.cells.as_slice()).unwrap_or_default();
    let is_summary = |header: &str| fold(header) == "summary" || is_known_word(header, &summary);
    let items = headers.iter().any(|(_, cell)| is_summary(&cell.to_text()));
    (!items && has_keys(sheet)).then_some(kind)
}

/// Whether a cell of the sheet is the key of a work item.
fn has_keys(sheet: &Sheet) -> bool {
    let mut cells = sheet.rows.iter().flat_map(|row| &row.cells);
    cells.any(|(_, cell)| cell.as_text().is_some_and(|text| issue_key(text).is_some()))
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
