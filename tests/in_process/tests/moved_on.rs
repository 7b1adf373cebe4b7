//! The same plan again: what others did since is left alone.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use in_process_tests::{
    Between, Fault, IanaZone, Opened, Trip, Wire, World, edit, edits, moves, transition,
};
use serde_json::json;
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::plan::Plan;
use wasm_core::ports::{Request, Transport};

const START: u64 = 11;
const STOP: u64 = 21;
const REVIEW: u64 = 31;
const CLOSE: u64 = 61;

fn plan_of(world: &World, wire: &Wire, file: &str) -> Plan {
    let zone = IanaZone::new("Europe/Berlin");
    let trip = Trip::new(world, wire, &zone);
    let planned = world.run(trip.plan(&Opened::read("f.csv", file.as_bytes())));
    assert_eq!(planned.plan.summary.blocked, 0, "{}", planned.told());
    planned.plan
}

fn apply(world: &World, wire: &Wire, plan: &Plan) -> Report {
    let zone = IanaZone::new("Europe/Berlin");
    world.pass(Duration::from_secs(60));
    world.run(Trip::new(world, wire, &zone).apply(plan)).unwrap()
}

fn theirs(world: &World, request: Request) {
    world.pass(Duration::from_secs(60));
    let answer = world.run(world.admin().send(request)).unwrap();
    assert!(answer.status < 300, "{}", answer.body);
}

/// How each row ended: kind and code, in the order of the sheet.
fn ends(report: &Report) -> Vec<(OutcomeKind, &str)> {
    report
        .outcomes
        .iter()
        .map(|outcome| {
            (outcome.kind, outcome.reason.as_ref().map_or("", |reason| reason.code.as_str()))
        })
        .collect()
}

fn key(report: &Report, row: usize) -> String {
    report.outcomes[row].issue.as_ref().unwrap().key.clone()
}

fn status(world: &World, key: &str) -> u64 {
    world.site().site().issues.find(key).unwrap().status
}

fn summary(world: &World, number: u32) -> String {
    let site = world.site().site();
    site.issues.find(&format!("DEMO-{number}")).unwrap().summary().to_owned()
}

const NEW: &str = "Project,Issue Type,Summary,Status\n\
    DEMO,Task,On the way,In Progress\nDEMO,Task,Stays there,In Progress\n\
    DEMO,Task,Not begun,To Do\nDEMO,Task,Begun by others,To Do\n";

#[test]
fn a_new_work_item_that_a_colleague_moved_on_stays_where_it_is() {
    let world = World::new(5);
    let member = world.member();
    let plan = plan_of(&world, &member, NEW);
    let first = apply(&world, &member, &plan);
    assert_eq!((first.created, first.failed), (4, 0), "{first:#?}");
    theirs(&world, transition(&key(&first, 0), REVIEW));
    theirs(&world, transition(&key(&first, 3), START));
    let sent = member.sent().len();
    let again = apply(&world, &member, &plan);
    let (there, before) = (OutcomeKind::Present, "created-before");
    assert_eq!(
        ends(&again),
        [(there, "moved-on"), (there, before), (there, before), (there, "moved-on")]
    );
    assert_eq!(status(&world, &key(&first, 0)), 10_001);
    assert_eq!(status(&world, &key(&first, 3)), 3);
    assert!(!member.sent()[sent..].iter().any(|request| moves(request) || edits(request)));
    assert!(
        member.sent().len() - sent <= 6,
        "one search for the rows, two for later keys, one look at them, one at the history"
    );
}

