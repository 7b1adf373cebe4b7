//! What a sheet itself says of where its table is, and which of its cells nobody sees.

use serde::{Deserialize, Serialize};

use super::area::Area;

/// A table object of Excel (Insert, Table).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableObject {
    /// Its area, with the headers and the totals.
    pub area: Area,
    /// Whether its first row holds the headers.
    pub headers: bool,
    /// Rows of totals at its end.
    pub totals: u32,
}

/// The marks of a sheet, as far as the format tells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Merged cells near the top, where headers are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Area>,
    /// The table objects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<TableObject>,
    /// The rows and columns with filter buttons, which are in its first row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Area>,
    /// Rows that stay in sight when the others are scrolled.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub frozen_rows: u32,
}

impl TableObject {
    /// The rows of its totals.
    pub(super) fn totals_rows(&self) -> std::ops::Range<u32> {
        let end = self.area.bottom.saturating_add(1);
        end.saturating_sub(self.totals).max(self.area.top)..end
    }
}

impl Marks {
    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The merged cells that cover a cell.
    pub(super) fn merged_over(&self, row: u32, column: u32) -> Option<&Area> {
        self.merged.iter().find(|area| area.holds(row, column))
    }

    /// The merged cells that are the name of a group of columns: of several, and of this row alone
    /// or down to it.
    pub(super) fn group_over(&self, row: u32, column: u32) -> Option<&Area> {
        let area = self.merged_over(row, column)?;
        (area.bottom == row && area.left < area.right).then_some(area)
    }

    /// The table object whose headers are in that row.
    pub(super) fn table_at(&self, header_row: u32) -> Option<&TableObject> {
        let mut tables = self.tables.iter();
        tables.find(|table| table.headers && table.area.top == header_row)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
