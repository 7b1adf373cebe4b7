//! What a user should know about a file that could be read.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Place, Severity};
use crate::message::Message;

/// One thing worth telling about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadNote {
    /// What it is.
    pub kind: NoteKind,
    /// The sheet it is about; none for the whole file.
    pub sheet: Option<String>,
    /// How many cells, columns or rows it is about; 1 where counting says nothing.
    pub count: u64,
    /// The first place, such as `B7`, `column D` or `row 12`.
    pub first: Option<String>,
}

/// The kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// The file has macros; they are ignored.
    MacrosIgnored,
    /// Cells are formulas; the value Excel stored with them is used.
    FormulaValueUsed,
    /// Cells are formulas without a stored value; they count as empty.
    FormulaWithoutValue,
    /// Cells show an error such as `#N/A`.
    ErrorCells,
    /// Cells are merged; the value is in the first cell of each group, the others are empty.
    MergedCells,
    /// Cells under merged ones hold values that nobody sees; they are left out.
    HiddenByMerge,
    /// Rows of totals at the end of a table object; they are left out.
    TotalsRows,
    /// The sheet is hidden.
    HiddenSheet,
    /// Columns are hidden; they are read like the others.
    HiddenColumns,
    /// Rows are hidden, for example by a filter; they are read like the others.
    HiddenRows,
    /// Cells with a date format hold a number that is no date; it stays a number.
    NumberIsNoDate,
    /// The sheet has more than may be imported; only its beginning was read.
    SheetCut,
    /// The sheet holds no cells (a chart or macro sheet) and is left out.
    SheetWithoutCells,
    /// The encoding of a text file was guessed.
    EncodingGuessed,
    /// The encoding of a text file was guessed, and another one reads it as well.
    EncodingDoubtful,
    /// Characters of a text file could not be decoded and are shown as `�`.
    UndecodableCharacters,
    /// Rows of a text file have more cells than the first one.
    UnevenRows,
    /// Where quoted cells of a text file end is not sure.
    QuotesUnclear,
    /// The quotes within the cells of a text file have backslashes before them.
    BackslashQuotes,
    /// Each line of a text file was in one cell of another one.
    LinesInCells,
}

impl NoteKind {
    /// The stable code of the message.
    pub fn code(self) -> &'static str {
        match self {
            Self::MacrosIgnored => "note-macros-ignored",
            Self::FormulaValueUsed => "note-formula-value-used",
            Self::FormulaWithoutValue => "note-formula-without-value",
            Self::ErrorCells => "note-error-cells",
            Self::MergedCells => "note-merged-cells",
            Self::HiddenByMerge => "note-hidden-by-merge",
            Self::TotalsRows => "note-totals-rows",
            Self::HiddenSheet => "note-hidden-sheet",
            Self::HiddenColumns => "note-hidden-columns",
            Self::HiddenRows => "note-hidden-rows",
            Self::NumberIsNoDate => "note-number-is-no-date",
            Self::SheetCut => "note-sheet-cut",
            Self::SheetWithoutCells => "note-sheet-without-cells",
            Self::EncodingGuessed => "note-encoding-guessed",
            Self::EncodingDoubtful => "note-encoding-doubtful",
            Self::UndecodableCharacters => "note-undecodable-characters",
            Self::UnevenRows => "note-uneven-rows",
            Self::QuotesUnclear => "note-quotes-unclear",
            Self::BackslashQuotes => "note-backslash-quotes",
            Self::LinesInCells => "note-lines-in-cells",
        }
    }

    /// Whether it may change what is imported; what else is worth a word is said when the file is
    /// opened. Errors in cells and rows that are too long are told at each of them.
    fn concerns_import(self) -> bool {
        !matches!(
            self,
            Self::MacrosIgnored
                | Self::FormulaValueUsed
                | Self::ErrorCells
                | Self::HiddenSheet
                | Self::SheetWithoutCells
                | Self::UnevenRows
                | Self::QuotesUnclear
        )
    }

    fn severity(self) -> Severity {
        match self {
            Self::EncodingDoubtful | Self::UndecodableCharacters => Severity::Warning,
            _ => Severity::Info,
        }
    }
}

impl ReadNote {
    /// A note about the whole file.
    pub fn file(kind: NoteKind) -> Self {
        Self { kind, sheet: None, count: 1, first: None }
    }

    /// A note about one sheet.
    pub fn sheet(kind: NoteKind, sheet: &str, count: u64, first: Option<String>) -> Self {
        Self { kind, sheet: Some(sheet.to_owned()), count, first }
    }

    /// The note as a finding.
    pub fn finding(&self) -> Finding {
        let at = Place::sheet(self.sheet.as_deref().unwrap_or_default());
        Finding { message: self.message(), severity: self.kind.severity(), at }
    }

    /// The note as a finding of an import, where it is about one of the sheets that are read.
    pub fn of_import(&self, sheets: &[&str]) -> Option<Finding> {
        let read = self.sheet.as_deref().is_none_or(|sheet| sheets.contains(&sheet));
        (read && self.kind.concerns_import()).then(|| self.finding())
    }

    /// What to tell the user.
    pub fn message(&self) -> Message {
        Message::new(self.kind.code())
            .with("sheet", self.sheet.as_deref().unwrap_or("the file"))
            .with("count", super::error::grouped(self.count))
            .with("first", self.first.as_deref().unwrap_or("-"))
    }
}
