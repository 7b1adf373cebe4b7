//! REST v2: rich text is wiki markup, read and written; what v2 writes v3 shows as documents.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use axum::http::StatusCode;
use serde_json::{Value, json};
use support::{Client, site, task};

const ISSUE: &str = "/rest/api/2/issue";

/// A part of what v2 shows of an issue.
async fn v2(client: &Client, key: &str) -> Value {
    let answer = client.get(&format!("{ISSUE}/{key}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json);
    answer.json["fields"].clone()
}

fn document(content: Value) -> Value {
    json!({"type": "doc", "version": 1, "content": content})
}

fn words(text: &str) -> Value {
    document(json!([{"type": "paragraph", "content": [{"type": "text", "text": text}]}]))
}

/// Creates an issue over v2 and gives its key.
async fn create(client: &Client, fields: Value) -> String {
    let answer = client.post(ISSUE, task(fields)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.json);
    answer.json["key"].as_str().unwrap().to_owned()
}

/// Every field that holds rich text takes wiki markup over v2; v3 shows the document.
#[tokio::test]
async fn fields_are_wiki_markup_in_v2_and_documents_in_v3() {
    let client = site(3);
    let texts = json!({
        "description": "h2. Steps\n* *one*",
        "environment": "Linux",
        "customfield_10038": "{{x}}",
    });
    let key = create(&client, texts.clone()).await;
    let shown = v2(&client, &key).await;
    let documents = client.fields(&key).await;
    for (field, text) in [
        ("description", "h2. Steps\n\n* *one*"),
        ("environment", "Linux"),
        ("customfield_10038", "{{x}}"),
    ] {
        assert_eq!(shown[field], text);
        assert_eq!(documents[field]["type"], "doc", "{field}");
    }
    let heading = &documents["description"]["content"][0];
    assert_eq!(heading["type"], "heading");
    assert_eq!(heading["attrs"]["level"], 2);
    assert_eq!(documents["environment"], words("Linux"));
}

/// What v3 writes v2 shows as the wiki markup of Jira's CSV.
#[tokio::test]
async fn documents_of_v3_are_shown_as_wiki_markup() {
    let client = site(3);
    let code = json!({"type": "codeBlock", "attrs": {"language": "java"},
        "content": [{"type": "text", "text": "int a;\nint b;"}]});
    let key = client.create(json!({"description": document(json!([code]))})).await;
    assert_eq!(v2(&client, &key).await["description"], "{code:java}int a;\nint b;{code}");
}

/// A text is read back in Jira's own form, which is then read back as it is.
#[tokio::test]
async fn what_is_read_back_is_normalised() {
    let client = site(3);
    let typed = "See:{noformat}a\nb{noformat}\n- one\n- *{color:red}two{color}*\n\\{x}";
    let key = create(&client, json!({"description": typed})).await;
    let shown = v2(&client, &key).await["description"].clone();
    assert_eq!(
        shown,
        "See:\n\n{noformat}a\nb{noformat}\n\n* one\n* *{color:#ff0000}two{color}*\n\\{x}"
    );
    let edit = json!({"fields": {"description": shown}});
    let answer = client.put(&format!("{ISSUE}/{key}"), edit).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.json);
    assert_eq!(v2(&client, &key).await["description"], shown);
}

/// `fields` and the operations of `update` take strings; a blank one empties the field.
#[tokio::test]
async fn edits_take_strings_in_fields_and_in_update() {
    let client = site(3);
    let key = create(&client, json!({"description": "before", "environment": "e"})).await;
    let path = format!("{ISSUE}/{key}");
    let edit =
        json!({"update": {"description": [{"set": "_after_"}]}, "fields": {"environment": " "}});
    assert_eq!(client.put(&path, edit).await.status, StatusCode::NO_CONTENT);
    let shown = v2(&client, &key).await;
    assert_eq!(shown["description"], "_after_");
    assert_eq!(shown["environment"], Value::Null);
    let edit = json!({"fields": {"description": null}});
    let answer = client.put(&format!("{path}?returnIssue=true"), edit).await;
    assert_eq!(answer.json["fields"]["description"], Value::Null);
}

#[tokio::test]
async fn several_issues_are_created_from_strings() {
    let client = site(3);
    let updates = json!({"issueUpdates": [
        task(json!({"description": "*one*"})),
        task(json!({"description": document(json!([]))})),
    ]});
    let answer = client.post(&format!("{ISSUE}/bulk"), updates).await;
    let key = answer.json["issues"][0]["key"].as_str().unwrap();
    assert_eq!(v2(&client, key).await["description"], "*one*");
    let refused = &answer.json["errors"][0];
    assert_eq!(refused["failedElementNumber"], 1);
    assert_eq!(
        refused["elementErrors"]["errors"],
        json!({"description": "Operation value must be a string"})
    );
}

/// Jira refuses a document where v2 has a string, beside what else is wrong.
#[tokio::test]
async fn a_document_is_refused_as_no_string() {
    let client = site(3);
    let key = client.create(json!({})).await;
    let edit = json!({"fields": {"description": words("a"), "summary": ""}});
    let answer = client.put(&format!("{ISSUE}/{key}"), edit).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.json["errors"]["description"], "Operation value must be a string");
    assert!(answer.json["errors"]["summary"].is_string());
    for wrong in [json!(7), json!(["a"]), json!(true)] {
        let edit = json!({"update": {"environment": [{"set": wrong}]}});
        let answer = client.put(&format!("{ISSUE}/{key}"), edit).await;
        let text = &answer.json["errors"]["environment"];
        assert_eq!(text, "Operation value must be a string", "{wrong}");
    }
    let comment = json!({"body": words("a")});
    let answer = client.post(&format!("{ISSUE}/{key}/comment"), comment).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.json["errors"], json!({"comment": "Comment body is not valid!"}));
}

