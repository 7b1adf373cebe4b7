//! Numbers about a job: how much, how long, how often.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest span that is kept, 30 days: no job outlives its own record.
const MAX_SPAN_MS: u64 = 30 * 24 * 60 * 60 * 1000;

/// The latest moment that is kept, the end of the year 9999 in UTC.
const MAX_TIMESTAMP_MS: u64 = 253_402_300_799_999;

/// A number is beyond the bound of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the number is out of range")
    }
}

impl std::error::Error for OutOfRange {}

macro_rules! bounded {
    ($(#[$doc:meta])* $name:ident up to $max:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(try_from = "u64", into = "u64")]
        pub struct $name(u64);

        impl $name {
            /// The greatest value.
            pub const MAX: Self = Self($max);

            /// The number of milliseconds.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0
            }

            /// The value, or the greatest one if that is exceeded.
            #[must_use]
            pub const fn saturating(ms: u64) -> Self {
                if ms > $max { Self::MAX } else { Self(ms) }
            }
        }

        impl TryFrom<u64> for $name {
            type Error = OutOfRange;

            fn try_from(ms: u64) -> Result<Self, OutOfRange> {
                if ms > $max { Err(OutOfRange) } else { Ok(Self(ms)) }
            }
        }

        impl From<$name> for u64 {
            fn from(value: $name) -> u64 {
                value.0
            }
        }
    };
}

bounded! {
    /// A span of time in milliseconds, at most 30 days.
    Millis up to MAX_SPAN_MS
}

bounded! {
    /// A moment, in milliseconds since the beginning of 1970 in UTC.
    Timestamp up to MAX_TIMESTAMP_MS
}

/// How many issues (rows of an import) met which end. What is not named is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counts {
    /// Issues written to the file.
    pub exported: u32,
    /// Issues that did not exist before.
    pub created: u32,
    /// Issues of which at least one field was changed.
    pub updated: u32,
    /// Rows that were equal to their issue.
    pub unchanged: u32,
    /// Rows that were left out, by the user or by a check.
    pub skipped: u32,
    /// Rows that Jira refused.
    pub failed: u32,
    /// Rows whose issue was changed by somebody else after the plan was made.
    pub drifted: u32,
}

/// How long the steps of a job took. What is not named is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Durations {
    /// Reading or writing the file.
    pub file_ms: Millis,
    /// Reading issues from Jira.
    pub fetch_ms: Millis,
    /// Comparing the file with Jira.
    pub plan_ms: Millis,
    /// Writing to Jira.
    pub apply_ms: Millis,
    /// From the start to the end, with the time the user took.
    pub total_ms: Millis,
}

/// What the job asked of Jira, to see whether its limits were met. What is not named is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Traffic {
    /// Requests sent, repetitions included.
    pub requests: u32,
    /// Answers of Jira that said to slow down (429).
    pub throttled: u32,
    /// Requests that were sent again.
    pub retried: u32,
    /// How long the job stood still because Jira had said to slow down.
    pub waited_ms: Millis,
}
