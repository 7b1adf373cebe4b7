//! The further sheets: unchanged ones ask for nothing, new rows become entries once, and edits of
//! what exists are told and not written.

use in_process_tests::{Fault, IanaZone, Opened, Planned, Trip, World, put};
use serde_json::json;
use wasm_core::finding::Severity;
use wasm_core::job::{ExportFormat, ExportOptions, FurtherSheet};
use wasm_core::plan::{Action, Addition};
use wasm_core::ports::{Method, Request};
use wasm_core::sheet::{CellValue, Row, Sheet};

use crate::draw::dice::{Dice, Draws};
use crate::draw::text;
use crate::entries::counts;
use crate::{entries, holds, laws};

#[test]
fn unchanged_sheets_ask_for_nothing() {
    holds(unchanged);
}

#[test]
fn rows_columns_and_sheets_may_be_moved() {
    holds(moved);
}

#[test]
fn new_rows_are_added_once() {
    holds(new_rows);
}

#[test]
fn edits_of_entries_are_told() {
    holds(edited);
}

/// A person at a site whose issues have entries.
fn on_site<R>(draws: &Draws, zone: &IanaZone, law: impl FnOnce(&World, &Trip<'_>) -> R) -> R {
    laws::on_site(draws, zone, |world, trip| {
        entries::put(world, draws);
        law(world, trip)
    })
}

fn export(world: &World, trip: &Trip<'_>) -> Opened {
    let options = ExportOptions { sheets: FurtherSheet::ALL.into(), ..ExportOptions::default() };
    laws::export_with(world, trip, ExportFormat::Xlsx, options)
}

fn sheet_of(opened: &mut Opened, kind: FurtherSheet) -> &mut Sheet {
    let mut sheets = opened.file.workbook.sheets.iter_mut();
    sheets.find(|sheet| sheet.name == kind.title()).unwrap()
}

/// Adds a row below the others.
fn add_row(opened: &mut Opened, kind: FurtherSheet, cells: &[(u32, CellValue)]) {
    let sheet = sheet_of(opened, kind);
    let index = sheet.rows.last().unwrap().index + 1;
    sheet.rows.push(Row { index, cells: cells.to_vec() });
}

/// Nothing is added, and no row of a further sheet is worth a word.
fn silent(planned: &Planned) {
    assert!(planned.is_nothing() && planned.plan.entries.is_empty(), "{}", planned.told());
    let further = |sheet: &str| FurtherSheet::ALL.iter().any(|kind| kind.title() == sheet);
    assert!(!planned.findings.iter().any(|f| further(&f.at.sheet)), "{}", planned.told());
}

/// Sheets that nobody changed ask for nothing.
fn unchanged(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let opened = export(world, trip);
        let rows =
            |kind: FurtherSheet| opened.file.workbook.sheet(kind.title()).unwrap().rows.len();
        let (comments, worklogs, links) = counts(world);
        let found = [FurtherSheet::Comments, FurtherSheet::Worklogs, FurtherSheet::Links].map(rows);
        assert_eq!(found, [comments + 1, worklogs + 1, links * 2 + 1]);
        silent(&world.run(trip.plan(&opened)));
    });
}

/// Rows may be moved and left out, columns too, and sheets renamed.
fn moved(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let mut opened = export(world, trip);
        let mut dice = Dice::new(&draws.deed);
        for kind in FurtherSheet::ALL {
            let sheet = sheet_of(&mut opened, kind);
            let width = sheet.rows[0].cells.len();
            let order = dice.shuffled(width);
            for row in &mut sheet.rows {
                row.cells.iter_mut().for_each(|cell| cell.0 = order[cell.0 as usize] as u32);
                row.cells.sort_by_key(|cell| cell.0);
            }
            let (_, body) = sheet.rows.split_first_mut().unwrap();
            let order = dice.shuffled(body.len());
            let cells: Vec<_> = order.iter().map(|&at| body[at].cells.clone()).collect();
            body.iter_mut().zip(cells).for_each(|(row, cells)| row.cells = cells);
            sheet.rows.truncate(1 + dice.below(sheet.rows.len()));
            sheet.name = format!("my {}", kind.title());
        }
        let planned = world.run(trip.plan(&opened));
        assert!(planned.plan.entries.is_empty(), "{}", planned.told());
        let told = planned.findings.iter().any(|found| found.at.sheet.starts_with("my "));
        assert!(!told, "{}", planned.told());
    });
}

