//! What is asked of Jira for a file, and what becomes of the answers.

use serde_json::{Value, json};

use super::{LoadError, Subject, load};
use crate::jira::testing::{Answer, FakeJira, VirtualClock, ok, status};
use crate::jira::tests::visitor;
use crate::jira::{Client, Right};
use crate::mapping::testing::{fields, table};
use crate::mapping::{EmptyCells, propose};
use crate::memory::{Likeness, Seen};
use crate::ports::Request;
use crate::schema::{FieldId, FieldValue};
use crate::target::{Match, Place, TargetState};

/// A site of one project, whose issue DEMO-4 was OLD-1 before it was moved.
fn jira(request: &Request, _: usize) -> Answer {
    let path = request.path.split('?').next().unwrap_or_default();
    let body: Value = request.body.as_deref().map_or(Value::Null, |b| b.parse().unwrap());
    ok(match path {
        "/rest/api/3/myself" => json!({"accountId": "acc-me", "displayName": "Me"}),
        "/rest/api/3/issue/bulkfetch" => {
            let asked = body["issueIdsOrKeys"].as_array().unwrap();
            let issues: Vec<_> = asked.iter().filter_map(|key| issue(key.as_str()?)).collect();
            json!({"issues": issues, "issueErrors": []})
        }
        "/rest/api/3/project/search" => {
            json!({"values": [{"id": "10000", "key": "DEMO", "name": "Demo"}], "isLast": true})
        }
        "/rest/api/3/project/10000" => json!({
            "id": "10000", "key": "DEMO", "name": "Demo", "components": [], "versions": [],
            "issueTypes": [{"id": "1", "name": "Task", "hierarchyLevel": 0}],
        }),
        "/rest/api/3/project/10000/statuses" => json!([{
            "id": "1", "name": "Task",
            "statuses": [{"id": "11", "name": "Open"}, {"id": "12", "name": "Done"}],
        }]),
        "/rest/api/3/issue/createmeta/10000/issuetypes/1" => json!({
            "fields": [{"fieldId": "summary", "key": "summary", "name": "Summary", "required": true,
                "hasDefaultValue": false, "schema": {"type": "string"}, "operations": ["set"]}],
            "total": 1,
        }),
        "/rest/api/3/search/jql" if body["jql"].as_str().unwrap().contains("\"L2\"") => json!({
            "issues": [{"id": "10003", "key": "DEMO-3",
                "properties": {"rowport": {"lineage": "L2", "row": "id:7"}}}],
        }),
        "/rest/api/3/search/jql" => json!({"issues": [], "isLast": true}),
        "/rest/api/3/user/search" if request.path.contains("Alex") => json!([
            {"accountId": "acc-1", "displayName": "Alex Kim", "active": true},
            {"accountId": "acc-2", "displayName": "Alex Kim", "active": true},
        ]),
        "/rest/api/3/user/search" => json!([]),
        _ if path.ends_with("/editmeta") => json!({"fields": {}}),
        _ if path.ends_with("/transitions") => json!({"transitions": [
            {"id": "31", "name": "Finish", "to": {"id": "12", "name": "Done"}, "fields": {}},
        ]}),
        _ => return status(404, &[], json!({"errorMessages": ["not here"], "errors": {}})),
    })
}

fn issue(name: &str) -> Option<Value> {
    let (id, key) = match name {
        "DEMO-1" => ("10001", "DEMO-1"),
        "DEMO-2" => ("10002", "DEMO-2"),
        "DEMO-3" | "10003" => ("10003", "DEMO-3"),
        "DEMO-4" | "OLD-1" => ("10004", "DEMO-4"),
        _ => return None,
    };
    Some(json!({"id": id, "key": key, "fields": {
        "project": {"id": "10000", "key": "DEMO"},
        "issuetype": {"id": "1", "name": "Task"},
        "summary": format!("Summary of {key}"),
        "status": {"id": "11", "name": "Open"},
        "assignee": {"accountId": "acc-mia", "displayName": "Mia Krystof", "active": true},
        "updated": "2026-10-01T12:00:00.000+0200",
    }}))
}

/// The state for a file of this lineage, and the requests.
fn loaded_from(
    jira: impl Fn(&Request, usize) -> Answer,
    file: &str,
    lineage: &str,
    empty: EmptyCells,
) -> (TargetState, String) {
    let clock = VirtualClock::new();
    let transport = FakeJira::new(&clock, jira);
    let client = Client::new(&transport, &clock);
    let (table, fields) = (table(file), fields());
    let (mut mapping, _) = propose(&table, &fields, None);
    mapping.columns.iter_mut().for_each(|column| column.empty = empty);
    let site_url = "https://example.atlassian.net";
    let subject = Subject {
        table: &table,
        mapping: &mapping,
        fields: &fields,
        site_url,
        lineage,
        exported: false,
    };
    let state = clock.run(load(&client, &subject)).unwrap().state;
    (state, transport.log())
}

