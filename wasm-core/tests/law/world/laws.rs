//! The laws. Each takes some draws and the user's zone, and panics where it does not hold.

use serde_json::Value;
use wasm_core::finding::Severity;
use wasm_core::job::ExportFormat;
use wasm_core::plan::{Action, Change};
use wasm_core::ports::Zone;
use wasm_core::sheet::{CellValue, Row, Sheet};

use super::catalog::{FIELDS, Field, Holds};
use super::dice::{Dice, Draws};
use super::edit::{Cell, Edit};
use super::issue::{self, Issue};
use super::site::Site;
use super::trip::{Opened, Planned, Trip};

/// A law: what is to hold for any draws in any zone.
pub type Law = fn(&Draws, &dyn Zone);

/// All of them, by name.
pub const ALL: [(&str, Law); 6] = [
    ("unchanged workbook", unchanged_workbook),
    ("unchanged text file", unchanged_text),
    ("moved rows and columns", moved),
    ("one cell", one_cell),
    ("one cell, applied", one_cell_applied),
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

fn site(draws: &Draws) -> Site {
    Site::new(issue::issues(draws), draws.deed.first().is_none_or(|byte| byte % 2 == 0))
}

/// An exported workbook that nobody changed asks for nothing.
pub fn unchanged_workbook(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let opened = trip.export(ExportFormat::Xlsx);
    assert!(opened.origin.is_some());
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

/// A change of one cell is a change of its field, and nothing else.
pub fn one_cell(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    if let Some(changed) = change_one(&trip, &mut opened, draws) {
        changed.is_all_of(&trip.plan(&opened), &site);
    }
}

/// Applied, that change alone is in Jira; planned again, nothing is left to do.
pub fn one_cell_applied(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    let Some(changed) = change_one(&trip, &mut opened, draws) else { return };
    let planned = trip.plan(&opened);
    changed.is_all_of(&planned, &site);
    let before = site.issues().clone();
    site.clock.pass(5);
    let report = trip.apply(&planned.plan);
    assert_eq!((report.updated, report.failed, site.writes()), (1, 0, 1), "{report:?}");
    changed.is_stored(&before, &site.issues());
    nothing_to_do(&trip.plan(&opened), &site);
    let again = trip.apply(&planned.plan);
    assert_eq!(
        (again.failed, site.writes()),
        (0, 1),
        "a plan applied twice writes once: {again:?}"
    );
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
    site.clock.pass(30);
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

/// One changed cell.
struct Changed {
    issue: String,
    field: &'static Field,
    edit: Edit,
}

/// Changes one cell of the table; none where nothing can be changed.
fn change_one(trip: &Trip<'_>, opened: &mut Opened, draws: &Draws) -> Option<Changed> {
    let mut dice = Dice::new(&draws.deed);
    let issues = trip.site.issues();
    let sheet = opened.sheet();
    let at = dice.below(issues.len());
    let start = dice.below(FIELDS.len());
    let row = sheet.rows.get_mut(at + 1).unwrap();
    for step in 0..FIELDS.len() {
        let column = (start + step) % FIELDS.len();
        let field = &FIELDS[column];
        let now = row.get(column as u32).clone();
        let cell = Cell { field, issue: &issues[at], issues: &issues, now: &now, zone: trip.zone };
        if let Some(edit) = cell.edit(&mut dice) {
            row.cells.retain(|cell| cell.0 != column as u32);
            row.cells.push((column as u32, edit.cell.clone()));
            row.cells.sort_by_key(|cell| cell.0);
            return Some(Changed { issue: issues[at].key.clone(), field, edit });
        }
    }
    None
}

impl Changed {
    /// The plan holds this change and no other.
    fn is_all_of(&self, planned: &Planned, site: &Site) {
        planned.assert_sure();
        let told = || {
            let (field, cell) = (self.field.name, &self.edit.cell);
            format!("{} · {field} · {cell:?}\n{}", self.issue, told(planned))
        };
        assert_no_errors(planned);
        let (others, changes): (Vec<&Change>, Vec<&Change>) =
            planned.plan.changes.iter().partition(|change| change.action == Action::NoOp);
        assert_eq!((changes.len(), others.len() + 1), (1, site.issues().len()), "{}", told());
        let change = changes[0];
        assert_eq!(change.issue.as_ref().unwrap().key, self.issue, "{}", told());
        if self.field.holds == Holds::Status {
            assert_eq!(change.action, Action::Transition, "{}", told());
            let (_, id) = self.edit.stored.as_ref().unwrap();
            assert_eq!(*id, change.transition.as_ref().unwrap().to.id, "{}", told());
        } else {
            assert_eq!(change.action, Action::Update, "{}", told());
            let fields: Vec<&str> = change.fields.iter().map(|f| f.field.as_str()).collect();
            assert_eq!(fields, [self.field.id], "{}", told());
            assert!(change.transition.is_none(), "{}", told());
        }
    }

    /// Jira holds the change, and is else as it was.
    fn is_stored(&self, before: &[Issue], after: &[Issue]) {
        for (before, after) in before.iter().zip(after) {
            let mut expected = before.clone();
            if before.key == self.issue {
                for field in [self.field.id, "updated"] {
                    match after.fields.get(field) {
                        Some(value) => _ = expected.fields.insert(field.to_owned(), value.clone()),
                        None => _ = expected.fields.remove(field),
                    }
                }
                expected.level = after.level;
                let json = after.fields.get(self.field.id).unwrap_or(&Value::Null);
                match &self.edit.stored {
                    Some((place, value)) => assert_eq!(json.pointer(place), Some(value), "{json}"),
                    None if self.edit.cell.is_empty() => {
                        assert!(
                            json.is_null() || json.as_array().is_some_and(Vec::is_empty),
                            "{json}"
                        );
                    }
                    None => assert!(!json.is_null()),
                }
            }
            assert_eq!(expected, *after);
        }
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

fn assert_no_errors(planned: &Planned) {
    let error = planned.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert!(!error, "{}", told(planned));
}

/// What a plan would do, for a person who looks for the cause.
fn told(planned: &Planned) -> String {
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
