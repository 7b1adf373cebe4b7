//! Files that are imported again: corrected, sorted, saved in another format or under another name,
//! by another user, a day later. A row becomes one work item, or a question is asked; what others
//! changed since stays.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::time::Duration;

use in_process_tests::{IanaZone, Opened, Planned, Trip, Unwatched, Wire, World};
use jira_sim::Switches;
use serde_json::{Value, json};
use wasm_core::apply::Report;
use wasm_core::job::{Command, ExportOptions, HostContext, Reply, Session, TableChoice};
use wasm_core::mapping::{Again, Resolutions, RowChoice};
use wasm_core::plan::{Action, Summary};
use wasm_core::ports::{Method, Request, Transport};
use wasm_core::schema::FieldId;
use wasm_core::sheet::{ColumnSpec, SheetSpec, WorkbookSpec, write_xlsx};

const HEADER: [&str; 6] = ["Project", "Issue Type", "Summary", "Priority", "Due date", "Labels"];

const ROWS: [[&str; 6]; 4] = [
    ["DEMO", "Task", "Rent the marquee", "High", "2026-12-01", "fair"],
    ["DEMO", "Task", "Order 200 chairs", "Low", "2026-12-02", ""],
    ["DEMO", "Story", "Ask the choir", "", "", "fair music"],
    ["DEMO", "Task", "Print the posters", "Low", "", "fair"],
];