fn loaded(file: &str, empty: EmptyCells) -> (TargetState, String) {
    loaded_from(jira, file, "L", empty)
}

/// The site, where `read` answers for the issues of a request.
fn site_that_reads(read: impl Fn(Vec<&str>) -> Vec<Value>) -> impl Fn(&Request, usize) -> Answer {
    move |request, number| {
        if !request.path.ends_with("bulkfetch") {
            return jira(request, number);
        }
        let body: Value = request.body.as_deref().unwrap_or_default().parse().unwrap();
        let asked = body["issueIdsOrKeys"].as_array().unwrap();
        ok(json!({ "issues": read(asked.iter().filter_map(Value::as_str).collect()) }))
    }
}

#[test]
fn an_edited_export_is_compared_in_few_requests() {
    let (state, log) = loaded(
        "Key    | Summary | Status | Assignee
         DEMO-1 | a       | Open   | Mia Krystof
         demo-2 | b       | Done   | Mia Krystof
         DEMO-3 | c       | done   |
         OLD-1  | d       |        | Alex Kim
         DEMO-9 | e       |        |",
        EmptyCells::SinceExport,
    );
    insta::assert_snapshot!(log);
    let names: Vec<_> = state.issues.keys().map(String::as_str).collect();
    assert_eq!(names, ["DEMO-1", "DEMO-2", "DEMO-3", "OLD-1"]);
    assert_eq!(state.issues["OLD-1"].key, "DEMO-4");
    assert_eq!(state.issues["DEMO-3"].transitions.len(), 1, "shared with an issue like it");
    assert!(state.issues["DEMO-1"].transitions.is_empty());
    assert!(matches!(
        state.issues["DEMO-1"].values.get(&FieldId::new("updated")),
        Some(FieldValue::DateTime(_))
    ));
    assert_eq!(state.people.resolve("Alex Kim"), Match::Several);
    assert!(matches!(state.people.resolve("Mia Krystof"), Match::One(_)));
}

#[test]
fn new_rows_ask_for_their_project_and_its_screens() {
    let (state, log) = loaded(
        "Summary | Space | Issue Type | Status
         a       | demo  | Task       | Done
         b       | Demo  |            |
         c       | NOPE  |            |",
        EmptyCells::Leave,
    );
    insta::assert_snapshot!(log);
    let place = Place { project: "10000".to_owned(), issue_type: "1".to_owned() };
    assert!(state.create_screens[&place][&FieldId::new("summary")].required);
    assert_eq!(state.projects["10000"].issue_types[0].statuses.len(), 2);
}

const CLOSED: &str = "Key | Summary | Status | Project | Issue Type
                      DEMO-1 | a | Done | |
                      DEMO-2 | a | Done | |
                      | b | | DEMO | Task";

/// Jira gives a user without rights an empty screen, no transition, and 400 for a new issue's.
fn closed(rights: &Answer) -> impl Fn(&Request, usize) -> Answer {
    move |request, number| {
        let path = request.path.split('?').next().unwrap_or_default();
        match path {
            _ if path.ends_with("/transitions") => ok(json!({"transitions": []})),
            _ if path.contains("/createmeta/") => status(400, &[], json!({"errorMessages": ["?"]})),
            "/rest/api/3/mypermissions" => rights.clone(),
            _ => jira(request, number),
        }
    }
}

#[test]
fn where_nothing_is_open_the_rights_are_asked_for() {
    let may = |held| json!({"name": "Name", "havePermission": held});
    let rights = ok(json!({"permissions": {"CREATE_ISSUES": may(false), "EDIT_ISSUES": may(false),
        "TRANSITION_ISSUES": may(true)}}));
    let (state, log) = loaded_from(closed(&rights), CLOSED, "L", EmptyCells::Leave);
    let place = Place { project: "10000".to_owned(), issue_type: "1".to_owned() };
    assert_eq!(state.lacks(&place, Right::Edit), Some("Name"));
    assert_eq!(state.lacks(&place, Right::Create), Some("Name"));
    assert!(state.rights[&place].rights.has(Right::Transition));
    let own = |name: &str| state.rights_on(&state.issues[name]).is_some();
    assert!(own("DEMO-1") && !own("DEMO-2"), "what is told of one issue is not said of another");
    let asked: Vec<_> = log.lines().filter(|line| line.contains("mypermissions")).collect();
    assert!(matches!(asked.as_slice(), [one] if one.ends_with("&issueId=10001")), "{asked:?}");
}

/// What only explains does not keep the plan from being made.
#[test]
fn rights_that_jira_does_not_tell_are_done_without() {
    for code in [400, 403, 404, 500, 503] {
        let refusal = status(code, &[], json!({"errorMessages": ["No."], "errors": {}}));
        let (state, log) = loaded_from(closed(&refusal), CLOSED, "L", EmptyCells::Leave);
        assert!(log.contains("mypermissions"), "{code}");
        assert!(state.rights.is_empty() && state.issues.contains_key("DEMO-1"), "{code}");
    }
}

