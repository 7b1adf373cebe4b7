//! The law, type by type: a cell that was not changed is the value it was made from.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{Context, ParseOptions, cell, parse, read, same};
use super::{Tz, context, field, issue, place, site};
use crate::schema::{FieldSchema, FieldType};
use crate::sheet::CellValue;
use crate::target::TargetState;

/// What is read back from the cell of a value, twice: from the cell as it is typed, and from its
/// text, as a file of text would hold it.
fn holds(field: &FieldSchema, json: &Value, cx: &Context<'_>) -> Result<(), TestCaseError> {
    let value = read(field, json);
    let shown = cell(field, &value, cx);
    let options = ParseOptions::default();
    for given in [shown.clone(), CellValue::from(shown.to_text())] {
        let back = parse(field, &[&given], cx, &options);
        let back = back.map_err(|m| TestCaseError::fail(format!("{given:?}: {}", m.text())))?;
        prop_assert!(same(field.kind, &value, &back), "{:?} → {:?} → {:?}", value, given, back);
    }
    Ok(())
}

/// For a site that knows the value already.
fn holds_for_known(id: &str, kind: FieldType, json: &Value) -> Result<(), TestCaseError> {
    let (zone, target, place) = (Tz::new("America/New_York"), site(), place());
    holds(&field(id, kind), json, &context(&zone, &target, &place))
}

/// For an issue that has the value, on a site that knows nothing of it.
fn holds_for_current(id: &str, kind: FieldType, json: &Value) -> Result<(), TestCaseError> {
    let (zone, target) = (Tz::new("America/New_York"), TargetState::default());
    let field = field(id, kind);
    let state = issue(&field, read(&field, json));
    holds(&field, json, &Context { issue: Some(&state), ..Context::new(&zone, &target) })
}

/// Names as people give them, with the signs that lists and cascades use.
fn name() -> impl Strategy<Value = String> {
    "[A-Za-zäß;,<>&|@. -]{0,12}[a-z]"
}

fn entity(key: &'static str) -> impl Strategy<Value = Value> {
    (1..50_u32, name()).prop_map(move |(id, name)| json!({ "id": id.to_string(), key: name }))
}

fn user() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!({ "accountId": "712020:mia-0001", "displayName": "Mia Krystof" }),
        json!({ "accountId": "712020:alex-0001", "displayName": "Alex Doe" }),
        json!({ "accountId": "712020:alex-0002", "displayName": "Alex Doe" }),
        json!({ "accountId": "712020:gone-0001", "displayName": "Old Hand" }),
        json!({ "accountId": "712020:odd-00001", "displayName": "A <b>; c" }),
    ])
}

fn stranger() -> impl Strategy<Value = Value> {
    (10_000..99_999_u32, name()).prop_map(
        |(id, name)| json!({ "accountId": format!("712020:other-{id}"), "displayName": name }),
    )
}

