//! Values of types that the engine does not know: shown, never written.

use serde_json::Value;

use super::docs::FieldDoc;
use crate::schema::FieldType;

pub(super) const DOCS: &[FieldDoc] = &[
    FieldDoc {
        kind: FieldType::Unknown,
        name: "Other",
        fields: "Every type that is not known",
        shows: "Names where the value has them, otherwise its JSON on one line.",
        enter: "Nothing: read-only.",
        refuses: "Every change.",
    },
    FieldDoc {
        kind: FieldType::Internal,
        name: "Internal",
        fields: "Rank, epic colour, development summary, thumbnail, restrictions",
        shows: "As other types. Not offered for export.",
        enter: "Nothing: read-only.",
        refuses: "Every change.",
    },
];

/// Text for a person: of an object its name, of a list one line for each element, otherwise the
/// JSON.
pub(super) fn text(json: &Value) -> String {
    match json {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("\n"),
        Value::Object(members) => {
            let named = ["displayName", "name", "value", "key"];
            match named.iter().find_map(|name| members.get(*name)?.as_str()) {
                Some(name) => name.to_owned(),
                None => json.to_string(),
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_has_a_name_is_shown_by_it() {
        assert_eq!(text(&json!([{ "name": "Sprint 1" }, { "value": "x" }])), "Sprint 1\nx");
        assert_eq!(text(&json!({ "votes": 3 })), r#"{"votes":3}"#);
        assert_eq!(text(&json!(true)), "true");
    }
}
