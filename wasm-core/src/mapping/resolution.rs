//! What the user decided where the file alone does not say what to write.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::schema::FieldId;

/// Whose value a conflict ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The file's.
    Mine,
    /// The one that Jira has now.
    Jira,
}

/// A choice for one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChoice {
    /// Zero-based row of the sheet.
    pub row: u32,
    /// The field.
    pub field: FieldId,
    /// Whose value; none leaves the conflict open, whatever was chosen for the column.
    pub side: Option<Side>,
}

/// The user's choices. They go into the plan; `apply` never sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Resolutions {
    /// For all conflicts of a column.
    pub columns: BTreeMap<FieldId, Side>,
    /// For single cells; these go before the column's.
    pub cells: Vec<CellChoice>,
    /// Columns of rich text that may lose what Markdown can't say.
    pub accept_loss: BTreeSet<FieldId>,
}

impl Resolutions {
    /// No choice at all.
    pub const NONE: &'static Self =
        &Self { columns: BTreeMap::new(), cells: Vec::new(), accept_loss: BTreeSet::new() };

    /// The choice for a cell: of several the last, else the column's.
    pub fn side(&self, row: u32, field: &FieldId) -> Option<Side> {
        let mut cells = self.cells.iter().rev();
        let cell = cells.find(|choice| choice.row == row && choice.field == *field);
        cell.map_or_else(|| self.columns.get(field).copied(), |choice| choice.side)
    }
}
