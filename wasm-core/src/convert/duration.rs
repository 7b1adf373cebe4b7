//! Working time: `1w 2d 3h`, by the site's hours of a day and days of a week.

use serde_json::Value;

use super::Context;
use super::docs::FieldDoc;
use super::input::Input;
use super::number;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::Site;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Duration,
    name: "Duration",
    fields: "Original estimate, remaining estimate; time spent and the Σ fields are read-only",
    shows: "`1w 2d 3h 30m`, by the site's hours of a day and days of a week.",
    enter: "`1w 2d 3h`, `1.5h`, `90m`, `1:30`; a plain number means hours, in a CSV that Jira exported seconds.",
    refuses: "Estimates where time tracking is off.",
}];

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    json.as_i64().map(FieldValue::Duration)
}

/// `1w 2d 3h`, without the parts that are nothing; `0m` for none at all.
pub(super) fn text(seconds: i64, cx: &Context<'_>) -> String {
    let units = Units::of(&cx.target.site);
    let mut rest = seconds.unsigned_abs();
    let mut parts = Vec::new();
    for (name, size) in units.all() {
        let size = size.unsigned_abs();
        if rest >= size {
            parts.push(format!("{}{name}", rest / size));
            rest %= size;
        }
    }
    if parts.is_empty() {
        return "0m".to_owned();
    }
    let sign = if seconds < 0 { "-" } else { "" };
    format!("{sign}{}", parts.join(" "))
}

pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let units = Units::of(&input.cx.target.site);
    let comma = input.options.decimal_comma;
    let bare = match cell {
        CellValue::Number(number) => Some(*number),
        CellValue::Text(text) => number::of_text(text.trim(), comma).ok(),
        _ => None,
    };
    let seconds = match (cell, bare) {
        (_, Some(seconds)) if input.options.jira_csv => bounded(seconds),
        (_, Some(number)) if looks_like_seconds(number) => {
            return Err(input.refuse("ambiguous-duration", &cell.to_text()));
        }
        (_, Some(hours)) => minutes(hours * HOUR as f64),
        (CellValue::Duration { seconds }, _) => minutes(*seconds),
        (other, _) => of_text(other.to_text().trim(), units, comma),
    };
    match seconds {
        Some(seconds) => Ok(FieldValue::Duration(seconds)),
        None => Err(input.refuse("bad-duration", &cell.to_text())),
    }
}

/// Whether a plain number could be seconds, as Jira's own CSV writes durations: whole minutes, and
/// more hours than half a year has.
fn looks_like_seconds(number: f64) -> bool {
    const HALF_A_YEAR: f64 = 1000.0;
    number >= HALF_A_YEAR && number % MINUTE as f64 == 0.0
}

/// Minutes mean the same on every site, days and weeks do not.
pub(super) fn write(seconds: i64) -> Value {
    Value::from(format!("{}m", seconds / MINUTE))
}

/// Seconds in the units of a site.
#[derive(Clone, Copy)]
struct Units {
    day: i64,
    week: i64,
}

impl Units {
    /// Jira's own settings where the site's are not known: 8 hours and 5 days.
    fn of(site: &Site) -> Self {
        let or = |value: f64, usual: f64| if value > 0.0 { value } else { usual };
        let day = or(site.hours_per_day, 8.0) * HOUR as f64;
        let week = or(site.days_per_week, 5.0) * day;
        Self { day: (day.round() as i64).max(HOUR), week: (week.round() as i64).max(HOUR) }
    }

    fn all(self) -> [(&'static str, i64); 5] {
        [("w", self.week), ("d", self.day), ("h", HOUR), ("m", MINUTE), ("s", 1)]
    }
}

/// `1w 2d 3h 30m`, `1.5h`, `3` (hours), `1:30` (hours and minutes).
fn of_text(text: &str, units: Units, decimal_comma: bool) -> Option<i64> {
    if let Ok(hours) = number::of_text(text, decimal_comma) {
        return minutes(hours * HOUR as f64);
    }
    if let Some((hours, rest)) = text.split_once(':') {
        let (hours, rest): (u32, u32) = (hours.parse().ok()?, rest.parse().ok()?);
        return (rest < 60).then_some(i64::from(hours) * HOUR + i64::from(rest) * MINUTE);
    }
    let mut seconds = 0.0;
    let mut exact = false;
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let letters = rest.find(char::is_alphabetic)?;
        let end =
            rest[letters..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |n| letters + n);
        let amount = number::of_text(rest[..letters].trim_end(), decimal_comma).ok()?;
        let unit = &rest[letters..end];
        exact |= unit == "s";
        seconds += amount * size(unit, units)? as f64;
        rest = rest[end..].trim_start_matches([' ', ',']);
    }
    match (text.is_empty(), exact) {
        (true, _) => None,
        (_, true) => bounded(seconds),
        (_, false) => minutes(seconds),
    }
}

fn size(unit: &str, units: Units) -> Option<i64> {
    match unit.to_ascii_lowercase().as_str() {
        "w" | "week" | "weeks" => Some(units.week),
        "d" | "day" | "days" => Some(units.day),
        "h" | "hr" | "hrs" | "hour" | "hours" => Some(HOUR),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(MINUTE),
        "s" => Some(1),
        _ => None,
    }
}

/// Jira keeps estimates to the minute.
fn minutes(seconds: f64) -> Option<i64> {
    bounded((seconds / MINUTE as f64).round() * MINUTE as f64)
}

/// Time that can be estimated: not negative, at most some 300 years.
fn bounded(seconds: f64) -> Option<i64> {
    const MOST: f64 = 1e10;
    (0.0..=MOST).contains(&seconds).then_some(seconds as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Units = Units { day: 8 * HOUR, week: 40 * HOUR };

    #[test]
    fn what_people_type_is_understood() {
        for (text, seconds) in [
            ("1w 2d 3h", 40 * HOUR + 16 * HOUR + 3 * HOUR),
            ("1.5h", 5400),
            ("1,5h", 5400),
            ("3", 3 * HOUR),
            ("0", 0),
            ("1:30", 5400),
            ("2 days, 30 min", 16 * HOUR + 1800),
            ("90m", 5400),
            ("1h 5s", 3605),
            ("0m", 0),
        ] {
            assert_eq!(of_text(text, USUAL, false), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "soon", "3 apples", "-2h", "h", "1h 30", "1:75", "2h2"] {
            assert_eq!(of_text(text, USUAL, false), None, "{text}");
        }
    }

    #[test]
    fn a_site_has_its_own_days() {
        let units = Units::of(&Site { hours_per_day: 7.5, days_per_week: 4.0, ..Site::default() });
        assert_eq!(of_text("1d", units, false), Some(27_000));
        assert_eq!(of_text("1w", units, false), Some(108_000));
    }
}
