//! # What it finds
//! Somebody who would be assigned and whom Jira lets nobody give work of that project.
//!
//! # Why
//! Jira refuses the whole work item. An issue that has such an assignee already keeps them.
//!
//! # What to do
//! Name somebody else, or have the person let into the project.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let refused = &rows.target.not_assignable;
    if refused.is_empty() {
        return;
    }
    for (row, edit) in rows.edits(|kind| kind == FieldType::User) {
        let FieldValue::One(user) = &edit.after else { continue };
        let Some(place) = row.place() else { continue };
        let (space, field) = (rows.space(place), rows.field(edit.column));
        if field.id.is_assignee() && refused.contains(&(space.to_owned(), user.id.clone())) {
            let message = Message::new("user-not-assignable").with("user", &user.name);
            let message = message.with("space", space).with("field", &field.name);
            findings.push(Finding::error(message, rows.cell(row, edit.column)));
        }
    }
}
