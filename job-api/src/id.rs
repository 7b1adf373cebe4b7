//! The name of a job.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::hex::{self, HexVisitor};

/// A job's name: 128 random bits, written as 32 lower-case hexadecimal digits.
///
/// The browser makes it (from `crypto.getRandomValues`) before the job starts, so that a request
/// that is sent twice names the same job, and so that the job has a name while the service is down.
/// It says nothing about the job.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JobId(u128);

/// The text is not 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidId;

const DIGITS: usize = 32;
const EXPECTED: &str = "an id of 32 lower-case hexadecimal digits";

impl JobId {
    /// The id of these 128 bits; they must be random.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    pub(crate) const fn from_number(number: u128) -> Self {
        Self(number)
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JobId({self})")
    }
}

impl FromStr for JobId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        hex::parse(text, DIGITS).map(Self).ok_or(InvalidId)
    }
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {EXPECTED}")
    }
}

impl std::error::Error for InvalidId {}

impl Serialize for JobId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for JobId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(HexVisitor { expected: EXPECTED, parse: |t| t.parse().ok() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_only() {
        let id = JobId::from_bytes([0xab; 16]);
        let text = "ab".repeat(16);
        assert_eq!(id.to_string(), text);
        assert_eq!(text.parse(), Ok(id));
        for bad in [
            "".to_owned(),
            text.to_uppercase(),
            format!("+{}", &text[1..]),
            text[1..].to_owned(),
            format!("{text}0"),
            "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaa".to_owned(),
            "é".repeat(16),
        ] {
            assert_eq!(bad.parse::<JobId>(), Err(InvalidId), "{bad}");
        }
    }
}
