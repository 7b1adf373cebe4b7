//! The site of the laws: the local Jira without its issues, with names that are easily mistaken: for
//! numbers, dates, formulas, lists, or for each other.

use std::cell::RefCell;

use in_process_tests::World;
use jira_sim::site::{
    Asset, Component, Field, FieldOption, Group, IssueStore, Kind, Named, Person, Priority,
    Project, Resolution, Role, SecurityLevel, Site, Sprint, SprintState, Team, UserId, Version,
};
use jira_sim::{Switches, clock::START_MS};

/// The field of one of several options, of several of several, and of two levels.
pub const SEVERITY: u64 = 10_033;
pub const PLATFORMS: u64 = 10_034;
pub const REGION: u64 = 10_035;

/// Ids of what is added to the seeded site begin here.
const ADDED: u64 = 70_000;

const OPTIONS: [&str; 10] =
    ["minor", "1", "1.0", "01", "TRUE", "2026-01-02", "=1+1", "A; B, C", "None", "> high"];

const SEVERAL: [&str; 11] =
    ["A", "A; B", "B", "A, B", "a", "Two\u{2028}lines", "C\\nD", "'quoted'", "- dash", "-5", "5"];

/// Parents and children. Some texts could be read in two ways.
const CASCADE: [(&str, &[&str]); 5] = [
    ("Leaf", &[]),
    ("A > B", &["C", "D"]),
    ("A", &["B > C", "B", "X"]),
    ("1", &["2", "02"]),
    ("A>B", &["-1"]),
];

const COMPONENTS: [&str; 4] = ["Back-end; API", "Docs, guides", "=SUM(A1)", "1"];

const VERSIONS: [(&str, bool); 4] =
    [("1", false), ("2026-01-02", false), ("v1, rc; final", false), ("Old", true)];

const PRIORITIES: [&str; 2] = ["Low; later", "1"];

const RESOLUTIONS: [&str; 1] = ["'Duplicate"];

const LEVELS: [&str; 2] = ["Board; directors", "1"];

const GROUPS: [&str; 4] = ["staff; all", "Staff, guests", "1", "=now()"];

/// Sprints. Those that are over share names with others that are not.
const SPRINTS: [(&str, SprintState); 8] = [
    ("Sprint 1; \"a\"", SprintState::Closed),
    ("=Sprint 2", SprintState::Active),
    ("Next", SprintState::Future),
    ("Next", SprintState::Future),
    ("1", SprintState::Closed),
    ("Again", SprintState::Closed),
    ("Again", SprintState::Future),
    ("2026-01-02", SprintState::Active),
];

/// Two teams share a name.
const TEAMS: [&str; 4] = ["Payments", "Payments", "Team; A <b>", "1"];

/// One organization is called like the id of another one, two share a name.
const ORGANIZATIONS: [&str; 4] = ["Acme", "Acme; Inc.", "3", "Acme"];

const ASSETS: [&str; 3] = ["Printer; big", "Printer", "=1+1"];

/// Display name, whether the address is shown, whether active. The name of the last one is the
/// account of the first.
const PEOPLE: [(&str, bool, bool); 13] = [
    (ACCOUNT, false, true),
    ("Hidden Harry", false, true),
    ("Sam Taylor", true, true),
    ("Sam Taylor", false, true),
    ("Sam Taylor", false, false),
    ("Gone Gina", false, false),
    ("Doe, Jane; Dr.", true, true),
    ("Max <max@law.example>", false, true),
    (" Spaced  Out ", false, true),
    ("李小龍 🐉", false, true),
    ("=cmd|' /C calc'!A0", false, true),
    ("sam taylor", false, true),
    ("mia@law.example", false, true),
];

/// The account of `Hidden Harry`, and the name of somebody else.
pub const ACCOUNT: &str = "712020:law-00000001";

/// Fields of text whose names are easily mistaken.
const FIELDS: [&str; 7] =
    [" Padded   name ", "Notes (summary)", "ID", "severity", "Readings:", "duedate", "labels"];

thread_local! {
    static WORLD: RefCell<Option<World>> = const { RefCell::new(None) };
}

/// A world for each thread, which the laws begin anew for each case.
pub fn with_world<R>(law: impl FnOnce(&World) -> R) -> R {
    let world = WORLD.take().unwrap_or_else(world);
    world.begin_anew();
    let result = law(&world);
    WORLD.set(Some(world));
    result
}

/// Jira stores documents that its published schema refuses, and so does this site.
fn world() -> World {
    let switches = Switches { lenient_adf: true, ..Switches::default() };
    let mut world = World::with(1, 1, switches);
    strange(&mut world.site().site_mut());
    world.begins_as_it_is();
    world
}

