//! The statements, the same for both databases, and the methods of the trait around them.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// Migrations from their name and text, numbered from 1. One that was released is never edited.
pub(super) fn migrator(steps: &[(&'static str, &'static str)]) -> Migrator {
    let numbered = (1..).zip(steps).map(|(version, &(name, sql))| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator::with_migrations(numbered.collect())
}

/// The columns in the order in which a job is bound, after the two of its owner.
macro_rules! columns {
    () => {
        "id, kind, state, version_major, version_minor, version_patch, exported, created, updated, \
         unchanged, skipped, failed, drifted, file_ms, fetch_ms, plan_ms, apply_ms, total_ms, \
         requests, throttled, retried, waited_ms, created_at, updated_at"
    };
}

pub(super) const INSERT: &str = concat!(
    "INSERT INTO jobs (installation, account, ",
    columns!(),
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
     $19, $20, $21, $22, $23, $24, $25, $26) ON CONFLICT (installation, account, id) DO NOTHING"
);

pub(super) const FIND: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM jobs WHERE installation = $1 AND account = $2 AND id = $3"
);

/// Takes the same values as [`INSERT`], and the state that is expected as the last one.
pub(super) const REPLACE: &str = "UPDATE jobs SET state = $5, exported = $9, created = $10, \
     updated = $11, unchanged = $12, skipped = $13, failed = $14, drifted = $15, file_ms = $16, \
     fetch_ms = $17, plan_ms = $18, apply_ms = $19, total_ms = $20, requests = $21, \
     throttled = $22, retried = $23, waited_ms = $24, updated_at = $26 \
     WHERE installation = $1 AND account = $2 AND id = $3 AND kind = $4 AND version_major = $6 \
     AND version_minor = $7 AND version_patch = $8 AND created_at = $25 AND state = $27";

pub(super) const LIST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM jobs WHERE installation = $1 AND account = $2 AND (created_at, id) < ($3, $4) \
     ORDER BY created_at DESC, id DESC LIMIT $5"
);

pub(super) const DELETE_BEFORE: &str = "DELETE FROM jobs WHERE created_at < $1";

pub(super) const DELETE_ACCOUNT: &str = "DELETE FROM jobs WHERE account = $1";

/// Implements [`Store`](super::Store) for a structure with a `pool`. sqlx gives both databases the
/// same methods but no trait over them, so that one text for both is a macro.
macro_rules! impl_store {
    ($store:ident) => {
        const _: () = {
            use job_api::{Cursor, Job, JobId, JobState, Timestamp};
            use sqlx::query;

            use crate::auth::Owner;
            use crate::store::record::{bind, integer, read, start_of_page};
            use crate::store::{Store, StoreError, table};

            #[async_trait::async_trait]
            impl Store for $store {
                async fn ping(&self) -> Result<(), StoreError> {
                    let alive = query("SELECT 1").execute(&self.pool).await;
                    alive.map(drop).map_err(StoreError::Statement)
                }

                async fn insert(&self, owner: &Owner, job: &Job) -> Result<bool, StoreError> {
                    let done = bind(query(table::INSERT), owner, job).execute(&self.pool).await;
                    Ok(done.map_err(StoreError::Statement)?.rows_affected() == 1)
                }

                async fn find(&self, owner: &Owner, id: JobId) -> Result<Option<Job>, StoreError> {
                    let row = query(table::FIND)
                        .bind(owner.installation())
                        .bind(owner.account())
                        .bind(id.to_string())
                        .fetch_optional(&self.pool)
                        .await
                        .map_err(StoreError::Statement)?;
                    row.as_ref().map(read).transpose()
                }

                async fn replace(
                    &self,
                    owner: &Owner,
                    from: JobState,
                    job: &Job,
                ) -> Result<bool, StoreError> {
                    let done = bind(query(table::REPLACE), owner, job)
                        .bind(from.as_str())
                        .execute(&self.pool)
                        .await;
                    Ok(done.map_err(StoreError::Statement)?.rows_affected() == 1)
                }

                async fn list(
                    &self,
                    owner: &Owner,
                    after: Option<Cursor>,
                    limit: usize,
                ) -> Result<Vec<Job>, StoreError> {
                    let (created_at, id) = start_of_page(after);
                    let rows = query(table::LIST)
                        .bind(owner.installation())
                        .bind(owner.account())
                        .bind(created_at)
                        .bind(id)
                        .bind(integer(limit as u64))
                        .fetch_all(&self.pool)
                        .await
                        .map_err(StoreError::Statement)?;
                    rows.iter().map(read).collect()
                }

                async fn delete_before(&self, oldest: Timestamp) -> Result<u64, StoreError> {
                    let statement = query(table::DELETE_BEFORE).bind(integer(oldest.get()));
                    let done = statement.execute(&self.pool).await;
                    Ok(done.map_err(StoreError::Statement)?.rows_affected())
                }

                async fn delete_account(&self, account: &str) -> Result<u64, StoreError> {
                    let statement = query(table::DELETE_ACCOUNT).bind(account);
                    let done = statement.execute(&self.pool).await;
                    Ok(done.map_err(StoreError::Statement)?.rows_affected())
                }

                async fn close(&self) {
                    self.pool.close().await;
                }
            }
        };
    };
}
pub(super) use impl_store;
