//! The change history: how values are told, how it is read, and what a fresh site has of it.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::{Client, document, site};

/// Field, id, and both sides of each item of an issue's last change.
async fn last_items(site: &Client, key: &str) -> Vec<Value> {
    let history = site.get(&format!("issue/{key}/changelog")).await.json;
    let change = history["values"].as_array().unwrap().last().unwrap().clone();
    change["items"].as_array().unwrap().clone()
}

async fn edit(site: &Client, key: &str, fields: Value) -> Vec<Value> {
    let answer = site.put(&format!("issue/{key}"), json!({"fields": fields})).await;
    assert_eq!(answer.status, 204, "{}", answer.json);
    last_items(site, key).await
}

/// An item with `to` only.
fn came(field: &str, field_id: &str, to: &str, text: &str) -> Value {
    json!({"field": field, "fieldId": field_id, "fieldtype": "jira",
        "from": null, "fromString": null, "to": to, "toString": text})
}

/// An item with `from` only.
fn went(field: &str, field_id: &str, from: &str, text: &str) -> Value {
    json!({"field": field, "fieldId": field_id, "fieldtype": "jira",
        "from": from, "fromString": text, "to": null, "toString": null})
}

/// Jira tells components and versions value by value, under names that the fields have nowhere
/// else: `Component`, `Fix Version`, `Version`.
#[tokio::test]
async fn components_and_versions_have_an_item_for_each_value() {
    let site = site(1);
    let key = site.create(json!({"components": [{"name": "API"}]})).await;
    let names = |names: &[&str]| -> Value { names.iter().map(|n| json!({"name": n})).collect() };
    let items = edit(
        &site,
        &key,
        json!({
            "components": names(&["Backend", "Billing, Payments"]),
            "fixVersions": names(&["1.0"]), "versions": names(&["0.9", "1.0"]),
        }),
    )
    .await;
    let expected = [
        went("Component", "components", "10002", "API"),
        came("Component", "components", "10000", "Backend"),
        came("Component", "components", "10003", "Billing, Payments"),
        came("Fix Version", "fixVersions", "10001", "1.0"),
        came("Version", "versions", "10000", "0.9"),
        came("Version", "versions", "10001", "1.0"),
    ];
    assert_eq!(items, expected);
    let items = edit(&site, &key, json!({"versions": names(&["1.0", "1.1"])})).await;
    let expected =
        [went("Version", "versions", "10000", "0.9"), came("Version", "versions", "10002", "1.1")];
    assert_eq!(items, expected, "what stays is not told");
}

/// Seconds are told as a number in text, not as `1d`.
#[tokio::test]
async fn durations_are_told_in_seconds() {
    let site = site(1);
    let key = site.create(json!({})).await;
    let estimate = json!({"timetracking": {"originalEstimate": "1d", "remainingEstimate": "30m"}});
    let items = edit(&site, &key, estimate).await;
    let expected = [
        came("timeoriginalestimate", "timeoriginalestimate", "28800", "28800"),
        came("timeestimate", "timeestimate", "1800", "1800"),
    ];
    assert_eq!(items, expected);
    let logged = site.post(&format!("issue/{key}/worklog"), json!({"timeSpent": "15m"})).await;
    assert_eq!(logged.status, 201, "{}", logged.json);
    let id = logged.json["id"].as_str().unwrap();
    let items = last_items(&site, &key).await;
    assert_eq!(items[0]["fromString"], "1800");
    assert_eq!(items[0]["toString"], "900");
    assert_eq!(items[1], came("timespent", "timespent", "900", "900"));
    let mut worklog = came("WorklogId", "", id, id);
    worklog.as_object_mut().unwrap().remove("fieldId");
    assert_eq!(items[2], worklog, "a worklog has no field of its own");
}

/// All other fields have one item with the whole value, as recordings of Jira show it.
#[tokio::test]
async fn other_values_are_told_whole() {
    let site = site(3).as_role("admin");
    let me = site.get("myself").await.json["accountId"].clone();
    let (key, epic) = (site.create(json!({})).await, "DEMO-1");
    let first = json!({
        "labels": ["a", "b"], "duedate": "2026-12-01", "parent": {"key": epic},
        "assignee": {"accountId": me}, "description": document("one"),
        "customfield_10015": "2026-12-02", "customfield_10016": 3, "customfield_10032": 2.5,
        "customfield_10034": [{"value": "Web"}, {"value": "Windows, macOS"}],
        "customfield_10035": {"value": "Europe", "child": {"value": "Germany"}},
        "customfield_10045": [{"name": "1.0"}, {"name": "1.1"}], "customfield_10020": 8,
        "customfield_10047": [{"accountId": me}],
    });
    insta::assert_json_snapshot!("set", short(&edit(&site, &key, first).await, &me));
    let second = json!({
        "labels": [], "duedate": null, "parent": null, "assignee": null, "description": null,
        "customfield_10015": null, "customfield_10016": 5, "customfield_10032": null,
        "customfield_10034": [{"value": "Linux"}], "customfield_10035": {"value": "Europe"},
        "customfield_10045": [], "customfield_10020": null, "customfield_10047": null,
    });
    insta::assert_json_snapshot!("changed", short(&edit(&site, &key, second).await, &me));
}

