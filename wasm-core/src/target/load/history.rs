//! What happened to fields that wait for a choice.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::jira::{Client, JiraError};
use crate::ports::{Clock, Transport};
use crate::schema::FieldId;
use crate::target::TargetState;

/// Reads the change history of some fields, a few requests for all of them, into the state.
///
/// # Errors
/// As any call. Whoever has to choose can do so without the history too, so a caller may go on.
pub async fn load_history<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    fields: &[(String, FieldId)],
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let changes = client.past_changes(fields).await?;
    for field in fields {
        // That nothing happened is told too.
        state.past.entry(field.clone()).or_default().clear();
    }
    for change in changes {
        let field = (change.issue.clone(), change.field.clone());
        state.past.entry(field).or_default().push(change);
    }
    Ok(())
}

/// Issues of one request for everything that was changed in them.
const ISSUES: usize = 1000;

/// Reads when issues were changed, whatever the field, into the state.
///
/// # Errors
/// As [`load_history`].
pub async fn load_writes<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issues: &BTreeSet<String>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let issues: Vec<String> = issues.iter().cloned().collect();
    for issues in issues.chunks(ISSUES) {
        let mut writes: BTreeMap<String, BTreeMap<String, Timestamp>> = BTreeMap::new();
        for item in client.histories(issues).await? {
            if let Some(at) = item.at {
                writes.entry(item.issue).or_default().insert(item.change, at);
            }
        }
        let writes = writes.into_iter();
        state.writes.extend(writes.map(|(issue, all)| (issue, all.into_values().collect())));
    }
    Ok(())
}
