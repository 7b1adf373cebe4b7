//! Values as Jira's change history tells them: an id and a text for each side of a change.
//!
//! The forms are those of recordings of Jira Cloud: seconds and days are in the id, sprints are
//! `6, 7` and `S6, S7`, options `[10, 11]` and `Web,iOS`, a cascading option is
//! `Parent values: A(1)Level 1 values: B(2)`, labels are words between spaces, rich text is wiki
//! markup. A form that can be read in two ways gives no value.

use serde_json::Value;

use super::{instant, wiki};
use crate::schema::{Entity, FieldSchema, FieldType, FieldValue, RichText};

/// The value of one side of a change of a whole field; none where it cannot be told. `known` gives
/// the name that an id has now.
pub fn past(
    field: &FieldSchema,
    id: Option<&str>,
    text: Option<&str>,
    known: &dyn Fn(&str) -> Option<String>,
) -> Option<FieldValue> {
    let (id, text) = (id.map(str::trim), text.unwrap_or_default());
    if text.is_empty() && matches!(id, None | Some("" | "[]")) {
        return Some(FieldValue::Empty);
    }
    match field.kind {
        FieldType::Text | FieldType::Url => Some(FieldValue::Text(text.to_owned())),
        FieldType::RichText => {
            let names = |id: &str| known(id).map(|name| format!("@{name}"));
            let markdown = wiki::to_markdown(text, &names);
            Some(FieldValue::Rich(RichText { markdown, document: Value::Null, wiki: None }))
        }
        FieldType::Number => {
            let number: f64 = text.trim().parse().ok()?;
            number.is_finite().then_some(FieldValue::Number(number))
        }
        FieldType::Date => {
            let day = |text: &str| text.get(..10)?.parse().ok().map(FieldValue::Date);
            id.and_then(day).or_else(|| day(text))
        }
        FieldType::DateTime => {
            let at = |text: &str| instant::read(&Value::from(text));
            id.and_then(at).or_else(|| at(text))
        }
        FieldType::Duration => id.unwrap_or(text).trim().parse().ok().map(FieldValue::Duration),
        FieldType::Parent => Some(one(text, text)),
        FieldType::Labels => {
            Some(FieldValue::Words(text.split_whitespace().map(str::to_owned).collect()))
        }
        FieldType::Cascading => cascade(text),
        FieldType::Sprint => {
            let closed = several(id, text, ", ", known)?;
            Some(FieldValue::Sprints { closed, open: None })
        }
        FieldType::Options => several(id, text, ",", known).map(FieldValue::Many),
        FieldType::Components
        | FieldType::Versions
        | FieldType::Users
        | FieldType::Groups
        | FieldType::Organizations
        | FieldType::Assets => several(id, text, ", ", known).map(FieldValue::Many),
        FieldType::Version => Some(one(unwrapped(id.unwrap_or(text)), text)),
        FieldType::Project
        | FieldType::IssueType
        | FieldType::Status
        | FieldType::Priority
        | FieldType::Resolution
        | FieldType::User
        | FieldType::Option
        | FieldType::ProjectChoice
        | FieldType::Group
        | FieldType::Team
        | FieldType::SecurityLevel => Some(one(id.unwrap_or(text), text)),
        _ => None,
    }
}

fn one(id: &str, name: &str) -> FieldValue {
    FieldValue::One(entity(id, name))
}

fn entity(id: &str, name: &str) -> Entity {
    Entity { id: id.to_owned(), name: name.to_owned() }
}

/// What stands between brackets.
fn unwrapped(ids: &str) -> &str {
    ids.strip_prefix('[').and_then(|ids| ids.strip_suffix(']')).unwrap_or(ids)
}

