//! What is to be written: plain data, made without a writer at hand.

use serde::{Deserialize, Serialize};

use super::cell::CellValue;

/// A workbook to write.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkbookSpec {
    /// The sheets in their order.
    pub sheets: Vec<SheetSpec>,
}

/// A sheet to write: a header row and the rows below it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetSpec {
    /// Name of the tab: 1 to 31 characters, none of `[ ] : * ? / \` (rules of Excel).
    pub name: String,
    /// The columns, in order.
    pub columns: Vec<ColumnSpec>,
    /// The rows; a shorter row leaves its last cells empty.
    pub rows: Vec<Vec<OutCell>>,
    /// How many columns on the left stay in view, such as 1 for the key; the header row always
    /// does.
    pub frozen_columns: u16,
    /// Whether the header has filter buttons.
    pub autofilter: bool,
    /// Whether the tab is shown.
    pub visibility: super::workbook::Visibility,
}

/// A column to write.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ColumnSpec {
    /// Text of the header cell.
    pub header: String,
    /// Width in characters; none for one that fits the content.
    pub width: Option<f64>,
    /// Comment on the header cell, such as what may be entered.
    pub note: Option<String>,
    /// How the cells look.
    pub kind: ColumnKind,
}

/// How the cells of a column look. The value's own type always decides what it is: dates get a
/// date format whatever the column says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// As Excel shows the value; cells that are still empty are free for anything.
    #[default]
    General,
    /// Text: what is typed into an empty cell stays text, so that `007` keeps its zeros.
    Text,
    /// Long text: like text, and wrapped.
    LongText,
    /// Whole numbers or decimals.
    Number,
    /// Days, `yyyy-mm-dd`.
    Date,
    /// Days and times, `yyyy-mm-dd hh:mm`.
    DateTime,
}

/// A cell to write.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OutCell {
    /// The value. Text is always written as text, never as a formula.
    pub value: CellValue,
    /// An address the cell links to (http or https). Excel holds 65,530 a sheet: further ones are
    /// left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

impl From<CellValue> for OutCell {
    fn from(value: CellValue) -> Self {
        Self { value, link: None }
    }
}

impl From<&str> for OutCell {
    fn from(text: &str) -> Self {
        CellValue::from(text).into()
    }
}

/// How text is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvOptions {
    /// The character between two cells.
    pub delimiter: char,
    /// Whether the file starts with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// The decimal separator of numbers.
    pub decimal_separator: char,
    /// Whether text that a spreadsheet program would take for a formula gets an apostrophe in
    /// front. The reader takes it away again.
    pub guard_formulas: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { delimiter: ',', bom: true, decimal_separator: '.', guard_formulas: true }
    }
}
