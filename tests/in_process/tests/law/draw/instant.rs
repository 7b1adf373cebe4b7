//! Instants and days that are easily got wrong.

use jiff::Timestamp;

use super::dice::Dice;

/// Where clocks change, days are skipped, or calendars begin.
const MOMENTS: [&str; 20] = [
    "2026-10-15T08:03:11.123Z",
    // Berlin: forward and back.
    "2026-03-29T01:00:00Z",
    "2026-10-25T00:30:00Z",
    "2026-10-25T01:00:00Z",
    // New York: forward and back.
    "2026-03-08T07:00:00Z",
    "2026-11-01T05:30:00Z",
    "2026-11-01T06:00:00Z",
    // Lord Howe Island changes by half an hour.
    "2026-04-04T15:00:00Z",
    "2026-10-03T15:30:00Z",
    // Samoa left out 30 December 2011.
    "2011-12-30T09:59:59Z",
    "2011-12-30T10:00:00Z",
    // Midnight changes: Santiago, Cairo.
    "2026-09-06T04:00:00Z",
    "2026-04-23T22:00:00Z",
    // The first days of Excel, and before; local mean time.
    "1900-01-01T00:00:00Z",
    "1899-12-31T12:00:00Z",
    "1883-11-18T17:00:00Z",
    "1969-12-31T23:59:59.999Z",
    "2000-02-29T23:59:59.999Z",
    "2038-01-19T03:14:08Z",
    "9998-12-30T12:00:00.001Z",
];

/// Days, the plain one first.
const DAYS: [&str; 10] = [
    "2026-10-15",
    "2026-03-29",
    "2026-02-28",
    "2024-02-29",
    "1900-01-01",
    "1900-02-28",
    "1900-03-01",
    "1899-12-31",
    "0001-01-01",
    "9999-12-31",
];

/// An instant.
pub fn instant(dice: &mut Dice<'_>) -> Timestamp {
    let moment: Timestamp = dice.one(&MOMENTS).parse().unwrap();
    let near = [0, -1, 1, 59, -60, 1799, 1800, -1801, 3599, -3600, 3661, 86_400];
    let seconds = moment.as_second() + dice.one(&near);
    let milliseconds = dice.one(&[0, 0, 1, 500, 999]);
    Timestamp::from_millisecond(seconds * 1000 + milliseconds).unwrap()
}

/// A day.
pub fn day(dice: &mut Dice<'_>) -> &'static str {
    dice.one(&DAYS)
}
