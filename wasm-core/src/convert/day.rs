//! Days in the forms that people and programs write them.

use jiff::civil::Date;
use serde_json::Value;

use super::docs::FieldDoc;
use super::input::Input;
use super::options::DayOrder;
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Date,
    name: "Date",
    fields: "Due date; date picker; baseline start and end; date fields of apps",
    shows: "The day, as a date.",
    enter: "A date cell, `2026-12-31`, `31.12.2026`, `31/Dec/26`; `03/04/2026` where the column tells the order.",
    refuses: "A day that does not exist.",
}];

/// The first year that Excel can show as a date.
const FIRST_YEAR: i16 = 1900;

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    iso(json.as_str()?).map(FieldValue::Date)
}

/// A typed date, or its text where Excel has no such day.
pub(super) fn cell(date: Date) -> CellValue {
    if date.year() < FIRST_YEAR { CellValue::Text(date.to_string()) } else { CellValue::Date(date) }
}

pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    match cell {
        CellValue::Date(date) => Ok(FieldValue::Date(*date)),
        CellValue::DateTime(at) => Ok(FieldValue::Date(at.date())),
        other => of_line(input, other.to_text().trim()).map(FieldValue::Date),
    }
}

/// The day in a cell or in one of its lines.
pub(super) fn of_line(input: &Input<'_>, text: &str) -> Result<Date, Message> {
    of_text(text, input.options.day_order)
        .map_err(|trouble| input.refuse(trouble.date_code(), text))
}

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Day and month could be either.
    Ambiguous,
    /// No day is like that.
    NoDate,
}

impl Trouble {
    fn date_code(self) -> &'static str {
        match self {
            Self::Ambiguous => "ambiguous-date",
            Self::NoDate => "bad-date",
        }
    }
}

/// The day a text says: `2026-10-15`, `15.10.2026`, `15/Oct/26`, `Oct 15, 2026`, and `15/10/2026`
/// or `10/15/2026` where only one order makes a day or `order` tells. A time of midnight may
/// follow the ISO form.
pub(super) fn of_text(text: &str, order: Option<DayOrder>) -> Result<Date, Trouble> {
    if let Some(date) = iso(text) {
        return Ok(date);
    }
    let text = without_midnight(text);
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let &[a, b, c] = parts.as_slice() else { return Err(Trouble::NoDate) };
    if let Some(month) = month(b) {
        return date(year(c), Some(month), number(a));
    }
    if let Some(month) = month(a) {
        return date(year(c), Some(month), number(b));
    }
    if a.len() == 4 {
        return date(year(a), number(b), number(c));
    }
    if c.len() != 4 {
        return Err(Trouble::NoDate);
    }
    let day_first = date(year(c), number(b), number(a));
    let month_first = date(year(c), number(a), number(b));
    let order = if text.contains('.') { Some(DayOrder::DayFirst) } else { order };
    match (order, day_first, month_first) {
        (Some(DayOrder::DayFirst), found, _) | (Some(DayOrder::MonthFirst), _, found) => found,
        (None, Ok(one), Ok(two)) if one != two => Err(Trouble::Ambiguous),
        (None, one, two) => one.or(two),
    }
}

/// The text without a time of midnight behind it, which Jira's own CSV writes after each day
/// (`28/Sep/25 12:00 AM`).
fn without_midnight(text: &str) -> &str {
    const MIDNIGHTS: [&str; 5] = ["12:00 AM", "12:00:00 AM", "00:00", "00:00:00", "00:00:00.0"];
    let day = MIDNIGHTS.iter().find_map(|time| text.strip_suffix(time)?.strip_suffix(' '));
    day.map_or(text, str::trim_end)
}

