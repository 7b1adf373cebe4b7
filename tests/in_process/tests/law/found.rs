//! The smallest cases in which the law once did not hold.

use std::time::Duration;

use in_process_tests::{IanaZone, put};
use jira_sim::site::{Field, Kind, Site, UserId};
use serde_json::{Value, json};
use wasm_core::job::ExportFormat;
use wasm_core::mapping::{MappedTo, Origin, propose};
use wasm_core::schema::{FieldId, FieldSchema, FieldType, FieldValue};
use wasm_core::sheet::{CellValue, Column, Table};

use crate::draw::dice::Draws;
use crate::laws::{self, add_rows, columns, export, on_site};
use crate::site::ACCOUNT;

fn plain(issues: usize) -> Draws {
    Draws { deed: Vec::new(), issues: vec![Vec::new(); issues] }
}

#[test]
fn a_name_may_end_like_an_id() {
    let field = |id: &str, name: &str, custom| FieldSchema {
        id: FieldId::new(id),
        name: name.to_owned(),
        kind: FieldType::Text,
        custom,
        scope: None,
    };
    let fields =
        [field("summary", "Summary", false), field("customfield_10120", "Notes (summary)", true)];
    let column = |index, header: &str| Column { index, header: Some(header.to_owned()) };
    let columns = vec![column(0, "Summary"), column(1, "Notes (summary)")];
    let table = Table { columns, ..Table::default() };
    let (mapping, _) = propose(&table, &fields, Some(&Origin::default()));
    let mapped: Vec<_> = mapping.columns.into_iter().map(|column| column.mapped).collect();
    assert_eq!(mapped, fields.map(|field| MappedTo::Field(field.id)));
}

/// What a plan makes of a cell of the first of two issues, where that field has a value in both.
fn planned(field: &Field, has: [Value; 2], cell: &str) -> (u64, Vec<FieldValue>) {
    on_site(&plain(2), &IanaZone::new("Etc/UTC"), |world, trip| {
        for (key, value) in ["DEMO-1", "DEMO-2"].into_iter().zip(has) {
            let mut site = world.site().site_mut();
            let mut issue = site.issues.find(key).unwrap().clone();
            issue.set(field, value);
            site.issues.replace(issue);
        }
        let mut opened = export(world, trip, ExportFormat::Xlsx);
        let columns = columns(&world.site().site());
        let column = columns.iter().position(|known| known.as_str() == field.id).unwrap() as u32;
        put(&mut opened.sheet().rows[1], column, CellValue::from(cell));
        let plan = world.run(trip.plan(&opened)).plan;
        let after = plan.changes.iter().flat_map(|change| &change.fields);
        (plan.summary.update.into(), after.map(|field| field.after.clone()).collect())
    })
}

/// A field of DEMO of that kind.
fn field(kind: Kind) -> Field {
    on_site(&plain(0), &IanaZone::new("Etc/UTC"), |world, _| {
        let site: &Site = &world.site().site();
        let demo = site.project("DEMO").unwrap();
        let has = |field: &&Field| field.kind == kind && demo.has_field(&field.id);
        site.fields.iter().find(has).unwrap().clone()
    })
}

/// The ids that a cell asks for.
fn chosen(kind: Kind, has: Value, cell: &str) -> Vec<String> {
    let (_, after) = planned(&field(kind), [has, Value::Null], cell);
    let ids = |value: &FieldValue| match value {
        FieldValue::One(one) => vec![one.id.clone()],
        FieldValue::Many(many) => many.iter().map(|one| one.id.clone()).collect(),
        other => panic!("{other:?}"),
    };
    after.iter().flat_map(ids).collect()
}

fn people(names: &[&str]) -> Value {
    on_site(&plain(0), &IanaZone::new("Etc/UTC"), |world, _| {
        let site = world.site().site();
        let id = |name: &&str| -> UserId {
            site.people.iter().find(|person| person.name == *name).unwrap().id
        };
        names.iter().map(|name| json!(id(name).0)).collect()
    })
}

#[test]
fn who_is_called_like_another_s_account_stays() {
    let reviewers = people(&["Sam Taylor", ACCOUNT]);
    let other = people(&["Doe, Jane; Dr."]);
    let (updates, _) = planned(&field(Kind::MultiUser), [reviewers, other], "Hidden Harry");
    assert_eq!(updates, 1);
}

#[test]
fn a_namesake_is_chosen_by_its_id() {
    let teams: Vec<_> = on_site(&plain(0), &IanaZone::new("Etc/UTC"), |world, _| {
        let site = world.site().site();
        site.registers.teams.iter().filter(|team| team.name == "Payments").cloned().collect()
    });
    let [first, second] = &teams[..] else { panic!("{teams:?}") };
    let by_id = format!("{} <{}>", second.name, second.uuid);
    assert_eq!(chosen(Kind::Team, json!(first.id), &by_id), [second.uuid.as_str()]);
    assert!(chosen(Kind::Team, json!(first.id), &format!(" {} ", first.name)).is_empty());
}

#[test]
fn a_file_applied_again_hours_later_creates_nothing_twice() {
    on_site(&plain(2), &IanaZone::new("Etc/UTC"), |world, trip| {
        let mut opened = export(world, trip, ExportFormat::Xlsx);
        add_rows(&laws::columns(&world.site().site()), opened.sheet(), 3);
        for _ in 0..2 {
            let planned = world.run(trip.plan(&opened));
            world.run(trip.apply(&planned.plan)).unwrap();
            world.pass(Duration::from_secs(2 * 60 * 60));
        }
        assert_eq!(world.site().site().issues.len(), 5);
    });
}
