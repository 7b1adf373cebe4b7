//! Fields of every type: what is written, what is read back, what is refused.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::{site, task};

const MULTI: [(&str, &str); 2] = [("customfield_10039", "checks"), ("customfield_10043", "groups")];

/// The values of every further field, as they are written.
fn written() -> Value {
    json!({
        "customfield_10039": [{"value": "Tested"}, {"id": "10163"}],
        "customfield_10040": {"value": "Medium"},
        "customfield_10041": "https://example.com/x?y=1",
        "customfield_10042": {"name": "developers"},
        "customfield_10043": [{"groupId": "d1f2a3b4-5c6d-4e7f-8a9b-0c1d2e3f4a5b"},
            {"name": "jira-users"}],
        "customfield_10044": {"name": "1.1"},
        "customfield_10045": [{"id": "10004"}, {"name": "0.9"}],
        "customfield_10046": {"key": "DESK"},
        "customfield_10012": {"value": "In Progress"},
        "customfield_10011": "Checkout",
        "customfield_10014": "DEMO-1",
        "customfield_10020": 7,
        "customfield_10001": "5f0c2d1e-9a8b-4c7d-b6e5-f4a3b2c1d0e9",
        "customfield_10051": [{"id": "8f4b1c6e-2f5d-4a53-9c0e-0d6a4b7e9f10:2"}],
        "customfield_10052": "calm",
        "customfield_10053": {"probability": 2, "impact": 5},
    })
}

#[tokio::test]
async fn each_further_kind_is_kept_and_shown() {
    let site = site(5);
    let mut fields = written();
    let mia = site.get("user/search?query=mia").await.json[0]["accountId"].clone();
    fields["customfield_10047"] = json!([{"accountId": mia}]);
    let key = site.create(fields.clone()).await;
    let asked: Vec<&str> = fields.as_object().unwrap().keys().map(String::as_str).collect();
    let path = format!("issue/{key}?fields={},customfield_10019", asked.join(","));
    insta::assert_json_snapshot!(site.get(&path).await.json["fields"]);
    let before = site.get(&path).await.json;
    assert_eq!(site.put(&format!("issue/{key}"), json!({"fields": fields})).await.status, 204);
    assert_eq!(site.get(&path).await.json, before, "the same values change nothing");
}

#[tokio::test]
async fn wrong_shapes_are_refused_with_jiras_words() {
    let site = site(5);
    let table = [
        ("customfield_10020", json!([7])),
        ("customfield_10020", json!({"id": 7})),
        ("customfield_10020", json!("7")),
        ("customfield_10020", json!(1)),
        ("customfield_10020", json!(999)),
        ("customfield_10001", json!({"id": "5f0c2d1e-9a8b-4c7d-b6e5-f4a3b2c1d0e9"})),
        ("customfield_10001", json!("Platform")),
        ("customfield_10014", json!({"key": "DEMO-1"})),
        ("customfield_10014", json!("DEMO-3")),
        ("customfield_10039", json!({"value": "Tested"})),
        ("customfield_10039", json!([{"value": "tested"}])),
        ("customfield_10040", json!("Medium")),
        ("customfield_10041", json!("not a url")),
        ("customfield_10041", json!(7)),
        ("customfield_10042", json!("developers")),
        ("customfield_10042", json!({"name": "nobody"})),
        ("customfield_10043", json!({"name": "developers"})),
        ("customfield_10044", json!([{"name": "1.1"}])),
        ("customfield_10044", json!({"name": "9.9"})),
        ("customfield_10045", json!({"name": "1.1"})),
        ("customfield_10046", json!("DEMO")),
        ("customfield_10046", json!({"key": "NOPE"})),
        ("customfield_10047", json!({"accountId": "x"})),
        ("customfield_10047", json!([{"accountId": "x"}])),
        ("customfield_10051", json!([{"key": "ITSM-1"}])),
        ("customfield_10053", json!("high")),
        ("customfield_10019", json!("0|i000:")),
        ("customfield_10048", json!("x")),
        ("customfield_10049", json!(1)),
        ("customfield_10013", json!("ghx-label-4")),
        ("customfield_10000", json!("{}")),
        ("customfield_10010", json!("1")),
        ("security", json!({"name": "Staff"})),
        ("worklog", json!([])),
        ("issuelinks", json!([])),
        ("attachment", json!([])),
        ("progress", json!({})),
    ];
    let mut refused = Vec::new();
    for (field, value) in table {
        let answer = site.post("issue", task(json!({field: value}))).await;
        assert_eq!(answer.status.as_u16(), 400, "{field}: {}", answer.json);
        refused.push(format!("{field} {value}: {}", answer.json["errors"][field]));
    }
    insta::assert_json_snapshot!(refused);
}

