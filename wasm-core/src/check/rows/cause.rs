//! Why a field waits for the user's choice between the file's value and Jira's.

use serde::{Deserialize, Serialize};

use crate::sheet::Mangling;

/// Why a field is held back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The file and Jira both changed it since the export.
    #[default]
    BothChanged,
    /// Jira changed it after the time that the file's row is of.
    ChangedSince,
    /// Nobody knows whether the file or Jira changed it.
    Untold,
    /// The cell is what a spreadsheet program makes of Jira's value.
    Mangled(Mangling),
    /// The text may be Markdown or wiki markup.
    Notation,
}

impl Cause {
    /// The one of plans that know no other.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the history of the field tells more.
    pub fn asks_history(self) -> bool {
        !matches!(self, Self::Mangled(_) | Self::Notation)
    }

    /// Code of the sentence for a row that waits for nothing but this.
    pub fn code(self) -> &'static str {
        match self {
            Self::BothChanged => "conflict-open",
            Self::ChangedSince => "conflict-since",
            Self::Untold => "conflict-untold",
            Self::Mangled(_) => "conflict-mangled",
            Self::Notation => "conflict-notation",
        }
    }
}
