//! Texts that became days.

use jiff::civil::{Date, Time, date};
use jiff::{Span, ToSpan};

use super::CellValue;
use super::months::month;

/// Days since 1899-12-30 that stand for days from 1954 to 2119: a day that lost its format is
/// shown as such a number.
const NUMBERS: std::ops::Range<i64> = 20_000..80_000;

/// A day that a text may be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    /// None where the text does not say it: it is then the year in which the file was opened.
    year: Option<i16>,
    month: i8,
    /// None for a whole month, which begins with its first day.
    day: Option<i8>,
}

/// Whether the cell is the day that a program takes the text for.
pub(super) fn is_made_of(text: &str, cell: &CellValue) -> bool {
    let shown = match cell {
        CellValue::Date(day) => vec![of_date(*day)],
        CellValue::DateTime(at) if at.time() == Time::midnight() => vec![of_date(at.date())],
        CellValue::Number(number) if number.fract() == 0.0 => of_number(*number as i64).collect(),
        CellValue::Text(text) => of_text(without_midnight(text.trim())),
        _ => Vec::new(),
    };
    let is = |typed: Reading| shown.iter().any(|shown| typed.is(shown));
    let formatted = !matches!(cell, CellValue::Number(_)) && number_of(text).any(is);
    formatted || readings(text).into_iter().any(is)
}

/// The day as which a number is shown that got the format of days: `1985` is 7 June 1905.
fn number_of(text: &str) -> impl Iterator<Item = Reading> {
    let digits = (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let days = digits.then(|| text.parse::<i64>().ok()).flatten();
    // Excel has a 29 February 1900, and is a day ahead of the others before it.
    let ahead = days.filter(|days| *days < 60).map(|days| days + 1);
    let days = days.into_iter().chain(ahead);
    days.filter_map(|days| date(1899, 12, 30).checked_add(days.days()).ok()).map(of_date)
}

/// A day without the midnight that a format of days and times shows behind it.
fn without_midnight(text: &str) -> &str {
    match text.rsplit_once(' ') {
        Some((day, "0:00" | "00:00" | "0:00:00" | "00:00:00")) => day,
        _ => text,
    }
}

impl Reading {
    fn is(&self, shown: &Reading) -> bool {
        let day = shown.day.unwrap_or(1);
        let same_day = match self.day {
            // A whole month is shown as such, or as its first day.
            None => day == 1,
            Some(typed) => shown.day == Some(typed),
        };
        let years = self.year.zip(shown.year);
        self.month == shown.month && same_day && years.is_none_or(|(typed, shown)| typed == shown)
    }
}

fn of_date(day: Date) -> Reading {
    Reading { year: Some(day.year()), month: day.month(), day: Some(day.day()) }
}

/// The day that a plain number stands for.
fn of_number(number: i64) -> impl Iterator<Item = Reading> {
    let since: Option<Span> = NUMBERS.contains(&number).then(|| number.days());
    let day = since.and_then(|days| date(1899, 12, 30).checked_add(days).ok());
    day.map(of_date).into_iter()
}

/// What a text of a file may show a day as: with the month's name and a sign beside it, with a
/// year, or as a number.
fn of_text(text: &str) -> Vec<Reading> {
    if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().into_iter().flat_map(of_number).collect();
    }
    let Some(parts) = parts(text) else { return Vec::new() };
    let separated = text.chars().any(|c| !c.is_alphanumeric());
    let named = parts.iter().any(|part| matches!(part, Part::Month(_)));
    if separated && (named || parts.len() == 3) { readings(text) } else { Vec::new() }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Month(i8),
    /// A number and how many digits it has.
    Number(i16, usize),
}

impl Part {
    fn as_month(self) -> Option<i8> {
        match self {
            Self::Month(month) => Some(month),
            Self::Number(number, _) => i8::try_from(number).ok().filter(|m| (1..=12).contains(m)),
        }
    }

    fn as_day(self) -> Option<i8> {
        match self {
            Self::Month(_) => None,
            Self::Number(_, digits) if digits > 2 => None,
            Self::Number(number, _) => i8::try_from(number).ok().filter(|d| (1..=31).contains(d)),
        }
    }

    /// The years that it may be: of two digits in either century.
    fn as_years(self) -> Vec<i16> {
        match self {
            Self::Number(year, 4) => vec![year],
            Self::Number(year, 1 | 2) => vec![2000 + year, 1900 + year],
            _ => Vec::new(),
        }
    }
}

/// Two or three numbers and names of months, with nothing else but signs between.
fn parts(text: &str) -> Option<Vec<Part>> {
    let text = text.trim();
    let signs: Vec<char> = text.chars().filter(|c| !c.is_alphanumeric()).collect();
    if signs.iter().any(|c| !matches!(c, '-' | '/' | '.' | ',' | ' ' | '\u{a0}')) {
        return None;
    }
    let mut words: Vec<String> = Vec::new();
    let mut last: Option<bool> = None;
    for c in text.chars() {
        let kind = c.is_alphanumeric().then(|| c.is_ascii_digit());
        match words.last_mut() {
            Some(word) if kind.is_some() && kind == last => word.push(c),
            _ if kind.is_some() => words.push(c.to_string()),
            _ => {}
        }
        last = kind;
    }
    let part = |word: &String| match word.parse() {
        Ok(number) if word.len() <= 4 => Some(Part::Number(number, word.len())),
        _ => month(word).map(Part::Month),
    };
    let parts: Vec<Part> = words.iter().map(part).collect::<Option<_>>()?;
    let named = parts.iter().filter(|part| matches!(part, Part::Month(_))).count();
    // Numbers alone are a day only with one sign between each two of them.
    let mut between = signs.iter().filter(|c| **c != ' ');
    let first = between.next();
    let alike = first.is_some() && between.all(|sign| Some(sign) == first);
    let plain = alike && !signs.contains(&' ') && text.starts_with(|c: char| c.is_ascii_digit());
    ((2..=3).contains(&parts.len()) && (named == 1 || named == 0 && plain)).then_some(parts)
}

/// The days that a text may be, in the orders in which languages write them.
fn readings(text: &str) -> Vec<Reading> {
    let of = |day: Option<Part>, month: Part, year: Option<Part>| {
        let days = match day {
            Some(day) => vec![day.as_day()?].into_iter().map(Some).collect(),
            None => vec![None],
        };
        let years =
            year.map_or_else(|| vec![None], |y| y.as_years().into_iter().map(Some).collect());
        let (month, day) = (month.as_month()?, days.first().copied().flatten());
        Some(years.into_iter().map(move |year| Reading { year, month, day }).collect::<Vec<_>>())
    };
    let found: Vec<Option<Vec<Reading>>> = match parts(text).as_deref() {
        Some(&[a, b]) => vec![
            of(Some(a), b, None),
            of(Some(b), a, None),
            of(None, a, Some(b)),
            of(None, b, Some(a)),
        ],
        Some(&[a, b, c]) => {
            vec![of(Some(a), b, Some(c)), of(Some(b), a, Some(c)), of(Some(c), b, Some(a))]
        }
        _ => Vec::new(),
    };
    found.into_iter().flatten().flatten().collect()
}
