//! Values as cells show them, and for the eye.

use super::{Context, cascade, day, duration, instant, lookup, raw, rich, sprint, text, user};
use crate::adf;
use crate::schema::{Entity, FieldSchema, FieldValue};
use crate::sheet::CellValue;

/// The cell that shows a value.
pub fn cell(field: &FieldSchema, value: &FieldValue, cx: &Context<'_>) -> CellValue {
    let one = |entity: &Entity| entity_text(field, entity, cx);
    let text = match value {
        FieldValue::Empty => return CellValue::Empty,
        FieldValue::Number(number) => return CellValue::Number(*number),
        FieldValue::Date(date) => return day::cell(*date),
        FieldValue::DateTime(at) => return instant::cell(*at, cx),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Rich(rich) => rich::shown(rich.shown()),
        FieldValue::Duration(seconds) => duration::text(*seconds, cx),
        FieldValue::One(entity) => one(entity),
        FieldValue::Many(entities) if lookup::applies(field.kind) => {
            lookup::texts(field, entities, cx)
        }
        FieldValue::Many(entities) => entities.iter().map(one).collect::<Vec<_>>().join("\n"),
        FieldValue::Words(words) => words.join(" "),
        FieldValue::Lines(lines) => rich::shown(&lines.join("\n")),
        FieldValue::Sprints { closed, open } => sprint::text(closed, open.as_ref()),
        FieldValue::Cascade { parent, child } => cascade::text(parent, child.as_ref()),
        FieldValue::NewIssue { label, .. } => label.clone(),
        FieldValue::Raw(json) => rich::shown(&raw::text(json)),
    };
    CellValue::from(text)
}

fn entity_text(field: &FieldSchema, entity: &Entity, cx: &Context<'_>) -> String {
    if field.kind.people() {
        user::text(entity, cx)
    } else if lookup::applies(field.kind) {
        lookup::text(field, entity, cx)
    } else {
        entity.name.clone()
    }
}

/// A value for the eye, on one or more lines.
pub fn display(value: &FieldValue, cx: &Context<'_>) -> String {
    match value {
        FieldValue::Empty => String::new(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Rich(rich) => rich.shown().to_owned(),
        FieldValue::Number(number) => CellValue::Number(*number).to_text(),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::DateTime(at) => instant::display(*at, cx),
        FieldValue::Duration(seconds) => duration::text(*seconds, cx),
        FieldValue::One(entity) => entity.name.clone(),
        FieldValue::Many(entities) => {
            entities.iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>().join(", ")
        }
        FieldValue::Words(words) => words.join(" "),
        FieldValue::Lines(lines) => lines.join(", "),
        FieldValue::Sprints { closed, open } => {
            sprint::text(closed, open.as_ref()).replace('\n', ", ")
        }
        FieldValue::Cascade { parent, child } => cascade::text(parent, child.as_ref()),
        FieldValue::NewIssue { label, .. } => label.clone(),
        FieldValue::Raw(json) => raw::text(json),
    }
}

/// As [`display`], but a rich text that nothing makes look otherwise is shown without the signs by
/// which Markdown keeps its characters what they are.
pub fn readable(value: &FieldValue, cx: &Context<'_>) -> String {
    match value {
        FieldValue::Rich(rich) if rich.wiki.is_none() => {
            adf::only_text(&rich.document).unwrap_or_else(|| rich.markdown.clone())
        }
        value => display(value, cx),
    }
}

/// Whether a cell shows a value. Texts are compared as they are, as there are many and they are
/// long.
pub(super) fn is_shown(
    field: &FieldSchema,
    given: &CellValue,
    value: &FieldValue,
    cx: &Context<'_>,
) -> bool {
    match (given, value) {
        (CellValue::Text(given), FieldValue::Text(text)) => text::same(given, text),
        (CellValue::Text(given), FieldValue::Rich(rich)) if rich::shows(rich, given) => true,
        _ => shows(given, &cell(field, value, cx)),
    }
}

/// Whether a cell shows the same as another: types aside, and whatever the line ends.
fn shows(given: &CellValue, expected: &CellValue) -> bool {
    match (given, expected) {
        (CellValue::Text(given), CellValue::Text(expected)) => text::same(given, expected),
        (CellValue::Text(given), other) => *given == other.to_text(),
        (given, expected) => given == expected,
    }
}
