//! Values between Jira's JSON, cells and the user's typing; one file per field type.
//!
//! [`read`] and [`cell`] make an export, [`parse`] and [`write()`] an import. They keep the law of
//! the engine: a cell that was not changed is read as the value it was made from, as [`same`]
//! compares them.

use serde_json::{Value, json};

mod body;
mod cascade;
mod choice;
mod context;
mod day;
mod duration;
mod entity;
mod input;
mod instant;
mod issue;
mod labels;
mod number;
mod options;
mod place;
mod raw;
mod rich;
mod text;
mod user;
mod zoned;

pub use body::{Body, Written};
pub use context::{Context, NewRows};
pub use options::{DayOrder, ParseOptions};

use crate::message::Message;
use crate::schema::{Entity, FieldId, FieldSchema, FieldType, FieldValue};
use crate::sheet::CellValue;
use input::Input;

/// A value as Jira sends it. JSON that is not as the field's type has it becomes
/// [`FieldValue::Raw`]: it is shown, and never written.
pub fn read(field: &FieldSchema, json: &Value) -> FieldValue {
    if json.is_null() {
        return FieldValue::Empty;
    }
    let value = match field.kind {
        FieldType::Key | FieldType::Text | FieldType::Url => text::read(json),
        FieldType::RichText => rich::read(json),
        FieldType::Number => number::read(json),
        FieldType::Date => day::read(json),
        FieldType::DateTime => instant::read(json),
        FieldType::Duration => duration::read(json),
        FieldType::Project => place::read_project(json),
        FieldType::Parent => issue::read_parent(json),
        FieldType::IssueType
        | FieldType::Status
        | FieldType::Priority
        | FieldType::Resolution
        | FieldType::Version
        | FieldType::Option => entity::read(json),
        FieldType::Components | FieldType::Versions | FieldType::Options => entity::read_many(json),
        FieldType::User => user::read(json),
        FieldType::Users => user::read_many(json),
        FieldType::Labels => labels::read(json),
        FieldType::Cascading => cascade::read(json),
        FieldType::Unknown => None,
    };
    value.unwrap_or_else(|| FieldValue::Raw(json.clone()))
}

/// The cell that shows a value.
pub fn cell(field: &FieldSchema, value: &FieldValue, cx: &Context<'_>) -> CellValue {
    let one = |entity: &Entity| entity_text(field.kind, entity, cx);
    let text = match value {
        FieldValue::Empty => return CellValue::Empty,
        FieldValue::Number(number) => return CellValue::Number(*number),
        FieldValue::Date(date) => return day::cell(*date),
        FieldValue::DateTime(at) => return instant::cell(*at, cx),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Rich(rich) => rich::shown(&rich.markdown),
        FieldValue::Duration(seconds) => duration::text(*seconds, cx),
        FieldValue::One(entity) => one(entity),
        FieldValue::Many(entities) => entities.iter().map(one).collect::<Vec<_>>().join("\n"),
        FieldValue::Words(words) => words.join(" "),
        FieldValue::Cascade { parent, child } => cascade::text(parent, child.as_ref()),
        FieldValue::NewIssue { label, .. } => label.clone(),
        FieldValue::Raw(json) => rich::shown(&raw::text(json)),
    };
    CellValue::from(text)
}

/// The value that the user's cells ask for: several where the field has several columns. Empty
/// cells ask for [`FieldValue::Empty`]; whether that clears the field is for the mapping to say.
///
/// A cell that shows what the issue has now is that value, whatever else it could mean.
///
/// # Errors
/// What is wrong with the cells, as the message of a finding. Its parameters: `field`, `value`
/// (what was not understood), and for choices `allowed` (the nearest few) and `suggestion`.
pub fn parse(
    field: &FieldSchema,
    cells: &[&CellValue],
    cx: &Context<'_>,
    options: &ParseOptions,
) -> Result<FieldValue, Message> {
    let input = Input { field, cx, options };
    let cells: Vec<&CellValue> = cells.iter().copied().filter(|cell| !blank(cell)).collect();
    if let Some(CellValue::Error(error)) = cells.iter().find(|c| matches!(c, CellValue::Error(_))) {
        return Err(input.refuse("cell-error", error));
    }
    match field.kind {
        _ if cells.is_empty() => Ok(FieldValue::Empty),
        FieldType::Labels => Ok(labels::parse(&input, &cells)),
        FieldType::Users => user::parse_many(&input, &cells),
        kind if kind.multi() => entity::parse_many(&input, &cells),
        _ => parse_one(&input, single(&input, &cells)?),
    }
}

