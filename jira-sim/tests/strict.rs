//! Writes that Jira refuses, passes over, or reads otherwise than they were meant.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use axum::http::{Method, Request, header};
use jira_sim::{
    Switches,
    site::{Permission, UserId},
};
use serde_json::{Value, json};
use support::{Client, document, site, site_with, task};

const FORMAT: &str = "Invalid date format. Please enter the date in the format \
                      \"yyyy-MM-dd'T'HH:mm:ss.SSSZ\".";

/// Spellings of one instant that Jira takes no worklog and no value in.
const OTHER_SPELLINGS: [&str; 7] = [
    "2026-11-05T10:00:00Z",
    "2026-11-05T10:00:00.000Z",
    "2026-11-05T10:00:00.000+00:00",
    "2026-11-05T10:00:00+0000",
    "2026-11-05T10:00:00.0+0000",
    "2026-11-05T10:00:00.0000+0000",
    "2026-11-05",
];

fn cannot_be_set(ids: &[&str]) -> (u16, Value) {
    let text = |id: &str| {
        format!("Field '{id}' cannot be set. It is not on the appropriate screen, or unknown.")
    };
    let errors: serde_json::Map<_, _> =
        ids.iter().map(|id| ((*id).to_owned(), text(id).into())).collect();
    (400, json!({"errorMessages": [], "errors": errors}))
}

/// A site on which one issue may be written to without a pause.
fn freely(switches: Switches) -> Client {
    site_with(2, Switches { per_issue_writes: false, ..switches })
}

#[tokio::test]
async fn the_start_of_work_is_taken_in_one_spelling() {
    let site = freely(Switches::default());
    let path = "issue/DEMO-1/worklog";
    let log = |started: &str| json!({"timeSpent": "1h", "started": started});
    let good = site.post(path, log("2026-11-05T10:00:00.000+0000")).await;
    assert_eq!(good.json["started"], "2026-11-05T11:00:00.000+0100");
    let one = format!("{path}/{}", good.json["id"].as_str().unwrap());
    let refused = (400, json!({"errorMessages": [], "errors": {"started": FORMAT}}));
    for started in OTHER_SPELLINGS {
        assert_eq!(site.post(path, log(started)).await.refusal(), refused, "{started}");
        assert_eq!(site.put(&one, log(started)).await.refusal(), refused, "{started}");
        let update = json!({"update": {"worklog": [{"add": log(started)}]}});
        assert_eq!(site.put("issue/DEMO-1", update).await.refusal(), refused, "{started}");
    }
    let number = json!({"timeSpent": "1h", "started": 1_793_606_400_000_i64});
    assert_eq!(site.post(path, number).await.refusal(), refused);
}

/// That an offset with a colon is refused was reported; the others are supposed, hence the switch.
#[tokio::test]
async fn an_instant_of_a_field_is_taken_in_one_spelling() {
    let strict = freely(Switches::default());
    let lenient = freely(Switches { lenient_dates: true, ..Switches::default() });
    let value = |text: &str| json!({"customfield_10031": text});
    for text in OTHER_SPELLINGS {
        let error = json!({"customfield_10031": format!("Error parsing time: {text}")});
        let refused = (400, json!({"errorMessages": [], "errors": error}));
        assert_eq!(strict.post("issue", task(value(text))).await.refusal(), refused);
        let edit = json!({"fields": value(text)});
        assert_eq!(strict.put("issue/DEMO-1", edit.clone()).await.refusal(), refused);
        let loose = lenient.put("issue/DEMO-1", edit).await.status.as_u16();
        assert_eq!(loose, if text.len() > 10 { 204 } else { 400 }, "{text}");
    }
    let edit = json!({"fields": value("2026-11-05T10:00:00.019-0400")});
    assert_eq!(strict.put("issue/DEMO-1", edit).await.status, 204);
    let kept = strict.fields("DEMO-1").await["customfield_10031"].clone();
    assert_eq!(kept, "2026-11-05T15:00:00.019+0100");
}

