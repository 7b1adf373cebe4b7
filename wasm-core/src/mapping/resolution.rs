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

/// What becomes of rows that look like work items which an import made before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// The rows are those work items' rows, and update them.
    Update,
    /// The rows are new on purpose, as those of a monthly checklist.
    Create,
}

/// A choice for one row that looks like a work item which an import made before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowChoice {
    /// Zero-based row of the sheet.
    pub row: u32,
    /// What becomes of it; none leaves the question open, whatever was chosen for all.
    pub again: Option<Again>,
    /// Id of the work item, of those that it looks like; none for the likeliest.
    #[serde(default)]
    pub issue: Option<String>,
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
    /// For all rows that look like work items which an import made before, and for rows of further
    /// sheets that look like comments or worklogs that were added before: [`Again::Update`] leaves
    /// those out, since Jira's are never changed, and [`Again::Create`] adds them once more.
    pub imported_before: Option<Again>,
    /// For single ones of these rows; these go before the choice for all.
    pub rows: Vec<RowChoice>,
}

impl Resolutions {
    /// No choice at all.
    pub const NONE: &'static Self = &Self {
        columns: BTreeMap::new(),
        cells: Vec::new(),
        accept_loss: BTreeSet::new(),
        imported_before: None,
        rows: Vec::new(),
    };

    /// The choice for a row that looks like work items which an import made before, and the id of
    /// the one that was chosen: of several choices the last, else the one for all.
    pub fn again(&self, row: u32) -> (Option<Again>, Option<&str>) {
        match self.row(row) {
            Some(choice) => (choice.again, choice.issue.as_deref()),
            None => (self.imported_before, None),
        }
    }

    /// The choice for that row alone: of several the last.
    pub fn row(&self, row: u32) -> Option<&RowChoice> {
        self.rows.iter().rev().find(|choice| choice.row == row)
    }

    /// The choice for a cell: of several the last, else the column's.
    pub fn side(&self, row: u32, field: &FieldId) -> Option<Side> {
        let mut cells = self.cells.iter().rev();
        let cell = cells.find(|choice| choice.row == row && choice.field == *field);
        cell.map_or_else(|| self.columns.get(field).copied(), |choice| choice.side)
    }
}
