//! Which rows are read at all, once the issues and the places are known.

use super::{IssueState, NewPlaces, TargetState};
use crate::mapping::{Layout, Mapping};
use crate::sheet::{Table, TableRow};

/// Tells rows whose cells are read from those that are held back whatever their cells say: their
/// issue does not exist, or nobody knows where they would create one. What the cells of those name is
/// not worth a request.
pub(super) struct ReadableRows<'a> {
    layout: &'a Layout<'a>,
    target: &'a TargetState,
    places: NewPlaces<'a>,
}

impl<'a> ReadableRows<'a> {
    pub(super) fn new(layout: &'a Layout<'a>, mapping: &Mapping, target: &'a TargetState) -> Self {
        Self { layout, target, places: NewPlaces::new(layout, mapping, target) }
    }

    /// The rows, each with its issue where it has one.
    pub(super) fn of<'t>(
        &self,
        table: &'t Table,
    ) -> impl Iterator<Item = (&'t TableRow, Option<&'a IssueState>)> {
        let rows = table.rows.iter().map(|row| (row, self.issue(row)));
        rows.filter(|(row, issue)| {
            let new = || self.layout.key_text(row).is_empty() && self.places.of(row).is_ok();
            issue.is_some() || new()
        })
    }

    fn issue(&self, row: &TableRow) -> Option<&'a IssueState> {
        let seen = || Some(self.target.seen.rows.get(&row.row)?.candidates.first()?.name());
        let new = self.layout.key_text(row).is_empty();
        let name = if new { seen() } else { self.layout.issue_of(row) };
        self.target.issues.get(&name?)
    }
}
