//! What Jira's products and apps keep in fields: sprints, teams, groups, organizations, objects of
//! Assets, and much that nobody writes.

use serde_json::{Value, json};

use super::draw::dice::Dice;
use super::fields::{Field, Holds};

/// Groups: id, name.
pub const GROUPS: [(&str, &str); 5] = [
    ("276f955c-63d7-42c8-9520-92d01dca0621", "jira-users"),
    ("6e87dc72-4f1f-421f-9382-2fee8b652487", "staff; all"),
    ("53b2b1ba-9d7f-43a5-8d43-0e4ee42e5a11", "Staff, guests"),
    ("9f1b43b3-5a6d-4b2c-b0c5-8e2f3d0c7a55", "1"),
    ("0d0e26a2-9a43-4f0a-a3f5-3c5a6b7c8d9e", "=now()"),
];

/// A sprint: id, name, state.
pub type Sprint = (i64, &'static str, &'static str);

/// Sprints. Those that are over share names with others that are not.
pub const SPRINTS: [Sprint; 8] = [
    (1, "Sprint 1; \"a\"", "closed"),
    (2, "=Sprint 2", "active"),
    (3, "Next", "future"),
    (4, "Next", "future"),
    (5, "1", "closed"),
    (6, "Again", "closed"),
    (7, "Again", "future"),
    (8, "2026-01-02", "active"),
];

/// Teams: id, name. Two share a name.
pub const TEAMS: [(&str, &str); 4] = [
    ("36885b3c-1bf0-4f85-a357-c5b858c31de4", "Payments"),
    ("8a1f0a58-6f5b-4f0f-9f4d-0d8e1a2b3c4d", "Payments"),
    ("77c2d1e0-aaaa-4bbb-8ccc-1234567890ab-5", "Team; A <b>"),
    ("1b2c3d4e-5f60-4718-8293-a4b5c6d7e8f9", "1"),
];

/// Organizations: id, name. One is called like another one's id, two share a name.
pub const ORGANIZATIONS: [(&str, &str); 5] =
    [("1", "Acme"), ("2", "Acme; Inc."), ("3", "7"), ("4", "Acme"), ("7", "Seven")];

/// The workspace of Assets, and its objects: id, label, key. Some answers have ids alone.
pub const WORKSPACE: &str = "f1668d0c-828c-470c-b7d1-8c4f48cd345a";
pub const ASSETS: [(&str, &str, &str); 3] =
    [("88", "Printer; big", "IT-88"), ("89", "Printer", "IT-89"), ("90", "=1+1", "IT-90")];

pub fn group_json(group: (&str, &str)) -> Value {
    json!({ "name": group.1, "groupId": group.0, "self": "x" })
}

pub fn sprint_json(sprint: Sprint) -> Value {
    json!({ "id": sprint.0, "name": sprint.1, "state": sprint.2, "boardId": 1, "goal": "" })
}

pub fn team_json(team: (&str, &str)) -> Value {
    json!({ "id": team.0, "name": team.1, "avatarUrl": "", "isVisible": true, "title": team.1,
        "isShared": true })
}

pub fn organization_json(organization: (&str, &str)) -> Value {
    json!({ "id": organization.0, "name": organization.1, "_links": { "self": "x" } })
}

pub fn asset_json(asset: (&str, &str, &str), labelled: bool) -> Value {
    let (id, label, key) = asset;
    let mut json = json!({ "workspaceId": WORKSPACE, "id": format!("{WORKSPACE}:{id}"),
        "objectId": id });
    if labelled {
        json["label"] = json!(label);
        json["objectKey"] = json!(key);
    }
    json
}

/// A value of one of these fields.
pub fn value(field: &Field, dice: &mut Dice<'_>) -> Value {
    match field.holds {
        Holds::Group => group(dice.one(&GROUPS), dice),
        Holds::Groups => {
            dice.some(&GROUPS, 3).into_iter().map(|group| group_json(*group)).collect()
        }
        Holds::Sprint => sprints(dice),
        Holds::Team => {
            let team = dice.one(&TEAMS);
            // Whoever may not see the team gets its id.
            if dice.once_in(4) { json!(team.0) } else { team_json(team) }
        }
        Holds::Organizations => {
            dice.some(&ORGANIZATIONS, 3).into_iter().map(|one| organization_json(*one)).collect()
        }
        Holds::Assets => {
            let some = dice.some(&ASSETS, 2);
            some.into_iter().map(|asset| asset_json(*asset, dice.once_in(2))).collect()
        }
        Holds::Texts => json!(dice.some(&TEXTS, 4)),
        Holds::Numbers => json!(dice.some(&[3.0, 0.5, -1e-7, 1e21, 0.0, 12_345.678], 4)),
        Holds::Days => json!(dice.some(&["2026-03-29", "0001-01-01", "9999-12-31"], 3)),
        _ => fixed(field.id, dice),
    }
}

/// Texts of a list that an app keeps.
const TEXTS: [&str; 9] =
    ["one", "a; b", "", "  leading", "1,5", "=1+1", "two\nlines", "2026-01-02", "\"quoted\""];

