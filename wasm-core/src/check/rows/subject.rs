//! Which issue each row is about, and the file's own row IDs.

use std::collections::HashMap;

use crate::mapping::{Layout, fold};
use crate::sheet::{CellValue, Table};
use crate::target::{IssueState, TargetState, issue_name};

/// What a row's key cell says.
pub(super) enum Named<'a> {
    /// The cell is empty, or there is no key column.
    Nothing,
    /// An issue that Jira has.
    Issue(&'a IssueState),
    /// A key or an id of no issue that the user may see.
    NotFound(String),
    /// No key and no id.
    NotAKey(String),
}

/// Reads a key cell: a key in any case, or Jira's numeric id.
pub(super) fn named<'a>(cell: Option<&CellValue>, target: &'a TargetState) -> Named<'a> {
    let Some(cell) = cell.filter(|cell| !cell.is_empty()) else { return Named::Nothing };
    let text = cell.to_text();
    let text = text.trim();
    if text.is_empty() {
        return Named::Nothing;
    }
    match issue_name(text) {
        None => Named::NotAKey(text.to_owned()),
        Some(name) => match target.issues.get(&name) {
            Some(issue) => Named::Issue(issue),
            None => Named::NotFound(text.to_owned()),
        },
    }
}

/// Whom a row ID names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowNamed {
    /// The row at this position of the table.
    One(usize),
    /// Several rows.
    Several,
}

/// The file's own row IDs.
pub(super) struct RowIds(HashMap<String, RowNamed>);

impl RowIds {
    /// Reads the column of row IDs; none where the file has no such column.
    pub(super) fn new(table: &Table, layout: &Layout<'_>) -> Self {
        let mut ids = HashMap::new();
        for (position, row) in table.rows.iter().enumerate() {
            let Some(cell) = layout.row_id.and_then(|at| row.cells.get(at)) else { continue };
            let id = fold(&cell.to_text());
            if !id.is_empty() {
                ids.entry(id)
                    .and_modify(|named| *named = RowNamed::Several)
                    .or_insert(RowNamed::One(position));
            }
        }
        Self(ids)
    }

    /// The row of an ID.
    pub(super) fn get(&self, text: &str) -> Option<RowNamed> {
        self.0.get(&fold(text)).copied()
    }
}