/// Killed between the create and the transition. What nobody has touched is moved now; what somebody
/// moved is not.
#[test]
fn a_status_that_an_earlier_run_did_not_reach_is_reached() {
    let (there, drifted) = (OutcomeKind::Present, OutcomeKind::Drifted);
    for (moves, kind, end) in
        [(vec![], there, 3), (vec![START, STOP], there, 10_000), (vec![CLOSE], drifted, 10_002)]
    {
        let world = World::new(5);
        let member = world.member();
        let file = "Project,Issue Type,Summary,Status\nDEMO,Task,Cut short,In Progress\n";
        let plan = plan_of(&world, &member, file);
        let zone = IanaZone::new("Europe/Berlin");
        let ways = |request: &Request| request.path.contains("/transitions?");
        member.upset(0, ways, Fault::Killed);
        let trip = Trip::new(&world, &member, &zone);
        assert!(world.run_until_killed(&member, trip.apply(&plan)).is_none());
        let made = world.site().site().issues.iter().last().unwrap().key.clone();
        assert_eq!(status(&world, &made), 10_000);
        for step in &moves {
            theirs(&world, transition(&made, *step));
        }
        let report = apply(&world, &member, &plan);
        assert_eq!(report.outcomes[0].kind, kind, "{moves:?}: {report:#?}");
        assert_eq!(status(&world, &made), end, "{moves:?}");
    }
}

#[test]
fn a_field_that_somebody_set_back_is_left_alone() {
    let world = World::new(6);
    let member = world.member();
    let before = summary(&world, 1);
    let plan = plan_of(
        &world,
        &member,
        "Key,Summary,Labels\nDEMO-1,Ours 1,ours\nDEMO-2,Ours 2,ours\nDEMO-3,Ours 3,ours\n",
    );
    // All are sent, and the program is killed before it knows of more than the first.
    let (admin, zone) = (world.admin(), IanaZone::new("Europe/Berlin"));
    member.upset(1, edits, Fault::Killed);
    member.upset(2, edits, Fault::Killed);
    let trip = Trip::new(&world, &member, &zone);
    assert!(world.run_until_killed(&member, trip.apply(&plan)).is_none());
    theirs(&world, edit("DEMO-1", &json!({"summary": before})));
    // A change of something else is no reason to leave a row alone.
    theirs(&world, edit("DEMO-3", &json!({"priority": {"id": "1"}})));
    let between = Between::new(&world, &member, &admin);
    let again = between.apply(&world, &plan);
    // The site got the requests that the program did not live to hear of.
    let there = (OutcomeKind::Present, "");
    assert_eq!(ends(&again), [(OutcomeKind::Drifted, "set-back"), there, there]);
    let reason = again.outcomes[0].reason.as_ref().unwrap();
    assert!(reason.text().contains("Summary") && reason.text().contains("DEMO-1"));
    let summaries: Vec<_> = (1..=3).map(|number| summary(&world, number)).collect();
    assert_eq!(summaries, [before.as_str(), "Ours 2", "Ours 3"]);
    let histories = between.sent().iter().filter(|(_, r)| r.path.contains("changelog")).count();
    assert!(histories <= 2, "in bulk: {histories}");
}

#[test]
fn a_status_that_somebody_set_back_is_left_alone() {
    let world = World::new(6);
    let member = world.member();
    for number in 1..=2 {
        world.put_into(&format!("DEMO-{number}"), 10_000);
    }
    let plan = plan_of(&world, &member, "Key,Status\nDEMO-1,In Progress\nDEMO-2,In Progress\n");
    let first = apply(&world, &member, &plan);
    assert_eq!((first.updated, first.failed), (2, 0), "{first:#?}");
    theirs(&world, transition("DEMO-2", STOP));
    let again = apply(&world, &member, &plan);
    assert_eq!(ends(&again), [(OutcomeKind::Present, ""), (OutcomeKind::Drifted, "set-back")]);
    assert_eq!((status(&world, "DEMO-1"), status(&world, "DEMO-2")), (3, 10_000));
}

/// What Jira dates in whole seconds hides which of two changes of the same second came first.
#[test]
fn what_was_written_right_before_the_plan_is_nobodys_doing() {
    let world = World::new(6);
    let member = world.member();
    for (round, wait) in [0, 250, 500, 750, 400].into_iter().enumerate() {
        world.pass(Duration::from_millis(wait));
        let file = format!("Key,Description,Labels\nDEMO-1,Text {round},l{round}\n");
        let plan = plan_of(&world, &member, &file);
        let zone = IanaZone::new("Europe/Berlin");
        let report = world.run(Trip::new(&world, &member, &zone).apply(&plan)).unwrap();
        assert_eq!(ends(&report), [(OutcomeKind::Applied, "")], "round {round}: {report:#?}");
    }
}
