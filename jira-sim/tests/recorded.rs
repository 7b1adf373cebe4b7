//! Issues that were recorded elsewhere, put into the site.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::{document, site};

/// An issue as a Jira gave it, with fields of its own and people of its own.
fn recorded() -> Value {
    json!({
        "key": "REC-7",
        "names": {"customfield_10020": "Colour", "customfield_10999": "Oddity"},
        "fields": {
            "project": {"name": "Recorded"},
            "summary": "from elsewhere",
            "description": "first line\r\nsecond line\r\n\r\nnext block",
            "issuetype": {"name": "Bug", "subtask": false},
            "status": {"name": "Selected", "statusCategory": {"key": "indeterminate"}},
            "priority": {"name": "Urgent"},
            "assignee": {"accountId": "x:1", "displayName": "Noor", "active": false},
            "reporter": {"accountId": "x:2", "displayName": "Noor", "emailAddress": "n@x.example"},
            "components": [{"name": "Core"}],
            "fixVersions": [{"name": "3.0", "released": true, "releaseDate": "2026-01-01"}],
            "created": "2021-08-29T18:04:39.112+0000",
            "updated": "2021-08-30T18:04:39.112-0700",
            "timeoriginalestimate": 3600,
            "comment": {"comments": [{"author": {"accountId": "x:2"}, "body": document("hi"),
                "created": "2021-08-29T19:00:00.000+0000"}]},
            "customfield_10016": 3,
            "customfield_10020": {"value": "Red"},
            "customfield_10070": [{"value": "b"}, {"value": "a"}],
            "customfield_10071": {"value": "Top", "child": {"value": "Below"}},
            "customfield_10072": null,
            "customfield_10999": {"odd": [1, {"deep": true}]},
        },
    })
}

#[tokio::test]
async fn a_recorded_issue_is_read_as_it_was() {
    let site = site(1);
    assert_eq!(site.post("/sim/put-issue", json!({"issue": recorded()})).await.status, 403);
    let admin = site.as_role("admin");
    let known = json!([{"id": "customfield_10016", "name": "Story Points",
        "schema": {"type": "number",
            "custom": "com.atlassian.jira.plugin.system.customfieldtypes:float"}}]);
    let body = json!({"issue": recorded(), "fields": known});
    let placed = admin.post("/sim/put-issue", body.clone()).await.json;
    let ids = placed["issues"][0]["fields"].clone();
    assert_eq!(ids["customfield_10016"], "customfield_10016", "the same field of this site");
    assert_eq!(ids["customfield_10020"], "customfield_20000", "its number is taken by another");
    assert_eq!(ids.get("customfield_10072"), None, "nothing is known about it");

    let fields = site.fields("REC-7").await;
    let id = |recorded: &str| ids[recorded].as_str().unwrap().to_owned();
    assert_eq!(fields["customfield_10016"], 3.0);
    assert_eq!(fields[id("customfield_10020")]["value"], "Red");
    assert_eq!(fields[id("customfield_10070")][1]["value"], "a");
    assert_eq!(fields[id("customfield_10071")]["child"]["value"], "Below");
    assert_eq!(fields[id("customfield_10999")], json!({"odd": [1, {"deep": true}]}));
    assert_eq!(fields["status"]["statusCategory"]["key"], "indeterminate");
    assert_eq!(fields["assignee"]["active"], false);
    assert_eq!(fields["reporter"]["emailAddress"], "n@x.example");
    assert_eq!(fields["updated"], "2021-08-31T03:04:39.112+0200", "in the site's zone");
    assert_eq!(fields["comment"]["total"], 1);
    assert_eq!(fields["description"]["content"].as_array().unwrap().len(), 2);
    assert_eq!(fields["fixVersions"][0]["releaseDate"], "2026-01-01");

    let again = admin.post("/sim/put-issue", body).await.json;
    assert_eq!(again["issues"][0], placed["issues"][0], "the same place and the same fields");
    assert_eq!(site.keys("project = REC").await, ["REC-7"]);
}

#[tokio::test]
async fn a_recorded_issue_is_edited_like_any_other() {
    let site = site(1);
    let body = json!({"issues": [recorded()]});
    assert_eq!(site.as_role("admin").post("/sim/put-issue", body).await.status, 200);
    let edit = json!({"fields": {"summary": "new", "customfield_10070": [{"value": "a"}],
        "components": [{"name": "Core"}]}});
    let answer = site.put("issue/REC-7", edit).await;
    assert_eq!(answer.status, 204, "{}", answer.json);
    let odd = site.put("issue/REC-7", json!({"fields": {"customfield_10999": {}}})).await;
    assert_eq!(odd.status, 400, "what is not known is read only");
    let meta = site.get("issue/REC-7/editmeta").await.json["fields"].clone();
    assert_eq!(meta["customfield_10070"]["allowedValues"].as_array().unwrap().len(), 2);
    assert_eq!(meta.get("customfield_10999"), None);
    let history = site.get("issue/REC-7/changelog").await.json;
    assert_eq!(history["total"], 1);
    assert_eq!(
        site.as_role("admin").post("/sim/put-issue", json!({"issue": {}})).await.status,
        400
    );
}
