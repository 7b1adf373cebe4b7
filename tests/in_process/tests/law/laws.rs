//! The laws. Each takes some draws and the user's zone, and panics where it does not hold.

use std::time::Duration;

use in_process_tests::{IanaZone, Opened, Planned, Trip, Wire, World, put};
use jira_sim::site::{Field, Site};
use wasm_core::apply::{OutcomeKind, Report};
use wasm_core::finding::Severity;
use wasm_core::job::{ExportFormat, ExportOptions};
use wasm_core::mapping::{Confidence, MappedTo};
use wasm_core::plan::Action;
use wasm_core::ports::{Method, Request, Zone};
use wasm_core::schema::FieldId;
use wasm_core::sheet::{CellValue, Row, Sheet};

use crate::changed::{self, Changed};
use crate::draw::dice::{Dice, Draws};
use crate::edit::is_editable;
use crate::issues;
use crate::site::with_world;

/// A law: what is to hold for any draws in any zone.
pub type Law = fn(&Draws, &IanaZone);

/// Time zones whose clocks change in different ways, and some that never change.
pub const ZONES: [&str; 8] = [
    "Etc/UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Santiago",
    "Asia/Kathmandu",
    "Pacific/Chatham",
];

/// All issues that were drawn.
pub const JQL: &str = "project in (DEMO, TEAM, DESK) ORDER BY key ASC";

/// Cases with so many issues that each field has one whose cell may be changed.
pub fn large() -> impl Iterator<Item = (Draws, &'static str)> {
    let lanes = lanes();
    (1..=3)
        .map(move |seed: u64| (Draws::of_seed(seed, 30, lanes), ZONES[seed as usize % ZONES.len()]))
}

/// How many values are drawn for an issue.
pub fn lanes() -> usize {
    with_world(|world| issues::further_lanes(&world.site().site())) + crate::entries::LANES
}

/// The fields that an edit may change, and that some issue may have.
pub fn writable() -> Vec<String> {
    with_world(|world| {
        let site = world.site().site();
        let fields = site.fields.iter().filter(|field| is_editable(field));
        fields.map(|field| field.id.clone()).collect()
    })
}

/// A person at a site with the issues of some draws.
pub fn on_site<R>(draws: &Draws, zone: &IanaZone, law: impl FnOnce(&World, &Trip<'_>) -> R) -> R {
    with_world(|world| {
        issues::put(world, draws);
        let wire = world.admin();
        law(world, &Trip::new(world, &wire, zone))
    })
}

/// The columns of an export of all fields, the key first.
pub fn columns(site: &Site) -> Vec<FieldId> {
    let mut ids: Vec<FieldId> = site.fields.iter().map(|field| FieldId::new(&field.id)).collect();
    let key = ids.iter().position(|id| id.as_str() == "issuekey").unwrap();
    ids[..=key].rotate_right(1);
    ids
}

/// Exports every issue with every field, and reads the file.
pub fn export(world: &World, trip: &Trip<'_>, format: ExportFormat) -> Opened {
    export_with(world, trip, format, ExportOptions::default())
}

/// Exports with further sheets, or in another layout.
pub fn export_with(
    world: &World,
    trip: &Trip<'_>,
    format: ExportFormat,
    options: ExportOptions,
) -> Opened {
    let columns = columns(&world.site().site());
    let name = if format == ExportFormat::Csv { "law.csv" } else { "law.xlsx" };
    Opened::read(name, &world.run(trip.export_as(format, JQL, &columns, options)))
}

/// An exported workbook that nobody changed asks for nothing.
pub fn unchanged_workbook(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let opened = export(world, trip, ExportFormat::Xlsx);
        assert!(opened.file.origin.is_some());
        let planned = world.run(trip.plan(&opened));
        assert_eq!(planned.mapping.columns.len(), world.site().site().fields.len());
        nothing_to_do(world, &planned);
    });
}

/// A text file holds texts alone, and still asks for nothing.
pub fn unchanged_text(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let opened = export(world, trip, ExportFormat::Csv);
        nothing_to_do(world, &world.run(trip.plan(&opened)));
    });
}

/// A workbook is read in the zone in which it was exported, and that is said.
pub fn another_zone(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let opened = export(world, trip, ExportFormat::Xlsx);
        let other = IanaZone::new(if zone.name() == ZONES[2] { ZONES[6] } else { ZONES[2] });
        let planned = world.run(Trip::new(world, trip.wire, &other).plan(&opened));
        nothing_to_do(world, &planned);
        let said: Vec<_> =
            planned.findings.iter().filter(|found| found.message.code == "file-zone").collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].message.text().contains(zone.name()));
    });
}

