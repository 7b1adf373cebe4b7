//! A text of a day taken apart: the day, a time of day behind it, and an offset behind that.

use jiff::civil::Time;
use jiff::tz::Offset;

/// What a text of a day says, as far as its time goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moment<'t> {
    /// The text of the day.
    pub(super) day: &'t str,
    /// The time of day.
    pub(super) time: Option<Time>,
    /// How far the clock that is meant is ahead of UTC.
    pub(super) offset: Option<Offset>,
}

/// The parts of a text: `2026-10-30T14:30Z`, `30.10.26, 14:30 Uhr`, `10/30/2026 2:30 PM`,
/// `30/10/2026 à 14h30`, `2026年10月30日 14時30分`. None where what looks like a time is none.
pub(super) fn split(text: &str) -> Option<Moment<'_>> {
    let text = text.trim();
    let Some(start) = start_of_time(text) else {
        return Some(Moment { day: text, time: None, offset: None });
    };
    let (day, rest) = (text.get(..start)?, text.get(start..)?);
    let (time, offset) = without_offset(rest)?;
    let day = without_link(day.strip_suffix('T').unwrap_or(day));
    Some(Moment { day, time: Some(time_of(time)?), offset })
}

/// What may stand between the figures of hours and minutes, or behind the hours.
const MARKS: [char; 3] = [':', '時', 'h'];

/// Where the time of day begins: before the figures in front of its mark.
fn start_of_time(text: &str) -> Option<usize> {
    let is_figure = |c: char| c.is_ascii_digit();
    let marked = text.match_indices(MARKS).find_map(|(at, _)| {
        let start = text[..at].trim_end_matches(is_figure).len();
        let between = text[..start].chars().next_back();
        (start < at && between.is_some_and(|c| c.is_whitespace() || c == 'T')).then_some(start)
    });
    let spoken = || {
        let time = without_clock(text)?.trim_end();
        time.rfind(char::is_whitespace).map(|at| at + 1)
    };
    marked.or_else(spoken)
}

/// The text without the German word for a clock's time behind it.
fn without_clock(text: &str) -> Option<&str> {
    let at = text.len().checked_sub("Uhr".len())?;
    text.get(at..).filter(|end| end.eq_ignore_ascii_case("Uhr")).and(text.get(..at))
}

/// The day without the comma or the word that leads over to the time.
fn without_link(day: &str) -> &str {
    let day = day.trim_end().trim_end_matches(',').trim_end();
    let link = ["um", "à", "at", "a las"].iter().find_map(|word| day.strip_suffix(word));
    link.filter(|day| day.ends_with(char::is_whitespace)).map_or(day, str::trim_end)
}

/// A time, and the offset behind it: `Z`, `UTC`, `GMT`, `+02:00`, `-0500`, `+2`.
fn without_offset(text: &str) -> Option<(&str, Option<Offset>)> {
    for name in ["UTC", "GMT", "Z"] {
        if let Some(time) = text.strip_suffix(name) {
            return Some((time.trim_end(), Some(Offset::UTC)));
        }
    }
    match text.find(['+', '-']) {
        Some(at) => {
            let time = text[..at].trim_end();
            let time = time.strip_suffix("UTC").or(time.strip_suffix("GMT")).unwrap_or(time);
            Some((time.trim_end(), Some(offset_of(&text[at..])?)))
        }
        None => Some((text, None)),
    }
}

/// An offset such as `+02:00`, `-0500`, `+2`.
pub fn offset_of(text: &str) -> Option<Offset> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' | '\u{2212}' => -1,
        _ => return None,
    };
    let figures = text.trim_start_matches(['+', '-', '\u{2212}']);
    let (hours, minutes) = match figures.split_once(':') {
        Some(parts) => parts,
        None if figures.len() == 4 => figures.split_at_checked(2)?,
        None => (figures, "0"),
    };
    let number = |text: &str| {
        let figures = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i32>().ok().filter(|_| figures)
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let seconds = sign * (hours * 3600 + minutes * 60);
    Offset::from_seconds(seconds).ok().filter(|_| minutes < 60 && hours <= 14)
}

/// The time of day that a text says: `10:03`, `10:03:11.5`, `10:03 AM`, `2:30 p.m.`, `14h30`,
/// `14.30 Uhr`, `14時30分`.
pub(super) fn time_of(text: &str) -> Option<Time> {
    let upper = text.trim().to_uppercase();
    let spoken = upper.strip_suffix("UHR").map(|time| time.trim_end().replace('.', ":"));
    let upper = spoken.as_deref().unwrap_or(&upper);
    let half_of = |signs: [&str; 2]| signs.iter().find_map(|sign| upper.strip_suffix(sign));
    let (clock, half) = match (half_of(["AM", "A.M."]), half_of(["PM", "P.M."])) {
        (Some(rest), _) => (rest.trim_end(), Some(0)),
        (_, Some(rest)) => (rest.trim_end(), Some(12)),
        _ => (upper, None),
    };
    let clock = clock.replace(['H', '時', '分'], ":").replace('秒', "");
    let clock = clock.trim_end_matches(':');
    let mut parts = clock.split(':');
    let mut next = || {
        let part = parts.next()?;
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        let figures = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let fits = whole.len() <= 2 && figures(whole) && figures(fraction);
        whole.parse::<i8>().ok().filter(|_| fits)
    };
    let hour = next()?;
    let (minute, second) = match clock.matches(':').count() {
        // An hour alone, as in `14h` and `2 PM`.
        0 => (0, 0),
        1 => (next()?, 0),
        2 => (next()?, next()?),
        _ => return None,
    };
    let hour = match half {
        Some(noon) if (1..=12).contains(&hour) => hour % 12 + noon,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    #[test]
    fn a_text_is_taken_apart() {
        let half_past = Some(time(14, 30, 0, 0));
        let hours = |hours: i32| Offset::from_seconds(hours * 3600).ok();
        for (text, day, time, offset) in [
            ("2026-10-30", "2026-10-30", None, None),
            ("2026-10-30T14:30Z", "2026-10-30", half_past, hours(0)),
            ("2026-10-30 14:30:00.000+0200", "2026-10-30", half_past, hours(2)),
            ("2026-10-30 14:30 UTC-5", "2026-10-30", half_past, hours(-5)),
            ("30.10.26, 14:30 Uhr", "30.10.26", half_past, None),
            ("30. Oktober 2026 um 14.30 Uhr", "30. Oktober 2026", half_past, None),
            ("10/30/2026 2:30 PM", "10/30/2026", half_past, None),
            ("Oct 30, 2026 2:30 p.m.", "Oct 30, 2026", half_past, None),
            ("30/10/2026 à 14h30", "30/10/2026", half_past, None),
            ("2026年10月30日 14時30分", "2026年10月30日", half_past, None),
            ("15 March 2026", "15 March 2026", None, None),
        ] {
            assert_eq!(split(text), Some(Moment { day, time, offset }), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in
            ["2026-10-30 25:00", "2026-10-30 1:2:3:4", "2026-10-30 10:0x", "2026-10-30 13:00 PM"]
        {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
