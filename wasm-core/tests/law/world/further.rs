//! The laws of the further sheets: unchanged ones ask for nothing, new rows become entries once,
//! and edits of what exists are told and not written.

use serde_json::Value;
use wasm_core::finding::Severity;
use wasm_core::job::{ExportFormat, ExportOptions, FurtherSheet};
use wasm_core::plan::Action;
use wasm_core::ports::Zone;
use wasm_core::sheet::{CellValue, Row, Sheet};

use super::dice::{Dice, Draws};
use super::entries::Entries;
use super::laws::Law;
use super::site::Site;
use super::trip::{Opened, Planned, Trip};
use super::{issue, text};

/// All of them.
pub const ALL: [Law; 4] = [unchanged, moved, new_rows, edited];

pub fn site(draws: &Draws) -> Site {
    let issues = issue::issues(draws);
    let entries = Entries::of(draws, &issues);
    let site = Site::new(issues, true);
    *site.entries.borrow_mut() = entries;
    site
}

pub fn export(trip: &Trip<'_>) -> Opened {
    let options = ExportOptions { sheets: FurtherSheet::ALL.into(), ..ExportOptions::default() };
    trip.export_with(ExportFormat::Xlsx, options)
}

fn sheet_of(opened: &mut Opened, kind: FurtherSheet) -> &mut Sheet {
    let mut sheets = opened.file.workbook.sheets.iter_mut();
    sheets.find(|sheet| sheet.name == kind.title()).unwrap()
}

/// Adds a row below the others.
pub fn add_row(opened: &mut Opened, kind: FurtherSheet, cells: &[(u32, CellValue)]) {
    let sheet = sheet_of(opened, kind);
    let index = sheet.rows.last().unwrap().index + 1;
    sheet.rows.push(Row { index, cells: cells.to_vec() });
}

pub fn told(planned: &Planned) -> String {
    let findings = planned.findings.iter().map(|f| format!("{:?} {}", f.at, f.message.text()));
    let entries = planned.plan.entries.iter().map(|entry| format!("{entry:?}"));
    findings.chain(entries).collect::<Vec<_>>().join("\n")
}

/// Nothing is added, and no row of a further sheet is worth a word.
fn silent(planned: &Planned) {
    assert!(planned.plan.entries.is_empty(), "{}", told(planned));
    assert!(planned.plan.changes.iter().all(|change| change.action == Action::NoOp));
    let further = |sheet: &str| FurtherSheet::ALL.iter().any(|kind| kind.title() == sheet);
    assert!(!planned.findings.iter().any(|f| further(&f.at.sheet)), "{}", told(planned));
}

/// Sheets that nobody changed ask for nothing.
pub fn unchanged(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let opened = export(&trip);
    let counts: Vec<usize> = FurtherSheet::ALL
        .iter()
        .map(|kind| opened.file.workbook.sheet(kind.title()).unwrap().rows.len() - 1)
        .collect();
    let entries = site.entries.borrow();
    let comments: usize = entries.comments.values().map(Vec::len).sum();
    let worklogs: usize = entries.worklogs.values().map(Vec::len).sum();
    assert_eq!(counts[..3], [comments, worklogs, entries.links.len() * 2]);
    drop(entries);
    silent(&trip.plan(&opened));
}

/// Rows may be moved and left out, columns too, and sheets renamed.
pub fn moved(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = export(&trip);
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
    let planned = trip.plan(&opened);
    assert!(planned.plan.entries.is_empty(), "{}", told(&planned));
    assert!(!planned.findings.iter().any(|f| f.at.sheet.starts_with("my ")), "{}", told(&planned));
}

/// New rows are added once, though answers get lost and the file is applied twice.
pub fn new_rows(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = export(&trip);
    let mut dice = Dice::new(&draws.deed);
    let key = |at: usize| CellValue::from(site.issues()[at].key.clone());
    let (issues, links) = (site.issues().len(), site.entries.borrow().links.len());
    let count = 1 + dice.below(8);
    for number in 0..count {
        let line = text::line(&mut dice).replace(['\r', '\n'], " ");
        // Text that ends like a shortened one is refused, rightly.
        let line = line.split("[…").next().unwrap_or_default();
        let words = format!("{line} {}", number / 2);
        let comment = [(0, key(dice.below(issues))), (5, format!("New {words}").into())];
        add_row(&mut opened, FurtherSheet::Comments, &comment);
        let started = CellValue::DateTime(jiff::civil::date(2026, 7, 1).at(9, 30, 0, 0));
        let log = [(0, key(dice.below(issues))), (3, started), (4, "1h 30m".into())];
        add_row(&mut opened, FurtherSheet::Worklogs, &log);
    }
    let far = (issues > 1).then(|| key(issues - 1));
    if let Some(far) = &far {
        let link = [(0, key(0)), (2, "IS CLONED BY".into()), (3, far.clone())];
        add_row(&mut opened, FurtherSheet::Links, &link);
    }
    let before = counts(&site);
    let first = trip.plan(&opened);
    let summary = first.plan.summary;
    let errors = first.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert!(!errors, "{}", told(&first));
    assert_eq!((summary.comments as usize, summary.worklogs as usize), (count, count));
    site.losses.set(dice.below(3));
    let report = trip.apply(&first.plan);
    assert_eq!((report.comments as usize, report.failed), (count, 0), "{report:?}");
    assert_eq!((report.worklogs as usize, report.links), (count, summary.links), "{report:?}");
    let added = (before.0 + count, before.1 + count, links + summary.links as usize);
    assert_eq!(counts(&site), added);
    for plan in [first.plan, trip.plan(&opened).plan] {
        assert_eq!(trip.apply(&plan).failed, 0);
        assert_eq!(counts(&site), added, "nothing is added twice");
    }
    let again = trip.plan(&opened).plan.summary;
    assert_eq!((again.comments, again.worklogs, again.links), (0, 0, 0));
    if far.is_some() && summary.links == 1 {
        let entries = site.entries.borrow();
        let (_, _, from, to) = entries.links.last().unwrap();
        let issues = site.issues();
        assert_eq!((from, to), (&issues[issues.len() - 1].id, &issues[0].id));
    }
}

fn counts(site: &Site) -> (usize, usize, usize) {
    let entries = site.entries.borrow();
    let sum = |lists: &std::collections::BTreeMap<String, Vec<Value>>| {
        lists.values().map(Vec::len).sum::<usize>()
    };
    (sum(&entries.comments), sum(&entries.worklogs), entries.links.len())
}

/// An edit of an entry that exists is told at its cell, and adds nothing; so is a copied row.
pub fn edited(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = export(&trip);
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
        row.cells.retain(|cell| cell.0 != 2);
        row.cells.push((2, "edited by hand".into()));
        row.cells.sort_by_key(|cell| cell.0);
        let index = rows as u32;
        sheet.rows.push(Row { index, cells: copy });
        told_of += 1;
    }
    let planned = trip.plan(&opened);
    let adds = planned.plan.entries.iter().any(|entry| entry.action != Action::NoOp);
    assert!(!adds, "{}", told(&planned));
    let said = planned.findings.iter().filter(|f| f.message.code.starts_with("entry-"));
    assert!(said.clone().all(|finding| finding.at.row.is_some() && finding.at.column.is_some()));
    assert_eq!(said.count(), told_of, "{}", told(&planned));
}
