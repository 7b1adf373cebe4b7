//! Time: the dates of answers, writes that commit late, and the lag of the search index.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

use jiff::Timestamp;
use jira_sim::{Switches, config::Burst};
use serde_json::json;
use support::{Answer, Client, site, site_with, task};

fn late(commit_delay_ms: u64) -> Switches {
    Switches { commit_delay_ms, ..Switches::default() }
}

fn lagging(index_lag_ms: u64) -> Switches {
    Switches { index_lag_ms, ..Switches::default() }
}

/// The instant of an answer's `Date` header.
fn date(answer: &Answer) -> Timestamp {
    let date = answer.header("date").unwrap();
    jiff::fmt::rfc2822::parse(date).unwrap().timestamp()
}

/// Lets time pass as a tester does from outside.
async fn pass(site: &Client, ms: u64) {
    let moved = site.as_role("admin").post("/sim/clock", json!({"advanceMs": ms})).await;
    assert_eq!(moved.status, 200, "{}", moved.json);
}

/// Sends a request and hangs up as soon as it was received.
async fn hang_up(sending: impl Future<Output = Answer>) {
    let mut sending = pin!(sending);
    let polled = poll_fn(|cx| Poll::Ready(sending.as_mut().poll(cx))).await;
    assert!(polled.is_pending(), "it was answered before anybody could hang up");
}

/// How many issues are called so, as the database has it.
fn named(site: &Client, summary: &str) -> usize {
    site.sim.site().issues.iter().filter(|issue| issue.summary() == summary).count()
}

#[tokio::test]
async fn every_answer_is_dated_by_the_sites_clock() {
    let site = site(5);
    let admin = site.as_role("admin");
    pass(&site, 26 * 3_600_000).await;
    let now = admin.get("/sim/clock").await;
    assert_eq!(now.header("date"), Some("Tue, 03 Nov 2026 10:00:00 GMT"));
    assert_eq!(date(&now).as_millisecond(), now.json["epochMs"]);
    for path in ["issue/DEMO-1", "issue/DEMO-99", "no/such/path", "/browse/DEMO-1", "/nowhere"] {
        let answer = admin.get(path).await;
        assert_eq!(answer.header("date"), now.header("date"), "{path}");
    }
    let refused = admin.as_role("nobody").get("myself").await;
    assert_eq!((refused.status.as_u16(), date(&refused)), (401, date(&now)));
}

#[tokio::test]
async fn a_limits_reset_is_the_date_plus_the_wait() {
    let put = Burst { put: 30, ..Burst::default() };
    let site = site_with(5, Switches { burst: put, ..Switches::default() });
    let write = async |key: &str| {
        site.put(&format!("issue/{key}"), json!({"fields": {"labels": ["x"]}})).await
    };
    pass(&site, 3_600_000 + 990).await;
    let mut limited = Vec::new();
    for key in std::iter::repeat_n("DEMO-1", 21).chain(std::iter::repeat_n("DEMO-2", 10)) {
        let answer = write(key).await;
        if answer.status == 429 {
            limited.push(answer);
        }
    }
    let reasons: Vec<_> = limited.iter().map(|a| a.header("ratelimit-reason").unwrap()).collect();
    assert_eq!(reasons, ["jira-per-issue-on-write", "jira-burst-based"]);
    for answer in limited {
        let wait: i64 = answer.header("retry-after").unwrap().parse().unwrap();
        let reset: Timestamp = answer.header("x-ratelimit-reset").unwrap().parse().unwrap();
        assert_eq!(reset.as_second() - date(&answer).as_second(), wait);
    }
}

#[tokio::test]
async fn the_date_stays_where_the_rate_headers_are_stripped() {
    let switches = Switches { strip_rate_headers: true, every_nth_429: 1, ..Switches::default() };
    let answer = site_with(5, switches).get("myself").await;
    assert_eq!(answer.status, 429);
    assert_eq!(answer.header("date"), Some("Mon, 02 Nov 2026 08:00:00 GMT"));
}

