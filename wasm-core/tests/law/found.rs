//! The smallest cases in which the law once did not hold.

use serde_json::json;
use wasm_core::job::ExportFormat;
use wasm_core::mapping::{MappedTo, Origin, propose};
use wasm_core::schema::{FieldId, FieldSchema, FieldType, FieldValue};
use wasm_core::sheet::{CellValue, Column, Table};

use crate::world::catalog::{PEOPLE, Person};
use crate::world::dice::Draws;
use crate::world::fields::{FIELDS, Holds};
use crate::world::issue::{issues, person_json};
use crate::world::laws::{add_rows, put};
use crate::world::product::{ORGANIZATIONS, TEAMS, organization_json, team_json};
use crate::world::site::Site;
use crate::world::trip::Trip;
use crate::zones::TestZone;

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

#[test]
fn who_is_called_like_another_s_account_stays() {
    let draws = Draws { deed: Vec::new(), issues: vec![Vec::new(); 2] };
    let mut issues = issues(&draws);
    let person = |id: &str| PEOPLE.iter().find(|person: &&Person| person.id.ends_with(id)).unwrap();
    let (namesake, imposter, account) = (person("4e03"), person("4e12"), person("4e02"));
    assert_eq!(imposter.name, account.id);
    let reviewers = json!([person_json(namesake), person_json(imposter)]);
    issues[0].fields.insert("customfield_10114".to_owned(), reviewers);
    issues[1].fields.insert("customfield_10114".to_owned(), json!([person_json(person("4e04"))]));
    let site = Site::new(issues, true);
    let zone = TestZone::named("Etc/UTC");
    let trip = Trip { site: &site, zone: &zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    let column = FIELDS.iter().position(|field| field.id == "customfield_10114").unwrap() as u32;
    let row = &mut opened.sheet().rows[2];
    put(row, column, CellValue::from(account.name));
    let planned = trip.plan(&opened);
    let summary = planned.plan.summary;
    assert_eq!((summary.update, summary.unchanged), (1, 1));
}

/// The ids that a field's cell asks for, where the issue has one value and the cell is changed.
fn chosen(field: &str, has: serde_json::Value, cell: &str) -> Vec<String> {
    let mut issues = issues(&Draws { deed: Vec::new(), issues: vec![Vec::new()] });
    issues[0].fields.insert(field.to_owned(), has);
    let site = Site::new(issues, true);
    let zone = TestZone::named("Etc/UTC");
    let trip = Trip { site: &site, zone: &zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    let column = FIELDS.iter().position(|known| known.id == field).unwrap() as u32;
    let row = &mut opened.sheet().rows[1];
    put(row, column, CellValue::from(cell));
    let planned = trip.plan(&opened);
    let fields = planned.plan.changes.iter().flat_map(|change| &change.fields);
    let ids = |value: &FieldValue| match value {
        FieldValue::One(one) => vec![one.id.clone()],
        FieldValue::Many(many) => many.iter().map(|one| one.id.clone()).collect(),
        other => panic!("{other:?}"),
    };
    fields.flat_map(|field| ids(&field.after)).collect()
}

#[test]
fn a_namesake_is_chosen_by_its_id() {
    let [first, second, ..] = TEAMS;
    let team = FIELDS.iter().find(|field| field.holds == Holds::Team).unwrap();
    let by_id = format!("{} <{}>", second.1, second.0);
    assert_eq!(first.1, second.1);
    assert_eq!(chosen(team.id, team_json(first), &by_id), [second.0]);
    assert!(chosen(team.id, team_json(first), &format!(" {} ", first.1)).is_empty());
}

#[test]
fn a_name_with_a_semicolon_may_stand_with_its_id() {
    let field = FIELDS.iter().find(|field| field.holds == Holds::Organizations).unwrap();
    let [acme, inc, ..] = ORGANIZATIONS;
    let has = json!([organization_json(acme), organization_json(inc)]);
    assert_eq!(chosen(field.id, has, &format!("{} <{}>", inc.1, inc.0)), [inc.0]);
}

#[test]
fn a_file_applied_again_hours_later_creates_nothing_twice() {
    let draws = Draws { deed: Vec::new(), issues: vec![Vec::new(); 2] };
    let site = Site::new(issues(&draws), false);
    let zone = TestZone::named("Etc/UTC");
    let trip = Trip { site: &site, zone: &zone };
    let mut opened = trip.export(ExportFormat::Xlsx);
    add_rows(opened.sheet(), 3);
    for _ in 0..2 {
        trip.apply(&trip.plan(&opened).plan);
        site.wait(2 * 60 * 60);
    }
    assert_eq!(site.issues().len(), 5);
}