fn adds(request: &Request) -> bool {
    let parts = ["/comment", "/worklog", "/issueLink"];
    request.method == Method::Post
        && parts.iter().any(|part| request.path.contains(part))
        && !request.path.ends_with("/list")
}

/// New rows are added once, though answers get lost and the file is applied twice.
fn new_rows(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let mut opened = export(world, trip);
        let mut dice = Dice::new(&draws.deed);
        let keys: Vec<String> =
            world.site().site().issues.iter().map(|issue| issue.key.clone()).collect();
        let (before, links) = (counts(world), add_new(&mut opened, &keys, &mut dice));
        let count = links.entries;
        let first = world.run(trip.plan(&opened));
        let summary = first.plan.summary;
        let errors = first.findings.iter().any(|finding| finding.severity == Severity::Error);
        assert!(!errors, "{}", first.told());
        assert_eq!((summary.comments as usize, summary.worklogs as usize), (count, count));
        for _ in 0..dice.below(3) {
            trip.wire.upset(0, adds, Fault::AnswerLost);
        }
        let report = world.run(trip.apply(&first.plan)).unwrap();
        assert_eq!((report.comments as usize, report.failed), (count, 0), "{report:?}");
        assert_eq!((report.worklogs as usize, report.links), (count, summary.links), "{report:?}");
        let added = (before.0 + count, before.1 + count, before.2 + summary.links as usize);
        assert_eq!(counts(world), added);
        for plan in [first.plan, world.run(trip.plan(&opened)).plan] {
            assert_eq!(world.run(trip.apply(&plan)).unwrap().failed, 0);
            assert_eq!(counts(world), added, "nothing is added twice");
        }
        let again = world.run(trip.plan(&opened)).plan.summary;
        assert_eq!((again.comments, again.worklogs, again.links), (0, 0, 0));
        if let Some((from, to)) = links.link.filter(|_| summary.links == 1) {
            let site = world.site().site();
            let (from, to) = (site.issues.find(&from).unwrap(), site.issues.find(&to).unwrap());
            let leads = |link: &jira_sim::site::Link| link.outward && link.other == to.id;
            assert!(from.records.links.iter().any(leads));
        }
    });
}

/// What was added: so many comments and worklogs, and a link from one issue to another.
struct Added {
    entries: usize,
    link: Option<(String, String)>,
}

fn add_new(opened: &mut Opened, keys: &[String], dice: &mut Dice<'_>) -> Added {
    let entries = 1 + dice.below(8);
    let key = |dice: &mut Dice<'_>| CellValue::from(dice.pick(keys).clone());
    for number in 0..entries {
        let line = text::line(dice).replace(['\r', '\n'], " ");
        // Text that ends like a shortened one is refused, rightly.
        let line = line.split("[…").next().unwrap_or_default();
        let words = format!("{line} {}", number / 2);
        let comment = [(0, key(dice)), (5, format!("New {words}").into())];
        add_row(opened, FurtherSheet::Comments, &comment);
        let started = CellValue::DateTime(jiff::civil::date(2026, 7, 1).at(9, 30, 0, 0));
        let log = [(0, key(dice)), (3, started), (4, "1h 30m".into())];
        add_row(opened, FurtherSheet::Worklogs, &log);
    }
    let (first, last) = (&keys[0], &keys[keys.len() - 1]);
    if keys.len() == 1 {
        return Added { entries, link: None };
    }
    let link =
        [(0, first.clone().into()), (2, "IS CLONED BY".into()), (3, CellValue::from(last.clone()))];
    add_row(opened, FurtherSheet::Links, &link);
    Added { entries, link: Some((last.clone(), first.clone())) }
}

