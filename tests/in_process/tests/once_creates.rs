//! A row becomes one work item, whenever the apply of its plan ends and is begun again, while
//! searches lag behind and writes commit late.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::{cell::Cell, collections::BTreeMap, time::Duration};

use in_process_tests::{Fault, IanaZone, Opened, Trip, Wire, World};
use jira_sim::Switches;
use wasm_core::apply::{Report, UNCERTAIN};
use wasm_core::job::{Command, HostContext, JobEvent, Observer, Reply, Session, Step, TableChoice};
use wasm_core::message::Message;
use wasm_core::plan::Plan;
use wasm_core::ports::{Clock, Journal, JournalFuture, Method, Request, Transport};

/// Rows of the file: more than two requests of 50.
const ROWS: usize = 110;

fn world(commit_delay_ms: u64, index_lag_ms: u64) -> World {
    World::with(5, 3, Switches { commit_delay_ms, index_lag_ms, ..Switches::default() })
}

/// A file whose rows need no parent, but for the last one.
fn file() -> String {
    let mut file = "ID,Project,Issue Type,Summary,Parent\n".to_owned();
    for row in 0..ROWS - 1 {
        let kind = if row == 7 { "Epic" } else { "Task" };
        file += &format!("n{row},DEMO,{kind},Once {row},\n");
    }
    file + &format!("n{0},DEMO,Task,Once {0},n7\n", ROWS - 1)
}

fn zone() -> IanaZone {
    IanaZone::new("Europe/Paris")
}

fn planned(world: &World) -> Plan {
    let (member, zone) = (world.member(), zone());
    let trip = Trip::new(world, &member, &zone);
    let planned = world.run(trip.plan(&Opened::read("once.csv", file().as_bytes())));
    assert_eq!(planned.plan.summary.create as usize, ROWS, "{}", planned.told());
    planned.plan
}

fn creates(request: &Request) -> bool {
    request.method == Method::Post && request.path == "/rest/api/3/issue/bulk"
}

/// Applies a plan, and is killed at the `nth` request that `which` is true of; none where it was.
fn killed(
    world: &World,
    plan: &Plan,
    nth: usize,
    which: impl Fn(&Request) -> bool + 'static,
) -> Option<Report> {
    let (member, zone) = (world.member(), zone());
    member.upset(nth, which, Fault::Killed);
    let trip = Trip::new(world, &member, &zone);
    world.run_until_killed(&member, trip.apply(plan)).map(Result::unwrap)
}

fn applied(world: &World, plan: &Plan) -> Report {
    let (member, zone) = (world.member(), zone());
    world.run(Trip::new(world, &member, &zone).apply(plan)).unwrap()
}

/// Each row has one work item once all that was sent has been carried out.
fn assert_once(world: &World, case: &str) {
    world.pass(UNCERTAIN);
    let site = world.site().site();
    let mut made: BTreeMap<String, usize> = BTreeMap::new();
    for issue in site.issues.iter().filter(|issue| issue.summary().starts_with("Once ")) {
        *made.entry(issue.summary().to_owned()).or_default() += 1;
    }
    let twice: Vec<_> = made.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{case}: twice {twice:?}");
    assert_eq!(made.len(), ROWS, "{case}: some are missing");
}

#[test]
fn killed_at_any_request_and_run_again_at_once() {
    for (commit, lag) in [(0, 30_000), (100_000, 30_000)] {
        let world = world(commit, lag);
        let plan = planned(&world);
        let mut nth = 0;
        loop {
            world.begin_anew();
            let ended = killed(&world, &plan, nth, |_| true).is_some();
            let report = applied(&world, &plan);
            let case = format!("{commit} ms, {lag} ms, request {nth}");
            assert_eq!((report.failed, report.skipped), (0, 0), "{case}: {report:?}");
            assert_eq!((report.created + report.present) as usize, ROWS, "{case}");
            assert_eq!(world.journals().beside(&plan).text(), None, "{case}: all is done");
            assert_once(&world, &case);
            if ended {
                assert_eq!((report.created, report.present as usize), (0, ROWS), "{case}");
                break;
            }
            nth += 1;
        }
        assert!(nth > 5, "it was killed {nth} times");
    }
}

#[test]
fn killed_again_and_again() {
    let world = world(45_000, 30_000);
    let plan = planned(&world);
    for first in 0..3 {
        world.begin_anew();
        for nth in [first, 1, 0, 2, 0] {
            if killed(&world, &plan, nth, creates).is_none() {
                world.pass(Duration::from_secs(7));
            }
        }
        let report = applied(&world, &plan);
        assert_eq!((report.failed, report.skipped), (0, 0), "{report:?}");
        assert_once(&world, &format!("first at {first}"));
    }
}

