//! Days in the forms that people and programs write them.

use jiff::civil::Date;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::docs::FieldDoc;
use super::input::Input;
use super::moment;
use super::options::{DayOrder, ParseOptions};
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Date,
    name: "Date",
    fields: "Due date; date picker; baseline start and end; date fields of apps",
    shows: "The day, as a date.",
    enter: "A date cell, `2026-12-31`, `31.12.2026`, `31.12.26`, `31/Dec/26`, `31 décembre 2026`, `2026年12月31日`; `03/04/2026` where the column tells the order. A time of day is left out.",
    refuses: "A day that does not exist.",
}];

/// The first year that Excel can show as a date.
const FIRST_YEAR: i16 = 1900;

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    iso(moment::split(json.as_str()?)?.day).map(FieldValue::Date)
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
    of_text(text, input.options).map_err(|trouble| input.refuse(trouble.date_code(), text))
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

/// The day a text says: `2026-10-15`, `15.10.2026`, `15.10.26`, `15/Oct/26`, `Oct 15, 2026`,
/// `15. Oktober 2026`, `2026年10月15日`, and `15/10/2026` or `10/15/2026` where only one order makes
/// a day or the column tells. A time of day may follow: the day is the one that is written, in
/// whatever zone.
pub(super) fn of_text(text: &str, options: &ParseOptions) -> Result<Date, Trouble> {
    let moment = moment::split(text).ok_or(Trouble::NoDate)?;
    of_day(moment.day, options)
}

/// The day of a text without a time.
pub(super) fn of_day(text: &str, options: &ParseOptions) -> Result<Date, Trouble> {
    if let Some(date) = iso(text) {
        return Ok(date);
    }
    let composed: String = text.nfc().collect();
    let parts = parts(&composed);
    let &[a, b, c] = parts.as_slice() else { return Err(Trouble::NoDate) };
    if let Some(month) = month(b) {
        return date(year(c), Some(month), ordinal(a));
    }
    if let Some(month) = month(a) {
        return date(year(c), Some(month), ordinal(b));
    }
    if a.len() == 4 {
        return date(year(a), number(b), number(c));
    }
    let dotted = text.contains('.');
    let order = match dotted {
        true if options.dotted_unsure => options.day_order.filter(|_| options.order_chosen),
        true => Some(DayOrder::DayFirst),
        false => options.day_order,
    };
    let day_first = date(year(c), number(b), number(a));
    let month_first = date(year(c), number(a), number(b));
    // Of `26/10/15` the year may be the first.
    let short = c.len() == 2 && !dotted;
    let year_first = if short { date(year(a), number(b), number(c)) } else { Err(Trouble::NoDate) };
    match order {
        Some(DayOrder::DayFirst) => day_first,
        Some(DayOrder::MonthFirst) => month_first,
        None => only([day_first, month_first, year_first]),
    }
}

/// The one day of several readings.
fn only(readings: [Result<Date, Trouble>; 3]) -> Result<Date, Trouble> {
    let mut days = readings.into_iter().flatten();
    let first = days.next().ok_or(Trouble::NoDate)?;
    if days.all(|other| other == first) { Ok(first) } else { Err(Trouble::Ambiguous) }
}

/// The three parts of a day, and whatever else there is.
fn parts(text: &str) -> Vec<&str> {
    // The words between the parts in Spanish and Portuguese.
    const BETWEEN: [&str; 2] = ["de", "del"];
    let between = |c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ',' | '年' | '月');
    let whole = text.trim_end();
    let day = whole.strip_suffix('日').filter(|_| whole.contains('年')).unwrap_or(whole);
    day.split(between).filter(|part| !part.is_empty() && !BETWEEN.contains(part)).collect()
}

