//! What fields may hold that no screen lists: sprints, groups, security levels, teams and the like.

use std::collections::BTreeSet;

use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::Subject;
use crate::jira::{Client, JiraError};
use crate::mapping::{FieldColumn, Layout};
use crate::ports::{Clock, Transport};
use crate::schema::{Entity, FieldId, FieldType, FieldValue};
use crate::target::TargetState;
use crate::target::needs::spellings;
use crate::target::readable::ReadableRows;

/// Searches in flight: groups share the small limit of user searches.
const SEARCHES: usize = 2;

/// Reads what the cells need that name something else than their issue has.
pub(super) async fn load<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    subject: &Subject<'_>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let layout = Layout::new(subject.table, subject.mapping, subject.fields);
    for column in layout.columns.iter().filter(|column| column.field.writable()) {
        let texts = match column.field.kind {
            FieldType::Sprint
            | FieldType::SecurityLevel
            | FieldType::Group
            | FieldType::Groups
            | FieldType::Team
            | FieldType::Organizations
            | FieldType::Assets => unexplained(subject, &layout, column, state),
            _ => continue,
        };
        if texts.is_empty() {
            continue;
        }
        let id = column.field.id.clone();
        match column.field.kind {
            FieldType::Sprint => sprints(client, id, state).await?,
            FieldType::SecurityLevel => levels(client, state).await?,
            FieldType::Group | FieldType::Groups => groups(client, id, texts, state).await?,
            // No endpoint lists these for every user: what the issues have is known by name, all
            // else by its id.
            _ => {
                let seen = seen(&id, state);
                state.choices.insert(id, seen);
            }
        }
    }
    Ok(())
}

/// The parts of a column's cells that their issue's value does not explain.
fn unexplained(
    subject: &Subject<'_>,
    layout: &Layout<'_>,
    column: &FieldColumn<'_>,
    state: &TargetState,
) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    let rows = ReadableRows::new(layout, subject.mapping, state);
    for (row, issue) in rows.of(subject.table) {
        let names = entities(issue.and_then(|issue| issue.values.get(&column.field.id)));
        let known = |text: &str| names.iter().any(|entity| entity.name.trim() == text);
        let cells = column.positions_in(row).iter().filter_map(|&at| row.cells.get(at));
        for text in cells.map(|cell| cell.to_text()) {
            for line in text.lines().map(str::trim).filter(|line| !known(line)) {
                // A name may hold the sign that separates names: both readings are looked up.
                texts.extend(spellings(line, column.field.kind.multi()));
                texts.insert(line.to_owned());
            }
        }
    }
    texts
}

/// Everything a value names.
fn entities(value: Option<&FieldValue>) -> Vec<&Entity> {
    match value {
        Some(FieldValue::One(entity)) => vec![entity],
        Some(FieldValue::Many(entities)) => entities.iter().collect(),
        Some(FieldValue::Sprints { closed, open }) => closed.iter().chain(open).collect(),
        _ => Vec::new(),
    }
}

/// The open sprints of the file's projects. Where boards may not be read, ids are taken as they
/// are, and Jira says whether they are right.
async fn sprints<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    field: FieldId,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let read = stream::iter(state.projects.keys()).map(|project| client.open_sprints(project));
    let found: Result<Vec<_>, _> = read.buffered(client.in_flight()).try_collect().await;
    match found {
        Ok(found) => {
            let mut sprints: Vec<Entity> = Vec::new();
            for sprint in found.into_iter().flatten() {
                if !sprints.contains(&sprint) {
                    sprints.push(sprint);
                }
            }
            state.choices.insert(field, sprints);
            Ok(())
        }
        Err(error) if error.is_forbidden() || error.is_not_found() => Ok(()),
        Err(error) => Err(error),
    }
}

/// The levels that the user may set in the file's projects.
async fn levels<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let read = stream::iter(state.projects.values()).map(|project| async move {
        match client.security_levels(&project.key).await {
            Ok(levels) => Ok(Some((project.id.clone(), levels))),
            Err(error) if error.is_not_found() || error.is_forbidden() => Ok(None),
            Err(error) => Err(error),
        }
    });
    let found: Vec<_> = read.buffered(client.in_flight()).try_collect().await?;
    state.security_levels = found.into_iter().flatten().collect();
    Ok(())
}

/// The groups whose names hold the texts. Where none is found, any group tells that the user may
/// search at all; otherwise Jira says whether a name is right.
async fn groups<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    field: FieldId,
    texts: BTreeSet<String>,
    state: &mut TargetState,
) -> Result<(), JiraError> {
    let read = stream::iter(texts).map(|text| async move { client.groups_like(&text).await });
    let answers: Vec<Vec<Entity>> = read.buffered(SEARCHES).try_collect().await?;
    let mut found: Vec<Entity> = Vec::new();
    for group in answers.into_iter().flatten() {
        if !found.contains(&group) {
            found.push(group);
        }
    }
    if found.is_empty() {
        found = client.find_groups("").await?;
    }
    if !found.is_empty() {
        state.choices.insert(field, found);
    }
    Ok(())
}

