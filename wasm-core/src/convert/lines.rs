//! Lists of plain values in fields of apps: texts, numbers, days; one per line, in order.

use serde_json::Value;

use super::docs::FieldDoc;
use super::input::{Input, list};
use super::options::ParseOptions;
use super::{day, number};
use crate::message::Message;
use crate::schema::{FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Texts,
        name: "Texts",
        fields: "Fields of apps that hold a list of strings",
        shows: "The texts, one per line.",
        enter: "Texts, one per line or separated by `;`.",
        refuses: "What the app itself refuses.",
    },
    FieldDoc {
        kind: FieldType::Numbers,
        name: "Numbers",
        fields: "Fields of apps that hold a list of numbers",
        shows: "The numbers, one per line.",
        enter: "Numbers, one per line or separated by `;`.",
        refuses: "What the app itself refuses.",
    },
    FieldDoc {
        kind: FieldType::Dates,
        name: "Dates",
        fields: "Fields of apps that hold a list of days",
        shows: "The days as `2026-12-31`, one per line.",
        enter: "Days, one per line or separated by `;`.",
        refuses: "What the app itself refuses.",
    },
];

pub(super) fn read(kind: FieldType, json: &Value) -> Option<FieldValue> {
    let line = |item: &Value| match kind {
        FieldType::Numbers => item.as_f64().map(shown),
        FieldType::Dates => {
            day::of_text(item.as_str()?, &ParseOptions::default()).ok().map(|day| day.to_string())
        }
        _ => item.as_str().map(str::to_owned),
    };
    let lines: Option<Vec<_>> = json.as_array()?.iter().map(line).collect();
    Some(of(lines?))
}

/// Lines; a line that the issue has already is not split at its semicolons.
pub(super) fn parse(input: &Input<'_>, cells: &[&CellValue]) -> Result<FieldValue, Message> {
    let current = match input.current() {
        Some(FieldValue::Lines(lines)) => lines.as_slice(),
        _ => &[],
    };
    let known = |line: &str| current.iter().any(|own| own == line);
    let mut lines = Vec::new();
    for cell in cells {
        let text = cell.to_text();
        for line in list(&text, known) {
            lines.push(item(input, cell, line)?);
        }
    }
    Ok(of(lines))
}

/// One element in the form in which it is kept.
fn item(input: &Input<'_>, cell: &CellValue, line: &str) -> Result<String, Message> {
    match (input.field.kind, cell) {
        (FieldType::Numbers, CellValue::Number(number)) => Ok(shown(*number)),
        (FieldType::Numbers, _) => number::of_line(input, line).map(shown),
        (FieldType::Dates, CellValue::Date(day)) => Ok(day.to_string()),
        (FieldType::Dates, CellValue::DateTime(at)) => Ok(at.date().to_string()),
        (FieldType::Dates, _) => day::of_line(input, line).map(|day| day.to_string()),
        _ => Ok(line.to_owned()),
    }
}

pub(super) fn write(kind: FieldType, lines: &[String]) -> Value {
    let number = |line: &String| line.parse().map_or(Value::Null, number::write);
    match kind {
        FieldType::Numbers => lines.iter().map(number).collect(),
        _ => lines.iter().map(|line| Value::from(line.as_str())).collect(),
    }
}

fn shown(number: f64) -> String {
    CellValue::Number(number).to_text()
}

fn of(lines: Vec<String>) -> FieldValue {
    if lines.is_empty() { FieldValue::Empty } else { FieldValue::Lines(lines) }
}
