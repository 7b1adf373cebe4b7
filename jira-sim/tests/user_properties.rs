//! What apps keep with a person.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::json;
use support::{Client, site};

async fn account(client: &Client) -> String {
    client.get("myself").await.json["accountId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn ones_own_properties_are_written_read_and_removed() {
    let me = site(5);
    let who = format!("?accountId={}", account(&me).await);
    let path = format!("user/properties/rowport.templates{who}");
    let list = format!("user/properties{who}");
    assert_eq!(me.get(&list).await.json, json!({"keys": []}));
    assert_eq!(me.get(&path).await.status, 404);
    assert_eq!(me.put(&path, json!({"version": 1})).await.status, 201);
    assert_eq!(me.put(&path, json!({"version": 2})).await.status, 200);
    assert_eq!(
        me.get(&path).await.json,
        json!({"key": "rowport.templates", "value": {"version": 2}})
    );
    assert_eq!(
        me.get(&list).await.json,
        json!({"keys": [{
            "self": "https://site.example/rest/api/3/user/properties/rowport.templates",
            "key": "rowport.templates",
        }]})
    );
    assert_eq!(me.delete(&path).await.status, 204);
    assert_eq!(me.delete(&path).await.status, 404);
}

#[tokio::test]
async fn limits_and_missing_accounts_are_refused() {
    let me = site(5);
    let who = format!("?accountId={}", account(&me).await);
    let path = format!("user/properties/x{who}");
    let fits = "a".repeat(32_766);
    assert_eq!(me.put(&path, json!(fits)).await.status, 201);
    assert_eq!(me.put(&path, json!(format!("{fits}a"))).await.status, 400);
    let long = format!("user/properties/{}{who}", "k".repeat(256));
    assert_eq!(me.put(&long, json!(1)).await.status, 400);
    assert_eq!(me.get("user/properties/x").await.status, 400);
    assert_eq!(me.get("user/properties?accountId=nobody").await.status, 404);
}

#[tokio::test]
async fn only_an_administrator_sees_those_of_others() {
    let me = site(5);
    let path = format!("user/properties/x?accountId={}", account(&me).await);
    assert_eq!(me.put(&path, json!(1)).await.status, 201);
    let viewer = me.as_role("viewer");
    assert_eq!(viewer.get(&path).await.status, 403);
    assert_eq!(viewer.put(&path, json!(2)).await.status, 403);
    assert_eq!(viewer.delete(&path).await.status, 403);
    assert_eq!(me.as_role("admin").get(&path).await.json["value"], 1);
    assert_eq!(me.as_role("nobody").get(&path).await.status, 401);
}
