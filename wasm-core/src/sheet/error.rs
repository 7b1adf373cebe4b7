//! Why a file can't be read or written.

use serde::{Deserialize, Serialize};

use super::cell::CellRef;
use crate::message::Message;

/// A file that can't be shown at all: what is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}", self.message().text())]
pub struct ReadError {
    /// What is wrong.
    pub kind: ReadErrorKind,
    /// The place in the file, as a person can find it: an entry of the archive, a sheet, a cell
    /// or a line. None where the whole file is meant.
    pub at: Option<String>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReadErrorKind {
    /// The file has no bytes.
    EmptyFile,
    /// The file is something else: a PDF, a picture, a web page.
    NotASpreadsheet {
        /// What it seems to be, such as `PDF document`.
        found: String,
    },
    /// The file is something else with cells, which a spreadsheet program opens and can save as a
    /// workbook.
    Convertible {
        /// What it seems to be, such as `web page (HTML)`.
        found: String,
    },
    /// The file is protected by a password, so its content can't be seen.
    Encrypted,
    /// The file ends too early: an interrupted download or copy.
    Truncated,
    /// The content breaks the rules of its format.
    Damaged {
        /// What was noticed, for support.
        detail: String,
    },
    /// The archive holds what no spreadsheet program writes and attackers do.
    Forbidden {
        /// What was found.
        what: String,
    },
    /// The file is larger than is allowed in one respect.
    TooLarge {
        /// In which respect.
        limit: LimitKind,
        /// The most that is allowed.
        allowed: u64,
        /// What was found; reading stops there, so there may be more.
        found: u64,
    },
    /// The file is well, but has something that is not understood here, so that cells would be
    /// lost.
    Unsupported {
        /// What it has.
        what: String,
    },
    /// There is no sheet with cells.
    NoSheets,
    /// The encoding that was asked for is not known.
    UnknownEncoding {
        /// As it was named.
        name: String,
    },
}

/// Which limit was passed; see [`super::ReadLimits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// Bytes of the file.
    FileBytes,
    /// Bytes of the unpacked archive.
    UnpackedBytes,
    /// Entries of the archive.
    Entries,
    /// Sheets.
    Sheets,
    /// Rows of a sheet.
    Rows,
    /// Cells of a row.
    Columns,
    /// Cells of the file.
    Cells,
    /// Characters of a cell.
    CellChars,
    /// Bytes of memory for what is kept of the file.
    Memory,
    /// Rows of a sheet times columns with a value anywhere in it.
    Places,
}

impl LimitKind {
    /// The part of the message's code that names the limit.
    fn code(self) -> &'static str {
        match self {
            Self::FileBytes => "file-too-large",
            Self::UnpackedBytes => "file-unpacks-too-large",
            Self::Entries => "file-too-many-entries",
            Self::Sheets => "file-too-many-sheets",
            Self::Rows => "file-too-many-rows",
            Self::Columns => "file-too-many-columns",
            Self::Cells => "file-too-many-cells",
            Self::CellChars => "file-cell-too-long",
            Self::Memory => "file-needs-too-much-memory",
            Self::Places => "file-too-scattered",
        }
    }
}

impl ReadError {
    /// An error about the whole file.
    pub fn new(kind: ReadErrorKind) -> Self {
        Self { kind, at: None }
    }

    /// The same error with its place.
    #[must_use]
    pub fn at(mut self, place: impl ToString) -> Self {
        self.at = Some(place.to_string());
        self
    }

