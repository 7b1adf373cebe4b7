//! The world itself: how its time passes, and what it tells apart.

#![allow(clippy::unwrap_used, missing_docs)]

use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use in_process_tests::World;
use jira_sim::Switches;
use wasm_core::jira::Client;
use wasm_core::ports::{Clock, Method, Request, Transport};

fn get(path: &str) -> Request {
    Request { method: Method::Get, path: format!("/rest/api/3/{path}"), body: None }
}

#[test]
fn time_jumps_to_who_waits_next() {
    let world = World::new(5);
    let (clock, seen) = (world.clock(), RefCell::new(Vec::new()));
    let start = clock.now();
    let wait = async |hours: u64| {
        clock.sleep(Duration::from_secs(hours * 3600)).await;
        seen.borrow_mut().push((hours, clock.now().duration_since(start).as_hours()));
    };
    world.run(async {
        tokio::join!(wait(5), wait(1), async {
            wait(2).await;
            wait(1).await;
        })
    });
    assert_eq!(*seen.borrow(), [(1, 1), (2, 2), (1, 3), (5, 5)]);
}

#[test]
fn time_stands_still_while_somebody_can_go_on() {
    let world = World::new(5);
    let (clock, member) = (world.clock(), world.member());
    let start = clock.now();
    let working = async {
        for _ in 0..100 {
            member.send(get("myself")).await.unwrap();
            tokio::task::yield_now().await;
        }
        clock.now()
    };
    let (_, worked) =
        world.run(async { tokio::join!(clock.sleep(Duration::from_millis(1)), working) });
    assert_eq!(worked, start);
}

#[test]
fn a_slow_site_takes_time() {
    let world = World::with(5, 1, Switches { latency_ms: 250, ..Switches::default() });
    let (clock, member) = (world.clock(), world.member());
    let start = clock.now();
    let read = || member.send(get("issue/DEMO-1"));
    let (one, two, three) = world.run(async { tokio::join!(read(), read(), read()) });
    assert!([one, two, three].into_iter().all(|answer| answer.unwrap().status == 200));
    assert_eq!(clock.now().duration_since(start).as_millis(), 250, "three at once");
}

#[test]
fn waiting_for_what_never_happens_ends_the_test_and_not_the_world() {
    let world = World::new(5);
    let stuck = catch_unwind(AssertUnwindSafe(|| world.run(std::future::pending::<()>())));
    let words = *stuck.unwrap_err().downcast::<&str>().unwrap();
    assert_eq!(words, "it waits for something that never happens");
    assert_eq!(world.run(world.member().send(get("myself"))).unwrap().status, 200);
}

#[test]
fn each_wire_is_one_person() {
    let world = World::new(5);
    let clock = world.clock();
    let name = |email: &str, token: &str| {
        let wire = world.wire(email, token);
        world.run(Client::new(&wire, &clock).myself()).map(|me| me.user.name)
    };
    let admin = name("admin@rowport.example", "admin-api-token").unwrap();
    let member = name("member@rowport.example", "member-api-token").unwrap();
    assert_ne!(admin, member);
    let refused = name("admin@rowport.example", "member-api-token").unwrap_err();
    assert!(refused.is_signed_out(), "{refused}");
}
