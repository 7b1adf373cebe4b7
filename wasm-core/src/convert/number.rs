//! Numbers: exact, and never with a guessed thousands separator.

use serde_json::Value;

use super::docs::FieldDoc;
use super::input::Input;
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
        other => of_line(input, other.to_text().trim())?,
    };
    if number.abs() > MOST && input.current() != Some(&FieldValue::Number(number)) {
        return Err(input.refuse("number-too-large", &number.to_string()));
    }
    Ok(FieldValue::Number(number))
}

/// The largest number that a number field of Jira takes: a one with 14 zeros.
const MOST: f64 = 1e14;

/// The number in a cell or in one of its lines.
pub(super) fn of_line(input: &Input<'_>, text: &str) -> Result<f64, Message> {
    of_text(text, input.options.decimal_comma).map_err(|trouble| match trouble {
        Trouble::Ambiguous => input.refuse("ambiguous-number", text),
        Trouble::NoNumber => input.refuse("bad-number", text),
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

/// The decimal mark of a text that only one reading explains.
pub(super) fn decimal_mark(text: &str) -> Option<char> {
    let (comma, point) = (text.contains(','), text.contains('.'));
    if comma == point && !comma {
        return None;
    }
    match (of_text(text, true), of_text(text, false)) {
        (Ok(_), Ok(_)) => text.rfind([',', '.']).and_then(|at| text[at..].chars().next()),
        _ => None,
    }
    .filter(|mark| text.matches(*mark).count() == 1)
}

/// The number that a text says. Both marks are understood where only one reading is possible
/// (`1,5` and `1.5`, `1.234,5` and `1,234.5`); `1,234` is ambiguous unless the comma is known to
/// be the decimal mark, and `1.234` is ambiguous when it is.
pub(super) fn of_text(text: &str, decimal_comma: bool) -> Result<f64, Trouble> {
    let (digits, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], &text[at..]),
        None => (text, ""),
    };
    let unsigned = digits.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(digits);
    let negative = digits.starts_with(['-', '\u{2212}']);
    let (whole, fraction) = split(unsigned, decimal_comma)?;
    let whole = ungrouped(whole).ok_or(Trouble::NoNumber)?;
    if !fraction.chars().all(|c| c.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return Err(Trouble::NoNumber);
    }
    let sign = if negative { "-" } else { "" };
    let plain = format!("{sign}{whole}.{fraction}{exponent}");
    let number: f64 = plain.parse().map_err(|_| Trouble::NoNumber)?;
    if number.is_finite() { Ok(number) } else { Err(Trouble::NoNumber) }
}

/// The parts before and after the decimal mark.
fn split(text: &str, decimal_comma: bool) -> Result<(&str, &str), Trouble> {
    let decimal = if decimal_comma { ',' } else { '.' };
    let commas = text.matches(',').count();
    let points = text.matches('.').count();
    let mark = match (commas, points) {
        (0, 0) => return Ok((text, "")),
        (1, 0) | (0, 1) => {
            let mark = if commas == 1 { ',' } else { '.' };
            if mark != decimal && looks_grouped(text, mark) {
                return Err(Trouble::Ambiguous);
            }
            mark
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
        (1..=3).contains(&whole.chars().count()) && rest.len() == 3 && !whole.starts_with('0')
    })
}

/// The digits of the whole part without its separators, if these stand where thousands end and
/// are all the same.
fn ungrouped(whole: &str) -> Option<String> {
    let separator = whole.chars().find(|c| !c.is_ascii_digit());
    let Some(separator) = separator else { return Some(whole.to_owned()) };
    if !matches!(separator, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}') {
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
            assert_eq!(of_text(text, false), Ok(number), "{text}");
        }
    }

    #[test]
    fn a_comma_is_decimal_where_the_column_says_so_or_nothing_else_fits() {
        for (text, comma, number) in [
            ("1,5", true, 1.5),
            ("1,5", false, 1.5),
            ("1,234", true, 1.234),
            ("1.234,5", true, 1234.5),
            ("1.234,5", false, 1234.5),
            ("1,234.5", true, 1234.5),
            ("1.234", false, 1.234),
            ("0,125", false, 0.125),
            ("1 234,5", true, 1234.5),
            ("1\u{202f}234", false, 1234.0),
            ("1'234'567.25", false, 1_234_567.25),
            ("1,234,567", false, 1_234_567.0),
            ("1.234.567", true, 1_234_567.0),
        ] {
            assert_eq!(of_text(text, comma), Ok(number), "{text} {comma}");
        }
    }

    #[test]
    fn what_could_be_two_numbers_is_refused() {
        assert_eq!(of_text("1,234", false), Err(Trouble::Ambiguous));
        assert_eq!(of_text("1.234", true), Err(Trouble::Ambiguous));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "", "abc", "1.2.3", "1,23,456", "12 34", "50%", "NaN", "inf", "1e999", "--1", "1-",
            "1e", "1,2,3.4", "$5", ".", "-", "1 234 56",
        ] {
            assert_eq!(of_text(text, false), Err(Trouble::NoNumber), "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_written_whole() {
        assert_eq!(write(3.0).to_string(), "3");
        assert_eq!(write(0.1).to_string(), "0.1");
        assert_eq!(write(1e300).to_string(), "1e+300");
    }
}
