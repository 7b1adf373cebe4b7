//! What hangs on an issue: links, worklogs, attachments, watchers, votes, remote links.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use serde_json::{Value, json};
use support::{Answer, Client, document, site};

#[tokio::test]
async fn a_link_is_shown_at_both_ends() {
    let site = site(1);
    let (a, b) = (site.create(json!({})).await, site.create(json!({})).await);
    let body =
        json!({"type": {"name": "Blocks"}, "inwardIssue": {"key": a}, "outwardIssue": {"key": b}});
    for _ in 0..2 {
        let answer = site.post("issueLink", body.clone()).await;
        assert_eq!(answer.refusal(), (201, Value::Null), "again is no mistake");
    }
    let (of_a, of_b) = (site.fields(&a).await, site.fields(&b).await);
    assert_eq!(of_a["issuelinks"].as_array().unwrap().len(), 1);
    let link = &of_a["issuelinks"][0];
    assert_eq!(link["outwardIssue"]["key"].as_str(), Some(b.as_str()), "a blocks b");
    assert_eq!(link["type"]["outward"], "blocks");
    assert_eq!(of_b["issuelinks"][0]["inwardIssue"]["key"].as_str(), Some(a.as_str()));
    let history = site.get(&format!("issue/{a}/changelog")).await.json;
    assert_eq!(history["values"][0]["items"][0]["toString"], format!("This issue blocks {b}"));

    let id = link["id"].as_str().unwrap();
    let read = site.get(&format!("issueLink/{id}")).await.json;
    assert_eq!(read["inwardIssue"]["key"].as_str(), Some(a.as_str()));
    assert_eq!(site.as_role("viewer").delete(&format!("issueLink/{id}")).await.status, 404);
    assert_eq!(site.delete(&format!("issueLink/{id}")).await.status, 204);
    assert_eq!(site.delete(&format!("issueLink/{id}")).await.status, 404);
    assert_eq!(site.fields(&b).await["issuelinks"], json!([]));
    for bad in [
        json!({"type": {"name": "Nope"}, "inwardIssue": {"key": a}, "outwardIssue": {"key": b}}),
        json!({"type": {"name": "Blocks"}, "inwardIssue": {"key": a}, "outwardIssue": {"key": "DEMO-99"}}),
    ] {
        assert_eq!(site.post("issueLink", bad).await.status, 404);
    }
    let types = site.get("issueLinkType").await.json;
    assert!(types["issueLinkTypes"].as_array().unwrap().iter().any(|t| t["name"] == "Relates"));
}

#[tokio::test]
async fn an_issue_is_created_with_links_and_loses_them_with_the_other_end() {
    let site = site(1).as_role("admin");
    let a = site.create(json!({})).await;
    let body = json!({
        "fields": support::task(json!({}))["fields"],
        "update": {"issuelinks": [
            {"add": {"type": {"name": "Blocks"}, "outwardIssue": {"key": a}}},
        ]},
    });
    let b = site.post("issue", body.clone()).await.json["key"].as_str().unwrap().to_owned();
    assert_eq!(site.fields(&a).await["issuelinks"][0]["inwardIssue"]["key"], json!(b));
    let mut bad = body;
    bad["update"]["issuelinks"][0]["add"]["type"]["name"] = json!("Nope");
    assert_eq!(site.post("issue", bad).await.status, 400);
    assert_eq!(site.delete(&format!("issue/{b}")).await.status, 204);
    assert_eq!(site.fields(&a).await["issuelinks"], json!([]));
}

