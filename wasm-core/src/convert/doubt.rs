//! What a person may have meant otherwise by cells that were understood.
//!
//! A value that is only likely is written with a word about it: what the cell holds and what is
//! written for it, so that whoever typed it can tell.

use jiff::civil::{DateTime, Time};

use super::input::{Input, SHOWN};
use super::{Context, ParseOptions, PlainTime, duration, labels, moment, readable, rich};
use crate::message::{Message, shortened};
use crate::schema::{FieldSchema, FieldType, FieldValue};
use crate::sheet::CellValue;

/// A warning about one of the cells that [`parse`](super::parse) understood as `value`, which
/// differs from Jira's; none where nothing else can be meant. The position of the cell among
/// `cells`, and a message with the parameters `field`, `value` (what the cell holds) and `written`
/// (what is written for it).
pub fn doubt(
    field: &FieldSchema,
    cells: &[&CellValue],
    value: &FieldValue,
    cx: &Context<'_>,
    options: &ParseOptions,
) -> Option<(usize, Message)> {
    let input = Input { field, cx, options };
    cells.iter().enumerate().find_map(|(at, cell)| {
        let (code, said) = match of_label(&input, cell).filter(|_| field.kind == FieldType::Labels)
        {
            Some(doubt) => doubt,
            None => (of_cell(&input, cell, value)?, cell.to_text()),
        };
        Some((at, input.refuse(code, &said).with("written", shown(value, cx))))
    })
}

/// A label that is split, or is not.
fn of_label(input: &Input<'_>, cell: &CellValue) -> Option<(&'static str, String)> {
    if matches!(cell, CellValue::Date(_) | CellValue::DateTime(_)) {
        return None;
    }
    let space = labels::space_within(input, cell).map(|part| ("label-with-space", part));
    space.or_else(|| Some(("label-with-comma", labels::comma_within(input, cell)?)))
}

/// A list of words is shown with commas, as spaces are what is in doubt.
fn shown(value: &FieldValue, cx: &Context<'_>) -> String {
    let text = match value {
        FieldValue::Words(words) => words.join(", "),
        value => readable(value, cx),
    };
    shortened(&text, SHOWN)
}

fn of_cell(input: &Input<'_>, cell: &CellValue, value: &FieldValue) -> Option<&'static str> {
    match (input.field.kind, value) {
        (FieldType::Labels | FieldType::Text | FieldType::Texts, _) => in_text(cell),
        (FieldType::RichText, _) => {
            let text = cell.as_text().unwrap_or_default();
            let full = || rich::fills_its_cell(text).then_some("text-fills-cell");
            let lost = || (!rich::lost_here(input, cell).is_empty()).then_some("markup-not-made");
            in_text(cell).or_else(full).or_else(lost)
        }
        (FieldType::Date | FieldType::Dates, _) => {
            let exchanged = exchanged(cell, input.options).then_some("date-maybe-exchanged");
            exchanged.or_else(|| has_time(cell).then_some("date-without-time"))
        }
        (FieldType::DateTime, _) => {
            exchanged(cell, input.options).then_some("date-maybe-exchanged")
        }
        (FieldType::Number | FieldType::Numbers, _) => {
            maybe_thousands(cell, input.options).then_some("number-maybe-thousands")
        }
        (FieldType::Duration, FieldValue::Duration(seconds)) => {
            let many = many_hours(cell, input.options).then_some("duration-of-many-hours");
            let rounded = || duration::is_rounded(cell, *seconds, input.options);
            many.or_else(|| rounded().then_some("duration-rounded"))
        }
        _ => None,
    }
}

/// A cell of a text that a program has made something else of, or shows in another way.
fn in_text(cell: &CellValue) -> Option<&'static str> {
    /// From here on Excel does not keep every digit of a whole number.
    const EXACT: f64 = 1e15;
    match cell {
        CellValue::Date(_) | CellValue::DateTime(_) => Some("text-of-date"),
        CellValue::Duration { .. } => Some("text-of-time"),
        CellValue::Number(number) if number.abs() >= EXACT => Some("text-of-long-number"),
        CellValue::Text(text) if is_scientific(text.trim()) => Some("text-of-long-number"),
        _ => None,
    }
}

/// Whether a text is what Excel makes of many digits: `6.93217E+12`.
fn is_scientific(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.split_once("E+").is_some_and(|(number, exponent)| {
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        whole.len() == 1 && digits(whole) && digits(fraction) && digits(exponent)
    })
}

/// Whether a typed day may be another: day and month were exchanged when the file was opened.
fn exchanged(cell: &CellValue, options: &ParseOptions) -> bool {
    let date = match cell {
        CellValue::Date(date) => *date,
        CellValue::DateTime(at) => at.date(),
        _ => return false,
    };
    options.half_converted && date.day() <= 12 && i16::from(date.day()) != i16::from(date.month())
}

/// Whether the cell of a day tells a time of day too.
fn has_time(cell: &CellValue) -> bool {
    let is_set = |time: Time| time != Time::midnight();
    match cell {
        CellValue::DateTime(at) => is_set(DateTime::time(*at)),
        CellValue::Text(text) => {
            moment::split(text).and_then(|moment| moment.time).is_some_and(is_set)
        }
        _ => false,
    }
}

/// Whether a typed number may be one of thousands, of which the separator was taken for a decimal
/// mark: other cells of the column show that the program did not know it.
fn maybe_thousands(cell: &CellValue, options: &ParseOptions) -> bool {
    let CellValue::Number(number) = cell else { return false };
    let thousands = number * 1000.0;
    options.thousands_as_text
        && *number != 0.0
        && number.abs() < 1000.0
        && (thousands - thousands.round()).abs() < 1e-6
}

/// Whether a plain number is of more hours than a person estimates as such: minutes are likelier.
fn many_hours(cell: &CellValue, options: &ParseOptions) -> bool {
    const MANY: f64 = 100.0;
    let hours = options.plain_time == PlainTime::Hours && !options.jira_csv;
    hours && duration::plain(cell, options).is_some_and(|number| number > MANY)
}
