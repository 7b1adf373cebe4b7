//! Fields of one name: how they are told apart in words, and found by these words.

use super::header::fold;
use crate::convert;
use crate::message::Message;
use crate::schema::{FieldId, FieldSchema};

/// What a user calls a field: its name, and behind it what tells it from other fields of that name:
/// the space that alone has it, its type, and its id only where nothing else does.
pub fn name_of(field: &FieldSchema, fields: &[FieldSchema]) -> String {
    let namesakes = named(&field.name, fields);
    let others = || namesakes.iter().filter(|other| other.id != field.id);
    if others().next().is_none() {
        return field.name.clone();
    }
    let words = WORDS.iter().find(|words| others().all(|other| words(other) != words(field)));
    let words = words.map_or_else(|| field.id.to_string(), |words| words(field));
    format!("{} ({words})", field.name)
}

/// As [`name_of`], by id; the id itself where the site has no such field.
pub fn name_of_id(id: &FieldId, fields: &[FieldSchema]) -> String {
    let field = fields.iter().find(|field| field.id == *id);
    field.map_or_else(|| id.to_string(), |field| name_of(field, fields))
}

/// The fields that a text may mean: the one of that id, else those of that name, else the one that
/// is called so ([`name_of`]).
pub fn meant_by<'a>(text: &str, fields: &'a [FieldSchema]) -> Vec<&'a FieldSchema> {
    let folded = fold(text);
    if let Some(field) = fields.iter().find(|field| fold(field.id.as_str()) == folded) {
        return vec![field];
    }
    let named = named(text, fields);
    if !named.is_empty() {
        return named;
    }
    let called = |field: &&FieldSchema| {
        folded.starts_with(&fold(&field.name))
            && (fold(&name_of(field, fields)) == folded
                || fold(&format!("{} ({})", field.name, field.id)) == folded)
    };
    fields.iter().filter(called).collect()
}

/// Their names in words, to choose among.
pub fn names_of(ids: &[FieldId], fields: &[FieldSchema]) -> String {
    let names: Vec<String> = ids.iter().map(|id| name_of_id(id, fields)).collect();
    names.join(", ")
}

/// A question with the fields to choose among, and how the first of them would be chosen.
pub fn with_choices(question: Message, ids: &[FieldId], fields: &[FieldSchema]) -> Message {
    let example = ids.first().map(|id| name_of_id(id, fields)).unwrap_or_default();
    question.with("choices", names_of(ids, fields)).with("example", example)
}

fn named<'a>(name: &str, fields: &'a [FieldSchema]) -> Vec<&'a FieldSchema> {
    let name = fold(name);
    fields.iter().filter(|field| fold(&field.name) == name).collect()
}

/// What may tell fields of one name apart, the plainest first.
const WORDS: [fn(&FieldSchema) -> String; 3] =
    [whose, kind, |field| format!("{}, {}", whose(field), kind(field))];

/// Who has a field: one space, Jira itself, or spaces that share it.
fn whose(field: &FieldSchema) -> String {
    match &field.scope {
        Some(scope) => scope.key.clone().unwrap_or_else(|| scope.project.clone()),
        None if field.custom => Message::new("field-of-spaces").text(),
        None => Message::new("field-of-jira").text(),
    }
}

fn kind(field: &FieldSchema) -> String {
    convert::doc(field.kind).map(|doc| doc.name.to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::testing::field;
    use crate::schema::{FieldType, Scope};

    fn scoped(id: &str, kind: FieldType, project: &str, key: Option<&str>) -> FieldSchema {
        let key = key.map(str::to_owned);
        let scope = Some(Scope { key, ..Scope::of(project) });
        FieldSchema { scope, ..field(id, "Impact", kind) }
    }

    #[test]
    fn fields_of_one_name_are_called_by_what_differs() {
        let shared = field("customfield_1", "Impact", FieldType::Option);
        let own = scoped("customfield_2", FieldType::Option, "10001", Some("OPS"));
        let number = field("customfield_3", "Impact", FieldType::Number);
        let called = |fields: &[FieldSchema]| -> Vec<String> {
            fields.iter().map(|field| name_of(field, fields)).collect()
        };
        assert_eq!(called(std::slice::from_ref(&shared)), ["Impact"]);
        assert_eq!(called(&[shared.clone(), own.clone()]), ["Impact (shared)", "Impact (OPS)"]);
        assert_eq!(
            called(&[shared.clone(), number.clone()]),
            ["Impact (option)", "Impact (number)"]
        );
        assert_eq!(
            called(&[shared.clone(), number, own]),
            ["Impact (shared, option)", "Impact (number)", "Impact (OPS)"]
        );
        let twin = field("customfield_4", "impact", FieldType::Option);
        assert_eq!(called(&[shared, twin]), ["Impact (customfield_1)", "impact (customfield_4)"]);
    }

    #[test]
    fn a_field_is_found_by_all_that_it_is_called() {
        let fields = [
            field("customfield_1", "Impact", FieldType::Option),
            scoped("customfield_2", FieldType::Option, "10001", Some("OPS")),
            scoped("customfield_3", FieldType::Option, "10002", None),
        ];
        let meant = |text: &str| -> Vec<&str> {
            meant_by(text, &fields).into_iter().map(|field| field.id.as_str()).collect()
        };
        assert_eq!(meant("impact"), ["customfield_1", "customfield_2", "customfield_3"]);
        assert_eq!(meant("Impact (ops)"), ["customfield_2"]);
        assert_eq!(meant("Impact (10002)"), ["customfield_3"]);
        assert_eq!(meant("impact (shared)"), ["customfield_1"]);
        assert_eq!(meant("Impact (customfield_1)"), ["customfield_1"]);
        assert_eq!(meant("CUSTOMFIELD_2"), ["customfield_2"]);
        assert!(meant("Impact (QA)").is_empty());
    }
}