#[tokio::test]
async fn worklogs_move_the_remaining_estimate() {
    let site = site(1);
    let key = site.create(json!({"timetracking": {"originalEstimate": "1d"}})).await;
    let path = format!("issue/{key}/worklog");
    let log = json!({
        "timeSpent": "1h 30m", "started": "2026-10-17T12:34:00.000+0000",
        "comment": document("looked into it"),
    });
    let made = site.post(&path, log).await;
    assert_eq!(made.status, 201);
    assert_eq!(made.json["timeSpentSeconds"], 5400);
    assert_eq!(made.json["started"], "2026-10-17T14:34:00.000+0200");
    let tracking = async || site.fields(&key).await["timetracking"].clone();
    assert_eq!(tracking().await["remainingEstimate"], "6h 30m");
    assert_eq!(tracking().await["timeSpent"], "1h 30m");
    let id = made.json["id"].as_str().unwrap().to_owned();
    let one = format!("{path}/{id}");
    let edited = site.put(&one, json!({"timeSpentSeconds": 7200})).await;
    assert_eq!((edited.json["timeSpent"].as_str(), edited.status.as_u16()), (Some("2h"), 200));
    assert!(edited.json["comment"].is_object(), "what is not named stays");
    assert_eq!(tracking().await["remainingEstimate"], "6h");
    for (query, remaining) in [
        ("adjustEstimate=leave", "6h"),
        ("adjustEstimate=new&newEstimate=2d", "2d"),
        ("adjustEstimate=manual&reduceBy=1d", "1d"),
    ] {
        let answer = site.post(&format!("{path}?{query}"), json!({"timeSpent": "1h"})).await;
        assert_eq!(answer.status, 201, "{query}");
        assert_eq!(tracking().await["remainingEstimate"], remaining, "{query}");
    }
    for bad in [json!({}), json!({"timeSpent": "soon"}), json!({"timeSpent": "1h", "comment": "x"})]
    {
        assert_eq!(site.post(&path, bad.clone()).await.status, 400, "{bad}");
    }
    let unknown = site.post(&format!("{path}?adjustEstimate=x"), json!({"timeSpent": "1h"})).await;
    assert_eq!(unknown.status, 400);
    assert_eq!(site.as_role("viewer").delete(&one).await.status, 400);
    assert_eq!(site.delete(&one).await.status, 204);
    assert_eq!(site.get(&one).await.status, 404);
    assert_eq!(tracking().await["remainingEstimate"], "1d 2h");
    let fields = site.fields(&key).await;
    assert_eq!(fields["aggregatetimespent"], 3 * 3600);
    assert_eq!(fields["progress"], json!({"progress": 10800, "total": 46800, "percent": 23}));
    assert_eq!(fields["workratio"], 37);
}

#[tokio::test]
async fn an_issue_shows_twenty_worklogs_of_itself() {
    let site = site(1);
    let key = site.create(json!({})).await;
    for n in 1..=18 {
        let body = json!({"update": {"worklog": [
            {"add": {"timeSpent": format!("{n}m")}}, {"add": {"timeSpentSeconds": 60}},
        ]}});
        site.sim.ticker().advance(2_000);
        assert_eq!(site.put(&format!("issue/{key}"), body).await.status, 204);
    }
    let field = site.fields(&key).await["worklog"].clone();
    assert_eq!((&field["total"], &field["maxResults"]), (&json!(36), &json!(20)));
    assert_eq!(field["worklogs"].as_array().unwrap().len(), 20);
    let page = site.get(&format!("issue/{key}/worklog?startAt=30")).await.json;
    assert_eq!(page["worklogs"].as_array().unwrap().len(), 6);
    let ids: Vec<Value> =
        page["worklogs"].as_array().unwrap().iter().map(|w| w["id"].clone()).collect();
    let listed = site.post("worklog/list", json!({"ids": ids})).await.json;
    assert_eq!(listed.as_array().unwrap().len(), 6);
    assert!(listed[0].get("properties").is_none());
    let row = json!([{"key": "row", "value": {"of": "a file"}}]);
    let new = json!({"timeSpentSeconds": 60, "properties": row});
    let id = site.post(&format!("issue/{key}/worklog"), new).await.json["id"].clone();
    let listed = site.post("worklog/list?expand=properties", json!({"ids": [id]})).await.json;
    assert_eq!(listed[0]["properties"], row);
}

async fn upload(site: &Client, key: &str, checked: bool) -> Answer {
    let form = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"größe.txt\"\r\n\
                Content-Type: text/plain\r\n\r\nhello\r\n--X--\r\n";
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(format!("/rest/api/3/issue/{key}/attachments"))
        .header(header::COOKIE, "jira_sim_session=member")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
    if checked {
        request = request.header("x-atlassian-token", "no-check");
    }
    site.ask(request.body(Body::from(form)).unwrap()).await
}

#[tokio::test]
async fn files_are_attached_read_and_deleted() {
    let site = site(1);
    let key = site.create(json!({})).await;
    assert_eq!(upload(&site, &key, false).await.status, 403);
    let made = upload(&site, &key, true).await;
    assert_eq!(made.status, 200, "{}", made.json);
    let file = &made.json[0];
    assert_eq!((&file["filename"], &file["size"]), (&json!("größe.txt"), &json!(5)));
    assert_eq!(site.fields(&key).await["attachment"][0]["id"], file["id"]);
    let id = file["id"].as_str().unwrap();
    let alone = site.get(&format!("attachment/{id}")).await.json;
    assert!(alone["id"].is_u64(), "here the id is a number");
    let moved = site.get(&format!("attachment/content/{id}")).await;
    assert_eq!(moved.status, 303);
    let place = moved.header("location").unwrap().strip_prefix("https://site.example").unwrap();
    assert_eq!(site.get(place).await.json, json!("hello"));
    let direct = site.get(&format!("attachment/content/{id}?redirect=false")).await;
    assert_eq!((direct.status.as_u16(), direct.json), (200, json!("hello")));
    assert_eq!(site.as_role("viewer").delete(&format!("attachment/{id}")).await.status, 403);
    assert_eq!(site.delete(&format!("attachment/{id}")).await.status, 204);
    assert_eq!(site.get(&format!("attachment/{id}")).await.status, 404);
    let history = site.get(&format!("issue/{key}/changelog")).await.json;
    let items: Vec<&Value> =
        history["values"].as_array().unwrap().iter().map(|c| &c["items"][0]).collect();
    assert_eq!((&items[0]["toString"], &items[1]["from"]), (&json!("größe.txt"), &json!(id)));
    assert_eq!(site.get("attachment/meta").await.json["enabled"], true);
}

