//! What apps keep with comments and worklogs.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::{document, site};

#[tokio::test]
async fn properties_are_told_only_where_they_are_asked_for() {
    let site = site(1);
    let key = site.create(json!({})).await;
    let properties = json!([{"key": "rowport", "value": {"row": "7"}}]);
    let body = json!({"body": document("Hello"), "properties": properties});
    let made = site.post(&format!("issue/{key}/comment"), body).await;
    assert_eq!(made.status, 201);
    assert_eq!(made.json["properties"], Value::Null);
    let ids = json!({"ids": [made.json["id"].as_str().unwrap().parse::<u64>().unwrap()]});
    let bare = site.post("comment/list", ids.clone()).await.json;
    assert_eq!(bare["values"][0]["properties"], Value::Null);
    let told = site.post("comment/list?expand=properties", ids).await.json;
    assert_eq!(told["values"][0]["properties"], properties);

    let body = json!({"timeSpentSeconds": 3600, "properties": properties});
    let made = site.post(&format!("issue/{key}/worklog?adjustEstimate=leave"), body).await;
    assert_eq!(made.status, 201);
    let logs = site.get(&format!("issue/{key}/worklog?expand=properties")).await.json;
    assert_eq!(logs["worklogs"][0]["properties"], properties);
    let bare = site.get(&format!("issue/{key}/worklog")).await.json;
    assert_eq!(bare["worklogs"][0]["properties"], Value::Null);

    let bad = json!({"body": document("x"), "properties": [{"key": "", "value": 1}]});
    assert_eq!(site.post(&format!("issue/{key}/comment"), bad).await.status, 400);
}
