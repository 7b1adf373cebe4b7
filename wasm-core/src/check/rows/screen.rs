//! What screens leave out.

use super::{Edit, Note, NoteKind, Row, Rows};
use crate::mapping::FieldColumn;
use crate::schema::{FieldId, FieldSchema, FieldType};
use crate::target::Screen;

impl<'a> Rows<'a> {
    /// Whether a field is on the screen by which the row's issue is created or edited, as far as
    /// that is known.
    pub fn shows(&self, row: &Row<'a>, field: &FieldSchema) -> bool {
        self.screen(row).is_none_or(|screen| has(screen, field))
    }

    /// The screen by which the row's issue is created or edited, where it is known.
    pub(super) fn screen(&self, row: &Row<'a>) -> Option<&'a Screen> {
        let target = self.target;
        let screens = if row.is_new() { &target.create_screens } else { &target.edit_screens };
        screens.get(row.place()?)
    }
}

/// Whether a field is on a screen. Estimates are there as one field, time tracking.
fn has(screen: &Screen, field: &FieldSchema) -> bool {
    let tracking = || screen.contains_key(&FieldId::new("timetracking"));
    screen.contains_key(&field.id) || field.kind == FieldType::Duration && tracking()
}

/// Takes from what a new row asks for the cells whose fields are not on its screen: Jira would refuse
/// the whole work item for them. Whether they can be read is of no matter then.
pub(super) fn leave_out(
    columns: &[FieldColumn<'_>],
    screen: &Screen,
    edits: &mut Vec<Edit>,
    notes: &mut Vec<Note>,
) {
    let status = edits.iter().any(|edit| columns[edit.column].field.kind == FieldType::Status);
    let off: Vec<bool> = columns
        .iter()
        .map(|column| {
            let field = column.field;
            field.writable() && !is_needed(field, status) && !has(screen, field)
        })
        .collect();
    let read = |note: &Note| matches!(note.kind, NoteKind::Unreadable(_) | NoteKind::Doubtful(..));
    let mut left: Vec<usize> =
        edits.iter().map(|edit| edit.column).filter(|&column| off[column]).collect();
    left.extend(notes.iter().filter(|note| read(note) && off[note.column]).map(|n| n.column));
    left.sort_unstable();
    left.dedup();
    edits.retain(|edit| !off[edit.column]);
    notes.retain(|note| !left.contains(&note.column));
    notes.extend(left.into_iter().map(|column| Note { column, kind: NoteKind::NotOnScreen }));
    notes.sort_by_key(|note| note.column);
}

/// Whether a new row is wrong without a field, or the field gets its value on another way: a
/// resolution along with the status.
fn is_needed(field: &FieldSchema, status: bool) -> bool {
    match field.kind {
        FieldType::Status | FieldType::Project | FieldType::IssueType | FieldType::Parent => true,
        FieldType::Resolution => status,
        _ => field.id.as_str() == "summary",
    }
}
