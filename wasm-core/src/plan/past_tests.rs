//! What fields in conflict held at the export, from Jira's history to the conflict that is shown.

use serde_json::{Value, json};

use super::merge_tests::case;
use crate::jira::Client;
use crate::jira::testing::{FakeJira, VirtualClock, body, ok};
use crate::ports::Request;
use crate::target::load_history;

/// When the issue was last updated before the export, as the tests' files have it.
const EXPORTED: &str = "2026-10-01T10:00:00.000+0000";
/// After the export.
const LATER: &str = "2026-10-05T10:00:00.000+0000";

/// A conflict of one field: its value at the export, in the file, in Jira, and what is told of the
/// first one. The histories are pages, each a list of changes of DEMO-1.
fn told(field: &str, values: [&str; 3], pages: &[Value]) -> (String, String) {
    let [exported, mine, jira] = values;
    let then = format!("issuekey | {field}\nDEMO-1 | {exported}");
    let file = format!("issuekey | {field}\nDEMO-1 | {mine}");
    let updated = "2026-10-06T10:00:00Z";
    let issues = format!(
        "issuekey | type | {field} | updated
         DEMO-1 | Task | {jira} | {updated}
         DEMO-9 | Epic | | {updated}"
    );
    let mut case = case(&then, &file, &issues);
    let clock = VirtualClock::new();
    let transport = FakeJira::new(&clock, |request: &Request, _| {
        let token = body(request)["nextPageToken"].as_str().and_then(|t| t.parse().ok());
        let page: usize = token.unwrap_or(0);
        let logs = json!([{"issueId": "10001", "changeHistories": pages[page]}]);
        let next = (page + 1 < pages.len()).then(|| (page + 1).to_string());
        ok(json!({"issueChangeLogs": logs, "nextPageToken": next}))
    });
    let client = Client::new(&transport, &clock);
    let conflicts = case.plan().0.conflicts();
    assert_eq!(conflicts.len(), 1, "a conflict of {field}");
    clock.run(load_history(&client, &conflicts, &mut case.target)).unwrap();
    let plan = case.plan().0;
    let base = plan.changes[0].conflicts[0].conflict.base.clone();
    (base.unwrap_or_else(|| "unknown".to_owned()), transport.log())
}

fn was(field: &str, values: [&str; 3], changes: Value) -> String {
    told(field, values, &[changes]).0
}

fn change(created: &str, items: Value) -> Value {
    json!({"id": "1", "created": created, "items": items})
}

/// An item; sides are id and text.
fn item(field: &str, id: &str, from: [Value; 2], to: [Value; 2]) -> Value {
    json!({"field": field, "fieldId": id, "from": from[0], "fromString": from[1],
        "to": to[0], "toString": to[1]})
}

const NOTHING: [Value; 2] = [Value::Null, Value::Null];

fn text(text: &str) -> [Value; 2] {
    [Value::Null, json!(text)]
}

fn named(id: &str, name: &str) -> [Value; 2] {
    [json!(id), json!(name)]
}

#[test]
fn the_first_change_after_the_export_tells_the_value() {
    let summary =
        |at, from, to| change(at, json!([item("summary", "summary", text(from), text(to))]));
    let changes = json!([
        summary("2026-10-06T10:00:00.000+0000", "Pack all", "Pack them"),
        summary("2026-09-01T10:00:00.000+0000", "Pac", "Pack"),
        summary(LATER, "Pack", "Pack all"),
    ]);
    assert_eq!(was("summary", ["Pack", "Pack it", "Pack them"], changes), "Pack");
    let emptied = json!([change(
        LATER,
        json!([item("duedate", "duedate", NOTHING, named("2026-12-01", "2026-12-01 00:00:00.0"))])
    )]);
    assert_eq!(was("duedate", ["", "2026-11-11", "2026-12-01"], emptied), "", "it was empty");
}

/// Jira tells a list value by value: the first item is one of them, or nothing at all.
#[test]
fn a_list_that_is_told_value_by_value_is_put_together() {
    let changes = json!([
        change(
            "2026-09-01T10:00:00.000+0000",
            json!([item("Component", "components", NOTHING, named("core", "Core"))])
        ),
        change(
            LATER,
            json!([
                item("Component", "components", named("docs", "Docs"), NOTHING),
                item("Component", "components", NOTHING, named("web", "Web"))
            ])
        ),
        change(
            "2026-10-06T10:00:00.000+0000",
            json!([item("Component", "components", NOTHING, named("tests", "Tests"))])
        ),
    ]);
    let values = ["Core\\nDocs", "Core", "Core;Web;Tests"];
    assert_eq!(was("components", values, changes), "Core, Docs");
    let versions = json!([change(
        LATER,
        json!([item("Fix Version", "fixVersions", NOTHING, named("1.0", "1.0"))])
    )]);
    assert_eq!(was("fixVersions", ["", "2.0", "1.0"], versions), "", "it was empty");
}

