//! Entities that no screen lists: teams, groups, sprints, organizations, objects of Assets.
//!
//! They are named by what the issue has, by what was looked up, by `Name <id>`, or by the id
//! itself, which is never a guess.

use super::Context;
use super::choice::{Choices, Trouble};
use super::entity::of_many;
use super::input::{Input, list};
use crate::message::Message;
use crate::schema::{Entity, FieldSchema, FieldType, FieldValue};
use crate::sheet::CellValue;

/// Whether values of a type are found this way.
pub(super) fn applies(kind: FieldType) -> bool {
    matches!(
        kind,
        FieldType::Group
            | FieldType::Groups
            | FieldType::Team
            | FieldType::Organizations
            | FieldType::Assets
    )
}

/// An entity as a cell shows it: its name, else the name that was looked up for its id.
pub(super) fn text(field: &FieldSchema, entity: &Entity, cx: &Context<'_>) -> String {
    let looked_up = || cx.target.choices.get(&field.id)?.iter().find(|known| *known == entity);
    let name = if entity.name == entity.id { looked_up().map(|e| e.name.as_str()) } else { None };
    name.unwrap_or(&entity.name).to_owned()
}

/// Several entities as a cell shows them: one per line, with the id where two share a name or a
/// name could be taken for two.
pub(super) fn texts(field: &FieldSchema, entities: &[Entity], cx: &Context<'_>) -> String {
    let names: Vec<String> = entities.iter().map(|entity| text(field, entity, cx)).collect();
    let line = |(entity, name): (&Entity, &String)| {
        let shared = names.iter().filter(|other| *other == name).count() > 1;
        if shared || name.contains(['\n', '\r']) {
            let name = name.replace(['\n', '\r'], " ");
            format!("{} <{}>", name.trim(), entity.id)
        } else {
            name.clone()
        }
    };
    entities.iter().zip(&names).map(line).collect::<Vec<_>>().join("\n")
}

pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    find(input, cell.to_text().trim()).map(FieldValue::One)
}

pub(super) fn parse_many(input: &Input<'_>, cells: &[&CellValue]) -> Result<FieldValue, Message> {
    let choices = Choices::of(input);
    let known = |line: &str| choices.find(line).is_ok() || names_by_id(&choices, line);
    let mut found = Vec::new();
    for cell in cells {
        let text = cell.to_text();
        for name in list(&text, known) {
            found.push(find(input, name)?);
        }
    }
    Ok(of_many(found))
}

/// The entity that a text names.
pub(super) fn find(input: &Input<'_>, text: &str) -> Result<Entity, Message> {
    let kind = input.field.kind;
    let choices = Choices::of(input);
    let of_id = |id: &str, name: &str| match choices.with_id(id) {
        Some(known) => known.clone(),
        None => Entity { id: id.to_owned(), name: name.to_owned() },
    };
    let named = choices.find(text);
    if let Some((name, id)) = in_brackets(text)
        && named.is_err()
        && is_id(kind, id)
    {
        return Ok(of_id(id, if name.is_empty() { id } else { name }));
    }
    match named {
        Ok(entity) if choices.with_id(text).is_some_and(|other| other != entity) => {
            Err(choices.refuse(input, text, Trouble::Ambiguous))
        }
        Ok(entity) => Ok(entity.clone()),
        Err(Trouble::Unknown) if is_id(kind, text) => Ok(of_id(text, text)),
        // A group's name is its identity; where none was looked up, Jira says whether it exists.
        Err(Trouble::Unknown) if is_group(kind) && !looked_up(input) => Ok(of_id(text, text)),
        Err(trouble) => Err(choices.refuse(input, text, trouble)),
    }
}

/// Whether a text is `Name <id>` of one entity, whose name may hold the sign that separates names.
fn names_by_id(choices: &Choices<'_>, text: &str) -> bool {
    in_brackets(text).is_some_and(|(name, id)| {
        choices.with_id(id).is_some_and(|known| known.name.trim() == name)
    })
}

/// Whether the site was asked what the field may hold.
pub(super) fn looked_up(input: &Input<'_>) -> bool {
    input.cx.target.choices.contains_key(&input.field.id)
}

fn is_group(kind: FieldType) -> bool {
    matches!(kind, FieldType::Group | FieldType::Groups)
}

/// The parts of `Name <id>`.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let (name, id) = text.strip_suffix('>')?.rsplit_once('<')?;
    Some((name.trim(), id.trim()))
}

/// Whether a text has the form of the ids of a type. Teams have a UUID, perhaps with a number
/// behind it; objects of Assets their workspace's and their own.
fn is_id(kind: FieldType, text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let uuid = |text: &str| {
        text.len() >= 36
            && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
            && text.matches('-').count() >= 4
    };
    match kind {
        FieldType::Team => uuid(text),
        FieldType::Group | FieldType::Groups => uuid(text),
        FieldType::Organizations | FieldType::Sprint => digits(text),
        FieldType::Assets => text.rsplit_once(':').is_some_and(|(space, object)| {
            digits(object) && !space.is_empty() && !space.contains(' ')
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_names() {
        let uuid = "36885b3c-1bf0-4f85-a357-c5b858c31de4";
        for (kind, text, expected) in [
            (FieldType::Team, uuid, true),
            (FieldType::Team, "36885b3c-1bf0-4f85-a357-c5b858c31de4-5", true),
            (FieldType::Team, "Payments", false),
            (FieldType::Organizations, "12", true),
            (FieldType::Organizations, "Acme 12", false),
            (FieldType::Assets, "f1668d0c:88", true),
            (FieldType::Assets, "Printer: 3", false),
            (FieldType::Assets, "f1668d0c:", false),
            (FieldType::Option, "12", false),
        ] {
            assert_eq!(is_id(kind, text), expected, "{kind:?} {text}");
        }
    }
}
