//! The laws. Each takes some draws and the user's zone, and panics where it does not hold.

use wasm_core::finding::Severity;
use wasm_core::job::ExportFormat;
use wasm_core::plan::Action;
use wasm_core::ports::Zone;
use wasm_core::sheet::Sheet;

use super::draw::dice::{Dice, Draws};
use super::fields::FIELDS;
use super::issue;
use super::site::Site;
use super::trip::{Planned, Trip};

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

/// Cases of each law: draws, and the name of a zone.
pub fn seeded() -> impl Iterator<Item = (Draws, &'static str)> {
    (1..=16).map(|seed: u64| {
        let issues = 1 + seed as usize * 7 % 20;
        (Draws::of_seed(seed, issues, issue::VALUES), ZONES[seed as usize % ZONES.len()])
    })
}

fn site(draws: &Draws) -> Site {
    Site { issues: issue::issues(draws) }
}

/// An exported workbook that nobody changed asks for nothing.
pub async fn unchanged_workbook(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let opened = trip.export(ExportFormat::Xlsx).await;
    assert!(opened.file.origin.is_some());
    let planned = trip.plan(&opened).await;
    assert_eq!(planned.mapping.columns.len(), FIELDS.len());
    nothing_to_do(&planned, &site);
}

/// A text file holds texts alone, and still asks for nothing.
pub async fn unchanged_text(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let opened = trip.export(ExportFormat::Csv).await;
    nothing_to_do(&trip.plan(&opened).await, &site);
}

/// A workbook is read in the zone in which it was exported, and that is said.
pub async fn another_zone(draws: &Draws, zone: &dyn Zone) {
    let other = if zone.name() == ZONES[2] { ZONES[6] } else { ZONES[2] };
    let other = zone.named(other).unwrap();
    let site = site(draws);
    let opened = Trip { site: &site, zone }.export(ExportFormat::Xlsx).await;
    let planned = Trip { site: &site, zone: &*other }.plan(&opened).await;
    nothing_to_do(&planned, &site);
    let said: Vec<_> =
        planned.findings.iter().filter(|finding| finding.message.code == "file-zone").collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].message.text().contains(zone.name()));
}

/// Rows and columns may be sorted, moved and left out, and the sheet renamed.
pub async fn moved(draws: &Draws, zone: &dyn Zone) {
    let site = site(draws);
    let trip = Trip { site: &site, zone };
    let mut opened = trip.export(ExportFormat::Xlsx).await;
    let mut dice = Dice::new(&draws.deed);
    let sheet = opened.sheet();
    sheet.name = "Renamed: by *hand*".to_owned();
    move_columns(sheet, &mut dice);
    let (_, body) = sheet.rows.split_first_mut().unwrap();
    let order = dice.shuffled(body.len());
    let cells: Vec<_> = order.iter().map(|&at| body[at].cells.clone()).collect();
    body.iter_mut().zip(cells).for_each(|(row, cells)| row.cells = cells);
    nothing_to_do(&trip.plan(&opened).await, &site);
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

/// Every row is as Jira has it, and nothing is wrong with any.
fn nothing_to_do(planned: &Planned, site: &Site) {
    planned.assert_sure();
    let error = planned.findings.iter().any(|finding| finding.severity == Severity::Error);
    let todo = planned.plan.changes.iter().any(|change| change.action != Action::NoOp);
    assert!(!error && !todo, "{}", told(planned));
    assert_eq!(planned.plan.changes.len(), site.issues.len());
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
