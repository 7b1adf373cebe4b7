//! The people that cells name and that the issues don't explain.

use std::collections::BTreeSet;

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Subject;
use crate::jira::{Client, JiraError};
use crate::ports::{Clock, Transport};
use crate::target::{Match, TargetState, needs};

/// Searches in flight. All user searches of a site share one small limit.
pub(super) const SEARCHES: usize = 2;

/// Texts from which on the list of all users costs less than a search for each.
pub(super) const MANY: usize = 10;

/// Users of a site up to which all of them are read: so many are in a few answers.
const FEW_USERS: usize = 3_000;

/// Looks up each account ID and each text once; many texts in the list of all users, if the site has
/// not too many of them.
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
    let searches = match searches.len() > MANY {
        true => not_among_all(client, searches, state).await?,
        false => searches,
    };
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

/// Learns all users of the site; the texts that have to be searched for all the same: an e-mail that
/// its owner hides is found by a search alone, and every text where not all users could be read.
async fn not_among_all<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    searches: BTreeSet<String>,
    state: &mut TargetState,
) -> Result<BTreeSet<String>, JiraError> {
    let all = match client.all_users(FEW_USERS).await {
        Ok(all) => all,
        Err(error) if error.ends_the_job() => return Err(error),
        Err(_) => return Ok(searches),
    };
    if all.is_empty() || all.len() >= FEW_USERS {
        return Ok(searches);
    }
    all.into_iter().for_each(|user| state.people.learn(user));
    let open = searches.into_iter();
    let hidden = |text: &String| text.contains('@') && state.people.resolve(text) == Match::Nobody;
    Ok(open.filter(hidden).collect())
}
