//! What a failed request costs: at most its row, and nothing is done twice.

#![allow(clippy::unwrap_used, missing_docs)]

use std::cell::Cell;
use std::fmt::Write;
use std::time::Duration;

use in_process_tests::{
    Between, Fault, IanaZone, Opened, Trip, Wire, World, edits, moves, typed_sheet,
};
use jira_sim::Switches;
use serde_json::Value;
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::plan::Plan;
use wasm_core::ports::{Method, Request, Transport};

const ROWS: u32 = 24;

/// How often status and summary of each work item were changed.
type Counts = Vec<[usize; 2]>;

/// A site, and what was changed in its work items before.
fn world(commit_delay_ms: u64) -> (World, Counts) {
    let world = World::with(40, 3, Switches { commit_delay_ms, ..Switches::default() });
    // All of them begin in the same status.
    for number in 1..=ROWS {
        world.put_into(&format!("DEMO-{number}"), 10_000);
    }
    let before = counts(&world);
    (world, before)
}

/// A plan that gives the first work items another summary, another status, or both.
fn planned(world: &World, wire: &Wire, summary: bool, status: bool) -> Plan {
    let zone = IanaZone::new("Europe/Berlin");
    let mut file = "Key".to_owned();
    file.push_str(if summary { ",Summary" } else { "" });
    file.push_str(if status { ",Status\n" } else { "\n" });
    for number in 1..=ROWS {
        write!(file, "DEMO-{number}").unwrap();
        if summary {
            write!(file, ",Carried on {number}").unwrap();
        }
        file.push_str(if status { ",In Progress\n" } else { "\n" });
    }
    let trip = Trip::new(world, wire, &zone);
    let planned = world.run(trip.plan(&Opened::read("f.csv", file.as_bytes())));
    assert_eq!(planned.plan.summary.update, ROWS, "{}", planned.told());
    planned.plan
}

/// How often a field of a work item was changed.
fn changes(world: &World, number: u32, field: &str) -> usize {
    let path = format!("/rest/api/3/issue/DEMO-{number}?fields=summary&expand=changelog");
    let read = Request { method: Method::Get, path, body: None };
    let answer = world.run(world.admin().send(read)).unwrap();
    let issue: Value = serde_json::from_str(&answer.body).unwrap();
    let histories = issue["changelog"]["histories"].as_array().unwrap();
    let items = histories.iter().flat_map(|change| change["items"].as_array().unwrap());
    items.filter(|item| item["field"] == field).count()
}

fn counts(world: &World) -> Counts {
    let of = |number| ["status", "summary"].map(|field| changes(world, number, field));
    (1..=ROWS).map(of).collect()
}

/// Every row is as planned, by one change of each field.
fn assert_done_once(world: &World, before: &Counts, report: &Report, case: &str) {
    world.pass(Duration::from_secs(130));
    let ends = (report.updated + report.present, report.failed, report.skipped);
    assert_eq!(ends, (ROWS, 0, 0), "{case}: {report:#?}");
    let once: Counts = before.iter().map(|counts| counts.map(|count| count + 1)).collect();
    assert_eq!(counts(world), once, "{case}");
}

#[test]
fn a_write_without_an_answer_is_looked_for_and_made_once() {
    let now = Duration::ZERO;
    for (commit, fault) in [
        (0, Fault::RequestLost),
        (0, Fault::AnswerLost),
        (0, Fault::Gateway(502, now)),
        (0, Fault::Gateway(524, now)),
        (0, Fault::Gateway(408, now)),
        (0, Fault::Gateway(500, now)),
        (3_000, Fault::HangUp(now)),
        (12_000, Fault::HangUp(now)),
        (20_000, Fault::Gateway(504, Duration::from_secs(1))),
        (40_000, Fault::HangUp(now)),
    ] {
        let (world, before) = world(commit);
        let member = world.member();
        let plan = planned(&world, &member, true, true);
        member.upset(4, edits, fault);
        member.upset(9, edits, fault);
        member.upset(2, moves, fault);
        member.upset(11, moves, fault);
        let zone = IanaZone::new("Europe/Berlin");
        let report = world.run(Trip::new(&world, &member, &zone).apply(&plan)).unwrap();
        assert_done_once(&world, &before, &report, &format!("{commit} ms, {fault:?}"));
    }
}