/// v3 refuses strings as before.
#[tokio::test]
async fn v3_still_takes_documents_only() {
    let client = site(3);
    let answer = client.post("issue", task(json!({"description": "text"}))).await;
    let text = answer.json["errors"]["description"].as_str().unwrap();
    assert!(text.starts_with("Operation value must be an Atlassian Document"), "{text}");
}

#[tokio::test]
async fn comments_are_wiki_markup() {
    let client = site(3);
    let key = client.create(json!({})).await;
    let path = format!("{ISSUE}/{key}/comment");
    let added = client.post(&path, json!({"body": "bq. said"})).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.json);
    assert_eq!(added.json["body"], "{quote}said{quote}");
    let id = added.json["id"].as_str().unwrap();
    let edited = client.put(&format!("{path}/{id}"), json!({"body": "-no-"})).await;
    assert_eq!(edited.json["body"], "-no-");
    let one = client.get(&format!("{path}/{id}")).await;
    assert_eq!(one.json["body"], "-no-");
    let all = client.get(&format!("{path}?expand=renderedBody")).await;
    assert_eq!(all.json["comments"][0]["body"], "-no-");
    assert_eq!(all.json["comments"][0]["renderedBody"], "<p><del>no</del></p>");
    let listed = client.post("/rest/api/2/comment/list", json!({"ids": [id]})).await;
    assert_eq!(listed.json["values"][0]["body"], "-no-");
    assert_eq!(v2(&client, &key).await["comment"]["comments"][0]["body"], "-no-");
    let document = client.get(&format!("issue/{key}/comment/{id}")).await;
    let marks = &document.json["body"]["content"][0]["content"][0]["marks"];
    assert_eq!(marks, &json!([{"type": "strike"}]));
}

#[tokio::test]
async fn an_empty_comment_is_refused() {
    let client = site(3);
    let key = client.create(json!({})).await;
    for blank in ["", " \n "] {
        let answer = client.post(&format!("{ISSUE}/{key}/comment"), json!({"body": blank})).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        assert_eq!(answer.json["errors"], json!({"comment": "Comment body can not be empty!"}));
    }
}

