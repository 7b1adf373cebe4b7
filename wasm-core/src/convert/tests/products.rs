//! Types of Jira's products and of apps: what people type, what Jira is sent, and the law.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{Body, Context, ParseOptions, cell, display, parse, read, same};
use super::{Tz, context, entity, field, issue, place, site, text};
use crate::schema::{FieldId, FieldSchema, FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::TargetState;

const TEAM: &str = "36885b3c-1bf0-4f85-a357-c5b858c31de4";

/// The site of the other tests, with what no screen lists.
fn target() -> TargetState {
    let mut target = site();
    let list =
        |entries: &[(&str, &str)]| entries.iter().map(|(id, name)| entity(id, name)).collect();
    let mut add = |field: &str, entries: &[(&str, &str)]| {
        target.choices.insert(FieldId::new(field), list(entries));
    };
    add("sprint", &[("37", "Sprint 5"), ("38", "Sprint 6"), ("39", "Twice"), ("40", "Twice")]);
    add("team", &[(TEAM, "Payments"), ("t2", "Twins"), ("t3", "Twins")]);
    add("group", &[("g1", "jira-admins"), ("g2", "staff; all")]);
    add("organizations", &[("1", "Acme"), ("2", "Globex")]);
    add("assets", &[("w:88", "Printer (IT-88)")]);
    target.security_levels.insert("1".to_owned(), list(&[("10", "Staff"), ("11", "Board")]));
    target
}

/// Sprints as Jira sends them: two that are over and one that is active.
fn sprints() -> Value {
    json!([
        { "id": 30, "name": "Sprint 1", "state": "closed", "boardId": 1 },
        { "id": 31, "name": "Sprint 2; extended", "state": "closed", "boardId": 1 },
        { "id": 37, "name": "Sprint 5", "state": "active", "boardId": 1, "goal": "" },
    ])
}

/// What cells ask of an issue that has a value, for the eye, and what Jira would be sent.
fn asks(field: &FieldSchema, before: &Value, cells: &[&str]) -> (String, Value) {
    let (zone, target, place) = (Tz::new("UTC"), target(), place());
    let state = issue(field, read(field, before));
    let cx = Context { issue: Some(&state), ..context(&zone, &target, &place) };
    let cells: Vec<CellValue> = cells.iter().map(|cell| text(cell)).collect();
    let cells: Vec<&CellValue> = cells.iter().collect();
    match parse(field, &cells, &cx, &ParseOptions::default()) {
        Ok(after) if same(field.kind, &read(field, before), &after) => {
            ("same".to_owned(), json!({}))
        }
        Ok(after) => {
            let mut body = Body::default();
            body.add(&field.id, field.kind, &after);
            let written = body.fields.get(field.id.as_str()).cloned().unwrap_or_default();
            (display(&after, &cx), written)
        }
        Err(message) => {
            assert!(!message.text().contains('{'), "{}", message.text());
            assert!(message.fix().is_some_and(|fix| !fix.contains('{')), "{message:?}");
            (message.code, json!({}))
        }
    }
}

#[test]
fn only_the_open_sprint_is_written() {
    let sprint = field("sprint", FieldType::Sprint);
    let shown = "Sprint 1\nSprint 2; extended\nSprint 5";
    for (cells, after, written) in [
        (vec![shown], "same", json!({})),
        (vec!["Sprint 1", "Sprint 2; extended", "Sprint 5"], "same", json!({})),
        (vec!["Sprint 5"], "same", json!({})),
        (vec!["37"], "same", json!({})),
        (
            vec!["Sprint 1\nSprint 2; extended\nSprint 6"],
            "Sprint 1, Sprint 2; extended, Sprint 6",
            json!(38),
        ),
        (vec!["38"], "Sprint 1, Sprint 2; extended, Sprint 6", json!(38)),
        (vec!["Any <38>"], "Sprint 1, Sprint 2; extended, Sprint 6", json!(38)),
        (vec!["Sprint 1\nSprint 2; extended"], "Sprint 1, Sprint 2; extended", Value::Null),
        (vec!["Twice"], "ambiguous-sprint", json!({})),
        (vec!["Twice <40>"], "Sprint 1, Sprint 2; extended, Twice", json!(40)),
        (vec!["Sprint 9"], "unknown-sprint", json!({})),
        (vec!["99"], "unknown-sprint", json!({})),
    ] {
        assert_eq!(asks(&sprint, &sprints(), &cells), (after.to_owned(), written), "{cells:?}");
    }
    let over = json!([{ "id": 30, "name": "Sprint 1", "state": "closed" }]);
    assert_eq!(asks(&sprint, &over, &["Sprint 1"]).0, "same");
    assert!(same(sprint.kind, &read(&sprint, &over), &FieldValue::Empty), "nothing to remove");
    assert!(!same(sprint.kind, &read(&sprint, &sprints()), &FieldValue::Empty));
    let mut body = Body::default();
    assert!(body.add(&sprint.id, sprint.kind, &FieldValue::Empty));
    assert_eq!(body.into_json(), json!({ "fields": { "sprint": null } }));
}

#[test]
fn namesakes_are_listed_with_their_ids() {
    let sprint = field("sprint", FieldType::Sprint);
    let (zone, target, place) = (Tz::new("UTC"), target(), place());
    let cx = context(&zone, &target, &place);
    let message = parse(&sprint, &[&text("twice")], &cx, &ParseOptions::default()).unwrap_err();
    assert_eq!(message.fix().unwrap(), "Write its id too: Twice <39>, Twice <40>.");
}

#[test]
fn what_no_screen_lists_is_named_by_name_or_id() {
    let team = json!({ "id": TEAM, "name": "Payments", "isShared": true });
    let other = format!("Core <{}>", TEAM.replace('3', "4"));
    let acme = json!([{ "id": 1, "name": "Acme" }, { "id": 9, "name": "Acme" }]);
    let printer = json!([{ "id": "w:88", "workspaceId": "w", "objectId": "88" }]);
    for (id, kind, before, cell, after, written) in [
        ("team", FieldType::Team, &team, "Payments", "same", json!({})),
        ("team", FieldType::Team, &json!(TEAM), "Payments", "same", json!({})),
        ("team", FieldType::Team, &Value::Null, "payments", "Payments", json!(TEAM)),
        ("team", FieldType::Team, &team, &other, "Core", json!(TEAM.replace('3', "4"))),
        ("team", FieldType::Team, &team, "Twins", "ambiguous-team", json!({})),
        ("team", FieldType::Team, &team, "Nobody", "unknown-team", json!({})),
        (
            "group",
            FieldType::Group,
            &Value::Null,
            "staff; all",
            "staff; all",
            json!({ "groupId": "g2" }),
        ),
        ("group", FieldType::Group, &Value::Null, "other", "unknown-group", json!({})),
        ("any", FieldType::Group, &Value::Null, "other", "other", json!({ "name": "other" })),
        (
            "group",
            FieldType::Groups,
            &json!([{ "name": "x", "groupId": "gx" }]),
            "jira-admins\nstaff; all;x",
            "unknown-group",
            json!({}),
        ),
        (
            "group",
            FieldType::Groups,
            &json!([{ "name": "x", "groupId": "gx" }]),
            "jira-admins;x",
            "jira-admins, x",
            json!([{ "groupId": "g1" }, { "groupId": "gx" }]),
        ),
        ("organizations", FieldType::Organizations, &acme, "Acme <1>\nAcme <9>", "same", json!({})),
        (
            "organizations",
            FieldType::Organizations,
            &acme,
            "Globex; 12; Old <13>",
            "Globex, 12, Old",
            json!([2, 12, 13]),
        ),
        (
            "organizations",
            FieldType::Organizations,
            &acme,
            "Who",
            "unknown-organization",
            json!({}),
        ),
        ("assets", FieldType::Assets, &printer, "Printer (IT-88)", "same", json!({})),
        (
            "assets",
            FieldType::Assets,
            &printer,
            "w:88\nw:99",
            "w:88, w:99",
            json!([{ "id": "w:88" }, { "id": "w:99" }]),
        ),
        ("assets", FieldType::Assets, &printer, "Desk", "unknown-asset", json!({})),
        (
            "security",
            FieldType::SecurityLevel,
            &Value::Null,
            "staff",
            "Staff",
            json!({ "id": "10" }),
        ),
        (
            "security",
            FieldType::SecurityLevel,
            &Value::Null,
            "x",
            "unknown-security-level",
            json!({}),
        ),
        ("where", FieldType::ProjectChoice, &Value::Null, "demo", "DEMO", json!({ "id": "1" })),
        ("where", FieldType::ProjectChoice, &Value::Null, "OPS", "unknown-project", json!({})),
    ] {
        let field = field(id, kind);
        let expected = (after.to_owned(), written);
        assert_eq!(asks(&field, before, &[cell]), expected, "{kind:?} {cell:?}");
    }
}

#[test]
fn lists_of_apps_keep_their_order() {
    for (kind, before, cell, after, written) in [
        (FieldType::Texts, json!(["a; b", "c"]), "a; b\nc", "same", json!({})),
        (FieldType::Texts, json!(["a; b", "c"]), "c\na; b", "c, a; b", json!(["c", "a; b"])),
        (FieldType::Texts, json!(["a"]), "b; c", "b, c", json!(["b", "c"])),
        (FieldType::Numbers, json!([1, 2.5]), "1\n2.5", "same", json!({})),
        (FieldType::Numbers, json!([1, 2.5]), "2,5; 3", "2.5, 3", json!([2.5, 3])),
        (FieldType::Numbers, json!([1]), "1;x", "bad-number", json!({})),
        (
            FieldType::Dates,
            json!(["2026-10-15"]),
            "15.10.2026\n2026-11-01",
            "2026-10-15, 2026-11-01",
            json!(["2026-10-15", "2026-11-01"]),
        ),
        (FieldType::Dates, json!([]), "soon", "bad-date", json!({})),
    ] {
        let expected = (after.to_owned(), written);
        assert_eq!(asks(&field("f", kind), &before, &[cell]), expected, "{kind:?} {cell:?}");
    }
}

/// What read-only types show; a cell that shows the same is no edit.
#[test]
fn what_nobody_writes_is_shown_and_compared() {
    let issue = |key: &str| json!({ "id": "1", "key": key, "fields": {} });
    let blocks = json!({ "name": "Blocks", "inward": "is blocked by", "outward": "blocks" });
    let links = json!([
        { "id": "1", "type": blocks, "outwardIssue": issue("DEMO-2") },
        { "id": "2", "type": blocks, "inwardIssue": issue("DEMO-3") },
    ]);
    let files = json!([{ "id": "1", "filename": "a; b.png" }, { "id": "2", "filename": "c.txt" }]);
    let csv = "28/Sep/25 4:04 PM;712020:a;c.txt;https://example.com/attachment/2";
    for (kind, json, shown, equal) in [
        (
            FieldType::Links,
            links,
            "blocks DEMO-2\nis blocked by DEMO-3",
            "is blocked by DEMO-3;blocks DEMO-2",
        ),
        (
            FieldType::Subtasks,
            json!([issue("DEMO-8"), issue("DEMO-9")]),
            "DEMO-8\nDEMO-9",
            "DEMO-9; DEMO-8",
        ),
        (FieldType::Attachments, files, "a; b.png\nc.txt", "c.txt\na; b.png"),
        (FieldType::Attachments, json!([{ "filename": "c.txt" }]), "c.txt", csv),
        (FieldType::Count, json!({ "watchCount": 4 }), "4", "4"),
        (FieldType::Progress, json!({ "progress": 1, "total": 4 }), "25", "25"),
        (FieldType::ReadOnlyName, json!({ "id": 3, "name": "Done" }), "Done", "Done"),
        (FieldType::EpicLink, json!("DEMO-1"), "DEMO-1", "DEMO-1"),
        (FieldType::TimeTracking, json!({ "timeSpent": "2d" }), "2d logged", "2d logged"),
        (FieldType::Internal, json!("0|i0001r:"), "0|i0001r:", "0|i0001r:"),
        (FieldType::Unknown, json!({ "x": [1] }), r#"{"x":[1]}"#, r#"{"x":[1]}"#),
    ] {
        let field = field("f", kind);
        let (zone, target) = (Tz::new("UTC"), TargetState::default());
        let value = read(&field, &json);
        assert_eq!(
            cell(&field, &value, &Context::new(&zone, &target)).to_text(),
            shown,
            "{kind:?}"
        );
        assert_eq!(asks(&field, &json, &[equal]).0, "same", "{kind:?}");
        let mut body = Body::default();
        assert!(!field.kind.writable() && !body.add(&field.id, kind, &value), "{kind:?}");
    }
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-zä;:,<>()-]{0,8}[ a-z0-9]{0,3}[a-z0-9]"
}

/// The law for an issue that has the value, on a site that knows nothing of it, from the cell and
/// from its text.
fn holds(kind: FieldType, json: &Value) -> Result<(), TestCaseError> {
    let (zone, target, place) = (Tz::new("UTC"), TargetState::default(), place());
    let field = field("f", kind);
    let value = read(&field, json);
    let state = issue(&field, value.clone());
    let cx = Context { issue: Some(&state), ..context(&zone, &target, &place) };
    let shown = cell(&field, &value, &cx);
    for given in [shown.clone(), CellValue::from(shown.to_text())] {
        let back = parse(&field, &[&given], &cx, &ParseOptions::default());
        let back = back.map_err(|m| TestCaseError::fail(format!("{given:?}: {}", m.text())))?;
        prop_assert!(same(kind, &value, &back), "{:?} → {:?} → {:?}", value, given, back);
    }
    Ok(())
}

proptest! {
    #[test]
    fn sprints_come_back(
        list in prop::collection::vec((1..30_u32, name(), prop::sample::select(vec!["closed", "active", "future"])), 0..5),
    ) {
        let json: Vec<_> = list
            .iter()
            .map(|(id, name, state)| json!({ "id": id, "name": name, "state": state }))
            .collect();
        holds(FieldType::Sprint, &json!(json))?;
    }

    #[test]
    fn named_things_come_back(list in prop::collection::vec((1..30_u32, name()), 0..5)) {
        let of = |make: &dyn Fn(&u32, &str) -> Value| -> Value {
            list.iter().map(|(id, name)| make(id, name)).collect()
        };
        holds(FieldType::Organizations, &of(&|id, name| json!({ "id": id, "name": name })))?;
        holds(FieldType::Groups, &of(&|id, name| json!({ "groupId": format!("g{id}"), "name": name })))?;
        let id = |id: &u32| format!("w:{id}");
        holds(FieldType::Assets, &of(&|n, name| json!({ "id": id(n), "label": name, "objectKey": "A-1" })))?;
        holds(FieldType::Subtasks, &of(&|id, _| json!({ "key": format!("A-{id}") })))?;
        holds(FieldType::Attachments, &of(&|_, name| json!({ "filename": name })))?;
        for (id, name) in &list {
            holds(FieldType::Team, &json!({ "id": id.to_string(), "name": name }))?;
            holds(FieldType::Team, &json!(name))?;
            holds(FieldType::Group, &json!({ "name": name }))?;
            holds(FieldType::SecurityLevel, &json!({ "id": id.to_string(), "name": name }))?;
            holds(FieldType::ProjectChoice, &json!({ "id": id.to_string(), "key": name }))?;
        }
    }

    #[test]
    fn lists_come_back(
        texts in prop::collection::vec("\\PC{0,12}|[ \n;a]{0,4}", 0..5),
        numbers in prop::collection::vec(any::<f64>(), 0..5),
        days in prop::collection::vec(0..2_900_000_i64, 0..5),
    ) {
        holds(FieldType::Texts, &json!(texts))?;
        holds(FieldType::Numbers, &json!(numbers))?;
        let first = jiff::civil::date(1, 1, 1);
        let days: Vec<_> =
            days.iter().map(|n| first.checked_add(jiff::Span::new().days(*n)).unwrap().to_string()).collect();
        holds(FieldType::Dates, &json!(days))?;
    }

    #[test]
    fn odd_values_come_back(text in "[ -~]{0,12}", number in any::<i32>()) {
        for json in [
            json!(text), json!(number), json!([text, number]), json!({ "name": text }),
            json!([{ "id": number }]), json!({ "id": text }), json!([null]), json!({ "x": [number] }),
        ] {
            for kind in FieldType::ALL {
                holds(kind, &json)?;
            }
        }
    }
}
