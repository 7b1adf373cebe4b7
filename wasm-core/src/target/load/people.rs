//! The people that cells name and that the issues don't explain.

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Subject;
use crate::jira::{Client, JiraError};
use crate::ports::{Clock, Transport};
use crate::target::{TargetState, needs};

/// Searches in flight. All user searches of a site share one small limit.
const SEARCHES: usize = 2;

/// Looks up each account ID and each text once.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let (ids, searches) = needs::people(subject.table, subject.mapping, state);
    let ids: Vec<String> =
        ids.into_iter().filter(|id| !state.people.users.contains_key(id)).collect();
    if !ids.is_empty() {
        for user in client.users_by_id(&ids).await? {
            state.people.learn(user);
        }
    }
    let read = stream::iter(searches).map(|text| async move {
        let users = client.search_users(&text).await?;
        Ok::<_, JiraError>((text, users))
    });
    let answers: Vec<_> = read.buffered(SEARCHES).try_collect().await?;
    for (text, users) in answers {
        let found = users.iter().map(|user| user.account_id.clone()).collect();
        state.people.found.insert(text, found);
        for user in users {
            state.people.learn(user);
        }
    }
    Ok(())
}