#[tokio::test]
async fn worklogs_have_a_text_of_wiki_markup() {
    let client = site(3);
    let key = client.create(json!({})).await;
    let path = format!("{ISSUE}/{key}/worklog");
    let added = client.post(&path, json!({"timeSpent": "1h", "comment": "# done"})).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.json);
    assert_eq!(added.json["comment"], "# done");
    let id = added.json["id"].as_str().unwrap();
    let edited = client.put(&format!("{path}/{id}"), json!({"comment": "~low~"})).await;
    assert_eq!(edited.json["comment"], "~low~");
    assert_eq!(client.get(&path).await.json["worklogs"][0]["comment"], "~low~");
    let listed = client.post("/rest/api/2/worklog/list", json!({"ids": [id]})).await;
    assert_eq!(listed.json[0]["comment"], "~low~");
    assert_eq!(v2(&client, &key).await["worklog"]["worklogs"][0]["comment"], "~low~");
    let document = client.get(&format!("issue/{key}/worklog/{id}")).await;
    assert_eq!(document.json["comment"]["type"], "doc");
    let silent = client.post(&path, json!({"timeSpent": "1h", "comment": ""})).await;
    assert_eq!(silent.status, StatusCode::CREATED);
    let refused = client.post(&path, json!({"timeSpent": "1h", "comment": words("a")})).await;
    assert_eq!(refused.json["errors"], json!({"comment": "Comment body is not valid!"}));
}

/// A comment and a worklog that an edit or a step of the workflow adds.
#[tokio::test]
async fn what_an_update_adds_is_wiki_markup() {
    let client = site(3);
    let key = client.create(json!({})).await;
    let update = json!({"update": {
        "comment": [{"add": {"body": "*seen*"}}],
        "worklog": [{"add": {"timeSpent": "30m", "comment": "_looked_"}}],
    }});
    let answer = client.put(&format!("{ISSUE}/{key}"), update).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.json);
    let shown = v2(&client, &key).await;
    assert_eq!(shown["comment"]["comments"][0]["body"], "*seen*");
    assert_eq!(shown["worklog"]["worklogs"][0]["comment"], "_looked_");
    let refused = json!({"update": {"comment": [{"add": {"body": words("a")}}]}});
    let answer = client.put(&format!("{ISSUE}/{key}"), refused).await;
    assert_eq!(answer.json["errors"], json!({"comment": "Comment body is not valid!"}));
}

/// Searches, bulk reads and renderings: texts are strings, HTML stays HTML.
#[tokio::test]
async fn searches_show_strings() {
    let client = site(3);
    let key = create(&client, json!({"description": "*bold*"})).await;
    let body = json!({"jql": format!("key = {key}"), "fields": ["description"],
        "expand": "renderedFields"});
    let found = client.post("/rest/api/2/search/jql", body).await;
    let issue = &found.json["issues"][0];
    assert_eq!(issue["fields"]["description"], "*bold*");
    assert_eq!(issue["renderedFields"]["description"], "<p><b>bold</b></p>");
    let path = format!("/rest/api/2/search/jql?jql=key={key}&fields=description");
    assert_eq!(client.get(&path).await.json["issues"][0]["fields"]["description"], "*bold*");
    let body = json!({"issueIdsOrKeys": [key], "fields": ["description"]});
    let fetched = client.post("/rest/api/2/issue/bulkfetch", body).await;
    assert_eq!(fetched.json["issues"][0]["fields"]["description"], "*bold*");
}

