//! What Jira took otherwise than it was written, or not at all, is told.

#![allow(clippy::unwrap_used, missing_docs)]

use in_process_tests::{Between, IanaZone, Opened, Trip, Wire, World, edit, edits, moves};
use serde_json::json;
use wasm_core::apply::OutcomeKind;
use wasm_core::plan::Plan;
use wasm_core::ports::Request;

fn plan_of(world: &World, wire: &Wire, file: &str) -> Plan {
    let zone = IanaZone::new("Europe/Berlin");
    let trip = Trip::new(world, wire, &zone);
    let planned = world.run(trip.plan(&Opened::read("f.csv", file.as_bytes())));
    assert_eq!(planned.plan.summary.blocked, 0, "{}", planned.told());
    planned.plan
}

#[test]
fn a_yes_to_what_is_not_written_is_no_success() {
    let world = World::new(8);
    let (member, admin) = (world.member(), world.admin());
    let plan = plan_of(
        &world,
        &member,
        "Key,Summary,Labels,Assignee\nDEMO-2,Never there,lost,member@rowport.example\nDEMO-3,There,kept,member@rowport.example\n",
    );
    let id = plan.changes[0].issue.as_ref().unwrap().id.clone();
    let between = Between::new(&world, &member, &admin);
    between
        .answered(204, 1, move |request: &Request| edits(request) && request.path.ends_with(&id));
    let report = between.apply(&world, &plan);
    assert_eq!((report.updated, report.failed), (1, 1), "{report:#?}");
    let text = report.outcomes[0].reason.as_ref().unwrap().text();
    for told in ["Summary", "“Never there”", "Labels", "lost"] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains("customfield") && !text.contains("5b10"), "{text}");
}

#[test]
fn a_transition_that_was_not_made_is_no_success() {
    let world = World::new(8);
    let (member, admin) = (world.member(), world.admin());
    world.put_into("DEMO-4", 10_000);
    let plan = plan_of(&world, &member, "Key,Status\nDEMO-4,In Progress\n");
    let between = Between::new(&world, &member, &admin);
    between.answered(204, 1, moves);
    let report = between.apply(&world, &plan);
    assert_eq!((report.updated, report.failed), (0, 1), "{report:#?}");
    let text = report.outcomes[0].reason.as_ref().unwrap().text();
    assert!(
        text.contains("Status") && text.contains("To Do") && text.contains("In Progress"),
        "{text}"
    );
}

/// A rule of the site changes what was just created.
#[test]
fn a_new_work_item_is_read_back_too() {
    let world = World::new(3);
    let (member, admin) = (world.member(), world.admin());
    let file = "Project,Issue Type,Summary,Priority,Labels\n\
        DEMO,Task,As written,High,one\nDEMO,Task,Changed by a rule,High,two\n";
    let plan = plan_of(&world, &member, file);
    let between = Between::new(&world, &member, &admin);
    between.first(
        0,
        |request| request.body.as_ref().is_some_and(|body| body.contains("\"priority\",")),
        edit("DEMO-5", &json!({"priority": {"id": "5"}})),
    );
    let report = between.apply(&world, &plan);
    let kinds: Vec<_> = report.outcomes.iter().map(|outcome| outcome.kind).collect();
    assert_eq!(kinds, [OutcomeKind::Applied, OutcomeKind::Otherwise], "{report:#?}");
    assert_eq!((report.created, report.otherwise, report.failed), (2, 1, 0), "{report:#?}");
    let reason = report.outcomes[1].reason.as_ref().unwrap();
    assert_eq!(reason.code, "taken-otherwise");
    assert!(reason.text().contains("Priority") && reason.text().contains("High"));
}

/// A rule of the site sets a field of all that is created: everything is made, and nothing as
/// planned.
#[test]
fn what_jira_makes_otherwise_was_made_all_the_same() {
    let world = World::new(3);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let rows: String = (0..30).map(|n| format!("DEMO,Task,Ruled {n},High\n")).collect();
    let file = format!("Project,Issue Type,Summary,Priority\n{rows}");
    let plan = plan_of(&world, &member, &file);
    member.veil(|request, mut answer| {
        if request.path.ends_with("/issue/bulkfetch") {
            answer.body = answer.body.replace("\"name\":\"High\"", "\"name\":\"Low\"");
            answer.body = answer.body.replace("\"id\":\"2\"", "\"id\":\"4\"");
        }
        answer
    });
    let trip = Trip::new(&world, &member, &zone);
    let report = world.run(trip.apply(&plan)).unwrap();
    let counts = (report.created, report.otherwise, report.failed, report.skipped);
    assert_eq!(counts, (30, 30, 0, 0), "{report:#?}");
    let told = report.outcomes.iter().all(|outcome| {
        let reason = outcome.reason.as_ref().map(|reason| reason.text());
        outcome.issue.is_some() && reason.is_some_and(|text| text.contains("Priority"))
    });
    assert!(told, "{report:#?}");
    let again = world.run(trip.apply(&plan)).unwrap();
    let counts = (again.created, again.present, again.otherwise, again.failed);
    assert_eq!(counts, (0, 30, 30, 0), "{again:#?}");
}

/// A change of two fields of which somebody takes one back is a change.
#[test]
fn half_of_a_change_is_a_change_that_is_not_as_planned() {
    let world = World::new(8);
    let (member, admin) = (world.member(), world.admin());
    let plan = plan_of(&world, &member, "Key,Summary,Labels\nDEMO-2,Half there,mine\n");
    let between = Between::new(&world, &member, &admin);
    // The first read is the one before the write.
    between.first(
        1,
        |request| request.body.as_ref().is_some_and(|body| body.contains("\"labels\",")),
        edit("DEMO-2", &json!({"labels": ["theirs"]})),
    );
    let report = between.apply(&world, &plan);
    let counts = (report.updated, report.otherwise, report.failed);
    assert_eq!(counts, (1, 1, 0), "{report:#?}");
    let text = report.outcomes[0].reason.as_ref().unwrap().text();
    assert!(text.contains("Labels") && !text.contains("Summary"), "{text}");
}
