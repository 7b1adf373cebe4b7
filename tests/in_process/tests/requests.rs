//! How many requests an apply takes.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write;
use std::time::Duration;

use in_process_tests::{IanaZone, Opened, Trip, Wire, World, edits, moves};
use wasm_core::plan::Plan;
use wasm_core::ports::Request;

fn plan_of(world: &World, wire: &Wire, file: &str, creates: u32) -> Plan {
    let zone = IanaZone::new("Europe/Berlin");
    let trip = Trip::new(world, wire, &zone);
    let planned = world.run(trip.plan(&Opened::read("f.csv", file.as_bytes())));
    assert_eq!(planned.plan.summary.create, creates, "{}", planned.told());
    planned.plan
}

fn count(requests: &[Request], which: impl Fn(&Request) -> bool) -> usize {
    requests.iter().filter(|request| which(request)).count()
}

fn creates(request: &Request) -> bool {
    request.path.ends_with("/issue/bulk")
}

#[test]
fn a_thousand_new_rows_with_a_status_take_the_creates_and_little_more() {
    let world = World::new(5);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let mut file = "Project,Issue Type,Summary,Status\n".to_owned();
    for row in 0..1000 {
        let kind = if row % 2 == 0 { "Task" } else { "Bug" };
        let status = if row % 3 == 0 { "To Do" } else { "In Progress" };
        writeln!(file, "DEMO,{kind},Many {row},{status}").unwrap();
    }
    let plan = plan_of(&world, &member, &file, 1000);
    let before = member.sent().len();
    let report = world.run(Trip::new(&world, &member, &zone).apply(&plan)).unwrap();
    assert_eq!((report.created, report.failed), (1000, 0));
    let sent = member.sent()[before..].to_vec();
    let (made, moved) = (count(&sent, creates), count(&sent, moves));
    assert!(made <= 21 && moved <= 2, "{made} creates, {moved} transitions");
    assert!(sent.len() <= 45, "{} requests", sent.len());
    let there = world.site().site().issues.iter().filter(|issue| issue.status == 3).count();
    assert!(there >= 666);

    // The same plan again looks at them in bulk.
    world.pass(Duration::from_secs(60));
    let before = member.sent().len();
    let again = world.run(Trip::new(&world, &member, &zone).apply(&plan)).unwrap();
    assert_eq!((again.failed, again.skipped), (0, 0));
    let sent = member.sent()[before..].to_vec();
    // Beside the search for them, of which a page holds a hundred.
    let looks = sent.iter().filter(|request| !request.path.ends_with("/search/jql"));
    let looks: Vec<_> = looks.map(|request| request.path.as_str()).collect();
    assert!(looks.len() <= 10, "{looks:#?}");
}

/// What goes along with a status takes a transition of each row, and no look for the way.
#[test]
fn a_status_with_a_resolution_takes_one_request_a_row() {
    let world = World::new(5);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let mut file = "Project,Issue Type,Summary,Status,Resolution\n".to_owned();
    for row in 0..60 {
        writeln!(file, "DEMO,Task,Closed {row},Done,Won't Do").unwrap();
    }
    let plan = plan_of(&world, &member, &file, 60);
    let before = member.sent().len();
    let report = world.run(Trip::new(&world, &member, &zone).apply(&plan)).unwrap();
    assert_eq!((report.created, report.failed), (60, 0), "{report:#?}");
    let sent = member.sent()[before..].to_vec();
    assert_eq!((count(&sent, moves), count(&sent, edits)), (60, 0));
    assert!(sent.len() <= 60 + 10, "{} requests", sent.len());
}

#[test]
fn a_change_takes_one_request_and_its_share_of_the_looks() {
    let world = World::new(330);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let mut file = "Key,Summary\n".to_owned();
    for row in 1..=320 {
        writeln!(file, "DEMO-{row},Changed {row}").unwrap();
    }
    let trip = Trip::new(&world, &member, &zone);
    let planned = world.run(trip.plan(&Opened::read("f.csv", file.as_bytes())));
    let before = member.sent().len();
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    assert_eq!((report.updated, report.failed), (320, 0));
    let sent = member.sent()[before..].to_vec();
    let looks = sent.iter().filter(|request| !edits(request)).map(|r| r.path.as_str());
    let looks: Vec<_> = looks.collect();
    assert_eq!(count(&sent, edits), 320);
    assert!(looks.len() <= 320 / 10 + 4 + 2, "{} looks: {looks:#?}", looks.len());
}
