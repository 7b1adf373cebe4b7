//! Seconds east of UTC, from the browser's words for them.

use std::collections::HashMap;

const DAY: i64 = 24 * 60 * 60;
/// Clocks change at quarters of an hour, everywhere and ever since there are zones.
const QUARTER: i64 = 15 * 60;

/// Reads the offset at the end of what `Intl.DateTimeFormat` prints with
/// `timeZoneName: 'longOffset'`: `11/21/2026, GMT+05:30`, `GMT-00:01:15` (before 1900), `GMT`.
pub fn parse(text: &str) -> Option<i32> {
    let (_, name) = text.rsplit_once("GMT")?;
    let (sign, digits) = match name.chars().next() {
        None => return Some(0),
        Some('+') => (1, &name[1..]),
        // Some languages of the browser print U+2212.
        Some(minus @ ('-' | '\u{2212}')) => (-1, &name[minus.len_utf8()..]),
        Some(_) => return None,
    };
    let mut seconds = 0;
    let mut unit = 3600;
    for part in digits.split(':') {
        seconds += part.parse::<i32>().ok().filter(|n| (0..60).contains(n))? * unit;
        unit /= 60;
    }
    Some(sign * seconds)
}

/// Offsets that were asked for, so that a sheet full of dates asks the browser a few hundred times
/// and not once a cell.
#[derive(Debug, Default)]
pub struct Offsets {
    /// By start of a span, in seconds since 1970: days on which the clock stands still have one
    /// entry, the others one for each quarter of an hour that was asked for.
    known: HashMap<(i64, bool), Option<i32>>,
}

impl Offsets {
    /// The offset at an instant in seconds since 1970; `ask` is the browser's answer for one.
    pub fn at(&mut self, second: i64, ask: impl Fn(i64) -> i32) -> i32 {
        let day = second.div_euclid(DAY) * DAY;
        let steady = self.known.entry((day, true)).or_insert_with(|| {
            let start = ask(day);
            (start == ask(day + DAY)).then_some(start)
        });
        if let Some(offset) = *steady {
            return offset;
        }
        let quarter = second.div_euclid(QUARTER) * QUARTER;
        let entry = self.known.entry((quarter, false)).or_insert_with(|| Some(ask(quarter)));
        entry.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_browsers_print() {
        assert_eq!(parse("7/1/2026, GMT+02:00"), Some(7200));
        assert_eq!(parse("7/1/2026, GMT-03:30"), Some(-12600));
        assert_eq!(parse("1/1/1880, GMT\u{2212}00:01:15"), Some(-75));
        assert_eq!(parse("7/1/2026, GMT"), Some(0));
        assert_eq!(parse("7/1/2026, GMT+5"), Some(18000));
        assert_eq!(parse("7/1/2026, PST"), None);
        assert_eq!(parse("GMT+x"), None);
    }

    #[test]
    fn a_day_of_change_is_exact_and_other_days_ask_twice() {
        // Berlin, 2026-10-25: 01:00 UTC goes from +2 to +1.
        let change = 1_792_890_000;
        let asked = Cell::new(0);
        let rule = |second| {
            asked.set(asked.get() + 1);
            if second < change { 7200 } else { 3600 }
        };
        let mut offsets = Offsets::default();
        assert_eq!(offsets.at(change - 1, rule), 7200);
        assert_eq!(offsets.at(change, rule), 3600);
        assert_eq!(offsets.at(change + 7 * DAY, rule), 3600);
        let before = asked.get();
        for second in 0..1000 {
            assert_eq!(offsets.at(change + 7 * DAY + second, rule), 3600);
        }
        assert_eq!(asked.get(), before);
    }
}
