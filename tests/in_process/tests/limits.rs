//! Rate limits, waited for on the site's clock.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write;

use in_process_tests::{IanaZone, Opened, Trip, World};
use jiff::{Timestamp, fmt::rfc2822};
use jira_sim::{Switches, config::Burst};
use wasm_core::apply::Report;
use wasm_core::ports::{Clock, Method, Request, Response, Transport};

/// Changes the summaries of thirty work items; the report and the seconds that it took.
fn thirty_edits(switches: Switches) -> (Report, i64) {
    let world = World::with(40, 1, switches);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &member, &zone);
    let mut file = "Key,Summary\n".to_owned();
    for number in 1..=30 {
        writeln!(file, "DEMO-{number},Edited {number}").unwrap();
    }
    let planned = world.run(trip.plan(&Opened::read("edits.csv", file.as_bytes())));
    assert_eq!(planned.plan.summary.update, 30, "{}", planned.told());
    let started = world.clock().now();
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    (report, world.clock().now().duration_since(started).as_secs())
}

#[test]
fn a_limited_apply_waits_and_writes_everything() {
    let (report, seconds) = thirty_edits(Switches::default());
    assert_eq!((report.updated, report.failed), (30, 0), "{report:?}");
    assert_eq!(seconds, 0, "the engine paces itself to less than fifty a second");
    let put = Burst { put: 5, ..Burst::default() };
    let (report, seconds) = thirty_edits(Switches { burst: put, ..Switches::default() });
    assert_eq!((report.updated, report.failed), (30, 0), "{report:?}");
    assert!((5..60).contains(&seconds), "five a second are allowed: {seconds} s");
}

#[test]
fn the_clock_of_the_engine_is_that_of_the_answers() {
    let world = World::with(5, 1, Switches { every_nth_429: 1, ..Switches::default() });
    world.pass(std::time::Duration::from_secs(26 * 3600));
    let read = Request { method: Method::Get, path: "/rest/api/3/myself".to_owned(), body: None };
    let answer: Response = world.run(world.member().send(read)).unwrap();
    let date = rfc2822::parse(answer.header("date").unwrap()).unwrap().timestamp();
    assert_eq!(date, world.clock().now());
    let reset: Timestamp = answer.header("x-ratelimit-reset").unwrap().parse().unwrap();
    let wait: i64 = answer.header("retry-after").unwrap().parse().unwrap();
    assert_eq!(reset.duration_since(date).as_secs(), wait);
}