fn strange(site: &mut Site) {
    site.issues = IssueStore::default();
    names(site);
    registers(site);
    people(site);
    for project in &mut site.projects {
        project.last_number = 0;
    }
    let number = |at: usize| ADDED + at as u64;
    for (at, name) in FIELDS.iter().enumerate() {
        site.fields.push(Field::custom(number(at), name, "textfield", Kind::Text));
        project(site, "DEMO").fields.push(format!("customfield_{}", number(at)));
    }
    options(site, SEVERITY, &OPTIONS.map(|name| (name, &[][..])));
    options(site, PLATFORMS, &SEVERAL.map(|name| (name, &[][..])));
    options(site, REGION, &CASCADE);
}

fn project<'a>(site: &'a mut Site, key: &str) -> &'a mut Project {
    site.projects.iter_mut().find(|project| project.key == key).unwrap()
}

fn options(site: &mut Site, field: u64, added: &[(&str, &[&str])]) {
    let field = site.fields.iter_mut().find(|known| known.number == Some(field)).unwrap();
    let mut add = |value: &str, parent| {
        let id = ADDED + field.number.unwrap_or_default() % 100 * 100 + field.options.len() as u64;
        field.options.push(FieldOption { id, value: value.to_owned(), parent });
        id
    };
    for (name, below) in added {
        let parent = add(name, None);
        below.iter().for_each(|name| _ = add(name, Some(parent)));
    }
}

/// What projects and the catalog name.
fn names(site: &mut Site) {
    let id = |at: usize| ADDED + at as u64;
    let demo = project(site, "DEMO");
    demo.components.extend(COMPONENTS.iter().enumerate().map(|(at, name)| Component {
        id: id(at),
        name: (*name).to_owned(),
        description: String::new(),
        lead: None,
    }));
    demo.versions.extend(VERSIONS.iter().enumerate().map(|(at, (name, archived))| Version {
        id: id(at),
        name: (*name).to_owned(),
        description: String::new(),
        released: *archived,
        archived: *archived,
        release_date: None,
    }));
    let catalog = &mut site.catalog;
    catalog.priorities.extend(PRIORITIES.iter().enumerate().map(|(at, name)| Priority {
        id: id(at),
        name: (*name).to_owned(),
        color: "#707070",
    }));
    catalog.resolutions.extend(RESOLUTIONS.iter().enumerate().map(|(at, name)| Resolution {
        id: id(at),
        name: (*name).to_owned(),
        description: String::new(),
    }));
}

fn registers(site: &mut Site) {
    let id = |at: usize| ADDED + at as u64;
    let registers = &mut site.registers;
    registers.groups.extend(GROUPS.iter().enumerate().map(|(at, name)| Group {
        id: id(at),
        group_id: format!("276f955c-63d7-42c8-9520-92d01dca07{at:02}"),
        name: (*name).to_owned(),
        members: vec![UserId(0)],
    }));
    registers.levels.extend(LEVELS.iter().enumerate().map(|(at, name)| SecurityLevel {
        id: id(at),
        name: (*name).to_owned(),
        description: String::new(),
        roles: vec![Role::Admin, Role::Member, Role::Viewer],
    }));
    registers.sprints.extend(SPRINTS.iter().enumerate().map(|(at, (name, state))| Sprint {
        id: id(at),
        name: (*name).to_owned(),
        state: *state,
        board: 1,
        goal: String::new(),
        start: (*state != SprintState::Future).then_some(START_MS),
        end: None,
        complete: (*state == SprintState::Closed).then_some(START_MS),
    }));
    registers.teams.extend(TEAMS.iter().enumerate().map(|(at, name)| Team {
        id: id(at),
        uuid: format!("8a1f0a58-6f5b-4f0f-9f4d-0d8e1a2b3c{at:02}"),
        name: (*name).to_owned(),
    }));
    registers.organizations.extend(
        ORGANIZATIONS
            .iter()
            .enumerate()
            .map(|(at, name)| Named { id: id(at), name: (*name).to_owned() }),
    );
    registers.assets.extend(ASSETS.iter().enumerate().map(|(at, label)| Asset {
        id: id(at),
        key: format!("LAW-{at}"),
        label: (*label).to_owned(),
    }));
}

fn people(site: &mut Site) {
    for (at, (name, email_visible, active)) in PEOPLE.into_iter().enumerate() {
        site.people.add(|id| Person {
            id,
            account_id: format!("712020:law-{at:08}"),
            account_type: "atlassian",
            name: name.to_owned(),
            email: format!("law{at}@law.example"),
            email_visible,
            active,
            time_zone: "Europe/Berlin".to_owned(),
            role: Role::Member,
            token: None,
        });
    }
}
