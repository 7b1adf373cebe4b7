//! The JSON that changes a field.

use serde_json::{Value, json};

use super::super::{Body, read, write};
use super::{entity, field};
use crate::adf;
use crate::schema::{FieldId, FieldType, FieldValue, RichText};

/// Reads what Jira sends, and writes it back.
fn written(id: &str, kind: FieldType, json: &Value) -> Value {
    let mut body = Body::default();
    body.add(&FieldId::new(id), kind, &read(&field(id, kind), json));
    body.into_json()
}

#[test]
fn entities_are_written_by_id() {
    for (kind, given, expected) in [
        (
            FieldType::Option,
            json!({ "self": "x", "value": "Red", "id": "1" }),
            json!({ "id": "1" }),
        ),
        (FieldType::Priority, json!({ "name": "High", "id": "2" }), json!({ "id": "2" })),
        (FieldType::Versions, json!([{ "name": "1.0", "id": 7 }]), json!([{ "id": "7" }])),
        (
            FieldType::User,
            json!({ "accountId": "a:1", "displayName": "Mia" }),
            json!({ "accountId": "a:1" }),
        ),
        (FieldType::Users, json!([{ "accountId": "a:1" }]), json!([{ "accountId": "a:1" }])),
        (
            FieldType::Cascading,
            json!({ "value": "A", "id": "1", "child": { "value": "B", "id": "2" } }),
            json!({ "id": "1", "child": { "id": "2" } }),
        ),
        (FieldType::Labels, json!(["x", "y"]), json!(["x", "y"])),
        (FieldType::Parent, json!({ "id": "9", "key": "DEMO-9" }), json!({ "key": "DEMO-9" })),
    ] {
        assert_eq!(written("f", kind, &given), json!({ "fields": { "f": expected } }), "{kind:?}");
    }
}

#[test]
fn plain_values_are_written_as_jira_wants_them() {
    for (kind, given, expected) in [
        (FieldType::Text, json!("a\nb"), json!("a\nb")),
        (FieldType::Number, json!(3.0), json!(3)),
        (FieldType::Date, json!("2026-10-15"), json!("2026-10-15")),
        (
            FieldType::DateTime,
            json!("2019-08-29T12:40:00.000-0700"),
            json!("2019-08-29T19:40:00.000+0000"),
        ),
    ] {
        assert_eq!(written("f", kind, &given), json!({ "fields": { "f": expected } }), "{kind:?}");
    }
}

#[test]
fn estimates_share_one_member() {
    let mut body = Body::default();
    let (original, rest) = (FieldId::new("timeoriginalestimate"), FieldId::new("timeestimate"));
    assert!(body.add(&original, FieldType::Duration, &FieldValue::Duration(27_000)));
    assert!(body.add(&rest, FieldType::Duration, &FieldValue::Empty));
    let tracking = json!({ "originalEstimate": "450m", "remainingEstimate": null });
    assert_eq!(body.into_json(), json!({ "fields": { "timetracking": tracking } }));
}

#[test]
fn no_value_clears_the_field() {
    for (kind, expected) in [
        (FieldType::Text, json!({ "fields": { "f": null } })),
        (FieldType::User, json!({ "fields": { "f": null } })),
        (FieldType::Components, json!({ "fields": { "f": [] } })),
        (FieldType::Parent, json!({ "update": { "f": [{ "set": { "none": true } }] } })),
    ] {
        let mut body = Body::default();
        assert!(body.add(&FieldId::new("f"), kind, &FieldValue::Empty));
        assert_eq!(body.into_json(), expected, "{kind:?}");
    }
}

#[test]
fn what_an_edit_cannot_change_is_not_written() {
    let id = FieldId::new("f");
    let new = FieldValue::NewIssue { row: 1, label: "1".to_owned() };
    let status = FieldValue::One(entity("1", "Done"));
    assert_eq!(write(&id, FieldType::Parent, &new), None);
    assert_eq!(write(&id, FieldType::Status, &status), None);
    assert_eq!(write(&id, FieldType::Unknown, &FieldValue::Raw(json!(1))), None);
    assert_eq!(write(&id, FieldType::Number, &FieldValue::Raw(json!("1"))), None);
    let spent = FieldId::new("timespent");
    assert_eq!(write(&spent, FieldType::Duration, &FieldValue::Duration(60)), None);
}

#[test]
fn rich_text_is_written_as_its_document() {
    let document = adf::from_markdown("**a**");
    let rich = |markdown: &str| {
        FieldValue::Rich(RichText {
            markdown: markdown.to_owned(),
            document: document.clone(),
            wiki: None,
        })
    };
    let mut body = Body::default();
    body.add(&FieldId::new("description"), FieldType::RichText, &rich("**a**"));
    body.add(&FieldId::new("environment"), FieldType::RichText, &rich(""));
    assert_eq!(body.fields["description"], document);
    assert_eq!(body.fields["environment"], Value::Null);
}

/// Whatever arrives in place of what the type has is kept as it is, and never written.
#[test]
fn unexpected_json_is_shown_and_never_written() {
    let odd =
        [json!(true), json!({}), json!([1, null]), json!({ "id": "1" }), json!([{ "id": {} }])];
    for kind in [
        FieldType::Text,
        FieldType::Number,
        FieldType::Date,
        FieldType::DateTime,
        FieldType::User,
        FieldType::Users,
        FieldType::Labels,
        FieldType::Components,
        FieldType::Option,
        FieldType::Cascading,
        FieldType::Parent,
        FieldType::Project,
        FieldType::Duration,
        FieldType::Unknown,
    ] {
        for json in &odd {
            assert_eq!(read(&field("f", kind), json), FieldValue::Raw(json.clone()), "{kind:?}");
            assert_eq!(written("f", kind, json), json!({}), "{kind:?}");
        }
    }
}
