//! What fields held in the past, as far as Jira's history tells.

use jiff::{SignedDuration, Timestamp};

use super::{IssueState, TargetState};
use crate::convert;
use crate::jira::PastChange;
use crate::schema::{Entity, FieldSchema, FieldType, FieldValue};

/// How much later than the issue's `updated` the change that it tells of may be dated. Jira dates
/// the change last: by 2 to 30 ms in recordings of Jira Cloud.
pub(crate) const SAME_WRITE: SignedDuration = SignedDuration::from_secs(2);

impl TargetState {
    /// The changes of a field of an issue, the oldest first; none where its history was not read.
    pub fn changes(&self, issue: &IssueState, field: &FieldSchema) -> Option<&[PastChange]> {
        self.past.get(&(issue.id.clone(), field.id.clone())).map(Vec::as_slice)
    }

    /// What a field may have held when the issue's `updated` was `then`, the likeliest first. A
    /// change right after it may be the one that `updated` tells of, or the first one after it.
    pub fn held(
        &self,
        issue: &IssueState,
        field: &FieldSchema,
        then: Timestamp,
    ) -> Vec<FieldValue> {
        let mut values = Vec::new();
        let changes = self.changes(issue, field).unwrap_or_default();
        for until in [then.saturating_add(SAME_WRITE).unwrap_or(then), then] {
            let later = changes.partition_point(|change| change.at <= until);
            let value = self.before(issue, field, changes.get(later..).unwrap_or_default());
            values.extend(value.filter(|value| !values.contains(value)));
        }
        values
    }

    /// What a field held before the last changes of it; none where they do not tell.
    pub fn before(
        &self,
        issue: &IssueState,
        field: &FieldSchema,
        last: &[PastChange],
    ) -> Option<FieldValue> {
        let now = issue.values.get(&field.id).unwrap_or(&FieldValue::Empty);
        match last {
            [] => None,
            last if told_by_value(field) => undone(now, last),
            [first, ..] => {
                let (id, text) = (first.from.id.as_deref(), first.from.text.as_deref());
                convert::past(field, id, text, &|id| self.name_of(field, now, id))
            }
        }
    }

    /// Whether a history ends with what the field holds now; none where that can't be compared. One
    /// that does not misses something.
    pub fn is_whole(
        &self,
        issue: &IssueState,
        field: &FieldSchema,
        changes: &[PastChange],
    ) -> Option<bool> {
        let now = issue.values.get(&field.id).unwrap_or(&FieldValue::Empty);
        if told_by_value(field) {
            return Some(changes.is_empty() || undone(now, changes).is_some());
        }
        let last = changes.last()?;
        let (id, text) = (last.to.id.as_deref(), last.to.text.as_deref());
        let then = convert::past(field, id, text, &|id| self.name_of(field, now, id))?;
        let told = match &then {
            // Wiki markup, which stands for more than one text; and several forms of one value.
            FieldValue::Rich(_) | FieldValue::Sprints { .. } | FieldValue::Cascade { .. } => false,
            _ => field.kind != FieldType::Parent,
        };
        told.then(|| convert::same(field.kind, &then, now))
    }

    /// The name that an id has now, among what the issue has and what may be chosen.
    fn name_of(&self, field: &FieldSchema, now: &FieldValue, id: &str) -> Option<String> {
        let own: &[Entity] = match now {
            FieldValue::Many(list) => list,
            FieldValue::Sprints { closed, .. } => closed,
            _ => &[],
        };
        let open = match now {
            FieldValue::Sprints { open, .. } => open.as_ref(),
            _ => None,
        };
        let screens = self.edit_screens.values().filter_map(|screen| screen.get(&field.id));
        let allowed = screens.flat_map(|meta| meta.choices.iter().flatten()).map(|c| &c.entity);
        let looked_up = self.choices.get(&field.id).into_iter().flatten();
        let mut known = own.iter().chain(open).chain(looked_up).chain(allowed);
        let person = || self.people.users.get(id).map(|user| user.name.clone());
        known.find(|entity| entity.id == id).map(|entity| entity.name.clone()).or_else(person)
    }
}

/// Whether Jira's history tells each value of a list by itself: components, and the versions of
/// Jira's own two fields.
fn told_by_value(field: &FieldSchema) -> bool {
    !field.custom && matches!(field.kind, FieldType::Components | FieldType::Versions)
}

/// A list without what came since and with what went. None where that does not fit what the list
/// holds now, as the history then misses something.
fn undone(now: &FieldValue, changes: &[PastChange]) -> Option<FieldValue> {
    let mut list = match now {
        FieldValue::Many(list) => list.clone(),
        FieldValue::Empty => Vec::new(),
        _ => return None,
    };
    for change in changes.iter().rev() {
        if let Some(id) = &change.to.id {
            let at = list.iter().position(|entity| entity.id == *id)?;
            list.remove(at);
        }
        if let Some(id) = &change.from.id {
            let name = change.from.text.clone().unwrap_or_default();
            let entity = Entity { id: id.clone(), name };
            if list.contains(&entity) {
                return None;
            }
            list.push(entity);
        }
    }
    Some(if list.is_empty() { FieldValue::Empty } else { FieldValue::Many(list) })
}
