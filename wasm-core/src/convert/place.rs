//! Where an issue is: its project, by key, and its type, by name.

use serde_json::Value;

use super::choice::{Choices, Trouble, fold, on_screen};
use super::docs::FieldDoc;
use super::entity;
use super::input::Input;
use crate::message::Message;
use crate::schema::{Entity, FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::IssueType;

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Project,
        name: "Project",
        fields: "Project",
        shows: "The project's key.",
        enter: "The key, or the name where only one project has it. Only new rows: an import moves nothing.",
        refuses: "A project in which you may not create work items.",
    },
    FieldDoc {
        kind: FieldType::IssueType,
        name: "Work type",
        fields: "Work type (issue type)",
        shows: "The type's name.",
        enter: "The name of a type of the project.",
        refuses: "A type with another workflow or level: that is a move.",
    },
    FieldDoc {
        kind: FieldType::ProjectChoice,
        name: "Project picker",
        fields: "Project picker",
        shows: "The project's key.",
        enter: "The key, or the name where only one project has it.",
        refuses: "A project that the field does not offer.",
    },
];

/// The project's name for the eye is its key.
pub(super) fn read_project(json: &Value) -> Option<FieldValue> {
    let id = entity::id_of(json.get("id")?)?;
    entity::named(id, json.get("key")?.as_str()?).map(FieldValue::One)
}

/// A project by key, or by its name if only one has it. A picker offers what its screen lists,
/// by key.
pub(super) fn parse_project(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let text = cell.to_text();
    let projects = input.cx.target.projects.values();
    let keys: Vec<Entity> =
        projects.clone().map(|p| Entity { id: p.id.clone(), name: p.key.clone() }).collect();
    let current = input.current().map(super::entities).unwrap_or_default();
    let offered = match input.field.kind {
        FieldType::ProjectChoice => on_screen(input),
        _ => None,
    };
    let allowed = match offered {
        Some(offered) => offered.iter().map(|choice| &choice.entity).collect(),
        None => keys.iter().collect(),
    };
    let choices = Choices::among(current, allowed);
    if let Ok(project) = choices.find(&text) {
        return Ok(FieldValue::One(project.clone()));
    }
    let mut named = projects.filter(|project| fold(&project.name) == fold(&text));
    match (named.next(), named.next()) {
        (Some(project), None) => {
            Ok(FieldValue::One(Entity { id: project.id.clone(), name: project.key.clone() }))
        }
        (Some(_), Some(_)) => Err(choices.refuse(input, text.trim(), Trouble::Ambiguous)),
        (None, _) => Err(choices.refuse(input, text.trim(), Trouble::Unknown)),
    }
}

/// An issue type of the row's project; of any project that was read where that is not known.
pub(super) fn parse_issue_type(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let types: Vec<&IssueType> = match input.cx.project() {
        Some(project) => project.issue_types.iter().collect(),
        None => input.cx.target.projects.values().flat_map(|p| &p.issue_types).collect(),
    };
    let types: Vec<Entity> =
        types.iter().map(|kind| Entity { id: kind.id.clone(), name: kind.name.clone() }).collect();
    let current = input.current().map(super::entities).unwrap_or_default();
    let choices = Choices::among(current, types.iter().collect());
    match choices.find_cell(cell) {
        Ok(kind) => Ok(FieldValue::One(kind.clone())),
        Err(trouble) => Err(choices.refuse(input, cell.to_text().trim(), trouble)),
    }
}
