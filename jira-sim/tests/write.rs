//! Creating and editing: what is kept, and what is refused with which words.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::{document, site, task};

#[tokio::test]
async fn each_kind_of_value_is_kept_and_shown() {
    let site = site(5);
    let users = site.get("user/search?query=mia").await.json;
    let mia = users[0]["accountId"].clone();
    let key = site
        .create(json!({
            "summary": "  everything  ",
            "description": document("Größe 👍"),
            "priority": {"id": "1"},
            "assignee": {"accountId": mia},
            "labels": ["b", "a", "b"],
            "components": [{"name": "Billing, Payments"}, {"id": "10002"}],
            "fixVersions": [{"name": "2.0"}],
            "duedate": "2026-12-24",
            "parent": {"key": "DEMO-1"},
            "timetracking": {"originalEstimate": "1w 2d"},
            "customfield_10016": 2.5,
            "customfield_10015": "2026-11-05",
            "customfield_10030": "007",
            "customfield_10031": "2026-11-05T10:00:00.000+0100",
            "customfield_10033": {"value": "Minor"},
            "customfield_10034": [{"id": "10111"}, {"value": "Linux"}],
            "customfield_10035": {"value": "Asia Pacific", "child": {"value": "Japan"}},
            "customfield_10036": {"id": mia},
            "customfield_10037": ["x", "y"],
            "customfield_10038": document("done when done"),
        }))
        .await;
    let asked = "summary,description,priority,assignee,labels,components,fixVersions,duedate,\
                 parent,timetracking,created,updated,status,resolution,creator,\
                 customfield_10015,customfield_10016,customfield_10030,customfield_10031,\
                 customfield_10033,customfield_10034,customfield_10035,customfield_10036,\
                 customfield_10037,customfield_10038";
    let issue = site.get(&format!("issue/{key}?fields={asked}")).await.json;
    insta::assert_json_snapshot!(issue);
}