/// Items as lines, so that a snapshot can be read.
fn short(items: &[Value], me: &Value) -> Vec<String> {
    let line = |item: &Value| {
        let id = item["fieldId"].as_str().unwrap_or("no fieldId");
        let kind = item["fieldtype"].as_str().unwrap();
        let sides = [&item["from"], &item["fromString"], &item["to"], &item["toString"]];
        let sides = sides.map(|side| if side == me { "<me>".into() } else { side.to_string() });
        format!("{} ({id}, {kind}): {}", item["field"].as_str().unwrap(), sides.join(" | "))
    };
    items.iter().map(line).collect()
}

/// Jira dates a change some milliseconds after the `updated` that it makes, so that whoever looks
/// for changes after an instant taken from `updated` finds that one too.
#[tokio::test]
async fn a_change_is_dated_just_after_updated() {
    let site = site(1);
    let key = site.create(json!({})).await;
    edit(&site, &key, json!({"summary": "new"})).await;
    let issue = site.get(&format!("issue/{key}?expand=changelog")).await.json;
    let updated = issue["fields"]["updated"].as_str().unwrap();
    let created = issue["changelog"]["histories"][0]["created"].as_str().unwrap();
    assert_eq!(
        (updated, created),
        ("2026-11-02T09:00:00.040+0100", "2026-11-02T09:00:00.047+0100")
    );
}

/// A link's item has no `fieldId`; the history of a rank tells the direction only, and an issue
/// that was ranked was not updated.
#[tokio::test]
async fn links_and_ranks_are_told() {
    let site = site(3);
    let (a, b) = (site.create(json!({})).await, site.create(json!({})).await);
    let link =
        json!({"type": {"name": "Blocks"}, "inwardIssue": {"key": a}, "outwardIssue": {"key": b}});
    site.post("issueLink", link).await;
    assert_eq!(
        last_items(&site, &b).await,
        [json!({"field": "Link", "fieldtype": "jira", "from": null, "fromString": null,
            "to": a, "toString": format!("This issue is blocked by {a}")})]
    );
    let updated = site.fields(&b).await["updated"].clone();
    let rank = json!({"issues": [b], "rankBeforeIssue": a});
    assert_eq!(site.put("/rest/agile/1.0/issue/rank", rank).await.status, 204);
    assert_eq!(
        last_items(&site, &b).await,
        [json!({"field": "Rank", "fieldId": "customfield_10019", "fieldtype": "custom",
            "from": "", "fromString": "", "to": "", "toString": "Ranked higher"})]
    );
    assert_eq!(site.fields(&b).await["updated"], updated);
}

/// What is expanded does not depend on which fields are asked for. Without fields, an issue has its
/// head and the expansion, and no `fields`.
#[tokio::test]
async fn the_changelog_is_expanded_whatever_the_fields() {
    let site = site(5);
    for fields in ["?fields=id&", "?fields=key&", "?fields=summary&", "?"] {
        let issue = site.get(&format!("issue/DEMO-3{fields}expand=changelog")).await.json;
        assert!(issue["changelog"]["total"].as_u64().unwrap() > 0, "{fields}");
        assert_eq!(issue["changelog"]["maxResults"], 100);
        assert_eq!(issue["key"], "DEMO-3");
    }
    let query = json!({"jql": "key = DEMO-3", "expand": "changelog"});
    let found = site.post("search/jql", query).await.json["issues"][0].clone();
    assert_eq!(found.get("fields"), None, "ids only by default");
    assert_eq!(found["key"], "DEMO-3");
    let bulk = json!({"issueIdsOrKeys": ["DEMO-3"], "fields": ["id"], "expand": ["changelog"]});
    let fetched = site.post("issue/bulkfetch", bulk).await.json["issues"][0].clone();
    let alone = site.get("issue/DEMO-3?fields=id&expand=changelog").await.json;
    for many in [&found, &fetched] {
        assert_eq!(many["changelog"]["histories"], alone["changelog"]["histories"]);
    }
    let plain = site.post("search/jql", json!({"jql": "key = DEMO-3"})).await.json;
    assert_eq!(plain["issues"][0], json!({"id": found["id"]}), "the bare id without it");
}

