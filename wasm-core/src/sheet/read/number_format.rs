//! What a number format makes of a number: Excel has no dates, only numbers that look like them.

use indexmap::IndexMap;

use super::super::cell::CellValue;
use super::super::error::ReadError;
use super::super::serial;
use super::super::shown::NumberShape;
use super::damaged;
use super::memory::{Memory, ROW};

/// What a number with this format means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sheet) enum NumberKind {
    /// A number.
    #[default]
    Number,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time.
    DateTime,
    /// A length of time, which may pass a day.
    Duration,
}

/// A number format: what kind of number it shows, and what it shows besides.
#[derive(Clone, Debug, Default)]
pub(in crate::sheet) struct NumberFormat {
    pub(in crate::sheet) kind: NumberKind,
    pub(super) shape: Option<NumberShape>,
}

impl NumberFormat {
    fn of_code(code: &str) -> Self {
        Self { kind: of_code(code), shape: NumberShape::of_code(code) }
    }

    /// The format that an id has in each workbook, where the workbook says nothing of it.
    fn builtin(id: u32) -> Self {
        Self { kind: builtin(id), shape: NumberShape::builtin(id) }
    }
}

/// Formats for cells that a workbook has at most; Excel allows 65,490.
const MOST: usize = 1 << 18;

/// The number formats of a workbook. It may give any id one of its own, those too that Excel keeps
/// for others; cells name them by the position of a cell format.
#[derive(Debug, Default)]
pub(in crate::sheet) struct NumberFormats {
    /// By their ids: the workbook's own ones, and others that cell formats name.
    formats: IndexMap<u64, NumberFormat>,
    /// Of each cell format the position of its number format.
    cells: Vec<usize>,
}

impl NumberFormats {
    /// Takes up a format of the workbook's own.
    pub(super) fn add(&mut self, id: u64, code: &str, memory: &Memory) -> Result<(), ReadError> {
        memory.keep(4 * ROW + code.len() as u64)?;
        self.formats.insert(id, NumberFormat::of_code(code));
        Ok(())
    }

    /// Takes up the next cell format.
    pub(in crate::sheet) fn cell(&mut self, id: u64) -> Result<(), ReadError> {
        let entry = self.formats.entry(id);
        self.cells.push(entry.index());
        entry.or_insert_with(|| NumberFormat::builtin(u32::try_from(id).unwrap_or(0)));
        if self.cells.len() > MOST {
            return Err(damaged("more cell formats than a workbook may have"));
        }
        Ok(())
    }

    /// The number format of the cell format at a position.
    pub(in crate::sheet) fn get(&self, cell: usize) -> Option<&NumberFormat> {
        let (_, format) = self.formats.get_index(*self.cells.get(cell)?)?;
        Some(format)
    }
}

/// The kind of a built-in format, by its id (ECMA-376 part 1, 18.8.30). The ids of East Asian and
/// Thai formats (from 27 and from 71) differ by language; where the value is below 1 they are read
/// as times all the same.
fn builtin(id: u32) -> NumberKind {
    match id {
        14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 | 71..=74 | 81 => NumberKind::Date,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 | 75 | 76 | 78 | 80 => NumberKind::Time,
        22 | 77 => NumberKind::DateTime,
        46 | 79 => NumberKind::Duration,
        _ => NumberKind::Number,
    }
}

/// The kind of a format code such as `yyyy-mm-dd hh:mm`, by its first section.
fn of_code(code: &str) -> NumberKind {
    if code.eq_ignore_ascii_case("general") {
        return NumberKind::Number;
    }
    let (mut date, mut time, mut month_or_minute) = (false, false, false);
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            ';' => break,
            '\\' | '_' | '*' => {
                chars.next();
            }
            '"' => while chars.next().is_some_and(|quoted| quoted != '"') {},
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if is_elapsed(&inner) {
                    return NumberKind::Duration;
                }
            }
            'a' if is_am_pm(chars.clone()) => time = true,
            'e' if matches!(chars.peek(), Some('+' | '-')) => return NumberKind::Number,
            'y' | 'd' => date = true,
            'h' | 's' => time = true,
            'm' => month_or_minute = true,
            _ => {}
        }
    }
    match (date, time, month_or_minute) {
        (true, true, _) => NumberKind::DateTime,
        (false, true, _) => NumberKind::Time,
        (true, false, _) | (false, false, true) => NumberKind::Date,
        (false, false, false) => NumberKind::Number,
    }
}