/// No key of the file is told as unknown when nobody is signed in any more.
#[test]
fn a_file_is_not_compared_with_what_a_visitor_sees() {
    for signed_in in 1..12 {
        for nameless in [false, true] {
            let clock = VirtualClock::new();
            let transport = FakeJira::new(&clock, |request: &Request, number| {
                if number < signed_in { jira(request, number) } else { visitor(request) }
            });
            let transport = if nameless { transport.nameless() } else { transport };
            let client = Client::new(&transport, &clock).signed_in_as("acc-me");
            let table = table("Key | Summary | Status | Assignee\nDEMO-1 | a | Done | Alex Kim");
            let (fields, site_url) = (fields(), "https://example.atlassian.net");
            let (mapping, _) = propose(&table, &fields, None);
            let subject = Subject {
                table: &table,
                mapping: &mapping,
                fields: &fields,
                site_url,
                lineage: "L",
                exported: false,
            };
            match clock.run(load(&client, &subject)) {
                Err(LoadError::Jira(error)) => {
                    assert!(error.is_signed_out(), "{signed_in}: {error}");
                }
                Err(LoadError::Asked(question)) => panic!("{question:?}"),
                Ok(loaded) => assert!(loaded.state.issues.contains_key("DEMO-1"), "{signed_in}"),
            }
        }
    }
}

#[test]
fn several_moved_issues_are_told_apart() {
    let moved = |name: &str| match name {
        "OLD-1" => issue("DEMO-1"),
        "OLD-2" => issue("DEMO-2"),
        other => issue(other),
    };
    let site = site_that_reads(|asked| asked.into_iter().filter_map(moved).collect());
    let file = "Key | Summary\nOLD-2 | b\nOLD-1 | a\nOLD-3 | c";
    let (state, _) = loaded_from(site, file, "L", EmptyCells::SinceExport);
    let keys: Vec<_> = state.issues.iter().map(|(name, issue)| (&**name, &*issue.key)).collect();
    assert_eq!(keys, [("OLD-1", "DEMO-1"), ("OLD-2", "DEMO-2")]);
}

#[test]
fn an_issue_named_by_its_old_and_its_new_key_is_found_by_both() {
    let once = |asked: Vec<&str>| {
        let mut issues: Vec<_> = asked.into_iter().filter_map(issue).collect();
        issues.dedup_by_key(|issue| issue["id"].clone());
        issues
    };
    let file = "Key | Summary\nOLD-1 | a\nDEMO-4 | b\nDEMO-9 | c";
    let (state, _) = loaded_from(site_that_reads(once), file, "L", EmptyCells::SinceExport);
    let ids: Vec<_> = state.issues.iter().map(|(name, issue)| (&**name, &*issue.id)).collect();
    assert_eq!(ids, [("DEMO-4", "10004"), ("OLD-1", "10004")]);
}

#[test]
fn rows_that_were_made_before_are_found_whoever_made_them() {
    let file = "ID | Summary | Project\n7 | a | DEMO\n8 | b | DEMO";
    let made = |request: &Request, number| match request.path.as_str() {
        "/rest/api/3/search/jql" => ok(json!({"isLast": true, "issues": [{
            "id": "10003", "key": "DEMO-3",
            "fields": {"project": {"id": "10000"}, "issuetype": {"name": "Task"}, "summary": "a",
                "created": "2026-10-01T12:00:00.000+0200", "creator": {"displayName": "Mia"},
                "status": {"statusCategory": {"key": "done"}}},
            "properties": {"rowport": {"lineage": "L2", "row": "id:7"}}}]})),
        _ => jira(request, number),
    };
    let (state, log) = loaded_from(made, file, "L2", EmptyCells::SinceExport);
    let row = &state.seen.rows[&1];
    let first = &row.candidates[0];
    assert_eq!((first.issue.key.as_str(), first.by.as_str(), first.done), ("DEMO-3", "Mia", true));
    assert_eq!((state.seen.rows.len(), row.sure, row.likeness), (1, false, Likeness::SameId));
    assert_eq!(state.issues["DEMO-3"].id, "10003");
    // One search for the highest key, and one where the site has no index; twice two requests for
    // what lies above it by key, as DEMO-4 is there; one for the issues of the rows.
    assert_eq!((log.matches("search/jql").count(), log.matches("bulkfetch").count()), (2, 5));
}

#[test]
fn a_file_without_new_rows_looks_for_nothing() {
    let (state, log) = loaded("Key | Summary\nDEMO-1 | a", EmptyCells::Leave);
    assert_eq!((state.seen, log.matches("search").count()), (Seen::default(), 0));
}
