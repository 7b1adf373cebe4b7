//! Rows of a text file that were perhaps not read as meant, and where they are in the file.

use serde::{Deserialize, Serialize};

/// What is known of the rows of a text file beside their cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRows {
    /// The rows that were perhaps not read as meant, in order.
    pub misread: Vec<Misread>,
    /// Zero-based rows, in order, and their lines in the file: those from which on lines are counted
    /// otherwise than rows, since a cell above has several.
    lines: Vec<(u32, u64)>,
}

/// A row or a cell that was perhaps not read as meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misread {
    /// Zero-based row of the sheet.
    pub row: u32,
    /// Zero-based column; none for the whole row.
    pub column: Option<u32>,
    /// Its first line in the file, from 1.
    pub line: u64,
    /// What is the matter.
    pub kind: MisreadKind,
}

/// Why a row was perhaps not read as meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MisreadKind {
    /// Where a quoted cell ends is not known: it is never closed, or has other quotes within.
    OpenQuote,
    /// The row lacks cells and stands below such a one, at this line: it may be a part of its text.
    BelowOpenQuote(u64),
    /// The row stands right below such a one, at this line, and looks like one of its own.
    AfterOpenQuote(u64),
    /// A quoted cell has a quote within that is not doubled.
    StrayQuote,
    /// Some character could not be decoded.
    LostCharacter,
}

impl TextRows {
    /// Takes where a row begins; rows come in order.
    #[cfg(feature = "codec")]
    pub(super) fn begins(&mut self, row: u32, line: u64) {
        if self.line(row) != line {
            self.lines.push((row, line));
        }
    }

    /// The line in which a row begins, from 1.
    pub fn line(&self, row: u32) -> u64 {
        let known = self.lines.partition_point(|(from, _)| *from <= row);
        let (from, line) =
            known.checked_sub(1).and_then(|at| self.lines.get(at)).unwrap_or(&(0, 1));
        line + u64::from(row - from)
    }
}

#[cfg(all(test, feature = "codec"))]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_on_from_the_last_row_that_is_known() {
        let mut rows = TextRows::default();
        for (row, line) in [(0, 1), (1, 2), (2, 5), (3, 6), (4, 9)] {
            rows.begins(row, line);
        }
        assert_eq!(rows.lines, [(2, 5), (4, 9)]);
        let lines: Vec<_> = (0..7).map(|row| rows.line(row)).collect();
        assert_eq!(lines, [1, 2, 5, 6, 9, 10, 11]);
    }
}
