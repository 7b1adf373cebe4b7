//! One of a list, or several: options, priorities, statuses, resolutions, components, versions.

use serde_json::{Value, json};

use super::choice::Choices;
use super::input::{Input, list};
use crate::message::Message;
use crate::schema::{Entity, FieldValue};
use crate::sheet::CellValue;

/// Options have a `value`, everything else a `name`.
pub(super) fn of_json(json: &Value) -> Option<Entity> {
    let id = id_of(json.get("id")?)?;
    let name = json.get("value").or_else(|| json.get("name"))?.as_str()?;
    Some(Entity { id, name: name.to_owned() })
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
        for name in list(&text, |line| choices.find(line).is_ok()) {
            let entity = choices.find(name);
            found.push(entity.map_err(|t| choices.refuse(input, name, t))?.clone());
        }
    }
    Ok(of_many(found))
}

/// By id: names may repeat or change.
pub(super) fn write(entity: &Entity) -> Value {
    json!({ "id": entity.id })
}