/// Without the right to edit each field "cannot be set"; 403 is for the override parameters.
#[tokio::test]
async fn an_edit_without_the_right_is_refused_field_by_field() {
    let viewer = site(2).as_role("viewer");
    let edit = json!({
        "fields": {"summary": "x", "customfield_10030": 5},
        "update": {"labels": [{"add": "x"}], "comment": [{"add": {"body": document("x")}}]},
    });
    let refused = cannot_be_set(&["summary", "customfield_10030", "labels", "comment"]);
    assert_eq!(viewer.put("issue/DEMO-1", edit.clone()).await.refusal(), refused);
    assert_eq!(viewer.put("issue/DEMO-1?notifyUsers=false", edit).await.refusal(), refused);
    let only = json!({"properties": [{"key": "a", "value": 1}]});
    assert_eq!(viewer.put("issue/DEMO-1", only).await.status, 400);
    assert_eq!(viewer.get("issue/DEMO-1/editmeta").await.json, json!({"fields": {}}));
    assert_eq!(viewer.get("issue/DEMO-1/transitions").await.json["transitions"], json!([]));
}

/// Each kind of write has its own answer to somebody who may only look, as the OpenAPI file of the
/// platform's REST has them.
#[tokio::test]
async fn each_write_has_its_answer_to_somebody_who_may_not() {
    let site = freely(Switches::default()).as_role("admin");
    let viewer = site.as_role("viewer");
    let work = json!({"timeSpent": "1h"});
    let log = site.post("issue/DEMO-1/worklog", work.clone()).await.json["id"].clone();
    let said = json!({"body": document("x")});
    let comment = site.post("issue/DEMO-1/comment", said.clone()).await.json["id"].clone();
    site.put("issue/DEMO-1/properties/a", json!(1)).await;
    let blocks = json!({"type": {"name": "Blocks"}, "inwardIssue": {"key": "DEMO-1"},
        "outwardIssue": {"key": "DEMO-2"}});
    let page = json!({"object": {"url": "https://example.com", "title": "x"}});
    let account = site.get("myself").await.json["accountId"].clone();
    let log = format!("issue/DEMO-1/worklog/{}", log.as_str().unwrap());
    let comment = format!("issue/DEMO-1/comment/{}", comment.as_str().unwrap());
    let watcher = format!("issue/DEMO-1/watchers?accountId={}", account.as_str().unwrap());
    for (method, path, body, status) in [
        (Method::POST, "issue/DEMO-1/comment", Some(said.clone()), 400),
        (Method::PUT, comment.as_str(), Some(said), 400),
        (Method::DELETE, comment.as_str(), None, 400),
        (Method::POST, "issue/DEMO-1/worklog", Some(work.clone()), 400),
        (Method::PUT, log.as_str(), Some(work), 400),
        (Method::DELETE, log.as_str(), None, 400),
        (Method::POST, "issueLink", Some(blocks), 404),
        (Method::POST, "issue/DEMO-1/remotelink", Some(page), 403),
        (Method::DELETE, "issue/DEMO-1", None, 403),
        (Method::PUT, "issue/DEMO-1/assignee", Some(json!({"accountId": null})), 403),
        (Method::POST, "issue/DEMO-1/watchers", Some(account), 403),
        (Method::DELETE, watcher.as_str(), None, 403),
        (Method::PUT, "issue/DEMO-1/properties/a", Some(json!(2)), 403),
        (Method::DELETE, "issue/DEMO-1/properties/a", None, 404),
    ] {
        let answer = viewer.send(method.clone(), path, body).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.json);
    }
    let file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\na\r\n--x--\r\n";
    let basic = "Basic dmlld2VyQHJvd3BvcnQuZXhhbXBsZTp2aWV3ZXItYXBpLXRva2Vu";
    let upload = Request::post("/rest/api/3/issue/DEMO-1/attachments")
        .header(header::AUTHORIZATION, basic)
        .header("x-atlassian-token", "no-check")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    assert_eq!(viewer.ask(upload.body(file.into()).unwrap()).await.status, 403);
    assert_eq!(site.get("issue/DEMO-1/properties/a").await.json["value"], 1, "it is still there");
}

