//! What is known before anything is sent: what the user may not do, and what need not be read.

#![allow(clippy::unwrap_used, missing_docs)]

use in_process_tests::{IanaZone, Opened, Planned, Trip, World, typed_sheet};
use jira_sim::{Switches, site::Permission};
use wasm_core::finding::Severity;
use wasm_core::plan::Action;
use wasm_core::ports::{Method, Request};
use wasm_core::sheet::{CellValue, Row};

fn file(header: &str, row: impl Fn(usize) -> String, rows: usize) -> Opened {
    let rows: String = (1..=rows).map(|n| row(n) + "\n").collect();
    Opened::read("rows.csv", format!("{header}\n{rows}").as_bytes())
}

fn errors(planned: &Planned) -> Vec<&str> {
    let errors = planned.findings.iter().filter(|found| found.severity == Severity::Error);
    let mut codes: Vec<_> = errors.map(|found| found.message.code.as_str()).collect();
    codes.dedup();
    codes
}

#[test]
fn whoever_may_not_edit_is_told_so_before_anything_is_sent() {
    let world = World::new(40);
    let (viewer, zone) = (world.wire("viewer@rowport.example", "viewer-api-token"), berlin());
    let trip = Trip::new(&world, &viewer, &zone);
    let edits = file("Key,Summary", |n| format!("DEMO-{n},Changed by a viewer {n}"), 30);
    let planned = world.run(trip.plan(&edits));
    assert_eq!(errors(&planned), ["edit-right-missing-rows"], "{}", planned.told());
    assert_eq!(planned.findings.len(), 1, "{}", planned.told());
    let text = planned.findings[0].message.text();
    assert!(["DEMO", "Edit Issues", "30"].iter().all(|word| text.contains(word)), "{text}");
    assert!(planned.plan.changes.iter().all(|change| change.reason.is_some()));
    assert_eq!((planned.plan.summary.update, planned.plan.summary.blocked), (0, 30));
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    assert_eq!((report.updated, report.failed), (0, 0), "{report:?}");
    assert!(viewer.sent().iter().all(|request| request.method != Method::Put));
}

#[test]
fn a_status_that_the_user_may_not_change_is_told_once() {
    let world = World::new(40);
    let (viewer, zone) = (world.wire("viewer@rowport.example", "viewer-api-token"), berlin());
    let trip = Trip::new(&world, &viewer, &zone);
    let closed = file("Key,Status", |n| format!("DEMO-{n},Done"), 12);
    let planned = world.run(trip.plan(&closed));
    let todo = planned.plan.changes.iter().filter(|change| change.action == Action::Transition);
    assert_eq!(todo.count(), 0);
    assert_eq!(errors(&planned), ["status-right-missing-rows"], "{}", planned.told());
    let told = planned.findings.iter().filter(|f| f.message.code.starts_with("status-right"));
    assert_eq!(told.count(), 1, "{}", planned.told());
}

/// The space, the permission and who gives it are named, however the file names the space.
#[test]
fn whoever_may_not_create_is_told_so_once_for_a_space() {
    let world = World::new(5);
    let (viewer, zone) = (world.wire("viewer@rowport.example", "viewer-api-token"), berlin());
    let trip = Trip::new(&world, &viewer, &zone);
    let name = world.site().site().projects.iter().find(|p| p.key == "DEMO").unwrap().name.clone();
    for space in ["DEMO", "demo", name.as_str()] {
        let fresh = file("Project,Issue Type,Summary", |n| format!("{space},Task,New {n}"), 25);
        let planned = world.run(trip.plan(&fresh));
        assert_eq!(errors(&planned), ["create-right-missing-rows"], "{}", planned.told());
        let found = planned.findings.iter().find(|f| f.severity == Severity::Error).unwrap();
        let told = found.message.text() + &found.message.fix().unwrap();
        for word in ["in DEMO", "Create Issues", "25", "administrator of the space DEMO"] {
            assert!(told.contains(word), "{word}: {told}");
        }
        assert_eq!((planned.plan.summary.create, planned.plan.summary.blocked), (0, 25));
    }
    let unknown = file("Project,Issue Type,Summary", |n| format!("NOPE,Task,New {n}"), 3);
    assert_eq!(errors(&world.run(trip.plan(&unknown))), ["project-not-found"]);
    let one = file("Project,Issue Type,Summary", |n| format!("DEMO,Task,New {n}"), 1);
    assert_eq!(errors(&world.run(trip.plan(&one))), ["create-right-missing"]);
}

/// Twenty comments, worklogs and links each.
fn entries() -> Opened {
    let mut opened = Opened::read("file.csv", b"Key,Summary\nDEMO-1,\n");
    for (name, header, row) in [
        ("Comments", "Key|Comment ID|Comment", "DEMO-#||Seen"),
        ("Worklogs", "Key|Worklog ID|Started|Time spent", "DEMO-#||2026-07-01 09:30|1h"),
        ("Links", "Key|Link ID|Relationship|Linked key", "DEMO-#||blocks|DEMO-30"),
    ] {
        let rows: Vec<String> = (2..22).map(|n| row.replace('#', &n.to_string())).collect();
        opened.file.workbook.sheets.push(typed_sheet(name, header, &rows));
    }
    opened
}

