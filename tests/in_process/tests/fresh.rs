//! Between the look at a work item and the write of it there is a second at most.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fmt::Write;

use in_process_tests::{Between, IanaZone, Opened, Trip, Wire, World, edit, edits, moves};
use jira_sim::{Switches, config::Burst};
use serde_json::json;
use wasm_core::apply::OutcomeKind;
use wasm_core::plan::Plan;
use wasm_core::ports::Request;

fn world(rows: u32, switches: Switches) -> World {
    World::with(rows + 5, 2, switches)
}

fn planned(world: &World, wire: &Wire, rows: u32) -> Plan {
    let zone = IanaZone::new("Europe/Berlin");
    let mut file = "Key,Summary\n".to_owned();
    for number in 1..=rows {
        writeln!(file, "DEMO-{number},Fresh {number}").unwrap();
    }
    let trip = Trip::new(world, wire, &zone);
    let planned = world.run(trip.plan(&Opened::read("f.csv", file.as_bytes())));
    assert_eq!(planned.plan.summary.update, rows, "{}", planned.told());
    planned.plan
}

/// The age of the read that each write is based on, in milliseconds, the oldest first.
fn ages(between: &Between<'_>) -> Vec<i64> {
    let mut read: BTreeMap<String, jiff::Timestamp> = BTreeMap::new();
    let mut ages = Vec::new();
    for (at, request) in between.sent() {
        if request.path.ends_with("/issue/bulkfetch") {
            let body: serde_json::Value =
                serde_json::from_str(request.body.as_ref().unwrap()).unwrap();
            for id in body["issueIdsOrKeys"].as_array().unwrap() {
                read.insert(id.as_str().unwrap().to_owned(), at);
            }
        } else if edits(&request) || moves(&request) {
            let id = request.path.split('/').nth(5).unwrap();
            ages.push(i64::try_from(at.duration_since(read[id]).as_millis()).unwrap());
        }
    }
    ages.sort_unstable_by(|a, b| b.cmp(a));
    ages
}

#[test]
fn no_write_is_based_on_a_read_of_more_than_a_second_ago() {
    // 0: as many edits as are sent.
    for (latency_ms, put, most_reads) in [(0, 0, 18), (150, 0, 25), (400, 0, 80), (20, 4, 300)] {
        let burst = Burst { put, ..Burst::default() };
        let world = world(150, Switches { latency_ms, burst, ..Switches::default() });
        let (member, admin) = (world.member(), world.admin());
        let plan = planned(&world, &member, 150);
        let between = Between::new(&world, &member, &admin);
        let report = between.apply(&world, &plan);
        assert_eq!((report.updated, report.failed), (150, 0), "{report:?}");
        let ages = ages(&between);
        let case = format!("{latency_ms} ms, {put} a second: {ages:?}");
        assert!(ages.len() >= 150 && ages[0] <= 1000, "{case}");
        let reads =
            between.sent().iter().filter(|(_, r)| r.path.ends_with("issue/bulkfetch")).count();
        assert!(reads <= most_reads, "{reads} reads, {case}");
    }
}

#[test]
fn what_a_colleague_edits_while_a_plan_is_applied_stays() {
    let world = world(120, Switches { latency_ms: 60, ..Switches::default() });
    let (member, admin) = (world.member(), world.admin());
    let plan = planned(&world, &member, 120);
    let between = Between::new(&world, &member, &admin);
    for (nth, number) in [(0, 120), (10, 90), (40, 111)] {
        between.first(nth, edits, edit(&format!("DEMO-{number}"), &json!({"summary": "Theirs"})));
    }
    let report = between.apply(&world, &plan);
    assert_eq!((report.updated, report.failed), (117, 3), "{report:?}");
    let drifted = report.outcomes.iter().filter(|o| o.kind == OutcomeKind::Drifted);
    let keys: Vec<_> = drifted.map(|o| o.issue.as_ref().unwrap().key.clone()).collect();
    assert_eq!(keys, ["DEMO-90", "DEMO-111", "DEMO-120"]);
    let site = world.site().site();
    assert_eq!(site.issues.iter().filter(|issue| issue.summary() == "Theirs").count(), 3);
}

/// A pause that Jira asks for makes every read old that was made before it.
#[test]
fn what_a_colleague_edits_while_jira_asks_to_wait_stays() {
    let world = world(10, Switches::default());
    let (member, admin) = (world.member(), world.admin());
    let plan = planned(&world, &member, 10);
    let id = plan.changes[3].issue.as_ref().unwrap().id.clone();
    let path = format!("/rest/api/3/issue/{id}");
    let at = path.clone();
    let between = Between::new(&world, &member, &admin);
    between.answered(429, 1, move |request: &Request| edits(request) && request.path == at);
    // It is the first read of that work item alone that follows.
    let alone = format!("{{\"issueIdsOrKeys\":[\"{id}\"]");
    between.first(
        0,
        move |request| request.body.as_deref().is_some_and(|body| body.starts_with(&alone)),
        edit("DEMO-4", &json!({"summary": "Theirs"})),
    );
    let report = between.apply(&world, &plan);
    assert_eq!((report.updated, report.failed), (9, 1), "{report:?}");
    let sent = between.sent();
    assert_eq!(sent.iter().filter(|(_, r)| edits(r) && r.path == path).count(), 1);
    let site = world.site().site();
    assert!(site.issues.iter().any(|issue| issue.summary() == "Theirs"));
}