/// The order that a text gives away by being a day in one order only.
pub(super) fn only_order(text: &str) -> Option<DayOrder> {
    let day = moment::split(text)?.day;
    if day.contains('.') {
        return None;
    }
    let valid = |order| {
        let options = ParseOptions { day_order: Some(order), ..ParseOptions::default() };
        of_day(day, &options)
    };
    match (valid(DayOrder::DayFirst), valid(DayOrder::MonthFirst)) {
        // The year may be what comes first.
        _ if of_day(day, &ParseOptions::default()) == Err(Trouble::Ambiguous) => None,
        (Ok(_), Err(_)) => Some(DayOrder::DayFirst),
        (Err(_), Ok(_)) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// Whether a day with points has the month first, as almost nobody writes it.
pub(super) fn dotted_month_first(text: &str) -> bool {
    let Some(day) = moment::split(text).map(|moment| moment.day) else { return false };
    let of = |text: &str, order| {
        of_day(text, &ParseOptions { day_order: Some(order), ..ParseOptions::default() })
    };
    let slashed = day.replace('.', "/");
    day.contains('.')
        && of(&slashed, DayOrder::DayFirst).is_err()
        && of(&slashed, DayOrder::MonthFirst).is_ok()
}

fn iso(day: &str) -> Option<Date> {
    let bytes = day.as_bytes();
    let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    if shaped { day.parse().ok() } else { None }
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

/// The number of a day with what may stand behind it: `1st`, `1er`, `1º`.
fn ordinal(text: &str) -> Option<i8> {
    const ENDS: [&str; 7] = ["st", "nd", "rd", "th", "er", "º", "°"];
    number(ENDS.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text))
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

/// The month of an English name or its first three letters, of the names in German, French,
/// Spanish, Portuguese and Italian, and of the short names that Jira's own CSV has in these.
fn month(text: &str) -> Option<i8> {
    const NAMES: [(&str, &str); 12] = [
        ("january", "jän jänner januar janv janvier ene enero janeiro gen gennaio"),
        ("february", "februar févr fév fev février fevrier febrero fevereiro febbraio"),
        ("march", "mär märz maerz mrz mars marzo março marco"),
        ("april", "avr avril abr abril aprile"),
        ("may", "mai mag mayo maio maggio"),
        ("june", "juni juin junio junho giu giugno"),
        ("july", "juli juil juillet julio julho lug luglio"),
        ("august", "août aout aoû ago agosto"),
        ("september", "sept septembre septiembre setiembre set setembro settembre"),
        ("october", "okt oktober octobre octubre out outubro ott ottobre"),
        ("november", "novembre noviembre novembro"),
        ("december", "dez dezember déc décembre decembre dic diciembre dezembro dicembre"),
    ];
    let text = text.to_lowercase();
    let found = NAMES.iter().position(|(name, others)| {
        let english = text.chars().count() >= 3 && name.starts_with(&text);
        english || others.split(' ').any(|other| other == text)
    })?;
    i8::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    fn plain(text: &str) -> Result<Date, Trouble> {
        of_text(text, &ParseOptions::default())
    }

    fn ordered(text: &str, order: DayOrder) -> Result<Date, Trouble> {
        of_text(text, &ParseOptions { day_order: Some(order), ..ParseOptions::default() })
    }

    #[test]
    fn the_usual_ways_to_write_a_day_are_understood() {
        for text in [
            "2026-10-15",
            "2026-10-15T00:00:00.000Z",
            "2026-10-15 00:00:00",
            "2026-10-15T22:15:00.000+0900",
            "2026-10-15 08:45",
            "2026/10/15",
            "15.10.2026",
            "15.10.26",
            "15/Oct/26",
            "15 October 2026",
            "Oct 15, 2026",
            "October 15th, 2026",
            "15-Oct-2026",
            "15/10/2026",
            "10/15/2026",
            "15/Oct/26 12:00 AM",
            "15/Okt/26 00:00",
            "15/oct./26",
            "15. Oktober 2026",
            "15 octobre 2026",
            "15 de octubre de 2026",
            "2026年10月15日",
        ] {
            assert_eq!(plain(text), Ok(day(2026, 10, 15)), "{text}");
        }
        for (text, month) in [
            ("1. Jänner 2027", 1),
            ("1er fe\u{301}vrier 2027", 2),
            ("1. März 2027", 3),
            ("1 mayo 2027", 5),
            ("1er aou\u{302}t 2027", 8),
            ("1 de diciembre de 2027", 12),
            ("1.12.27", 12),
        ] {
            assert_eq!(plain(text), Ok(day(2027, month, 1)), "{text}");
        }
    }

    #[test]
    fn day_and_month_are_never_guessed() {
        assert_eq!(plain("03/04/2026"), Err(Trouble::Ambiguous));
        assert_eq!(plain("15/10/26"), Err(Trouble::Ambiguous), "2015 too");
        assert_eq!(plain("10/31/26"), Ok(day(2026, 10, 31)));
        assert_eq!(ordered("15/10/26", DayOrder::DayFirst), Ok(day(2026, 10, 15)));
        assert_eq!(ordered("03/04/2026", DayOrder::DayFirst), Ok(day(2026, 4, 3)));
        assert_eq!(ordered("03/04/2026", DayOrder::MonthFirst), Ok(day(2026, 3, 4)));
        assert_eq!(plain("04/04/2026"), Ok(day(2026, 4, 4)));
        assert_eq!(plain("03.04.2026"), Ok(day(2026, 4, 3)));
        assert_eq!(ordered("13/04/2026", DayOrder::MonthFirst), Err(Trouble::NoDate));
        let unsure = ParseOptions { dotted_unsure: true, ..ParseOptions::default() };
        assert_eq!(of_text("03.04.2026", &unsure), Err(Trouble::Ambiguous));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "tomorrow",
            "2026-02-30",
            "2026-10",
            "45000",
            "2026-10-15 25:00",
            "1/2/3/4",
            "2026-13-01",
            "2026-12-310",
            "31 November 2026",
            "31/11/2026",
            "29.02.2027",
            "äöü-äö-äö",
        ] {
            assert_eq!(plain(text), Err(Trouble::NoDate), "{text}");
        }
    }
}