proptest! {
    #[test]
    fn texts(text in "\\PC{0,40}|[a-z \n]{1,20}|[0-9]{1,6}|=1\\+1") {
        // A line break beside a single line, which nobody sees, is taken away.
        if text.trim().contains('\n') || !text.contains('\n') {
            holds_for_known("summary", FieldType::Text, &json!(text))?;
        }
        holds_for_current("summary", FieldType::Text, &json!(text))?;
    }

    #[test]
    fn numbers(number in prop_oneof![-1e14..=1e14, -1e-9..1e-9, (-1000_i32..1000).prop_map(f64::from)]) {
        holds_for_known("customfield_4", FieldType::Number, &json!(number))?;
    }

    #[test]
    fn days(day in 0..2_900_000_i64) {
        let day = jiff::civil::date(1, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
        holds_for_known("duedate", FieldType::Date, &json!(day.to_string()))?;
    }

    #[test]
    fn durations(seconds in 0..10_000_000_i64, minutes in 0..100_000_i64) {
        holds_for_known("timeestimate", FieldType::Duration, &json!(minutes * 60))?;
        holds_for_current("timeestimate", FieldType::Duration, &json!(seconds))?;
    }

    #[test]
    fn labels(words in prop::collection::vec("[a-z;,<>\"'ä-]{1,8}", 0..5)) {
        holds_for_current("labels", FieldType::Labels, &json!(words))?;
    }

    #[test]
    fn people(one in user(), many in prop::collection::vec(user(), 0..5)) {
        holds_for_known("assignee", FieldType::User, &one)?;
        holds_for_known("customfield_9", FieldType::Users, &json!(many))?;
    }

    #[test]
    fn people_never_looked_up(one in stranger(), mut many in prop::collection::vec(stranger(), 0..5)) {
        many.dedup_by_key(|user| user["displayName"].clone());
        holds_for_current("assignee", FieldType::User, &one)?;
        holds_for_current("customfield_9", FieldType::Users, &json!(many))?;
    }

    #[test]
    fn entities(
        option in entity("value"),
        named in entity("name"),
        child in prop::option::of(entity("value")),
    ) {
        holds_for_current("customfield_1", FieldType::Option, &option)?;
        for kind in [FieldType::Status, FieldType::Priority, FieldType::Version, FieldType::IssueType] {
            holds_for_current("f", kind, &named)?;
        }
        let mut cascade = option;
        if let Some(child) = child {
            cascade["child"] = child;
        }
        holds_for_current("customfield_3", FieldType::Cascading, &cascade)?;
    }

    #[test]
    fn lists(options in prop::collection::btree_map(name(), 1..50_u32, 0..6)) {
        let many: Vec<_> =
            options.iter().map(|(name, id)| json!({ "id": id, "value": name.trim() })).collect();
        holds_for_current("customfield_2", FieldType::Options, &json!(many))?;
    }

    #[test]
    fn known_entities(at in 0..3_usize) {
        let components = [("100", "API"), ("101", "R; D"), ("102", "Web, UI")];
        let json: Vec<_> =
            components[at..].iter().map(|(id, name)| json!({ "id": id, "name": name })).collect();
        holds_for_known("components", FieldType::Components, &json!(json))?;
        let priorities = [("1", "Highest"), ("2", "High"), ("3", "Medium")];
        let (id, name) = priorities[at];
        holds_for_known("priority", FieldType::Priority, &json!({ "id": id, "name": name }))?;
        holds_for_known("project", FieldType::Project, &json!({ "id": "1", "key": "DEMO" }))?;
        holds_for_known("parent", FieldType::Parent, &json!({ "id": "5", "key": "DEMO-5" }))?;
    }

    /// Types that are not known, and values that are not as their type has them.
    #[test]
    fn anything(text in "[ -~]{0,12}", number in any::<i32>()) {
        for json in [
            json!(text), json!(number), json!([text, number]), json!({ "name": text }),
            json!({ "x": [number] }), Value::Null,
        ] {
            for kind in [
                FieldType::Unknown, FieldType::Number, FieldType::Date, FieldType::DateTime,
                FieldType::User, FieldType::Option, FieldType::Cascading, FieldType::Parent,
                FieldType::RichText, FieldType::Url, FieldType::Duration,
            ] {
                holds_for_current("f", kind, &json)?;
            }
        }
    }
}

#[test]
fn rich_text_too_long_for_a_cell_is_never_written_back() {
    let (zone, target) = (Tz::new("UTC"), TargetState::default());
    let field = field("description", FieldType::RichText);
    let long = crate::adf::from_markdown(&"word ".repeat(10_000));
    let state = issue(&field, read(&field, &long));
    let cx = Context { issue: Some(&state), ..Context::new(&zone, &target) };
    holds(&field, &long, &cx).unwrap();
    let shown = cell(&field, &read(&field, &long), &cx).to_text();
    assert!(shown.encode_utf16().count() <= 32_767);
    let cut: String = shown.replacen("word", "Wörter", 1).chars().take(32_767).collect();
    let edits = [
        shown.replacen("word", "Wort", 1),
        shown.replace("shortened", "cut"),
        shown.replace("the whole text", "all"),
        cut,
        "word ".repeat(32_767 / 5 + 1)[..32_767].to_owned(),
    ];
    for edited in edits {
        let edited = CellValue::from(edited);
        let refused = parse(&field, &[&edited], &cx, &ParseOptions::default()).unwrap_err();
        assert_eq!(refused.code, "text-shortened");
    }
    let whole = CellValue::from("All of it is new.");
    assert!(parse(&field, &[&whole], &cx, &ParseOptions::default()).is_ok());
}

/// A work item about a shortened cell quotes what such a cell says.
#[test]
fn a_text_that_speaks_of_being_shortened_is_whole() {
    let (zone, target) = (Tz::new("UTC"), TargetState::default());
    let field = field("description", FieldType::RichText);
    let quoted = "It ends with [… shortened by Rowport: the whole text is in Jira].";
    let document = crate::adf::from_markdown(quoted);
    let state = issue(&field, read(&field, &document));
    let cx = Context { issue: Some(&state), ..Context::new(&zone, &target) };
    let edited = CellValue::from(format!("{quoted} Why?"));
    let value = parse(&field, &[&edited], &cx, &ParseOptions::default()).unwrap();
    assert!(!same(field.kind, &read(&field, &document), &value));
}

/// A cell may be full to the last character and still hold its whole text.
#[test]
fn a_text_that_just_fits_a_cell_is_whole() {
    let (zone, target) = (Tz::new("UTC"), TargetState::default());
    let field = field("description", FieldType::RichText);
    let full = crate::adf::from_markdown(&"x".repeat(32_767));
    let state = issue(&field, read(&field, &full));
    let cx = Context { issue: Some(&state), ..Context::new(&zone, &target) };
    holds(&field, &full, &cx).unwrap();
}

#[test]
fn edited_rich_text_keeps_the_untouched_blocks() {
    let (zone, target) = (Tz::new("UTC"), TargetState::default());
    let field = field("description", FieldType::RichText);
    let mention = json!({ "type": "mention", "attrs": { "id": "1", "text": "@Mia" } });
    let document = json!({ "type": "doc", "version": 1, "content": [
        { "type": "paragraph", "content": [mention] },
        { "type": "paragraph", "content": [{ "type": "text", "text": "old" }] },
    ] });
    let state = issue(&field, read(&field, &document));
    let cx = Context { issue: Some(&state), ..Context::new(&zone, &target) };
    let edited = CellValue::from("@Mia\n\nnew");
    let value = parse(&field, &[&edited], &cx, &ParseOptions::default()).unwrap();
    let crate::schema::FieldValue::Rich(rich) = value else { panic!("{value:?}") };
    assert_eq!(rich.document["content"][0], document["content"][0]);
    assert_eq!(rich.document["content"][1]["content"][0]["text"], "new");
}
