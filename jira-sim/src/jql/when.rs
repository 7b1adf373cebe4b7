//! Dates in JQL: literal, relative to now, and by functions; read in the caller's own zone.

use jiff::{
    Span, Timestamp, Zoned,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Reads dates for one caller at one instant.
pub struct When {
    now: Zoned,
}

impl When {
    /// The site's present in the caller's zone.
    #[must_use]
    pub fn new(now_ms: i64, zone: TimeZone) -> Self {
        let now = Timestamp::from_millisecond(now_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { now: now.to_zoned(zone) }
    }

    /// Epoch milliseconds of a literal; a bare number counts minutes, as `-90`.
    #[must_use]
    pub fn literal(&self, text: &str) -> Option<i64> {
        let text = text.trim();
        self.absolute(text).or_else(|| self.relative(text))
    }

    /// Epoch milliseconds of `now()` and the functions for the start and end of a period, with an
    /// offset such as `-1d`, or `-1` in the period's own unit.
    #[must_use]
    pub fn function(&self, name: &str, argument: Option<&str>) -> Option<i64> {
        let name = name.to_ascii_lowercase();
        if name == "now" {
            return Some(self.now.timestamp().as_millisecond());
        }
        let end = name.starts_with("endof");
        let period = name.strip_prefix("startof").or_else(|| name.strip_prefix("endof"))?;
        let at = match argument {
            Some(offset) => self.moved(offset, period)?,
            None => self.now.clone(),
        };
        let start = start_of(&at, period)?;
        let edge = if end { start.checked_add(one(period)?).ok()? } else { start };
        let ms = edge.timestamp().as_millisecond();
        Some(if end { ms - 1 } else { ms })
    }

    /// Whether a function's argument is an offset that dates can be moved by.
    #[must_use]
    pub fn is_offset(&self, argument: &str) -> bool {
        self.moved(argument, "minute").is_some()
    }

    /// The first millisecond of the caller's day of an instant, and that of the next day.
    #[must_use]
    pub fn day_span(&self, epoch_ms: i64) -> (i64, i64) {
        let at = Timestamp::from_millisecond(epoch_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        let day = at.to_zoned(self.now.time_zone().clone()).start_of_day().ok();
        let next = day.as_ref().and_then(|d| d.checked_add(Span::new().days(1)).ok());
        let ms = |z: Option<Zoned>| z.map_or(epoch_ms, |z| z.timestamp().as_millisecond());
        (ms(day), ms(next))
    }

    /// The caller's day of an instant, `YYYY-MM-DD`.
    #[must_use]
    pub fn day(&self, epoch_ms: i64) -> String {
        let at = Timestamp::from_millisecond(epoch_ms).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(self.now.time_zone().clone()).date().to_string()
    }

    fn absolute(&self, text: &str) -> Option<i64> {
        let text = text.replace('/', "-");
        let at = match text.split_once(' ') {
            Some((day, time)) => {
                DateTime::from_parts(civil_day(day)?, format!("{}:00", time.trim()).parse().ok()?)
            }
            None => civil_day(&text)?.at(0, 0, 0, 0),
        };
        let zoned = at.to_zoned(self.now.time_zone().clone()).ok()?;
        Some(zoned.timestamp().as_millisecond())
    }

    fn relative(&self, text: &str) -> Option<i64> {
        Some(self.moved(text, "minute")?.timestamp().as_millisecond())
    }

    /// `-4w 2d`: the present moved by it. `default` is the unit of a bare number.
    fn moved(&self, text: &str, default: &str) -> Option<Zoned> {
        let (negative, text) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let mut at = self.now.clone();
        for part in text.split_whitespace() {
            let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            let count: i64 = part[..digits].parse().ok()?;
            let count = if negative { -count } else { count };
            at = at.checked_add(span(&part[digits..], default, count)?).ok()?;
        }
        Some(at)
    }
}

fn civil_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    if parts.next().is_some() { None } else { Date::new(year, month, day).ok() }
}

fn span(unit: &str, default: &str, count: i64) -> Option<Span> {
    let span = Span::new();
    match unit {
        "" => match default {
            "minute" => span.try_minutes(count).ok(),
            other => one(other)?.checked_mul(count).ok(),
        },
        "m" => span.try_minutes(count).ok(),
        "h" => span.try_hours(count).ok(),
        "d" => span.try_days(count).ok(),
        "w" => span.try_weeks(count).ok(),
        "M" => span.try_months(count).ok(),
        "y" => span.try_years(count).ok(),
        _ => None,
    }
}

fn one(period: &str) -> Option<Span> {
    Some(match period {
        "day" => Span::new().days(1),
        "week" => Span::new().weeks(1),
        "month" => Span::new().months(1),
        "year" => Span::new().years(1),
        _ => return None,
    })
}

/// The start of the day, the week (Sunday, as in Jira's default locale), the month or the year.
fn start_of(at: &Zoned, period: &str) -> Option<Zoned> {
    let date = at.date();
    let first = match period {
        "day" => date,
        "week" => {
            let back = i64::from(date.weekday().to_sunday_zero_offset());
            date.checked_sub(Span::new().days(back)).ok()?
        }
        "month" => date.first_of_month(),
        "year" => date.first_of_year(),
        _ => return None,
    };
    first.to_zoned(at.time_zone().clone()).ok()
}
