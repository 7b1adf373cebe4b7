//! A baseline as lines of two cells in the hidden sheet.

use jiff::Timestamp;

use super::{Baseline, BaselineRow, CellHash};
use crate::schema::FieldId;

/// The name of a line that holds a column's field id. The columns stand in order.
const COLUMN: &str = "column";

/// One line: its name, and what it says.
pub(crate) type Line = (String, String);

impl Baseline {
    /// A line for each column; then a line for each row, named by the issue's id, that says
    /// `updated` in milliseconds since 1970 (or `-`) and the hashes of the row's cells.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let columns = self.columns.iter().map(|id| (COLUMN.to_owned(), id.to_string()));
        let rows = self.rows.iter().map(|(issue, row)| (issue.clone(), row.text()));
        columns.chain(rows).collect()
    }

    /// Takes up a line. One that is not as an export writes it is passed over: its row is then
    /// one that the export does not know.
    pub(crate) fn read(&mut self, name: String, value: &str) {
        if name == COLUMN {
            self.columns.push(FieldId::new(value));
        } else if name.bytes().all(|byte| byte.is_ascii_digit())
            && let Some(row) = BaselineRow::parse(value)
        {
            self.insert(name, row);
        }
    }
}

impl BaselineRow {
    fn text(&self) -> String {
        let updated = self.updated.map(|at| at.as_millisecond().to_string());
        let mut text = updated.unwrap_or_else(|| "-".to_owned());
        text.push(' ');
        self.cells.iter().for_each(|hash| hash.print(&mut text));
        text
    }

    fn parse(text: &str) -> Option<Self> {
        let (updated, cells) = text.split_once(' ')?;
        let updated = match updated {
            "-" => None,
            milliseconds => Some(Timestamp::from_millisecond(milliseconds.parse().ok()?).ok()?),
        };
        Some(Self { updated, cells: CellHash::parse_all(cells)? })
    }
}
