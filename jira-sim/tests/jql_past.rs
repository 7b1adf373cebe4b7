//! WAS and CHANGED: what issues were, when, and who made them so.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::{Client, site};

/// A day, in milliseconds.
const DAY: u64 = 86_400_000;

/// Three issues that change on the days after 2 November 2026, each day at three in the night where
/// the member lives:
/// - a: started by the member on the 3rd, closed by the administrator on the 4th;
/// - b: assigned to the member from the beginning, to the administrator on the 4th, to nobody on
///   the 5th;
/// - c: for 1.0 from the beginning, for 2.0 from the 3rd, for no version from the 4th; its priority
///   is lowered on the 3rd.
async fn three() -> (Client, [String; 3]) {
    let site = site(5);
    let admin = site.as_role("admin");
    let account = async |who: &Client| who.get("myself").await.json["accountId"].clone();
    let (member, other) = (account(&site).await, account(&admin).await);
    let make = async |mut fields: Value| {
        fields["labels"] = json!(["past"]);
        site.create(fields).await
    };
    let a = make(json!({})).await;
    let b = make(json!({"assignee": {"accountId": member}})).await;
    let c = make(json!({"fixVersions": [{"name": "1.0"}], "priority": {"name": "High"}})).await;
    let edit = async |who: &Client, key: &str, fields: Value| {
        let answer = who.put(&format!("issue/{key}"), json!({"fields": fields})).await;
        assert_eq!(answer.status.as_u16(), 204, "{}", answer.json);
    };
    let step = async |who: &Client, id: &str| {
        let body = json!({"transition": {"id": id}});
        let answer = who.post(&format!("issue/{a}/transitions"), body).await;
        assert_eq!(answer.status.as_u16(), 204, "{}", answer.json);
    };
    let next_day = async || {
        admin.post("/sim/clock", json!({"advanceMs": DAY})).await;
    };
    next_day().await;
    step(&site, "11").await;
    edit(&site, &c, json!({"fixVersions": [{"name": "2.0"}]})).await;
    edit(&site, &c, json!({"priority": {"name": "Low"}})).await;
    next_day().await;
    step(&admin, "61").await;
    edit(&site, &b, json!({"assignee": {"accountId": other}})).await;
    edit(&site, &c, json!({"fixVersions": []})).await;
    next_day().await;
    edit(&admin, &b, json!({"assignee": null})).await;
    next_day().await;
    (site, [a, b, c])
}

/// What a condition finds among the three, as letters.
async fn found(site: &Client, keys: &[String; 3], condition: &str) -> String {
    let found = site.keys(&format!("labels = past AND ({condition}) ORDER BY key ASC")).await;
    found
        .iter()
        .map(|key| "abc".chars().nth(keys.iter().position(|k| k == key).unwrap()).unwrap())
        .collect()
}