fn parse_one(input: &Input<'_>, given: &CellValue) -> Result<FieldValue, Message> {
    if let Some(current) = input.current()
        && is_shown(input, given, current)
    {
        return Ok(current.clone());
    }
    match input.field.kind {
        FieldType::Key => Ok(issue::parse_key(given)),
        FieldType::Text => Ok(text::parse(given)),
        FieldType::Url => text::parse_url(input, given),
        FieldType::RichText => rich::parse(input, given),
        FieldType::Number => number::parse(input, given),
        FieldType::Date => day::parse(input, given),
        FieldType::DateTime => instant::parse(input, given),
        FieldType::Duration => duration::parse(input, given),
        FieldType::Project => place::parse_project(input, given),
        FieldType::IssueType => place::parse_issue_type(input, given),
        FieldType::Parent => issue::parse_parent(input, given),
        FieldType::User => user::parse(input, given),
        FieldType::Cascading => cascade::parse(input, given),
        FieldType::Unknown => Err(input.refuse("read-only-type", &given.to_text())),
        _ => entity::parse(input, given),
    }
}

/// Where and how a value is written; nothing for what is not written by an edit (a status, a
/// parent that is not created yet, a read-only type). No value clears the field.
pub fn write(field: &FieldId, kind: FieldType, value: &FieldValue) -> Option<Written> {
    match kind {
        FieldType::Key | FieldType::Status | FieldType::Unknown => None,
        FieldType::Duration => write_estimate(field, value),
        FieldType::Parent => match value {
            FieldValue::Empty => Some(Written::Update(json!([{ "set": { "none": true } }]))),
            FieldValue::One(parent) => Some(Written::Field(issue::write_parent(parent))),
            _ => None,
        },
        _ => write_value(kind, value).map(Written::Field),
    }
}

fn write_value(kind: FieldType, value: &FieldValue) -> Option<Value> {
    let entity = if kind.people() { user::write } else { entity::write };
    Some(match value {
        FieldValue::Empty if kind.multi() => json!([]),
        FieldValue::Empty => Value::Null,
        FieldValue::Text(text) => Value::from(text.as_str()),
        FieldValue::Rich(rich) => rich::write(rich),
        FieldValue::Number(number) => number::write(*number),
        FieldValue::Date(date) => Value::from(date.to_string()),
        FieldValue::DateTime(at) => instant::write(*at),
        FieldValue::One(one) => entity(one),
        FieldValue::Many(many) => many.iter().map(entity).collect(),
        FieldValue::Words(words) => json!(words),
        FieldValue::Cascade { parent, child } => cascade::write(parent, child.as_ref()),
        FieldValue::Duration(_) | FieldValue::NewIssue { .. } | FieldValue::Raw(_) => return None,
    })
}

/// Estimates are read as fields of their own, and written as members of `timetracking`.
fn write_estimate(field: &FieldId, value: &FieldValue) -> Option<Written> {
    let member = match field.as_str() {
        "timeoriginalestimate" => "originalEstimate",
        "timeestimate" => "remainingEstimate",
        _ => return None,
    };
    let json = match value {
        FieldValue::Empty => Value::Null,
        FieldValue::Duration(seconds) => duration::write(*seconds),
        _ => return None,
    };
    Some(Written::TimeTracking(member, json))
}

