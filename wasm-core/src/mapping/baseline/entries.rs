//! What the further sheets of an export held: the cells of each entry, by its id.

use std::collections::BTreeMap;

use super::{CellHash, Line};
use crate::job::FurtherSheet;
use crate::sheet::CellValue;

/// The name of a line that says which further sheet was exported.
const SHEET: &str = "sheet";

/// The cells of an entry, in the order of the sheet's columns.
pub type EntryCells = Box<[CellHash]>;

/// What the further sheets held. An id may stand in several rows: a link has two ends, and one
/// change several fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryBaseline {
    sheets: BTreeMap<FurtherSheet, BTreeMap<String, Vec<EntryCells>>>,
}

impl EntryBaseline {
    /// Takes up a sheet, which may have no rows.
    pub fn add_sheet(&mut self, sheet: FurtherSheet) {
        self.sheets.entry(sheet).or_default();
    }

    /// Takes up the row of an entry.
    pub fn add<'c>(
        &mut self,
        sheet: FurtherSheet,
        id: &str,
        cells: impl IntoIterator<Item = &'c CellValue>,
    ) {
        let cells = cells.into_iter().map(Self::hash).collect();
        self.insert(sheet, id, cells);
    }

    /// What is kept of a cell. Tabs don't count: LibreOffice loses them when it saves .ods, and an
    /// edit of a row that is never written may as well be one of them.
    pub(crate) fn hash(cell: &CellValue) -> CellHash {
        match cell {
            CellValue::Text(text) if text.contains('\t') => {
                CellHash::of(&CellValue::from(text.replace('\t', "")))
            }
            other => CellHash::of(other),
        }
    }

    fn insert(&mut self, sheet: FurtherSheet, id: &str, cells: EntryCells) {
        let ids = self.sheets.entry(sheet).or_default();
        ids.entry(id.to_owned()).or_default().push(cells);
    }

    /// Whether a sheet was exported.
    pub fn has(&self, sheet: FurtherSheet) -> bool {
        self.sheets.contains_key(&sheet)
    }

    /// The rows that an entry had.
    pub fn rows(&self, sheet: FurtherSheet, id: &str) -> &[EntryCells] {
        let rows = self.sheets.get(&sheet).and_then(|ids| ids.get(id));
        rows.map(Vec::as_slice).unwrap_or_default()
    }

    /// A line for each sheet; then a line for each row, named by the sheet and the entry's id,
    /// that says the hashes of the row's cells.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let sheets = self.sheets.keys().map(|sheet| (SHEET.to_owned(), sheet.code().to_owned()));
        let rows = self.sheets.iter().flat_map(|(sheet, ids)| {
            ids.iter().flat_map(move |(id, rows)| {
                rows.iter().map(move |row| (format!("{}/{id}", sheet.code()), text(row)))
            })
        });
        sheets.chain(rows).collect()
    }

    /// Takes up a line; whether it was one of these.
    pub(crate) fn read(&mut self, name: &str, value: &str) -> bool {
        if name == SHEET {
            FurtherSheet::of_code(value).into_iter().for_each(|sheet| self.add_sheet(sheet));
            return true;
        }
        let Some((code, id)) = name.split_once('/') else { return false };
        if let Some(sheet) = FurtherSheet::of_code(code)
            && let Some(cells) = CellHash::parse_all(value)
        {
            self.insert(sheet, id, cells);
        }
        true
    }
}

fn text(cells: &[CellHash]) -> String {
    let mut text = String::new();
    cells.iter().for_each(|hash| hash.print(&mut text));
    text
}