#[tokio::test]
async fn a_watcher_is_only_removed_by_name() {
    let refused = site(1).delete("issue/DEMO-1/watchers").await;
    assert_eq!(refused.status, 400, "{}", refused.json);
}

/// A transition without a screen passes a comment over without a word; every screen has a place
/// for one (seen on Jira Cloud: ankitpokhrel/jira-cli#1024).
#[tokio::test]
async fn a_comment_is_dropped_by_a_transition_without_a_screen() {
    let site = site(1);
    let key = site.create(json!({})).await;
    let path = format!("issue/{key}/transitions");
    let step = |id: &str| {
        json!({"transition": {"id": id},
        "update": {"comment": [{"add": {"body": document(id)}}]}})
    };
    assert_eq!(site.post(&path, step("11")).await.status, 204);
    assert_eq!(site.fields(&key).await["status"]["name"], "In Progress");
    assert_eq!(site.fields(&key).await["comment"]["total"], 0);
    assert_eq!(site.post(&path, step("61")).await.status, 204);
    let comments = site.fields(&key).await["comment"].clone();
    assert_eq!(comments["total"], 1);
    assert_eq!(comments["comments"][0]["body"], document("61"));
}

/// What is not on the screen of a transition is refused (OpenAPI of the transition).
#[tokio::test]
async fn a_transition_takes_work_links_and_fields_of_its_screen_only() {
    let site = freely(Switches::default());
    let key = site.create(json!({})).await;
    let path = format!("issue/{key}/transitions");
    let work = json!([{"add": {"timeSpent": "1h"}}]);
    let link = json!([{"add": {"type": {"name": "Blocks"}, "outwardIssue": {"key": "DEMO-1"}}}]);
    for step in ["11", "61"] {
        for (name, update) in [("worklog", &work), ("issuelinks", &link)] {
            let body = json!({"transition": {"id": step}, "update": {name: update}});
            assert_eq!(site.post(&path, body).await.refusal(), cannot_be_set(&[name]), "{step}");
        }
        let body = json!({"transition": {"id": step}, "fields": {"summary": "x"}});
        assert_eq!(site.post(&path, body).await.refusal(), cannot_be_set(&["summary"]), "{step}");
    }
    assert_eq!(site.fields(&key).await["status"]["name"], "To Do", "nothing was done");
}

/// Jira Cloud: "Reporter is required." on create and on edit (go-jira/jira#316, #369).
#[tokio::test]
async fn a_reporter_is_required() {
    let site = freely(Switches::default()).as_role("admin");
    let refused =
        (400, json!({"errorMessages": [], "errors": {"reporter": "Reporter is required."}}));
    for (project, kind) in [("DEMO", "10002"), ("TEAM", "10011"), ("DESK", "10020")] {
        let path = format!("issue/createmeta/{project}/issuetypes/{kind}?maxResults=200");
        let meta = site.get(&path).await.json["fields"].clone();
        let mut fields = meta.as_array().unwrap().iter();
        let reporter = fields.find(|f| f["fieldId"] == "reporter").unwrap();
        assert_eq!(reporter["required"], true);
        for nobody in [json!(null), json!({"accountId": ""})] {
            let create = json!({"fields": {"project": {"key": project}, "issuetype": {"id": kind},
                "summary": "x", "reporter": nobody}});
            assert_eq!(site.post("issue", create).await.refusal(), refused, "{project}");
            let edit = json!({"fields": {"reporter": nobody}});
            assert_eq!(site.put(&format!("issue/{project}-1"), edit).await.refusal(), refused);
            let update = json!({"update": {"reporter": [{"set": nobody}]}});
            assert_eq!(site.put(&format!("issue/{project}-1"), update).await.refusal(), refused);
        }
    }
    let mine = site.create(json!({})).await;
    assert_eq!(site.fields(&mine).await["reporter"], site.fields(&mine).await["creator"]);
}