#[tokio::test]
async fn watching_and_voting() {
    let site = site(3);
    let me = site.get("myself").await.json["accountId"].clone();
    let key = site.as_role("admin").create(json!({})).await;
    let before = site.fields(&key).await["updated"].clone();
    let (watchers, votes) = (format!("issue/{key}/watchers"), format!("issue/{key}/votes"));
    let bare = site.send(Method::POST, &watchers, None).await;
    assert_eq!(bare.status, 415, "it needs a type although it needs no body");
    let myself = axum::http::Request::post(format!("/rest/api/3/{watchers}"))
        .header("cookie", "jira_sim_session=member")
        .header("content-type", "application/json");
    let myself = myself.body(axum::body::Body::empty()).unwrap();
    assert_eq!(site.ask(myself).await.status, 204);
    assert_eq!(site.get(&watchers).await.json["watchers"][0]["accountId"], me);
    let other = site.get("user/search?query=mia").await.json[0]["accountId"].clone();
    assert_eq!(site.post(&watchers, other.clone()).await.status, 403);
    assert_eq!(site.as_role("admin").post(&watchers, other).await.status, 204);
    assert_eq!(site.fields(&key).await["watches"]["watchCount"], 2);
    let path = format!("{watchers}?accountId={}", me.as_str().unwrap());
    assert_eq!(site.delete(&path).await.status, 204);
    assert_eq!(site.fields(&key).await["watches"]["isWatching"], false);
    assert_eq!(site.send(Method::POST, &votes, None).await.status, 204);
    assert_eq!(site.get(&votes).await.json["hasVoted"], true);
    let own = site.as_role("admin").send(Method::POST, &votes, None).await;
    assert_eq!(own.status, 204, "also for what one reported");
    assert_eq!(site.delete(&votes).await.status, 204);
    assert_eq!(site.fields(&key).await["votes"]["votes"], 1);
    assert_eq!(site.fields(&key).await["updated"], before, "an issue is not updated by it");
}

#[tokio::test]
async fn remote_links_are_told_apart_by_their_global_id() {
    let site = site(1);
    let path = "issue/DEMO-1/remotelink";
    let count = async || site.get(path).await.json.as_array().unwrap().len();
    let before = count().await;
    let link = |title: &str| json!({"globalId": "g", "object": {"url": "https://example.com", "title": title}});
    let made = site.post(path, link("one")).await;
    assert_eq!(made.status, 201);
    assert_eq!(site.post(path, link("two")).await.status, 200);
    assert_eq!(count().await, before + 1);
    let one = site.get(&format!("{path}/{}", made.json["id"])).await.json;
    assert_eq!(one["object"]["title"], "two");
    assert_eq!(site.post(path, json!({"object": {"title": "x"}})).await.status, 400);
    assert_eq!(site.delete(&format!("{path}/{}", made.json["id"])).await.status, 204);
    assert_eq!(count().await, before);
}

#[tokio::test]
async fn changes_of_many_issues_at_once() {
    let site = site(3);
    let (one, two) = (site.create(json!({})).await, site.create(json!({})).await);
    for (key, value) in [(&one, "a"), (&two, "b")] {
        let edit = json!({"fields": {"customfield_10030": value, "customfield_10052": value}});
        assert_eq!(site.put(&format!("issue/{key}"), edit).await.status, 204);
    }
    let body = |more: Value| {
        let mut body = json!({"issueIdsOrKeys": [two, one, "DEMO-99"]});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let all = site.post("changelog/bulkfetch", body(json!({}))).await.json;
    assert_eq!(all["issueChangeLogs"].as_array().unwrap().len(), 2);
    assert_eq!(all.get("nextPageToken"), None);
    let first = site.post("changelog/bulkfetch", body(json!({"maxResults": 1}))).await.json;
    assert_eq!(first["issueChangeLogs"].as_array().unwrap().len(), 1);
    let next = body(json!({"maxResults": 1, "nextPageToken": first["nextPageToken"]}));
    let second = site.post("changelog/bulkfetch", next).await.json;
    assert_ne!(first["issueChangeLogs"][0]["issueId"], second["issueChangeLogs"][0]["issueId"]);
    let none = body(json!({"fieldIds": ["summary"]}));
    assert_eq!(site.post("changelog/bulkfetch", none).await.json, json!({"issueChangeLogs": []}));
}
