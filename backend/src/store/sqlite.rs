//! SQLite: one file, for one machine.

use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions};

use super::error::StoreError;
use super::table::{impl_store, migrator};

/// How long a statement waits for another one that writes.
const BUSY: Duration = Duration::from_secs(5);

/// Jobs in a file.
pub struct Sqlite {
    pool: SqlitePool,
}

impl Sqlite {
    /// Opens the file, which is made if it does not exist: `sqlite://FILE`.
    ///
    /// # Errors
    /// The file can't be opened or is no database of this service.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let options = url
            .parse::<SqliteConnectOptions>()
            .map_err(StoreError::Open)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .busy_timeout(BUSY)
            // What is deleted is overwritten, not merely forgotten.
            .pragma("secure_delete", "ON");
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options)
            .await
            .map_err(StoreError::Open)?;
        migrator(&[("jobs", include_str!("../../migrations/sqlite/0001_jobs.sql"))])
            .run(&pool)
            .await
            .map_err(StoreError::Migrate)?;
        Ok(Self { pool })
    }
}

impl_store!(Sqlite);
