//! DEMO, company-managed, and TEAM, small, team-managed and closed to viewers; and what a site
//! defines for all.

use super::{
    desk,
    fields::{DEMO_CUSTOM, TEAM_CUSTOM},
    further::DEMO_FURTHER,
};
use crate::site::{
    Catalog, Category, Component, IssueType, Priority, Project, Resolution, SYSTEM_FIELDS, Status,
    Style, Transition, UserId, Version, Workflow,
};

/// Id of DEMO.
pub const DEMO_ID: u64 = 10_000;
/// Id of TEAM.
pub const TEAM_ID: u64 = 10_001;
/// Id of the resolution Done.
pub const DONE: u64 = 10_000;

/// Types, statuses, priorities and resolutions.
pub fn catalog() -> Catalog {
    Catalog {
        issue_types: issue_types(),
        statuses: statuses(),
        priorities: [
            (1, "Highest", "#d04437"),
            (2, "High", "#f15C75"),
            (3, "Medium", "#f79232"),
            (4, "Low", "#707070"),
            (5, "Lowest", "#999999"),
        ]
        .map(|(id, name, color)| Priority { id, name: name.into(), color })
        .to_vec(),
        resolutions: [
            (DONE, "Done", "Work has been completed on this issue."),
            (10_001, "Won't Do", "This issue won't be actioned."),
            (10_002, "Duplicate", "The problem is a duplicate of an existing issue."),
            (10_003, "Cannot Reproduce", "All attempts at reproducing this issue failed."),
        ]
        .map(|(id, name, description)| Resolution {
            id,
            name: name.into(),
            description: description.into(),
        })
        .to_vec(),
    }
}

fn issue_types() -> Vec<IssueType> {
    [
        (10_000, "Epic", "A big user story that needs to be broken down.", 1, None),
        (10_001, "Story", "Functionality or a feature expressed as a user goal.", 0, None),
        (10_002, "Task", "A small, distinct piece of work.", 0, None),
        (10_003, "Bug", "A problem or error.", 0, None),
        (10_004, "Sub-task", "A small piece of work that is part of a larger task.", -1, None),
        (10_010, "Epic", "Epics track collections of related work.", 1, Some(TEAM_ID)),
        (10_011, "Task", "Tasks track small, distinct pieces of work.", 0, Some(TEAM_ID)),
        (10_012, "Subtask", "Subtasks track small pieces of work.", -1, Some(TEAM_ID)),
        (10_020, "Service Request", "A request from a customer.", 0, None),
        (10_021, "Incident", "Something does not work.", 0, None),
    ]
    .map(|(id, name, description, level, scope)| IssueType {
        id,
        name: name.into(),
        description: description.into(),
        level,
        scope,
    })
    .to_vec()
}

fn statuses() -> Vec<Status> {
    use Category::{Done, InProgress, ToDo};
    [
        (10_000, "To Do", ToDo, None),
        (3, "In Progress", InProgress, None),
        (10_001, "In Review", InProgress, None),
        (10_002, "Done", Done, None),
        (10_010, "To Do", ToDo, Some(TEAM_ID)),
        (10_011, "In Progress", InProgress, Some(TEAM_ID)),
        (10_012, "Done", Done, Some(TEAM_ID)),
        (10_020, "Waiting for support", ToDo, None),
        (10_021, "Waiting for customer", InProgress, None),
        (10_022, "Resolved", Done, None),
    ]
    .map(|(id, name, category, scope)| Status { id, name: name.into(), category, scope })
    .to_vec()
}

/// All projects, without issues.
pub fn projects() -> Vec<Project> {
    vec![demo(), team(), desk::project(field_ids(&DESK_SYSTEM, &desk::DESK_CUSTOM))]
}

/// System fields of DESK.
const DESK_SYSTEM: [&str; 13] = [
    "summary",
    "issuetype",
    "project",
    "description",
    "priority",
    "resolution",
    "assignee",
    "reporter",
    "labels",
    "duedate",
    "timetracking",
    "issuelinks",
    "attachment",
];