fn rows() -> Vec<Vec<String>> {
    ROWS.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

fn csv(rows: &[Vec<String>]) -> Opened {
    let lines = rows.iter().map(|row| row.join(";"));
    let text: Vec<_> = std::iter::once(HEADER.join(";")).chain(lines).collect();
    Opened::read("fair.csv", text.join("\r\n").as_bytes())
}

fn xlsx(name: &str, header: &[&str], rows: &[Vec<String>]) -> Opened {
    let column =
        |header: &&str| ColumnSpec { header: (*header).to_owned(), ..ColumnSpec::default() };
    let sheet = SheetSpec {
        name: "Plan".to_owned(),
        columns: header.iter().map(column).collect(),
        rows: rows.iter().map(|row| row.iter().map(|cell| (**cell).into()).collect()).collect(),
        ..SheetSpec::default()
    };
    let spec = WorkbookSpec { sheets: vec![sheet], ..WorkbookSpec::default() };
    Opened::read(name, &write_xlsx(&spec).unwrap())
}

/// A site, and what one person at a time does there.
struct Fair {
    world: World,
    zone: IanaZone,
}

impl Fair {
    fn new() -> Self {
        Self::with(Switches::default())
    }

    fn with(switches: Switches) -> Self {
        Self { world: World::with(5, 1, switches), zone: IanaZone::new("Europe/Berlin") }
    }

    fn plan(&self, wire: &Wire, file: &Opened, resolutions: &Resolutions) -> Planned {
        let trip = Trip::new(&self.world, wire, &self.zone);
        self.world.run(trip.plan_with(file, resolutions))
    }

    fn import_by(&self, wire: &Wire, file: &Opened) -> Planned {
        let planned = self.plan(wire, file, Resolutions::NONE);
        let trip = Trip::new(&self.world, wire, &self.zone);
        let report = self.world.run(trip.apply(&planned.plan)).unwrap();
        assert_eq!(report.failed, 0, "{report:?}");
        planned
    }

    fn import(&self, file: &Opened) -> Planned {
        self.import_by(&self.world.member(), file)
    }

    /// Imports the rows for the first time.
    fn begin(&self, file: &Opened, rows: u32) {
        let planned = self.import(file);
        assert_eq!(planned.plan.summary.create, rows, "{}", planned.told());
    }

    fn now(&self, file: &Opened) -> Planned {
        self.plan(&self.world.member(), file, Resolutions::NONE)
    }

    /// How many work items have that summary.
    fn count(&self, summary: &str) -> usize {
        let site = self.world.site().site();
        site.issues.iter().filter(|issue| issue.summary() == summary).count()
    }

    fn key(&self, summary: &str) -> String {
        let jql = format!("project = DEMO AND summary ~ \"\\\"{summary}\\\"\"");
        let found =
            self.send(Method::Post, "search/jql", &json!({"jql": jql, "fields": ["summary"]}));
        found["issues"][0]["key"].as_str().unwrap().to_owned()
    }

    /// What a colleague does.
    fn send(&self, method: Method, path: &str, body: &Value) -> Value {
        let path = format!("/rest/api/3/{path}");
        let request = Request { method, path, body: Some(body.to_string()) };
        let answer = self.world.run(self.world.admin().send(request)).unwrap();
        assert!(answer.status < 300, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap_or_default()
    }

    fn edit(&self, summary: &str, fields: &Value) {
        let path = format!("issue/{}", self.key(summary));
        self.send(Method::Put, &path, &json!({ "fields": fields }));
    }
}

fn hours(hours: u64) -> Duration {
    Duration::from_secs(hours * 3600)
}

/// Creates, updates, rows left as they are, rows held back.
fn counts(planned: &Planned) -> (u32, u32, u32, u32) {
    let Summary { create, update, unchanged, blocked, .. } = planned.plan.summary;
    (create, update, unchanged, blocked)
}

fn codes(planned: &Planned) -> Vec<&str> {
    planned.findings.iter().map(|finding| finding.message.code.as_str()).collect()
}

fn answer(again: Again) -> Resolutions {
    Resolutions { imported_before: Some(again), ..Resolutions::default() }
}

#[test]
fn a_file_is_known_again_whatever_was_done_to_it() {
    let fair = Fair::new();
    fair.begin(&csv(&rows()), 4);
    let mut corrected = rows();
    corrected[1][3] = "High".to_owned();
    let mut mistyped = rows();
    mistyped[2][2] = "Ask the chior".to_owned();
    let mut sorted = rows();
    sorted.reverse();
    let mut longer = rows();
    longer.insert(1, ["DEMO", "Task", "Book a plumber", "Low", "", ""].map(str::to_owned).to_vec());
    longer.remove(3);
    let moved = |row: &Vec<String>| [5, 2, 4, 1, 0, 3].map(|at| row[at].clone()).to_vec();
    let columns = [5, 2, 4, 1, 0, 3].map(|at| HEADER[at]);
    for (case, file, right) in [
        ("the same bytes", csv(&rows()), (0, 0, 4, 0)),
        ("one cell corrected", csv(&corrected), (0, 1, 3, 0)),
        ("a typing error", csv(&mistyped), (0, 1, 3, 0)),
        ("sorted", csv(&sorted), (0, 0, 4, 0)),
        ("a row more and one less", csv(&longer), (1, 0, 3, 0)),
        ("a workbook", xlsx("other name.xlsx", &HEADER, &rows()), (0, 0, 4, 0)),
        (
            "columns moved",
            xlsx("m.xlsx", &columns, &rows().iter().map(moved).collect::<Vec<_>>()),
            (0, 0, 4, 0),
        ),
    ] {
        let planned = fair.now(&file);
        // A row that was exchanged may be the row that is gone: nobody but the user knows.
        let seen = counts(&planned);
        let asked = case == "a row more and one less" && seen == (0, 0, 3, 1);
        assert!(seen == right || asked, "{case}: {seen:?}\n{}", planned.told());
    }
    let admin = fair.world.admin();
    let planned = fair.import_by(&admin, &csv(&corrected));
    assert_eq!(counts(&planned), (0, 1, 3, 0), "another user: {}", planned.told());
    assert_eq!(ROWS.map(|row| fair.count(row[2])), [1; 4]);
}

#[test]
fn own_ids_hold_through_a_correction() {
    let fair = Fair::new();
    let with_ids = |rows: &[Vec<String>]| {
        let row = |(at, row): (usize, &Vec<String>)| {
            std::iter::once(format!("F-{at}")).chain(row.iter().cloned()).collect()
        };
        rows.iter().enumerate().map(row).collect::<Vec<Vec<String>>>()
    };
    let header: Vec<&str> = std::iter::once("ID").chain(HEADER).collect();
    fair.begin(&xlsx("ids.xlsx", &header, &with_ids(&rows())), 4);
    let mut corrected = with_ids(&rows());
    corrected[3][5] = "2026-12-24".to_owned();
    corrected.swap(0, 3);
    let planned = fair.import(&xlsx("ids 2.xlsx", &header, &corrected));
    assert_eq!(counts(&planned), (0, 1, 3, 0), "{}", planned.told());
    // Another summary may be another work item: that is asked.
    corrected[0][3] = "Hang up all the banners".to_owned();
    let planned = fair.import(&xlsx("ids 3.xlsx", &header, &corrected));
    assert_eq!(counts(&planned), (0, 0, 3, 1), "{}", planned.told());
    assert_eq!((fair.count("Print the posters"), fair.count("Hang up all the banners")), (1, 0));
}

#[test]
fn a_row_that_failed_is_made_and_no_other_one() {
    let fair = Fair::new();
    let mut wrong = rows();
    wrong[3][3] = "Nope".to_owned();
    fair.begin(&xlsx("fair.xlsx", &HEADER, &wrong), 3);
    let planned = fair.import(&xlsx("fair.xlsx", &HEADER, &rows()));
    assert_eq!(counts(&planned), (1, 0, 3, 0), "{}", planned.told());
    assert_eq!(ROWS.map(|row| fair.count(row[2])), [1; 4]);
    let planned = fair.now(&csv(&rows()));
    assert_eq!(counts(&planned), (0, 0, 4, 0), "both imports are one file: {}", planned.told());
}

#[test]
fn a_day_later_all_rows_are_one_question() {
    let fair = Fair::new();
    fair.begin(&csv(&rows()), 4);
    fair.world.pass(hours(26));
    let file = xlsx("december.xlsx", &HEADER, &rows());
    let planned = fair.import(&file);
    assert_eq!(counts(&planned), (0, 0, 0, 4), "{}", planned.told());
    assert_eq!(codes(&planned).iter().filter(|code| **code == "imported-before").count(), 1);
    let member = fair.world.member();
    let updating = fair.plan(&member, &file, &answer(Again::Update));
    assert_eq!(counts(&updating), (0, 0, 4, 0), "{}", updating.told());
    let mut one = answer(Again::Update);
    let row = file_row(&planned);
    one.rows.push(RowChoice { row, again: Some(Again::Create), issue: None });
    assert_eq!(counts(&fair.plan(&member, &file, &one)), (1, 0, 3, 0));

    // A checklist is made anew, and is then known by its second import.
    let anew = fair.plan(&member, &file, &answer(Again::Create));
    let trip = Trip::new(&fair.world, &member, &fair.zone);
    let report = fair.world.run(trip.apply(&anew.plan)).unwrap();
    assert_eq!((report.created, report.failed), (4, 0));
    assert_eq!(ROWS.map(|row| fair.count(row[2])), [2; 4]);
    let report = fair.world.run(trip.apply(&anew.plan)).unwrap();
    assert_eq!(ROWS.map(|row| fair.count(row[2])), [2; 4], "{report:?}");
    let again = fair.now(&csv(&rows()));
    assert_eq!(counts(&again), (0, 0, 4, 0), "{}", again.told());
}

/// A checklist that comes every month: what was answered once is proposed, and asked all the same.
#[test]
fn that_a_list_comes_again_is_remembered() {
    let fair = Fair::new();
    let member = fair.world.member();
    let trip = Trip::new(&fair.world, &member, &fair.zone);
    fair.begin(&csv(&rows()), 4);
    for month in 1..6 {
        fair.world.pass(hours(30 * 24));
        let asked = fair.now(&csv(&rows()));
        let more = asked.told().contains("and 1 more (to update one of those,");
        assert_eq!(more, month == 4, "three are shown: {}", asked.told());
        assert_eq!(asked.told().contains("and 2 more"), month == 5);
        assert_eq!(counts(&asked), (0, 0, 0, 4), "month {month}: {}", asked.told());
        let (remembered, new) = match month {
            1 => ("imported-before", "imported-before-row"),
            _ => ("imported-before-anew", "imported-before-row-others"),
        };
        assert!(codes(&asked).contains(&remembered) && codes(&asked).contains(&new), "{month}");
        let (remembered, rows_open) = proposed(&fair, &member);
        assert_eq!((remembered.is_some(), rows_open), (month > 1, if month > 1 { 0 } else { 4 }));
        let anew = fair.plan(&member, &csv(&rows()), &answer(Again::Create));
        assert!(anew.plan.changes.iter().all(|change| change.anew));
        assert_eq!(fair.world.run(trip.apply(&anew.plan)).unwrap().created, 4);
        let at_once = fair.now(&csv(&rows()));
        assert_eq!(counts(&at_once), (0, 0, 4, 0), "sure within a day: {}", at_once.told());
    }
    assert_eq!(ROWS.map(|row| fair.count(row[2])), [6; 4]);
}

/// What the app proposes for the file, and how many rows it leaves open.
fn proposed(fair: &Fair, wire: &Wire) -> (Option<Again>, u32) {
    let session = Session::new(wire, fair.world.clock(), IanaZone::new("Europe/Berlin"));
    let say = |command, bytes: Vec<u8>| {
        fair.world.run(session.handle(command, bytes, &Unwatched)).unwrap().0
    };
    let site_url = in_process_tests::SITE.to_owned();
    let context = HostContext { site_url, ..HostContext::default() };
    say(Command::Connect { context }, Vec::new());
    let lines = rows().into_iter().map(|row| row.join(";"));
    let text: Vec<_> = std::iter::once(HEADER.join(";")).chain(lines).collect();
    say(Command::Open { name: "fair.csv".to_owned() }, text.join("\n").into_bytes());
    let table = TableChoice { sheet: 0, header_row: 0 };
    let Reply::Matched(matched) = say(Command::Choose { table }, Vec::new()) else { panic!() };
    let plan = Command::Plan { mapping: matched.mapping };
    let Reply::Planned(planned) = say(plan, Vec::new()) else { panic!() };
    let before = planned.imported_before.unwrap();
    assert_eq!(planned.summary.create, before.create, "the plan is made with it");
    (before.remembered, before.open)
}

/// An answer for all rows is for those in doubt; of the others it is said, and a row's own holds.
#[test]
fn rows_that_are_sure_are_created_anew_only_by_an_answer_of_their_own() {
    let fair = Fair::new();
    let member = fair.world.member();
    fair.begin(&csv(&rows()), 4);
    let all = fair.plan(&member, &csv(&rows()), &answer(Again::Create));
    assert_eq!(counts(&all), (0, 0, 4, 0), "{}", all.told());
    assert_eq!(codes(&all), ["imported-again-kept"]);
    let updating = fair.plan(&member, &csv(&rows()), &answer(Again::Update));
    assert_eq!(codes(&updating), ["imported-again"]);
    let mut one = answer(Again::Create);
    one.rows.push(RowChoice { row: 2, again: Some(Again::Create), issue: None });
    let own = fair.plan(&member, &csv(&rows()), &one);
    assert_eq!(counts(&own), (1, 0, 3, 0), "{}", own.told());
    let trip = Trip::new(&fair.world, &member, &fair.zone);
    assert_eq!(fair.world.run(trip.apply(&own.plan)).unwrap().created, 1);
    assert_eq!(ROWS.map(|row| fair.count(row[2])), [1, 2, 1, 1]);
}

/// The first row that was held back.
fn file_row(planned: &Planned) -> u32 {
    planned.plan.changes.iter().find(|change| change.action == Action::Skip).unwrap().row
}

#[test]
fn what_others_did_since_is_left_as_it_is() {
    let fair = Fair::new();
    fair.begin(&csv(&rows()), 4);
    fair.world.pass(hours(1));
    fair.edit(
        "Order 200 chairs",
        &json!({"duedate": "2026-12-30", "priority": {"name": "Highest"}}),
    );
    fair.edit(
        "Ask the choir",
        &json!({"summary": "Ask both choirs", "labels": ["music", "urgent"]}),
    );
    let mut corrected = rows();
    corrected[1][4] = "2026-12-05".to_owned();
    corrected[2][4] = "2026-12-24".to_owned();
    let planned = fair.import(&csv(&corrected));
    // The choir's day is written; that of the chairs was changed on both sides.
    assert_eq!(
        (planned.plan.summary.update, planned.plan.summary.conflict),
        (1, 1),
        "{}",
        planned.told()
    );
    let fields: Vec<_> = planned.plan.changes.iter().flat_map(|change| &change.fields).collect();
    assert_eq!(fields.iter().map(|field| field.field.as_str()).collect::<Vec<_>>(), ["duedate"]);
    assert!(codes(&planned).contains(&"changed-on-both-sides-since-import"));
    assert_eq!((fair.count("Ask both choirs"), fair.count("Ask the choir")), (1, 0));
}

#[test]
fn a_new_row_of_an_export_is_corrected_and_not_made_again() {
    let fair = Fair::new();
    let member = fair.world.member();
    let trip = Trip::new(&fair.world, &member, &fair.zone);
    let columns = ["summary", "issuetype", "priority"].map(FieldId::new);
    let export = fair.world.run(trip.export("project = DEMO", &columns, ExportOptions::default()));
    let with = |summary: &str, priority: &str| {
        let mut file = Opened::read("export.xlsx", &export);
        file.add(&[("Summary", summary), ("Issue Type", "Task"), ("Priority", priority)]);
        file
    };
    let planned = fair.import(&with("Lend a lader", "Low"));
    assert_eq!(planned.plan.summary.create, 1, "{}", planned.told());
    for (summary, priority) in [("Lend a ladder", "Low"), ("Lend a lader", "High")] {
        let planned = fair.now(&with(summary, priority));
        assert_eq!(counts(&planned), (0, 1, 5, 0), "{summary}: {}", planned.told());
    }
    let planned = fair.now(&with("Repair the stage", "Low"));
    assert_eq!(planned.plan.summary.create, 0, "asked: {}", planned.told());
    fair.world.pass(hours(100));
    let planned = fair.now(&with("Lend a lader", "Low"));
    assert_eq!(counts(&planned), (0, 0, 6, 0), "{}", planned.told());
    let planned = fair.now(&with("Repair the stage", "Low"));
    assert_eq!(planned.plan.summary.create, 1, "{}", planned.told());
}

/// The same rows typed into two exports are as much the same as those of two plain files.
#[test]
fn rows_that_were_added_to_an_earlier_export_are_asked_about() {
    let fair = Fair::new();
    let member = fair.world.member();
    let exported = || {
        let trip = Trip::new(&fair.world, &member, &fair.zone);
        let columns = ["summary", "issuetype", "priority"].map(FieldId::new);
        let export =
            fair.world.run(trip.export("project = DEMO", &columns, ExportOptions::default()));
        let mut file = Opened::read("export.xlsx", &export);
        let row = [("Summary", "Rent a generator"), ("Issue Type", "Task"), ("Priority", "Low")];
        file.add(&row);
        file
    };
    let planned = fair.import(&exported());
    assert_eq!(planned.plan.summary.create, 1, "{}", planned.told());
    fair.world.pass(hours(1));
    let next = exported();
    let planned = fair.now(&next);
    assert_eq!((planned.plan.summary.create, planned.plan.summary.blocked), (0, 1));
    let planned = fair.plan(&member, &next, &answer(Again::Update));
    assert_eq!((planned.plan.summary.create, planned.plan.summary.blocked), (0, 0));
    let planned = fair.plan(&member, &next, &answer(Again::Create));
    assert_eq!(planned.plan.summary.create, 1, "{}", planned.told());
}

/// What a file calls by its own IDs, or by another spelling, is what an import wrote.
#[test]
fn a_corrected_type_or_parent_of_an_import_is_no_conflict() {
    let fair = Fair::new();
    let header = ["ID", "Project", "Issue Type", "Summary", "Parent"];
    let file = |kind: &str, parent: &str| {
        let rows = [
            ["1", "DEMO", "Epic", "Food", ""],
            ["2", "DEMO", "Epic", "Drink", ""],
            ["3", "DEMO", "task", "Hire a cook", "1"],
            ["4", "DEMO", kind, "Buy the bread", "1"],
            ["5", "DEMO", "Task", "Order the juice", parent],
        ];
        let rows: Vec<_> = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
        xlsx("food.xlsx", &header, &rows)
    };
    fair.begin(&file("Task", "2"), 5);
    let planned = fair.now(&file("Task", "2"));
    assert_eq!(counts(&planned), (0, 0, 5, 0), "{}", planned.told());
    assert!(!codes(&planned).contains(&"changed-since-import"), "{}", planned.told());
    let planned = fair.now(&file("Story", "2"));
    assert_eq!(counts(&planned), (0, 1, 4, 0), "{}", planned.told());
    let moved = file("Task", "1");
    let planned = fair.plan(&fair.world.member(), &moved, &answer(Again::Update));
    assert_eq!(counts(&planned), (0, 1, 4, 0), "{}", planned.told());
    fair.world.pass(hours(1));
    fair.edit("Order the juice", &json!({"parent": null}));
    let planned = fair.plan(&fair.world.member(), &moved, &answer(Again::Update));
    assert_eq!(planned.plan.summary.update, 0, "a colleague changed it: {}", planned.told());
}

#[test]
fn what_no_search_finds_yet_is_read_by_key() {
    let fair = Fair::with(Switches { index_lag_ms: 30_000, ..Switches::default() });
    fair.begin(&csv(&rows()), 4);
    let planned = fair.now(&xlsx("at once.xlsx", &HEADER, &rows()));
    assert_eq!(counts(&planned), (0, 0, 4, 0), "{}", planned.told());
}

#[test]
fn the_status_of_work_items_that_were_moved_on_is_said() {
    let fair = Fair::new();
    fair.begin(&csv(&rows()), 4);
    let move_on = |summary: &str, category: &str| {
        let ways = format!("issue/{}/transitions", fair.key(summary));
        let path = format!("/rest/api/3/{ways}");
        let request = Request { method: Method::Get, path, body: None };
        let open = fair.world.run(fair.world.admin().send(request)).unwrap();
        let open: Value = serde_json::from_str(&open.body).unwrap();
        let mut open = open["transitions"].as_array().unwrap().iter();
        let way = open.find(|way| way["to"]["statusCategory"]["key"] == category).unwrap();
        fair.send(Method::Post, &ways, &json!({"transition": {"id": way["id"]}}));
    };
    move_on("Print the posters", "done");
    move_on(ROWS[0][2], "indeterminate");
    fair.world.pass(hours(30));
    let planned = fair.now(&csv(&rows()));
    assert_eq!(counts(&planned), (0, 0, 0, 4));
    let codes = codes(&planned);
    assert!(codes.contains(&"imported-before-changed"), "{codes:?}");
    let told = |code: &str| {
        let mut found = planned.findings.iter().filter(|found| found.message.code == code);
        found.next().map(|found| found.message.text()).unwrap_or_default()
    };
    assert!(told("imported-before-row-done").ends_with("is done by now (Done)."));
    let begun = told("imported-before-row-begun");
    assert!(begun.ends_with("has the status In Progress by now."), "{begun}");
    // Once they were created anew, they stand beside the newer ones, each with its status.
    let member = fair.world.member();
    let anew = fair.plan(&member, &csv(&rows()), &answer(Again::Create));
    let trip = Trip::new(&fair.world, &member, &fair.zone);
    fair.world.run(trip.apply(&anew.plan)).unwrap();
    fair.world.pass(hours(30));
    let told = fair.now(&csv(&rows())).told();
    assert!(told.contains(", Done).") && told.contains(", In Progress)."), "{told}");
}

#[test]
fn equal_rows_are_as_many_work_items_as_the_file_says() {
    let fair = Fair::new();
    let of = |count| vec![rows()[0].clone(); count];
    fair.begin(&csv(&of(3)), 3);
    assert_eq!(counts(&fair.now(&csv(&of(3)))), (0, 0, 3, 0));
    let planned = fair.import(&csv(&of(5)));
    assert_eq!(counts(&planned), (2, 0, 3, 0), "{}", planned.told());
    assert_eq!(fair.count(ROWS[0][2]), 5);
}

#[test]
fn a_file_of_other_rows_is_asked_about_nothing() {
    let fair = Fair::new();
    fair.begin(&csv(&rows()), 4);
    let other = ["Hire a bus", "Order 300 chairs", "Ask the mayor", "Print the tickets"];
    let other: Vec<_> = other
        .iter()
        .map(|summary| ["DEMO", "Task", summary, "Low", "", "fair"].map(str::to_owned).to_vec())
        .collect();
    let planned = fair.now(&csv(&other));
    assert_eq!(counts(&planned), (4, 0, 0, 0), "{}", planned.told());
}

/// Applies two plans that were made before either was applied; the second report and how many rows
/// were held back in words.
fn planned_twice(fair: &Fair, first: &Opened, second: &Opened) -> (Report, usize) {
    let member = fair.world.member();
    let plans = [first, second].map(|file| fair.now(file).plan);
    assert!(plans.iter().all(|plan| plan.summary.create >= 4));
    fair.world.pass(Duration::from_secs(5));
    let trip = Trip::new(&fair.world, &member, &fair.zone);
    let report = fair.world.run(trip.apply(&plans[0])).unwrap();
    assert_eq!(report.created, 4, "{report:?}");
    let report = fair.world.run(trip.apply(&plans[1])).unwrap();
    let told = report.outcomes.iter().filter_map(|outcome| outcome.reason.as_ref());
    let told = told.filter(|reason| reason.code == "imported-meanwhile").count();
    (report, told)
}

#[test]
fn of_two_plans_of_the_same_rows_the_second_creates_only_what_the_first_did_not() {
    let mut corrected = rows();
    corrected[1][4] = "2026-12-09".to_owned();
    let mut inserted = rows();
    inserted.insert(
        2,
        ["DEMO", "Bug", "Fence the car park", "High", "", ""].map(str::to_owned).to_vec(),
    );
    let named = xlsx("other.xlsx", &HEADER, &rows());
    for (second, new) in [(csv(&corrected), 0), (named, 0), (csv(&inserted), 1)] {
        for lag in [0, 30_000] {
            let fair = Fair::with(Switches { index_lag_ms: lag, ..Switches::default() });
            let (report, told) = planned_twice(&fair, &csv(&rows()), &second);
            let counts = (report.created, report.held_back, report.failed, report.skipped);
            assert_eq!((counts, told), ((new, 4, 0, 0), 4), "{report:?}");
        }
    }
}

#[test]
fn of_two_plans_of_other_rows_both_create_all() {
    let fair = Fair::new();
    let others = ["Book the judges", "Buy ribbons", "Weigh the pumpkins", "Thank the farmers"];
    let mut second = rows();
    for (row, summary) in second.iter_mut().zip(others) {
        row[2] = summary.to_owned();
        row[4] = String::new();
    }
    let (report, _) = planned_twice(&fair, &csv(&rows()), &csv(&second));
    assert_eq!((report.created, report.held_back), (4, 0), "{report:?}");
}

#[test]
fn rows_that_are_created_anew_on_purpose_are_not_held_back() {
    let fair = Fair::new();
    fair.begin(&csv(&rows()), 4);
    fair.world.pass(Duration::from_secs(30 * 3600));
    let member = fair.world.member();
    let anew = answer(Again::Create);
    let plan = fair.plan(&member, &csv(&rows()), &anew).plan;
    let trip = Trip::new(&fair.world, &member, &fair.zone);
    let report = fair.world.run(trip.apply(&plan)).unwrap();
    assert_eq!((report.created, report.held_back), (4, 0), "{report:?}");
    let report = fair.world.run(trip.apply(&plan)).unwrap();
    assert_eq!((report.created, report.present, report.held_back), (0, 4, 0), "{report:?}");
}