/// Older answers have no id.
fn group(group: (&str, &str), dice: &mut Dice<'_>) -> Value {
    if dice.once_in(4) { json!({ "name": group.1, "self": "x" }) } else { group_json(group) }
}

/// Those that are over, and perhaps one that is not, anywhere among them.
fn sprints(dice: &mut Dice<'_>) -> Value {
    let (closed, open): (Vec<Sprint>, Vec<Sprint>) =
        SPRINTS.into_iter().partition(|sprint| sprint.2 == "closed");
    let mut all: Vec<Sprint> = dice.some(&closed, 3).into_iter().copied().collect();
    if !dice.once_in(3) {
        all.insert(dice.below(all.len() + 1), dice.one(&open));
    }
    if dice.once_in(6) {
        all.into_iter().map(old_sprint).collect()
    } else {
        all.into_iter().map(sprint_json).collect()
    }
}

/// As Jira wrote sprints before 2020.
fn old_sprint(sprint: Sprint) -> Value {
    let (id, name, state) = sprint;
    json!(format!(
        "com.atlassian.greenhopper.service.sprint.Sprint@1f2b[id={id},rapidViewId=1,\
         state={},name={name},goal=,startDate=<null>]",
        state.to_uppercase()
    ))
}

/// The JSON of fields that nobody writes.
fn fixed(id: &str, dice: &mut Dice<'_>) -> Value {
    match id {
        "votes" => json!({ "self": "x", "votes": dice.below(300), "hasVoted": false }),
        "watches" => json!({ "self": "x", "watchCount": dice.below(9), "isWatching": true }),
        "comment" => {
            json!({ "comments": [], "maxResults": 0, "total": dice.below(3), "startAt": 0 })
        }
        "worklog" => {
            json!({ "startAt": 0, "maxResults": 20, "total": dice.below(3), "worklogs": [] })
        }
        "progress" | "aggregateprogress" => dice
            .pick(&[
                json!({ "progress": 0, "total": 0 }),
                json!({ "progress": 3600, "total": 10_800 }),
                json!({ "progress": 1, "total": 3, "percent": 33 }),
            ])
            .clone(),
        "timetracking" => dice
            .pick(&[
                json!({}),
                json!({ "originalEstimate": "1w 2d", "originalEstimateSeconds": 201_600 }),
                json!({ "remainingEstimate": "0m", "timeSpent": "3h" }),
            ])
            .clone(),
        "statusCategory" => {
            json!({ "self": "x", "id": 4, "key": "indeterminate", "colorName": "yellow", "name": "In Progress" })
        }
        "issuerestriction" => json!({ "issuerestrictions": {}, "shouldDisplay": false }),
        "issuelinks" => dice.some(&links(), 2).into_iter().cloned().collect(),
        "subtasks" => {
            json!([{ "id": "1", "key": "LAW-9", "self": "x", "fields": { "summary": "s" } }])
        }
        "attachment" => dice.some(&files(), 3).into_iter().cloned().collect(),
        "thumbnail" => Value::Null,
        _ => opaque(dice),
    }
}

fn links() -> [Value; 3] {
    let kind =
        json!({ "id": "1", "name": "Blocks", "inward": "is blocked; by", "outward": "blocks" });
    [
        json!({ "id": "1", "type": kind, "outwardIssue": { "id": "1", "key": "LAW-1" } }),
        json!({ "id": "2", "type": kind, "inwardIssue": { "id": "2", "key": "T2_X-2" } }),
        json!({ "id": "3", "type": { "name": "Blocks" }, "outwardIssue": { "key": "LAW-1" } }),
    ]
}

fn files() -> [Value; 4] {
    ["notes.txt", "a;b;c;http://x.y", " spaced .txt", "=1+1.csv"]
        .map(|name| json!({ "id": "1", "self": "x", "filename": name, "size": 1 }))
}

/// JSON of every shape: of service goals, request types, legacy links, ranks, and of plug-ins that
/// nobody knows.
fn opaque(dice: &mut Dice<'_>) -> Value {
    dice.pick(&[
        json!("0|i004dj:"),
        json!("  padded; text\nin lines "),
        json!(7),
        json!(true),
        json!(""),
        json!("{}"),
        json!([]),
        json!({}),
        json!([null, 1, "x", { "name": "n" }]),
        json!({ "a": [1, { "b": null }], "c": "=1+1" }),
        json!({ "value": "Shown" }),
        json!({ "_links": {}, "requestType": { "id": "3", "name": "Get; help" }, "currentStatus": {} }),
        json!({ "hasEpicLinkFieldDependency": false, "showField": false }),
        json!({ "data": { "id": 1, "key": "LAW-1" } }),
        json!("LAW-1"),
        json!("ghx-label-4"),
        json!("1_*:*_1_*:*_1122102946_*|*_3_*:*_1_*:*_0"),
        json!({ "id": "1", "name": "Goal", "completedCycles": [], "ongoingCycle": { "breached": true,
            "remainingTime": { "millis": -1, "friendly": "-1h 5m" } } }),
        json!({ "completedCycles": [{ "breached": false }] }),
        json!({ "rating": 4 }),
        json!("2026-01-02"),
        json!(1e21),
    ]).clone()
}