/// Fields that take a right of their own are on the screens of those who have it only.
#[tokio::test]
async fn a_field_of_a_withheld_right_is_on_no_screen() {
    for (right, field) in
        [(Permission::ModifyReporter, "reporter"), (Permission::Assign, "assignee")]
    {
        let site = freely(Switches { withheld: vec![right], ..Switches::default() });
        let account = site.get("myself").await.json["accountId"].clone();
        let value = json!({field: {"accountId": account}});
        let create = site.get("issue/createmeta/DEMO/issuetypes/10002?maxResults=200").await.json;
        assert!(create["fields"].as_array().unwrap().iter().all(|f| f["fieldId"] != field));
        let edit = site.get("issue/DEMO-1/editmeta").await.json;
        assert_eq!(edit["fields"].get(field), None);
        let refused = cannot_be_set(&[field]);
        assert_eq!(site.post("issue", task(value.clone())).await.refusal(), refused);
        let answer = site.put("issue/DEMO-1", json!({"fields": value})).await;
        assert_eq!(answer.refusal(), refused);
        let admin = site.as_role("admin");
        assert_eq!(admin.put("issue/DEMO-1", json!({"fields": value})).await.status, 204);
    }
    let site = freely(Switches { withheld: vec![Permission::Comment], ..Switches::default() });
    let body = json!({"update": {"comment": [{"add": {"body": document("x")}}]}});
    assert_eq!(site.put("issue/DEMO-1", body).await.refusal(), cannot_be_set(&["comment"]));
    let unknown = site.as_role("admin").post("/sim/switches", json!({"withheld": ["EAT"]})).await;
    assert_eq!(unknown.status, 400, "a mistyped right is not passed over");
}

/// OpenAPI of the assignment: 400 without an account id, and with more than one name.
#[tokio::test]
async fn an_assignment_names_an_account_or_null() {
    let site = freely(Switches::default());
    let account = site.get("myself").await.json["accountId"].clone();
    let path = "issue/DEMO-1/assignee";
    assert_eq!(site.put(path, json!({"accountId": account})).await.status, 204);
    for bad in [
        json!({}),
        json!(null),
        json!([]),
        json!({"name": "admin"}),
        json!({"key": "admin"}),
        json!({"accountId": account, "name": "admin"}),
        json!({"accountId": "nobody"}),
    ] {
        let answer = site.put(path, bad.clone()).await;
        assert_eq!(answer.status, 400, "{bad}: {}", answer.json);
        assert_eq!(site.fields("DEMO-1").await["assignee"]["accountId"], account, "{bad}");
    }
    assert_eq!(site.put(path, json!({"accountId": null})).await.status, 204);
    assert_eq!(site.fields("DEMO-1").await["assignee"], json!(null));
}

/// `"-1"` gives an issue to whom the project says that it gives its issues.
#[tokio::test]
async fn the_automatic_assignee_is_the_projects() {
    let site = freely(Switches::default()).as_role("admin");
    let assigned = |site: Client| async move {
        let answer = site.put("issue/DEMO-1/assignee", json!({"accountId": "-1"})).await;
        assert_eq!(answer.status, 204);
        let key = site.create(json!({"assignee": {"accountId": "-1"}})).await;
        let created = site.fields(&key).await["assignee"]["displayName"].clone();
        (created, site.fields("DEMO-1").await["assignee"]["displayName"].clone())
    };
    for key in ["DEMO", "TEAM", "DESK"] {
        let project = site.get(&format!("project/{key}")).await.json;
        assert_eq!(project["assigneeType"], "UNASSIGNED");
    }
    assert_eq!(assigned(site.clone()).await, (json!(null), json!(null)));
    site.sim.site_mut().projects[0].default_assignee = Some(UserId(0));
    let project = site.get("project/DEMO").await.json;
    assert_eq!(project["assigneeType"], "PROJECT_LEAD");
    let lead = project["lead"]["displayName"].clone();
    assert_eq!(assigned(site).await, (lead.clone(), lead));
}

