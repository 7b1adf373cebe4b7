//! Boards, sprints, ranks; and groups.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::site;

const AGILE: &str = "/rest/agile/1.0";

#[tokio::test]
async fn a_board_tells_its_columns_and_the_field_of_its_estimates() {
    let site = site(1);
    let boards = site.get(&format!("{AGILE}/board?projectKeyOrId=DEMO&type=scrum")).await.json;
    insta::assert_json_snapshot!("board", boards);
    insta::assert_json_snapshot!(
        "configuration",
        site.get(&format!("{AGILE}/board/1/configuration")).await.json
    );
    let viewer = site.as_role("viewer");
    assert_eq!(viewer.get(&format!("{AGILE}/board/3")).await.status, 404, "TEAM is private");
    assert_eq!(site.get(&format!("{AGILE}/board?projectKeyOrId=NOPE")).await.status, 400);
}

#[tokio::test]
async fn sprints_of_a_board() {
    let site = site(1);
    let path = format!("{AGILE}/board/1/sprint");
    let names = async |query: &str| -> Vec<String> {
        let found = site.get(&format!("{path}?{query}")).await.json;
        let values = found["values"].as_array().unwrap().iter();
        values.map(|s| format!("{} {}", s["id"], s["state"]).replace('"', "")).collect()
    };
    assert_eq!(names("").await.len(), 9);
    assert_eq!(names("state=active,future").await, ["7 active", "8 future", "9 future"]);
    assert_eq!(names("startAt=8").await.len(), 1);
    assert_eq!(site.get(&format!("{AGILE}/board/2/sprint")).await.status, 400, "kanban");
    assert_eq!(site.get(&format!("{path}?state=x")).await.status, 400);
    insta::assert_json_snapshot!("sprint", site.get(&format!("{AGILE}/sprint/1")).await.json);
}

#[tokio::test]
async fn a_sprint_is_made_begun_filled_and_ended() {
    let site = site(1);
    let made =
        site.post(&format!("{AGILE}/sprint"), json!({"name": "Next", "originBoardId": 1})).await;
    assert_eq!(made.status, 201);
    let id = made.json["id"].as_u64().unwrap();
    let path = format!("{AGILE}/sprint/{id}");
    let go = async |body: Value| site.post(&path, body).await.status.as_u16();
    assert_eq!(go(json!({"state": "closed"})).await, 400, "not begun");
    assert_eq!(go(json!({"state": "active"})).await, 400, "without dates");
    let dates = json!({
        "state": "active", "startDate": "2026-11-02T08:00:00.000Z", "endDate": "2026-11-16T08:00:00.000Z",
    });
    assert_eq!(go(dates).await, 200);
    let key = site.create(json!({})).await;
    let filled = site.post(&format!("{path}/issue"), json!({"issues": [key]})).await;
    assert_eq!(filled.status, 204, "{}", filled.json);
    assert_eq!(site.fields(&key).await["customfield_10020"][0]["id"], id);
    let backlog = json!({"issues": [key]});
    assert_eq!(site.post(&format!("{AGILE}/backlog/issue"), backlog).await.status, 204);
    assert_eq!(site.fields(&key).await["customfield_10020"], Value::Null);
    assert_eq!(go(json!({"state": "closed"})).await, 200);
    assert_eq!(site.post(&format!("{path}/issue"), json!({"issues": [key]})).await.status, 400);
}

#[tokio::test]
async fn issues_are_put_in_order() {
    let site = site(5);
    let order = async || site.keys("project = DEMO order by Rank").await;
    assert_eq!(order().await, ["DEMO-1", "DEMO-2", "DEMO-3", "DEMO-4", "DEMO-5"]);
    let path = format!("{AGILE}/issue/rank");
    let body = json!({"issues": ["DEMO-5", "DEMO-4"], "rankBeforeIssue": "DEMO-2"});
    assert_eq!(site.put(&path, body).await.status, 204);
    assert_eq!(order().await, ["DEMO-1", "DEMO-5", "DEMO-4", "DEMO-2", "DEMO-3"]);
    let partly = json!({"issues": ["DEMO-1", "TEAM-1"], "rankAfterIssue": "DEMO-3"});
    let answer = site.put(&path, partly).await;
    assert_eq!(answer.status, 207);
    assert_eq!(answer.json["entries"][1]["status"], 403);
    assert_eq!(order().await[4], "DEMO-1");
}

#[tokio::test]
async fn groups_are_found() {
    let site = site(1);
    let picked = site.get("groups/picker?query=dev").await.json;
    assert_eq!(picked["groups"][0]["name"], "developers");
    let id = picked["groups"][0]["groupId"].as_str().unwrap();
    let bulk = site.get(&format!("group/bulk?groupId={id}")).await.json;
    assert_eq!((&bulk["total"], &bulk["values"][0]["name"]), (&json!(1), &json!("developers")));
    assert_eq!(site.get("group/bulk").await.json["total"], 5);
    let members = site.get(&format!("group/member?groupId={id}&maxResults=10")).await.json;
    assert_eq!(members["values"].as_array().unwrap().len(), 10);
}
