//! SQLite: one file, for one machine.

use std::sync::Mutex;
use std::time::Duration;

use sqlx::ConnectOptions as _;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
};

use super::error::StoreError;
use super::table::{impl_store, migrator};

/// How long a statement waits for another one that writes.
const BUSY: Duration = Duration::from_secs(5);

/// How long a connection may be idle before it is closed.
const IDLE: Duration = Duration::from_secs(600);

/// Jobs in a file, or in memory until the program ends.
pub struct Sqlite {
    pool: SqlitePool,
    /// A database in memory is gone with its last connection, and the pool closes those that are
    /// idle: one more is held that nobody uses.
    _keeper: Option<Mutex<SqliteConnection>>,
}

impl Sqlite {
    /// Opens the file, which is made if it does not exist: `sqlite://FILE`, or `sqlite::memory:`.
    ///
    /// # Errors
    /// The file can't be opened or is no database of this service.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, IDLE).await
    }

    async fn open_with(url: &str, idle: Duration) -> Result<Self, StoreError> {
        let options = url
            .parse::<SqliteConnectOptions>()
            .map_err(StoreError::Open)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .busy_timeout(BUSY)
            // What is deleted is overwritten, not merely forgotten.
            .pragma("secure_delete", "ON");
        let keeper = match in_memory(url) {
            true => Some(Mutex::new(options.connect().await.map_err(StoreError::Open)?)),
            false => None,
        };
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .idle_timeout(idle)
            .connect_with(options)
            .await
            .map_err(StoreError::Open)?;
        migrator(&[("jobs", include_str!("../../migrations/sqlite/0001_jobs.sql"))])
            .run(&pool)
            .await
            .map_err(StoreError::Migrate)?;
        Ok(Self { pool, _keeper: keeper })
    }
}

/// Whether the URL names no file.
fn in_memory(url: &str) -> bool {
    url.contains(":memory:") || url.contains("mode=memory")
}

impl_store!(Sqlite);

#[cfg(test)]
mod tests {
    use job_api::{Job, NewJob, Timestamp};
    use serde_json::json;

    use super::*;
    use crate::auth::Owner;
    use crate::store::Store;

    /// A night without a request: the pool closes every connection that it had.
    #[tokio::test]
    async fn jobs_in_memory_outlive_idle_connections() {
        let store = Sqlite::open_with("sqlite::memory:", Duration::from_secs(1)).await.unwrap();
        let owner = Owner::new("installation", "account").unwrap();
        let new = json!({
            "id": "00000000000000000000000000000001",
            "kind": "export",
            "app_version": {"major": 1, "minor": 0, "patch": 0},
        });
        let new: NewJob = serde_json::from_value(new).unwrap();
        let job = Job::start(new, serde_json::from_value::<Timestamp>(json!(0)).unwrap());
        assert!(store.insert(&owner, &job).await.unwrap());
        while store.pool.size() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(store.list(&owner, None, 10).await.unwrap(), vec![job]);
    }
}