/// What the issues have in a field, each once.
fn seen(field: &FieldId, state: &TargetState) -> Vec<Entity> {
    let mut seen: Vec<Entity> = Vec::new();
    for issue in state.issues.values() {
        for entity in entities(issue.values.get(field)) {
            if !seen.contains(entity) {
                seen.push(entity.clone());
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::jira::testing::{FakeJira, VirtualClock, ok, status};
    use crate::mapping::propose;
    use crate::mapping::testing::{field, fields, table};
    use crate::ports::Request;
    use crate::target::{IssueState, IssueType, Place, Project};

    /// A site whose issue DEMO-1 is in a sprint and of a team.
    fn state() -> TargetState {
        let entity = |id: &str, name: &str| Entity { id: id.to_owned(), name: name.to_owned() };
        let values = [
            ("sprint", FieldValue::Sprints { closed: Vec::new(), open: Some(entity("5", "Now")) }),
            ("team", FieldValue::One(entity("t1", "Payments"))),
        ];
        let place = Place { project: "10000".to_owned(), issue_type: "1".to_owned() };
        let issue = IssueState {
            id: "10001".to_owned(),
            key: "DEMO-1".to_owned(),
            place,
            values: values.map(|(id, value)| (FieldId::new(id), value)).into(),
            transitions: Vec::new(),
        };
        let task =
            IssueType { id: "1".into(), name: "Task".into(), level: 0, statuses: Vec::new() };
        let (id, key) = ("10000".to_owned(), "DEMO".to_owned());
        let project = Project { id, key, issue_types: vec![task], ..Project::default() };
        let mut state = TargetState::default();
        state.issues.insert("DEMO-1".to_owned(), issue);
        state.projects.insert("10000".to_owned(), project);
        state
    }

    /// What is known after a file was looked at, and the requests.
    fn loaded(file: &str, boards: u16) -> (TargetState, String) {
        let clock = VirtualClock::new();
        let transport = FakeJira::new(&clock, |request: &Request, _| {
            let path = request.path.split('?').next().unwrap_or_default();
            ok(match path {
                "/rest/agile/1.0/board" if boards != 200 => return status(boards, &[], json!({})),
                "/rest/agile/1.0/board" => {
                    json!({ "values": [{ "id": 1 }, { "id": 2 }], "isLast": true })
                }
                "/rest/agile/1.0/board/1/sprint" => json!({ "isLast": true, "values": [
                    { "id": 5, "name": "Now", "state": "active" },
                    { "id": 6, "name": "Next", "state": "future" },
                ] }),
                "/rest/agile/1.0/board/2/sprint" => return status(400, &[], json!({})),
                // More names hold the text than the picker shows.
                "/rest/api/3/groups/picker" if request.path.contains("=ops&") => json!({
                    "groups": (10..30).map(|n| json!({ "name": format!("{n}-ops") })).collect::<Vec<_>>(),
                }),
                "/rest/api/3/group/bulk" => json!({
                    "isLast": true,
                    "values": [{ "name": "ops", "groupId": "o" }],
                }),
                "/rest/api/3/groups/picker" if request.path.contains("staff") => json!({
                    "groups": [{ "name": "staff", "groupId": "g" }, { "name": "staff-2", "groupId": "h" }],
                }),
                "/rest/api/3/groups/picker" => json!({ "groups": [] }),
                _ => json!({ "levels": [{ "id": "9", "name": "Board" }] }),
            })
        });
        let client = Client::new(&transport, &clock);
        let mut fields = fields();
        fields.push(field("sprint", "Sprint", FieldType::Sprint));
        fields.push(field("team", "Team", FieldType::Team));
        fields.push(field("group", "Group", FieldType::Group));
        fields.push(field("security", "Security Level", FieldType::SecurityLevel));
        let table = table(file);
        let (mapping, _) = propose(&table, &fields, None);
        let subject = Subject {
            table: &table,
            mapping: &mapping,
            fields: &fields,
            site_url: "https://x",
            lineage: "L",
            exported: false,
        };
        let mut state = state();
        clock.run(load(&client, &subject, &mut state)).unwrap();
        (state, transport.log())
    }

    #[test]
    fn only_what_the_issues_do_not_explain_is_asked_for() {
        let (state, log) = loaded("Key | Sprint | Team\nDEMO-1 | Now | Payments", 200);
        assert_eq!((state.choices.len(), log.as_str()), (0, ""));
    }

    #[test]
    fn each_kind_is_asked_for_in_its_own_way() {
        let (state, log) = loaded(
            "Key | Sprint | Team | Group | Security Level
             DEMO-1 | Next | | staff | Board
             | | payments | other |",
            200,
        );
        insta::assert_snapshot!(log);
        let names = |field: &str| -> Vec<&str> {
            state.choices[&FieldId::new(field)].iter().map(|e| e.name.as_str()).collect()
        };
        assert_eq!(names("sprint"), ["Now", "Next"]);
        assert_eq!(names("team"), ["Payments"]);
        assert_eq!(names("group"), ["staff", "staff-2"]);
        assert_eq!(state.security_levels["10000"][0].id, "9");
    }

    #[test]
    fn a_group_is_found_whose_name_many_others_hold() {
        let (state, _) = loaded("Key | Group\nDEMO-1 | ops", 200);
        let found = &state.choices[&FieldId::new("group")];
        assert_eq!(found.iter().find(|group| group.name == "ops").unwrap().id, "o");
    }

    #[test]
    fn boards_that_may_not_be_read_leave_ids_to_jira() {
        let (state, _) = loaded("Key | Sprint\nDEMO-1 | 7", 403);
        assert!(state.choices.is_empty());
    }
}