/// `[h]`, `[mm]`, `[ss]`: hours, minutes or seconds that are not cut at the next larger unit.
fn is_elapsed(inner: &str) -> bool {
    let mut letters = inner.chars().map(|c| c.to_ascii_lowercase());
    letters.next().is_some_and(|first| "hms".contains(first) && letters.all(|c| c == first))
}

/// Whether `a` goes on as `am/pm` or `a/p`.
fn is_am_pm(mut rest: impl Iterator<Item = char>) -> bool {
    matches!(rest.next(), Some('m' | 'M' | '/'))
}

/// The value of a number in a cell of that kind, and whether it fits: a date format on a number
/// that is no date leaves the number.
pub(super) fn apply(number: f64, kind: NumberKind, date_1904: bool) -> (CellValue, bool) {
    let seconds = || CellValue::Duration { seconds: (number * 86_400_000.0).round() / 1000.0 };
    match kind {
        NumberKind::Number => (CellValue::Number(number), true),
        NumberKind::Duration => (seconds(), true),
        NumberKind::Time if (0.0..1.0).contains(&number) => (seconds(), true),
        _ if number > 0.0 && number < 1.0 && !date_1904 => (seconds(), true),
        _ => match serial::date_time(number, date_1904) {
            Some(at) if kind == NumberKind::Date && number.fract() == 0.0 => {
                (CellValue::Date(at.date()), true)
            }
            Some(at) => (CellValue::DateTime(at), true),
            None => (CellValue::Number(number), false),
        },
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn codes_tell_their_kind() {
        for (code, kind) in [
            ("General", NumberKind::Number),
            ("0.00E+00", NumberKind::Number),
            ("#,##0.00\\ [$€-407]", NumberKind::Number),
            ("\"day \"0", NumberKind::Number),
            ("[Red]0;[Blue]-0", NumberKind::Number),
            ("#,##0_d", NumberKind::Number),
            ("0*d", NumberKind::Number),
            ("yyyy\\-mm\\-dd", NumberKind::Date),
            ("DD/MM/YY;@", NumberKind::Date),
            ("mmm", NumberKind::Date),
            ("[$-409]d\\ mmm\\ yyyy", NumberKind::Date),
            ("yyyy-mm-dd hh:mm", NumberKind::DateTime),
            ("m/d/yy h:mm AM/PM", NumberKind::DateTime),
            ("h:mm A/P", NumberKind::Time),
            ("mm:ss.0", NumberKind::Time),
            ("[h]:mm:ss", NumberKind::Duration),
            ("[mm]:ss", NumberKind::Duration),
            ("[Blue]\\+[h]:mm;[Red]\\-[h]:mm", NumberKind::Duration),
        ] {
            assert_eq!(of_code(code), kind, "{code}");
        }
    }

    #[test]
    fn a_date_keeps_its_hidden_time_and_a_non_date_its_number() {
        let of = |number, kind| apply(number, kind, false).0;
        assert_eq!(of(45_943.0, NumberKind::Date), CellValue::Date(date(2025, 10, 13)));
        assert_eq!(
            of(45_943.5, NumberKind::Date),
            CellValue::DateTime(date(2025, 10, 13).at(12, 0, 0, 0))
        );
        assert_eq!(
            of(45_943.0, NumberKind::DateTime),
            CellValue::DateTime(date(2025, 10, 13).at(0, 0, 0, 0))
        );
        assert_eq!(of(0.5, NumberKind::Time), CellValue::Duration { seconds: 43_200.0 });
        assert_eq!(of(1.25, NumberKind::Duration), CellValue::Duration { seconds: 108_000.0 });
        assert_eq!(apply(60.0, NumberKind::Date, false), (CellValue::Number(60.0), false));
        assert_eq!(apply(-4.0, NumberKind::Date, false), (CellValue::Number(-4.0), false));
    }
}