#[test]
fn a_busy_gateway_that_made_nothing_costs_nothing() {
    for status in [500, 502, 503, 520, 408] {
        let (world, before) = world(0);
        let (member, admin) = (world.member(), world.admin());
        let plan = planned(&world, &member, true, true);
        let between = Between::new(&world, &member, &admin);
        between.answered(status, 1, moves);
        between.answered(status, 1, edits);
        let report = between.apply(&world, &plan);
        assert_done_once(&world, &before, &report, &format!("{status}"));
    }
}

#[test]
fn a_write_that_never_gets_an_answer_costs_its_row() {
    let (world, _) = world(0);
    let (member, admin) = (world.member(), world.admin());
    let plan = planned(&world, &member, true, false);
    let id = plan.changes[6].issue.as_ref().unwrap().id.clone();
    let between = Between::new(&world, &member, &admin);
    let path = format!("/rest/api/3/issue/{id}");
    between.answered(503, usize::MAX, move |request| edits(request) && request.path == path);
    let report = between.apply(&world, &plan);
    assert_eq!((report.updated, report.failed, report.skipped), (ROWS - 1, 1, 0), "{report:#?}");
    assert_eq!(report.stopped, None);
    let failed = report.outcomes.iter().find(|o| o.kind == OutcomeKind::Failed).unwrap();
    assert_eq!(failed.row, plan.changes[6].row);
    let reason = failed.reason.as_ref().unwrap();
    assert_eq!(reason.code, "write-unknown");
    assert!(reason.fix().is_some_and(|fix| fix.contains("same plan")));
}

/// One work item that Jira can't show breaks the read of every group that it is in.
#[test]
fn a_read_that_fails_costs_the_one_row_that_it_fails_for() {
    for status in [500, 503, 400] {
        let (world, _) = world(0);
        let (member, admin) = (world.member(), world.admin());
        let plan = planned(&world, &member, true, false);
        let id = plan.changes[17].issue.as_ref().unwrap().id.clone();
        let between = Between::new(&world, &member, &admin);
        let named = format!("\"{id}\"");
        between.answered(status, usize::MAX, move |request| {
            let body = request.body.as_deref().unwrap_or_default();
            request.path.ends_with("/issue/bulkfetch") && body.contains(&named)
        });
        let report = between.apply(&world, &plan);
        assert_eq!((report.updated, report.failed), (ROWS - 1, 1), "{status}: {report:#?}");
        let failed = report.outcomes.iter().find(|o| o.kind == OutcomeKind::Failed).unwrap();
        assert_eq!(failed.row, plan.changes[17].row, "{status}");
    }
}

#[test]
fn a_site_that_is_gone_ends_the_job_with_what_to_do() {
    let (world, before) = world(0);
    let (member, admin) = (world.member(), world.admin());
    let plan = planned(&world, &member, true, true);
    let between = Between::new(&world, &member, &admin);
    between.cut(12, |_| true);
    let report = between.apply(&world, &plan);
    assert_eq!(report.updated + report.failed + report.skipped, ROWS, "{report:#?}");
    let stopped = report.stopped.as_ref().unwrap();
    assert_eq!(stopped.code, "site-gone");
    assert!(stopped.fix().is_some_and(|fix| fix.contains("same plan once more")));
    assert!(between.sent().len() < 200, "{}", between.sent().len());
    // The same plan does what is left, and nothing twice.
    let zone = IanaZone::new("Europe/Berlin");
    let report = world.run(Trip::new(&world, &member, &zone).apply(&plan)).unwrap();
    assert_done_once(&world, &before, &report, "again");
}

/// Half a minute without the site is no reason to leave anything undone.
#[test]
fn a_short_outage_is_waited_for() {
    let (world, before) = world(0);
    let (member, admin) = (world.member(), world.admin());
    let plan = planned(&world, &member, true, true);
    let between = Between::new(&world, &member, &admin);
    between.answered(503, 20, |_| true);
    let report = between.apply(&world, &plan);
    assert_done_once(&world, &before, &report, "outage");
}