fn demo() -> Project {
    Project {
        id: DEMO_ID,
        key: "DEMO".into(),
        former_keys: vec!["SAMPLE".into()],
        name: "Demo Software".into(),
        description: "The company-managed project to try things on.".into(),
        lead: UserId(0),
        default_assignee: None,
        kind: "software",
        style: Style::Classic,
        private: false,
        issue_types: vec![10_000, 10_001, 10_002, 10_003, 10_004],
        components: demo_components(),
        versions: demo_versions(),
        workflow: demo_workflow(),
        fields: field_ids(&SYSTEM_FIELDS, &[DEMO_CUSTOM.as_slice(), &DEMO_FURTHER].concat()),
        off_create_screen: vec!["resolution".into()],
        last_number: 0,
    }
}

fn team() -> Project {
    let step = |id: u64, name: &str, to: u64| Transition {
        id,
        name: name.into(),
        from: vec![],
        to,
        screen: vec![],
        resolution: (to == 10_012).then_some(DONE),
    };
    Project {
        id: TEAM_ID,
        key: "TEAM".into(),
        former_keys: vec![],
        name: "Team Space".into(),
        description: "A small team-managed project with fields of its own.".into(),
        lead: UserId(1),
        default_assignee: None,
        kind: "software",
        style: Style::NextGen,
        private: true,
        issue_types: vec![10_010, 10_011, 10_012],
        components: vec![],
        versions: vec![],
        workflow: Workflow {
            initial: 10_010,
            statuses: vec![10_010, 10_011, 10_012],
            transitions: vec![
                step(11, "To Do", 10_010),
                step(21, "In Progress", 10_011),
                step(31, "Done", 10_012),
            ],
        },
        fields: field_ids(
            &[
                "summary",
                "issuetype",
                "project",
                "parent",
                "description",
                "assignee",
                "reporter",
                "labels",
                "duedate",
            ],
            &TEAM_CUSTOM,
        ),
        off_create_screen: vec![],
        last_number: 0,
    }
}

fn field_ids(system: &[&str], custom: &[u64]) -> Vec<String> {
    let custom = custom.iter().map(|number| format!("customfield_{number}"));
    system.iter().map(|id| (*id).to_owned()).chain(custom).collect()
}

/// To Do → In Progress → In Review → Done, each step but the last also back.
fn demo_workflow() -> Workflow {
    let (todo, progress, review, done) = (10_000, 3, 10_001, 10_002);
    let step = |id, name: &str, from: &[u64], to| Transition {
        id,
        name: name.into(),
        from: from.to_vec(),
        to,
        screen: vec![],
        resolution: None,
    };
    let screen = || vec!["resolution".to_owned(), "fixVersions".to_owned()];
    Workflow {
        initial: todo,
        statuses: vec![todo, progress, review, done],
        transitions: vec![
            step(11, "Start progress", &[todo], progress),
            step(21, "Stop progress", &[progress], todo),
            step(31, "Send to review", &[progress], review),
            step(41, "Request changes", &[review], progress),
            Transition {
                screen: screen(),
                resolution: Some(DONE),
                ..step(51, "Approve", &[review], done)
            },
            Transition {
                screen: screen(),
                resolution: Some(10_001),
                ..step(61, "Close", &[todo, progress], done)
            },
            step(71, "Reopen", &[done], todo),
        ],
    }
}

fn demo_components() -> Vec<Component> {
    [
        (10_000, "Backend", "Services and jobs"),
        (10_001, "Frontend", "What people see"),
        (10_002, "API", "The public interface"),
        (10_003, "Billing, Payments", "Everything about money"),
        (10_004, "Reporting", ""),
        (10_005, "Übersetzung", "Texts in all languages"),
        (10_006, "Mobile", ""),
        (10_007, "Infrastructure", "Machines and networks"),
    ]
    .map(|(id, name, description)| Component {
        id,
        name: name.into(),
        description: description.into(),
        lead: (id % 2 == 0).then_some(UserId((id % 10) as u32)),
    })
    .to_vec()
}

fn demo_versions() -> Vec<Version> {
    [
        (10_000, "0.9", true, true, Some("2025-09-30")),
        (10_001, "1.0", true, false, Some("2026-01-15")),
        (10_002, "1.1", true, false, Some("2026-05-20")),
        (10_003, "1.2", true, false, Some("2026-09-01")),
        (10_004, "2.0", false, false, Some("2026-12-15")),
        (10_005, "Backlog", false, false, None),
    ]
    .map(|(id, name, released, archived, date)| Version {
        id,
        name: name.into(),
        description: String::new(),
        released,
        archived,
        release_date: date.map(str::to_owned),
    })
    .to_vec()
}
