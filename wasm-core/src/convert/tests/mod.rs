//! Values between Jira, cells and typing, type by type and as laws.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Context;
use crate::ports::Zone;
use crate::schema::{Entity, FieldId, FieldSchema, FieldType, FieldValue};
use crate::sheet::CellValue;
use crate::target::{
    Choice, FieldMeta, IssueState, IssueType, Place, Project, Site, TargetState, User,
};

mod doubts;
mod laws;
mod products;
mod typing;
mod writing;
mod zones;

/// A zone of the time zone database.
pub(super) struct Tz(TimeZone, String);

impl Tz {
    pub(super) fn new(name: &str) -> Self {
        Self(TimeZone::get(name).unwrap(), name.to_owned())
    }
}

impl Zone for Tz {
    fn name(&self) -> &str {
        &self.1
    }

    fn offset_seconds(&self, at: Timestamp) -> i32 {
        self.0.to_offset(at).seconds()
    }
}

pub(super) fn field(id: &str, kind: FieldType) -> FieldSchema {
    let custom = id.starts_with("customfield_");
    FieldSchema { id: FieldId::new(id), name: id.to_owned(), kind, custom, scope: None }
}

pub(super) fn entity(id: &str, name: &str) -> Entity {
    Entity { id: id.to_owned(), name: name.to_owned() }
}

fn entities(list: &[(&str, &str)]) -> Vec<Entity> {
    list.iter().map(|(id, name)| entity(id, name)).collect()
}

pub(super) fn place() -> Place {
    Place { project: "1".to_owned(), issue_type: "10".to_owned() }
}

/// A site with one project, some users and a select, a multi-select and a cascading select.
pub(super) fn site() -> TargetState {
    let kind = |id: &str, name: &str, statuses| IssueType {
        id: id.to_owned(),
        name: name.to_owned(),
        level: 0,
        statuses: entities(statuses),
    };
    let project = Project {
        id: "1".to_owned(),
        key: "DEMO".to_owned(),
        name: "Demo Project".to_owned(),
        issue_types: vec![
            kind("10", "Task", &[("1", "To Do"), ("2", "In Progress"), ("3", "Done")]),
            kind("11", "Bug", &[("4", "Reported")]),
        ],
        components: entities(&[("100", "API"), ("101", "R; D"), ("102", "Web, UI")]),
        versions: entities(&[("200", "1.0"), ("201", "1.10"), ("202", "Next")]),
        archived: entities(&[("203", "0.9")]),
    };
    let mut target = TargetState {
        site: Site { hours_per_day: 8.0, days_per_week: 5.0, ..Site::default() },
        priorities: entities(&[("1", "Highest"), ("2", "High"), ("3", "Medium")]),
        resolutions: entities(&[("1", "Done"), ("2", "Won't Do")]),
        projects: BTreeMap::from([("1".to_owned(), project)]),
        edit_screens: BTreeMap::from([(place(), screen())]),
        create_screens: BTreeMap::from([(place(), screen())]),
        ..TargetState::default()
    };
    for (id, name, email, active) in [
        ("712020:mia-0001", "Mia Krystof", Some("mia@example.com"), true),
        ("712020:alex-0001", "Alex Doe", None, true),
        ("712020:alex-0002", "Alex Doe", None, true),
        ("712020:gone-0001", "Old Hand", None, false),
        ("712020:odd-00001", "A <b>; c", None, true),
    ] {
        target.people.learn(User {
            account_id: id.to_owned(),
            name: name.to_owned(),
            email: email.map(str::to_owned),
            active,
        });
    }
    target
}

fn screen() -> BTreeMap<FieldId, FieldMeta> {
    let choice = |id: &str, name: &str, children: &[(&str, &str)]| Choice {
        entity: entity(id, name),
        title: None,
        children: entities(children),
    };
    let select = vec![
        choice("1", "Red", &[]),
        choice("2", "red-ish", &[]),
        choice("3", "5", &[]),
        choice("4", "Same", &[]),
        choice("5", "SAME", &[]),
    ];
    let cascade = vec![
        choice("1", "Europe", &[("11", "Malta"), ("12", "A > B")]),
        choice("2", "Asia > Pacific", &[("21", "Malta")]),
    ];
    let project = |id: &str, key: &str, name: &str| Choice {
        title: Some(name.to_owned()),
        ..choice(id, key, &[])
    };
    let projects = vec![project("1", "DEMO", "Demo"), project("2", "OPS", "Operations")];
    let meta = |choices| FieldMeta { choices: Some(choices), ..FieldMeta::default() };
    BTreeMap::from([
        (FieldId::new("customfield_1"), meta(select.clone())),
        (FieldId::new("customfield_2"), meta(select)),
        (FieldId::new("customfield_3"), meta(cascade)),
        (FieldId::new("customfield_10"), meta(projects)),
        (FieldId::new("customfield_11"), meta(Vec::new())),
    ])
}

pub(super) fn issue(field: &FieldSchema, value: FieldValue) -> IssueState {
    IssueState {
        id: "1000".to_owned(),
        key: "DEMO-1".to_owned(),
        place: place(),
        values: BTreeMap::from([(field.id.clone(), value)]),
        transitions: Vec::new(),
    }
}

pub(super) fn text(text: &str) -> CellValue {
    CellValue::from(text)
}

/// Surroundings in which the place is known.
pub(super) fn context<'a>(zone: &'a Tz, target: &'a TargetState, place: &'a Place) -> Context<'a> {
    Context { place: Some(place), ..Context::new(zone, target) }
}
