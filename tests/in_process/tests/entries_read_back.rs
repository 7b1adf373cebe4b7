//! What Jira took of comments, worklogs and links otherwise than it was added, or not at all, is told
//! for its row.

#![allow(clippy::unwrap_used, missing_docs)]

use in_process_tests::{Between, IanaZone, Opened, Trip, World, typed_sheet};
use serde_json::json;
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::plan::Plan;
use wasm_core::ports::{Method, Request, Transport};
use wasm_core::sheet::Sheet;

fn plan_of(world: &World, sheets: Vec<Sheet>) -> Plan {
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let mut opened = Opened::read("file.csv", b"Key,Summary\nDEMO-1,\n");
    opened.file.workbook.sheets.extend(sheets);
    let planned = world.run(Trip::new(world, &member, &zone).plan(&opened));
    assert_eq!(planned.plan.summary.entries_blocked, 0, "{}", planned.told());
    planned.plan
}

/// The reasons of the rows that did not succeed, as a person reads them.
fn failed(report: &Report) -> Vec<String> {
    let failed = report.outcomes.iter().filter(|o| o.kind == OutcomeKind::Failed);
    failed.map(|outcome| outcome.reason.as_ref().unwrap().text()).collect()
}

fn reads_again(end: &'static str) -> impl Fn(&Request) -> bool {
    move |request: &Request| request.path.split('?').next().unwrap().ends_with(end)
}

/// The path of the comment or the worklog that will be added next, to that issue.
fn path_of_next(world: &World, key: &str, kind: &str) -> String {
    let site = world.site().site();
    let issue = site.issues.iter().find(|issue| issue.key == key).unwrap();
    let newest = match kind {
        "comment" => site.issues.iter().flat_map(|i| &i.comments).map(|c| c.id).max(),
        _ => site.issues.iter().flat_map(|i| &i.records.worklogs).map(|w| w.id).max(),
    };
    format!("/rest/api/3/issue/{}/{kind}/{}", issue.id, newest.unwrap() + 1)
}

#[test]
fn a_comment_that_a_rule_changed_or_removed_is_no_success() {
    let text = |words: &str| {
        json!({"body": {"type": "doc", "version": 1, "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": words}]}]}})
    };
    let rows = ["Key|Comment ID|Comment", "DEMO-2||As it was written"];
    for (method, body, told) in [
        (Method::Put, Some(text("Changed by a rule").to_string()), "Changed by a rule"),
        (Method::Delete, None, "not there"),
    ] {
        let world = World::new(5);
        let (member, admin) = (world.member(), world.admin());
        let plan = plan_of(&world, vec![typed_sheet("Comments", rows[0], &rows[1..])]);
        let path = path_of_next(&world, "DEMO-2", "comment");
        let between = Between::new(&world, &member, &admin);
        between.first(0, reads_again("/comment/list"), Request { method, path, body });
        let report = between.apply(&world, &plan);
        assert_eq!((report.comments, report.failed), (0, 1), "{report:#?}");
        let reasons = failed(&report);
        assert!(reasons[0].contains(told), "{reasons:?}");
    }
}

#[test]
fn a_link_that_jira_only_said_it_made_is_no_success() {
    let rows =
        ["Key|Link ID|Relationship|Linked key", "DEMO-2||blocks|DEMO-3", "DEMO-4||blocks|DEMO-5"];
    let world = World::new(8);
    let (member, admin) = (world.member(), world.admin());
    let plan = plan_of(&world, vec![typed_sheet("Links", rows[0], &rows[1..])]);
    let between = Between::new(&world, &member, &admin);
    between.answered(201, 1, |request| {
        let body = request.body.as_deref().unwrap_or_default();
        request.path.ends_with("/issueLink") && body.contains("DEMO-2")
    });
    let report = between.apply(&world, &plan);
    assert_eq!((report.links, report.failed), (1, 1), "{report:#?}");
    let reasons = failed(&report);
    assert!(reasons[0].contains("DEMO-2 does not have it"), "{reasons:?}");
    // The same plan makes what is missing, and only that.
    let report = between.apply(&world, &plan);
    assert_eq!((report.links, report.entries_present, report.failed), (1, 1, 0), "{report:#?}");
}

#[test]
fn what_was_logged_is_compared_by_time_length_and_text() {
    let rows = ["Key|Worklog ID|Started|Time spent|Comment", "DEMO-2||2026-07-01 09:30|2h|Review"];
    let world = World::new(5);
    let (member, admin) = (world.member(), world.admin());
    let plan = plan_of(&world, vec![typed_sheet("Worklogs", rows[0], &rows[1..])]);
    // One that is there tells which id comes next.
    let there = json!({"started": "2026-06-01T08:00:00.000+0000", "timeSpentSeconds": 60});
    let path = "/rest/api/3/issue/DEMO-5/worklog".to_owned();
    let there = Request { method: Method::Post, path, body: Some(there.to_string()) };
    assert_eq!(world.run(admin.send(there)).unwrap().status, 201);
    let path = path_of_next(&world, "DEMO-2", "worklog");
    let body = Some(json!({"timeSpentSeconds": 3_600}).to_string());
    let between = Between::new(&world, &member, &admin);
    between.first(0, reads_again("/worklog/list"), Request { method: Method::Put, path, body });
    let report = between.apply(&world, &plan);
    assert_eq!((report.worklogs, report.failed), (0, 1), "{report:#?}");
    let reasons = failed(&report);
    for words in ["Time spent", "1h", "2h"] {
        assert!(reasons[0].contains(words), "{reasons:?}");
    }
}

/// Markdown, an earlier author and an audience come back as they were added.
#[test]
fn what_was_taken_as_it_was_added_is_a_success() {
    let comments = [
        "Key|Comment ID|Author|Created|Comment|Visible to",
        "DEMO-2||Ann Old|2024-02-29 08:15|With **bold**, `code` and a [link](https://example.com)|",
        "DEMO-2||||- one\n- two|Role: Administrators",
        "DEMO-3||||C:\\temp  two blanks & <tags>|",
    ];
    let logs = [
        "Key|Worklog ID|Author|Started|Time spent|Comment",
        "DEMO-2||Ann Old|2026-07-01 09:30|1h 30m|",
        "DEMO-3|||2026-07-01 09:30|45m|_Done_",
    ];
    let links = ["Key|Link ID|Relationship|Linked key", "DEMO-4||is blocked by|DEMO-5"];
    let world = World::new(8);
    let sheets = [("Comments", &comments[..]), ("Worklogs", &logs), ("Links", &links)];
    let sheets = sheets.map(|(name, lines)| typed_sheet(name, lines[0], &lines[1..])).into();
    let plan = plan_of(&world, sheets);
    let (admin, zone) = (world.admin(), IanaZone::new("Europe/Berlin"));
    let report = world.run(Trip::new(&world, &admin, &zone).apply(&plan)).unwrap();
    let added = (report.comments, report.worklogs, report.links, report.failed);
    assert_eq!(added, (3, 2, 1, 0), "{report:#?}");
}
