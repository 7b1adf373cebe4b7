//! Why a template can't be filled.

use serde::{Deserialize, Serialize};

use super::super::error::{ReadError, WriteError};
use crate::message::Message;

/// A template that can't be filled: nothing is written then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
pub enum TemplateError {
    /// The template can't be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A value does not fit a sheet.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The template has something that would be lost or become wrong.
    #[error("{}", .0.message().text())]
    Unfit(Unfit),
}

impl TemplateError {
    /// What to tell the user.
    pub fn message(&self) -> Message {
        match self {
            Self::Read(error) => error.message(),
            Self::Write(error) => error.message(),
            Self::Unfit(unfit) => unfit.message(),
        }
    }
}

impl From<Unfit> for TemplateError {
    fn from(unfit: Unfit) -> Self {
        Self::Unfit(unfit)
    }
}

/// What a template has that filling it would damage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Unfit {
    /// It is no .xlsx or .xlsm file, or one of the Strict variant.
    Format,
    /// It has no sheet of that name with cells.
    NoSheet {
        /// The name.
        name: String,
    },
    /// It is digitally signed, which no changed file can be.
    Signed,
    /// A pivot table takes its data from the table.
    Pivot,
    /// The table ends with a row of totals.
    Totals,
    /// There are merged cells among the rows.
    Merged {
        /// Their area, such as `A5:B6`.
        area: String,
    },
    /// There are values below the table where its new rows would be.
    Below {
        /// The first such row, as Excel counts.
        row: u32,
    },
    /// Another table lies among the rows.
    OtherTable {
        /// Its area.
        area: String,
    },
    /// A formula that fills several cells at once (an array formula) is among the rows.
    Array {
        /// The cell it stands in.
        at: String,
    },
    /// It is damaged, so that what came of it does not read as what was filled in.
    Damaged {
        /// What was noticed.
        detail: String,
    },
}

impl Unfit {
    /// The stable code of the message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Format => "template-format",
            Self::NoSheet { .. } => "template-no-sheet",
            Self::Signed => "template-signed",
            Self::Pivot => "template-pivot",
            Self::Totals => "template-totals",
            Self::Merged { .. } => "template-merged",
            Self::Below { .. } => "template-below",
            Self::OtherTable { .. } => "template-other-table",
            Self::Array { .. } => "template-array",
            Self::Damaged { .. } => "template-damaged",
        }
    }

    /// What to tell the user.
    pub fn message(&self) -> Message {
        let message = Message::new(self.code());
        match self {
            Self::Format | Self::Signed | Self::Pivot | Self::Totals => message,
            Self::NoSheet { name } => message.with("name", name),
            Self::Merged { area } | Self::OtherTable { area } => message.with("area", area),
            Self::Below { row } => message.with("row", row),
            Self::Array { at } => message.with("at", at),
            Self::Damaged { detail } => message.with("detail", detail),
        }
    }
}
