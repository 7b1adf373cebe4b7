//! Projects by what they are, in an order, with more about each.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use support::{Client, site};

/// The texts at a pointer of each item of a list.
fn texts(list: &Value, pointer: &str) -> Vec<String> {
    let items = list.as_array().unwrap().iter();
    items.map(|item| item.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
}

async fn projects(client: &Client, query: &str) -> Vec<String> {
    let answer = client.get(&format!("project/search?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.json);
    texts(&answer.json["values"], "/key")
}

/// OpenAPI file of Jira's platform REST, 2026-06-10: `orderBy` of `/project/search`.
#[tokio::test]
async fn projects_are_ordered_by_each_name_that_jira_knows() {
    let site = site(60).as_role("admin");
    // Something happens in TEAM after everything that happened elsewhere.
    let body = json!({"fields": {"summary": "later"}});
    assert_eq!(site.put("issue/TEAM-1", body).await.status, 204);
    for (order, expected) in [
        ("key", ["DEMO", "DESK", "TEAM"]),
        ("%2Bkey", ["DEMO", "DESK", "TEAM"]),
        // A plus that nobody encoded arrives as a space.
        ("+key", ["DEMO", "DESK", "TEAM"]),
        ("-key", ["TEAM", "DESK", "DEMO"]),
        ("name", ["DEMO", "DESK", "TEAM"]),
        ("-name", ["TEAM", "DESK", "DEMO"]),
        ("issueCount", ["DESK", "TEAM", "DEMO"]),
        ("-issueCount", ["DEMO", "TEAM", "DESK"]),
        ("category", ["DEMO", "DESK", "TEAM"]),
        ("-archivedDate", ["DEMO", "DESK", "TEAM"]),
        ("deletedDate", ["DEMO", "DESK", "TEAM"]),
    ] {
        assert_eq!(projects(&site, &format!("orderBy={order}")).await, expected, "{order}");
    }
    assert_eq!(projects(&site, "").await, ["DEMO", "DESK", "TEAM"], "by key unless asked");
    let last = |order: &'static str| {
        let site = site.clone();
        async move { projects(&site, &format!("orderBy={order}")).await }
    };
    assert_eq!(last("lastIssueUpdatedDate").await.last().unwrap(), "TEAM");
    assert_eq!(last("-lastIssueUpdatedDate").await.first().unwrap(), "TEAM");
    let by_owner = last("owner").await;
    let mut turned = last("-owner").await;
    turned.reverse();
    assert_eq!(by_owner.first(), turned.first(), "{by_owner:?} {turned:?}");
    assert_eq!(site.get("project/search?orderBy=size").await.status, 400);
}

/// The same file: `typeKey`, `status`, `id`, `keys`, `query`, `action`, `categoryId`.
#[tokio::test]
async fn projects_are_chosen_by_type_state_name_and_right() {
    let site = site(5);
    for (query, expected) in [
        ("typeKey=service_desk", vec!["DESK"]),
        ("typeKey=software,service_desk", vec!["DEMO", "DESK", "TEAM"]),
        ("typeKey=business", vec![]),
        ("status=archived", vec![]),
        ("status=deleted", vec![]),
        ("status=live&status=archived", vec!["DEMO", "DESK", "TEAM"]),
        ("id=10000&id=10001", vec!["DEMO", "TEAM"]),
        ("keys=TEAM&keys=DESK", vec!["DESK", "TEAM"]),
        ("query=team", vec!["TEAM"]),
        ("query=SOFT", vec!["DEMO"]),
        ("action=create", vec!["DEMO", "DESK", "TEAM"]),
        ("action=edit", vec![]),
        // The site has no categories, so no project is in one.
        ("categoryId=10000", vec![]),
    ] {
        assert_eq!(projects(&site, query).await, expected, "{query}");
    }
    assert_eq!(projects(&site.as_role("viewer"), "").await, ["DEMO", "DESK"]);
    assert_eq!(projects(&site.as_role("admin"), "action=edit").await, ["DEMO", "DESK", "TEAM"]);
    let many: String = (0..51).map(|id| format!("id={id}&")).collect();
    for wrong in ["status=gone", "action=burn", "categoryId=x", many.trim_end_matches('&')] {
        assert_eq!(site.get(&format!("project/search?{wrong}")).await.status, 400, "{wrong}");
    }
}

/// The same file: what `expand` adds to the projects of a page.
#[tokio::test]
async fn projects_are_expanded_by_what_is_asked_for() {
    let site = site(7);
    let one = async |query: &str| {
        site.get(&format!("project/search?keys=DEMO&{query}")).await.json["values"][0].clone()
    };
    let bare = one("").await;
    let all = one("expand=description,projectKeys,lead,issueTypes,insight,permissions").await;
    let names =
        |json: &Value| -> BTreeSet<String> { json.as_object().unwrap().keys().cloned().collect() };
    let added: Vec<String> = names(&all).difference(&names(&bare)).cloned().collect();
    assert_eq!(
        added,
        ["description", "insight", "issueTypes", "lead", "permissions", "projectKeys"]
    );
    assert_eq!(all["projectKeys"], json!(["DEMO", "SAMPLE"]), "former keys, too");
    assert_eq!(all["lead"]["displayName"], "Ada Brandt");
    assert_eq!(texts(&all["issueTypes"], "/name").len(), 5);
    assert_eq!(all["insight"]["totalIssueCount"], 7);
    assert_eq!(all["permissions"]["canEdit"], false);
    let last = all["insight"]["lastIssueUpdateTime"].as_str().unwrap().to_owned();
    let newest =
        site.get("search/jql?jql=project=DEMO%20order%20by%20updated%20desc&fields=updated").await;
    assert_eq!(newest.json["issues"][0]["fields"]["updated"], json!(last));
    let listed = site.get("project?expand=lead&recent=2").await.json;
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["lead"]["active"]), (2, &json!(true)));
    let whole = site.get("project/DEMO?expand=projectKeys").await.json;
    assert_eq!(whole["projectKeys"], json!(["DEMO", "SAMPLE"]));
}

/// A client that follows `nextPage` must stay within what it asked for.
#[tokio::test]
async fn the_next_page_of_projects_is_of_the_same_search() {
    let site = site(1);
    let mut path = "project/search?orderBy=-key&maxResults=1&query=e".to_owned();
    let mut keys = Vec::new();
    loop {
        let page = site.get(&path).await.json;
        keys.extend(texts(&page["values"], "/key"));
        let Some(next) = page["nextPage"].as_str() else { break };
        path = next.strip_prefix("https://site.example").unwrap().to_owned();
    }
    assert_eq!(keys, ["TEAM", "DESK", "DEMO"]);
}