/// The calls refuse with 400 (OpenAPI; mattermost/mattermost-plugin-jira#912), never 403 or 404.
#[tokio::test]
async fn what_a_create_takes_is_told_to_those_who_may_create() {
    let site = site(1);
    let viewer = site.as_role("viewer");
    for path in ["issue/createmeta/DEMO/issuetypes", "issue/createmeta/DEMO/issuetypes/10002"] {
        assert_eq!(site.get(path).await.status, 200);
        assert_eq!(viewer.get(path).await.status, 400);
    }
    for path in [
        "issue/createmeta/NOPE/issuetypes",
        "issue/createmeta/NOPE/issuetypes/10002",
        "issue/createmeta/DEMO/issuetypes/99999",
    ] {
        assert_eq!(site.get(path).await.status, 400, "{path}");
    }
    let (hidden, unknown) = (
        viewer.get("issue/createmeta/TEAM/issuetypes").await.json,
        viewer.get("issue/createmeta/NOPE/issuetypes").await.json,
    );
    let told = |json: Value, key: &str| json.to_string().replace(key, "KEY");
    assert_eq!(told(hidden, "TEAM"), told(unknown, "NOPE"), "what is hidden seems not to exist");
}

/// A date picker reads a year of 20 or more years ahead by its last two digits: 2046 comes back as
/// 1946 (measured on Jira Cloud in 2026; the due date was not).
#[tokio::test]
async fn a_far_day_of_a_date_picker_comes_back_a_century_earlier() {
    let site = freely(Switches::default());
    let days = [
        ("2026-11-05", "2026-11-05"),
        ("2045-12-31", "2045-12-31"),
        ("2046-01-01", "1946-01-01"),
        ("2048-02-29", "1948-02-29"),
        ("2099-06-30", "1999-06-30"),
        ("2126-01-01", "2026-01-01"),
        ("2146-01-01", "1946-01-01"),
        ("1901-01-01", "1901-01-01"),
    ];
    for (written, read) in days {
        let edit = json!({"fields": {"customfield_10015": written, "duedate": written}});
        assert_eq!(site.put("issue/DEMO-1", edit).await.status, 204);
        let fields = site.fields("DEMO-1").await;
        assert_eq!(fields["customfield_10015"], read, "{written}");
        assert_eq!(fields["duedate"], written);
    }
    let kept = freely(Switches { century_pivot: false, ..Switches::default() });
    let key = kept.create(json!({"customfield_10015": "2046-01-01"})).await;
    assert_eq!(kept.fields(&key).await["customfield_10015"], "2046-01-01");
}

/// Java reads booleans in any case; a Python client sends `True`.
#[tokio::test]
async fn booleans_of_a_query_are_read_in_any_case() {
    let site = site(40).as_role("admin");
    let subtask = site.keys("type = Sub-task").await[0].clone();
    let parent = site.fields(&subtask).await["parent"]["key"].as_str().unwrap().to_owned();
    let member = site.as_role("member");
    let edit = json!({"fields": {"summary": "x"}});
    let path = format!("issue/{parent}?notifyUsers=False");
    assert_eq!(member.put(&path, edit.clone()).await.status, 400);
    let shown = member.put(&format!("issue/{parent}?returnIssue=TRUE"), edit).await;
    assert_eq!((shown.status.as_u16(), &shown.json["fields"]["summary"]), (200, &json!("x")));
    assert_eq!(site.delete(&format!("issue/{parent}?deleteSubtasks=no")).await.status, 400);
    assert_eq!(site.delete(&format!("issue/{parent}?deleteSubtasks=True")).await.status, 204);
}
