//! What is known before anything is sent: what the user may not do, and what need not be read.

#![allow(clippy::unwrap_used, missing_docs)]

use in_process_tests::{IanaZone, Opened, Planned, Trip, World};
use wasm_core::finding::Severity;
use wasm_core::plan::Action;
use wasm_core::ports::Method;

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
    assert_eq!(errors(&planned), ["edit-right-missing"], "{}", planned.told());
    assert_eq!((planned.plan.summary.update, planned.plan.summary.blocked), (0, 30));
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    assert_eq!((report.updated, report.failed), (0, 0), "{report:?}");
    assert!(viewer.sent().iter().all(|request| request.method != Method::Put));
}

#[test]
fn a_status_that_the_user_may_not_change_is_told_for_each_work_item() {
    let world = World::new(40);
    let (viewer, zone) = (world.wire("viewer@rowport.example", "viewer-api-token"), berlin());
    let trip = Trip::new(&world, &viewer, &zone);
    let closed = file("Key,Status", |n| format!("DEMO-{n},Done"), 12);
    let planned = world.run(trip.plan(&closed));
    let todo = planned.plan.changes.iter().filter(|change| change.action == Action::Transition);
    assert_eq!(todo.count(), 0);
    assert_eq!(errors(&planned), ["status-right-missing"], "{}", planned.told());
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