/// Several values. Names may hold the sign that separates them; where there are not as many names
/// as ids, the names that the ids have now must do.
fn several(
    id: Option<&str>,
    text: &str,
    sign: &str,
    known: &dyn Fn(&str) -> Option<String>,
) -> Option<Vec<Entity>> {
    let ids: Vec<&str> =
        unwrapped(id?).split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    let names: Vec<String> = match ids.len() {
        1 => vec![text.to_owned()],
        _ => text.split(sign).map(str::to_owned).collect(),
    };
    let names = if names.len() == ids.len() {
        names
    } else {
        ids.iter().map(|id| known(id)).collect::<Option<_>>()?
    };
    Some(ids.iter().zip(names).map(|(id, name)| entity(id, &name)).collect())
}

/// Two levels, each with its id.
fn cascade(text: &str) -> Option<FieldValue> {
    let levels = text.strip_prefix("Parent values: ")?;
    let (parent, child) = match levels.split_once(")Level 1 values: ") {
        Some((parent, child)) => (parent, Some(child.strip_suffix(')')?)),
        None => (levels.strip_suffix(')')?, None),
    };
    let level = |text: &str| text.rsplit_once('(').map(|(name, id)| entity(id, name));
    let child = match child {
        Some(child) => Some(level(child)?),
        None => None,
    };
    Some(FieldValue::Cascade { parent: level(parent)?, child })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::FieldId;

    /// The value as it is saved, which also tells ids and names; `-` where it cannot be told.
    fn told(kind: FieldType, id: Option<&str>, text: Option<&str>) -> String {
        let id_of = FieldId::new("customfield_1");
        let field = FieldSchema { id: id_of, name: "F".into(), kind, custom: true, scope: None };
        let known = |id: &str| (id == "13" || id == "14").then(|| format!("Known, {id}"));
        match past(&field, id, text, &known) {
            None => "-".to_owned(),
            Some(FieldValue::Empty) => "empty".to_owned(),
            Some(FieldValue::Rich(rich)) => rich.markdown,
            Some(value) => serde_json::to_value(&value).unwrap()["value"].to_string(),
        }
    }

    #[test]
    fn each_kind_of_value_is_read_as_the_history_tells_it() {
        use FieldType as T;
        let lines: Vec<String> = [
            (T::Text, None, Some("Pack")),
            (T::Text, None, Some("")),
            (T::RichText, None, Some("*bold* [~accountid:13]")),
            (T::Number, None, Some("3")),
            (T::Number, None, Some("2.5")),
            (T::Number, None, Some("1.234,5")),
            (T::Date, Some("2026-12-01"), Some("2026-12-01 00:00:00.0")),
            (T::Date, Some("2026-12-01"), Some("01/Dec/26")),
            (T::Date, None, Some("01/Dec/26")),
            (T::DateTime, Some("2026-12-01T10:00:00+0100"), Some("01/Dec/26 10:00 AM")),
            (T::Duration, Some("28800"), Some("28800")),
            (T::Duration, None, Some("1d")),
            (T::Status, Some("3"), Some("In Progress")),
            (T::User, Some("acc-1"), Some("Mia")),
            (T::Parent, Some("10001"), Some("DEMO-1")),
            (T::Labels, None, Some("a b")),
            (T::Labels, Some(""), Some("")),
            (T::Option, Some("10"), Some("Major")),
            (T::Options, Some("[10]"), Some("Windows, macOS")),
            (T::Options, Some("[10, 11]"), Some("Web,iOS")),
            (T::Options, Some("[10, 11]"), Some("Web,Windows, macOS")),
            (T::Options, Some("[13, 14]"), Some("Known, 13,Known, 14")),
            (T::Options, None, None),
            (T::Version, Some("[10]"), Some("1.0")),
            (T::Versions, Some("[10, 11]"), Some("1.0, 1.1")),
            (T::Sprint, Some("6, 7"), Some("S 6, S 7")),
            (T::Sprint, Some(""), Some("")),
            (T::Cascading, None, Some("Parent values: A (x)(1)Level 1 values: B(2)")),
            (T::Cascading, None, Some("Parent values: A(1)")),
            (T::Cascading, None, Some("A - B")),
            (T::Texts, None, Some("x")),
        ]
        .iter()
        .map(|(kind, id, text)| format!("{kind:?} {id:?} {text:?}: {}", told(*kind, *id, *text)))
        .collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}
