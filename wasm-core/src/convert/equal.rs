//! When two values are the same for a plan.

use super::{raw, rich, text};
use crate::schema::{FieldType, FieldValue};

/// Whether two values are the same for a plan: entities by id, lists without order, instants as
/// far as a cell shows them, rich text by its Markdown or its wiki markup, texts whatever their line
/// ends and the blanks around a single line, keys whatever their case, sprints by the open one.
pub fn same(kind: FieldType, a: &FieldValue, b: &FieldValue) -> bool {
    match (a, b) {
        (FieldValue::Text(a), FieldValue::Text(b)) if kind == FieldType::Key => {
            a.eq_ignore_ascii_case(b)
        }
        (FieldValue::Text(a), FieldValue::Text(b)) => text::same(a, b),
        (FieldValue::Rich(a), FieldValue::Rich(b)) => rich::same(a, b),
        (FieldValue::DateTime(a), FieldValue::DateTime(b)) => super::instant::same(*a, *b),
        (FieldValue::Many(a), FieldValue::Many(b)) => same_set(a, b),
        (FieldValue::Words(a), FieldValue::Words(b)) => same_set(a, b),
        (FieldValue::Lines(a), FieldValue::Lines(b)) if !kind.writable() => same_set(a, b),
        (FieldValue::Lines(a), FieldValue::Lines(b)) => same_lines(a, b),
        (FieldValue::Sprints { open: a, .. }, FieldValue::Sprints { open: b, .. }) => a == b,
        (FieldValue::Empty, other) | (other, FieldValue::Empty) => nothing(other),
        (a, b) => a == b,
    }
}

/// Values that show nothing and mean nothing, and sprints that are over: those stay whatever is
/// written.
fn nothing(value: &FieldValue) -> bool {
    match value {
        FieldValue::Empty => true,
        FieldValue::Text(text) => text.trim().is_empty(),
        FieldValue::Raw(json) => raw::text(json).trim().is_empty(),
        FieldValue::Rich(rich) => rich.shown().trim().is_empty(),
        FieldValue::Many(entities) => entities.is_empty(),
        FieldValue::Words(words) => words.is_empty(),
        FieldValue::Lines(lines) => lines.iter().all(|line| line.trim().is_empty()),
        FieldValue::Sprints { open, .. } => open.is_none(),
        _ => false,
    }
}

fn same_lines(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| text::same(a, b))
}

fn same_set<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.iter().all(|x| b.contains(x)) && b.iter().all(|x| a.contains(x))
}
