//! Comments, worklogs and links are added once: whatever gets lost, whoever imports the file, and
//! however often.

#![allow(clippy::unwrap_used, missing_docs)]

use std::future::ready;
use std::rc::Rc;
use std::time::Duration;

use in_process_tests::{
    Fault, IanaZone, Opened, Planned, Trip, Unwatched, Wire, World, typed_sheet,
};
use jira_sim::Switches;
use serde_json::json;
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::finding::Severity;
use wasm_core::plan::{Action, Plan};
use wasm_core::ports::{Journal, JournalFuture, MemoryJournal, Method, Request, Transport};
use wasm_core::sheet::Sheet;

const COMMENTS: &str = "Key|Comment ID|Author|Created|Comment";
const WORKLOGS: &str = "Key|Worklog ID|Author|Started|Time spent|Comment";
const LINKS: &str = "Key|Link ID|Relationship|Linked key";

fn world(issues: u32, commit_delay_ms: u64) -> World {
    World::with(issues, 1, Switches { commit_delay_ms, ..Switches::default() })
}

/// A file of somebody's own with further sheets. Another `remark` makes another file of it.
fn file(remark: &str, sheets: Vec<Sheet>) -> Opened {
    let bytes = format!("Key,Summary,Remark\nDEMO-1,,{remark}\n");
    let mut opened = Opened::read("file.csv", bytes.as_bytes());
    opened.file.workbook.sheets.extend(sheets);
    opened
}

fn comments(remark: &str, rows: &[&str]) -> Opened {
    file(remark, vec![typed_sheet("Comments", COMMENTS, rows)])
}

/// One person with one file.
struct Person<'w> {
    world: &'w World,
    wire: Wire,
    zone: IanaZone,
}

impl<'w> Person<'w> {
    fn new(world: &'w World, wire: Wire) -> Self {
        Self { world, wire, zone: IanaZone::new("Europe/Berlin") }
    }

    fn plan(&self, file: &Opened) -> Planned {
        self.world.run(Trip::new(self.world, &self.wire, &self.zone).plan(file))
    }

    fn apply(&self, plan: &Plan) -> Report {
        self.world.run(Trip::new(self.world, &self.wire, &self.zone).apply(plan)).unwrap()
    }

    fn import(&self, file: &Opened) -> Report {
        let planned = self.plan(file);
        self.apply(&planned.plan)
    }

    /// Applies until the program ends at a request that meets the fault.
    fn killed(&self, plan: &Plan) {
        let trip = Trip::new(self.world, &self.wire, &self.zone);
        assert!(self.world.run_until_killed(&self.wire, trip.apply(plan)).is_none());
    }

    fn send(&self, method: Method, path: &str, body: serde_json::Value) -> u16 {
        let (path, body) = (format!("/rest/api/3/{path}"), Some(body.to_string()));
        self.world.run(self.wire.send(Request { method, path, body })).unwrap().status
    }
}

fn adds(request: &Request) -> bool {
    let path = request.path.split('?').next().unwrap();
    let adds = ["/comment", "/worklog", "/issueLink"].iter().any(|end| path.ends_with(end));
    request.method == Method::Post && adds
}

/// What a reader sees of the comments of an issue.
fn texts(world: &World, key: &str) -> Vec<String> {
    let site = world.site().site();
    let issue = site.issues.iter().find(|issue| issue.key == key).unwrap();
    let text = |json: &serde_json::Value| {
        let blocks = json["content"].as_array().unwrap().iter();
        let lines = blocks.map(|block| block["content"][0]["text"].as_str().unwrap_or_default());
        lines.collect::<Vec<_>>().join("/")
    };
    issue.comments.iter().map(|comment| text(&comment.body.adf)).collect()
}

fn count(world: &World, key: &str, text: &str) -> usize {
    texts(world, key).iter().filter(|found| found.as_str() == text).count()
}