#[tokio::test]
async fn bad_values_are_refused_with_jiras_words() {
    let site = site(30);
    let long = "x".repeat(256);
    let huge = document(&"y".repeat(32_768));
    let subtask = site.keys("type = Sub-task order by key").await[0].clone();
    let table: Vec<(&str, Value)> = vec![
        ("summary", json!("two\nlines")),
        ("summary", json!("")),
        ("summary", json!(long)),
        ("summary", json!(5)),
        ("description", json!("a plain string")),
        ("description", json!({"type": "doc", "version": 1, "content": [{"type": "nope"}]})),
        ("description", json!({"type": "doc", "version": 1, "content": [{"type": "taskList"}]})),
        ("description", huge),
        ("customfield_10038", json!("a plain string")),
        ("labels", json!(["has space"])),
        ("labels", json!("a")),
        ("priority", json!({"name": "Blocker"})),
        ("assignee", json!({"accountId": "nobody"})),
        ("reporter", json!({"accountId": "nobody"})),
        ("components", json!([{"name": "Nope"}])),
        ("fixVersions", json!([{"name": "9.9"}])),
        ("fixVersions", json!({"name": "1.0"})),
        ("duedate", json!("24.12.2026")),
        ("duedate", json!("2026-02-30")),
        ("parent", json!({"key": "DEMO-9999"})),
        ("parent", json!({"key": subtask})),
        ("timetracking", json!({"originalEstimate": "soon"})),
        ("customfield_10016", json!("3")),
        ("customfield_10030", json!(long)),
        ("customfield_10030", json!(7)),
        ("customfield_10031", json!("2026-11-05")),
        ("customfield_10033", json!({"value": "minor"})),
        ("customfield_10033", json!({"id": "1"})),
        ("customfield_10033", json!("Minor")),
        ("customfield_10034", json!({"value": "Web"})),
        ("customfield_10034", json!([{"value": "web"}])),
        ("customfield_10035", json!({"child": {"value": "Japan"}})),
        ("customfield_10035", json!({"value": "Europe", "child": {"value": "Japan"}})),
        ("customfield_10036", json!({"accountId": "nobody"})),
        ("customfield_10050", json!({"value": "Severity 1"})),
        ("customfield_99999", json!("x")),
        ("status", json!({"name": "Done"})),
        ("created", json!("2020-01-01T00:00:00.000+0000")),
        ("resolution", json!({"name": "Done"})),
        ("issuetype", json!({"name": "Nope"})),
        ("project", json!({"key": "NOPE"})),
    ];
    let mut refused = Vec::new();
    for (field, value) in table {
        let answer = site.post("issue", task(json!({field: value}))).await;
        assert_eq!(answer.status.as_u16(), 400, "{field}: {}", answer.json);
        let shown = value.to_string();
        let value = if shown.len() > 80 { json!("(long)") } else { value };
        refused.push(json!({"field": field, "value": value, "refusal": answer.json}));
    }
    insta::assert_json_snapshot!(refused);
    assert_eq!(site.keys("project = DEMO").await.len(), 30, "nothing was created");
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once() {
    let site = site(5);
    let answer = site
        .post("issue", task(json!({"summary": "a\nb", "labels": ["x y"], "duedate": "soon"})))
        .await;
    let errors = answer.json["errors"].as_object().unwrap();
    assert_eq!(errors.keys().collect::<Vec<_>>(), ["duedate", "labels", "summary"]);
    let none = site.post("issue", json!({"fields": {"project": {"key": "DEMO"}}})).await;
    assert_eq!(none.json["errors"], json!({"issuetype": "Specify an issue type"}));
    let no_summary = json!({"fields": {"project": {"key": "DEMO"}, "issuetype": {"id": "10002"}}});
    let answer = site.post("issue", no_summary).await;
    assert_eq!(
        answer.json["errors"],
        json!({"summary": "You must specify a summary of the issue."})
    );
}

#[tokio::test]
async fn a_subtask_needs_a_parent_of_the_base_level() {
    let site = site(30);
    let subtask = |fields: Value| {
        let mut body = task(fields);
        body["fields"]["issuetype"] = json!({"name": "Sub-task"});
        body
    };
    let base = site.keys("type in (Story, Task, Bug)").await[0].clone();
    let orphan = site.post("issue", subtask(json!({}))).await;
    assert_eq!(
        orphan.json["errors"]["issuetype"],
        "Issue type is a sub-task but parent issue key or id not specified."
    );
    let wrong = site.post("issue", subtask(json!({"parent": {"key": "DEMO-1"}}))).await;
    assert_eq!(
        wrong.json["errors"]["parent"],
        "Given parent work item does not belong to appropriate hierarchy."
    );
    let good = site.post("issue", subtask(json!({"parent": {"key": base}}))).await;
    assert_eq!(good.status, 201);
    let subtasks = site.fields(&base).await["subtasks"].clone();
    assert!(subtasks.as_array().unwrap().iter().any(|s| s["key"] == good.json["key"]));
}

#[tokio::test]
async fn bulk_create_keeps_what_is_good() {
    let site = site(5);
    let with = |fields: Value| {
        let mut body = task(fields);
        body["properties"] = json!([{"key": "rowport", "value": {"row": 1}}]);
        body
    };
    let mut moved = with(json!({"summary": "one"}));
    moved["transition"] = json!({"id": "11"});
    let mut stuck = with(json!({"summary": "three"}));
    stuck["transition"] = json!({"id": "51"});
    let updates = json!([moved, with(json!({"summary": "t\nwo"})), stuck]);
    let answer = site.post("issue/bulk", json!({"issueUpdates": updates})).await;
    assert_eq!(answer.status, 201);
    insta::assert_json_snapshot!("partly", answer.json);
    assert_eq!(site.fields("DEMO-6").await["status"]["name"], "In Progress");
    let property = site.get("issue/DEMO-7/properties/rowport").await.json;
    assert_eq!(property, json!({"key": "rowport", "value": {"row": 1}}));

    let bad = json!({"issueUpdates": [task(json!({"summary": ""})), {"fields": {}}]});
    let answer = site.post("issue/bulk", bad).await;
    assert_eq!(answer.status, 400);
    insta::assert_json_snapshot!("not_at_all", answer.json);
    let many = json!({"issueUpdates": vec![task(json!({})); 51]});
    assert_eq!(site.post("issue/bulk", many).await.status, 400);
}

#[tokio::test]
async fn edits_write_only_what_they_name() {
    let site = site(5);
    let key = site.create(json!({"labels": ["a", "b"], "components": [{"name": "API"}]})).await;
    let path = format!("issue/{key}");
    let before = site.fields(&key).await;
    let edit = json!({
        "fields": {"summary": "new", "customfield_10033": {"value": "Major"}, "duedate": null},
        "update": {
            "labels": [{"add": "c"}, {"remove": "a"}],
            "components": [{"set": [{"name": "Mobile"}]}],
        },
        "properties": [{"key": "k", "value": [1]}],
    });
    assert_eq!(site.put(&path, edit).await.status, 204);
    let after = site.fields(&key).await;
    assert_eq!(after["summary"], "new");
    assert_eq!(after["labels"], json!(["b", "c"]));
    assert_eq!(after["components"][0]["name"], "Mobile");
    assert_eq!(after["priority"], before["priority"]);
    assert!(after["updated"].as_str().unwrap() > before["updated"].as_str().unwrap());

    let again = json!({"fields": {"summary": "new"}});
    assert_eq!(site.put(&path, again).await.status, 204);
    assert_eq!(site.fields(&key).await["updated"], after["updated"], "nothing changed");
    let history = site.get(&format!("{path}/changelog")).await.json;
    insta::assert_json_snapshot!("history", history["values"][0]["items"]);
}

#[tokio::test]
async fn empty_values_clear_fields() {
    let site = site(5);
    let key = site
        .create(json!({
            "labels": ["a"], "components": [{"name": "API"}], "duedate": "2026-12-01",
            "parent": {"key": "DEMO-1"}, "priority": {"name": "High"},
            "description": document("x"), "customfield_10016": 1,
            "customfield_10033": {"value": "Major"}, "customfield_10034": [{"value": "Web"}],
            "timetracking": {"originalEstimate": "1h", "remainingEstimate": "30m"},
        }))
        .await;
    let clear = json!({
        "fields": {
            "labels": [], "components": [], "duedate": null, "priority": null, "description": null,
            "customfield_10016": null, "customfield_10033": null, "customfield_10034": [],
            "timetracking": {"originalEstimate": "", "remainingEstimate": ""},
        },
        "update": {"parent": [{"set": {"none": true}}]},
    });
    let answer = site.put(&format!("issue/{key}"), clear).await;
    assert_eq!(answer.status, 204, "{}", answer.json);
    let fields = site.fields(&key).await;
    for list in ["labels", "components"] {
        assert_eq!(fields[list], json!([]), "{list}");
    }
    for single in [
        "duedate",
        "priority",
        "description",
        "customfield_10016",
        "customfield_10033",
        "customfield_10034",
        "timeoriginalestimate",
    ] {
        assert_eq!(fields[single], Value::Null, "{single}");
    }
    assert_eq!(fields.get("parent"), None);
    assert_eq!(fields["timetracking"], json!({}));
}

#[tokio::test]
async fn an_edit_does_not_look_at_screens_but_knows_the_project() {
    let site = site(5);
    let resolution = json!({"fields": {"resolution": {"name": "Duplicate"}}});
    assert_eq!(site.put("issue/DEMO-1", resolution).await.status, 204);
    for (id, value) in [
        ("customfield_10050", json!({"value": "Severity 1"})),
        ("status", json!({"name": "Done"})),
        ("nonsense", json!(1)),
    ] {
        let answer = site.put("issue/DEMO-1", json!({"fields": {id: value}})).await;
        let text =
            format!("Field '{id}' cannot be set. It is not on the appropriate screen, or unknown.");
        assert_eq!(answer.refusal(), (400, json!({"errorMessages": [], "errors": {id: text}})));
    }
    let both = json!({"fields": {"labels": []}, "update": {"labels": [{"add": "x"}]}});
    assert_eq!(site.put("issue/DEMO-1", both).await.status, 400);
}

#[tokio::test]
async fn deleting_takes_subtasks_only_when_asked_to() {
    let site = site(40).as_role("admin");
    let subtask = site.keys("type = Sub-task").await[0].clone();
    let parent = site.fields(&subtask).await["parent"]["key"].as_str().unwrap().to_owned();
    assert_eq!(site.delete(&format!("issue/{parent}")).await.status, 400);
    assert_eq!(site.delete(&format!("issue/{parent}?deleteSubtasks=true")).await.status, 204);
    for key in [parent, subtask] {
        assert_eq!(site.get(&format!("issue/{key}")).await.status, 404);
    }
    let epic = site.delete("issue/DEMO-1").await;
    assert_eq!(epic.status, 204, "children of an epic stay: {}", epic.json);
}
