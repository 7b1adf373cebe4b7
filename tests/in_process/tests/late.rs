//! Writes whose sender does not learn of them: the answer is lost, or the program ends, and the
//! write commits all the same, at once or later.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use in_process_tests::{Fault, IanaZone, Opened, Trip, World, moves};
use jira_sim::Switches;
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::plan::Plan;
use wasm_core::ports::{Clock, Method, Request, Transport};

/// A file that makes three work items.
const FILE: &str = "Project,Issue Type,Summary\n\
    DEMO,Task,Late one\nDEMO,Task,Late two\nDEMO,Task,Late three\n";

fn world(commit_delay_ms: u64, index_lag_ms: u64) -> World {
    World::with(5, 1, Switches { commit_delay_ms, index_lag_ms, ..Switches::default() })
}

fn creates(request: &Request) -> bool {
    request.method == Method::Post && request.path == "/rest/api/3/issue/bulk"
}

/// The summaries of the work items that were made of the file.
fn made(world: &World) -> Vec<String> {
    let site = world.site().site();
    let late = site.issues.iter().filter(|issue| issue.summary().starts_with("Late "));
    late.map(|issue| issue.summary().to_owned()).collect()
}

fn planned(world: &World, trip: &Trip<'_>) -> Plan {
    let planned = world.run(trip.plan(&Opened::read("new.csv", FILE.as_bytes())));
    assert_eq!(planned.plan.summary.create, 3, "{}", planned.told());
    planned.plan
}

/// Plans and applies the file while the first request that creates meets a fault, and waits until
/// whatever may still commit has.
fn applied(world: &World, fault: Fault) -> Report {
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(world, &member, &zone);
    let plan = planned(world, &trip);
    member.upset(0, creates, fault);
    let report = world.run(trip.apply(&plan)).unwrap();
    world.pass(Duration::from_secs(120));
    report
}

/// All three rows were made, once each, and the report says so.
fn assert_once(world: &World, report: &Report, case: &str) {
    assert_eq!((report.created, report.failed), (3, 0), "{case}: {report:?}");
    assert_eq!(made(world), ["Late one", "Late two", "Late three"], "{case}");
}

#[test]
fn rows_whose_answer_is_lost_are_found_and_not_made_again() {
    let now = Duration::ZERO;
    for (commit, lag, fault) in [
        (0, 0, Fault::AnswerLost),
        (0, 0, Fault::Gateway(502, now)),
        (0, 6_000, Fault::AnswerLost),
        (0, 16_000, Fault::AnswerLost),
        (1_000, 0, Fault::HangUp(now)),
        (6_000, 0, Fault::HangUp(now)),
        (8_000, 8_000, Fault::HangUp(now)),
        (16_000, 0, Fault::HangUp(now)),
        (30_000, 0, Fault::AnswerLost),
        (30_000, 0, Fault::HangUp(Duration::from_secs(20))),
        (30_000, 0, Fault::Gateway(504, Duration::from_secs(25))),
        (120_000, 0, Fault::AnswerLost),
        (0, 30_000, Fault::AnswerLost),
        (0, 90_000, Fault::Gateway(408, now)),
        (30_000, 0, Fault::HangUp(now)),
        (20_000, 30_000, Fault::Gateway(524, Duration::from_secs(15))),
        (60_000, 30_000, Fault::Gateway(504, Duration::from_secs(25))),
        (100_000, 0, Fault::HangUp(now)),
        (100_000, 30_000, Fault::HangUp(Duration::from_secs(60))),
    ] {
        let world = world(commit, lag);
        let report = applied(&world, fault);
        assert_once(&world, &report, &format!("{commit} ms, {lag} ms, {fault:?}"));
    }
}

#[test]
fn rows_of_a_request_that_never_arrived_are_sent_again() {
    let world = world(0, 0);
    let report = applied(&world, Fault::RequestLost);
    assert_once(&world, &report, "lost on the way there");
}

#[test]
fn an_answer_that_takes_long_is_waited_for() {
    let world = world(120_000, 0);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &member, &zone);
    let plan = planned(&world, &trip);
    let started = world.clock().now();
    let report = world.run(trip.apply(&plan)).unwrap();
    assert_once(&world, &report, "nothing was lost");
    let took = world.clock().now().duration_since(started);
    assert!((120..121).contains(&took.as_secs()), "{took:?}");
    assert_eq!(member.sent().iter().filter(|request| creates(request)).count(), 1);
}