async fn check(table: &[(&str, &str)]) {
    let (site, keys) = three().await;
    let mut wrong = Vec::new();
    for (condition, expected) in table {
        let got = found(&site, &keys, condition).await;
        if got != *expected {
            wrong.push(format!("{condition}: expected '{expected}', found '{got}'"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// "Currently has, or previously had" the value: Atlassian's reference of JQL operators.
#[tokio::test]
async fn was_finds_what_a_field_had_at_any_time() {
    check(&[
        ("status was \"To Do\"", "abc"),
        ("status WAS \"in progress\"", "a"),
        ("status was Done", "a"),
        ("status was not \"In Progress\"", "bc"),
        ("not status was \"In Progress\"", "bc"),
        ("not status was not \"In Progress\"", "a"),
        ("status was in (\"In Progress\", Done)", "a"),
        ("status was not in (\"In Progress\", Done)", "bc"),
        ("assignee was \"Ada Brandt\"", "b"),
        ("assignee was in membersOf(jira-admins)", "b"),
        ("assignee was not in membersOf(jira-admins)", "ac"),
        ("assignee was EMPTY", "abc"),
        ("resolution was Unresolved", "abc"),
        ("resolution was unresolved after \"2026-11-05\"", "bc"),
        ("resolution was \"Won't Do\"", "a"),
        ("priority was High", "c"),
        ("priority was not High", "ab"),
        ("fixVersion was \"1.0\"", "c"),
        ("fixVersion was in (\"1.0\", \"1.1\") and fixVersion was \"2.0\"", "c"),
        ("fixVersion was \"1.1\"", ""),
        ("fixVersion was EMPTY", "abc"),
        ("reporter was \"member@rowport.example\"", "abc"),
    ])
    .await;
}

/// AFTER, BEFORE, ON, DURING and BY: Atlassian's reference of the operator WAS. Days are the
/// caller's.
#[tokio::test]
async fn was_looks_at_a_time_and_at_a_person() {
    check(&[
        ("status was \"In Progress\" on \"2026-11-03\"", "a"),
        ("status was \"In Progress\" on \"2026/11/02\"", ""),
        ("status was \"To Do\" on \"2026-11-03\"", "abc"),
        ("status was \"To Do\" on \"2026-11-04\"", "bc"),
        ("status was \"In Progress\" before \"2026-11-03\"", ""),
        ("status was \"In Progress\" before \"2026-11-03 04:00\"", "a"),
        ("status was \"In Progress\" after \"2026-11-04 02:00\"", "a"),
        ("status was \"In Progress\" after \"2026-11-04 12:00\"", ""),
        ("status was \"In Progress\" during (\"2026-11-01\", \"2026-11-03\")", ""),
        ("status was \"In Progress\" during (\"2026-11-01\", \"2026-11-03 12:00\")", "a"),
        ("status was \"In Progress\" after \"-10d\" before now()", "a"),
        ("status was \"In Progress\" by currentUser()", "a"),
        ("status was Done by currentUser()", ""),
        ("status was Done by membersOf(jira-admins)", "a"),
        ("status was Done by (currentUser(), \"admin@rowport.example\")", "a"),
        ("status was not Done by currentUser()", "abc"),
        ("assignee was EMPTY on \"2026-11-04\"", "ac"),
        ("assignee was EMPTY on \"2026-11-05\"", "abc"),
        ("fixVersion was EMPTY on \"2026-11-02\"", "ab"),
        ("fixVersion was EMPTY after \"2026-11-05\"", "abc"),
        ("fixVersion was \"1.0\" on \"2026-11-02\"", "c"),
        ("fixVersion was \"1.0\" after \"2026-11-03 12:00\"", ""),
        ("fixVersion was \"2.0\" on \"2026-11-03\"", "c"),
    ])
    .await;
}

#[tokio::test]
async fn changed_finds_changes_by_their_sides_time_and_author() {
    check(&[
        ("status changed", "a"),
        ("not status changed", "bc"),
        ("status changed from \"To Do\"", "a"),
        ("status changed from \"To Do\" to \"In Progress\"", "a"),
        ("status changed from \"To Do\" to Done", ""),
        ("status changed to Done by \"admin@rowport.example\"", "a"),
        ("status changed to Done by currentUser()", ""),
        ("status changed to Done after \"2026-11-04\" before \"2026-11-05\"", "a"),
        ("status changed on \"2026-11-03\"", "a"),
        ("status changed on \"2026-11-02\"", ""),
        ("status changed during (\"2026-11-04\", \"2026-11-06\")", "a"),
        ("status changed after endOfDay(\"-1\")", ""),
        ("resolution changed from EMPTY", "a"),
        ("resolution changed from Unresolved to \"Won't Do\"", "a"),
        ("assignee changed to EMPTY", "b"),
        ("assignee changed from EMPTY", ""),
        ("assignee changed from \"Ada Brandt\" to empty by \"Ada Brandt\"", "b"),
        ("priority changed from (High, Highest)", "c"),
        ("fixVersion changed from \"1.0\" to \"2.0\"", "c"),
        ("fixVersion changed to \"1.0\"", ""),
        ("fixVersion changed", "c"),
    ])
    .await;
}

/// The texts are those that Jira's own tests of its parser expect (`TestJqlParsing`).
#[tokio::test]
async fn mistakes_about_the_past_are_told_in_jiras_words() {
    let (site, _) = three().await;
    let mut refused = Vec::new();
    for jql in [
        "labels was past",
        "summary changed",
        "status was Nope",
        "status was 10000",
        "status changed from fred",
        "status was",
        "status not was Open",
        "status = Done by admin",
        "fixVersion changed 4 by x",
        "status was Done from \"To Do\"",
        "status changed after \"20/12/10\"",
        "status changed after currentUser()",
        "status changed after now(x)",
        "status changed after startOfDay(invalid)",
        "status changed before (\"2026-11-01\", \"2026-11-02\")",
        "status changed during \"2026-11-01\"",
        "assignee changed by bogus()",
        "assignee changed by nobody",
        "assignee was currentUser()",
        "assignee was in Ada",
        "status was (Done)",
    ] {
        let jql = format!("labels = past and {jql}");
        refused.push(json!({"jql": jql, "error": site.jql_error(&jql).await}));
    }
    insta::assert_json_snapshot!(refused);
}

#[tokio::test]
async fn parse_shows_predicates() {
    let site = site(1);
    let jql = "status WAS NOT IN (Done, \"To Do\") BEFORE \"2026-11-02\" BY currentUser() \
               AND assignee CHANGED FROM EMPTY DURING (\"2026-11-01\", now())";
    let answer = site.post("jql/parse", json!({"queries": [jql]})).await;
    insta::assert_json_snapshot!(answer.json["queries"][0]["structure"]);
}
