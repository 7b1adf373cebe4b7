//! Excel's day numbers and the calendar.
//!
//! In the 1900 system day 1 is 1900-01-01 and there is a day 60, 1900-02-29, that never was
//! (kept from Lotus 1-2-3); in the 1904 system day 0 is 1904-01-01. The time of day is the
//! fraction. Both end with 9999-12-31.

use jiff::civil::{Date, DateTime, Time};

const DAY_MS: f64 = 86_400_000.0;

/// Days from 1970-01-01 back to the day before day 1, as seen from day 61 on: 1899-12-30.
const EPOCH_1900: i64 = -25_569;

/// Days from 1970-01-01 back to 1904-01-01.
const EPOCH_1904: i64 = -24_107;

/// Days from 1970-01-01 to 9999-12-31.
const LAST_DAY: i64 = 2_932_896;

/// The day and time of a day number, to the millisecond: the fraction is never exact. None for a
/// number that is no date: below the first day, the day that never was, beyond the year 9999.
pub(super) fn date_time(serial: f64, date_1904: bool) -> Option<DateTime> {
    let ms = (serial * DAY_MS).round();
    if !ms.is_finite() || ms.abs() > 1e15 {
        return None;
    }
    let ms = ms as i64;
    let (day, ms) = (ms.div_euclid(DAY_MS as i64), ms.rem_euclid(DAY_MS as i64) as i32);
    let unix_day = match (date_1904, day) {
        (true, 0..) => day + EPOCH_1904,
        (false, 1..=59) => day + EPOCH_1900 + 1,
        (false, 61..) => day + EPOCH_1900,
        _ => return None,
    };
    let date = date_of(unix_day)?;
    let (secs, ms) = (ms / 1000, ms % 1000);
    let part = |value: i32| i8::try_from(value).ok();
    let time =
        Time::new(part(secs / 3600)?, part(secs / 60 % 60)?, part(secs % 60)?, ms * 1_000_000);
    Some(date.to_datetime(time.ok()?))
}

/// The day number in the 1900 system; none before 1900-01-01, which Excel doesn't know.
pub(super) fn serial_of_date(date: Date) -> Option<f64> {
    let day = unix_day(date) - EPOCH_1900;
    let day = if day < 61 { day - 1 } else { day };
    (day >= 1).then_some(day as f64)
}

/// The day number with the time of day as its fraction, to the millisecond.
pub(super) fn serial_of_date_time(at: DateTime) -> Option<f64> {
    let time = at.time();
    let seconds =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    let ms = seconds * 1000 + i64::from(time.subsec_nanosecond() / 1_000_000);
    Some(serial_of_date(at.date())? + ms as f64 / DAY_MS)
}

/// Days since 1970-01-01, by the civil-from-days algorithm (H. Hinnant): eras of 400 years that
/// start on 1 March, so that the leap day is the last of its year.
fn date_of(unix_day: i64) -> Option<Date> {
    if unix_day > LAST_DAY {
        return None;
    }
    let z = unix_day + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let mp = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn unix_day(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let mp = (month + 9) % 12;
    let day_of_year = (153 * mp + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(serial: f64, date_1904: bool) -> Option<Date> {
        date_time(serial, date_1904).map(|at| at.date())
    }

    #[test]
    fn the_1900_system_has_a_day_that_never_was() {
        for (serial, expected) in [
            (1.0, Some(date(1900, 1, 1))),
            (59.0, Some(date(1900, 2, 28))),
            (60.0, None),
            (61.0, Some(date(1900, 3, 1))),
            (45_943.0, Some(date(2025, 10, 13))),
            (2_958_465.0, Some(date(9999, 12, 31))),
            (2_958_466.0, None),
            (0.0, None),
            (-1.0, None),
            (f64::NAN, None),
            (1e300, None),
        ] {
            assert_eq!(day(serial, false), expected, "{serial}");
        }
    }

    #[test]
    fn the_1904_system_starts_with_day_0() {
        assert_eq!(day(0.0, true), Some(date(1904, 1, 1)));
        assert_eq!(day(44_481.0, true), Some(date(2025, 10, 13)));
        assert_eq!(day(2_957_003.0, true), Some(date(9999, 12, 31)));
    }

    #[test]
    fn times_do_not_drift() {
        let morning = date_time(45_943.0 + 34_200.0 / 86_400.0, false);
        assert_eq!(morning, Some(date(2025, 10, 13).at(9, 30, 0, 0)));
        let cut_off = date_time(45_943.395_833_333_3, false);
        assert_eq!(cut_off, morning);
        let midnight = date_time(45_943.999_999_999_9, false);
        assert_eq!(midnight, Some(date(2025, 10, 14).at(0, 0, 0, 0)));
    }

    #[test]
    fn every_day_and_millisecond_comes_back() {
        let mut at = date(1900, 1, 1).at(23, 59, 59, 999_000_000);
        while at.date() < date(2101, 1, 1) {
            let serial = serial_of_date_time(at).unwrap();
            assert_eq!(date_time(serial, false), Some(at));
            at = at.date().tomorrow().unwrap().to_datetime(at.time());
        }
        assert_eq!(serial_of_date(date(1899, 12, 31)), None);
    }

    proptest::proptest! {
        /// The 1904 system counts the same days from another one, 1,462 later.
        #[test]
        fn both_systems_tell_the_same_time(day in 0..2_957_003_i64, ms in 0..86_400_000_i64) {
            let time = jiff::SignedDuration::from_millis(ms);
            let start = date(1904, 1, 1).at(0, 0, 0, 0);
            let at = start.checked_add(jiff::Span::new().days(day)).unwrap().checked_add(time).unwrap();
            let serial = serial_of_date_time(at).unwrap();
            proptest::prop_assert_eq!(date_time(serial, false), Some(at));
            proptest::prop_assert_eq!(date_time(serial - 1462.0, true), Some(at));
        }
    }
}
