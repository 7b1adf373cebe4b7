//! What fields in conflict held when the file was exported.

use std::collections::{BTreeMap, BTreeSet};

use crate::jira::{Client, JiraError, PastChange};
use crate::mapping::Baseline;
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;
use crate::target::TargetState;

/// Reads the change history of the fields in conflict, a few requests for all of them, and puts
/// into the state what each field held before Jira's first change after the export. A field whose
/// history does not say stays without.
///
/// # Errors
/// As any call. A conflict can be decided without the value too, so a caller may go on.
pub async fn load_history<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    conflicts: &[(String, FieldId)],
    baseline: &Baseline,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let issues: BTreeSet<String> = conflicts.iter().map(|(issue, _)| issue.clone()).collect();
    let fields: BTreeSet<FieldId> = conflicts.iter().map(|(_, field)| field.clone()).collect();
    let issues: Vec<String> = issues.into_iter().collect();
    let fields: Vec<FieldId> = fields.into_iter().collect();
    let mut first: BTreeMap<(String, FieldId), PastChange> = BTreeMap::new();
    for change in client.past_changes(&issues, &fields).await? {
        let exported = baseline.row(&change.issue).and_then(|row| row.updated);
        if exported.is_none_or(|exported| change.at <= exported) {
            continue;
        }
        let key = (change.issue.clone(), change.field.clone());
        match first.get(&key) {
            Some(known) if known.at <= change.at => {}
            _ => drop(first.insert(key, change)),
        }
    }
    let of =
        |conflict: &(String, FieldId)| Some((conflict.clone(), first.get(conflict)?.from.clone()));
    state.past.extend(conflicts.iter().filter_map(of));
    Ok(())
}
