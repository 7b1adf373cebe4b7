//! Where an issue is: its project, by key, and its type, by name.

use serde_json::Value;

use super::choice::{Choices, Trouble, on_screen};
use super::docs::FieldDoc;
use super::entity;
use super::input::Input;
use crate::mapping::fold;
use crate::message::Message;
use crate::schema::{Entity, FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::{Choice, IssueType, Project};

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

/// A project by key, or by its name if only one has it.
pub(super) fn parse_project(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let text = cell.to_text();
    let offered = offered(input);
    let current = input.current().map(super::entities).unwrap_or_default();
    let choices = Choices::among(current, offered.iter().map(|(key, _)| key).collect());
    if let Ok(project) = choices.find(&text) {
        return Ok(FieldValue::One(project.clone()));
    }
    let mut named = offered.iter().filter(|(_, name)| fold(name) == fold(&text));
    match (named.next(), named.next()) {
        (Some((project, _)), None) => Ok(FieldValue::One(project.clone())),
        (Some(_), Some(_)) => Err(choices.refuse(input, text.trim(), Trouble::Ambiguous)),
        (None, _) => Err(choices.refuse(input, text.trim(), Trouble::Unknown)),
    }
}

/// The projects by key that a field may hold, each with its name: a picker offers what its screen
/// lists.
fn offered<'a>(input: &Input<'a>) -> Vec<(Entity, &'a str)> {
    let listed = match input.field.kind {
        FieldType::ProjectChoice => on_screen(input),
        _ => None,
    };
    let of_choice =
        |choice: &'a Choice| (choice.entity.clone(), choice.title.as_deref().unwrap_or_default());
    let of_project = |project: &'a Project| {
        (Entity { id: project.id.clone(), name: project.key.clone() }, project.name.as_str())
    };
    match listed {
        Some(listed) => listed.iter().map(of_choice).collect(),
        None => input.cx.target.projects.values().map(of_project).collect(),
    }
}

/// An issue type of the row's project; of any project that was read where that is not known.
pub(super) fn parse_issue_type(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let types: Vec<&IssueType> = match input.cx.project() {
        Some(project) => project.issue_types.iter().collect(),
        None => input.cx.target.projects.values().flat_map(|p| &p.issue_types).collect(),
    };
    let entity = |kind: &IssueType| Entity { id: kind.id.clone(), name: kind.name.clone() };
    let named: Vec<Entity> = types.iter().map(|kind| entity(kind)).collect();
    let current = input.current().map(super::entities).unwrap_or_default();
    let choices = Choices::among(current.clone(), named.iter().collect());
    let trouble = match choices.find_cell(cell) {
        Ok(kind) => return Ok(FieldValue::One(kind.clone())),
        Err(trouble) => trouble,
    };
    // No import makes a sub-task of another issue, nor the other way round.
    let is_subtask = |id: &str| types.iter().any(|kind| kind.id == id && kind.level < 0);
    let fits = |kind: &&Entity| match current.first() {
        Some(now) => is_subtask(&now.id) == is_subtask(&kind.id),
        None => true,
    };
    let fitting = Choices::among(Vec::new(), named.iter().filter(fits).collect());
    Err(fitting.refuse(input, cell.to_text().trim(), trouble))
}
