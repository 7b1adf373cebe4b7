//! Rate limits, faults and the test interface, on a clock that the tests move.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use jira_sim::{Switches, config::Burst};
use serde_json::json;
use support::{site, site_with, task};

fn burst(post: u32) -> Switches {
    Switches { burst: Burst { post, ..Burst::default() }, ..Switches::default() }
}

#[tokio::test]
async fn a_burst_is_limited_by_method_and_refilled_by_time() {
    let site = site_with(5, burst(4));
    let count = || site.post("search/approximate-count", json!({"jql": "project = DEMO"}));
    let first = count().await;
    assert_eq!(first.header("x-ratelimit-limit"), Some("4"));
    assert_eq!(first.header("x-ratelimit-remaining"), Some("3"));
    assert_eq!(first.header("x-ratelimit-nearlimit"), None);
    for _ in 0..2 {
        count().await;
    }
    assert_eq!(count().await.header("x-ratelimit-nearlimit"), Some("true"));
    let limited = count().await;
    assert_eq!(limited.status, 429);
    let headers: Vec<(&str, &str)> = limited
        .headers
        .iter()
        .filter(|(name, _)| name.as_str().contains("rate") || name.as_str() == "retry-after")
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    insta::assert_debug_snapshot!(headers);
    assert_eq!(site.get("myself").await.status, 200, "GET has a bucket of its own");
    site.sim.ticker().advance(250);
    assert_eq!(count().await.status, 200, "a quarter of a second gives one token");
    assert_eq!(count().await.status, 429);
    site.sim.ticker().advance(60_000);
    for _ in 0..4 {
        assert_eq!(count().await.status, 200);
    }
    assert_eq!(count().await.status, 429, "a bucket never holds more than its size");
}

#[tokio::test]
async fn writes_to_one_issue_are_limited_twice() {
    let site = site(5);
    let put = async |key: &str| {
        site.put(&format!("issue/{key}"), json!({"fields": {"labels": ["x"]}})).await
    };
    for _ in 0..20 {
        assert_eq!(put("DEMO-1").await.status, 204);
    }
    let limited = put("10000").await;
    assert_eq!(limited.status, 429, "key and id are one issue");
    assert_eq!(limited.header("ratelimit-reason"), Some("jira-per-issue-on-write"));
    assert_eq!(limited.header("retry-after"), Some("2"));
    assert_eq!(put("DEMO-2").await.status, 204, "another issue is not held up");
    for _ in 0..4 {
        site.sim.ticker().advance(2_000);
        for _ in 0..20 {
            assert_eq!(put("DEMO-1").await.status, 204);
        }
    }
    site.sim.ticker().advance(2_000);
    let limited = put("DEMO-1").await;
    assert_eq!(limited.status, 429, "a hundred within thirty seconds");
    assert_eq!(limited.header("x-ratelimit-limit"), Some("100"));
    assert_eq!(limited.header("retry-after"), Some("20"));
    site.sim.ticker().advance(20_000);
    assert_eq!(put("DEMO-1").await.status, 204);
}

#[tokio::test]
async fn a_limited_request_is_not_carried_out() {
    let site = site_with(5, Switches { every_nth_429: 2, ..Switches::default() });
    let statuses = [
        site.post("issue", task(json!({"summary": "kept"}))).await.status.as_u16(),
        site.post("issue", task(json!({"summary": "lost"}))).await.status.as_u16(),
        site.post("issue", task(json!({"summary": "kept"}))).await.status.as_u16(),
    ];
    assert_eq!(statuses, [201, 429, 201]);
    assert_eq!(site.sim.site().issues.find("DEMO-7").unwrap().summary(), "kept");
    assert!(site.sim.site().issues.find("DEMO-8").is_none());
}

#[tokio::test]
async fn some_answers_are_unavailable_and_not_json() {
    let site = site_with(5, Switches { every_nth_503: 3, ..Switches::default() });
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(site.get("myself").await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 503, 200, 200, 503]);
    for _ in 0..2 {
        site.get("myself").await;
    }
    let answer = site.get("myself").await;
    assert_eq!(answer.header("content-type"), Some("text/html"));
    assert_eq!(answer.header("retry-after"), Some("1"));
}

#[tokio::test]
async fn headers_can_be_stripped_as_the_bridge_strips_them() {
    let switches = Switches { strip_rate_headers: true, every_nth_429: 1, ..burst(100) };
    let answer = site_with(5, switches).post("search/jql", json!({"jql": "key = DEMO-1"})).await;
    assert_eq!(answer.status, 429);
    let named = |name: &str| name.contains("rate") || name == "retry-after";
    assert!(!answer.headers.keys().any(|name| named(name.as_str())));
}

#[tokio::test]
async fn switches_change_at_run_time() {
    let admin = site(5).as_role("admin");
    let changed = admin.post("/sim/switches", json!({"everyNth429": 1, "burst": {"put": 7}})).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    assert_eq!(changed.json["burst"], json!({"get": 0, "post": 0, "put": 7, "delete": 0}));
    assert_eq!(changed.json["perIssueWrites"], true, "what is not named stays");
    assert_eq!(admin.get("myself").await.status, 429);
    assert_eq!(admin.get("/sim/switches").await.json, changed.json);
    assert_eq!(admin.post("/sim/switches", json!({"nonsense": 1})).await.status, 400);
    let member = admin.as_role("member");
    assert_eq!(member.post("/sim/switches", json!({})).await.status, 403);
    assert_eq!(admin.as_role("nobody").get("/sim/requests").await.status, 401);
}

#[tokio::test]
async fn requests_are_counted_by_route_and_status() {
    let site = site(5);
    site.get("issue/DEMO-1").await;
    site.get("issue/DEMO-2").await;
    site.get("issue/DEMO-99").await;
    site.post("issue", task(json!({}))).await;
    site.get("no/such/endpoint").await;
    let admin = site.as_role("admin");
    insta::assert_json_snapshot!(admin.get("/sim/requests").await.json);
    assert_eq!(admin.delete("/sim/requests").await.status, 204);
    assert_eq!(admin.get("/sim/requests").await.json["total"], 0);
}

#[tokio::test]
async fn a_reset_brings_the_beginning_back() {
    let site = site(5);
    let before = site.fields("DEMO-1").await;
    let key = site.create(json!({})).await;
    site.put("issue/DEMO-1", json!({"fields": {"summary": "other"}})).await;
    let admin = site.as_role("admin");
    assert_eq!(admin.post("/sim/reset", json!({})).await.status, 204);
    assert_eq!(site.fields("DEMO-1").await, before);
    assert_eq!(site.get(&format!("issue/{key}")).await.status, 404);
}

#[tokio::test]
async fn the_sites_time_is_one_and_the_same_everywhere() {
    let site = site(5);
    let key = site.create(json!({})).await;
    let created = site.fields(&key).await["created"].clone();
    assert_eq!(site.get("serverInfo").await.json["serverTime"], created);
    assert_eq!(site.keys("created >= -1m").await, [key.as_str()]);
    let admin = site.as_role("admin");
    let moved = admin.post("/sim/clock", json!({"advanceMs": 3_600_000})).await.json;
    assert_eq!(moved, admin.get("/sim/clock").await.json);
    assert_eq!(site.keys("created >= -59m").await, Vec::<String>::new());
    assert_eq!(site.keys("created >= -61m").await, [key]);
}
