//! What people type into a cell, type by type.

use jiff::civil::date;

use super::super::{Context, ParseOptions, display, parse};
use super::{Tz, context, field, issue, place, site, text};
use crate::schema::{FieldSchema, FieldType, FieldValue, TextForm};
use crate::sheet::CellValue;

/// The value for the eye, or the code of the message.
fn typed(field: &FieldSchema, cells: &[CellValue]) -> String {
    let (zone, target, place) = (Tz::new("Europe/Berlin"), site(), place());
    let cx = context(&zone, &target, &place);
    shown(field, cells, &cx)
}

fn shown(field: &FieldSchema, cells: &[CellValue], cx: &Context<'_>) -> String {
    let cells: Vec<&CellValue> = cells.iter().collect();
    match parse(field, &cells, cx, &ParseOptions::default()) {
        Ok(value) => display(&value, cx),
        Err(message) => {
            assert_ne!(message.text(), "", "{message:?}");
            assert!(!message.text().contains('{'), "{}", message.text());
            assert!(message.fix().is_some_and(|fix| !fix.contains('{')), "{message:?}");
            message.code
        }
    }
}

fn check(field: &FieldSchema, cases: &[(&str, &str)]) {
    for (given, expected) in cases {
        assert_eq!(typed(field, &[text(given)]), *expected, "{given:?}");
    }
}

#[test]
fn options() {
    check(
        &field("customfield_1", FieldType::Option),
        &[
            ("Red", "Red"),
            (" red ", "Red"),
            ("RED-ISH", "red-ish"),
            ("SAME", "SAME"),
            ("same", "ambiguous-option"),
            ("Blue", "unknown-option"),
            ("", ""),
        ],
    );
    let empty = field("customfield_11", FieldType::Option);
    check(&empty, &[("Red", "nothing-to-choose")]);
    let number = field("customfield_1", FieldType::Option);
    assert_eq!(typed(&number, &[CellValue::Number(5.0)]), "5");
}

#[test]
fn several_options() {
    let options = field("customfield_2", FieldType::Options);
    check(
        &options,
        &[
            ("Red; 5", "Red, 5"),
            ("Red\nred\nSAME", "Red, SAME"),
            ("Red;Blue", "unknown-option"),
            ("Red, 5", "Red, 5"),
            ("Red, Blue", "unknown-option"),
        ],
    );
    assert_eq!(typed(&options, &[text("Red"), CellValue::Empty, text("5")]), "Red, 5");
}

#[test]
fn components_and_versions() {
    check(
        &field("components", FieldType::Components),
        &[
            ("API; R; D", "unknown-component"),
            ("API\nR; D", "API, R; D"),
            ("web, ui;api", "Web, UI, API"),
        ],
    );
    let versions = field("fixVersions", FieldType::Versions);
    check(
        &versions,
        &[
            ("1.0;1.10", "1.0, 1.10"),
            ("1.1", "unknown-version"),
            ("0.9", "archived-version"),
            ("1.0;0.9", "archived-version"),
        ],
    );
    assert_eq!(typed(&versions, &[CellValue::Number(1.0)]), "1.0");
    assert_eq!(typed(&versions, &[CellValue::Number(1.1)]), "1.10");
}

#[test]
fn cascading_options() {
    check(
        &field("customfield_3", FieldType::Cascading),
        &[
            ("Europe > Malta", "Europe > Malta"),
            ("europe>malta", "Europe > Malta"),
            ("Europe", "Europe"),
            ("Europe > A > B", "Europe > A > B"),
            ("Asia > Pacific", "Asia > Pacific"),
            ("Asia > Pacific > Malta", "Asia > Pacific > Malta"),
            ("Europe - malta", "Europe > Malta"),
            ("Europe -> Malta", "Europe > Malta"),
            ("Europe > Peru", "unknown-option"),
            ("Malta", "unknown-option"),
            ("Peru > Europe", "unknown-option"),
        ],
    );
}

#[test]
fn people() {
    check(
        &field("assignee", FieldType::User),
        &[
            ("Mia Krystof", "Mia Krystof"),
            ("MIA@example.com", "Mia Krystof"),
            ("712020:mia-0001", "Mia Krystof"),
            ("alex doe <712020:alex-0002>", "Alex Doe"),
            ("Mia Krystof <712020:alex-0002>", "user-name-differs"),
            ("<712020:alex-0002>", "Alex Doe"),
            ("Krystof, Mia <mia@example.com>", "Mia Krystof"),
            ("Alex Doe", "ambiguous-user"),
            ("Old Hand", "inactive-user"),
            ("712020:gone-0001", "Old Hand"),
            ("mia  krystof", "Mia Krystof"),
            ("old hand", "inactive-user"),
            ("Nobody", "unknown-user"),
            ("unassigned", ""),
        ],
    );
    check(&field("reporter", FieldType::User), &[("Unassigned", "unknown-user")]);
    check(
        &field("customfield_9", FieldType::Users),
        &[
            ("Mia Krystof; Old Hand <712020:gone-0001>", "Mia Krystof, Old Hand"),
            ("Mia Krystof\nX", "unknown-user"),
            ("Mia Krystof, mia@example.com", "Mia Krystof"),
            ("Mia Krystof, X", "unknown-user"),
        ],
    );
}

