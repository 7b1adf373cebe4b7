//! Two values that differ, as a person reads them.

use jiff::Timestamp;

use crate::convert::{Context, display};
use crate::ports::Zone;
use crate::schema::{FieldType, FieldValue};
use crate::target::TargetState;

/// Characters of a text that are shown at most.
const ROOM: usize = 80;
/// Characters before the first difference of two texts that are shown.
const LEAD: usize = 20;

/// For no value.
const NONE: &str = "–";

/// Instants are told in the zone that needs no knowledge of the reader's, with its name.
struct Utc;

impl Zone for Utc {
    fn name(&self) -> &str {
        "UTC"
    }

    fn offset_seconds(&self, _: Timestamp) -> i32 {
        0
    }
}

/// What was found and what was wanted. Of long texts the part where they begin to differ.
pub(super) fn pair(kind: FieldType, found: &FieldValue, wanted: &FieldValue) -> (String, String) {
    let (found, wanted) = (shown(kind, found), shown(kind, wanted));
    let same = found.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    // Texts that differ only where they are cut would look the same.
    let start = if found.chars().count().max(wanted.chars().count()) > ROOM {
        same.saturating_sub(LEAD)
    } else {
        0
    };
    let cut = |text: &str| match text {
        "" => NONE.to_owned(),
        text if is_text(kind) => format!("“{}”", window(text, start)),
        text => window(text, start),
    };
    (cut(&found), cut(&wanted))
}

/// One value as text; nothing for none.
fn shown(kind: FieldType, value: &FieldValue) -> String {
    let target = TargetState::default();
    let text = display(value, &Context::new(&Utc, &target));
    let text = match value {
        FieldValue::DateTime(_) => format!("{text} UTC"),
        // The sprints that are over stay whatever is written.
        FieldValue::Sprints { open, .. } => {
            open.as_ref().map(|open| open.name.clone()).unwrap_or_default()
        }
        _ => text,
    };
    match is_text(kind) {
        true => text.replace(['\n', '\r'], "↵"),
        false => text,
    }
}

/// Whether blanks at the ends mean something, so that quotes have to show where these are.
fn is_text(kind: FieldType) -> bool {
    matches!(kind, FieldType::Text | FieldType::Url | FieldType::RichText | FieldType::Texts)
}

fn window(text: &str, start: usize) -> String {
    let mut rest = text.chars().skip(start);
    let part: String = rest.by_ref().take(ROOM).collect();
    let before = if start > 0 { "…" } else { "" };
    let after = if rest.next().is_some() { "…" } else { "" };
    format!("{before}{part}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Entity, RichText};

    fn entity(id: &str, name: &str) -> Entity {
        Entity { id: id.to_owned(), name: name.to_owned() }
    }

    #[test]
    fn each_kind_of_value_is_told_as_a_person_reads_it() {
        use FieldType as T;
        let person = |name| FieldValue::Many(vec![entity("5b10a2844c20165700ede21g", name)]);
        let sprint = |open: Option<&str>| FieldValue::Sprints {
            closed: vec![entity("1", "Sprint 1")],
            open: open.map(|name| entity("2", name)),
        };
        let rich = |markdown: &str| {
            FieldValue::Rich(RichText {
                wiki: None,
                markdown: markdown.to_owned(),
                document: serde_json::Value::Null,
            })
        };
        let long = "same words ".repeat(30);
        let at = |text: &str| FieldValue::DateTime(text.parse().unwrap());
        let text = |text: &str| FieldValue::Text(text.to_owned());
        let lines: Vec<_> = [
            (T::Text, text("cut"), text("cut ")),
            (T::RichText, rich(&format!("{long}old\nend")), rich(&format!("{long}new\nend"))),
            (T::Users, person("Mia"), FieldValue::Empty),
            (T::Sprint, sprint(None), sprint(Some("Sprint 2"))),
            (T::DateTime, at("2026-03-01T09:30:00Z"), at("2026-03-01T10:30:00Z")),
            (T::Duration, FieldValue::Duration(3600), FieldValue::Duration(5400)),
            (T::Number, FieldValue::Number(1.5), FieldValue::Number(15.0)),
            (T::Labels, FieldValue::Words(vec!["a".into()]), FieldValue::Words(Vec::new())),
            (
                T::Cascading,
                FieldValue::Cascade { parent: entity("1", "Web"), child: None },
                FieldValue::Cascade {
                    parent: entity("1", "Web"),
                    child: Some(entity("2", "Shop")),
                },
            ),
        ]
        .iter()
        .map(|(kind, found, wanted)| {
            let (found, wanted) = pair(*kind, found, wanted);
            format!("{kind:?}: {found} / {wanted}")
        })
        .collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}