/// What an app keeps with an issue, a comment or a worklog is its own, also if it is a document.
#[tokio::test]
async fn properties_are_not_touched() {
    let client = site(3);
    let key = client.create(json!({})).await;
    let kept = json!({"body": words("a"), "self": "https://site.example/rest/api/3/x"});
    let path = format!("{ISSUE}/{key}/properties/own");
    assert_eq!(client.put(&path, kept.clone()).await.status, StatusCode::CREATED);
    assert_eq!(client.get(&path).await.json["value"], kept);
    let issue = client.get(&format!("{ISSUE}/{key}?properties=own")).await;
    assert_eq!(issue.json["properties"]["own"], kept);
    let comment = json!({"body": "a", "properties": [{"key": "own", "value": kept}]});
    let added = client.post(&format!("{ISSUE}/{key}/comment"), comment).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.json);
    let listed = json!({"ids": [added.json["id"]]});
    let listed = client.post("/rest/api/2/comment/list?expand=properties", listed).await;
    assert_eq!(listed.json["values"][0]["properties"][0]["value"], kept);
}

/// The addresses in answers of v2 lead to v2.
#[tokio::test]
async fn addresses_lead_to_v2() {
    let client = site(20);
    let added = client.post(ISSUE, task(json!({}))).await;
    let address = added.json["self"].as_str().unwrap();
    assert!(address.starts_with("https://site.example/rest/api/2/issue/"), "{address}");
    for path in ["issue/DEMO-2?expand=changelog,transitions,editmeta", "project/DEMO", "myself"] {
        let answer = client.get(&format!("/rest/api/2/{path}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.json.to_string().contains("/rest/api/2/"), "{path}");
        assert!(!answer.json.to_string().contains("/rest/api/3/"), "{path}");
    }
    let changed = client.get("/rest/api/2/worklog/updated").await;
    assert_eq!(changed.json["self"], "https://site.example/rest/api/2/worklog/updated?since=0");
}

/// The people that a text mentions have their names, as in the editor.
#[tokio::test]
async fn people_are_mentioned_by_name() {
    let client = site(3);
    let me = client.get("/rest/api/2/myself").await.json;
    let (id, name) = (me["accountId"].as_str().unwrap(), me["displayName"].as_str().unwrap());
    let text = format!("ask [~accountid:{id}] or [~accountid:712020:gone]");
    let key = create(&client, json!({"description": text})).await;
    let fields = client.fields(&key).await;
    let line = &fields["description"]["content"][0]["content"];
    assert_eq!(line[1]["attrs"], json!({"id": id, "text": format!("@{name}")}));
    assert_eq!(line[3]["attrs"], json!({"id": "712020:gone"}));
    assert_eq!(v2(&client, &key).await["description"], text);
}

/// 32,767 characters count of the text that is kept, as over v3.
#[tokio::test]
async fn the_limit_counts_the_text_that_is_kept() {
    let client = site(3);
    let most = "a".repeat(32_767);
    let key = create(&client, json!({"description": most})).await;
    assert_eq!(v2(&client, &key).await["description"].as_str().unwrap().len(), 32_767);
    let answer = client.post(ISSUE, task(json!({"description": format!("{most}b")}))).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let text = answer.json["errors"]["description"].as_str().unwrap();
    assert!(text.contains("32,767"), "{text}");
}

/// `latest` is v2.
#[tokio::test]
async fn latest_is_v2() {
    let client = site(3);
    let key = create(&client, json!({"description": "*a*"})).await;
    let answer = client.get(&format!("/rest/api/latest/issue/{key}")).await;
    assert_eq!(answer.json["fields"]["description"], "*a*");
    let edit = json!({"fields": {"description": "_b_"}});
    let answer = client.put(&format!("/rest/api/latest/issue/{key}"), edit).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(v2(&client, &key).await["description"], "_b_");
}

/// A body that is not JSON is refused as in v3.
#[tokio::test]
async fn a_broken_body_is_refused_as_in_v3() {
    let client = site(3);
    for version in ["2", "3"] {
        let request = axum::http::Request::post(format!("/rest/api/{version}/issue"))
            .header("content-type", "application/json")
            .header("authorization", "Basic bWVtYmVyQHJvd3BvcnQuZXhhbXBsZTptZW1iZXItYXBpLXRva2Vu")
            .body(axum::body::Body::from("{"))
            .unwrap();
        assert_eq!(client.ask(request).await.status, StatusCode::BAD_REQUEST, "{version}");
    }
}
