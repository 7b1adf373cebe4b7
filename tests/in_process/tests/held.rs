//! Files that do not remember what was exported, while somebody changes Jira in between: what is
//! the file's is written, what may be Jira's waits.

#![allow(clippy::unwrap_used, missing_docs)]

use std::time::Duration;

use in_process_tests::{IanaZone, Opened, Planned, Trip, World};
use jira_sim::site::Issue;
use wasm_core::finding::Severity;
use wasm_core::job::ExportOptions;
use wasm_core::plan::Action;
use wasm_core::schema::FieldId;
use wasm_core::sheet::CellValue;

const SUMMARY: &str = "Summary";

fn issue(world: &World, key: &str) -> Issue {
    let site = world.site().site();
    site.issues.iter().find(|issue| issue.key == key).unwrap().clone()
}

/// An export of some columns, of which one sheet or another is then missing.
fn export(world: &World, trip: &Trip<'_>, columns: &[&str], lost: &[&str]) -> Opened {
    let columns: Vec<FieldId> = columns.iter().map(|id| FieldId::new(*id)).collect();
    let bytes = world.run(trip.export(
        "key in (DEMO-2, DEMO-3, DEMO-4, DEMO-5) ORDER BY key ASC",
        &columns,
        ExportOptions::default(),
    ));
    Opened::read("lost.xlsx", &bytes).without_sheets(lost)
}