#[tokio::test]
async fn null_and_nothing_clear() {
    let site = site(5);
    let key = site.create(written()).await;
    let mut clear = written();
    for (id, value) in clear.as_object_mut().unwrap() {
        let list = value.is_array() || MULTI.iter().any(|(multi, _)| multi == id);
        *value = if list { json!([]) } else { Value::Null };
    }
    let answer = site.put(&format!("issue/{key}"), json!({"fields": clear})).await;
    assert_eq!(answer.status, 204, "{}", answer.json);
    let fields = site.fields(&key).await;
    for id in clear.as_object().unwrap().keys() {
        assert_eq!(fields[id], Value::Null, "{id}");
    }
}

#[tokio::test]
async fn closed_sprints_stay_and_subtasks_follow_their_parent() {
    let site = site(40);
    let closed = site.keys("sprint in closedSprints() and type != Sub-task").await[0].clone();
    let before = site.fields(&closed).await["customfield_10020"].clone();
    let kept: Vec<&Value> =
        before.as_array().unwrap().iter().filter(|s| s["state"] == "closed").collect();
    let set = |value: Value| json!({"fields": {"customfield_10020": value}});
    assert_eq!(site.put(&format!("issue/{closed}"), set(json!(8))).await.status, 204);
    let after = site.fields(&closed).await["customfield_10020"].clone();
    assert_eq!(after.as_array().unwrap().len(), kept.len() + 1);
    assert_eq!(after[kept.len()]["state"], "future");
    assert_eq!(site.put(&format!("issue/{closed}"), set(Value::Null)).await.status, 204);
    let shown = site.fields(&closed).await["customfield_10020"].clone();
    assert_eq!(shown.as_array().unwrap().iter().collect::<Vec<_>>(), kept);

    let subtask = site.keys("type = Sub-task").await[0].clone();
    let parent = site.fields(&subtask).await["parent"]["key"].as_str().unwrap().to_owned();
    let team = json!({"fields": {"customfield_10001": "36885b3c-1bf0-4f85-a357-c5b858c31de4"}});
    assert_eq!(site.put(&format!("issue/{subtask}"), team.clone()).await.status, 400);
    assert_eq!(site.put(&format!("issue/{parent}"), team).await.status, 204);
    assert_eq!(site.fields(&subtask).await["customfield_10001"]["name"], "Checkout");
    assert_eq!(site.fields(&subtask).await["customfield_10014"], Value::Null);
}

