//! Days, and instants that clients may set.

use jiff::{Timestamp, civil::Date, fmt::strtime::BrokenDownTime};
use serde_json::Value;

use super::Place;
use crate::site::{Field, Refusal, Rules};

/// The only spelling of an instant that Jira takes: Java's `yyyy-MM-dd'T'HH:mm:ss.SSSZ`.
const INSTANT: &str = "%Y-%m-%dT%H:%M:%S.%3f%z";
/// How long such a text is.
const INSTANT_LENGTH: usize = "2026-11-05T10:00:00.000+0100".len();

/// A day, `YYYY-MM-DD`.
pub fn day(place: Place<'_>, field: &Field, input: &Value) -> Result<Value, Refusal> {
    match input {
        Value::Null => Ok(Value::Null),
        Value::String(text) if text.is_empty() => Ok(Value::Null),
        Value::String(text) => match text.parse::<Date>() {
            Ok(date) if text.len() == 10 => Ok(kept(place, field, date).to_string().into()),
            _ => Err(Refusal::field(format!("Error parsing date string: {text}"))),
        },
        _ => Err(Refusal::field("Operation value must be a string")),
    }
}

/// The day that Jira keeps. A date picker reads the year by its last two digits, so that a day in
/// 20 years or later comes back a century earlier: `2046-01-01`, written in 2026, as `1946-01-01`
/// (measured on Jira Cloud, in one place only). The due date was not measured and is kept.
fn kept(place: Place<'_>, field: &Field, date: Date) -> Date {
    /// Years ahead from which on the century is lost.
    const AHEAD: i16 = 20;
    let beyond = i32::from(date.year()) - i32::from(place.site.clock.year() + AHEAD);
    if field.number.is_none() || !place.site.rules.century_pivot || beyond < 0 {
        return date;
    }
    let centuries = i16::try_from(1 + beyond / 100).unwrap_or(0);
    Date::new(date.year() - 100 * centuries, date.month(), date.day()).unwrap_or(date)
}

/// An instant; kept as epoch milliseconds.
pub fn date_time(place: Place<'_>, input: &Value) -> Result<Value, Refusal> {
    match input {
        Value::Null => Ok(Value::Null),
        Value::String(text) if text.is_empty() => Ok(Value::Null),
        Value::String(text) => match written(text, &place.site.rules) {
            Some(ms) => Ok(ms.into()),
            None => Err(Refusal::field(format!("Error parsing time: {text}"))),
        },
        _ => Err(Refusal::field("Operation value must be a string")),
    }
}

/// Epoch milliseconds of an instant as Jira takes it: `2026-10-31T10:30:15.019-0400`. Unless the
/// rules are lenient, any other spelling is refused: that an offset with a colon is, was reported
/// (sooperset/mcp-atlassian#709, #863); of `Z` and of missing milliseconds it is supposed.
pub(super) fn written(text: &str, rules: &Rules) -> Option<i64> {
    if rules.strict_instants {
        return (text.len() == INSTANT_LENGTH).then(|| read(INSTANT, text)).flatten();
    }
    instant(text)
}

/// Epoch milliseconds of an instant: the offset may have a colon or be `Z`, the milliseconds may be
/// missing.
pub(super) fn instant(text: &str) -> Option<i64> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at.as_millisecond());
    }
    ["%Y-%m-%dT%H:%M:%S%.f%z", "%Y-%m-%dT%H:%M%z"].iter().find_map(|format| read(format, text))
}

fn read(format: &str, text: &str) -> Option<i64> {
    let parsed = BrokenDownTime::parse(format, text).ok()?;
    Some(parsed.to_timestamp().ok()?.as_millisecond())
}