/// Rows and columns may be sorted, moved and left out, and the sheet renamed.
pub fn moved(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let mut opened = export(world, trip, ExportFormat::Xlsx);
        let mut dice = Dice::new(&draws.deed);
        let sheet = opened.sheet();
        sheet.name = "Renamed: by *hand*".to_owned();
        move_columns(sheet, &mut dice);
        let (_, body) = sheet.rows.split_first_mut().unwrap();
        let order = dice.shuffled(body.len());
        let cells: Vec<_> = order.iter().map(|&at| body[at].cells.clone()).collect();
        body.iter_mut().zip(cells).for_each(|(row, cells)| row.cells = cells);
        nothing_to_do(world, &world.run(trip.plan(&opened)));
    });
}

/// Puts the columns into another order and leaves some out, but never the key.
fn move_columns(sheet: &mut Sheet, dice: &mut Dice<'_>) {
    let count = sheet.rows[0].cells.len();
    let keep: Vec<bool> = (0..count).map(|at| at == 0 || !dice.once_in(5)).collect();
    let order = dice.shuffled(count);
    for row in &mut sheet.rows {
        row.cells.retain(|cell| keep[cell.0 as usize]);
        row.cells.iter_mut().for_each(|cell| cell.0 = order[cell.0 as usize] as u32);
        row.cells.sort_by_key(|cell| cell.0);
    }
}

/// A cell that nobody can write may hold anything: that is told and changes nothing.
pub fn read_only_cells(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let mut opened = export(world, trip, ExportFormat::Xlsx);
        let site = world.site().site().clone();
        let columns = columns(&site);
        let fixed: Vec<usize> = (1..columns.len())
            .filter(|at| !is_editable(site.field(columns[*at].as_str()).unwrap()))
            .filter(|at| columns[*at].as_str() != "project")
            .collect();
        let mut dice = Dice::new(&draws.deed);
        let mut told = 0;
        for row in opened.sheet().rows.iter_mut().skip(1) {
            let column = *dice.pick(&fixed);
            let id = columns[column].as_str();
            // A text in a column of counts would be taken for a list of what is counted.
            let counts = ["votes", "watches", "comment", "worklog"].contains(&id);
            let typed = if counts { CellValue::Number(12_345.0) } else { "Typed by hand".into() };
            put(row, column as u32, typed);
            // What Jira changes all the time is not told.
            let moving = ["updated", "lastViewed", "workratio"].contains(&id);
            told += usize::from(!moving);
        }
        let planned = world.run(trip.plan(&opened));
        nothing_to_do(world, &planned);
        let codes = planned.findings.iter().map(|finding| finding.message.code.as_str());
        let said = codes.filter(|code| *code == "read-only-edited").count();
        assert_eq!(said, told, "{}", planned.told());
    });
}

/// A change of a cell is a change of its field, and nothing else; in each row another one.
pub fn changed_cells(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let mut opened = export(world, trip, ExportFormat::Xlsx);
        let mut dice = Dice::new(&draws.deed);
        let site = world.site().site().clone();
        let from = dice.below(site.fields.len());
        let (changed, _) = changed::change(&site, &mut opened, zone, &mut dice, from);
        changed::are_all_of(&changed, &world.run(trip.plan(&opened)), &site);
    });
}

/// Applied, those changes alone are in Jira; planned again, nothing is left to do.
pub fn changed_cells_applied(draws: &Draws, zone: &IanaZone) {
    let mut dice = Dice::new(&draws.deed);
    let from = dice.below(lanes());
    change_and_apply(draws, zone, &mut dice, from);
}

/// Changes cells of the columns from one on, one in each row, and applies them. Gives what was
/// changed, and the column to go on with.
fn change_and_apply(
    draws: &Draws,
    zone: &IanaZone,
    dice: &mut Dice<'_>,
    from: usize,
) -> (Vec<Changed>, usize) {
    on_site(draws, zone, |world, trip| {
        let mut opened = export(world, trip, ExportFormat::Xlsx);
        let before = world.site().site().clone();
        let from = from % before.fields.len();
        let (changed, next) = changed::change(&before, &mut opened, zone, dice, from);
        let planned = world.run(trip.plan(&opened));
        changed::are_all_of(&changed, &planned, &before);
        world.pass(Duration::from_secs(5));
        let report = world.run(trip.apply(&planned.plan)).unwrap();
        let count = changed.len();
        let done = (report.updated as usize, report.failed, writes(trip.wire));
        assert_eq!(done, (count, 0, count), "{}", failures(&report));
        changed::are_stored(&changed, &before, &world.site().site());
        nothing_to_do(world, &world.run(trip.plan(&opened)));
        let again = world.run(trip.apply(&planned.plan)).unwrap();
        let done = (again.failed, writes(trip.wire));
        assert_eq!(done, (0, count), "a plan applied twice writes once: {again:?}");
        (changed, next)
    })
}

/// The rows that failed, and why.
fn failures(report: &Report) -> String {
    let failed = report.outcomes.iter().filter(|one| one.kind == OutcomeKind::Failed);
    failed.map(|one| format!("{one:?}\n")).collect()
}