/// Without the missing step the list would be put together wrongly.
#[test]
fn what_the_history_misses_makes_the_value_unknown() {
    let removed = json!([change(
        LATER,
        json!([item("Component", "components", NOTHING, named("gone", "Gone"))])
    )]);
    let values = ["Core\\nDocs", "Core", "Core;Web"];
    assert_eq!(was("components", values, removed), "unknown", "what came is not there");
    let deleted = json!([change(
        LATER,
        json!([item("Component", "components", NOTHING, named("web", "Web"))])
    )]);
    assert_eq!(was("components", values, deleted), "unknown", "Docs went without a word");
    let other =
        json!([change(LATER, json!([item("summary", "summary", text("Sack"), text("B"))]))]);
    assert_eq!(was("summary", ["Pack", "A", "B"], other), "unknown", "the file held another one");
    assert_eq!(was("summary", ["Pack", "A", "B"], json!([])), "unknown", "no change is told");
}

/// Jira dates a change some milliseconds after the `updated` that it makes.
#[test]
fn the_change_that_made_updated_is_not_one_after_the_export() {
    let summary =
        |at, from, to| change(at, json!([item("summary", "summary", text(from), text(to))]));
    let last = "2026-10-01T10:00:00.025+0000";
    let changes = json!([summary(last, "Before", "Pack"), summary(LATER, "Pack", "Pack all")]);
    assert_eq!(was("summary", ["Pack", "Pack it", "Pack all"], changes), "Pack");
    let soon = json!([summary(last, "Pack", "Pack all")]);
    assert_eq!(was("summary", ["Pack", "Pack it", "Pack all"], soon), "Pack", "one right after it");
    let described = |at, from, to| {
        change(at, json!([item("description", "description", text(from), text(to))]))
    };
    let rich = json!([
        described(EXPORTED, "a", "b"),
        described(last, "b", "c"),
        described(LATER, "c", "d")
    ]);
    assert_eq!(was("description", ["c", "mine", "d"], rich), "c", "which the file can't confirm");
}

/// Items of the parent have no field id, so a request for some fields does not find them.
#[test]
fn changes_of_the_parent_are_found() {
    let moved = json!({"field": "IssueParentAssociation", "fieldtype": "jira",
        "from": "10007", "fromString": "DEMO-7", "to": "10008", "toString": "DEMO-8"});
    let values = ["DEMO-7", "DEMO-9", "DEMO-8"];
    let (base, log) = told("parent", values, &[json!([change(LATER, json!([moved]))])]);
    assert_eq!(base, "DEMO-7");
    assert!(!log.contains("fieldIds"), "{log}");
}

/// Pages go by date across issues, so the first change may be on a later page than another issue's.
#[test]
fn a_history_may_be_on_several_pages() {
    let added = |at, id, name| {
        json!([change(at, json!([item("Component", "components", NOTHING, named(id, name))]))])
    };
    let pages =
        [added(LATER, "web", "Web"), added("2026-10-06T10:00:00.000+0000", "tests", "Tests")];
    let values = ["Core", "", "Core;Web;Tests"];
    let (base, log) = told("components", values, &pages);
    assert_eq!(base, "Core");
    assert_eq!(log.matches(r#""fieldIds":["components"]"#).count(), 2, "{log}");
}

/// Values are shown as they are elsewhere: not as seconds, with a time, or in wiki markup.
#[test]
fn values_are_shown_as_everywhere_else() {
    let one = |field: &str, from: [Value; 2], to: [Value; 2]| {
        json!([change(LATER, json!([item(field, field, from, to)]))])
    };
    let seconds = one("timeoriginalestimate", named("28800", "28800"), named("3600", "3600"));
    assert_eq!(was("timeoriginalestimate", ["1d", "2d", "3600"], seconds), "1d");
    let day = one("duedate", named("2026-12-01", "2026-12-01 00:00:00.0"), NOTHING);
    assert_eq!(was("duedate", ["2026-12-01", "2026-12-02", ""], day), "2026-12-01");
    let points = one("customfield_1", text("3"), text("5"));
    assert_eq!(was("customfield_1", ["3", "4", "5"], points), "3");
    let wiki = one("description", text("*bold*"), text("other"));
    assert_eq!(was("description", ["**bold**", "mine", "other"], wiki), "**bold**");
    let person = one("assignee", named("acc-alex-1", "Alex Kim"), named("acc-mia", "Mia Krystof"));
    let values = ["Alex Kim <acc-alex-1>", "Old Hand <acc-old>", "Mia Krystof"];
    assert_eq!(was("assignee", values, person), "Alex Kim");
    let labels = one("labels", text("a b"), text("c"));
    assert_eq!(was("labels", ["b a", "d", "c"], labels), "b a", "in the order of the file");
}
