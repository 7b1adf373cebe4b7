//! The law on the seeded site: an export that is imported unchanged asks for nothing, and what is
//! edited is what Jira holds afterwards.

use std::collections::BTreeMap;

use in_process_tests::{IanaZone, Opened, Trip, World};
use jira_sim::site::Issue;
use wasm_core::job::{ExportOptions, FurtherSheet};
use wasm_core::plan::Action;
use wasm_core::schema::FieldId;

const JQL: &str = "project = DEMO ORDER BY key ASC";

const SHEETS: [FurtherSheet; 6] = [
    FurtherSheet::Comments,
    FurtherSheet::Worklogs,
    FurtherSheet::Links,
    FurtherSheet::Attachments,
    FurtherSheet::History,
    FurtherSheet::Watchers,
];

/// All issues of the site, by key.
fn issues(world: &World) -> BTreeMap<String, Issue> {
    let site = world.site().site();
    site.issues.iter().map(|issue| (issue.key.clone(), issue.clone())).collect()
}

/// Exports DEMO with all fields that the site has and all sheets.
fn export_all(world: &World, trip: &Trip<'_>) -> Opened {
    let fields = world.run(trip.fields());
    let columns: Vec<FieldId> = fields.into_iter().map(|field| field.id).collect();
    let options = ExportOptions { sheets: SHEETS.to_vec(), ..ExportOptions::default() };
    Opened::read("demo.xlsx", &world.run(trip.export(JQL, &columns, options)))
}

#[test]
fn an_unchanged_export_asks_for_nothing() {
    for (seed, zone) in [(1, "Europe/Berlin"), (5, "America/New_York"), (7, "Asia/Kathmandu")] {
        let world = World::with(40, seed, jira_sim::Switches::default());
        let (admin, zone) = (world.admin(), IanaZone::new(zone));
        let trip = Trip::new(&world, &admin, &zone);
        let opened = export_all(&world, &trip);
        let planned = world.run(trip.plan(&opened));
        assert!(planned.is_nothing(), "seed {seed}: {}", planned.told());
        let rows = planned.plan.changes.iter().filter(|change| change.action == Action::NoOp);
        let demo = issues(&world).keys().filter(|key| key.starts_with("DEMO-")).count();
        assert_eq!((rows.count(), demo >= 40), (demo, true));
    }
}

#[test]
fn an_applied_edit_is_what_jira_holds_and_nothing_else_changes() {
    let world = World::new(40);
    let (member, zone) = (world.member(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &member, &zone);
    let mut opened = export_all(&world, &trip);
    let before = issues(&world);
    opened.set("DEMO-3", "Summary", "Edited in Excel");
    opened.set("DEMO-4", "Labels", "edited; twice");
    let planned = world.run(trip.plan(&opened));
    assert_eq!(planned.plan.summary.update, 2, "{}", planned.told());
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    assert_eq!((report.updated, report.failed), (2, 0), "{report:?}");
    let after = issues(&world);
    assert_eq!(after["DEMO-3"].summary(), "Edited in Excel");
    assert_eq!(after["DEMO-4"].labels, ["edited", "twice"]);
    let touched: Vec<_> =
        after.iter().filter(|(key, issue)| before[*key].updated != issue.updated).collect();
    assert_eq!(touched.len(), 2);
    let again = world.run(trip.plan(&opened));
    assert!(again.is_nothing(), "{}", again.told());
}
