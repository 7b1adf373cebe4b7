//! Each resource: what is sent, and what Jira's JSON becomes.

use std::fmt::Debug;

use serde_json::{Value, json};

use super::super::testing::{Answer, FakeJira, VirtualClock, ok, status};
use super::super::{Client, JiraError, ProjectAction, Right, Where};
use crate::ports::Request;
use crate::schema::FieldId;

type Script<'s> = Box<dyn Fn(&Request, usize) -> Answer + 's>;
type Site<'s> = FakeJira<'s, Script<'s>>;

/// Calls a site that gives these answers one after another; the requests, then the result.
fn call<R: Debug>(
    answers: &[Answer],
    run: impl AsyncFnOnce(&Client<'_, Site<'_>, VirtualClock>) -> Result<R, JiraError>,
) -> String {
    let clock = VirtualClock::new();
    let script: Script<'_> = Box::new(|_, n| answers[n].clone());
    let site = FakeJira::new(&clock, script);
    let client = Client::new(&site, &clock);
    let result = clock.run(run(&client));
    format!("{}\n{result:#?}", site.log())
}

#[test]
fn fields_have_types_and_the_key_is_among_them() {
    let fields = json!([
        {"id": "summary", "key": "summary", "name": "Summary", "custom": false,
            "schema": {"type": "string", "system": "summary"}},
        {"id": "customfield_10050", "name": "Severity", "custom": true,
            "schema": {"type": "option", "custom": "com.atlassian.jira.plugin.system.customfieldtypes:select"},
            "scope": {"type": "PROJECT", "project": {"id": "10001"}}},
    ]);
    insta::assert_snapshot!(call(&[ok(fields)], async |client| client.fields().await));
}

#[test]
fn create_screens_are_read_over_their_pages() {
    let field = |id: &str, more: Value| {
        let mut field =
            json!({"fieldId": id, "name": id, "required": false, "hasDefaultValue": false});
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        field
    };
    let first = json!({"startAt": 0, "maxResults": 2, "total": 3, "fields": [
        field("summary", json!({"required": true})),
        field("customfield_1", json!({"allowedValues": [
            {"id": "1", "value": "EMEA", "children": [
                {"id": "11", "value": "Berlin"}, {"id": "12", "value": "Old", "disabled": true}]},
            {"id": "2", "value": "Gone", "disabled": true},
        ]})),
    ]});
    let second = json!({"startAt": 2, "maxResults": 2, "total": 3, "fields": [
        field("priority", json!({"hasDefaultValue": true, "allowedValues": [{"id": "3", "name": "High"}]})),
    ]});
    let answers = [ok(first), ok(second)];
    insta::assert_snapshot!(call(&answers, async |client| client
        .create_screen("DEMO", "10001")
        .await));
}

#[test]
fn edit_screens_and_types_of_a_project_are_read() {
    let edit = json!({"fields": {"duedate": {"required": false, "name": "Due date",
        "schema": {"type": "date", "system": "duedate"}, "operations": ["set"]}}});
    let types = json!({"startAt": 0, "maxResults": 200, "total": 2, "issueTypes": [
        {"id": "1", "name": "Epic", "subtask": false, "hierarchyLevel": 1},
        {"id": "5", "name": "Sub-task", "subtask": true},
    ]});
    insta::assert_snapshot!(call(&[ok(edit), ok(types)], async |client| {
        Ok((client.edit_screen("DEMO-1").await?, client.create_types("DEMO").await?))
    }));
}

#[test]
fn projects_are_listed_over_short_pages_until_the_last() {
    let project = |n: u32| json!({"id": n.to_string(), "key": format!("P{n}"), "name": "P"});
    let answers = [
        ok(json!({"values": [project(1)], "startAt": 0, "isLast": false, "total": 2})),
        ok(json!({"values": [project(2)], "startAt": 1, "isLast": true, "total": 2})),
    ];
    insta::assert_snapshot!(call(&answers, async |client| client
        .projects(ProjectAction::Create)
        .await));
}

#[test]
fn a_project_comes_with_its_open_versions_and_its_statuses_by_type() {
    let project = json!({"id": "10000", "key": "DEMO", "name": "Demo",
        "issueTypes": [{"id": "3", "name": "Task", "subtask": false, "hierarchyLevel": 0}],
        "components": [{"id": "1", "name": "API", "self": ""}],
        "versions": [{"id": "7", "name": "1.0", "archived": true}, {"id": "8", "name": "2.0"}]});
    let statuses = json!([{"id": "3", "name": "Task", "subtask": false, "self": "",
        "statuses": [{"id": "1", "name": "Open", "statusCategory": {"id": 2}}]}]);
    insta::assert_snapshot!(call(&[ok(project), ok(statuses)], async |client| {
        Ok((client.project("DEMO").await?, client.statuses("DEMO").await?))
    }));
}