/// Half of an answer is none: a read is asked again, and what a write did is looked for.
#[test]
fn an_answer_that_arrives_in_part_is_a_lost_one() {
    for (cut, nth) in [
        ("/search/jql", 0),
        ("/search/jql", 1),
        ("/issue/bulkfetch", 0),
        ("/issue/bulkfetch", 1),
        ("/myself", 0),
        ("/issue/bulk", 0),
    ] {
        let world = World::with(4, 3, Switches::default());
        let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
        let rows: String = (0..8).map(|n| format!("DEMO,Task,Cut {n}\n")).collect();
        let file = format!("Project,Issue Type,Summary\n{rows}");
        let trip = Trip::new(&world, &member, &zone);
        let plan = world.run(trip.plan(&Opened::read("f.csv", file.as_bytes()))).plan;
        let before = world.site().site().issues.len();
        let passed = Cell::new(0);
        member.veil(move |request, mut answer| {
            if request.path.split('?').next().is_some_and(|path| path.ends_with(cut)) {
                if passed.get() == nth {
                    answer.body.truncate(answer.body.len() / 2);
                }
                passed.set(passed.get() + 1);
            }
            answer
        });
        let report = world.run(trip.apply(&plan)).unwrap();
        assert_eq!((report.created, report.present, report.failed), (8, 0, 0), "{cut} {report:#?}");
        assert_eq!(world.site().site().issues.len(), before + 8, "{cut}");
    }
}

/// New rows, changed rows and comments, while Jira is short of breath: every third request is told
/// to come later, and of every fourth that arrives the answer is lost on the way.
#[test]
fn of_many_requests_that_fail_nothing_is_doubled_and_nothing_lost() {
    let (world, before) = world(0);
    let (member, admin, zone) = (world.member(), world.admin(), IanaZone::new("Europe/Berlin"));
    let mut file = "Key,Project,Issue Type,Summary,Status\n".to_owned();
    for number in 1..=ROWS {
        writeln!(file, "DEMO-{number},,,Carried on {number},In Progress").unwrap();
    }
    for number in 1..=70 {
        let status = if number % 3 == 0 { "In Progress" } else { "" };
        writeln!(file, ",DEMO,Task,Out of breath {number}.,{status}").unwrap();
    }
    let comments: Vec<_> =
        (1..=ROWS).map(|number| format!("DEMO-{number}|||Comment of {number}.")).collect();
    let mut opened = Opened::read("f.csv", file.as_bytes());
    let sheet = typed_sheet("Comments", "Key|Comment ID|Author|Comment", &comments);
    opened.file.workbook.sheets.push(sheet);
    let plan = world.run(Trip::new(&world, &member, &zone).plan(&opened)).plan;
    assert_eq!((plan.summary.create, plan.summary.comments), (70, ROWS));

    let between = Between::new(&world, &member, &admin);
    let sent = Cell::new(0);
    between.answered(429, usize::MAX, move |_| {
        sent.set(sent.get() + 1);
        sent.get() % 3 == 0
    });
    for nth in 0..400 {
        member.upset(4 * nth + 3, |_| true, Fault::Gateway(503, Duration::ZERO));
    }
    let rows = plan.changes.len() + plan.entries.len();
    let report = between.apply(&world, &plan);
    assert_eq!(report.outcomes.len(), rows, "every row has an outcome");
    assert_eq!(report.stopped, None, "{report:#?}");
    world.pass(Duration::from_secs(130));
    let calm = world.member();
    let report = world.run(Trip::new(&world, &calm, &zone).apply(&plan)).unwrap();
    assert_eq!((report.failed, report.skipped), (0, 0), "{report:#?}");

    let once: Counts = before.iter().map(|counts| counts.map(|count| count + 1)).collect();
    assert_eq!(counts(&world), once);
    let site = world.site().site();
    for number in 1..=70 {
        let summary = format!("Out of breath {number}.");
        assert_eq!(site.issues.iter().filter(|issue| issue.summary() == summary).count(), 1);
    }
    for number in 1..=ROWS {
        let text = format!("Comment of {number}.");
        let comments = site.issues.iter().flat_map(|issue| &issue.comments);
        assert_eq!(
            comments.filter(|comment| comment.body.text.contains(&text)).count(),
            1,
            "{text}"
        );
    }
}
