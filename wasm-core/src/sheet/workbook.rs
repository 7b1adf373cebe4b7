//! A file as cells: sparse, so that memory follows the cells that exist and not their addresses.

use serde::{Deserialize, Serialize};

use super::cell::{CellValue, EMPTY};
use super::error::ReadError;
use super::format::Format;
use super::marks::Marks;
use super::misread::TextRows;
use super::shown::Shapes;
use crate::message::Message;

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

    /// The sheet a person would mean: the first visible one with a table, else with cells, else
    /// the first one. A cover sheet of text in one column comes before the table in many files.
    pub fn first_sheet(&self) -> Option<&Sheet> {
        let visible = || self.sheets.iter().filter(|s| s.visibility == Visibility::Visible);
        visible()
            .find(|sheet| sheet.rows.iter().any(|row| row.cells.len() > 1))
            .or_else(|| visible().find(|sheet| !sheet.rows.is_empty()))
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
    /// Whether texts of several lines may have lost their tabs: LibreOffice (7.4) writes none into
    /// the cells of an .ods file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tabs_lost: bool,
    /// Numbers that the sheet shows in a way that carries meaning, as far as the format tells.
    #[serde(default, skip_serializing_if = "Shapes::is_empty")]
    pub shapes: Shapes,
    /// Where cells lead to, as far as the format tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<CellLink>,
    /// What the sheet says of where its table is.
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
    /// Why only the beginning was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<ReadError>,
    /// Who wrote comments on cells, as far as the format tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comment_authors: Vec<String>,
    /// What is known of the rows of a text file beside their cells; none for other formats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRows>,
}

/// The address to which a cell leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellLink {
    /// Zero-based row of the sheet.
    pub row: u32,
    /// Zero-based column of the sheet.
    pub column: u32,
    /// The address.
    pub target: String,
}

impl Sheet {
    /// The sheet, if it was read to its end.
    ///
    /// # Errors
    /// It has more than may be imported.
    pub fn whole(&self) -> Result<&Self, Message> {
        self.cut.as_ref().map_or(Ok(self), |error| Err(error.message()))
    }

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

    #[test]
    fn a_cover_of_text_is_not_the_sheet_a_person_means() {
        let sheet = |name: &str, visibility, width: u32| {
            let cells = (0..width).map(|column| (column, "x".into())).collect();
            let rows = vec![Row { index: 0, cells }];
            Sheet { name: name.to_owned(), visibility, rows, ..Sheet::default() }
        };
        let (shown, hidden) = (Visibility::Visible, Visibility::Hidden);
        for (sheets, wanted) in [
            (vec![sheet("About", shown, 1), sheet("Data", shown, 2)], "Data"),
            (vec![sheet("Hidden", hidden, 2), sheet("List", shown, 1)], "List"),
            (vec![sheet("A", shown, 3), sheet("B", shown, 2)], "A"),
            (vec![sheet("Only", hidden, 1)], "Only"),
        ] {
            let workbook = Workbook { format: Format::Xlsx, sheets };
            assert_eq!(workbook.first_sheet().map(|sheet| sheet.name.as_str()), Some(wanted));
        }
    }
}
