//! What fields in conflict held when the file was exported.

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};

use crate::convert;
use crate::jira::{Client, JiraError, PastChange};
use crate::mapping::Baseline;
use crate::ports::{Clock, Transport};
use crate::schema::{Entity, FieldId, FieldSchema, FieldType, FieldValue};
use crate::target::{IssueState, TargetState};

/// How much later than the issue's `updated` the change that it tells of may be dated. Jira dates
/// the change last: by 2 to 30 ms in recordings of Jira Cloud.
const SAME_WRITE: SignedDuration = SignedDuration::from_secs(2);

/// Reads the change history of the fields in conflict, a few requests for all of them, and puts
/// into the state what each field may have held at the export. A field whose history does not say
/// stays without.
///
/// # Errors
/// As any call. A conflict can be decided without the value too, so a caller may go on.
pub async fn load_history<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    conflicts: &[(String, FieldId)],
    baseline: &Baseline,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let changes = client.past_changes(conflicts).await?;
    let mut by_field: BTreeMap<(String, FieldId), Vec<PastChange>> = BTreeMap::new();
    for change in changes {
        let key = (change.issue.clone(), change.field.clone());
        by_field.entry(key).or_default().push(change);
    }
    let issues: HashMap<&str, &IssueState> =
        state.issues.values().map(|issue| (issue.id.as_str(), issue)).collect();
    let past: Vec<_> = by_field
        .into_iter()
        .filter_map(|(key, changes)| {
            let exported = baseline.row(&key.0)?.updated?;
            let issue = issues.get(key.0.as_str()).copied();
            let values = values(state, issue, &key.1, &changes, exported);
            (!values.is_empty()).then_some((key, values))
        })
        .collect();
    state.past.extend(past);
    Ok(())
}

/// What a field may have held, the likeliest first. A change right after the issue's `updated` may
/// be the one that `updated` tells of, or the first one after the export.
fn values(
    state: &TargetState,
    issue: Option<&IssueState>,
    field: &FieldId,
    changes: &[PastChange],
    exported: Timestamp,
) -> Vec<FieldValue> {
    let Some(field) = state.fields.iter().find(|known| known.id == *field) else {
        return Vec::new();
    };
    let now = issue.and_then(|issue| issue.values.get(&field.id)).unwrap_or(&FieldValue::Empty);
    let mut values = Vec::new();
    for until in [exported.saturating_add(SAME_WRITE).unwrap_or(exported), exported] {
        let later = changes.partition_point(|change| change.at <= until);
        let value = match &changes[later..] {
            [] => None,
            later if told_by_value(field) => undone(now, later),
            [first, ..] => {
                let (id, text) = (first.from.id.as_deref(), first.from.text.as_deref());
                convert::past(field, id, text, &|id| name(state, field, now, id))
            }
        };
        values.extend(value.filter(|value| !values.contains(value)));
    }
    values
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

/// The name that an id has now, among what the issue has and what may be chosen.
fn name(state: &TargetState, field: &FieldSchema, now: &FieldValue, id: &str) -> Option<String> {
    let own: &[Entity] = match now {
        FieldValue::Many(list) => list,
        FieldValue::Sprints { closed, .. } => closed,
        _ => &[],
    };
    let open = match now {
        FieldValue::Sprints { open, .. } => open.as_ref(),
        _ => None,
    };
    let screens = state.edit_screens.values().filter_map(|screen| screen.get(&field.id));
    let allowed = screens.flat_map(|meta| meta.choices.iter().flatten()).map(|c| &c.entity);
    let looked_up = state.choices.get(&field.id).into_iter().flatten();
    let mut known = own.iter().chain(open).chain(looked_up).chain(allowed);
    let person = || state.people.users.get(id).map(|user| user.name.clone());
    known.find(|entity| entity.id == id).map(|entity| entity.name.clone()).or_else(person)
}