fn logged(world: &World, key: &str) -> usize {
    let site = world.site().site();
    let issue = site.issues.iter().find(|issue| issue.key == key).unwrap();
    let logs = issue.records.worklogs.iter();
    logs.filter(|log| log.started % 86_400_000 == 7 * 3_600_000 + 1_800_000).count()
}

/// What the rows of further sheets ask for, in their order.
fn actions(planned: &Planned) -> Vec<Action> {
    planned.plan.entries.iter().map(|entry| entry.action).collect()
}

#[test]
fn a_corrected_file_adds_nothing_that_is_there() {
    let world = world(5, 0);
    let (admin, member) = (Person::new(&world, world.admin()), Person::new(&world, world.member()));
    let rows = ["DEMO-2||||Looks *good*", "DEMO-3||Old Hand|2024-02-29 08:15|From the old tracker"];
    let logs = ["DEMO-2|||2026-07-01 09:30|1h 30m|Review"];
    let sheets =
        || vec![typed_sheet("Comments", COMMENTS, &rows), typed_sheet("Worklogs", WORKLOGS, &logs)];
    let first = admin.import(&file("as it was", sheets()));
    assert_eq!((first.comments, first.worklogs, first.failed), (2, 1, 0));

    let mut corrected = file("corrected", sheets());
    // A program that wrote the cell otherwise, and the key in small letters.
    corrected.file.workbook.sheets[1].rows[1].cells[0].1 = "demo-2".into();
    let planned = admin.plan(&corrected);
    assert_eq!(actions(&planned), [Action::NoOp; 3], "{}", planned.told());

    // A colleague has another zone, and an author of another name: him- or herself.
    let planned =
        member.plan(&file("of a colleague", vec![typed_sheet("Comments", COMMENTS, &rows)]));
    assert_eq!(actions(&planned), [Action::NoOp; 2], "{}", planned.told());
    let report = member.apply(&planned.plan);
    assert_eq!((report.comments, report.failed), (0, 0));
    let line = "Originally by Old Hand on 2024-02-29 08:15 (Europe/Berlin)";
    assert_eq!(count(&world, "DEMO-3", &format!("{line}/From the old tracker")), 1);
    let kept = texts(&world, "DEMO-3").into_iter().filter(|text| text.starts_with("Originally"));
    assert_eq!((count(&world, "DEMO-2", "Looks *good*"), kept.count()), (1, 1));
    assert_eq!(logged(&world, "DEMO-2"), 1);
}

/// Comments of work items that the same file made are known by the next plan, too.
#[test]
fn a_file_with_new_work_items_and_their_comments_adds_them_once() {
    let world = world(3, 0);
    let admin = Person::new(&world, world.admin());
    let bytes = b"Project,Issue Type,Row ID,Summary\nDEMO,Task,n1,With a remark\n";
    let mut opened = Opened::read("new.csv", bytes);
    opened.file.workbook.sheets.push(typed_sheet(
        "Comments",
        COMMENTS,
        &["n1||||Remark", "DEMO-2||||Other"],
    ));
    let first = admin.import(&opened);
    assert_eq!((first.created, first.comments, first.failed), (1, 2, 0), "{first:?}");
    let planned = admin.plan(&opened);
    assert_eq!(planned.plan.summary.create, 0, "{}", planned.told());
    assert_eq!(actions(&planned), [Action::NoOp; 2], "{}", planned.told());
}

#[test]
fn equal_rows_are_as_many_entries_as_the_file_says() {
    let world = world(3, 0);
    let admin = Person::new(&world, world.admin());
    let twice = ["DEMO-2||||Ping", "DEMO-2||||Ping"];
    let first = comments("a", &twice);
    assert_eq!(admin.import(&first).comments, 2);
    assert_eq!(admin.import(&first).comments, 0);
    assert_eq!(count(&world, "DEMO-2", "Ping"), 2);
    // A third one in a file that was corrected.
    let thrice = comments("b", &["DEMO-2||||Ping", "DEMO-2||||Ping", "DEMO-2||||Ping"]);
    let planned = admin.plan(&thrice);
    let adding = actions(&planned).iter().filter(|action| **action == Action::Comment).count();
    assert_eq!(adding, 1, "{}", planned.told());
    let report = admin.apply(&planned.plan);
    assert_eq!((report.comments, report.entries_present), (1, 0));
    let report = admin.apply(&planned.plan);
    assert_eq!((report.comments, report.entries_present), (0, 1), "{report:?}");
    assert_eq!(count(&world, "DEMO-2", "Ping"), 3);
}

