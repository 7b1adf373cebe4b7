//! Numbers: exact, and never with a guessed thousands separator.

use serde_json::Value;

use super::docs::FieldDoc;
use super::input::Input;
use super::options::DecimalMark;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Number,
    name: "Number",
    fields: "Number field, story points, work ratio; number fields of apps",
    shows: "The number.",
    enter: "A number, typed or as text; `1,5` and `1.5` where only one reading is possible.",
    refuses: "Numbers beyond 1e14.",
}];

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    json.as_f64().map(FieldValue::Number)
}

pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let number = match cell {
        CellValue::Number(number) if number.is_finite() => *number,
        other => {
            let text = other.to_text();
            match of_line(input, text.trim()) {
                // A file whose decimal sign nothing tells still shows what Jira has.
                Err(_) if is_current(input, text.trim()) => {
                    return Ok(input.current().cloned().unwrap_or(FieldValue::Empty));
                }
                read => read?,
            }
        }
    };
    if number.abs() > MOST && input.current() != Some(&FieldValue::Number(number)) {
        return Err(input.refuse("number-too-large", &number.to_string()));
    }
    Ok(FieldValue::Number(number))
}

/// Whether a text that could be two numbers is the one that the issue has now.
fn is_current(input: &Input<'_>, text: &str) -> bool {
    let Some(FieldValue::Number(now)) = input.current() else { return false };
    [DecimalMark::Point, DecimalMark::Comma].iter().any(|mark| of_text(text, *mark) == Ok(*now))
}

/// The largest number that a number field of Jira takes: a one with 14 zeros.
const MOST: f64 = 1e14;

/// The number in a cell or in one of its lines.
pub(super) fn of_line(input: &Input<'_>, text: &str) -> Result<f64, Message> {
    of_text(text, input.options.decimal).map_err(|trouble| match trouble {
        Trouble::Ambiguous => input.refuse("ambiguous-number", text),
        Trouble::NoNumber => {
            let hundredths = text.strip_suffix('%').map(str::trim_end);
            let percent = hundredths.is_some_and(|n| of_text(n, DecimalMark::Either).is_ok());
            input.refuse(if percent { "number-percent" } else { "bad-number" }, text)
        }
    })
}

/// Whole numbers are written without a fraction, as Jira shows them.
pub(super) fn write(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() <= EXACT {
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It could be two different ones.
    Ambiguous,
    /// It is none.
    NoNumber,
}

/// What a number that only one reading explains tells of the others in its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    /// The decimal mark, and whether that is told by separated thousands.
    Decimal { mark: char, grouped: bool },
    /// Neither comma nor point separates thousands.
    OtherGrouping,
}

/// What a text tells of its column's numbers.
pub(super) fn tells(text: &str) -> Option<Tells> {
    of_text(text, DecimalMark::Either).ok()?;
    let count = |mark: char| text.matches(mark).count();
    let other_grouping = text.contains(|c: char| OTHER_GROUPING.contains(&c));
    let decimal = |mark, grouped| Some(Tells::Decimal { mark, grouped });
    match (count(','), count('.')) {
        (0, 0) => other_grouping.then_some(Tells::OtherGrouping),
        (0, 2..) => decimal(',', true),
        (2.., 0) => decimal('.', true),
        (1, 0) | (0, 1) => {
            let mark = if text.contains(',') { ',' } else { '.' };
            let telling = other_grouping || !looks_grouped(unsigned(text), mark);
            if telling { decimal(mark, false) } else { None }
        }
        _ => decimal(if text.rfind(',') > text.rfind('.') { ',' } else { '.' }, true),
    }
}

/// What separates thousands besides commas and points.
const OTHER_GROUPING: [char; 6] = ['\'', '’', ' ', '\u{a0}', '\u{2009}', '\u{202f}'];

/// The number that a text says. Both marks are understood where only one reading is possible
/// (`1,5` and `1.5`, `1.234,5` and `1,234.5`); `1,234` and `1.234` are ambiguous unless the
/// column tells its decimal mark.
pub(super) fn of_text(text: &str, decimal: DecimalMark) -> Result<f64, Trouble> {
    let (digits, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], &text[at..]),
        None => (text, ""),
    };
    let negative = digits.starts_with(['-', '\u{2212}']);
    let (whole, fraction) = split(unsigned(digits), decimal)?;
    let whole = ungrouped(whole).ok_or(Trouble::NoNumber)?;
    if !fraction.chars().all(|c| c.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return Err(Trouble::NoNumber);
    }
    let sign = if negative { "-" } else { "" };
    let plain = format!("{sign}{whole}.{fraction}{exponent}");
    let number: f64 = plain.parse().map_err(|_| Trouble::NoNumber)?;
    if number.is_finite() { Ok(number) } else { Err(Trouble::NoNumber) }
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(text)
}

