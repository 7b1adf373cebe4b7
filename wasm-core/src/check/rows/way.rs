//! How a row's issue reaches the status that the row wants, and what is written along with it.
//!
//! A transition has a screen of its own. What only that screen has, above all the resolution, is
//! sent with the transition: an edit would be refused, or overwritten by what the workflow sets.

use super::{Edit, Row, Rows};
use crate::jira::{OpenTransition, ScreenField};
use crate::schema::{Entity, FieldId, FieldType, FieldValue};

impl<'a> Rows<'a> {
    /// The transition by which an issue reaches the wanted status: of several the one whose screen
    /// lacks the fewest values, and has the most of what the row changes.
    pub fn way(&self, row: &Row<'a>) -> Option<&'a OpenTransition> {
        let (issue, wanted) = (row.issue()?, self.wanted_status(row)?);
        let ways = issue.transitions.iter().filter(|open| open.to == *wanted);
        ways.min_by_key(|way| (self.lacking(row, way).count(), self.not_shown(row, way)))
    }

    /// The fields that a transition needs a value of, and that the row leaves or makes empty. A
    /// field without a column is not known to be empty, unless the issue is yet to be made, by a
    /// screen that does not have it.
    pub fn lacking<'w>(
        &self,
        row: &Row<'a>,
        way: &'w OpenTransition,
    ) -> impl Iterator<Item = &'w ScreenField> {
        way.required().filter(|field| {
            match self.columns.iter().position(|column| column.field.id == field.id) {
                Some(column) => *self.after(row, column) == FieldValue::Empty,
                None => row.is_new() && self.on_screen(row, &field.id) == Some(false),
            }
        })
    }

    /// Whether an edit is written along with the status of its row.
    pub fn with_status(&self, row: &Row<'a>, edit: &Edit) -> bool {
        let field = self.field(edit.column);
        let resolution = field.kind == FieldType::Resolution;
        if row.is_new() {
            let off = self.on_screen(row, &field.id) == Some(false);
            let alone = resolution || off && field.kind != FieldType::Status;
            return alone && self.wanted_status(row).is_some() && {
                let shown = || self.steps(row).iter().any(|step| step.shows(&field.id));
                // Jira takes a resolution by a transition also where its screen does not tell so.
                resolution && off || shown()
            };
        }
        if let Some(way) = self.way(row) {
            let shown = way.screen.iter().find(|shown| shown.id == field.id);
            return shown.is_some_and(|shown| {
                resolution || shown.required || self.on_screen(row, &field.id) == Some(false)
            });
        }
        false
    }

    /// Whether a field is on the screen by which the row's issue is created or edited; none where
    /// that screen is not known.
    pub fn on_screen(&self, row: &Row<'a>, field: &FieldId) -> Option<bool> {
        Some(self.screen(row)?.contains_key(field))
    }

    /// Whether Jira fills a field of the row's new issue by itself.
    pub fn has_default(&self, row: &Row<'a>, field: &FieldId) -> bool {
        let shown = self.screen(row).filter(|_| row.is_new()).and_then(|screen| screen.get(field));
        shown.is_some_and(|meta| meta.has_default)
    }

    /// How many of the row's resolutions and other fields without a screen a transition lacks.
    pub(super) fn not_shown(&self, row: &Row<'a>, way: &OpenTransition) -> usize {
        let alone = |edit: &&Edit| {
            let field = self.field(edit.column);
            field.kind == FieldType::Resolution
                || field.kind != FieldType::Status && self.on_screen(row, &field.id) == Some(false)
        };
        let shown = |edit: &&Edit| way.shows(&self.field(edit.column).id);
        row.edits.iter().filter(alone).filter(|edit| !shown(edit)).count()
    }

    pub(super) fn wanted_status<'r>(&self, row: &'r Row<'a>) -> Option<&'r Entity> {
        row.edits.iter().find_map(|edit| match &edit.after {
            FieldValue::One(to) if self.field(edit.column).kind == FieldType::Status => Some(to),
            _ => None,
        })
    }

    /// The value of a field after the row is written.
    fn after<'r>(&self, row: &'r Row<'a>, column: usize) -> &'r FieldValue
    where
        'a: 'r,
    {
        let edit = row.edits.iter().find(|edit| edit.column == column);
        edit.map_or_else(|| self.before(row, column), |edit| &edit.after)
    }
}