/// Requests so far that write.
fn writes(wire: &Wire) -> usize {
    let reads = [
        "/search/jql",
        "/bulkfetch",
        "/comment/list",
        "/worklog/list",
        "/jql/",
        "/permissions/check",
    ];
    let writes = |request: &&Request| {
        request.method != Method::Get && !reads.iter().any(|part| request.path.contains(part))
    };
    wire.sent().iter().filter(writes).count()
}

/// The fields of which a cell can be changed and applied, over all of them and some draws.
pub fn fields_that_change(draws: &Draws, zone: &IanaZone) -> Vec<String> {
    let mut dice = Dice::new(&draws.deed);
    let count = with_world(|world| world.site().site().fields.len());
    let (mut fields, mut from) = (Vec::new(), 0);
    while from < count {
        let (changed, next) = change_and_apply(draws, zone, &mut dice, from);
        fields.extend(changed.iter().map(|changed| changed.field.id.clone()));
        from = next;
    }
    fields
}

/// Rows without a key are created once, however often their file is applied.
pub fn new_rows_applied_twice(draws: &Draws, zone: &IanaZone) {
    on_site(draws, zone, |world, trip| {
        let mut opened = export(world, trip, ExportFormat::Xlsx);
        let issues = || world.site().site().issues.len();
        let old = issues();
        let new = Dice::new(&draws.deed).below(60) + 1;
        add_rows(&columns(&world.site().site()), opened.sheet(), new);
        let first = world.run(trip.plan(&opened));
        let summary = first.plan.summary;
        let counts = (summary.create as usize, summary.unchanged as usize);
        assert_eq!(counts, (new, old), "{}", first.told());
        let report = world.run(trip.apply(&first.plan)).unwrap();
        assert_eq!((report.created as usize, report.failed), (new, 0), "{report:?}");
        assert_eq!(issues(), old + new);
        world.pass(Duration::from_secs(30));
        let second = world.run(trip.plan(&opened));
        let summary = second.plan.summary;
        let counts = (summary.create, summary.unchanged as usize);
        assert_eq!(counts, (0, old + new), "{}", second.told());
        let report = world.run(trip.apply(&second.plan)).unwrap();
        assert_eq!(report.failed, 0, "{report:?}");
        assert_eq!(issues(), old + new, "nothing was created twice");
    });
}

/// Adds rows that make new issues; two of them are alike.
pub fn add_rows(columns: &[FieldId], sheet: &mut Sheet, count: usize) {
    let column = |id: &str| columns.iter().position(|known| known.as_str() == id).unwrap() as u32;
    let start = sheet.rows.last().unwrap().index + 1;
    for number in 0..count {
        let summary = format!("New row {}", if number == 1 { 0 } else { number });
        let mut row = Row { index: start + number as u32, cells: Vec::new() };
        put(&mut row, column("project"), "DEMO".into());
        put(&mut row, column("issuetype"), "Task".into());
        put(&mut row, column("summary"), summary.into());
        sheet.rows.push(row);
    }
}

/// Every row is as Jira has it, and nothing is wrong with any.
pub fn nothing_to_do(world: &World, planned: &Planned) {
    let site = world.site().site();
    assert_sure(planned, &site);
    assert_no_errors(planned);
    let todo = planned.plan.changes.iter().any(|change| change.action != Action::NoOp);
    assert!(!todo, "{}", planned.told());
    assert_eq!(planned.plan.changes.len(), site.issues.len());
}

pub fn assert_no_errors(planned: &Planned) {
    let error = planned.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert!(!error, "{}", planned.told());
}

/// Every column is known for sure, and for what it is.
pub fn assert_sure(planned: &Planned, site: &Site) {
    for column in &planned.mapping.columns {
        assert_eq!(column.confidence, Confidence::Sure, "column {:?}", column.header);
        let header = words(&column.header);
        let of = |header: &[&str]| {
            site.fields.iter().find(|field| words(&header_of(field, site)) == header)
        };
        // A text file has the zone of its times behind their names.
        let field = of(&header).or_else(|| {
            let (zone, name) = header.split_last()?;
            of(name).filter(|_| ZONES.iter().any(|known| format!("({known})") == *zone))
        });
        let field = field.unwrap_or_else(|| panic!("nobody wrote the header {header:?}"));
        assert_eq!(column.mapped, MappedTo::Field(FieldId::new(&field.id)), "column {header:?}");
    }
}

/// The words of a header, whatever stands between them.
fn words(header: &str) -> Vec<&str> {
    header.split_whitespace().collect()
}

/// A field's name, and its id where another one is called the same or has the name for its id, or
/// where the name ends in a mark.
fn header_of(field: &Field, site: &Site) -> String {
    let same = |other: &Field| {
        let alike = other.name.eq_ignore_ascii_case(&field.name) || other.id == field.name;
        alike && other.id != field.id
    };
    if site.fields.iter().any(same) || field.name.ends_with([' ', ':', '*']) {
        format!("{} ({})", field.name, field.id)
    } else {
        field.name.clone()
    }
}