#[tokio::test]
async fn a_write_commits_late_although_its_sender_is_gone() {
    let site = site_with(5, late(30_000));
    hang_up(site.post("issue", task(json!({"summary": "late"})))).await;
    hang_up(site.put("issue/DEMO-2", json!({"fields": {"summary": "other"}}))).await;
    hang_up(site.as_role("admin").delete("issue/DEMO-1")).await;
    pass(&site, 29_999).await;
    assert_eq!((named(&site, "late"), named(&site, "other")), (0, 0));
    assert_eq!(site.get("issue/DEMO-1").await.status, 200);
    pass(&site, 1).await;
    assert_eq!((named(&site, "late"), named(&site, "other")), (1, 1));
    assert_eq!(site.get("issue/DEMO-1").await.status, 404);
    let counts = site.as_role("admin").get("/sim/requests").await.json;
    let statuses: Vec<_> =
        counts["counts"].as_array().unwrap().iter().map(|c| c["status"].clone()).collect();
    assert_eq!(statuses, [204, 200, 404, 201, 204], "what nobody waited for is counted too");
}

#[tokio::test]
async fn a_write_is_answered_after_its_commit() {
    let site = site_with(5, late(120_000));
    let waiting = site.clone();
    let waiting = tokio::spawn(async move { waiting.create(json!({"summary": "late"})).await });
    tokio::task::yield_now().await;
    pass(&site, 119_999).await;
    assert!(!waiting.is_finished());
    pass(&site, 1).await;
    let key = waiting.await.unwrap();
    assert_eq!(site.fields(&key).await["created"], "2026-11-02T09:02:00.020+0100");
}

#[tokio::test]
async fn writes_commit_each_at_its_own_time_and_in_their_order() {
    let site = site_with(5, late(10_000));
    for (summary, next) in [("first", 3_000), ("second", 2_000), ("third", 0)] {
        hang_up(site.post("issue", task(json!({"summary": summary})))).await;
        pass(&site, next).await;
    }
    pass(&site, 3_600_000).await;
    let state = site.sim.site();
    let new = state.issues.iter().skip_while(|issue| issue.summary() != "first");
    let shown: Vec<_> =
        new.map(|issue| (issue.summary().to_owned(), state.clock.show(issue.created))).collect();
    let at = |time: &str| format!("2026-11-02T09:00:{time}+0100");
    let expected = [("first", "10.020"), ("second", "13.040"), ("third", "15.060")];
    assert_eq!(shown, expected.map(|(summary, time)| (summary.to_owned(), at(time))));
}

#[tokio::test]
async fn what_only_reads_is_not_late() {
    let site = site_with(5, late(30_000));
    assert_eq!(site.keys("key = DEMO-1").await, ["DEMO-1"]);
    let query = json!({"jql": "key = DEMO-1"});
    assert_eq!(site.post("search/approximate-count", query).await.json["count"], 1);
    let body = json!({"issueIdsOrKeys": ["DEMO-1"]});
    for path in ["issue/bulkfetch", "/rest/api/latest/issue/bulkfetch"] {
        assert_eq!(site.post(path, body.clone()).await.json["issues"][0]["key"], "DEMO-1");
    }
    let body = json!({"issueIdsOrKeys": ["DEMO-1"]});
    assert_eq!(site.post("changelog/bulkfetch", body).await.status, 200);
    assert_eq!(site.post("comment/list", json!({"ids": [1]})).await.status, 200);
    assert_eq!(site.post("worklog/list", json!({"ids": [1]})).await.status, 200);
    assert_eq!(site.post("jql/parse", json!({"queries": ["key = DEMO-1"]})).await.status, 200);
    let body = json!({"issueIds": [10_000], "jqls": ["key = DEMO-1"]});
    assert_eq!(site.post("jql/match", body).await.status, 200);
    assert_eq!(site.get("issue/DEMO-1").await.status, 200);
}

#[tokio::test]
async fn a_limited_write_is_refused_at_once_and_never_commits() {
    let site = site_with(5, Switches { every_nth_429: 1, ..late(30_000) });
    let answer = site.post("issue", task(json!({"summary": "late"}))).await;
    assert_eq!(answer.status, 429);
    pass(&site, 120_000).await;
    assert_eq!(named(&site, "late"), 0);
}

#[tokio::test]
async fn a_slow_write_commits_although_its_sender_is_gone() {
    let site = site_with(5, Switches { latency_ms: 5_000, ..late(2_000) });
    hang_up(site.post("issue", task(json!({"summary": "slow"})))).await;
    pass(&site, 4_999).await;
    assert_eq!(named(&site, "slow"), 0);
    pass(&site, 1).await;
    assert_eq!(named(&site, "slow"), 1);
}

#[tokio::test]
async fn a_write_from_before_a_reset_does_not_reach_the_new_site() {
    let site = site_with(5, late(30_000));
    hang_up(site.post("issue", task(json!({"summary": "late"})))).await;
    site.sim.reset();
    pass(&site, 120_000).await;
    assert_eq!(named(&site, "late"), 0);
}