/// The same word a week later may be meant, or not: it is asked, and “new” is the answer.
#[test]
fn the_same_words_much_later_are_a_question() {
    let world = world(3, 0);
    let admin = Person::new(&world, world.admin());
    assert_eq!(admin.import(&comments("a", &["DEMO-2||||Done."])).comments, 1);
    world.pass(Duration::from_secs(7 * 86_400));
    for remark in ["a", "b"] {
        let planned = admin.plan(&comments(remark, &["DEMO-2||||Done."]));
        assert_eq!(actions(&planned), [Action::Skip], "{}", planned.told());
        let of_row =
            |f: &&wasm_core::finding::Finding| f.at.sheet == "Comments" && f.at.row.is_some();
        let finding = planned.findings.iter().find(of_row).unwrap();
        assert_eq!(finding.severity, Severity::Warning);
        assert!(finding.message.fix().unwrap().contains("“new” into Comment ID"));
        assert_eq!(admin.apply(&planned.plan).comments, 0);
    }
    let anew = comments("b", &["DEMO-2|new|||Done."]);
    let planned = admin.plan(&anew);
    assert_eq!(actions(&planned), [Action::Comment], "{}", planned.told());
    assert_eq!(admin.apply(&planned.plan).comments, 1);
    assert_eq!(admin.apply(&planned.plan).comments, 0);
    assert_eq!(admin.import(&anew).comments, 0);
    assert_eq!(admin.import(&comments("c", &["DEMO-2|NEW|||Done."])).comments, 1);
    assert_eq!(count(&world, "DEMO-2", "Done."), 3);
}

/// Words that the same person typed in Jira may be the row's; another person's are not.
#[test]
fn what_was_typed_in_jira_is_a_question_where_it_is_ones_own() {
    let world = world(3, 0);
    let admin = Person::new(&world, world.admin());
    let member = Person::new(&world, world.member());
    let words = |text: &str| {
        json!({"body": {"type": "doc", "version": 1, "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": text}]}]}})
    };
    assert_eq!(admin.send(Method::Post, "issue/DEMO-2/comment", words("Agreed")), 201);
    let row = comments("a", &["DEMO-2||||Agreed"]);
    assert_eq!(actions(&admin.plan(&row)), [Action::Skip]);
    let planned = member.plan(&row);
    assert_eq!(actions(&planned), [Action::Comment]);
    assert_eq!(member.apply(&planned.plan).comments, 1);
    // Typed between plan and apply, it is the same.
    let planned = admin.plan(&comments("b", &["DEMO-3||||Agreed"]));
    assert_eq!(admin.send(Method::Post, "issue/DEMO-3/comment", words("Agreed")), 201);
    let report = admin.apply(&planned.plan);
    assert_eq!((report.comments, report.entries_present), (0, 1), "{report:?}");
}