#[test]
fn people_may_hide_their_address() {
    let mia = json!({"accountId": "5b1:x", "displayName": "Mia", "emailAddress": "mia@example.com", "active": true, "accountType": "atlassian"});
    let max = json!({"accountId": "5b2:y", "displayName": "Max", "active": false});
    let answers = [
        ok(json!([mia, max])),
        ok(json!({"values": [max], "startAt": 0, "maxResults": 50, "total": 1, "isLast": true})),
        ok(json!([])),
    ];
    insta::assert_snapshot!(call(&answers, async |client| {
        let found = client.search_users("m & m").await?;
        let ids: Vec<_> = found.iter().map(|user| user.account_id.clone()).collect();
        Ok((found, client.users_by_id(&ids).await?, client.assignable_users("DEMO", "x").await?))
    }));
}

#[test]
fn the_site_tells_its_clock_and_its_working_hours() {
    let answers = [
        ok(
            json!({"baseUrl": "https://a.example/", "deploymentType": "Cloud", "serverTime": "2026-11-02T10:00:00.000+0100"}),
        ),
        ok(json!({"timeTrackingEnabled": true, "timeTrackingConfiguration":
            {"workingHoursPerDay": 7.5, "workingDaysPerWeek": 4.0, "timeFormat": "pretty", "defaultUnit": "hour"}})),
        ok(
            json!({"permissions": {"CREATE_ISSUES": {"id": "11", "key": "CREATE_ISSUES", "havePermission": false}}}),
        ),
        ok(
            json!({"values": [{"id": "1", "name": "Highest"}], "startAt": 0, "isLast": true, "total": 1}),
        ),
        ok(json!([{"id": "10000", "name": "Done", "description": ""}])),
    ];
    insta::assert_snapshot!(call(&answers, async |client| {
        let site = (client.server_info().await?, client.configuration().await?);
        let may = client.rights(&[Right::Create], Where::Project("10000")).await?;
        Ok((site, may, client.priorities().await?, client.resolutions().await?))
    }));
}

#[test]
fn a_query_is_judged_and_counted() {
    let answers = [
        ok(
            json!({"queries": [{"query": "x =", "errors": ["Error in the JQL Query: Expecting a value."]}]}),
        ),
        ok(json!({"count": 153})),
    ];
    insta::assert_snapshot!(call(&answers, async |client| {
        Ok((client.parse_jql("x =").await?, client.approximate_count("project = A").await?))
    }));
}

#[test]
fn transitions_tell_where_they_lead_and_what_they_require() {
    let ways = json!({"expand": "transitions", "transitions": [
        {"id": "31", "name": "Finish", "to": {"id": "3", "name": "Done"}, "isAvailable": true,
            "fields": {"resolution": {"required": true, "name": "Resolution", "hasDefaultValue": false},
                "comment": {"required": false, "name": "Comment"}}},
        {"id": "41", "name": "Hidden", "to": {"id": "4", "name": "X"}, "isAvailable": false},
    ]});
    insta::assert_snapshot!(call(&[ok(ways)], async |client| client.transitions("DEMO-1").await));
}

#[test]
fn properties_and_comments_are_read_and_written() {
    let missing = json!({"errorMessages": ["The property was not found."], "errors": {}});
    let comment = |id: &str| {
        json!({"id": id, "body": {"type": "doc", "version": 1, "content": []},
            "created": "2026-11-02T10:00:00.000+0000", "author": {"accountId": "712020:a1", "displayName": "Mia"}})
    };
    let answers = [
        ok(json!({"key": "rowport", "value": {"row": "1"}})),
        status(404, &[], missing),
        ok(json!({"comments": [comment("1")], "total": 2, "startAt": 0, "maxResults": 1})),
        ok(json!({"comments": [comment("2")], "total": 2, "startAt": 1, "maxResults": 1})),
        status(201, &[], comment("3")),
    ];
    insta::assert_snapshot!(call(&answers, async |client| {
        let set = client.property("A-1", "rowport").await?;
        let unset = client.property("A-1", "other").await?;
        let comments = client.comments("A-1").await?;
        let added = client.add_comment("A-1", &json!({"type": "doc"}), None, None).await?;
        let authors =
            comments.iter().map(|c| c.author().map(|author| author.name)).collect::<Vec<_>>();
        Ok((set, unset, authors, added.id))
    }));
}

#[test]
fn one_issue_is_read_created_and_removed() {
    let answers = [
        ok(json!({"id": "10", "key": "B-2", "self": "", "fields": {"summary": "x"}})),
        status(201, &[], json!({"id": "11", "key": "B-3", "self": ""})),
        status(204, &[], Value::Null),
    ];
    insta::assert_snapshot!(call(&answers, async |client| {
        let issue = client.issue("A-1", &[FieldId::new("summary"), FieldId::new("status")]).await?;
        let created = client.create_issue(&Default::default()).await?;
        client.delete_issue(&created.issue.id, true).await?;
        Ok((issue, created))
    }));
}

#[test]
fn an_answer_of_another_shape_tells_its_place_and_no_value() {
    let answer = ok(json!({"baseUrl": 7, "secret": "Canary"}));
    let said = call(&[answer], async |client| client.server_info().await);
    assert!(said.contains("another shape than documented") && !said.contains("Canary"), "{said}");
}
