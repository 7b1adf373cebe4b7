//! What can go wrong with a database.

use std::fmt;

/// A failure of the database. Its text is fit for a log: it never holds a value of a row.
#[derive(Debug)]
pub enum StoreError {
    /// The URL names no database that is known here.
    UnknownKind,
    /// The database can't be opened. No person's data is in play yet: the cause is told in full.
    Open(sqlx::Error),
    /// The tables can't be brought up to date.
    Migrate(sqlx::migrate::MigrateError),
    /// A statement failed.
    Statement(sqlx::Error),
    /// This column of a row holds what this program does not write.
    Corrupt(&'static str),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKind => {
                f.write_str("the database URL begins with neither sqlite: nor postgres:")
            }
            Self::Open(cause) => write!(f, "the database can't be opened: {cause}"),
            Self::Migrate(cause) => write!(f, "the tables can't be brought up to date: {cause}"),
            Self::Statement(cause) => write!(f, "a statement failed: {}", kind(cause)),
            Self::Corrupt(column) => write!(f, "the column {column} holds an unknown value"),
        }
    }
}

impl std::error::Error for StoreError {}

/// The kind of a failure, without the message: a database quotes values in its messages.
fn kind(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(refused) => {
            format!("refused with code {}", refused.code().unwrap_or_default())
        }
        sqlx::Error::Io(_) => "the connection broke".to_owned(),
        sqlx::Error::PoolTimedOut => "no connection came free".to_owned(),
        sqlx::Error::PoolClosed => "the service is stopping".to_owned(),
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::ColumnNotFound(_) => {
            "the tables are not those of this version".to_owned()
        }
        _ => "another cause".to_owned(),
    }
}
