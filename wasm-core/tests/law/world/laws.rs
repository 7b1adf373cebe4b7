//! The laws. Each takes some draws and the user's zone, and panics where it does not hold.

use wasm_core::finding::Severity;
use wasm_core::job::ExportFormat;
use wasm_core::plan::Action;
use wasm_core::ports::Zone;
use wasm_core::sheet::{CellValue, Row, Sheet};

use super::changed::{self, Changed};
use super::dice::{Dice, Draws};
use super::fields::FIELDS;
use super::issue;
use super::site::Site;
use super::trip::{Planned, Trip};

/// A law: what is to hold for any draws in any zone.
pub type Law = fn(&Draws, &dyn Zone);

/// All of them, by name.
pub const ALL: [(&str, Law); 8] = [
    ("unchanged workbook", unchanged_workbook),
    ("unchanged text file", unchanged_text),
    ("another zone", another_zone),
    ("moved rows and columns", moved),
    ("read-only cells", read_only_cells),
    ("changed cells", changed_cells),
    ("changed cells, applied", changed_cells_applied),
    ("new rows, applied twice", new_rows_applied_twice),
];

/// Time zones whose clocks change in different ways, and some that never change.
pub const ZONES: [&str; 8] = [
    "Etc/UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Santiago",
    "Asia/Kathmandu",
    "+13:45",
];

/// Cases of each law that are the same everywhere: draws, and the name of a zone.
pub fn seeded() -> impl Iterator<Item = (Draws, &'static str)> {
    (1..=16).map(|seed: u64| {
        let issues = 1 + seed as usize * 7 % 20;
        (Draws::of_seed(seed, issues, issue::VALUES), ZONES[seed as usize % ZONES.len()])
    })
}

/// Cases with so many issues that each field has one whose cell may be changed.
pub fn large() -> impl Iterator<Item = (Draws, &'static str)> {
    (1..=3).map(|seed: u64| {
        (Draws::of_seed(seed, 30, issue::VALUES), ZONES[seed as usize % ZONES.len()])
    })
}

/// The fields that an edit may change.
pub fn writable() -> Vec<&'static str> {
    FIELDS.iter().filter(|field| field.editable).map(|field| field.id).collect()
}

fn site(draws: &Draws) -> Site {
    Site::new(issue::issues(draws), draws.deed.first().is_none_or(|byte| byte % 2 == 0))
}

/// An exported workbook that nobody changed asks for nothing.
pub fn unchanged_workbook(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let opened = trip.export(ExportFormat::Xlsx);
    assert!(opened.file.origin.is_some());
    let planned = trip.plan(&opened);
    assert_eq!(planned.mapping.columns.len(), FIELDS.len());
    nothing_to_do(&planned, &site);
}

/// A text file holds texts alone, and still asks for nothing.
pub fn unchanged_text(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    nothing_to_do(&trip.plan(&trip.export(ExportFormat::Csv)), &site);
}

/// A workbook is read in the zone in which it was exported, and that is said.
pub fn another_zone(draws: &Draws, zone: &dyn Zone) {
    let other = if zone.name() == ZONES[2] { ZONES[6] } else { ZONES[2] };
    let other = zone.named(other).unwrap();
    let site = site(draws);
    let opened = Trip { site: &site, zone }.export(ExportFormat::Xlsx);
    let planned = Trip { site: &site, zone: &*other }.plan(&opened);
    nothing_to_do(&planned, &site);
    let said: Vec<_> =
        planned.findings.iter().filter(|finding| finding.message.code == "file-zone").collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].message.text().contains(zone.name()));
}

/// Rows and columns may be sorted, moved and left out, and the sheet renamed.
pub fn moved(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    let mut dice = Dice::new(&draws.deed);
    let sheet = opened.sheet();
    sheet.name = "Renamed: by *hand*".to_owned();
    move_columns(sheet, &mut dice);
    let (_, body) = sheet.rows.split_first_mut().unwrap();
    let order = dice.shuffled(body.len());
    let cells: Vec<_> = order.iter().map(|&at| body[at].cells.clone()).collect();
    body.iter_mut().zip(cells).for_each(|(row, cells)| row.cells = cells);
    nothing_to_do(&trip.plan(&opened), &site);
}