/// The order that a text gives away by being a day in one order only.
pub(super) fn only_order(text: &str) -> Option<DayOrder> {
    let text = text.split_whitespace().next()?;
    if text.contains('.') {
        return None;
    }
    let day_first = of_text(text, Some(DayOrder::DayFirst)).is_ok();
    let month_first = of_text(text, Some(DayOrder::MonthFirst)).is_ok();
    match (day_first, month_first) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

fn iso(text: &str) -> Option<Date> {
    let (day, time) = match text.get(10..) {
        Some(rest) if !rest.is_empty() => (text.get(..10)?, rest),
        _ => (text, ""),
    };
    let midnight = time
        .strip_prefix(['T', ' '])
        .unwrap_or(time)
        .trim_end_matches('Z')
        .trim_matches(['0', ':', '.']);
    let bytes = day.as_bytes();
    let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    if shaped && midnight.is_empty() { day.parse().ok() } else { None }
}

fn date(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Result<Date, Trouble> {
    let (Some(year), Some(month), Some(day)) = (year, month, day) else {
        return Err(Trouble::NoDate);
    };
    Date::new(year, month, day).map_err(|_| Trouble::NoDate)
}

fn number(text: &str) -> Option<i8> {
    if text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// A year of four digits, or of two as Jira's own exports write it (`15/Oct/26`): 1970 to 2069.
fn year(text: &str) -> Option<i16> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(number),
        2 if number < 70 => Some(2000 + number),
        2 => Some(1900 + number),
        _ => None,
    }
}

/// The month of an English name or its first three letters, and of the short names that Jira's own
/// CSV has in German, French, Spanish, Portuguese and Italian.
fn month(text: &str) -> Option<i8> {
    const NAMES: [(&str, &[&str]); 12] = [
        ("january", &["jän", "janv", "ene", "gen"]),
        ("february", &["févr", "fév", "fev"]),
        ("march", &["mär", "märz", "mrz", "mars"]),
        ("april", &["avr", "abr"]),
        ("may", &["mai", "mag", "mayo"]),
        ("june", &["juin", "giu"]),
        ("july", &["juil", "lug"]),
        ("august", &["août", "aoû", "ago"]),
        ("september", &["set"]),
        ("october", &["okt", "out", "ott"]),
        ("november", &[]),
        ("december", &["dez", "déc", "dic"]),
    ];
    let text = text.to_lowercase();
    let found = NAMES.iter().position(|(name, others)| {
        let english = text.chars().count() >= 3 && name.starts_with(&text);
        english || others.contains(&text.as_str())
    })?;
    i8::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn the_usual_ways_to_write_a_day_are_understood() {
        for text in [
            "2026-10-15",
            "2026-10-15T00:00:00.000Z",
            "2026-10-15 00:00:00",
            "2026/10/15",
            "15.10.2026",
            "15/Oct/26",
            "15 October 2026",
            "Oct 15, 2026",
            "15-Oct-2026",
            "15/10/2026",
            "10/15/2026",
            "15/Oct/26 12:00 AM",
            "15/Okt/26 00:00",
            "15/oct./26",
        ] {
            assert_eq!(of_text(text, None), Ok(day(2026, 10, 15)), "{text}");
        }
    }

    #[test]
    fn day_and_month_are_never_guessed() {
        assert_eq!(of_text("03/04/2026", None), Err(Trouble::Ambiguous));
        assert_eq!(of_text("03/04/2026", Some(DayOrder::DayFirst)), Ok(day(2026, 4, 3)));
        assert_eq!(of_text("03/04/2026", Some(DayOrder::MonthFirst)), Ok(day(2026, 3, 4)));
        assert_eq!(of_text("04/04/2026", None), Ok(day(2026, 4, 4)));
        assert_eq!(of_text("03.04.2026", None), Ok(day(2026, 4, 3)));
        assert_eq!(of_text("13/04/2026", Some(DayOrder::MonthFirst)), Err(Trouble::NoDate));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "tomorrow",
            "2026-02-30",
            "2026-10",
            "15/10/26",
            "45000",
            "2026-10-15 10:00",
            "1/2/3/4",
            "2026-13-01",
            "äöü-äö-äö",
        ] {
            assert_eq!(of_text(text, None), Err(Trouble::NoDate), "{text}");
        }
    }
}
