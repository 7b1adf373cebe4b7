//! Durations as Jira writes them: `1w 2d 3h 30m`, with the site's hours a day and days a week.

/// Hours of a working day of this site.
pub const HOURS_A_DAY: i64 = 8;
/// Days of a working week of this site.
pub const DAYS_A_WEEK: i64 = 5;
/// Seconds of a working day.
pub const DAY_SECONDS: i64 = HOURS_A_DAY * 3600;

const UNITS: [(char, i64); 4] =
    [('w', DAYS_A_WEEK * DAY_SECONDS), ('d', DAY_SECONDS), ('h', 3600), ('m', 60)];

/// Seconds of a duration; a bare number counts minutes. `None` if it cannot be read.
#[must_use]
pub fn parse_duration(text: &str) -> Option<i64> {
    let mut total: f64 = 0.0;
    let mut any = false;
    for part in text.split_whitespace() {
        let (number, unit) = match part.char_indices().last()? {
            (at, unit) if unit.is_ascii_alphabetic() => (&part[..at], unit),
            _ => (part, 'm'),
        };
        let seconds = UNITS.iter().find(|(u, _)| *u == unit.to_ascii_lowercase())?.1;
        let count: f64 = number.parse().ok()?;
        if !count.is_finite() || count < 0.0 {
            return None;
        }
        total += count * seconds as f64;
        any = true;
    }
    any.then_some(total.round() as i64)
}

/// A duration in weeks, days, hours and minutes; `0m` for none.
#[must_use]
pub fn show_duration(seconds: i64) -> String {
    let mut left = seconds;
    let mut parts = Vec::new();
    for (unit, size) in UNITS {
        let count = left / size;
        left %= size;
        if count > 0 {
            parts.push(format!("{count}{unit}"));
        }
    }
    if parts.is_empty() { "0m".into() } else { parts.join(" ") }
}

/// A duration as pages write it: `1 week, 2 days, 3 hours, 30 minutes`; `0 minutes` for none.
#[must_use]
pub fn show_duration_long(seconds: i64) -> String {
    let word = |unit: &str| match unit {
        "w" => "week",
        "d" => "day",
        "h" => "hour",
        _ => "minute",
    };
    let part = |part: &str| {
        let (count, unit) = part.split_at(part.len() - 1);
        format!("{count} {}{}", word(unit), if count == "1" { "" } else { "s" })
    };
    show_duration(seconds).split(' ').map(part).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_and_written_in_working_time() {
        assert_eq!(parse_duration("1w 2d 3h 30m"), Some((5 + 2) * 8 * 3600 + 3 * 3600 + 1800));
        assert_eq!(parse_duration("90"), Some(5400));
        assert_eq!(parse_duration("1.5h"), Some(5400));
        for bad in ["", "x", "3 y", "-1h", "1e999h"] {
            assert_eq!(parse_duration(bad), None, "{bad}");
        }
        assert_eq!(show_duration(5400), "1h 30m");
        assert_eq!(show_duration(40 * 3600), "1w");
        assert_eq!(show_duration(0), "0m");
        assert_eq!(show_duration_long(0), "0 minutes");
        assert_eq!(
            show_duration_long((5 + 2) * DAY_SECONDS + 5400),
            "1 week, 2 days, 1 hour, 30 minutes"
        );
    }
}