/// Puts the columns into another order and leaves some out, but never the key.
fn move_columns(sheet: &mut Sheet, dice: &mut Dice<'_>) {
    let keep: Vec<bool> = (0..FIELDS.len()).map(|at| at == 0 || !dice.once_in(5)).collect();
    let order = dice.shuffled(FIELDS.len());
    for row in &mut sheet.rows {
        row.cells.retain(|cell| keep[cell.0 as usize]);
        row.cells.iter_mut().for_each(|cell| cell.0 = order[cell.0 as usize] as u32);
        row.cells.sort_by_key(|cell| cell.0);
    }
}

/// A cell that nobody can write may hold anything: that is told and changes nothing.
pub fn read_only_cells(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    let fixed: Vec<usize> = (2..FIELDS.len()).filter(|&column| !FIELDS[column].editable).collect();
    let mut dice = Dice::new(&draws.deed);
    let mut told = 0;
    for row in opened.sheet().rows.iter_mut().skip(1) {
        let column = *dice.pick(&fixed);
        let id = FIELDS[column].id;
        // A text in a column of counts would be taken for a list of what is counted.
        let counts = ["votes", "watches", "comment", "worklog"].contains(&id);
        let typed = if counts { CellValue::Number(12_345.0) } else { "Typed by hand".into() };
        put(row, column as u32, typed);
        // What Jira changes all the time is not told.
        let moving = ["updated", "lastViewed", "workratio"].contains(&id);
        told += usize::from(!moving);
    }
    let planned = trip.plan(&opened);
    nothing_to_do(&planned, &site);
    let codes = planned.findings.iter().map(|finding| finding.message.code.as_str());
    assert_eq!(codes.filter(|code| *code == "read-only-edited").count(), told);
}

/// Puts a value into a cell of a row.
pub fn put(row: &mut Row, column: u32, value: CellValue) {
    row.cells.retain(|cell| cell.0 != column);
    row.cells.push((column, value));
    row.cells.sort_by_key(|cell| cell.0);
}

/// A change of a cell is a change of its field, and nothing else; in each row another one.
pub fn changed_cells(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    let mut dice = Dice::new(&draws.deed);
    let from = dice.below(FIELDS.len());
    let (changed, _) = changed::change(&trip, &mut opened, &mut dice, from);
    changed::are_all_of(&changed, &trip.plan(&opened), &site);
}

/// Applied, those changes alone are in Jira; planned again, nothing is left to do.
pub fn changed_cells_applied(draws: &Draws, zone: &dyn Zone) {
    let mut dice = Dice::new(&draws.deed);
    let from = dice.below(FIELDS.len());
    change_and_apply(draws, zone, &mut dice, from);
}

/// Changes cells of the fields from one on, one in each row, and applies them. Gives what was
/// changed, and the field to go on with.
fn change_and_apply(
    draws: &Draws,
    zone: &dyn Zone,
    dice: &mut Dice<'_>,
    from: usize,
) -> (Vec<Changed>, usize) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    let (changed, next) = changed::change(&trip, &mut opened, dice, from);
    let planned = trip.plan(&opened);
    changed::are_all_of(&changed, &planned, &site);
    let before = site.issues().clone();
    site.wait(5);
    let report = trip.apply(&planned.plan);
    let count = changed.len();
    assert_eq!(
        (report.updated as usize, report.failed, site.writes()),
        (count, 0, count),
        "{report:?}"
    );
    changed::are_stored(&changed, &before, &site.issues());
    nothing_to_do(&trip.plan(&opened), &site);
    let again = trip.apply(&planned.plan);
    assert_eq!(
        (again.failed, site.writes()),
        (0, count),
        "a plan applied twice writes once: {again:?}"
    );
    (changed, next)
}