#[test]
fn whoever_may_not_comment_log_or_link_is_told_so_once_for_each() {
    let world = World::new(40);
    let (viewer, zone) = (world.wire("viewer@rowport.example", "viewer-api-token"), berlin());
    let trip = Trip::new(&world, &viewer, &zone);
    let planned = world.run(trip.plan(&entries()));
    let mut codes = errors(&planned);
    codes.sort_unstable();
    let expected = ["comment-right-missing", "link-right-missing", "log-right-missing"];
    assert_eq!(codes, expected, "{}", planned.told());
    assert!(planned.plan.entries.iter().all(|e| e.action == Action::Skip && e.reason.is_some()));
    let found = planned.findings.iter().find(|f| f.message.code == "comment-right-missing");
    let told = found.unwrap().message.text() + &found.unwrap().message.fix().unwrap();
    for word in ["of DEMO", "Add Comments", "20", "administrator of the space DEMO"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    let requests = viewer.sent().len();
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    let added = report.comments + report.worklogs + report.links;
    assert_eq!((added, report.failed, report.held_back), (0, 0, 60), "{report:?}");
    let adds = |request: &Request| {
        let path = request.path.split('?').next().unwrap();
        ["/comment", "/worklog", "/issueLink"].iter().any(|end| path.ends_with(end))
    };
    assert!(!viewer.sent().iter().any(adds), "nothing is sent");
    assert!(requests <= 25, "{requests} requests");
}

/// A right that is lacking for one kind does not hold back the others, also on a new work item.
#[test]
fn only_what_needs_the_missing_right_is_held_back() {
    let withheld = vec![Permission::Comment];
    let world = World::with(40, 1, Switches { withheld, ..Switches::default() });
    let (member, zone) = (world.member(), berlin());
    let trip = Trip::new(&world, &member, &zone);
    let mut opened = entries();
    let bytes = b"Project,Issue Type,Row ID,Summary\nDEMO,Task,n1,New\n";
    let sheets = opened.file.workbook.sheets.split_off(1);
    opened = Opened::read("new.csv", bytes);
    opened.file.workbook.sheets.extend(sheets);
    for (at, cells) in [(1, ["n1", "", "Seen"].as_slice()), (3, &["n1", "", "blocks", "DEMO-2"])] {
        let rows = &mut opened.file.workbook.sheets[at].rows;
        let cells = (0..).zip(cells.iter().map(|text| CellValue::from(*text))).collect();
        rows.push(Row { index: 50, cells });
    }
    let planned = world.run(trip.plan(&opened));
    let missing: Vec<_> =
        planned.findings.iter().filter(|f| f.severity == Severity::Error).collect();
    assert_eq!(missing.len(), 1, "{}", planned.told());
    assert!(missing[0].message.text().contains("21"), "{}", missing[0].message.text());
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    let done = (report.created, report.comments, report.worklogs, report.links, report.failed);
    assert_eq!(done, (1, 0, 20, 21, 0), "{report:?}");
}

#[test]
fn what_rows_name_that_are_held_back_anyway_is_not_looked_up() {
    let world = World::new(40);
    let (member, zone) = (world.member(), berlin());
    let trip = Trip::new(&world, &member, &zone);
    let row = |n| format!("DEMO,No such type,Blocked {n},Nobody {n}");
    let blocked = file("Project,Issue Type,Summary,Reporter", row, 200);
    let planned = world.run(trip.plan(&blocked));
    assert_eq!(planned.plan.summary.blocked, 200, "{}", planned.told());
    let sent = member.sent();
    assert!(sent.iter().all(|request| !request.path.contains("user/search")));
    assert!(sent.len() <= 15, "{} requests", sent.len());
}

#[test]
fn many_people_are_found_in_the_list_of_all() {
    let world = World::new(40);
    let (member, zone) = (world.member(), berlin());
    let trip = Trip::new(&world, &member, &zone);
    let row = |n| {
        format!(
            "DEMO,Task,Named {n},{}",
            if n == 1 { "Mia Krystof".into() } else { format!("Nobody {n}") }
        )
    };
    let people = file("Project,Issue Type,Summary,Reporter", row, 60);
    let planned = world.run(trip.plan(&people));
    let summary = planned.plan.summary;
    assert_eq!((summary.create, summary.blocked), (1, 59), "{}", planned.told());
    let searches = member.sent();
    let searches = searches.iter().filter(|request| request.path.contains("search"));
    let users = searches.filter(|request| request.path.contains("user")).count();
    assert_eq!(users, 2, "the list, and its end");
}

fn berlin() -> IanaZone {
    IanaZone::new("Europe/Berlin")
}

#[test]
fn a_status_that_new_rows_may_not_come_to_is_told_before_anything_is_sent() {
    let withheld = vec![Permission::Transition];
    let world = World::with(5, 1, Switches { withheld, ..Switches::default() });
    let (member, zone) = (world.member(), berlin());
    let trip = Trip::new(&world, &member, &zone);
    let status = |n| format!("DEMO,Task,New {n},In Progress");
    let planned = world.run(trip.plan(&file("Project,Issue Type,Summary,Status", status, 9)));
    assert_eq!(errors(&planned), ["status-right-missing-rows"], "{}", planned.told());
    let found = planned.findings.iter().find(|f| f.severity == Severity::Error).unwrap();
    let told = found.message.text() + &found.message.fix().unwrap();
    for word in ["of DEMO", "Transition", "9", "in new rows empty", "space DEMO"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    assert_eq!((planned.plan.summary.create, planned.plan.summary.blocked), (0, 9));
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    assert_eq!((report.created, report.failed), (0, 0), "{report:?}");
    assert!(!member.sent().iter().any(|request| request.path.ends_with("/issue/bulk")));
    // The remedy.
    let empty = file("Project,Issue Type,Summary,Status", |n| format!("DEMO,Task,New {n},"), 9);
    let planned = world.run(trip.plan(&empty));
    assert_eq!((planned.plan.summary.create, planned.plan.summary.blocked), (9, 0));
    let one = file("Project,Issue Type,Summary,Status", status, 1);
    assert_eq!(errors(&world.run(trip.plan(&one))), ["status-right-missing"]);
}
