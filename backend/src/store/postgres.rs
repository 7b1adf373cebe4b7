//! PostgreSQL: for more than one machine, with backups and regions.

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};

use super::error::StoreError;
use super::table::{impl_store, migrator};

/// How long a request waits for a connection.
const WAIT: Duration = Duration::from_secs(5);

/// Jobs in a PostgreSQL database.
pub struct Postgres {
    pool: PgPool,
}

impl Postgres {
    /// Connects: `postgres://USER:PASSWORD@HOST/DATABASE`, with `?sslmode=verify-full` over a network.
    ///
    /// # Errors
    /// The server can't be reached or the database is none of this service.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let options = url
            .parse::<PgConnectOptions>()
            .map_err(StoreError::Open)?
            .application_name("rowport-backend");
        let pool = PgPoolOptions::new()
            .max_connections(10)
            .acquire_timeout(WAIT)
            .connect_with(options)
            .await
            .map_err(StoreError::Open)?;
        migrator(&[("jobs", include_str!("../../migrations/postgres/0001_jobs.sql"))])
            .run(&pool)
            .await
            .map_err(StoreError::Migrate)?;
        Ok(Self { pool })
    }
}

impl_store!(Postgres);
