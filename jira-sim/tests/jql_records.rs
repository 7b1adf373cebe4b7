//! Conditions on what hangs on issues, and functions that stand for issues, people and versions.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::{Client, document, site};

/// A day, in milliseconds.
const DAY: u64 = 86_400_000;

/// Four issues; a blocks b, b relates to c; the member watches a and voted for nothing, the
/// administrator voted for b; an hour is logged on c on 3 November; d is a sub-task of c.
async fn four() -> (Client, [String; 4]) {
    let site = site(30);
    let admin = site.as_role("admin");
    let make = async |mut fields: Value| {
        fields["labels"] = json!(["hangs"]);
        site.create(fields).await
    };
    let a = make(json!({
        "fixVersions": [{"name": "1.1"}], "components": [{"name": "API"}],
        "customfield_10041": "https://example.com/a?b=c",
        "customfield_10033": {"value": "Major"},
    }))
    .await;
    let b = make(json!({
        "fixVersions": [{"name": "2.0"}, {"name": "1.0"}],
        "customfield_10035": {"value": "Europe"},
    }))
    .await;
    let c = make(json!({
        "timetracking": {"originalEstimate": "2h"},
        "customfield_10035": {"value": "Europe", "child": {"value": "Germany"}},
    }))
    .await;
    let d = make(json!({"issuetype": {"name": "Sub-task"}, "parent": {"key": c}})).await;
    let link = async |kind: &str, from: &str, to: &str| {
        let body = json!({
            "type": {"name": kind}, "inwardIssue": {"key": from}, "outwardIssue": {"key": to},
        });
        assert_eq!(site.post("issueLink", body).await.status.as_u16(), 201);
    };
    link("Blocks", &a, &b).await;
    link("Relates", &b, &c).await;
    let me = site.get("myself").await.json["accountId"].clone();
    for key in [&a, &b, &c, &d] {
        let watchers = site.get(&format!("issue/{key}/watchers")).await.json;
        for watcher in watchers["watchers"].as_array().unwrap() {
            let who = watcher["accountId"].as_str().unwrap();
            admin.delete(&format!("issue/{key}/watchers?accountId={who}")).await;
        }
    }
    site.post(&format!("issue/{a}/watchers"), me).await;
    admin.post(&format!("issue/{b}/votes"), Value::Null).await;
    admin.post("/sim/clock", json!({"advanceMs": DAY})).await;
    let log = json!({
        "timeSpentSeconds": 3600, "started": "2026-11-03T08:00:00.000+0000",
        "comment": document("Found the broken gateway"),
    });
    assert_eq!(admin.post(&format!("issue/{c}/worklog"), log).await.status.as_u16(), 201);
    let page = json!({"globalId": "system=wiki&id=7", "object": {"url": "https://wiki.example/7",
        "title": "Page 7"}});
    assert_eq!(site.post(&format!("issue/{c}/remotelink"), page).await.status.as_u16(), 201);
    (site, [a, b, c, d])
}

async fn found(site: &Client, keys: &[String; 4], condition: &str) -> String {
    let found = site.keys(&format!("labels = hangs AND ({condition}) ORDER BY key ASC")).await;
    found
        .iter()
        .map(|key| "abcd".chars().nth(keys.iter().position(|k| k == key).unwrap()).unwrap())
        .collect()
}