/// What an earlier run made is found at once, and nothing is waited for.
#[test]
fn a_second_run_finds_by_key_what_no_search_finds_yet() {
    let world = world(0, 600_000);
    let plan = planned(&world);
    assert_eq!(applied(&world, &plan).created as usize, ROWS);
    let begun = world.clock().now();
    let report = applied(&world, &plan);
    assert_eq!((report.created, report.present as usize, report.failed), (0, ROWS, 0));
    assert!(world.clock().now().duration_since(begun).as_secs() < 5);
    assert_once(&world, "run twice");
}

/// The keys of work items that were deleted, or that Jira used up, are no end.
#[test]
fn what_was_made_is_found_behind_a_gap_in_the_keys() {
    let world = world(0, 600_000);
    let (member, zone) = (world.member(), zone());
    let plan = planned(&world);
    let others: String = (0..190).map(|row| format!("DEMO,Task,Other {row}\n")).collect();
    let trip = Trip::new(&world, &member, &zone);
    let file =
        Opened::read("others.csv", format!("Project,Issue Type,Summary\n{others}").as_bytes());
    let of_others = world.run(trip.plan(&file)).plan;
    world.run(trip.apply(&of_others)).unwrap();
    let admin = world.admin();
    let gone: Vec<String> = {
        let site = world.site().site();
        let others = site.issues.iter().filter(|issue| issue.summary().starts_with("Other "));
        others.map(|issue| issue.id.to_string()).collect()
    };
    for id in gone {
        let path = format!("/rest/api/3/issue/{id}");
        let delete = Request { method: Method::Delete, path, body: None };
        assert_eq!(world.run(admin.send(delete)).unwrap().status, 204);
    }
    assert!(killed(&world, &plan, 2, creates).is_none());
    let report = applied(&world, &plan);
    assert_eq!(report.failed, 0, "{report:?}");
    assert!(report.present >= 50, "{report:?}");
    assert_once(&world, "behind a gap");
}

/// Stops at an event, as Ctrl-C does.
struct Stops {
    after: usize,
    seen: Cell<usize>,
}

impl Observer for Stops {
    fn event(&self, _: JobEvent) -> Step {
        self.seen.set(self.seen.get() + 1);
        self.poll()
    }

    fn poll(&self) -> Step {
        if self.seen.get() > self.after { Step::Halt } else { Step::Continue }
    }
}

#[test]
fn stopped_and_applied_again_at_once() {
    let world = world(2_000, 30_000);
    let plan = planned(&world);
    for after in [0, 1, 2, 40, 100] {
        world.begin_anew();
        let (member, zone) = (world.member(), zone());
        let trip = Trip::new(&world, &member, &zone);
        let stops = Stops { after, seen: Cell::new(0) };
        let journal = world.journals().beside(&plan);
        let report = world.run(trip.apply_with(&plan, &*journal, &stops)).unwrap();
        assert!(report.cancelled, "{after}");
        let begun = world.clock().now();
        let report = applied(&world, &plan);
        assert_eq!(report.failed, 0, "{after}: {report:?}");
        let took = world.clock().now().duration_since(begun).as_secs();
        assert!(took < 20, "nothing was under way, but it took {took} s");
        assert_once(&world, &format!("stopped after {after}"));
    }
}

#[test]
fn a_plan_of_before_keys_were_remembered_waits_for_the_index() {
    for nth in 0..3 {
        let world = world(20_000, 30_000);
        let mut plan = planned(&world);
        plan.highest.clear();
        plan.seal();
        assert!(killed(&world, &plan, nth, creates).is_none());
        let report = applied(&world, &plan);
        assert_eq!(report.failed, 0, "{report:?}");
        assert_once(&world, &format!("request {nth}"));
        let again = applied(&world, &plan);
        assert_eq!((again.created, again.failed), (0, 0));
    }
}

/// Neither reads nor writes.
struct Refusing;

impl Journal for Refusing {
    fn read(&self) -> JournalFuture<'_, Option<String>> {
        Box::pin(async { Err(Message::new("jira-forbidden")) })
    }

    fn write(&self, _: Option<String>) -> JournalFuture<'_, ()> {
        Box::pin(async { Err(Message::new("jira-forbidden")) })
    }
}

