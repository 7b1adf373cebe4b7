//! Areas of a sheet such as `A1:G10`.

use serde::{Deserialize, Serialize};

use super::cell::column_name;
#[cfg(feature = "codec")]
use super::cell::{MAX_COLUMNS, MAX_ROWS};
#[cfg(feature = "codec")]
use super::read::xlsx::cells::parse_address;

/// An area of a sheet, its edges zero-based and inclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

impl Area {
    /// The area of a reference without a sheet; whole rows and columns reach to the edges.
    #[cfg(feature = "codec")]
    pub(super) fn parse(text: &str) -> Option<Self> {
        let plain = text.replace('$', "");
        let (first, last) = plain.split_once(':').unwrap_or((&plain, &plain));
        let edge = |text: &str, row: u32, column: u32| {
            parse_address(text.as_bytes())
                .or_else(|| parse_address(format!("{text}1").as_bytes()).map(|(_, c)| (row, c)))
                .or_else(|| parse_address(format!("A{text}").as_bytes()).map(|(r, _)| (r, column)))
        };
        let (top, left) = edge(first, 0, 0)?;
        let (bottom, right) = edge(last, MAX_ROWS - 1, MAX_COLUMNS - 1)?;
        (top <= bottom && left <= right).then_some(Self { top, left, bottom, right })
    }

    /// Whether a cell is within it.
    pub fn holds(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// Whether both have a cell in common.
    #[cfg(feature = "codec")]
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.top <= other.bottom
            && other.top <= self.bottom
            && self.left <= other.right
            && other.left <= self.right
    }
}

impl std::fmt::Display for Area {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = (column_name(self.left), self.top + 1);
        let last = (column_name(self.right), self.bottom + 1);
        write!(f, "{}{}", first.0, first.1)?;
        if first == last { Ok(()) } else { write!(f, ":{}{}", last.0, last.1) }
    }
}

#[cfg(all(test, feature = "codec"))]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_and_written() {
        for text in ["A1:G10", "C2", "XFD1048576"] {
            assert_eq!(Area::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Area::parse("$B:$C").unwrap().to_string(), "B1:C1048576");
        assert_eq!(Area::parse("3:$4").unwrap().to_string(), "A3:XFD4");
        assert_eq!(Area::parse("B2:A1"), None);
        assert_eq!(Area::parse("name"), None);
    }
}
