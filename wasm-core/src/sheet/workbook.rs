//! A file as cells: sparse, so that memory follows the cells that exist and not their addresses.

use serde::{Deserialize, Serialize};

use super::cell::{CellValue, EMPTY};
use super::format::Format;

/// Everything read from one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// What the file is, told by its content.
    pub format: Format,
    /// The sheets in the order of the file; sheets without cells (charts, macros) are left out.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// The sheet of that name.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }

    /// The sheet a person would mean: the first visible one with cells, else the first one.
    pub fn first_sheet(&self) -> Option<&Sheet> {
        self.sheets
            .iter()
            .find(|sheet| sheet.visibility == Visibility::Visible && !sheet.rows.is_empty())
            .or_else(|| self.sheets.first())
    }

    /// The number of cells with a value, in all sheets.
    pub fn cell_count(&self) -> usize {
        self.sheets.iter().map(Sheet::cell_count).sum()
    }
}

/// Whether a person sees the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Shown as a tab.
    #[default]
    Visible,
    /// Hidden; a person can show it.
    Hidden,
    /// Hidden so that only a program can show it.
    VeryHidden,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Name of the tab; for a text file the name given by the reader.
    pub name: String,
    /// Whether the tab is shown.
    pub visibility: Visibility,
    /// The rows that have a value, in order.
    pub rows: Vec<Row>,
    /// Hidden columns as inclusive zero-based ranges, as far as the format tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden_columns: Vec<(u32, u32)>,
}

impl Sheet {
    /// The row at a zero-based index, if it has a value.
    pub fn row(&self, index: u32) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&index, |row| row.index).ok()?;
        self.rows.get(at)
    }

    /// The value at a zero-based row and column.
    pub fn get(&self, row: u32, column: u32) -> &CellValue {
        self.row(row).map_or(&EMPTY, |row| row.get(column))
    }

    /// The number of cells with a value.
    pub fn cell_count(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).sum()
    }
}

/// One row with at least one value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Zero-based index in the sheet.
    pub index: u32,
    /// The cells that have a value, with their zero-based columns, in order.
    pub cells: Vec<(u32, CellValue)>,
}

impl Row {
    /// The value in a column; [`CellValue::Empty`] where there is none.
    pub fn get(&self, column: u32) -> &CellValue {
        match self.cells.binary_search_by_key(&column, |cell| cell.0) {
            Ok(at) => self.cells.get(at).map_or(&EMPTY, |cell| &cell.1),
            Err(_) => &EMPTY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_does_not_exist_is_empty() {
        let row = Row { index: 4, cells: vec![(1, "b".into()), (9, 2.0.into())] };
        let sheet = Sheet { name: "S".to_owned(), rows: vec![row], ..Sheet::default() };
        assert_eq!(sheet.get(4, 9), &CellValue::Number(2.0));
        assert!(sheet.get(4, 2).is_empty());
        assert!(sheet.get(3, 1).is_empty());
        assert_eq!(sheet.cell_count(), 2);
    }
}
