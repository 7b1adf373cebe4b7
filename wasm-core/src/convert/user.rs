//! People: told apart by account ID, shown by name.

use serde_json::{Value, json};

use super::Context;
use super::docs::FieldDoc;
use super::entity::{many, named, of_many};
use super::input::{Input, list, same_name};
use crate::mapping::fold;
use crate::message::Message;
use crate::schema::{Entity, FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::{Match, People, before_id};

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::User,
        name: "Person",
        fields: "Assignee, reporter; user picker; creator is read-only",
        shows: "The display name; `Name <account ID>` where the name alone does not lead back.",
        enter: "An account ID, an exact e-mail, `Name <account ID>`, or a display name that only one person has, in any case; `Unassigned` empties the assignee.",
        refuses: "People who may not be assigned; a reporter without the permission to change it.",
    },
    FieldDoc {
        kind: FieldType::Users,
        name: "People",
        fields: "User picker (multiple users), request participants",
        shows: "As for one person, one per line.",
        enter: "Account IDs, exact e-mails, `Name <account ID>` or unique display names in any case, one per line or separated by `;`.",
        refuses: "People who may not use the field.",
    },
];

fn of_json(json: &Value) -> Option<Entity> {
    let id = json.get("accountId")?.as_str()?.to_owned();
    let name = json.get("displayName").and_then(Value::as_str).unwrap_or_default();
    named(id, name)
}

pub(super) fn read(json: &Value) -> Option<FieldValue> {
    of_json(json).map(FieldValue::One)
}

pub(super) fn read_many(json: &Value) -> Option<FieldValue> {
    many(json, of_json)
}

/// The display name where it leads back to the user; `Name <accountId>` where it does not: when
/// others have the same name, when the account is inactive, when it was never looked up, when the
/// name holds the sign that separates names.
pub(super) fn text(user: &Entity, cx: &Context<'_>) -> String {
    let name = user.name.trim();
    let leads_back =
        matches!(cx.target.people.resolve(name), Match::One(found) if found.account_id == user.id);
    if leads_back && !name.contains(['\n', '\r', ';']) {
        return name.to_owned();
    }
    format!("{} <{}>", before_id(name), user.id)
}

pub(super) fn parse(input: &Input<'_>, cell: &CellValue) -> Result<FieldValue, Message> {
    let text = cell.to_text();
    match find(input, text.trim()) {
        // What Jira's pages show in the place of nobody.
        Err(_) if input.field.id.as_str() == "assignee" && fold(&text) == "unassigned" => {
            Ok(FieldValue::Empty)
        }
        user => user.map(FieldValue::One),
    }
}

pub(super) fn parse_many(input: &Input<'_>, cells: &[&CellValue]) -> Result<FieldValue, Message> {
    let mut found = Vec::new();
    for cell in cells {
        let text = cell.to_text();
        let known = |name: &str| find(input, name).is_ok();
        for name in list(&text, known) {
            found.push(find(input, name)?);
        }
    }
    Ok(of_many(found))
}

pub(super) fn write(user: &Entity) -> Value {
    json!({ "accountId": user.id })
}

/// The user that the text names: one the issue has now first, as the text may be all that an
/// export could say about them.
fn find(input: &Input<'_>, text: &str) -> Result<Entity, Message> {
    let current = input.current().map(super::entities).unwrap_or_default();
    let shown = |user: &&&Entity| same_name(&user.name, text) || self::text(user, input.cx) == text;
    if let Some(user) = current.iter().find(shown) {
        return Ok((*user).clone());
    }
    let people = &input.cx.target.people;
    match people.resolve(text) {
        Match::One(user) if !People::agrees(text, user) => {
            Err(input.refuse("user-name-differs", text).with("owner", &user.name))
        }
        Match::One(user) => Ok(Entity { id: user.account_id.clone(), name: user.name.clone() }),
        Match::Several => Err(input.refuse("ambiguous-user", text)),
        Match::Nobody if gone(people, text) => Err(input.refuse("inactive-user", text)),
        Match::Nobody => Err(input.refuse("unknown-user", text)),
    }
}

/// Whether the name is one of an account that is not active.
fn gone(people: &People, name: &str) -> bool {
    people.read_as(name).any(|user| !user.active)
}