/// Two people may have sat in the same meeting; one who imports twice has not.
#[test]
fn an_hour_is_logged_once_a_person() {
    let world = world(3, 0);
    let (admin, member) = (Person::new(&world, world.admin()), Person::new(&world, world.member()));
    let logs = ["DEMO-2|||2026-07-01 09:30|1h|Meeting"];
    let of = |remark| file(remark, vec![typed_sheet("Worklogs", WORKLOGS, &logs)]);
    assert_eq!(admin.import(&of("mine")).worklogs, 1);
    world.pass(Duration::from_secs(30 * 86_400));
    assert_eq!(actions(&admin.plan(&of("mine, saved again"))), [Action::NoOp]);
    let planned = member.plan(&of("a colleague's"));
    assert_eq!(actions(&planned), [Action::Skip], "{}", planned.told());
    let logs = ["DEMO-2|new||2026-07-01 09:30|1h|Meeting"];
    let anew = file("a colleague's", vec![typed_sheet("Worklogs", WORKLOGS, &logs)]);
    assert_eq!(member.import(&anew).worklogs, 1);
    assert_eq!(member.import(&anew).worklogs, 0);
    assert_eq!(logged(&world, "DEMO-2"), 2);
}

/// Plans that were made before either was applied.
#[test]
fn two_people_with_one_file_add_it_once() {
    let world = world(4, 0);
    let (admin, member) = (Person::new(&world, world.admin()), Person::new(&world, world.member()));
    let rows = ["DEMO-2||||Hello", "DEMO-3||||Hello", "DEMO-3||||Hello"];
    let (first, second) = (admin.plan(&comments("a", &rows)), member.plan(&comments("b", &rows)));
    assert_eq!(admin.apply(&first.plan).comments, 3);
    let report = member.apply(&second.plan);
    assert_eq!((report.comments, report.entries_present), (0, 3), "{report:?}");
}

#[test]
fn a_link_is_made_once_from_whichever_end() {
    let world = world(5, 0);
    let admin = Person::new(&world, world.admin());
    let body = json!({"type": {"name": "Blocks"}, "inwardIssue": {"key": "DEMO-2"},
        "outwardIssue": {"key": "DEMO-3"}});
    let links = |world: &World| {
        let site = world.site().site();
        site.issues.iter().flat_map(|issue| &issue.records.links).filter(|l| l.outward).count()
    };
    let before = links(&world);
    for _ in 0..2 {
        assert_eq!(admin.send(Method::Post, "issueLink", body.clone()), 201);
        assert_eq!(links(&world), before + 1, "Jira itself makes it once");
    }
    let rows = ["DEMO-2||blocks|DEMO-3", "DEMO-3||is blocked by|DEMO-2", "DEMO-4||blocks|DEMO-5"];
    let opened = file("a", vec![typed_sheet("Links", LINKS, &rows)]);
    let planned = admin.plan(&opened);
    assert_eq!(actions(&planned), [Action::NoOp, Action::NoOp, Action::Link], "{}", planned.told());
    // The far end makes it before the plan is applied; and an answer is lost.
    let other = file("b", vec![typed_sheet("Links", LINKS, &["DEMO-5||is blocked by|DEMO-4"])]);
    let other = admin.plan(&other);
    admin.wire.upset(0, adds, Fault::AnswerLost);
    assert_eq!(admin.apply(&other.plan).links, 1);
    let report = admin.apply(&planned.plan);
    assert_eq!((report.links, report.entries_present), (0, 1), "{report:?}");
    assert_eq!(links(&world), before + 2);
}

/// All links of the sheet begin at rows that the same file makes.
#[test]
fn links_that_all_begin_at_new_rows_are_made() {
    let world = world(5, 0);
    let admin = Person::new(&world, world.admin());
    let bytes =
        b"Project,Issue Type,Row ID,Summary\nDEMO,Task,n1,Cut the hedge\nDEMO,Task,n2,Rake\n";
    let mut opened = Opened::read("new.csv", bytes);
    let rows = ["n1||blocks|DEMO-4", "n2||is blocked by|n1"];
    opened.file.workbook.sheets.push(typed_sheet("Links", LINKS, &rows));
    let report = admin.import(&opened);
    assert_eq!((report.created, report.links, report.failed), (2, 2, 0), "{report:?}");
}