#[test]
fn without_a_journal_all_is_made_and_the_report_warns() {
    let world = world(0, 30_000);
    let plan = planned(&world);
    let (member, zone) = (world.member(), zone());
    let trip = Trip::new(&world, &member, &zone);
    member.upset(1, creates, Fault::AnswerLost);
    let nobody = Stops { after: usize::MAX, seen: Cell::new(0) };
    let report = world.run(trip.apply_with(&plan, &Refusing, &nobody)).unwrap();
    assert_eq!((report.created as usize, report.failed), (ROWS, 0), "{report:?}");
    let notes: Vec<_> = report.notes.iter().map(|note| note.code.as_str()).collect();
    assert_eq!(notes, ["journal-not-kept"]);
    assert_once(&world, "not noted");
}

/// A tab of the app.
struct Tab<'a> {
    session: Session<&'a Wire, in_process_tests::SiteTime, IanaZone>,
    observer: Stops,
}

impl<'a> Tab<'a> {
    fn new(world: &World, wire: &'a Wire) -> Self {
        let observer = Stops { after: usize::MAX, seen: Cell::new(0) };
        Self { session: Session::new(wire, world.clock(), zone()), observer }
    }

    async fn say(&self, command: Command, bytes: Vec<u8>) -> Result<Reply, Message> {
        Ok(self.session.handle(command, bytes, &self.observer).await?.0)
    }

    /// Drops the file for the first time; the hash of its plan.
    async fn drops(&self) -> String {
        let (hash, create) = self.plans(file()).await;
        assert_eq!(create as usize, ROWS);
        hash
    }

    /// Drops a file of the same rows again.
    async fn drops_again(&self, file: String) -> String {
        self.plans(file).await.0
    }

    /// Drops a file: the hash of its plan, and how many work items it makes.
    async fn plans(&self, file: String) -> (String, u32) {
        let context = HostContext {
            site_url: in_process_tests::SITE.to_owned(),
            project: Some("DEMO".to_owned()),
            time_zone: "Europe/Paris".to_owned(),
            ..HostContext::default()
        };
        self.say(Command::Connect { context }, Vec::new()).await.unwrap();
        let name = "once.csv".to_owned();
        self.say(Command::Open { name }, file.into_bytes()).await.unwrap();
        let table = TableChoice { sheet: 0, header_row: 0 };
        let matched = self.say(Command::Choose { table }, Vec::new()).await.unwrap();
        let Reply::Matched(matched) = matched else { unreachable!("{matched:?}") };
        let plan = Command::Plan { mapping: matched.mapping };
        let planned = self.say(plan, Vec::new()).await.unwrap();
        let Reply::Planned(planned) = planned else { unreachable!("{planned:?}") };
        (planned.hash, planned.summary.create)
    }

    async fn applies(&self, hash: String) -> Result<Report, Message> {
        match self.say(Command::Apply { hash }, Vec::new()).await? {
            Reply::Applied(report) => Ok(report),
            other => unreachable!("{other:?}"),
        }
    }
}

#[test]
fn of_two_tabs_one_applies_and_the_other_is_told() {
    for later in [0, 500, 3_000] {
        let world = world(8_000, 30_000);
        let (one, two) = (world.member(), world.member());
        let (first, second) = (Tab::new(&world, &one), Tab::new(&world, &two));
        let clock = world.clock();
        let (one, two) = world.run(async {
            let hashes = tokio::join!(first.drops(), second.drops());
            tokio::join!(first.applies(hashes.0), async {
                clock.sleep(Duration::from_millis(later + 1)).await;
                second.applies(hashes.1).await
            })
        });
        let (mut reports, mut refused) = (Vec::new(), Vec::new());
        for ended in [one, two] {
            match ended {
                Ok(report) => reports.push(report),
                Err(message) => refused.push(message.code),
            }
        }
        let made: u32 = reports.iter().map(|report| report.created).sum();
        assert_eq!(made as usize, ROWS, "{later}: {refused:?}");
        assert!(refused.iter().all(|code| code == "apply-elsewhere"), "{refused:?}");
        assert_once(&world, &format!("{later} ms later"));
        let site = world.site().site();
        let left = site.people.iter().flat_map(|person| site.user_properties.of(person.id));
        assert_eq!(left.count(), 0, "the journal is removed");
    }
}

