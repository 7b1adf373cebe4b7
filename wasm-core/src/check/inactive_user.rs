//! # What it finds
//! A user whose account is no longer active and who would be newly set.
//!
//! # Why
//! Jira gives work to active accounts only. An issue that has such a user already keeps them.
//!
//! # What to do
//! Name somebody else.

use super::rows::Rows;
use crate::finding::Finding;
use crate::message::Message;
use crate::schema::FieldType;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    for (row, edit) in rows.edits(FieldType::people) {
        let before = rows.before(row, edit.column).entities();
        let added = edit.after.entities().iter().filter(|user| !before.contains(user));
        for user in added {
            if rows.target.people.users.get(&user.id).is_some_and(|known| !known.active) {
                let message = Message::new("user-not-active")
                    .with("user", &user.name)
                    .with("field", &rows.field(edit.column).name);
                findings.push(Finding::error(message, rows.cell(row, edit.column)));
            }
        }
    }
}