#[tokio::test]
async fn conditions_on_records_functions_and_orders_of_versions() {
    let (site, keys) = four().await;
    let [a, b, c, _] = &keys;
    let table = [
        ("watcher = currentUser()".to_owned(), "a"),
        ("watcher is EMPTY".into(), "bcd"),
        ("watcher in membersOf(jira-users)".into(), "a"),
        ("watcher != currentUser()".into(), ""),
        ("watchers > 0".into(), "a"),
        ("watchers = 0".into(), "bcd"),
        ("issue in watchedIssues()".into(), "a"),
        ("issue not in watchedIssues()".into(), "bcd"),
        ("voter = \"Ada Brandt\"".into(), "b"),
        ("votes >= 1".into(), "b"),
        ("votes in (0, 5)".into(), "acd"),
        ("key in votedIssues()".into(), ""),
        ("worklogAuthor = \"admin@rowport.example\"".into(), "c"),
        ("worklogAuthor = currentUser()".into(), ""),
        ("worklogDate = \"2026-11-03\"".into(), "c"),
        ("worklogDate >= \"2026-11-04\"".into(), ""),
        ("worklogDate < \"2026-11-04\"".into(), "c"),
        ("worklogDate is EMPTY".into(), "abd"),
        ("worklogDate != \"2026-11-02\"".into(), "c"),
        ("worklogComment ~ gateway".into(), "c"),
        ("workratio > 40".into(), "c"),
        ("workratio = 50".into(), "c"),
        ("timespent = 1h".into(), "c"),
        ("attachments is EMPTY".into(), "abcd"),
        ("attachments is not EMPTY".into(), ""),
        (format!("issueLink = {a}"), "b"),
        (format!("issueLink in ({a}, {c})"), "b"),
        (format!("issueLink != {a}"), "ac"),
        (format!("issueLink[\"blocks\"] = {b}"), "a"),
        (format!("workItemLink[\"is blocked by\"] = {a}"), "b"),
        ("issueLinkType = Blocks".into(), "ab"),
        ("issueLinkType = \"is blocked by\"".into(), "b"),
        ("issueLinkType in (\"relates to\", clones)".into(), "bc"),
        ("issueLinkType != Blocks".into(), "c"),
        (format!("issue in linkedIssues({b})"), "ac"),
        (format!("issue in linkedIssues({b}, \"IS blocked by\")"), "a"),
        (format!("issue in linkedIssues({b}, blocks)"), ""),
        ("issue in issuesWithRemoteLinksByGlobalId(\"system=wiki&id=7\", x)".into(), "c"),
        ("issue in issueHistory()".into(), ""),
        ("lastViewed is EMPTY".into(), "abcd"),
        ("hierarchyLevel = -1".into(), "d"),
        ("hierarchyLevel > -1".into(), "abc"),
        ("hierarchyLevel not in (0, 1)".into(), "d"),
        ("projectType = software".into(), "abcd"),
        ("projectType = service_desk".into(), ""),
        ("category is EMPTY".into(), "abcd"),
        ("category is not EMPTY".into(), ""),
        (format!("parent = {c}"), "d"),
        ("parentProject = DEMO".into(), "d"),
        (format!("parentEpic = {c}"), "d"),
        ("fixVersion > \"1.0\"".into(), "ab"),
        ("fixVersion > \"1.1\"".into(), "b"),
        ("fixVersion <= \"1.0\"".into(), "b"),
        ("not fixVersion > \"1.0\"".into(), "b"),
        ("fixVersion = latestReleasedVersion(DEMO)".into(), ""),
        ("fixVersion = earliestUnreleasedVersion(DEMO)".into(), "b"),
        ("fixVersion in releasedVersions(DEMO)".into(), "ab"),
        ("fixVersion in releasedVersions(TEAM)".into(), ""),
        ("resolution >= Done".into(), ""),
        ("project in projectsLeadByUser(\"Ada Brandt\")".into(), "abcd"),
        ("project in projectsLeadByUser()".into(), ""),
        ("project in projectsWhereUserHasRole(Developers)".into(), "abcd"),
        ("project in projectsWhereUserHasRole(Administrators)".into(), ""),
        ("key in updatedBy(\"admin@rowport.example\")".into(), "c"),
        (
            "key in updatedBy(\"member@rowport.example\", \"2026-11-02\", \"2026/11/02\")".into(),
            "abcd",
        ),
        ("key in updatedBy(\"member@rowport.example\", \"2026-11-05\")".into(), ""),
        ("Website = \"https://example.com/a?b=c\"".into(), "a"),
        ("Website != \"https://example.com\"".into(), "a"),
        ("\"Severity[Dropdown]\" = Major".into(), "a"),
        ("Severity in choiceOption(Major)".into(), "a"),
        ("Region in cascadeOption(Europe, none)".into(), "b"),
        ("Region in cascadeOption(Europe, Germany)".into(), "c"),
        ("Region in cascadeOption(none)".into(), "ad"),
    ];
    let mut wrong = Vec::new();
    for (condition, expected) in table {
        let got = found(&site, &keys, &condition).await;
        if got != expected {
            wrong.push(format!("{condition}: expected '{expected}', found '{got}'"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let by_votes = site.keys("labels = hangs ORDER BY votes DESC, watchers DESC, key ASC").await;
    assert_eq!(by_votes[..2], [b.clone(), a.clone()]);
}

/// `Unresolved` is no resolution, in any spelling: counts are equal to `is EMPTY` on Jira Cloud.
#[tokio::test]
async fn unresolved_is_no_resolution() {
    let site = site(40);
    let open = site.keys("project = DEMO and resolution is EMPTY").await;
    let closed = site.keys("project = DEMO and resolution is not EMPTY").await;
    assert!(!open.is_empty() && !closed.is_empty());
    for same in ["= Unresolved", "= \"unresolved\"", "in (UNRESOLVED)"] {
        assert_eq!(site.keys(&format!("project = DEMO and resolution {same}")).await, open);
    }
    for other in ["!= Unresolved", "not in (unresolved)"] {
        assert_eq!(site.keys(&format!("project = DEMO and resolution {other}")).await, closed);
    }
    let all = site.keys("project = DEMO and resolution in (Unresolved, Done)").await;
    assert!(all.len() > open.len());
    let count = json!({"jql": "project = DEMO and resolution = Unresolved"});
    let count = site.post("search/approximate-count", count).await.json;
    assert_eq!(count, json!({"count": open.len()}));
    let parsed = site.post("jql/parse", json!({"queries": ["resolution = Unresolved"]})).await.json;
    assert_eq!(parsed["queries"][0].get("errors"), None);
}

/// The texts of Jira's own tests of its functions (`TestSystemJqlFunctions`).
#[tokio::test]
async fn mistakes_in_functions_are_told_in_jiras_words() {
    let site = site(5);
    let mut refused = Vec::new();
    for jql in [
        "assignee in membersOf(blub)",
        "assignee in membersOf()",
        "assignee = currentUser(x)",
        "status = currentUser()",
        "created > now(x)",
        "created > startOfDay(zz)",
        "created > currentUser()",
        "issue in linkedIssues()",
        "issue in linkedIssues(DEMO-999)",
        "issue in linkedIssues(DEMO-1, fred)",
        "issue in membersOf(developers)",
        "issue in votedIssues(x)",
        "fixVersion in releasedVersions(random)",
        "Region in cascadeOption(Nowhere)",
        "Region in cascadeOption(Europe, Nowhere)",
        "Region in cascadeOption(a, b, c)",
        "sprint = openSprints()",
        "issue = watchedIssues()",
        "type in currentUser()",
        "category = x",
        "issueLinkType = fred",
        "hierarchyLevel = high",
        "text !~ x",
        "summary ~ \"\"",
        "fixVersion > \"7.0\"",
    ] {
        refused.push(json!({"jql": jql, "error": site.jql_error(jql).await}));
    }
    insta::assert_json_snapshot!(refused);
}

#[tokio::test]
async fn match_tells_which_issues_each_query_finds() {
    let site = site(5);
    let body = json!({
        "issueIds": [10_001, 10_000, 99],
        "jqls": ["project = DEMO", "key = DEMO-1 order by key", "status = Nope", "order by key"],
    });
    let answer = site.post("jql/match", body).await;
    assert_eq!(
        answer.json,
        json!({"matches": [
            {"matchedIssues": [10_001, 10_000], "errors": []},
            {"matchedIssues": [10_000], "errors": []},
            {"matchedIssues": [], "errors": [
                "The value 'Nope' does not exist for the field 'status'.",
            ]},
            {"matchedIssues": [10_001, 10_000], "errors": []},
        ]})
    );
    assert_eq!(site.post("jql/match", json!({"jqls": []})).await.status.as_u16(), 400);
}
