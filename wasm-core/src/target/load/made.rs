//! Rows without a key that an earlier import of the same file made issues from.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::Subject;
use crate::jira::{Client, JiraError};
use crate::plan;
use crate::ports::{Clock, Transport};
use crate::target::Needs;

/// How far back is looked where Jira keeps no index of the rows' identities.
const RECENT: SignedDuration = SignedDuration::from_hours(24);

/// Ids of the issues of such rows, by the row of the sheet: one search for the whole file.
pub(super) async fn find<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    needs: &Needs,
) -> Result<BTreeMap<u32, String>, JiraError> {
    if !needs.creates {
        return Ok(BTreeMap::new());
    }
    let rows = plan::identities(subject.table, subject.mapping, subject.fields, subject.lineage);
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let since = client.now() - RECENT;
    let found = match client.issues_of_rows(subject.lineage, since).await {
        // The rows are then shown as new; `apply` looks again before it creates any.
        Err(error) if !error.ends_the_job() && !error.is_transient() => BTreeMap::new(),
        found => found?,
    };
    let issue = |row: &str| found.get(row).map(|issue| issue.id.clone());
    let made = rows.into_iter().filter_map(|(row, name)| Some((row, issue(&name.row)?)));
    Ok(made.collect())
}