/// The fields of which a cell can be changed and applied, over all of them and some draws.
pub fn fields_that_change(draws: &Draws, zone: &dyn Zone) -> Vec<&'static str> {
    let mut dice = Dice::new(&draws.deed);
    let (mut fields, mut from) = (Vec::new(), 0);
    while from < FIELDS.len() {
        let (changed, next) = change_and_apply(draws, zone, &mut dice, from);
        fields.extend(changed.iter().map(|changed| changed.field.id));
        from = next;
    }
    fields
}

/// Rows without a key are created once, however often their file is applied.
pub fn new_rows_applied_twice(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    let old = site.issues().len();
    let new = Dice::new(&draws.deed).below(60) + 1;
    add_rows(opened.sheet(), new);
    let first = trip.plan(&opened);
    let summary = first.plan.summary;
    let counts = (summary.create as usize, summary.unchanged as usize);
    assert_eq!(counts, (new, old), "{}", told(&first));
    let report = trip.apply(&first.plan);
    assert_eq!((report.created as usize, report.failed), (new, 0), "{report:?}");
    assert_eq!(site.issues().len(), old + new);
    site.wait(30);
    let second = trip.plan(&opened);
    let summary = second.plan.summary;
    assert_eq!((summary.create, summary.unchanged as usize), (0, old + new), "{}", told(&second));
    let report = trip.apply(&second.plan);
    assert_eq!(report.failed, 0, "{report:?}");
    assert_eq!(site.issues().len(), old + new, "nothing was created twice");
}

/// Adds rows that make new issues; two of them are alike.
pub fn add_rows(sheet: &mut Sheet, count: usize) {
    let column = |id: &str| FIELDS.iter().position(|field| field.id == id).unwrap() as u32;
    let start = sheet.rows.last().unwrap().index + 1;
    for number in 0..count {
        let summary = format!("New row {}", if number == 1 { 0 } else { number });
        let cells = vec![
            (column("project"), CellValue::from("LAW")),
            (column("issuetype"), CellValue::from("Task")),
            (column("summary"), CellValue::from(summary)),
        ];
        sheet.rows.push(Row { index: start + number as u32, cells });
    }
}

/// Every row is as Jira has it, and nothing is wrong with any.
fn nothing_to_do(planned: &Planned, site: &Site) {
    planned.assert_sure();
    assert_no_errors(planned);
    let todo = planned.plan.changes.iter().any(|change| change.action != Action::NoOp);
    assert!(!todo, "{}", told(planned));
    assert_eq!(planned.plan.changes.len(), site.issues().len());
}

pub fn assert_no_errors(planned: &Planned) {
    let error = planned.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert!(!error, "{}", told(planned));
}

/// What a plan would do, for a person who looks for the cause.
pub fn told(planned: &Planned) -> String {
    let changes = planned.plan.changes.iter().filter(|change| change.action != Action::NoOp);
    let changes = changes.map(|change| {
        let key = change.issue.as_ref().map_or("-", |issue| &issue.key);
        let fields: Vec<String> = change
            .fields
            .iter()
            .map(|f| format!("    {}: {:?}\n      → {:?}", f.name, f.before, f.after))
            .collect();
        let reason = change.reason.as_ref().map(|reason| reason.text()).unwrap_or_default();
        let transition = change.transition.as_ref().map(|t| format!("{t:?}")).unwrap_or_default();
        format!("  {key} {:?} {reason}{transition}\n{}", change.action, fields.join("\n"))
    });
    let findings = planned.findings.iter().map(|finding| {
        let field = finding.at.field.as_ref().map_or("-", |field| field.as_str());
        format!(
            "  {:?} in row {:?}, {field}: {}",
            finding.severity,
            finding.at.row,
            finding.message.text()
        )
    });
    changes.chain(findings).collect::<Vec<_>>().join("\n")
}
