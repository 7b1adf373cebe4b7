//! Days so far ahead that Jira may read them in another century.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Years from which on a day is so far ahead.
const AHEAD: i16 = 20;

/// The day that Jira may make of one: a date picker was seen to read the year by its last two
/// digits, so that a day of 20 or more years ahead came back in the century before, 2046 as 1946.
/// None for a day that is nearer.
pub fn as_another_century(date: Date, now: Timestamp) -> Option<Date> {
    let beyond = i32::from(date.year()) - i32::from(now.to_zoned(TimeZone::UTC).year() + AHEAD);
    let centuries = i16::try_from(beyond.div_euclid(100) + 1).ok().filter(|c| *c > 0)?;
    Date::new(date.year() - 100 * centuries, date.month(), date.day()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_twenty_years_ahead_may_be_of_the_century_before() {
        let now = "2026-11-02T09:00:00Z".parse().unwrap();
        let read = |day: &str| {
            as_another_century(day.parse().unwrap(), now).map(|date: Date| date.to_string())
        };
        assert_eq!(read("2046-01-01").as_deref(), Some("1946-01-01"));
        assert_eq!(read("2048-02-29").as_deref(), Some("1948-02-29"));
        assert_eq!(read("2125-12-31").as_deref(), Some("2025-12-31"));
        assert_eq!(read("2126-01-01").as_deref(), Some("2026-01-01"));
        assert_eq!(read("9999-12-31").as_deref(), Some("1999-12-31"));
        for near in ["2045-12-31", "2026-11-02", "1900-01-01", "0001-01-01"] {
            assert_eq!(read(near), None, "{near}");
        }
    }
}