/// Ten comments and ten worklogs, two each on five issues.
fn many() -> Opened {
    let rows = |row: fn(usize, usize) -> String| -> Vec<String> {
        (0..10).map(|n| row(n % 5 + 2, n)).collect()
    };
    let texts = rows(|issue, n| format!("DEMO-{issue}||||Comment {n}"));
    let logs = rows(|issue, n| format!("DEMO-{issue}|||2026-07-{:02} 09:30|1h|", n + 1));
    let [texts, logs] =
        [&texts, &logs].map(|rows| -> Vec<&str> { rows.iter().map(String::as_str).collect() });
    file(
        "many",
        vec![typed_sheet("Comments", COMMENTS, &texts), typed_sheet("Worklogs", WORKLOGS, &logs)],
    )
}

/// Each of the ten comments and worklogs is there once.
fn assert_once(world: &World, case: &str) {
    for n in 0..10 {
        let key = format!("DEMO-{}", n % 5 + 2);
        assert_eq!(count(world, &key, &format!("Comment {n}")), 1, "{case}: {n}");
        assert_eq!(logged(world, &key), 2, "{case}: {n}");
    }
}

#[test]
fn a_lost_answer_neither_doubles_nor_loses_an_entry() {
    let now = Duration::ZERO;
    for (delay, fault) in [
        (0, Fault::AnswerLost),
        (0, Fault::RequestLost),
        (0, Fault::Gateway(500, now)),
        (0, Fault::Gateway(502, now)),
        (100_000, Fault::HangUp(Duration::from_secs(10))),
        (100_000, Fault::Gateway(503, now)),
        (100_000, Fault::Gateway(504, Duration::from_secs(60))),
        (115_000, Fault::HangUp(now)),
    ] {
        for nth in [0, 7, 19] {
            let world = world(7, delay);
            let member = Person::new(&world, world.member());
            let planned = member.plan(&many());
            assert_eq!(planned.plan.summary.comments, 10, "{}", planned.told());
            member.wire.upset(nth, adds, fault);
            let report = member.apply(&planned.plan);
            world.pass(Duration::from_secs(120));
            let case = format!("{delay} ms, {fault:?}, {nth}");
            let counts = (report.comments, report.worklogs, report.failed);
            assert_eq!(counts, (10, 10, 0), "{case}: {report:?}");
            assert_once(&world, &case);
        }
    }
}

/// Killed at any request, any number of times, and started again at once.
#[test]
fn a_killed_run_that_is_started_again_at_once_adds_the_rest() {
    for delay in [0, 2_000, 100_000] {
        for nth in [0, 1, 4, 9, 16] {
            let world = world(7, delay);
            let planned = Person::new(&world, world.member()).plan(&many());
            for _ in 0..3 {
                let member = Person::new(&world, world.member());
                member.wire.upset(nth, adds, Fault::Killed);
                let trip = Trip::new(&world, &member.wire, &member.zone);
                // Once all is there, nothing is sent that it could be killed at.
                let ended = world.run_until_killed(&member.wire, trip.apply(&planned.plan));
                assert!(ended.is_none_or(|ended| ended.unwrap().failed == 0));
            }
            let last = Person::new(&world, world.member()).apply(&planned.plan);
            world.pass(Duration::from_secs(120));
            let case = format!("{delay} ms, {nth}");
            let added = last.comments + last.worklogs;
            assert_eq!((added + last.entries_present, last.failed), (20, 0), "{case}: {last:?}");
            assert_once(&world, &case);
        }
    }
}

/// What is under way when the program ends is waited for, and what it left is done first.
/// The journal of one file, beside that of another one.
struct Beside {
    own: Rc<MemoryJournal>,
    other: Rc<MemoryJournal>,
}

impl Journal for Beside {
    fn read(&self) -> JournalFuture<'_, Option<String>> {
        self.own.read()
    }

    fn write(&self, text: Option<String>) -> JournalFuture<'_, ()> {
        self.own.write(text)
    }

    fn others(&self) -> JournalFuture<'_, Vec<Box<dyn Journal + '_>>> {
        let other = Self { own: Rc::clone(&self.other), other: Rc::clone(&self.own) };
        Box::pin(ready(Ok(vec![Box::new(other) as Box<dyn Journal>])))
    }
}