#[tokio::test]
async fn a_commit_is_two_minutes_late_at_most() {
    let admin = site(5).as_role("admin");
    let switched = admin.post("/sim/switches", json!({"commitDelayMs": 120_000})).await;
    assert_eq!((switched.status.as_u16(), &switched.json["commitDelayMs"]), (200, &json!(120_000)));
    let refused = admin.post("/sim/switches", json!({"commitDelayMs": 120_001})).await;
    assert_eq!(refused.status, 400);
    assert_eq!(admin.get("/sim/switches").await.json["commitDelayMs"], 120_000);
}

#[tokio::test]
async fn a_new_issue_is_found_late_and_read_at_once() {
    let site = site_with(5, lagging(2_000));
    let key = site.create(json!({"labels": ["fresh"]})).await;
    let id = site.get(&format!("issue/{key}")).await.json["id"].clone();
    let count = || site.post("search/approximate-count", json!({"jql": "labels = fresh"}));
    assert_eq!(site.keys("labels = fresh").await, Vec::<String>::new());
    assert_eq!(count().await.json["count"], 0, "a count is made from the index too");
    assert_eq!(site.fields(&key).await["labels"], json!(["fresh"]), "a read is not");
    let body = json!({"jql": "labels = fresh", "fields": ["key"], "reconcileIssues": [id]});
    let reconciled = site.post("search/jql", body).await.json;
    assert_eq!(reconciled["issues"][0]["key"], key.as_str());
    pass(&site, 1_999).await;
    assert_eq!(site.keys("labels = fresh").await, Vec::<String>::new());
    pass(&site, 1).await;
    assert_eq!(site.keys("labels = fresh").await, [key]);
    assert_eq!(count().await.json["count"], 1);
}

#[tokio::test]
async fn a_deleted_issue_is_found_until_the_index_knows() {
    let site = site_with(5, lagging(2_000)).as_role("admin");
    let everything = json!({"jql": "project = DEMO"});
    let count = || site.post("search/approximate-count", everything.clone());
    let all = count().await.json["count"].as_u64().unwrap();
    assert_eq!(site.delete("issue/DEMO-1").await.status, 204);
    assert_eq!(site.get("issue/DEMO-1").await.status, 404);
    assert_eq!(count().await.json["count"], all);
    let page = site.keys("project = DEMO").await;
    assert!(!page.contains(&"DEMO-1".to_owned()), "a page shows what can still be read");
    pass(&site, 2_000).await;
    assert_eq!(count().await.json["count"], all - 1);
}

#[tokio::test]
async fn each_write_is_found_so_long_after_itself() {
    let site = site_with(5, lagging(10_000));
    for label in ["one", "two", "three"] {
        let fields = json!({"fields": {"labels": [label]}});
        assert_eq!(site.put("issue/DEMO-1", fields).await.status, 204);
        pass(&site, 4_000).await;
    }
    let mut found = Vec::new();
    for _ in 0..4 {
        let mut labels = Vec::new();
        for label in ["one", "two", "three"] {
            if !site.keys(&format!("labels = {label}")).await.is_empty() {
                labels.push(label);
            }
        }
        found.push(labels);
        pass(&site, 4_000).await;
    }
    assert_eq!(found, [["one"], ["two"], ["three"], ["three"]]);
}

#[tokio::test]
async fn another_switch_does_not_bring_the_index_up_to_date() {
    let site = site_with(5, lagging(10_000));
    site.create(json!({"labels": ["fresh"]})).await;
    let admin = site.as_role("admin");
    admin.post("/sim/switches", json!({"everyNth503": 100})).await;
    assert_eq!(site.keys("labels = fresh").await, Vec::<String>::new());
    admin.post("/sim/switches", json!({"indexLagMs": 0})).await;
    assert_eq!(site.keys("labels = fresh").await.len(), 1);
}

#[tokio::test]
async fn the_index_lags_behind_the_commit() {
    let site = site_with(5, Switches { commit_delay_ms: 30_000, ..lagging(10_000) });
    hang_up(site.post("issue", task(json!({"labels": ["fresh"]})))).await;
    pass(&site, 39_999).await;
    assert_eq!(site.keys("labels = fresh").await, Vec::<String>::new());
    pass(&site, 1).await;
    assert_eq!(site.keys("labels = fresh").await.len(), 1);
}