/// Many issues show their newest 40 changes each, one issue its newest 100.
#[tokio::test]
async fn many_issues_show_fewer_changes() {
    let site = site(1);
    let key = site.create(json!({})).await;
    for points in 0..101 {
        site.sim.ticker().advance(2_000);
        let body = json!({"fields": {"customfield_10016": points}});
        assert_eq!(site.put(&format!("issue/{key}"), body).await.status, 204);
    }
    let alone = site.get(&format!("issue/{key}?expand=changelog")).await.json["changelog"].clone();
    let query = json!({"jql": format!("key = {key}"), "expand": "changelog"});
    let found = site.post("search/jql", query).await.json["issues"][0]["changelog"].clone();
    let bulk = json!({"issueIdsOrKeys": [key], "expand": ["changelog"]});
    let fetched = site.post("issue/bulkfetch", bulk).await.json["issues"][0]["changelog"].clone();
    let count = |log: &Value| log["histories"].as_array().unwrap().len();
    assert_eq!([&alone, &found, &fetched].map(count), [100, 40, 40]);
    for log in [alone, found, fetched] {
        assert_eq!(log["total"], 101);
        assert_eq!(log["histories"][0]["items"][0]["toString"], "100", "the newest first");
    }
}

/// Pages go by the date of the changes across all issues, so that one issue is on several pages.
#[tokio::test]
async fn pages_of_many_histories_go_by_date() {
    let site = site(3);
    let keys = [site.create(json!({})).await, site.create(json!({})).await];
    for round in 0..3 {
        for key in &keys {
            edit(&site, key, json!({"summary": format!("round {round}")})).await;
        }
    }
    let ask = async |more: Value| {
        let mut body = json!({"issueIdsOrKeys": [keys[1], keys[0], "DEMO-99"]});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        site.post("changelog/bulkfetch", body).await
    };
    let mut seen = Vec::new();
    let (mut token, mut pages) = (Value::Null, 0);
    loop {
        let more = match &token {
            Value::Null => json!({"maxResults": 4}),
            token => json!({"maxResults": 4, "nextPageToken": token}),
        };
        let page = ask(more).await.json;
        for log in page["issueChangeLogs"].as_array().unwrap() {
            for change in log["changeHistories"].as_array().unwrap() {
                let text = change["items"][0]["toString"].as_str().unwrap().to_owned();
                seen.push((pages, log["issueId"].as_str().unwrap().to_owned(), text));
            }
        }
        pages += 1;
        token = page.get("nextPageToken").cloned().unwrap_or_default();
        if token.is_null() {
            break;
        }
    }
    let of_first = |page: usize| seen.iter().filter(|(p, ..)| *p == page).count();
    assert_eq!((pages, of_first(0), of_first(1)), (2, 4, 2));
    let issues: Vec<&str> =
        seen.iter().filter(|(p, ..)| *p == 0).map(|(_, id, _)| id.as_str()).collect();
    assert_eq!((issues[0] == issues[1], issues[1] == issues[2]), (true, false), "both on a page");
    let texts: Vec<&str> = seen.iter().map(|(.., text)| text.as_str()).collect();
    assert_eq!(texts, ["round 0", "round 1", "round 0", "round 1", "round 2", "round 2"]);

    for size in [json!(0), json!(-1), json!(10_001), json!("many"), json!(true)] {
        assert_eq!(ask(json!({"maxResults": size})).await.status, 400, "{size}");
    }
    assert_eq!(ask(json!({"maxResults": 10_000})).await.status, 200);
    assert_eq!(ask(json!({"nextPageToken": "7"})).await.status, 400, "a token is opaque");
    let of_labels = ask(json!({"fieldIds": ["labels"]})).await.json;
    assert_eq!(of_labels, json!({"issueChangeLogs": []}));
}

/// A recorded issue keeps the history that it was recorded with.
#[tokio::test]
async fn a_recorded_issue_keeps_its_history() {
    let site = site(3).as_role("admin");
    let change = |created: &str, items: Value| {
        json!({"id": "1", "created": created, "items": items,
            "author": {"accountId": "x:1", "displayName": "Noor"}})
    };
    let status = json!([{"field": "status", "fieldId": "status", "fieldtype": "jira",
        "from": "1", "fromString": "Open", "to": "3", "toString": "In Progress"}]);
    let colour = json!([{"field": "Colour", "fieldId": "customfield_10020", "fieldtype": "custom",
        "from": null, "fromString": null, "to": "77", "toString": "Red"}]);
    for key in ["REC-7", "DEMO-2"] {
        let issue = json!({
            "key": key, "names": {"customfield_10020": "Colour"},
            "fields": {"summary": "s", "status": {"name": "In Progress"},
                "issuetype": {"name": "Task"}, "customfield_10020": {"value": "Red"}},
            "changelog": {"histories": [
                change("2021-03-02T10:00:00.000+0000", status.clone()),
                change("2021-03-01T10:00:00.000+0000", colour.clone()),
            ]},
        });
        let placed = site.post("/sim/put-issue", json!({"issue": issue})).await.json;
        let history = site.get(&format!("issue/{key}/changelog")).await.json;
        assert_eq!(history["total"], 2, "{key}: and nothing else");
        let [first, second] = [0, 1].map(|place| history["values"][place].clone());
        assert_eq!(first["author"]["displayName"], "Noor");
        let field = &placed["issues"][0]["fields"]["customfield_10020"];
        assert_eq!(&first["items"][0]["fieldId"], field, "the id that it has here");
        assert_eq!(second["items"], status);
    }
}