/// An edit of an entry that exists is told at its cell, and adds nothing; so is a copied row.
fn edited(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let mut opened = export(world, trip);
        let mut dice = Dice::new(&draws.deed);
        let mut told_of = 0;
        for kind in FurtherSheet::ALL {
            let sheet = sheet_of(&mut opened, kind);
            let rows = sheet.rows.len();
            if rows == 1 {
                continue;
            }
            let row = &mut sheet.rows[1 + dice.below(rows - 1)];
            let copy = row.cells.clone();
            put(row, 2, "edited by hand".into());
            sheet.rows.push(Row { index: rows as u32, cells: copy });
            told_of += 1;
        }
        let planned = world.run(trip.plan(&opened));
        let adds = planned.plan.entries.iter().any(|entry| entry.action != Action::NoOp);
        assert!(!adds, "{}", planned.told());
        let said = planned.findings.iter().filter(|f| f.message.code.starts_with("entry-"));
        assert!(said.clone().all(|found| found.at.row.is_some() && found.at.column.is_some()));
        assert_eq!(said.count(), told_of, "{}", planned.told());
    });
}

/// The simplest issues.
fn plain(issues: usize) -> Draws {
    Draws { deed: Vec::new(), issues: vec![Vec::new(); issues] }
}

#[test]
fn an_entry_may_belong_to_an_issue_of_the_same_file() {
    on_site(&plain(2), &IanaZone::new("Etc/UTC"), |world, trip| {
        let mut opened = export(world, trip);
        let columns = laws::columns(&world.site().site());
        laws::add_rows(&columns, opened.sheet(), 1);
        let main = opened.sheet();
        let id = columns.len() as u32;
        put(&mut main.rows[0], id, "Row ID".into());
        put(&mut main.rows[3], id, "new".into());
        let comment = [(0, "new".into()), (5, "First!".into())];
        add_row(&mut opened, FurtherSheet::Comments, &comment);
        let link = [(0, "DEMO-1".into()), (2, "blocks".into()), (3, "new".into())];
        add_row(&mut opened, FurtherSheet::Links, &link);
        let planned = world.run(trip.plan(&opened));
        let report = world.run(trip.apply(&planned.plan)).unwrap();
        let counts = (report.created, report.comments, report.links, report.failed);
        assert_eq!(counts, (1, 1, 1, 0), "{}", planned.told());
        let site = world.site().site();
        let made = site.issues.find("DEMO-3").unwrap();
        assert_eq!(made.comments.len(), 1);
        let link = &site.issues.find("DEMO-1").unwrap().records.links[0];
        assert_eq!((link.outward, link.other), (true, made.id));
    });
}

#[test]
fn another_author_and_date_are_kept_in_the_text() {
    on_site(&plain(1), &IanaZone::new("Europe/Berlin"), |world, trip| {
        let mut opened = export(world, trip);
        let written = CellValue::DateTime(jiff::civil::date(2024, 2, 29).at(8, 15, 0, 0));
        let cells = [
            (0, "demo-1".into()),
            (2, "Mia Old <712020:1b2c3d4e-5f60>".into()),
            (3, written),
            (5, "Hello **you**".into()),
        ];
        add_row(&mut opened, FurtherSheet::Comments, &cells);
        let planned = world.run(trip.plan(&opened));
        let line = "Originally by Mia Old on 2024-02-29 08:15 (Europe/Berlin)";
        let Some(Addition::Comment { body, .. }) = &planned.plan.entries[0].addition else {
            panic!("{}", planned.told());
        };
        assert_eq!(body.markdown, format!("_{line}_\n\nHello **you**"));
        let kept =
            planned.findings.iter().find(|f| f.message.code == "entry-original-kept").unwrap();
        assert_eq!((kept.severity, kept.at.column), (Severity::Info, Some(2)));
        world.run(trip.apply(&planned.plan)).unwrap();
        let site = world.site().site();
        let stored = &site.issues.find("DEMO-1").unwrap().comments[0].body.adf["content"][0];
        let expected = json!({ "type": "paragraph", "content": [
            { "type": "text", "text": line, "marks": [{ "type": "em" }] } ] });
        assert_eq!(*stored, expected);
    });
}