/// A value for the eye, on one or more lines.
pub fn display(value: &FieldValue, cx: &Context<'_>) -> String {
    match value {
        FieldValue::Empty => String::new(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::Rich(rich) => rich.markdown.clone(),
        FieldValue::Number(number) => CellValue::Number(*number).to_text(),
        FieldValue::Date(date) => date.to_string(),
        FieldValue::DateTime(at) => instant::display(*at, cx),
        FieldValue::Duration(seconds) => duration::text(*seconds, cx),
        FieldValue::One(entity) => entity.name.clone(),
        FieldValue::Many(entities) => {
            entities.iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>().join(", ")
        }
        FieldValue::Words(words) => words.join(" "),
        FieldValue::Cascade { parent, child } => cascade::text(parent, child.as_ref()),
        FieldValue::NewIssue { label, .. } => label.clone(),
        FieldValue::Raw(json) => raw::text(json),
    }
}

/// Whether two values are the same for a plan: entities by id, lists without order, instants as
/// far as a cell shows them, rich text by its Markdown, texts whatever their line ends, keys
/// whatever their case.
pub fn same(kind: FieldType, a: &FieldValue, b: &FieldValue) -> bool {
    match (a, b) {
        (FieldValue::Text(a), FieldValue::Text(b)) if kind == FieldType::Key => {
            a.eq_ignore_ascii_case(b)
        }
        (FieldValue::Text(a), FieldValue::Text(b)) => text::same(a, b),
        (FieldValue::Rich(a), FieldValue::Rich(b)) => a.markdown == b.markdown,
        (FieldValue::DateTime(a), FieldValue::DateTime(b)) => instant::same(*a, *b),
        (FieldValue::Many(a), FieldValue::Many(b)) => same_set(a, b),
        (FieldValue::Words(a), FieldValue::Words(b)) => same_set(a, b),
        (FieldValue::Empty, other) | (other, FieldValue::Empty) => nothing(other),
        (a, b) => a == b,
    }
}

/// Values that show nothing and mean nothing.
fn nothing(value: &FieldValue) -> bool {
    match value {
        FieldValue::Empty => true,
        FieldValue::Text(text) => text.trim().is_empty(),
        FieldValue::Raw(json) => raw::text(json).trim().is_empty(),
        FieldValue::Rich(rich) => rich.markdown.is_empty(),
        FieldValue::Many(entities) => entities.is_empty(),
        FieldValue::Words(words) => words.is_empty(),
        _ => false,
    }
}

fn same_set<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.iter().all(|x| b.contains(x)) && b.iter().all(|x| a.contains(x))
}

/// The entities of a value.
fn entities(value: &FieldValue) -> Vec<&Entity> {
    match value {
        FieldValue::One(entity) => vec![entity],
        FieldValue::Many(entities) => entities.iter().collect(),
        _ => Vec::new(),
    }
}

fn entity_text(kind: FieldType, entity: &Entity, cx: &Context<'_>) -> String {
    if kind.people() { user::text(entity, cx) } else { entity.name.clone() }
}

fn blank(cell: &CellValue) -> bool {
    match cell {
        CellValue::Text(text) => text.trim().is_empty(),
        other => other.is_empty(),
    }
}

/// The one cell of a field that holds one value; several columns may repeat it.
fn single<'a>(input: &Input<'_>, cells: &[&'a CellValue]) -> Result<&'a CellValue, Message> {
    match cells {
        [first, rest @ ..] if rest.iter().all(|cell| cell == first) => Ok(first),
        _ => {
            let values: Vec<_> = cells.iter().map(|cell| cell.to_text()).collect();
            Err(input.refuse("several-values", &values.join(" | ")))
        }
    }
}

/// Whether a cell shows a value. Texts are compared as they are, as there are many and they are
/// long.
fn is_shown(input: &Input<'_>, given: &CellValue, value: &FieldValue) -> bool {
    match (given, value) {
        (CellValue::Text(given), FieldValue::Text(text)) => text::same(given, text),
        (CellValue::Text(given), FieldValue::Rich(rich)) if *given == rich.markdown => true,
        _ => shows(given, &cell(input.field, value, input.cx)),
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

#[cfg(test)]
mod tests;
