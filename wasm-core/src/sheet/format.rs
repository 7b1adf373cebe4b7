//! What kind of file it is.

use serde::{Deserialize, Serialize};

/// The format of a file, told by its content and never by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Format {
    /// Excel workbook (Office Open XML).
    Xlsx,
    /// Excel workbook with macros; they are never run.
    Xlsm,
    /// Excel 97–2003 workbook (BIFF in an OLE2 container).
    Xls,
    /// Excel binary workbook.
    Xlsb,
    /// OpenDocument spreadsheet.
    Ods,
    /// Comma-, semicolon- or pipe-separated text.
    Csv(TextFormat),
    /// Tab-separated text.
    Tsv(TextFormat),
}

impl Format {
    /// The usual file extension, without the dot.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsm => "xlsm",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Csv(_) => "csv",
            Self::Tsv(_) => "tsv",
        }
    }

    /// How the text is written, for the text formats.
    pub fn text(&self) -> Option<&TextFormat> {
        match self {
            Self::Csv(text) | Self::Tsv(text) => Some(text),
            _ => None,
        }
    }
}

/// How a text file writes its cells, as found out by reading it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFormat {
    /// The character between two cells.
    pub delimiter: char,
    /// The character encoding.
    pub encoding: Encoding,
    /// Whether numbers seem to be written with a decimal comma (`3,5`). The cells stay text; this
    /// is for those who make numbers of them.
    pub decimal_comma: bool,
}

/// A character encoding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encoding {
    /// Name in the WHATWG encoding standard, such as `UTF-8` or `windows-1252`.
    pub name: String,
    /// Whether the file said so itself by a byte order mark.
    pub declared: bool,
}