/// A file and its corrected copy, each planned before either is applied.
#[test]
fn of_two_tabs_with_two_plans_of_the_same_rows_one_applies_and_the_other_is_told() {
    for later in [0, 500, 3_000] {
        let world = world(8_000, 30_000);
        let (one, two) = (world.member(), world.member());
        let (first, second) = (Tab::new(&world, &one), Tab::new(&world, &two));
        let (clock, corrected) = (world.clock(), file().replace("Once 3,", "Once 3 ,"));
        let (hashes, ends) = world.run(async {
            let hashes = (first.drops().await, second.drops_again(corrected).await);
            let ends = tokio::join!(first.applies(hashes.0.clone()), async {
                clock.sleep(Duration::from_millis(later + 1)).await;
                second.applies(hashes.1.clone()).await
            });
            (hashes, ends)
        });
        let case = format!("{later} ms later");
        let (report, refused, left) = match ends {
            (Ok(report), Err(refused)) => (report, refused, second.applies(hashes.1)),
            (Err(refused), Ok(report)) => (report, refused, first.applies(hashes.0)),
            both => panic!("{case}: {both:#?}"),
        };
        assert_eq!((report.created as usize, report.failed), (ROWS, 0), "{case}");
        assert_eq!(refused.code, "apply-elsewhere-in-space", "{case}");
        assert!(refused.text().contains("into DEMO") && refused.fix().is_some(), "{refused:?}");
        // What the other one made meanwhile is looked at.
        let report = world.run(left).unwrap();
        assert_eq!((report.created, report.held_back as usize), (0, ROWS), "{case}");
        assert_once(&world, &case);
        let site = world.site().site();
        let left = site.people.iter().flat_map(|person| site.user_properties.of(person.id));
        assert_eq!(left.count(), 0, "the journals are removed");
    }
}

/// A tab that is closed while it applies, before another plan of the rows is applied.
#[test]
fn a_plan_that_was_made_before_waits_for_what_a_closed_tab_has_begun() {
    for (commit, nth) in [(60_000, 0), (100_000, 1), (0, 1)] {
        let world = world(commit, 30_000);
        let (one, two) = (world.member(), world.member());
        let (first, second) = (Tab::new(&world, &one), Tab::new(&world, &two));
        let corrected = file().replace("Once 3,", "Once 3 ,");
        let (of_first, of_second) =
            world.run(async { (first.drops().await, second.drops_again(corrected.clone()).await) });
        one.upset(nth, creates, Fault::Killed);
        assert!(world.run_until_killed(&one, first.applies(of_first)).is_none());
        let report = world.run(second.applies(of_second)).unwrap();
        let case = format!("{commit} ms, request {nth}");
        // The last row waits for its parent, which may have been held back.
        let ends = (report.failed, report.created + report.held_back + report.skipped);
        assert_eq!(ends, (0, ROWS as u32), "{case}: {report:#?}");
        assert!(report.skipped <= 1, "{case}");
        let left = async { second.applies(second.drops_again(corrected).await).await };
        world.run(left).unwrap();
        assert_once(&world, &case);
    }
}

/// A tab in which the file is dropped and applied; whether it was closed before the end, at that
/// request for new work items.
fn applies_and_is_closed(world: &World, wire: &Wire, nth: usize) -> bool {
    let tab = Tab::new(world, wire);
    wire.upset(nth, creates, Fault::Killed);
    let ended = world.run_until_killed(wire, async {
        let hash = tab.drops().await;
        tab.applies(hash).await
    });
    ended.is_none()
}

#[test]
fn a_tab_that_is_gone_is_followed_by_another_one() {
    for nth in 0..3 {
        let world = world(60_000, 30_000);
        let (one, two) = (world.member(), world.member());
        assert!(applies_and_is_closed(&world, &one, nth), "{nth}");
        let second = Tab::new(&world, &two);
        let report = world.run(async {
            let hash = second.drops_again(file()).await;
            second.applies(hash).await
        });
        let report = report.unwrap();
        assert_eq!((report.failed, report.skipped), (0, 0), "{nth}: {report:?}");
        assert_once(&world, &format!("closed at request {nth}"));
    }
}

/// A tab that is closed while it applies, and the file is corrected and dropped again at once.
#[test]
fn a_file_that_is_planned_anew_waits_for_what_a_closed_tab_has_begun() {
    for (commit, nth) in [(60_000, 0), (100_000, 1), (0, 1)] {
        let world = world(commit, 30_000);
        let (one, two) = (world.member(), world.member());
        assert!(applies_and_is_closed(&world, &one, nth));
        let (second, corrected) = (Tab::new(&world, &two), file().replace("Once 3,", "Once 3 ,"));
        let begun = world.clock().now();
        let hash = world.run(second.drops_again(corrected));
        let took = world.clock().now().duration_since(begun).as_secs();
        let case = format!("{commit} ms, request {nth}");
        assert!(took < 140, "{case}: {took} s");
        let report = world.run(second.applies(hash)).unwrap();
        assert_eq!((report.failed, report.skipped), (0, 0), "{case}: {report:?}");
        assert_once(&world, &case);
        let site = world.site().site();
        let left = site.people.iter().flat_map(|person| site.user_properties.of(person.id));
        let left = left.filter(|(_, value)| value["begun"].is_array());
        assert!(left.count() <= 1, "{case}");
    }
}