/// Two files with the same comments, planned before either is applied; the first apply is killed.
#[test]
fn another_plan_of_the_same_comments_waits_for_what_a_killed_one_has_begun() {
    for (commit, nth) in [(0, 1), (50_000, 0), (100_000, 1)] {
        let world = world(5, commit);
        let person = Person::new(&world, world.member());
        let rows: Vec<_> = (0..4).map(|row| format!("DEMO-1||||Said {row}")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let plans = ["one", "two"].map(|remark| person.plan(&comments(remark, &rows)).plan);
        assert_ne!(plans[0].source.lineage, plans[1].source.lineage);
        let [own, other] = plans.each_ref().map(|plan| world.journals().beside(plan));
        person.wire.upset(nth, adds, Fault::Killed);
        person.killed(&plans[0]);
        let journal = Beside { own: other, other: own };
        let trip = Trip::new(&world, &person.wire, &person.zone);
        let report = world.run(trip.apply_with(&plans[1], &journal, &Unwatched)).unwrap();
        let case = format!("{commit} ms, request {nth}: {report:#?}");
        assert_eq!((report.comments + report.entries_present, report.failed), (4, 0), "{case}");
        world.pass(Duration::from_secs(130));
        for row in 0..4 {
            assert_eq!(count(&world, "DEMO-1", &format!("Said {row}")), 1, "{case}");
        }
    }
}

#[test]
fn a_run_waits_only_for_what_an_earlier_one_may_have_begun() {
    let world = world(7, 100_000);
    let killed = Person::new(&world, world.member());
    let planned = killed.plan(&comments("a", &["DEMO-2||||One", "DEMO-2||||Two"]));
    killed.wire.upset(0, adds, Fault::Killed);
    killed.killed(&planned.plan);
    let again = Person::new(&world, world.member());
    let report = again.apply(&planned.plan);
    assert_eq!((report.comments, report.entries_present, report.failed), (1, 1, 0), "{report:?}");
    let sent = again.wire.sent().into_iter().filter(adds).count();
    assert_eq!(sent, 1, "the one that came late is not sent again");
    let kinds: Vec<_> = report.outcomes.iter().map(|outcome| outcome.kind).collect();
    assert!(kinds.iter().all(|kind| kind.is_done()) && kinds.contains(&OutcomeKind::Present));
}

/// What is there is read in bulk, and nothing but what is missing is sent.
#[test]
fn a_thousand_comments_are_a_thousand_requests_and_few_more() {
    const ROWS: usize = 1_000;
    let world = world(ROWS as u32 + 10, 0);
    let member = Person::new(&world, world.member());
    let keys: Vec<String> = world.site().site().issues.iter().map(|i| i.key.clone()).collect();
    let keys = keys.into_iter().filter(|key| key.starts_with("DEMO-") && key != "DEMO-1");
    let rows: Vec<String> = keys.take(ROWS).map(|key| format!("{key}||||Closing")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let opened = comments("a", &rows);
    let planned = member.plan(&opened);
    let planning = member.wire.sent().len();
    let report = member.apply(&planned.plan);
    assert_eq!((report.comments, report.failed), (ROWS as u32, 0));
    let reads = report.requests as usize - ROWS;
    // For each 100 issues one, one for their comments, and one to read back what was added.
    assert!(reads <= 31, "{reads} reads");
    let again = member.apply(&planned.plan);
    assert_eq!((again.comments, again.entries_present), (0, ROWS as u32));
    assert!(again.requests <= 21, "{} requests", again.requests);
    // The issues themselves, and what they have.
    assert!(planning <= 45, "{planning} requests");
    let before = member.wire.sent().len();
    assert_eq!(member.plan(&opened).plan.summary.comments, 0);
    assert!(member.wire.sent().len() - before <= 45);
}
