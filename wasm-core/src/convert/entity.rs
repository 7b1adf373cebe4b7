//! One of a list, or several: options, priorities, statuses, resolutions, components, versions.

use serde_json::{Value, json};

use super::choice::Choices;
use super::docs::FieldDoc;
use super::input::{Input, list};
use crate::message::Message;
use crate::schema::{Entity, FieldType, FieldValue};
use crate::sheet::CellValue;

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Status,
        name: "Status",
        fields: "Status",
        shows: "The status's name.",
        enter: "A status that a transition leads to now; the import makes the transition. New rows start where the workflow starts and are moved then.",
        refuses: "A status that no open transition leads to; a transition whose screen asks for more.",
    },
    FieldDoc {
        kind: FieldType::Priority,
        name: "Priority",
        fields: "Priority",
        shows: "The name.",
        enter: "The name of a priority of the project.",
        refuses: "A priority that the project does not have.",
    },
    FieldDoc {
        kind: FieldType::Resolution,
        name: "Resolution",
        fields: "Resolution",
        shows: "The name.",
        enter: "A name. It is written along with the status, where the transition has it on its screen.",
        refuses: "A resolution where neither a screen nor the transition has the field.",
    },
    FieldDoc {
        kind: FieldType::Components,
        name: "Components",
        fields: "Components",
        shows: "The names, one per line.",
        enter: "Names of components of the project, one per line or separated by `;`.",
        refuses: "A component that the project does not have.",
    },
    FieldDoc {
        kind: FieldType::Version,
        name: "Version",
        fields: "Version picker (single)",
        shows: "The name.",
        enter: "The name of a version of the project.",
        refuses: "A version that the project does not have, or that is archived.",
    },
    FieldDoc {
        kind: FieldType::Versions,
        name: "Versions",
        fields: "Fix versions, affects versions; version picker (multiple)",
        shows: "The names, one per line.",
        enter: "Names of versions of the project, one per line or separated by `;`.",
        refuses: "A version that the project does not have, or that is archived.",
    },
    FieldDoc {
        kind: FieldType::Option,
        name: "Option",
        fields: "Select list (single choice), radio buttons",
        shows: "The option.",
        enter: "The option, in any case where only one fits.",
        refuses: "An option that the field's context does not have, or that is disabled.",
    },
    FieldDoc {
        kind: FieldType::Options,
        name: "Options",
        fields: "Select list (multiple choices), checkboxes",
        shows: "The options, one per line.",
        enter: "Options, one per line or separated by `;`.",
        refuses: "An option that the field's context does not have, or that is disabled.",
    },
    FieldDoc {
        kind: FieldType::SecurityLevel,
        name: "Security level",
        fields: "Security level",
        shows: "The level's name.",
        enter: "A level that you may set in the project.",
        refuses: "A level without the permission to set issue security.",
    },
];

/// Options have a `value`, everything else a `name`.
pub(super) fn of_json(json: &Value) -> Option<Entity> {
    let id = id_of(json.get("id")?)?;
    named(id, json.get("value").or_else(|| json.get("name"))?.as_str()?)
}

/// An entity that can be shown: by its id where its name shows nothing; none without either.
pub(super) fn named(id: String, name: &str) -> Option<Entity> {
    let name = if name.trim().is_empty() { id.clone() } else { name.to_owned() };
    (!name.trim().is_empty()).then_some(Entity { id, name })
}

/// Ids are strings; a few of Jira's endpoints write them as numbers.
pub(super) fn id_of(json: &Value) -> Option<String> {
    match json {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    of_json(json).map(FieldValue::One)
}

pub(super) fn read_many(json: &Value) -> Option<FieldValue> {
    many(json, of_json)
}

/// Every element of an array, or nothing if one of them is not as expected.
pub(super) fn many(json: &Value, element: impl Fn(&Value) -> Option<Entity>) -> Option<FieldValue> {
    let entities: Option<Vec<_>> = json.as_array()?.iter().map(element).collect();
    Some(of_many(entities?))
}

/// A list without repetitions; an empty one is no value.
pub(super) fn of_many(entities: Vec<Entity>) -> FieldValue {
    let mut distinct: Vec<Entity> = Vec::with_capacity(entities.len());
    for entity in entities {
        if !distinct.contains(&entity) {
            distinct.push(entity);
        }
    }
    if distinct.is_empty() { FieldValue::Empty } else { FieldValue::Many(distinct) }
}

pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let choices = Choices::of(input);
    match choices.find_cell(cell) {
        Ok(entity) => Ok(FieldValue::One(entity.clone())),
        Err(trouble) => Err(choices.refuse(input, cell.to_text().trim(), trouble)),
    }
}

pub(super) fn parse_many(input: &Input<'_>, cells: &[&CellValue]) -> Result<FieldValue, Message> {
    let choices = Choices::of(input);
    let mut found = Vec::new();
    for cell in cells {
        if let CellValue::Number(_) = cell {
            let entity = choices.find_cell(cell);
            found.push(entity.map_err(|t| choices.refuse(input, &cell.to_text(), t))?.clone());
            continue;
        }
        let text = cell.to_text();
        let known = |name: &str| choices.find(name).is_ok();
        for name in list(&text, known) {
            match choices.find(name) {
                Ok(entity) => found.push(entity.clone()),
                Err(trouble) => return Err(choices.refuse(input, name, trouble)),
            }
        }
    }
    Ok(of_many(found))
}

/// By id: names may repeat or change.
pub(super) fn write(entity: &Entity) -> Value {
    json!({ "id": entity.id })
}
