//! What one cell holds, and where it is.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

/// Rows of an Excel sheet (Excel's specifications and limits).
pub const MAX_ROWS: u32 = 1_048_576;

/// Columns of an Excel sheet, A to XFD (Excel's specifications and limits).
pub const MAX_COLUMNS: u32 = 16_384;

/// The value of a cell, typed as the file types it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum CellValue {
    /// Nothing, or an empty text: Excel shows both the same.
    #[default]
    Empty,
    /// Text, with its white space, line breaks and leading zeros as they are.
    Text(String),
    /// A number, exactly as the file has it.
    Number(f64),
    /// TRUE or FALSE.
    Bool(bool),
    /// A day without a time.
    Date(civil::Date),
    /// A day and a time of day, without a zone, to the millisecond.
    DateTime(civil::DateTime),
    /// A length of time, or a time of day without a day, in seconds.
    Duration {
        /// Seconds, to the millisecond; may be negative.
        seconds: f64,
    },
    /// An error of the sheet, such as `#N/A`; empty for a formula whose result the file lacks.
    Error(String),
}

/// The one empty cell, to lend where a row has none.
pub(super) static EMPTY: CellValue = CellValue::Empty;

impl CellValue {
    /// Whether the cell shows nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// The value as a person would type it: numbers in the shortest form that is exact, dates as
    /// `2026-11-02`, date-times as `2026-11-02 09:30:00`, booleans as Excel shows them, durations
    /// as `26:30:00`.
    pub fn to_text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => number_text(*number),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            Self::Date(date) => date.to_string(),
            Self::DateTime(at) => format!("{} {}", at.date(), at.time()),
            Self::Duration { seconds } => duration_text(*seconds),
        }
    }

    /// The text, if the cell is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl From<&str> for CellValue {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for CellValue {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<f64> for CellValue {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// The shortest text that reads back as the same number; very large and very small numbers in
/// the `1e300` form, as a page of digits helps nobody.
pub(super) fn number_text(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-7..1e21).contains(&size) {
        format!("{number:e}")
    } else {
        format!("{number}")
    }
}

fn duration_text(seconds: f64) -> String {
    let sign = if seconds < 0.0 { "-" } else { "" };
    let ms = (seconds.abs() * 1000.0).round() as u64;
    let (whole, ms) = (ms / 1000, ms % 1000);
    let text = format!("{sign}{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    if ms == 0 { text } else { format!("{text}.{ms:03}") }
}

/// The address of a cell. Rows and columns count from zero; the text counts as Excel does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellRef {
    /// Sheet name.
    pub sheet: String,
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = format!("{}{}", column_name(self.column), u64::from(self.row) + 1);
        if self.sheet.is_empty() {
            write!(f, "{address}")
        } else if self.sheet.chars().all(|c| c.is_alphanumeric() || c == '_') {
            write!(f, "{}!{address}", self.sheet)
        } else {
            write!(f, "'{}'!{address}", self.sheet.replace('\'', "''"))
        }
    }
}

/// The letters of a zero-based column: 0 is `A`, 26 is `AA`, 16,383 is `XFD`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_name(column), name);
        }
        assert_eq!(column_name(MAX_COLUMNS - 1), "XFD");
    }

    #[test]
    fn an_address_quotes_a_sheet_name_with_spaces() {
        let at = |sheet: &str| CellRef { sheet: sheet.to_owned(), row: 6, column: 1 }.to_string();
        assert_eq!(at("Sheet1"), "Sheet1!B7");
        assert_eq!(at("Bob's issues"), "'Bob''s issues'!B7");
        assert_eq!(at(""), "B7");
    }

    #[test]
    fn numbers_are_shown_shortest_and_exact() {
        for (number, text) in [
            (0.1 + 0.2, "0.30000000000000004"),
            (3.0, "3"),
            (-0.5, "-0.5"),
            (1e21, "1e21"),
            (1e-9, "1e-9"),
            (123_456_789_012_345_680.0, "123456789012345680"),
        ] {
            assert_eq!(CellValue::Number(number).to_text(), text);
            assert_eq!(text.parse::<f64>(), Ok(number));
        }
    }

    #[test]
    fn durations_may_pass_a_day_and_be_negative() {
        let text = |seconds| CellValue::Duration { seconds }.to_text();
        assert_eq!(text(95_400.0), "26:30:00");
        assert_eq!(text(-90.25), "-0:01:30.250");
    }

    #[test]
    fn dates_are_shown_as_iso() {
        let day = civil::date(2026, 11, 2);
        assert_eq!(CellValue::Date(day).to_text(), "2026-11-02");
        assert_eq!(CellValue::DateTime(day.at(9, 30, 0, 0)).to_text(), "2026-11-02 09:30:00");
    }
}
