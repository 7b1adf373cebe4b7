//! What the engine noticed about a user's file, and where.

use serde::{Deserialize, Serialize};

use crate::message::Message;
use crate::schema::FieldId;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is held back.
    Info,
    /// The row is written, but perhaps not as meant.
    Warning,
    /// The row can't be written.
    Error,
}

/// The place in the file: a sheet, a row, a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Sheet name as the file has it.
    pub sheet: String,
    /// Zero-based row of the sheet; none for the whole sheet or column.
    pub row: Option<u32>,
    /// Zero-based column of the sheet; none for a whole row.
    pub column: Option<u32>,
    /// The Jira field the column is mapped to.
    pub field: Option<FieldId>,
}

impl Place {
    /// The whole sheet.
    pub fn sheet(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), ..Self::default() }
    }

    /// A whole column.
    pub fn column(sheet: &str, column: u32) -> Self {
        Self { column: Some(column), ..Self::sheet(sheet) }
    }
}

/// One thing noticed, with its place and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was found; its `fix()` says what to do.
    pub message: Message,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is.
    pub at: Place,
}

impl Finding {
    /// Something worth knowing.
    pub fn info(message: Message, at: Place) -> Self {
        Self { message, severity: Severity::Info, at }
    }

    /// Something that may not be meant.
    pub fn warning(message: Message, at: Place) -> Self {
        Self { message, severity: Severity::Warning, at }
    }

    /// Something that holds its row back; without a row, the rows that it counts.
    pub fn error(message: Message, at: Place) -> Self {
        Self { message, severity: Severity::Error, at }
    }
}
