//! A caller's jobs, page by page, newest first.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::hex::{self, HexVisitor};
use crate::{InvalidId, Job, JobId, OutOfRange, Timestamp};

/// Where the next page starts: after this job. 12 hexadecimal digits of its `created_at` and 32 of
/// its id, so that jobs that come or go meanwhile shift nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// When the last job of the page was created.
    pub created_at: Timestamp,
    /// Which job it was.
    pub id: JobId,
}

const TIME_DIGITS: usize = 12;
const ID_DIGITS: usize = 32;
const EXPECTED: &str = "a cursor of 44 lower-case hexadecimal digits";

impl Cursor {
    /// The place right after this job.
    #[must_use]
    pub fn after(job: &Job) -> Self {
        Self { created_at: job.created_at, id: job.id }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}{}", self.created_at.get(), self.id)
    }
}

impl FromStr for Cursor {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let (time, id) = text.split_at_checked(TIME_DIGITS).ok_or(InvalidId)?;
        let time = hex::parse(time, TIME_DIGITS).ok_or(InvalidId)?;
        let time = u64::try_from(time).map_err(|_| InvalidId)?;
        let id = hex::parse(id, ID_DIGITS).ok_or(InvalidId)?;
        Ok(Self {
            created_at: Timestamp::try_from(time).map_err(|_| InvalidId)?,
            id: JobId::from_number(id),
        })
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(HexVisitor { expected: EXPECTED, parse: |t| t.parse().ok() })
    }
}

/// How many jobs a page holds: 1 to 100, 50 where nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct PageSize(u8);

impl PageSize {
    /// The number of jobs.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self(50)
    }
}

impl TryFrom<u8> for PageSize {
    type Error = OutOfRange;

    fn try_from(size: u8) -> Result<Self, OutOfRange> {
        if (1..=100).contains(&size) { Ok(Self(size)) } else { Err(OutOfRange) }
    }
}

impl From<PageSize> for u8 {
    fn from(size: PageSize) -> u8 {
        size.0
    }
}

/// The query of `GET /v1/jobs`. Its `Display` is the query string without the question mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    /// How many jobs to give.
    #[serde(default)]
    pub limit: PageSize,
    /// Where to go on: the `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
}

impl fmt::Display for ListQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "limit={}", self.limit.get())?;
        match self.cursor {
            Some(cursor) => write!(f, "&cursor={cursor}"),
            None => Ok(()),
        }
    }
}

/// One page of the caller's own jobs, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobList {
    /// The jobs.
    pub jobs: Vec<Job>,
    /// Where the next page starts; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}
