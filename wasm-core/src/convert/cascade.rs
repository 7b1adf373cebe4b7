//! An option and one of its sub-options: `Parent > Child`.

use serde_json::{Value, json};

use super::choice::{Choices, Trouble, on_screen};
use super::docs::FieldDoc;
use super::entity;
use super::input::Input;
use crate::message::Message;
use crate::schema::{Entity, FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::Choice;

pub(super) const DOCS: &[FieldDoc] = &[FieldDoc {
    kind: FieldType::Cascading,
    name: "Cascading select",
    fields: "Select list (cascading)",
    shows: "`Parent > Child`.",
    enter: "`Parent > Child`, the parent alone; also `Parent -> Child` and `Parent - Child`, as Jira itself shows it.",
    refuses: "Options that the field's context does not have.",
}];

const BETWEEN: &str = " > ";

/// What may stand between the two: Jira's own CSV writes an arrow, its pages a hyphen.
const SIGNS: [&str; 3] = [">", "->", " - "];

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    let parent = entity::of_json(json)?;
    let child = match json.get("child") {
        None | Some(Value::Null) => None,
        Some(child) => Some(entity::of_json(child)?),
    };
    Some(FieldValue::Cascade { parent, child })
}

pub(super) fn text(parent: &Entity, child: Option<&Entity>) -> String {
    match child {
        Some(child) => format!("{}{BETWEEN}{}", parent.name, child.name),
        None => parent.name.clone(),
    }
}

/// Names may hold the sign themselves: every way to split the text is tried, and only one may
/// name options that exist.
pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let text = cell.to_text();
    let text = text.trim();
    if let Some(FieldValue::Cascade { parent, child }) = input.current()
        && self::text(parent, child.as_ref()) == text
    {
        return Ok(FieldValue::Cascade { parent: parent.clone(), child: child.clone() });
    }
    let choices = on_screen(input).unwrap_or_default();
    let mut found = Vec::new();
    if let Ok(parent) = parents(choices).find_cell(cell) {
        found.push(FieldValue::Cascade { parent: parent.clone(), child: None });
    }
    for (at, sign) in SIGNS.iter().flat_map(|sign| text.match_indices(sign)) {
        let (first, second) = (&text[..at], &text[at + sign.len()..]);
        let Ok(parent) = parents(choices).find(first) else { continue };
        if let Ok(child) = children(choices, parent).find(second) {
            let (parent, child) = (parent.clone(), Some(child.clone()));
            found.push(FieldValue::Cascade { parent, child });
        }
    }
    match found.len() {
        1 => Ok(found.swap_remove(0)),
        0 => Err(unknown(input, choices, text)),
        _ => Err(parents(choices).refuse(input, text, Trouble::Ambiguous)),
    }
}

pub(super) fn write(parent: &Entity, child: Option<&Entity>) -> Value {
    match child {
        Some(child) => json!({ "id": parent.id, "child": { "id": child.id } }),
        None => json!({ "id": parent.id }),
    }
}

/// Says what the level that is wrong allows; of a child without its parent, where it is.
fn unknown(input: &Input<'_>, choices: &[Choice], text: &str) -> Message {
    let of_parents = choices.iter().filter_map(|choice| {
        let child = children(choices, &choice.entity).find(text).ok()?;
        Some(self::text(&choice.entity, Some(child)))
    });
    let of_parents: Vec<String> = of_parents.collect();
    if let Some(first) = of_parents.first() {
        return input
            .refuse("unknown-option", text)
            .with("suggestion", first)
            .with("allowed", of_parents.join(", "));
    }
    let (first, second) = match text.split_once('>') {
        Some((first, second)) => (first, Some(second)),
        None => (text, None),
    };
    match (parents(choices).find(first), second) {
        (Ok(parent), Some(second)) => {
            children(choices, parent).refuse(input, second.trim(), Trouble::Unknown)
        }
        _ => parents(choices).refuse(input, first.trim(), Trouble::Unknown),
    }
}

fn parents(choices: &[Choice]) -> Choices<'_> {
    Choices::among(Vec::new(), choices.iter().map(|choice| &choice.entity).collect())
}

fn children<'a>(choices: &'a [Choice], parent: &Entity) -> Choices<'a> {
    let own = choices.iter().filter(|choice| choice.entity == *parent);
    Choices::among(Vec::new(), own.flat_map(|choice| &choice.children).collect())
}