#[test]
fn named_things() {
    check(
        &field("status", FieldType::Status),
        &[("in progress", "In Progress"), ("Reported", "unknown-status")],
    );
    check(
        &field("priority", FieldType::Priority),
        &[("High", "High"), ("Urgent", "unknown-priority")],
    );
    check(
        &field("resolution", FieldType::Resolution),
        &[("won't do", "Won't Do"), ("No", "unknown-resolution")],
    );
    check(
        &field("issuetype", FieldType::IssueType),
        &[("bug", "Bug"), ("Epic", "unknown-issue-type")],
    );
    check(
        &field("project", FieldType::Project),
        &[("demo", "DEMO"), ("Demo project", "DEMO"), ("OPS", "unknown-project")],
    );
    check(
        &field("customfield_10", FieldType::ProjectChoice),
        &[("ops", "OPS"), ("operations", "OPS"), ("Demo project", "unknown-project")],
    );
}

#[test]
fn labels() {
    let labels = field("labels", FieldType::Labels);
    check(&labels, &[("a b", "a b"), ("a, b;c\nd", "a b c d"), ("x x", "x"), ("  ", "")]);
    assert_eq!(typed(&labels, &[text("a"), text("b a")]), "a b");
}

#[test]
fn texts_numbers_and_addresses() {
    let summary = field("summary", FieldType::Text);
    check(&summary, &[("plain", "plain"), ("two\nlines", "two\nlines")]);
    assert_eq!(typed(&summary, &[CellValue::Number(5.0)]), "5");
    assert_eq!(typed(&summary, &[CellValue::Bool(true)]), "TRUE");
    assert_eq!(typed(&summary, &[CellValue::Error("#N/A".to_owned())]), "cell-error");
    assert_eq!(typed(&summary, &[CellValue::Error(String::new())]), "cell-not-calculated");
    assert_eq!(typed(&summary, &[text("a"), text("a")]), "a");
    assert_eq!(typed(&summary, &[text("a"), text("b")]), "several-values");
    check(
        &field("customfield_4", FieldType::Number),
        &[
            ("1.5", "1.5"),
            ("1,234", "ambiguous-number"),
            ("x", "bad-number"),
            ("-100000000000001", "number-too-large"),
        ],
    );
    check(
        &field("customfield_5", FieldType::Url),
        &[
            ("https://example.com", "https://example.com"),
            ("example.com", "bad-url"),
            ("mailto:a@b.c", "mailto:a@b.c"),
        ],
    );
}

#[test]
fn days_and_times() {
    let due = field("duedate", FieldType::Date);
    check(
        &due,
        &[("2026-10-15", "2026-10-15"), ("03/04/2026", "ambiguous-date"), ("soon", "bad-date")],
    );
    assert_eq!(
        typed(&due, &[CellValue::DateTime(date(2026, 10, 15).at(9, 0, 0, 0))]),
        "2026-10-15"
    );
    check(
        &field("customfield_6", FieldType::DateTime),
        &[
            ("2026-07-01 10:03", "2026-07-01 10:03"),
            ("2026-07-01T10:03:11Z", "2026-07-01 12:03:11"),
            ("2026-07-01T10:03:11.123+0200", "2026-07-01 10:03:11"),
            ("15/Oct/26 10:03 PM", "2026-10-15 22:03"),
            ("15.10.2026 12:00 AM", "2026-10-15 00:00"),
            ("2026-10-15", "2026-10-15 00:00"),
            ("2026-10-15 25:00", "bad-date-time"),
            ("03/04/2026 10:00", "ambiguous-date"),
            ("noon", "bad-date-time"),
        ],
    );
    check(
        &field("timeestimate", FieldType::Duration),
        &[("1w 2d", "1w 2d"), ("12", "1d 4h"), ("1:30", "1h 30m"), ("long", "bad-duration")],
    );
}

#[test]
fn parents() {
    let parent = field("parent", FieldType::Parent);
    check(&parent, &[("demo-7", "DEMO-7"), ("12", "bad-parent")]);
    let (zone, target, place) = (Tz::new("UTC"), site(), place());
    let rows = |label: &str| (label == "12").then_some(4);
    let cx = Context { new_rows: Some(&rows), ..context(&zone, &target, &place) };
    let new = parse(&parent, &[&CellValue::Number(12.0)], &cx, &ParseOptions::default());
    assert_eq!(new, Ok(FieldValue::NewIssue { row: 4, label: "12".to_owned() }));
}

