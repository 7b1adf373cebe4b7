//! Where the keys of the projects end in which new issues are made.

use futures_util::stream::{self, StreamExt, TryStreamExt};

use crate::jira::{Client, JiraError, if_told};
use crate::ports::{Clock, Transport};
use crate::target::TargetState;

/// Reads the highest key of each project that new rows name. Whatever is created from now on has a
/// higher one. A project that refuses is left out: its new issues are then found by search alone.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    targets: &TargetState,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let keys = targets.projects.values().map(|project| project.key.clone());
    let read = stream::iter(keys).map(|key| async move {
        Ok(if_told(client.highest_key(&key).await)?.map(|number| (key, number)))
    });
    let read: Vec<_> = read.buffered(client.in_flight()).try_collect().await?;
    state.highest = read.into_iter().flatten().collect();
    Ok(())
}
