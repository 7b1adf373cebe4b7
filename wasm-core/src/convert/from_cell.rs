//! Values as the user's cells ask for them.

use super::input::Input;
use super::to_cell::is_shown;
use super::{
    Context, ParseOptions, cascade, computed, day, duration, entity, instant, issue, labels, lines,
    lookup, number, place, related, rich, sprint, text, user,
};
use crate::message::Message;
use crate::schema::{FieldSchema, FieldType, FieldValue};
use crate::sheet::{CellValue, is_error};

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
        let code = if error.is_empty() { "cell-not-calculated" } else { "cell-error" };
        return Err(input.refuse(code, error));
    }
    if let ([cell], Some(current)) = (cells.as_slice(), input.current())
        && is_shown(field, cell, current, cx)
    {
        return Ok(current.clone());
    }
    if cells.is_empty() {
        return Ok(FieldValue::Empty);
    }
    // A text file has the errors of its sheet as texts.
    if let Some(error) = cells.iter().filter_map(|cell| cell.as_text()).find(|t| is_error(t)) {
        return Err(input.refuse("cell-error", error.trim()));
    }
    match field.kind {
        FieldType::Labels => Ok(labels::parse(&input, &cells)),
        FieldType::Users => user::parse_many(&input, &cells),
        FieldType::Sprint => sprint::parse(&input, &cells),
        FieldType::Groups | FieldType::Organizations | FieldType::Assets => {
            lookup::parse_many(&input, &cells)
        }
        FieldType::Texts | FieldType::Numbers | FieldType::Dates => lines::parse(&input, &cells),
        FieldType::Links | FieldType::Subtasks | FieldType::Attachments => {
            Ok(related::parse(field.kind, &cells))
        }
        kind if kind.multi() => entity::parse_many(&input, &cells),
        _ => parse_one(&input, single(&input, &cells)?),
    }
}

fn parse_one(input: &Input<'_>, given: &CellValue) -> Result<FieldValue, Message> {
    if let Some(current) = input.current()
        && is_shown(input.field, given, current, input.cx)
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
        FieldType::Project | FieldType::ProjectChoice => place::parse_project(input, given),
        FieldType::IssueType => place::parse_issue_type(input, given),
        FieldType::Parent => issue::parse_parent(input, given),
        FieldType::User => user::parse(input, given),
        FieldType::Group | FieldType::Team => lookup::parse(input, given),
        FieldType::Cascading => cascade::parse(input, given),
        FieldType::Count
        | FieldType::Progress
        | FieldType::TimeTracking
        | FieldType::Sla
        | FieldType::ReadOnlyName
        | FieldType::EpicLink => computed::parse(input, given),
        FieldType::Internal | FieldType::Unknown => {
            Err(input.refuse("read-only-type", &given.to_text()))
        }
        _ => entity::parse(input, given),
    }
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