#[test]
fn what_a_killed_apply_made_is_not_made_again() {
    let world = world(30_000, 0);
    let zone = IanaZone::new("Europe/Berlin");
    let killed = world.member();
    let plan = planned(&world, &Trip::new(&world, &killed, &zone));
    killed.upset(0, creates, Fault::Killed);
    let trip = Trip::new(&world, &killed, &zone);
    assert!(world.run_until_killed(&killed, trip.apply(&plan)).is_none());
    world.pass(Duration::from_millis(29_999));
    assert!(made(&world).is_empty(), "it was received and is not committed yet");
    world.pass(Duration::from_millis(1));
    assert_eq!(made(&world).len(), 3, "it commits although its sender is gone");
    let member = world.member();
    let report = world.run(Trip::new(&world, &member, &zone).apply(&plan)).unwrap();
    assert_eq!((report.created, report.present, report.failed), (0, 3, 0), "{report:?}");
    assert_eq!(made(&world), ["Late one", "Late two", "Late three"]);
    assert!(!member.sent().iter().any(creates));
}

#[test]
fn a_change_whose_answer_is_lost_is_made_once() {
    let world = world(30_000, 0);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &member, &zone);
    let file = Opened::read("change.csv", b"Key,Summary\nDEMO-3,Late change\n");
    let planned = world.run(trip.plan(&file));
    assert_eq!(planned.plan.summary.update, 1, "{}", planned.told());
    let edits = |request: &Request| request.method == Method::Put;
    member.upset(0, edits, Fault::HangUp(Duration::ZERO));
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    world.pass(Duration::from_secs(120));
    assert_eq!((report.updated, report.failed), (1, 0), "{report:?}");
    let path = "/rest/api/3/issue/DEMO-3?fields=summary&expand=changelog".to_owned();
    let read = Request { method: Method::Get, path, body: None };
    let body = world.run(member.send(read)).unwrap().body;
    assert_eq!(body.matches(r#""summary":"Late change""#).count(), 1, "{body}");
    assert_eq!(body.matches(r#""toString":"Late change""#).count(), 1, "{body}");
}

#[test]
fn a_world_that_begins_anew_is_the_same_world() {
    let world = world(30_000, 0);
    let once = || {
        let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
        let trip = Trip::new(&world, &member, &zone);
        let plan = planned(&world, &trip);
        member.upset(0, creates, Fault::HangUp(Duration::from_secs(20)));
        let report = world.run(trip.apply(&plan)).unwrap();
        let now = world.site().site().clock.now_ms();
        (plan, report, member.sent(), made(&world), now)
    };
    let first = once();
    // A write that is still on its way belongs to the site that was.
    let (killed, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &killed, &zone);
    let file = Opened::read("new.csv", FILE.replace("Late", "Other").as_bytes());
    let other = world.run(trip.plan(&file));
    killed.upset(0, creates, Fault::Killed);
    assert!(world.run_until_killed(&killed, trip.apply(&other.plan)).is_none());
    world.begin_anew();
    let second = once();
    assert_eq!(first, second);
    world.pass(Duration::from_secs(120));
    let site = world.site().site();
    assert!(!site.issues.iter().any(|issue| issue.summary().starts_with("Other")));
}

/// The second run looks, and asks for the ways, before the first one's transition is there.
#[test]
fn a_status_that_a_killed_run_brought_about_late_is_reached() {
    for (killed_at, after) in [(0, 0), (0, 300), (0, 1_400), (1, 700), (1, 1_499)] {
        let world = world(1_500, 0);
        let (killed, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
        let rows = "Project,Issue Type,Summary,Status\nDEMO,Task,Late one,In Progress\n\
            DEMO,Task,Late two,In Progress\nDEMO,Task,Late three,In Progress\n";
        let trip = Trip::new(&world, &killed, &zone);
        let plan = world.run(trip.plan(&Opened::read("new.csv", rows.as_bytes()))).plan;
        let writes = |request: &Request| creates(request) || moves(request);
        killed.upset(killed_at, writes, Fault::Killed);
        assert!(world.run_until_killed(&killed, trip.apply(&plan)).is_none());
        world.pass(Duration::from_millis(after));
        let member = world.member();
        let report = world.run(Trip::new(&world, &member, &zone).apply(&plan)).unwrap();
        let case = format!("{killed_at}, {after} ms: {report:#?}");
        assert_eq!((report.created + report.present, report.failed), (3, 0), "{case}");
        assert!(report.outcomes.iter().all(|outcome| outcome.kind != OutcomeKind::Otherwise));
        world.pass(Duration::from_secs(120));
        assert_eq!(made(&world).len(), 3, "{case}");
    }
}
