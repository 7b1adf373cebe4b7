//! Fields of one name: each row gives the one that its space has.

#![allow(clippy::unwrap_used, missing_docs)]

use in_process_tests::{IanaZone, Opened, Planned, Trip, World};
use wasm_core::finding::Severity;
use wasm_core::job::ExportOptions;
use wasm_core::plan::Action;
use wasm_core::schema::{FieldId, FieldValue};

/// `Severity` of the site, and that of TEAM alone.
const SEVERITIES: [&str; 2] = ["customfield_10033", "customfield_10050"];

/// The keys of two work items of a space that are no epics.
fn keys(world: &World, space: &str) -> [String; 2] {
    let site = world.site().site();
    let own = site.issues.iter().filter(|issue| issue.key.starts_with(&format!("{space}-")));
    let mut keys: Vec<String> = own.map(|issue| issue.key.clone()).collect();
    [keys.pop().unwrap(), keys.pop().unwrap()]
}

/// Which severity each row gives, and how it is called.
fn given(planned: &Planned) -> Vec<(u32, Action, String, String)> {
    let severities = |change: &wasm_core::plan::Change| {
        let fields = change.fields.iter().filter(|f| SEVERITIES.contains(&f.field.as_str()));
        let told = fields.map(|f| match &f.after {
            FieldValue::One(option) => (f.field.to_string(), option.name.clone()),
            other => (f.field.to_string(), format!("{other:?}")),
        });
        told.map(|(id, name)| (change.row, change.action, id, name)).collect::<Vec<_>>()
    };
    planned.plan.changes.iter().flat_map(severities).collect()
}

#[test]
fn a_column_goes_to_the_field_of_each_rows_space() {
    let world = World::new(60);
    let (admin, zone) = (world.admin(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &admin, &zone);
    let ([team, _], [demo, _]) = (keys(&world, "TEAM"), keys(&world, "DEMO"));
    let file = format!(
        "Key,Project,Issue Type,Summary,Severity\n\
         {team},,,,Severity 1\n{demo},,,,Minor\n\
         ,TEAM,Task,Sort the shelf,Severity 2\n,DEMO,Task,Sort the drawer,Critical\n"
    );
    let opened = Opened::read("both.csv", file.as_bytes());
    let planned = world.run(trip.plan(&opened));
    let [shared, own] = SEVERITIES.map(str::to_owned);
    let told = given(&planned);
    let expected = [
        (1, Action::Update, own.clone(), "Severity 1".to_owned()),
        (2, Action::Update, shared.clone(), "Minor".to_owned()),
        (3, Action::Create, own, "Severity 2".to_owned()),
        (4, Action::Create, shared, "Critical".to_owned()),
    ];
    assert_eq!(told, expected, "{}", planned.told());
    let note = planned.findings.iter().find(|f| f.message.code == "column-own-field").unwrap();
    assert_eq!(note.severity, Severity::Info);
    assert_eq!(note.message.params["taken"], "Severity (shared), Severity (TEAM)");
    world.run(trip.apply(&planned.plan)).unwrap();
    let again = world.run(trip.plan(&opened));
    assert!(again.is_nothing(), "{}", again.told());
}

#[test]
fn an_export_of_both_tells_them_apart_and_is_read_back() {
    let world = World::new(60);
    let (admin, zone) = (world.admin(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &admin, &zone);
    let ([team, _], [demo, _]) = (keys(&world, "TEAM"), keys(&world, "DEMO"));
    let columns = SEVERITIES.map(FieldId::new);
    let jql = format!("key in ({team}, {demo}) ORDER BY key ASC");
    let bytes = world.run(trip.export(&jql, &columns, ExportOptions::default()));
    let opened = Opened::read("both.xlsx", &bytes);
    let unchanged = world.run(trip.plan(&opened));
    assert!(unchanged.is_nothing(), "{}", unchanged.told());
    let mut edited = opened.clone();
    edited.set(&team, "Severity (customfield_10050)", "Severity 1");
    edited.set(&demo, "Severity (customfield_10033)", "Minor");
    let planned = world.run(trip.plan(&edited));
    let told: Vec<_> = given(&planned).into_iter().map(|(_, _, field, _)| field).collect();
    assert!(!told.is_empty() && told.iter().all(|id| SEVERITIES.contains(&id.as_str())));
    assert_eq!(planned.plan.summary.blocked, 0, "{}", planned.told());
}

/// Budget is a field of DEMO's screens alone.
#[test]
fn a_value_off_the_screen_of_a_new_row_costs_its_cell_alone() {
    let world = World::new(60);
    let (admin, zone) = (world.admin(), IanaZone::new("Europe/Berlin"));
    let trip = Trip::new(&world, &admin, &zone);
    let warnings = |planned: &Planned| -> Vec<(String, Option<u32>, Option<u32>)> {
        let told = planned.findings.iter().filter(|found| found.severity > Severity::Info);
        told.map(|f| (f.message.code.clone(), f.at.row, f.at.column)).collect()
    };
    let one = "Project,Issue Type,Summary,Budget\nTEAM,Task,Mow the lawn,much\n";
    let planned = world.run(trip.plan(&Opened::read("one.csv", one.as_bytes())));
    // Nobody asks whether what is left out could be read.
    let code = |code: &str| code.to_owned();
    assert_eq!(warnings(&planned), [(code("new-row-not-on-screen"), Some(1), Some(3))]);
    assert_eq!(planned.plan.changes[0].left_out, ["Budget"]);
    let report = world.run(trip.apply(&planned.plan)).unwrap();
    assert_eq!((report.created, report.failed, report.otherwise), (1, 0, 0));
    assert_eq!(report.outcomes[0].reason.as_ref().unwrap().code, "created-without");

    let rows: String = (1..=30)
        .map(|n| format!("TEAM,Task,Rake bed {n},{n}\n"))
        .chain(["DEMO,Task,Dig,5\n".to_owned()])
        .collect();
    let many = format!("Project,Issue Type,Summary,Budget\n{rows}");
    let opened = Opened::read("many.csv", many.as_bytes());
    let planned = world.run(trip.plan(&opened));
    assert_eq!(warnings(&planned), [(code("new-rows-not-on-screen"), None, Some(3))]);
    assert_eq!(planned.plan.summary.create, 31, "{}", planned.told());
    assert_eq!(world.run(trip.apply(&planned.plan)).unwrap().created, 31);
    let again = world.run(trip.plan(&opened));
    assert!(again.is_nothing(), "{}", again.told());
}
