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
    /// field without a column is not known to be empty.
    pub fn lacking<'w>(
        &self,
        row: &Row<'a>,
        way: &'w OpenTransition,
    ) -> impl Iterator<Item = &'w ScreenField> {
        way.required().filter(|field| {
            let column = self.columns.iter().position(|column| column.field.id == field.id);
            column.is_some_and(|column| *self.after(row, column) == FieldValue::Empty)
        })
    }

    /// Whether an edit is written along with the status of its row.
    pub fn with_status(&self, row: &Row<'a>, edit: &Edit) -> bool {
        let field = self.field(edit.column);
        let resolution = field.kind == FieldType::Resolution;
        if let Some(way) = self.way(row) {
            let shown = way.screen.iter().find(|shown| shown.id == field.id);
            return shown.is_some_and(|shown| {
                resolution || shown.required || self.on_screen(row, &field.id) == Some(false)
            });
        }
        resolution
            && row.is_new()
            && self.wanted_status(row).is_some()
            && self.on_screen(row, &field.id) == Some(false)
    }

    /// Whether a field is on the screen by which the row's issue is created or edited; none where
    /// that screen is not known.
    pub fn on_screen(&self, row: &Row<'a>, field: &FieldId) -> Option<bool> {
        let target = self.target;
        let screens = if row.is_new() { &target.create_screens } else { &target.edit_screens };
        Some(screens.get(row.place()?)?.contains_key(field))
    }

    /// How many of the row's resolutions and other fields without a screen a transition lacks.
    fn not_shown(&self, row: &Row<'a>, way: &OpenTransition) -> usize {
        let alone = |edit: &&Edit| {
            let field = self.field(edit.column);
            field.kind == FieldType::Resolution
                || field.kind != FieldType::Status && self.on_screen(row, &field.id) == Some(false)
        };
        let shown = |edit: &&Edit| way.shows(&self.field(edit.column).id);
        row.edits.iter().filter(alone).filter(|edit| !shown(edit)).count()
    }

    fn wanted_status<'r>(&self, row: &'r Row<'a>) -> Option<&'r Entity> {
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
