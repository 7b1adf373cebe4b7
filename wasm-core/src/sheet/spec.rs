//! What is to be written: plain data, made without a writer at hand.

use serde::{Deserialize, Serialize};

use super::cell::CellValue;

/// Name of the hidden sheet with the values of long dropdowns.
pub const LISTS_SHEET: &str = "_lists";

/// Who writes the comments on headers.
pub const COMMENT_AUTHOR: &str = "Rowport";

/// A workbook to write.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkbookSpec {
    /// A first sheet that explains the file. The first visible one of `sheets` is still the sheet
    /// that opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<TextSheet>,
    /// The sheets in their order.
    pub sheets: Vec<SheetSpec>,
}

/// A sheet of text: one column of paragraphs, so that no reader takes it for a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextSheet {
    /// Name of the tab; the rules are those of [`SheetSpec::name`].
    pub name: String,
    /// The paragraphs from top to bottom, one a row.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph of a text sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The text; an empty one leaves a row free.
    pub text: String,
    /// Whether it is a heading.
    #[serde(default)]
    pub heading: bool,
    /// An address the text links to (http or https).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
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
    /// Depth of each row in a hierarchy, 0 at the top. Excel draws brackets for seven levels below
    /// the top; deeper rows stay at the seventh. Rows beyond the end of the list are at the top.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outline: Vec<u8>,
    /// Whether only cells of columns that are not read-only can be edited. Filters still work;
    /// Excel refuses to sort rows with locked cells.
    #[serde(default)]
    pub protect: bool,
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
    /// What may be entered, as a dropdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
    /// Whether an edit is of no effect: the column is grey, and locked if the sheet is protected.
    #[serde(default)]
    pub read_only: bool,
    /// Whether a new row needs a value: the header shows an asterisk that is not part of its text.
    #[serde(default)]
    pub required: bool,
    /// Whether a cell holds several values, one a line: they become an array in JSON.
    #[serde(default)]
    pub many: bool,
    /// Whether a cell holds several words on one line, as labels are: an array in JSON too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub words: bool,
}

/// A dropdown (data validation) for the cells of a column, and for 1,000 rows below the last.
///
/// Short lists are kept in the rule itself; others on a hidden sheet of the workbook. A list of
/// over 5,000 values is left out: no one finds a value in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The values in the order they are offered; empty and repeated ones are left out.
    pub values: Vec<String>,
    /// Whether other values are refused; else Excel asks and takes them, which cells with several
    /// values need.
    #[serde(default)]
    pub strict: bool,
    /// What to show beside a selected cell; cut after 255 characters (a limit of Excel).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// What to say about another value; cut after 255 characters. Excel has a text of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
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
