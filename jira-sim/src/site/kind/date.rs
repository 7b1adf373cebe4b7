//! Days, and instants that clients may set.

use jiff::{Timestamp, civil::Date, fmt::strtime::BrokenDownTime};
use serde_json::Value;

use crate::site::Refusal;

/// A day, `YYYY-MM-DD`.
pub fn day(input: &Value) -> Result<Value, Refusal> {
    match input {
        Value::Null => Ok(Value::Null),
        Value::String(text) if text.is_empty() => Ok(Value::Null),
        Value::String(text) => match text.parse::<Date>() {
            Ok(date) if text.len() == 10 => Ok(date.to_string().into()),
            _ => Err(Refusal::field(format!("Error parsing date string: {text}"))),
        },
        _ => Err(Refusal::field("Operation value must be a string")),
    }
}

/// An instant: ISO 8601 with an offset; kept as epoch milliseconds.
pub fn date_time(input: &Value) -> Result<Value, Refusal> {
    match input {
        Value::Null => Ok(Value::Null),
        Value::String(text) if text.is_empty() => Ok(Value::Null),
        Value::String(text) => match instant(text) {
            Some(ms) => Ok(ms.into()),
            None => Err(Refusal::field(format!("Error parsing time: {text}"))),
        },
        _ => Err(Refusal::field("Operation value must be a string")),
    }
}

/// Epoch milliseconds of `2026-10-31T10:30:15.019-0400`; the offset may have a colon or be `Z`,
/// the milliseconds may be missing.
pub(super) fn instant(text: &str) -> Option<i64> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at.as_millisecond());
    }
    ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%dT%H:%M%z"].iter().find_map(|format| {
        let parsed = BrokenDownTime::parse(format, text).ok()?;
        Some(parsed.to_timestamp().ok()?.as_millisecond())
    })
}