#[test]
fn a_message_names_the_nearest_choices_first() {
    let (zone, target, place) = (Tz::new("UTC"), site(), place());
    let cx = context(&zone, &target, &place);
    let priority = field("priority", FieldType::Priority);
    let options = ParseOptions::default();
    let message = parse(&priority, &[&text("Hihg")], &cx, &options).unwrap_err();
    assert_eq!(message.params["suggestion"], "High");
    assert_eq!(message.fix().unwrap(), "Use one of: High, Highest, Medium.");
}

#[test]
fn a_list_of_choices_tells_names_with_a_comma_apart_and_that_there_are_more() {
    let (zone, mut target, place) = (Tz::new("UTC"), site(), place());
    target.priorities = ["P1", "P2", "P3, late", "P4", "P5", "P6", "Other"]
        .map(|name| super::entity(name, name))
        .to_vec();
    let cx = context(&zone, &target, &place);
    let priority = field("priority", FieldType::Priority);
    let message = parse(&priority, &[&text("P3")], &cx, &ParseOptions::default()).unwrap_err();
    assert_eq!(message.fix().unwrap(), "Use one of: “P3, late”, P1, P2, P4, P5, P6, ….");
}

#[test]
fn what_an_issue_has_is_understood_even_if_it_is_no_longer_allowed() {
    let (zone, target) = (Tz::new("UTC"), site());
    let archived = super::entity("299", "0.1; beta");
    let versions = field("fixVersions", FieldType::Versions);
    let state = issue(&versions, FieldValue::Many(vec![archived]));
    let cx = Context { issue: Some(&state), ..Context::new(&zone, &target) };
    assert_eq!(shown(&versions, &[text("0.1; beta\n1.0")], &cx), "0.1; beta, 1.0");

    let reporter = field("reporter", FieldType::User);
    let state = issue(&reporter, FieldValue::One(super::entity("712020:alex-0002", "Alex Doe")));
    let cx = Context { issue: Some(&state), ..Context::new(&zone, &target) };
    assert_eq!(shown(&reporter, &[text("Alex Doe")], &cx), "Alex Doe");
}

/// What Jira's own CSV has, for an issue with a value; texts are in wiki markup, as REST v2 has them.
fn of_jiras_csv(field: &FieldSchema, before: &serde_json::Value, cell: &str) -> String {
    let (zone, target, place) = (Tz::new("Europe/Berlin"), site(), place());
    let before = match (field.kind, before.is_string()) {
        (FieldType::RichText, true) => super::super::read_wiki(before),
        _ => super::super::read(field, before),
    };
    let state = issue(field, before);
    let cx = Context { issue: Some(&state), ..context(&zone, &target, &place) };
    let options = ParseOptions { jira_csv: true, text: TextForm::Wiki, ..ParseOptions::default() };
    match parse(field, &[&text(cell)], &cx, &options) {
        Ok(after) if super::super::same(field.kind, &state.values[&field.id], &after) => {
            "same".to_owned()
        }
        Ok(after) => display(&after, &cx),
        Err(message) => message.code,
    }
}

#[test]
fn jiras_own_csv_is_understood() {
    use serde_json::json;
    let wiki = "h1. Title\n# *one*\n# two\n||A||\n|1|\n\n{code:java}x = 1{code}";
    let lines = wiki.replace('\n', "\r\n").replace("{code:java}", "{code:java}\r\n");
    for (id, kind, before, cell, expected) in [
        ("timeoriginalestimate", FieldType::Duration, json!(28_800), "28800", "same"),
        ("timeoriginalestimate", FieldType::Duration, json!(28_800), "3600", "1h"),
        ("timeoriginalestimate", FieldType::Duration, json!(28_800), "2d", "2d"),
        ("description", FieldType::RichText, json!(wiki), lines.as_str(), "same"),
        ("description", FieldType::RichText, json!(null), "h2. *b*", "h2. *b*"),
        ("description", FieldType::RichText, json!("-5 to 15"), "5 to 15", "5 to 15"),
        ("description", FieldType::RichText, json!("*b*"), "**b**", "**b**"),
        ("duedate", FieldType::Date, json!("2025-09-28"), "28/Sep/25 12:00 AM", "same"),
        (
            "created",
            FieldType::DateTime,
            json!("2025-09-28T16:04:31.123+0200"),
            "28/Sep/25 4:04 PM",
            "same",
        ),
        ("customfield_3", FieldType::Cascading, json!(null), "Europe -> Malta", "Europe > Malta"),
        ("assignee", FieldType::User, json!(null), "712020:mia-0001", "Mia Krystof"),
    ] {
        assert_eq!(of_jiras_csv(&field(id, kind), &before, cell), expected, "{id} {cell:?}");
    }
}

#[test]
fn a_number_that_could_be_seconds_is_no_duration() {
    let estimate = field("timeestimate", FieldType::Duration);
    check(&estimate, &[("28800", "ambiguous-duration"), ("999", "24w 4d 7h"), ("1001", "25w 1h")]);
    assert_eq!(typed(&estimate, &[CellValue::Number(3600.0)]), "ambiguous-duration");
}