/// What a colleague types over a field in Jira, an hour later.
fn colleague(world: &World, key: &str, field: &str, value: &str) {
    world.pass(Duration::from_secs(3600));
    let (admin, zone) = (world.admin(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(world, &admin, &zone);
    let file = format!("Key,{field}\n{key},{value}\n");
    let planned = world.run(trip.plan(&Opened::read("theirs.csv", file.as_bytes())));
    assert_eq!(planned.plan.summary.update, 1, "{}", planned.told());
    assert_eq!(world.run(trip.apply(&planned.plan)).unwrap().updated, 1);
}

/// The codes of warnings and errors, and the rows that something is done with.
fn told(planned: &Planned) -> (Vec<String>, Vec<(u32, Action)>) {
    let findings = planned.findings.iter().filter(|found| found.severity > Severity::Info);
    let codes = findings.map(|found| found.message.code.clone()).collect();
    let changes = planned.plan.changes.iter().map(|change| (change.row, change.action));
    (codes, changes.filter(|(_, action)| *action != Action::NoOp).collect())
}

/// DEMO-2: mine alone. DEMO-3: Jira's alone. DEMO-4: another field in Jira. DEMO-5: nothing.
fn both_sides(columns: &[&str], lost: &[&str]) -> (World, Planned) {
    let world = World::new(40);
    let planned = {
        let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
        let trip = Trip::new(&world, &member, &zone);
        let mut opened = export(&world, &trip, columns, lost);
        let unchanged = world.run(trip.plan(&opened));
        assert!(unchanged.is_nothing(), "{}", unchanged.told());
        assert_eq!(told(&unchanged).0, Vec::<String>::new(), "{}", unchanged.told());
        colleague(&world, "DEMO-3", SUMMARY, "A colleague wrote this");
        colleague(&world, "DEMO-4", "Labels", "theirs");
        opened.set("DEMO-2", SUMMARY, "Mine of two");
        opened.set("DEMO-4", SUMMARY, "Mine of four");
        let planned = world.run(trip.plan(&opened));
        assert_eq!(world.run(trip.apply(&planned.plan)).unwrap().failed, 0);
        planned
    };
    (world, planned)
}

#[test]
fn a_workbook_without_its_hidden_sheet_reverts_nothing() {
    for columns in [&["summary", "updated"][..], &["summary", "created", "updated"]] {
        for lost in [&["_rowport"][..], &["_rowport", "About"]] {
            let (world, planned) = both_sides(columns, lost);
            let (codes, rows) = told(&planned);
            assert_eq!(codes, ["changed-since-the-row"], "{}", planned.told());
            let (two, three, four) = ((1, Action::Update), (2, Action::Skip), (3, Action::Update));
            assert_eq!(rows, [two, three, four], "{}", planned.told());
            let summary = |key| issue(&world, key).summary().to_owned();
            assert_eq!(summary("DEMO-2"), "Mine of two");
            assert_eq!(summary("DEMO-3"), "A colleague wrote this");
            assert_eq!(summary("DEMO-4"), "Mine of four");
            assert_eq!(issue(&world, "DEMO-4").labels, ["theirs"]);
        }
    }
}

#[test]
fn without_dates_what_jira_ever_changed_waits() {
    without_dates(&["_rowport"]);
}

/// Its headers' comments and the links of its keys tell that it is of an export.
#[test]
fn so_does_a_sheet_that_was_moved_to_a_new_book() {
    without_dates(&["_rowport", "_lists", "About"]);
}

fn without_dates(lost: &[&str]) {
    let (world, planned) = both_sides(&["summary", "labels"], lost);
    let codes = told(&planned).0;
    assert!(codes.iter().all(|code| code == "maybe-changed-in-jira"), "{}", planned.told());
    let held: Vec<_> = planned.plan.changes.iter().filter(|c| c.has_open_conflict()).collect();
    assert!(held.iter().any(|change| change.row == 2), "Jira's own change is among them");
    let four = planned.plan.changes.iter().find(|change| change.row == 3).unwrap();
    assert!(four.conflicts.iter().any(|held| held.field.as_str() == "labels"), "so are its labels");
    assert_eq!(issue(&world, "DEMO-3").summary(), "A colleague wrote this");
    assert_eq!(issue(&world, "DEMO-4").labels, ["theirs"]);
}

/// A list of keys and values is none of an export, whatever Jira's history says.
#[test]
fn a_list_that_somebody_typed_is_written() {
    let world = World::new(40);
    colleague(&world, "DEMO-3", SUMMARY, "A colleague wrote this");
    world.pass(Duration::from_secs(3600));
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &member, &zone);
    let file = Opened::read("list.csv", b"Key,Summary\nDEMO-3,Mine\n");
    let planned = world.run(trip.plan(&file));
    assert_eq!((planned.plan.summary.update, told(&planned).0.len()), (1, 0), "{}", planned.told());
}

/// The histories are asked for in bulk, and of issues alone that Jira changed since.
#[test]
fn histories_are_read_in_bulk_and_only_where_they_decide() {
    let world = World::new(40);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &member, &zone);
    let mut opened = export(&world, &trip, &["summary", "updated"], &["_rowport"]);
    for key in ["DEMO-2", "DEMO-3", "DEMO-4"] {
        opened.set(key, SUMMARY, format!("Mine of {key}"));
    }
    let histories = || {
        let sent = member.sent();
        sent.iter()
            .filter(|request| request.path.contains("changelog"))
            .cloned()
            .collect::<Vec<_>>()
    };
    world.run(trip.plan(&opened));
    assert_eq!(histories().len(), 0, "Jira changed none of them");
    colleague(&world, "DEMO-3", "Labels", "theirs");
    colleague(&world, "DEMO-4", "Labels", "theirs");
    colleague(&world, "DEMO-5", "Labels", "theirs");
    let planned = world.run(trip.plan(&opened));
    assert_eq!(planned.plan.summary.update, 3, "{}", planned.told());
    let [asked] = <[_; 1]>::try_from(histories()).unwrap();
    let body = asked.body.unwrap();
    let ids = ["DEMO-3", "DEMO-4"].map(|key| issue(&world, key).id.to_string());
    let expected =
        format!(r#"{{"issueIdsOrKeys":["{}","{}"],"fieldIds":["summary"]}}"#, ids[0], ids[1]);
    assert_eq!(body, expected);
}

/// A date that is read in another zone than it was written in proves nothing.
#[test]
fn a_file_of_another_zone_is_not_believed() {
    let world = World::new(40);
    let (member, berlin, tokyo) =
        (world.member(), IanaZone::new("Europe/Berlin"), IanaZone::new("Asia/Tokyo"));
    let trip = Trip::new(&world, &member, &tokyo);
    let columns = ["summary", "created", "updated"];
    let mut opened = export(&world, &trip, &columns, &["_rowport"]);
    colleague(&world, "DEMO-3", SUMMARY, "A colleague wrote this");
    colleague(&world, "DEMO-3", "Labels", "theirs");
    opened.set("DEMO-3", SUMMARY, "Mine");
    let planned = world.run(Trip::new(&world, &member, &berlin).plan(&opened));
    assert_eq!(
        (planned.plan.summary.update, planned.plan.summary.conflict),
        (0, 1),
        "{}",
        planned.told()
    );
}

#[test]
fn a_text_that_a_program_mangled_is_not_written() {
    let world = World::new(40);
    colleague(&world, "DEMO-3", SUMMARY, "7-8");
    colleague(&world, "DEMO-4", SUMMARY, "0049 301");
    colleague(&world, "DEMO-5", SUMMARY, "000815");
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &member, &zone);
    let mut opened = export(&world, &trip, &["summary"], &[]);
    opened.set("DEMO-3", SUMMARY, CellValue::Text("07. Aug".to_owned()));
    opened.set("DEMO-4", SUMMARY, "0049 302");
    opened.set("DEMO-5", SUMMARY, CellValue::Number(815.0));
    let planned = world.run(trip.plan(&opened));
    assert_eq!(told(&planned).0, ["text-mangled-day", "text-mangled-number"], "{}", planned.told());
    assert_eq!(world.run(trip.apply(&planned.plan)).unwrap().updated, 1);
    let now = ["DEMO-3", "DEMO-4", "DEMO-5"].map(|key| issue(&world, key).summary().to_owned());
    assert_eq!(now, ["7-8", "0049 302", "000815"]);
}
