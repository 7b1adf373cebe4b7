//! What happened to fields that wait for a choice.

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
