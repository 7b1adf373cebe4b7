//! Whether people may be given the work that a plan would give them.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::people::{MANY, SEARCHES};
use crate::jira::{Client, JiraError, if_told};
use crate::ports::{Clock, Transport};
use crate::target::TargetState;

/// Asks of people, each with the key of a project, whether they may be given its issues, and keeps
/// those who may not. Of many people of one project first the list of those who may is read, so that
/// only the others are asked for one by one.
///
/// # Errors
/// Only a stop by the observer, and a sign-in that is no longer accepted: of whom Jira does not tell
/// it, nothing is known.
pub async fn load_assignable<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    wanted: BTreeSet<(String, String)>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let mut projects: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (project, account) in wanted {
        projects.entry(project).or_default().insert(account);
    }
    let mut open: Vec<(String, String)> = Vec::new();
    let mut shown = BTreeSet::new();
    for (project, mut accounts) in projects {
        if accounts.len() > MANY {
            let listed = if_told(client.all_assignable(&project).await)?.unwrap_or_default();
            accounts.retain(|account| listed.iter().all(|user| user.account_id != *account));
            shown.extend((!listed.is_empty()).then(|| project.clone()));
        }
        open.extend(accounts.into_iter().map(|account| (project.clone(), account)));
    }
    let asked = stream::iter(open).map(|(project, account)| async move {
        let may = if_told(client.is_assignable(&project, &account).await)?;
        Ok::<_, JiraError>((may == Some(false)).then_some((project, account)))
    });
    let refused: Vec<_> = asked.buffered(SEARCHES).try_collect().await?;
    let mut refused: BTreeSet<(String, String)> = refused.into_iter().flatten().collect();
    // Where Jira shows nobody, the user may not look for people: then that says nothing of anybody.
    let projects: BTreeSet<String> = refused.iter().map(|(project, _)| project.clone()).collect();
    for project in projects.difference(&shown) {
        if if_told(client.all_assignable(project).await)?.is_none_or(|listed| listed.is_empty()) {
            refused.retain(|(known, _)| known != project);
        }
    }
    state.not_assignable = refused;
    Ok(())
}
