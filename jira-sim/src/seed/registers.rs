//! Groups, teams, security levels, boards and sprints, types of links, and what DESK brings along.

use super::projects::{DEMO_ID, TEAM_ID};
use crate::{
    clock::START_MS,
    site::{
        Asset, Board, Group, LinkType, Named, ProjectRole, Registers, Role, SecurityLevel, Sprint,
        SprintState, Team, UserId,
    },
};

/// The security level that everybody of the site is in.
pub const STAFF: u64 = 10_000;
/// Names of the sprints of DEMO's board; the first six are closed, the seventh is under way.
const SPRINTS: u64 = 9;
const CLOSED: u64 = 6;
/// Two weeks.
const SPRINT_MS: i64 = 14 * 86_400_000;

/// All of them.
pub fn registers() -> Registers {
    let named = |list: &[(u64, &str)]| {
        list.iter().map(|(id, name)| Named { id: *id, name: (*name).into() }).collect()
    };
    Registers {
        groups: groups(),
        roles: roles(),
        teams: teams(),
        levels: levels(),
        boards: [
            (1, "DEMO board", "scrum", DEMO_ID),
            (2, "DEMO flow", "kanban", DEMO_ID),
            (3, "TEAM board", "kanban", TEAM_ID),
        ]
        .map(|(id, name, kind, project)| Board { id, name: name.into(), kind, project })
        .to_vec(),
        sprints: (1..=SPRINTS).map(sprint).collect(),
        link_types: [
            (10_000, "Blocks", "is blocked by", "blocks"),
            (10_001, "Cloners", "is cloned by", "clones"),
            (10_002, "Duplicate", "is duplicated by", "duplicates"),
            (10_003, "Relates", "relates to", "relates to"),
            (10_004, "Problem/Incident", "is caused by", "causes"),
        ]
        .map(|(id, name, inward, outward)| LinkType {
            id,
            name: name.into(),
            inward: inward.into(),
            outward: outward.into(),
        })
        .to_vec(),
        request_types: named(&[(1, "Get IT help"), (2, "Report an outage"), (3, "Request access")]),
        organizations: named(&[(1, "Acme GmbH"), (2, "Nordwind AB"), (3, "Smith, Jones & Co.")]),
        workspace: "8f4b1c6e-2f5d-4a53-9c0e-0d6a4b7e9f10".into(),
        assets: [
            (1, "ITSM-1", "Mail server"),
            (2, "ITSM-2", "Web shop"),
            (3, "ITSM-3", "Laptop of Mia Krystof"),
            (4, "ITSM-4", "Printer, 2nd floor"),
        ]
        .map(|(id, key, label)| Asset { id, key: key.into(), label: label.into() })
        .to_vec(),
    }
}

fn groups() -> Vec<Group> {
    let some = |from: u32, to: u32| (from..to).map(UserId).collect();
    [
        (1, "276f955c-63d7-42c8-9520-92d01dca0625", "jira-users", some(0, 39)),
        (2, "6e87dc72-4f1f-421f-9382-2fee8b652487", "jira-admins", some(0, 1)),
        (3, "5b1a8f0e-1d57-4f65-8f36-1f0a51a7c3d2", "developers", some(3, 20)),
        (4, "0c9d3e5a-77b4-4e6e-a2f5-b8a9a6d0e4c1", "Support, 1st level", some(20, 30)),
        (5, "d1f2a3b4-5c6d-4e7f-8a9b-0c1d2e3f4a5b", "Qualitätssicherung", some(28, 36)),
    ]
    .map(|(id, group_id, name, members)| Group {
        id,
        group_id: group_id.into(),
        name: name.into(),
        members,
    })
    .to_vec()
}

fn roles() -> Vec<ProjectRole> {
    [
        (10_002, "Administrators", &[Role::Admin][..]),
        (10_101, "Developers", &[Role::Admin, Role::Member]),
        (10_102, "Users", &[Role::Admin, Role::Member, Role::Viewer]),
    ]
    .map(|(id, name, holders)| ProjectRole { id, name: name.into(), holders: holders.to_vec() })
    .to_vec()
}

fn teams() -> Vec<Team> {
    [
        (1, "36885b3c-1bf0-4f85-a357-c5b858c31de4", "Checkout"),
        (2, "5f0c2d1e-9a8b-4c7d-b6e5-f4a3b2c1d0e9", "Platform"),
        (3, "a7b8c9d0-e1f2-4a3b-8c4d-5e6f7a8b9c0d", "Platform"),
        (4, "c2d3e4f5-a6b7-4c8d-9e0f-1a2b3c4d5e6f", "Größe & Form"),
    ]
    .map(|(id, uuid, name)| Team { id, uuid: uuid.into(), name: name.into() })
    .to_vec()
}

fn levels() -> Vec<SecurityLevel> {
    vec![
        SecurityLevel {
            id: STAFF,
            name: "Staff".into(),
            description: "Everybody with an account".into(),
            roles: vec![Role::Admin, Role::Member, Role::Viewer],
        },
        SecurityLevel {
            id: 10_001,
            name: "Members".into(),
            description: "Those who work in the project".into(),
            roles: vec![Role::Admin, Role::Member],
        },
        SecurityLevel {
            id: 10_002,
            name: "Administrators".into(),
            description: String::new(),
            roles: vec![Role::Admin],
        },
    ]
}

fn sprint(id: u64) -> Sprint {
    let state = match id {
        n if n <= CLOSED => SprintState::Closed,
        n if n == CLOSED + 1 => SprintState::Active,
        _ => SprintState::Future,
    };
    let start = START_MS + (id as i64 - CLOSED as i64 - 1) * SPRINT_MS - SPRINT_MS / 2;
    let begun = state != SprintState::Future;
    Sprint {
        id,
        // Two sprints may have one name.
        name: format!("DEMO Sprint {}", if id == SPRINTS { SPRINTS - 1 } else { id }),
        state,
        board: 1,
        goal: if id.is_multiple_of(2) { "Fewer failed payments".into() } else { String::new() },
        start: begun.then_some(start),
        end: begun.then_some(start + SPRINT_MS),
        complete: (state == SprintState::Closed).then_some(start + SPRINT_MS - 3_600_000),
    }
}