/// The parts before and after the decimal mark.
fn split(text: &str, decimal: DecimalMark) -> Result<(&str, &str), Trouble> {
    let commas = text.matches(',').count();
    let points = text.matches('.').count();
    let mark = match (commas, points) {
        (0, 0) => return Ok((text, "")),
        (1, 0) | (0, 1) => {
            let mark = if commas == 1 { ',' } else { '.' };
            match (decimal, mark) {
                _ if !looks_grouped(text, mark) => mark,
                (DecimalMark::Unknown, _) => return Err(Trouble::Ambiguous),
                (DecimalMark::Point, ',') | (DecimalMark::Comma, '.') => return Ok((text, "")),
                _ => mark,
            }
        }
        (1, _) if text.rfind(',') > text.rfind('.') => ',',
        (_, 1) if text.rfind('.') > text.rfind(',') => '.',
        (0, _) | (_, 0) => return Ok((text, "")),
        _ => return Err(Trouble::NoNumber),
    };
    text.split_once(mark).ok_or(Trouble::NoNumber)
}

/// Whether the single mark of a text could separate thousands.
fn looks_grouped(text: &str, mark: char) -> bool {
    text.split_once(mark).is_some_and(|(whole, rest)| {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        (1..=3).contains(&whole.len())
            && rest.len() == 3
            && !whole.starts_with('0')
            && digits(whole)
            && digits(rest)
    })
}

/// The digits of the whole part without its separators, if these stand where thousands end and
/// are all the same.
fn ungrouped(whole: &str) -> Option<String> {
    let separator = whole.chars().find(|c| !c.is_ascii_digit());
    let Some(separator) = separator else { return Some(whole.to_owned()) };
    if !matches!(separator, ',' | '.') && !OTHER_GROUPING.contains(&separator) {
        return None;
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let digits = |group: &&str| group.chars().all(|c| c.is_ascii_digit());
    let (first, rest) = groups.split_first()?;
    let well_formed = (1..=3).contains(&first.len())
        && rest.iter().all(|group| group.len() == 3)
        && groups.iter().all(digits);
    well_formed.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_numbers_are_exact() {
        for (text, number) in [
            ("0", 0.0),
            ("-1.5", -1.5),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e-3", 0.001),
            ("0.1", 0.1),
            ("\u{2212}2", -2.0),
            ("9007199254740993", 9_007_199_254_740_992.0),
        ] {
            assert_eq!(of_text(text, DecimalMark::Unknown), Ok(number), "{text}");
        }
    }

    #[test]
    fn a_sign_is_read_as_the_column_has_it_or_nothing_else_fits() {
        use DecimalMark::{Comma, Either, Point, Unknown};
        for (text, decimal, number) in [
            ("1,5", Comma, 1.5),
            ("1,5", Unknown, 1.5),
            ("1,234", Comma, 1.234),
            ("1,234", Point, 1234.0),
            ("1.234", Comma, 1234.0),
            ("-12.000", Comma, -12000.0),
            ("1.234,5", Comma, 1234.5),
            ("1.234,5", Point, 1234.5),
            ("1,234.5", Comma, 1234.5),
            ("1.234", Point, 1.234),
            ("1.234", Either, 1.234),
            ("0,125", Unknown, 0.125),
            ("1 234,5", Comma, 1234.5),
            ("1\u{202f}234", Unknown, 1234.0),
            ("1'234'567.25", Unknown, 1_234_567.25),
            ("1,234,567", Unknown, 1_234_567.0),
            ("1.234.567", Comma, 1_234_567.0),
        ] {
            assert_eq!(of_text(text, decimal), Ok(number), "{text} {decimal:?}");
        }
    }

    #[test]
    fn what_could_be_two_numbers_is_refused() {
        assert_eq!(of_text("1,234", DecimalMark::Unknown), Err(Trouble::Ambiguous));
        assert_eq!(of_text("1.234", DecimalMark::Unknown), Err(Trouble::Ambiguous));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", "abc", "1.2.3", "1,23,456", "12 34", "50%", "NaN", "inf", "1e999", "--1", "1-",
            "1e", "1,2,3.4", "$5", ".", "-", "1 234 56",
        ] {
            assert_eq!(of_text(text, DecimalMark::Unknown), Err(Trouble::NoNumber), "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_written_whole() {
        assert_eq!(write(3.0).to_string(), "3");
        assert_eq!(write(0.1).to_string(), "0.1");
        assert_eq!(write(1e300).to_string(), "1e+300");
    }
}
