//! Jira names people by their accounts in what it says of them; whoever reads a report knows them by
//! their names.

use crate::message::Message;
use crate::plan::Change;
use crate::schema::FieldValue;

/// What became of a row, with the names of the people that it is about.
pub(super) fn named(change: &Change, mut reason: Message) -> Message {
    let people = change.all_fields().filter(|field| field.kind.people());
    let values = people.flat_map(|field| [&field.before, &field.after]);
    for person in values.flat_map(FieldValue::entities) {
        for told in reason.params.values_mut().filter(|told| told.contains(&person.id)) {
            *told = told.replace(&person.id, &person.name);
        }
    }
    reason
}
