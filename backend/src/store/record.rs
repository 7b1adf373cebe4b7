//! A job as a row, in either database.

use job_api::{AppVersion, Counts, Cursor, Durations, Job, Millis, Timestamp, Traffic};
use sqlx::query::Query;
use sqlx::{ColumnIndex, Database, Decode, Encode, Row, Type};

use super::error::StoreError;
use crate::auth::Owner;

/// The value as both databases hold whole numbers. No number of `job_api` is above 2^53.
pub(super) fn integer(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The values of the statements over a whole row, in the order of their columns.
pub(super) fn bind<'q, DB>(
    query: Query<'q, DB, DB::Arguments>,
    owner: &'q Owner,
    job: &Job,
) -> Query<'q, DB, DB::Arguments>
where
    DB: Database,
    i64: Encode<'q, DB> + Type<DB>,
    &'q str: Encode<'q, DB> + Type<DB>,
    String: Encode<'q, DB> + Type<DB>,
{
    let text = query
        .bind(owner.installation())
        .bind(owner.account())
        .bind(job.id.to_string())
        .bind(job.kind.as_str())
        .bind(job.state.as_str());
    numbers(job).into_iter().fold(text, |query, number| query.bind(integer(number)))
}

/// The numbers of a job in the order of their columns.
fn numbers(job: &Job) -> [u64; 21] {
    let AppVersion { major, minor, patch } = job.app_version;
    let Counts { exported, created, updated, unchanged, skipped, failed, drifted } = job.counts;
    let Durations { file_ms, fetch_ms, plan_ms, apply_ms, total_ms } = job.durations;
    let Traffic { requests, throttled, retried, waited_ms } = job.traffic;
    [
        major.into(),
        minor.into(),
        patch.into(),
        exported.into(),
        created.into(),
        updated.into(),
        unchanged.into(),
        skipped.into(),
        failed.into(),
        drifted.into(),
        file_ms.get(),
        fetch_ms.get(),
        plan_ms.get(),
        apply_ms.get(),
        total_ms.get(),
        requests.into(),
        throttled.into(),
        retried.into(),
        waited_ms.get(),
        job.created_at.get(),
        job.updated_at.get(),
    ]
}

/// Where a page starts, for a comparison with "less than". The first page starts above every job:
/// a "g" stands above all hexadecimal digits.
pub(super) fn start_of_page(after: Option<Cursor>) -> (i64, String) {
    after.map_or((i64::MAX, "g".to_owned()), |cursor| {
        (integer(cursor.created_at.get()), cursor.id.to_string())
    })
}

/// The job that the row holds.
pub(super) fn read<R>(row: &R) -> Result<Job, StoreError>
where
    R: Row,
    for<'c> &'c str: ColumnIndex<R>,
    for<'r> i64: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> String: Decode<'r, R::Database> + Type<R::Database>,
{
    Ok(Job {
        id: name(row, "id")?,
        kind: name(row, "kind")?,
        state: name(row, "state")?,
        app_version: AppVersion {
            major: number(row, "version_major")?,
            minor: number(row, "version_minor")?,
            patch: number(row, "version_patch")?,
        },
        counts: Counts {
            exported: number(row, "exported")?,
            created: number(row, "created")?,
            updated: number(row, "updated")?,
            unchanged: number(row, "unchanged")?,
            skipped: number(row, "skipped")?,
            failed: number(row, "failed")?,
            drifted: number(row, "drifted")?,
        },
        durations: Durations {
            file_ms: millis(row, "file_ms")?,
            fetch_ms: millis(row, "fetch_ms")?,
            plan_ms: millis(row, "plan_ms")?,
            apply_ms: millis(row, "apply_ms")?,
            total_ms: millis(row, "total_ms")?,
        },
        traffic: Traffic {
            requests: number(row, "requests")?,
            throttled: number(row, "throttled")?,
            retried: number(row, "retried")?,
            waited_ms: millis(row, "waited_ms")?,
        },
        created_at: moment(row, "created_at")?,
        updated_at: moment(row, "updated_at")?,
    })
}

fn name<R, T>(row: &R, column: &'static str) -> Result<T, StoreError>
where
    R: Row,
    T: std::str::FromStr,
    for<'c> &'c str: ColumnIndex<R>,
    for<'r> String: Decode<'r, R::Database> + Type<R::Database>,
{
    let text: String = row.try_get(column).map_err(StoreError::Statement)?;
    text.parse().map_err(|_| StoreError::Corrupt(column))
}

fn number<R, T>(row: &R, column: &'static str) -> Result<T, StoreError>
where
    R: Row,
    T: TryFrom<i64>,
    for<'c> &'c str: ColumnIndex<R>,
    for<'r> i64: Decode<'r, R::Database> + Type<R::Database>,
{
    let number: i64 = row.try_get(column).map_err(StoreError::Statement)?;
    T::try_from(number).map_err(|_| StoreError::Corrupt(column))
}

fn millis<R>(row: &R, column: &'static str) -> Result<Millis, StoreError>
where
    R: Row,
    for<'c> &'c str: ColumnIndex<R>,
    for<'r> i64: Decode<'r, R::Database> + Type<R::Database>,
{
    Millis::try_from(number::<R, u64>(row, column)?).map_err(|_| StoreError::Corrupt(column))
}

fn moment<R>(row: &R, column: &'static str) -> Result<Timestamp, StoreError>
where
    R: Row,
    for<'c> &'c str: ColumnIndex<R>,
    for<'r> i64: Decode<'r, R::Database> + Type<R::Database>,
{
    Timestamp::try_from(number::<R, u64>(row, column)?).map_err(|_| StoreError::Corrupt(column))
}
