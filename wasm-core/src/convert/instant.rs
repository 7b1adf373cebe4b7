//! Instants, shown as the user's clock shows them.

use jiff::civil::{DateTime, Time};
use jiff::{Timestamp, tz::Offset};
use serde_json::Value;

use super::docs::FieldDoc;
use super::input::Input;
use super::options::ParseOptions;
use super::{Context, day, moment, zoned};
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::DateTime,
    name: "Date and time",
    fields: "Date time picker; created, updated, resolved and last viewed are read-only",
    shows: "The time in your zone, as a date with a time; a time that the clock shows twice is written out with its offset when the second is meant.",
    enter: "A date cell with a time, `2026-12-31 14:30`, `31/Dec/26 2:30 PM`, or with an offset `2026-12-31T14:30+02:00`. A time that the clock skips moves forward by the gap.",
    refuses: "A time that does not exist.",
}];

/// Jira writes `2025-10-31T10:30:15.019-0400`: milliseconds, and an offset without a colon.
pub(super) fn read(json: &Value) -> Option<FieldValue> {
    json.as_str()?.parse().ok().map(FieldValue::DateTime)
}

/// The user's civil time, typed. Where the clock shows a time twice (it was set back), the second
/// one is written out with its offset, so that it is not taken for the first.
pub(super) fn cell(at: Timestamp, cx: &Context<'_>) -> CellValue {
    let civil = zoned::civil(cx.zone, at);
    if zoned::shown_before(cx.zone, at) {
        let offset = Offset::from_seconds(cx.zone.offset_seconds(at)).unwrap_or(Offset::UTC);
        return CellValue::Text(format!("{} {}{offset}", civil.date(), civil.time()));
    }
    if civil.year() < 1900 {
        return CellValue::Text(format!("{} {}", civil.date(), civil.time()));
    }
    CellValue::DateTime(civil)
}

pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let zone = input.cx.zone;
    let text = cell.to_text();
    let refuse = |code| Err(input.refuse(code, &text));
    let civil = match cell {
        CellValue::Date(date) => date.to_datetime(Time::midnight()),
        CellValue::DateTime(at) => whole_seconds(*at),
        _ => match of_text(text.trim(), input.options) {
            Ok(Written::Instant(at)) => return Ok(FieldValue::DateTime(at)),
            Ok(Written::Civil(civil)) => civil,
            Err(day::Trouble::Ambiguous) => return refuse("ambiguous-date"),
            Err(day::Trouble::NoDate) => return refuse("bad-date-time"),
        },
    };
    match zoned::instant(zone, civil) {
        Some(at) => Ok(FieldValue::DateTime(at)),
        None => refuse("bad-date-time"),
    }
}

/// With milliseconds and an offset without a colon, as Jira wants it.
pub(super) fn write(at: Timestamp) -> Value {
    Value::from(at.strftime("%Y-%m-%dT%H:%M:%S.%3f+0000").to_string())
}

/// As the user's clock shows it, for the eye.
pub(super) fn display(at: Timestamp, cx: &Context<'_>) -> String {
    let civil = zoned::civil(cx.zone, at);
    let format = if civil.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" };
    civil.strftime(format).to_string()
}

/// Whether two instants are the same as far as a cell can tell: to the second, and to the minute
/// if one of them has no seconds, as Jira's own input has none.
pub(super) fn same(a: Timestamp, b: Timestamp) -> bool {
    let (a, b) = (a.as_second(), b.as_second());
    a == b || (a.div_euclid(60) == b.div_euclid(60) && (a % 60 == 0 || b % 60 == 0))
}

/// What a text says about a time.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Written {
    /// A point in time: the text has an offset.
    Instant(Timestamp),
    /// What a clock shows somewhere.
    Civil(DateTime),
}

/// ISO 8601 with or without an offset; or a day as [`day::of_text`] reads it, and perhaps a time
/// of day with an offset.
fn of_text(text: &str, options: &ParseOptions) -> Result<Written, day::Trouble> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(Written::Instant(at));
    }
    let moment = moment::split(text).ok_or(day::Trouble::NoDate)?;
    let day = day::of_day(moment.day, options)?;
    let civil = day.to_datetime(moment.time.unwrap_or(Time::midnight()));
    match moment.offset {
        None => Ok(Written::Civil(civil)),
        Some(offset) => {
            let at = offset.to_timestamp(civil).map_err(|_| day::Trouble::NoDate)?;
            Ok(Written::Instant(at))
        }
    }
}

/// Rounds to whole seconds: a time that a sheet keeps as a fraction of a day is never exact.
fn whole_seconds(at: DateTime) -> DateTime {
    at.round(jiff::Unit::Second).unwrap_or(at)
}
