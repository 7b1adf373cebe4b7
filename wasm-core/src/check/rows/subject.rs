//! Which issue each row is about, and the file's own row IDs.

use std::collections::HashMap;

use crate::mapping::{Layout, fold, issue_id};
use crate::sheet::{Table, TableRow};
use crate::target::{IssueState, TargetState};

/// What a row's key cell says.
pub(super) enum Named<'a> {
    /// The cell is empty, or there is no key column.
    Nothing,
    /// An issue that Jira has.
    Issue(&'a IssueState),
    /// A key or an id of no issue that the user may see.
    NotFound(String),
    /// A number where keys stand: it may be anybody's.
    Number(String),
    /// A link to an issue of another site.
    Elsewhere(String),
    /// No key and no id.
    NotAKey(String),
}

/// Reads the key cell of a row: a key in any case, a link to an issue of the site, or Jira's
/// numeric id in a column of such ids.
pub(super) fn named<'a>(layout: &Layout<'_>, row: &TableRow, target: &'a TargetState) -> Named<'a> {
    let text = layout.key_text(row);
    if text.is_empty() {
        return Named::Nothing;
    }
    let text = text.into_owned();
    match layout.issue_of(row) {
        None if issue_id(&text).is_some() => Named::Number(text),
        None => Named::NotAKey(text),
        Some(_) if target.leads_elsewhere(&text) => Named::Elsewhere(text),
        Some(name) => match target.issues.get(&name) {
            Some(issue) => Named::Issue(issue),
            None => Named::NotFound(text),
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
