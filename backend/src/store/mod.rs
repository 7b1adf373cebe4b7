//! The jobs, kept in a database. Two databases are known: SQLite, a file for one small machine, and
//! PostgreSQL, by URL. Each has its own migrations and its own way of being opened; what is asked of
//! them is the same SQL.

mod error;
mod postgres;
mod record;
mod sqlite;
mod table;

use std::sync::Arc;

use async_trait::async_trait;
use job_api::{Cursor, Job, JobId, JobState, Timestamp};

pub use error::StoreError;
pub use postgres::Postgres;
pub use sqlite::Sqlite;

use crate::auth::Owner;

/// Everything the service asks of its database.
///
/// Every method fails only if the database does not answer, or holds what this program did not write.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Whether the database answers.
    async fn ping(&self) -> Result<(), StoreError>;

    /// Keeps a new job; `false`, and nothing is changed, if the owner has a job of this id.
    async fn insert(&self, owner: &Owner, job: &Job) -> Result<bool, StoreError>;

    /// The owner's job of this id.
    async fn find(&self, owner: &Owner, id: JobId) -> Result<Option<Job>, StoreError>;

    /// Replaces what was reported about the job, if it is still in the state `from`; says whether it
    /// was. The kind, the version and the moment of creation stay.
    async fn replace(&self, owner: &Owner, from: JobState, job: &Job) -> Result<bool, StoreError>;

    /// At most `limit` of the owner's jobs after the cursor, newest first.
    async fn list(
        &self,
        owner: &Owner,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<Vec<Job>, StoreError>;

    /// Deletes all jobs that were created before this moment; says how many.
    async fn delete_before(&self, oldest: Timestamp) -> Result<u64, StoreError>;

    /// Deletes all jobs of the account, in every installation; says how many.
    async fn delete_account(&self, account: &str) -> Result<u64, StoreError>;

    /// Ends all connections, in order.
    async fn close(&self);
}

/// Opens the database that the URL names, and brings its tables up to date.
///
/// # Errors
/// The URL is of no known kind, the database can't be reached, or its tables can't be brought up to
/// date.
pub async fn open(url: &str) -> Result<Arc<dyn Store>, StoreError> {
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => Ok(Arc::new(Sqlite::open(url).await?)),
        Some("postgres" | "postgresql") => Ok(Arc::new(Postgres::open(url).await?)),
        _ => Err(StoreError::UnknownKind),
    }
}
