//! Searching: pages, tokens, what is found, and what is refused.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::{site, site_with};

#[tokio::test]
async fn ids_only_unless_fields_are_asked_for() {
    let site = site(5);
    let bare = site.get("search/jql?jql=key%20%3D%20DEMO-1").await.json;
    assert_eq!(bare, json!({"issues": [{"id": "10000"}], "isLast": true}));
    let keyed = site.get("search/jql?jql=key%20%3D%20DEMO-1&fields=key").await.json;
    assert_eq!(keyed["issues"][0]["key"], "DEMO-1");
    assert_eq!(keyed["issues"][0].get("fields"), None);
    let named = site.get("search/jql?jql=key%20%3D%20DEMO-1&fields=status,labels").await.json;
    let fields = named["issues"][0]["fields"].as_object().unwrap();
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["labels", "status"]);
}

#[tokio::test]
async fn tokens_lead_through_all_pages_once() {
    let site = site(230);
    let mut keys = Vec::new();
    let mut pages = Vec::new();
    let mut token = Value::Null;
    loop {
        let body = json!({
            "jql": "project = DEMO ORDER BY key ASC",
            "fields": ["summary"],
            "maxResults": 5000,
            "nextPageToken": token,
        });
        let page = site.post("search/jql", body).await.json;
        let issues = page["issues"].as_array().unwrap();
        pages.push(issues.len());
        keys.extend(issues.iter().map(|i| i["key"].as_str().unwrap().to_owned()));
        assert_eq!(page["isLast"] == true, page.get("nextPageToken").is_none());
        assert_eq!(page.get("total"), None);
        token = page["nextPageToken"].clone();
        if token.is_null() {
            break;
        }
    }
    assert_eq!(pages, [100, 100, 30], "fields clip the page");
    assert_eq!(keys, (1..=230).map(|n| format!("DEMO-{n}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_token_is_good_for_its_own_query_only() {
    let site = site(60);
    let first = site.post("search/jql", json!({"jql": "project = DEMO"})).await.json;
    let other = json!({"jql": "project = TEAM", "nextPageToken": first["nextPageToken"]});
    assert_eq!(site.post("search/jql", other).await.status, 400);
    let broken = json!({"jql": "project = DEMO", "nextPageToken": "nonsense"});
    assert_eq!(site.post("search/jql", broken).await.status, 400);
}

#[tokio::test]
async fn pages_may_be_short_although_more_follow() {
    let switches = jira_sim::Switches { short_pages: true, ..Default::default() };
    let site = site_with(30, switches);
    let body = json!({"jql": "project = DEMO", "maxResults": 20});
    let page = site.post("search/jql", body).await.json;
    assert_eq!(page["issues"].as_array().unwrap().len(), 13);
    assert_eq!(page["isLast"], false);
}

#[tokio::test]
async fn a_query_must_restrict_the_search() {
    let site = site(5);
    let unbounded = "Unbounded JQL queries are not allowed here. \
                     Please add a search restriction to your query.";
    for jql in ["", "   ", "ORDER BY key"] {
        assert_eq!(site.jql_error(jql).await, unbounded, "{jql}");
        let answer = site.post("search/approximate-count", json!({"jql": jql})).await;
        assert_eq!(answer.refusal(), (400, json!({"errorMessages": [unbounded], "errors": {}})));
    }
}

#[tokio::test]
async fn the_old_search_is_gone() {
    let site = site(5);
    let get = site.get("search?jql=project%20%3D%20DEMO").await;
    let post = site.post("search", json!({"jql": "project = DEMO"})).await;
    assert_eq!((get.status.as_u16(), post.status.as_u16()), (410, 410));
    insta::assert_json_snapshot!(get.json);
}

#[tokio::test]
async fn bulkfetch_sorts_by_id_and_names_what_it_does_not_find() {
    let site = site(20);
    let body = json!({
        "issueIdsOrKeys": ["DEMO-9", "10001", "demo-2", "NOPE-1", "99", "SAMPLE-9"],
        "fields": ["summary"],
    });
    let answer = site.post("issue/bulkfetch", body).await.json;
    let keys: Vec<&str> =
        answer["issues"].as_array().unwrap().iter().map(|i| i["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["DEMO-2", "DEMO-9"], "each was named twice");
    let lost: Vec<&str> = answer["issueErrors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["id"].as_str().unwrap())
        .collect();
    assert_eq!(lost, ["NOPE-1", "99"]);
}

#[tokio::test]
async fn keys_that_a_project_had_before_still_lead_to_its_issues() {
    let site = site(20);
    let moved = site.get("issue/sample-7?fields=project").await.json;
    assert_eq!(
        (&moved["key"], &moved["fields"]["project"]["key"]),
        (&json!("DEMO-7"), &json!("DEMO"))
    );
    assert_eq!(site.keys("key in (SAMPLE-7, SAMPLE-8)").await.len(), 2);
    assert_eq!(site.get("issue/SAMPLE-999").await.status, 404);
}

#[tokio::test]
async fn bulkfetch_takes_more_when_the_fields_are_named_and_short() {
    let site = site(1);
    let keys = |n: usize| (0..n).map(|i| format!("DEMO-{i}")).collect::<Vec<_>>();
    for (count, fields, status) in [
        (0, json!(["summary"]), 400),
        (100, json!(["*all"]), 200),
        (101, json!(["*all"]), 400),
        (101, json!(["summary", "comment"]), 400),
        (1000, json!(["summary"]), 200),
        (1001, json!(["summary"]), 400),
    ] {
        let body = json!({"issueIdsOrKeys": keys(count), "fields": fields});
        let answer = site.post("issue/bulkfetch", body).await;
        assert_eq!(answer.status.as_u16(), status, "{count} of {fields}");
    }
}

#[tokio::test]
async fn the_index_lags_unless_issues_are_reconciled() {
    let switches = jira_sim::Switches { index_lag_ms: 2000, ..Default::default() };
    let site = site_with(10, switches);
    let key = site.create(json!({"labels": ["fresh"]})).await;
    site.put("issue/DEMO-1", json!({"fields": {"labels": ["fresh"]}})).await;
    assert_eq!(site.keys("labels = fresh").await, Vec::<String>::new());
    assert_eq!(site.fields(&key).await["labels"], json!(["fresh"]), "reading does not lag");
    let body = json!({"jql": "labels = fresh", "fields": ["key"], "reconcileIssues": [10_000]});
    let found = site.post("search/jql", body).await.json;
    assert_eq!(found["issues"][0]["key"], "DEMO-1");
    site.sim.ticker().advance(2000);
    assert_eq!(site.keys("labels = fresh").await, [key, "DEMO-1".to_owned()]);
}

#[tokio::test]
async fn properties_are_shown_when_asked_for() {
    let site = site(3);
    let made = json!({
        "fields": support::task(json!({}))["fields"],
        "properties": [{"key": "rowport", "value": {"lineage": "f1", "row": 2}}],
    });
    let key = site.post("issue", made).await.json["key"].as_str().unwrap().to_owned();
    let body = json!({"jql": format!("key = {key}"), "properties": ["rowport", "other"]});
    let found = site.post("search/jql", body).await.json;
    assert_eq!(found["issues"][0]["properties"], json!({"rowport": {"lineage": "f1", "row": 2}}));
    assert_eq!(site.keys("issue.property[rowport].lineage = f1").await, [key]);
    let many = json!({"jql": "project = DEMO", "properties": ["1", "2", "3", "4", "5", "6"]});
    assert_eq!(site.post("search/jql", many).await.status, 400);
}

/// Measured on Jira Cloud in September 2026: a member that Jira does not know, or a value that it
/// cannot make a member of, refuses the body in one sentence and without `errors`.
#[tokio::test]
async fn a_mistyped_member_of_a_search_refuses_the_whole_body() {
    let site = site(5);
    let text = "Invalid request payload. Refer to the REST API documentation and try again.";
    let refusal = (400, json!({"errorMessages": [text]}));
    for (name, value) in [
        ("startAt", json!(0)),
        ("bogus", json!(1)),
        ("validateQuery", json!(true)),
        ("maxResults", json!("abc")),
        ("maxResults", json!(true)),
        ("maxResults", json!([5])),
        ("jql", json!(["project = DEMO"])),
        ("nextPageToken", json!(["abc"])),
        ("nextPageToken", json!({"a": 1})),
        ("expand", json!(["names"])),
        ("fields", json!({})),
        ("fields", json!([["summary"]])),
        ("fieldsByKeys", json!("yes")),
        ("includeArchivedProjects", json!(2)),
        ("properties", json!("a")),
        ("reconcileIssues", json!(10_001)),
        ("reconcileIssues", json!(["abc"])),
    ] {
        let mut body = json!({"jql": "project = DEMO"});
        body[name] = value;
        assert_eq!(site.post("search/jql", body.clone()).await.refusal(), refusal, "{body}");
    }
    for body in [json!([]), json!(5), json!("x")] {
        assert_eq!(site.post("search/jql", body).await.refusal(), refusal);
    }
    let all = json!({
        "jql": "key = DEMO-1", "maxResults": 5, "fields": ["summary"], "fieldsByKeys": true,
        "expand": "names", "properties": ["a"], "reconcileIssues": [10_000],
        "nextPageToken": null, "includeArchivedProjects": false,
    });
    assert_eq!(site.post("search/jql", all).await.status, 200);
}

/// Measured on Jira Cloud in September 2026: digits in a text are a number, fractions are cut off,
/// and other scalars are the texts of texts.
#[tokio::test]
async fn values_of_a_search_are_coerced() {
    let site = site(5);
    for (size, found) in [(json!("2"), 2), (json!(2.9), 2), (json!(5000), 5), (json!("5000"), 5)] {
        let body = json!({"jql": "project = DEMO", "maxResults": size});
        let page = site.post("search/jql", body).await.json;
        assert_eq!(page["issues"].as_array().unwrap().len(), found, "{size}");
    }
    let number = site.post("search/jql", json!({"jql": 5})).await;
    let text = site.post("search/jql", json!({"jql": "5"})).await;
    assert_eq!((number.status.as_u16(), number.json), (200, text.json), "it is searched for");
    let token = json!({"jql": "project = DEMO", "nextPageToken": 5});
    let refused = site.post("search/jql", token).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.json["errors"], json!({}), "it is a token, and a wrong one");
}

/// Measured on Jira Cloud in September 2026, on both methods. Null is 0, and 0 is out of range.
#[tokio::test]
async fn max_results_must_be_from_1_to_5000() {
    let site = site(5);
    let text = "The maxResults parameter must be between 1 and 5,000.";
    let refusal = (400, json!({"errorMessages": [text], "errors": {}}));
    for size in [json!(0), json!(-1), json!(5001), json!("0"), json!("5001"), Value::Null] {
        let body = json!({"jql": "project = DEMO", "maxResults": size});
        assert_eq!(site.post("search/jql", body).await.refusal(), refusal, "{size}");
    }
    for size in [0, -1, 5001, 6000] {
        let path = format!("search/jql?jql=project%3DDEMO&maxResults={size}");
        assert_eq!(site.get(&path).await.refusal(), refusal, "{size}");
    }
    assert_eq!(site.get("search/jql?maxResults=0").await.refusal(), refusal, "before the query");
    for size in ["1", "5000", "", "%20"] {
        let path = format!("search/jql?jql=project%3DDEMO&maxResults={size}");
        assert_eq!(site.get(&path).await.status, 200, "{size}");
    }
    let token = "search/jql?jql=project%3DDEMO&maxResults=0&nextPageToken=garbage";
    assert_ne!(site.get(token).await.refusal(), refusal, "after the token");
}
