//! Nothing is kept longer than it is of use.

use std::time::Duration;

use job_api::Timestamp;

use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// How long a job is kept after it was announced: 30 days, the longest a history is of use.
pub const KEEP: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How often jobs that are too old are looked for.
pub const EVERY: Duration = Duration::from_secs(60 * 60);

/// Deletes every job that was announced more than [`KEEP`] ago; says how many.
///
/// # Errors
/// The database does not answer. The next call deletes what this one left.
pub async fn purge(store: &dyn Store, clock: &dyn Clock) -> Result<u64, StoreError> {
    let keep = u64::try_from(KEEP.as_millis()).unwrap_or(u64::MAX);
    let oldest = clock.now().get().saturating_sub(keep);
    store.delete_before(Timestamp::saturating(oldest)).await
}

/// Purges at once and then every hour, for as long as it is polled.
pub async fn keep_purging(store: &dyn Store, clock: &dyn Clock) {
    let mut hours = tokio::time::interval(EVERY);
    loop {
        hours.tick().await;
        match purge(store, clock).await {
            Ok(jobs) => tracing::info!(jobs, "purged"),
            Err(error) => tracing::error!(%error, "the purge failed"),
        }
    }
}

/// Deletes every job of the account in every installation; says how many.
///
/// # Errors
/// The database does not answer.
pub async fn erase_account(store: &dyn Store, account: &str) -> Result<u64, StoreError> {
    store.delete_account(account).await
}