#[tokio::test]
async fn meta_of_each_further_field() {
    let site = site(3);
    let fields = site.get("issue/createmeta/DEMO/issuetypes/10002?maxResults=200").await.json;
    let shown: Vec<Value> = fields["fields"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| {
            f["schema"]["customId"].as_u64().is_some_and(|id| !(10_015..=10_038).contains(&id))
        })
        .map(|f| {
            let first = f["allowedValues"][0].clone();
            json!([f["name"], f["schema"], f["operations"], f["autoCompleteUrl"], first])
        })
        .collect();
    insta::assert_json_snapshot!(shown);
    let edit = site.get("issue/DEMO-1/editmeta").await.json["fields"].clone();
    for off in
        ["customfield_10019", "customfield_10048", "customfield_10000", "security", "worklog"]
    {
        assert_eq!(edit.get(off), None, "{off}");
    }
    let admin = site.as_role("admin").get("issue/DEMO-1/editmeta").await.json;
    assert_eq!(admin["fields"]["security"]["allowedValues"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_security_level_hides_an_issue() {
    let site = site(5);
    let admin = site.as_role("admin");
    let level = |name: &str| json!({"fields": {"security": {"name": name}}});
    assert_eq!(admin.put("issue/DEMO-2", level("Members")).await.status, 204);
    assert_eq!(site.fields("DEMO-2").await["security"]["id"], "10001");
    let viewer = site.as_role("viewer");
    assert_eq!(viewer.get("issue/DEMO-2").await.status, 404);
    assert!(viewer.keys("project = DEMO").await.iter().all(|k| k != "DEMO-2"));
    assert_eq!(admin.put("issue/DEMO-2", level("Administrators")).await.status, 204);
    assert_eq!(site.get("issue/DEMO-2").await.status, 404);
    let levels = admin.get("project/DEMO/securitylevel").await.json;
    assert_eq!(levels["levels"].as_array().unwrap().len(), 3);
    assert_eq!(site.get("project/DEMO/securitylevel").await.json, json!({"levels": []}));
    let history = admin.get("issue/DEMO-2/changelog").await.json;
    let item = &history["values"].as_array().unwrap().last().unwrap()["items"][0];
    assert_eq!((&item["from"], &item["toString"]), (&json!("10001"), &json!("Administrators")));
}

#[tokio::test]
async fn the_service_desk_has_its_fields() {
    let site = site(1);
    let body = task(json!({
        "project": {"key": "DESK"}, "issuetype": {"name": "Incident"},
        "customfield_10010": "2", "customfield_10002": [1, 3],
        "customfield_10062": [{"accountId": site.get("myself").await.json["accountId"]}],
    }));
    let key = site.post("issue", body.clone()).await.json["key"].as_str().unwrap().to_owned();
    let fields = site.fields(&key).await;
    assert_eq!(fields["customfield_10010"]["requestType"]["name"], "Report an outage");
    assert_eq!(fields["customfield_10010"]["currentStatus"]["statusCategory"], "NEW");
    assert_eq!(fields["customfield_10002"][1]["name"], "Smith, Jones & Co.");
    assert_eq!(fields["customfield_10062"].as_array().unwrap().len(), 1);
    assert_eq!(site.get("project/DESK").await.json["projectTypeKey"], "service_desk");
    let seeded = site.fields("DESK-1").await;
    assert_eq!(seeded["customfield_10060"]["name"], "Time to resolution");
    for (id, value) in [
        ("customfield_10010", json!({"id": "2"})),
        ("customfield_10010", json!("99")),
        ("customfield_10002", json!([{"id": 1}])),
        ("customfield_10002", json!([9])),
        ("customfield_10060", json!({})),
    ] {
        let mut bad = body.clone();
        bad["fields"][id] = value;
        assert_eq!(site.post("issue", bad).await.status, 400, "{id}");
    }
}

#[tokio::test]
async fn searches_find_the_further_values() {
    let site = site(60);
    let key = site.create(written()).await;
    for jql in [
        "sprint = 7",
        "sprint in openSprints() and Mood ~ calm",
        "\"Owning group\" = developers",
        "Team = Checkout or Team = 5f0c2d1e-9a8b-4c7d-b6e5-f4a3b2c1d0e9",
        "\"Found in\" = \"1.1\"",
        "\"Related project\" = DESK",
        "\"Epic Link\" = DEMO-1",
        "Website = \"https://example.com/x?y=1\"",
        "Checks = Tested",
    ] {
        let found = site.keys(&format!("{jql} order by key")).await;
        assert!(found.contains(&key), "{jql}: {found:?}");
        assert!(found.len() < 60, "{jql}");
    }
    assert_eq!(site.keys("project = DEMO order by Rank desc").await[0], key);
}