    /// The stable code of the message, such as `file-encrypted`.
    pub fn code(&self) -> &'static str {
        match &self.kind {
            ReadErrorKind::EmptyFile => "file-empty",
            ReadErrorKind::NotASpreadsheet { .. } => "file-not-a-spreadsheet",
            ReadErrorKind::Convertible { .. } => "file-convertible",
            ReadErrorKind::Encrypted => "file-encrypted",
            ReadErrorKind::Truncated => "file-truncated",
            ReadErrorKind::Damaged { .. } => "file-damaged",
            ReadErrorKind::Forbidden { .. } => "file-forbidden-content",
            ReadErrorKind::TooLarge { limit, .. } => limit.code(),
            ReadErrorKind::Unsupported { .. } => "file-unsupported",
            ReadErrorKind::NoSheets => "file-no-sheets",
            ReadErrorKind::UnknownEncoding { .. } => "file-encoding-unknown",
        }
    }

    /// What to tell the user, with both numbers where a limit was passed.
    pub fn message(&self) -> Message {
        let place = self.at.as_deref().unwrap_or("the file");
        let message = Message::new(self.code()).with("at", place);
        match &self.kind {
            ReadErrorKind::NotASpreadsheet { found } | ReadErrorKind::Convertible { found } => {
                message.with("found", found)
            }
            ReadErrorKind::Damaged { detail } => message.with("detail", detail),
            ReadErrorKind::UnknownEncoding { name } => message.with("name", name),
            ReadErrorKind::Forbidden { what } | ReadErrorKind::Unsupported { what } => {
                message.with("what", what)
            }
            ReadErrorKind::TooLarge { allowed, found, limit } => {
                let show = |n| amount(*limit, n);
                message.with("allowed", show(*allowed)).with("found", show(*found))
            }
            _ => message,
        }
    }
}

/// A number for a person: bytes in MiB, everything else with thousands separated.
fn amount(limit: LimitKind, number: u64) -> String {
    let bytes =
        matches!(limit, LimitKind::FileBytes | LimitKind::UnpackedBytes | LimitKind::Memory);
    match bytes {
        true if number >= 1 << 20 => format!("{:.1} MiB", number as f64 / f64::from(1 << 20)),
        true => format!("{} bytes", grouped(number)),
        false => grouped(number),
    }
}

/// `1234567` as `1,234,567`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A workbook that can't be written as asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}", self.message().text())]
pub struct WriteError {
    /// What is wrong.
    pub kind: WriteErrorKind,
    /// The cell that can't be written, where one is to blame.
    pub at: Option<CellRef>,
}

/// What can't be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum WriteErrorKind {
    /// A text over Excel's 32,767 characters (UTF-16 code units).
    CellTooLong {
        /// Characters of the text.
        chars: u64,
    },
    /// More rows or columns than a sheet has.
    SheetFull {
        /// Rows asked for, with the header.
        rows: u64,
        /// Columns asked for.
        columns: u64,
    },
    /// A sheet name Excel refuses: empty, over 31 characters, `[ ] : * ? / \`, an apostrophe at
    /// an end, or used twice.
    SheetName {
        /// The name.
        name: String,
    },
    /// Anything else the writer refuses.
    Refused {
        /// What it said.
        detail: String,
    },
}

impl WriteError {
    /// The stable code of the message.
    pub fn code(&self) -> &'static str {
        match self.kind {
            WriteErrorKind::CellTooLong { .. } => "write-cell-too-long",
            WriteErrorKind::SheetFull { .. } => "write-sheet-full",
            WriteErrorKind::SheetName { .. } => "write-sheet-name",
            WriteErrorKind::Refused { .. } => "write-refused",
        }
    }

    /// What to tell the user.
    pub fn message(&self) -> Message {
        let place = self.at.as_ref().map_or_else(|| "the file".to_owned(), ToString::to_string);
        let message = Message::new(self.code()).with("at", place);
        match &self.kind {
            WriteErrorKind::CellTooLong { chars } => message.with("chars", grouped(*chars)),
            WriteErrorKind::SheetFull { rows, columns } => {
                message.with("rows", grouped(*rows)).with("columns", grouped(*columns))
            }
            WriteErrorKind::SheetName { name } => message.with("name", name),
            WriteErrorKind::Refused { detail } => message.with("detail", detail),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_told_with_both_numbers() {
        let kind =
            ReadErrorKind::TooLarge { limit: LimitKind::Rows, allowed: 250_000, found: 1_000_001 };
        let text = ReadError::new(kind).at("sheet Data").to_string();
        assert!(text.contains("250,000") && text.contains("1,000,001"), "{text}");
        assert!(text.contains("sheet Data"), "{text}");
    }
}
