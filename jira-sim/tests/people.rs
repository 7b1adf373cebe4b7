//! Who may do what, who is shown how, and how sessions begin.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use axum::{body::Body, http::Request};
use serde_json::{Value, json};
use support::{document, site, task};

#[tokio::test]
async fn without_credentials_there_is_no_answer() {
    let site = site(5);
    let nobody = site.as_role("nobody");
    assert_eq!(nobody.get("myself").await.status, 401);
    assert_eq!(nobody.get("configuration").await.status, 401);
    assert_eq!(nobody.get("serverInfo").await.status, 200);
    let wrong = Request::get("/rest/api/3/myself")
        .header("authorization", "Basic bWVtYmVyQHJvd3BvcnQuZXhhbXBsZTp3cm9uZw==")
        .header("cookie", "jira_sim_session=admin")
        .body(Body::empty())
        .unwrap();
    assert_eq!(site.ask(wrong).await.status, 401, "a session does not make up for a wrong token");
}

#[tokio::test]
async fn a_session_is_begun_by_role() {
    let site = site(5);
    let begun = site.as_role("nobody").get("/session?as=viewer").await;
    assert_eq!((begun.status.as_u16(), begun.header("location")), (303, Some("/")));
    let cookie = begun.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let request =
        Request::get("/rest/api/3/myself").header("cookie", cookie).body(Body::empty()).unwrap();
    let answer = site.ask(request).await;
    assert_eq!(answer.json["emailAddress"], "viewer@rowport.example");
    // Percent-encoded, as in recorded answers of Jira Cloud.
    let account = answer.json["accountId"].as_str().unwrap().replace(':', "%3A");
    assert_eq!(answer.header("x-aaccountid"), Some(account.as_str()));
    assert_eq!(site.as_role("nobody").get("/session?as=root").await.status, 400);
}

#[tokio::test]
async fn a_viewer_only_looks() {
    let viewer = site(5).as_role("viewer");
    assert_eq!(viewer.get("issue/DEMO-1").await.status, 200);
    let edit = viewer.put("issue/DEMO-1", json!({"fields": {"summary": "x"}})).await;
    assert_eq!(edit.status, 400);
    let create = viewer.post("issue", task(json!({}))).await;
    assert_eq!(
        create.refusal(),
        (
            400,
            json!({
                "errorMessages": [],
                "errors": {"project": "You cannot create issues in this project."},
            })
        )
    );
    let comment = viewer.post("issue/DEMO-1/comment", json!({"body": document("x")})).await;
    assert_eq!(comment.status, 400);
    let steps = viewer.get("issue/DEMO-1/transitions").await;
    assert_eq!(steps.json["transitions"], json!([]));
    let step = viewer.post("issue/DEMO-1/transitions", json!({"transition": {"id": "11"}})).await;
    assert_eq!(
        step.refusal(),
        (
            400,
            json!({
                "errorMessages": ["Transition id '11' is not valid for this issue."],
                "errors": {},
            })
        )
    );
    assert_eq!(viewer.delete("issue/DEMO-1").await.status, 403);
    assert_eq!(viewer.get("issue/DEMO-1/editmeta").await.json, json!({"fields": {}}));
    assert_eq!(viewer.get("issue/createmeta/DEMO/issuetypes").await.status, 400);
    assert_eq!(viewer.put("issue/DEMO-1/assignee", json!({"accountId": null})).await.status, 403);
    assert_eq!(viewer.get("project/search?action=create").await.json["total"], 0);
}

#[tokio::test]
async fn what_is_hidden_looks_like_what_is_missing() {
    let site = site(5);
    let viewer = site.as_role("viewer");
    assert_eq!(site.get("issue/TEAM-1").await.status, 200);
    let hidden = viewer.get("issue/TEAM-1").await;
    let missing = viewer.get("issue/TEAM-99999").await;
    assert_eq!(hidden.refusal(), missing.refusal());
    assert_eq!(
        hidden.refusal(),
        (
            404,
            json!({
                "errorMessages": ["Issue does not exist or you do not have permission to see it."],
                "errors": {},
            })
        )
    );
    assert_eq!(viewer.get("project/TEAM").await.status, 404);
    assert_eq!(
        viewer.jql_error("project = TEAM").await,
        "The value 'TEAM' does not exist for the field 'project'."
    );
    let all = viewer.keys("project = DEMO or (project != DESK and created < 1d)").await;
    assert_eq!(all.len(), 5, "{all:?}");
    assert!(all.iter().all(|key| key.starts_with("DEMO-")));
    let fields = viewer.get("field").await.json;
    let severities = fields.as_array().unwrap().iter().filter(|f| f["name"] == "Severity");
    assert_eq!(severities.count(), 1);
}

#[tokio::test]
async fn only_administrators_silence_mails_and_delete() {
    let site = site(5);
    let edit = json!({"fields": {"summary": "quiet"}});
    let member = site.put("issue/DEMO-1?notifyUsers=false", edit.clone()).await;
    assert_eq!(
        member.refusal(),
        (
            400,
            json!({
                "errorMessages": ["To discard the user notification either admin or project admin permissions are required."],
                "errors": {},
            })
        )
    );
    assert_ne!(site.fields("DEMO-1").await["summary"], "quiet", "the whole edit fails");
    let admin = site.as_role("admin");
    assert_eq!(admin.put("issue/DEMO-1?notifyUsers=false", edit).await.status, 204);
    assert_eq!(site.delete("issue/DEMO-1").await.status, 403);
    assert_eq!(admin.put("issue/DEMO-2?overrideScreenSecurity=true", json!({})).await.status, 403);
}

#[tokio::test]
async fn mypermissions_must_be_asked_by_name() {
    let site = site(5);
    assert_eq!(site.get("mypermissions").await.status, 400);
    let unknown = site.get("mypermissions?permissions=FLY").await;
    assert_eq!(
        unknown.refusal(),
        (400, json!({"errorMessages": ["Unrecognized permission: FLY"], "errors": {}}))
    );
    let asked = "mypermissions?permissions=BROWSE_PROJECTS,EDIT_ISSUES,DELETE_ISSUES,ADMINISTER\
                 &projectKey=DEMO";
    for (role, expected) in [
        ("admin", [true, true, true, true]),
        ("member", [true, true, false, false]),
        ("viewer", [true, false, false, false]),
    ] {
        let answer = site.as_role(role).get(asked).await.json;
        let have = ["BROWSE_PROJECTS", "EDIT_ISSUES", "DELETE_ISSUES", "ADMINISTER"]
            .map(|key| answer["permissions"][key]["havePermission"].as_bool().unwrap());
        assert_eq!(have, expected, "{role}");
    }
}

#[tokio::test]
async fn permissions_are_checked_on_many_issues_at_once() {
    let site = site(5);
    let id = async |key: &str| -> u64 {
        let issue = site.get(&format!("issue/{key}?fields=project")).await.json;
        issue["id"].as_str().unwrap().parse().unwrap()
    };
    let (first, second) = (id("DEMO-1").await, id("TEAM-1").await);
    let project = site.get("project/DEMO").await.json["id"].as_str().unwrap().to_owned();
    let project: u64 = project.parse().unwrap();
    let asked = json!({
        "globalPermissions": ["ADMINISTER"],
        "projectPermissions": [{
            "permissions": ["EDIT_ISSUES", "BROWSE_PROJECTS"],
            "projects": [project, 1],
            "issues": [first, 999_999, second],
        }],
    });
    // Viewers see nothing of TEAM.
    for (role, projects, issues, seen) in [
        ("member", vec![project], vec![first, second], vec![first, second]),
        ("viewer", Vec::new(), Vec::new(), vec![first]),
    ] {
        let answer = site.as_role(role).post("permissions/check", asked.clone()).await.json;
        assert_eq!(
            answer,
            json!({"globalPermissions": [], "projectPermissions": [
                {"permission": "EDIT_ISSUES", "projects": projects, "issues": issues},
                {"permission": "BROWSE_PROJECTS", "projects": [project], "issues": seen},
            ]}),
            "{role}"
        );
    }
    let refused =
        |permissions: Value| json!({"projectPermissions": [{"permissions": permissions}]});
    let unknown = site.post("permissions/check", refused(json!(["PERMISSION_123"]))).await;
    assert_eq!(
        unknown.refusal(),
        (
            400,
            json!({"errorMessages": [], "errors": {"PERMISSION_123": "Unrecognized permission"}})
        )
    );
    let of_another = json!({"accountId": "5b10ac8d82e05b22cc7d4ef5"});
    assert_eq!(site.post("permissions/check", of_another).await.status, 403);
    let many = json!({"projectPermissions": [
        {"permissions": ["EDIT_ISSUES"], "issues": (0..1001).collect::<Vec<_>>()},
    ]});
    assert_eq!(site.post("permissions/check", many).await.status, 400);
}

#[tokio::test]
async fn people_are_found_by_name_and_by_addresses_that_may_be_hidden() {
    let site = site(5);
    let names = async |path: &str| -> Vec<String> {
        let found = site.get(path).await.json;
        let people = found.as_array().unwrap().iter();
        people.map(|p| p["displayName"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("user/search?query=anna").await, ["Anna Schmidt", "Anna Schmidt"]);
    assert_eq!(names("user/search?query=user03@rowport.example").await, ["Priya Raman"]);
    assert_eq!(names("user/search?query=user03").await, Vec::<String>::new(), "hidden");
    assert_eq!(names("user/search?query=user04").await, ["Anna Schmidt"], "visible");
    let all = site.get("users/search?maxResults=100").await.json;
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 40);
    let inactive = all.iter().filter(|p| p["active"] == false).count();
    let hidden = all.iter().filter(|p| p.get("emailAddress").is_none()).count();
    assert_eq!((inactive, hidden), (3, 13));
    let former = all.iter().find(|p| p["active"] == false).unwrap();
    let assign = json!({"fields": {"assignee": {"accountId": former["accountId"]}}});
    let refused = site.put("issue/DEMO-1", assign).await.json;
    let text = refused["errors"]["assignee"].as_str().unwrap();
    assert!(text.ends_with("cannot be assigned issues."), "{text}");
    let page = site.get("user/assignable/search?project=DEMO&startAt=15&maxResults=10").await.json;
    assert_eq!(page.as_array().unwrap().len(), 9, "one of these ten is inactive");
    assert_eq!(site.get("user/search").await.status, 400);
    let bulk = format!(
        "user/bulk?accountId={}&accountId={}",
        all[3]["accountId"].as_str().unwrap(),
        all[5]["accountId"].as_str().unwrap()
    );
    assert_eq!(site.get(&bulk).await.json["total"], 2);
}

#[tokio::test]
async fn jql_reads_dates_in_the_callers_zone() {
    let site = site(5);
    let key = site.create(json!({})).await;
    let created = |zone_time: &str| format!("created >= \"2026-11-02 {zone_time}\"");
    for (role, at, later) in
        [("admin", "09:00", "09:01"), ("member", "03:00", "03:01"), ("viewer", "19:00", "19:01")]
    {
        let client = site.as_role(role);
        assert_eq!(client.keys(&created(at)).await, [key.as_str()], "{role} {at}");
        assert_eq!(client.keys(&created(later)).await, Vec::<String>::new(), "{role} {later}");
    }
}

#[tokio::test]
async fn comments_are_documents() {
    let site = site(5);
    let key = site.create(json!({})).await;
    let path = format!("issue/{key}/comment");
    let refused = site.post(&path, json!({"body": "plain"})).await;
    assert_eq!(
        refused.refusal(),
        (400, json!({"errorMessages": [], "errors": {"comment": "Comment body is not valid!"}}))
    );
    let added = site.post(&path, json!({"body": document("one")})).await;
    assert_eq!(added.status, 201);
    assert_eq!(added.json["created"], added.json["updated"]);
    site.post(&path, json!({"body": document("two")})).await;
    let texts = |page: &Value| -> Vec<String> {
        let comments = page["comments"].as_array().unwrap().iter();
        comments
            .map(|c| c["body"]["content"][0]["content"][0]["text"].as_str().unwrap().to_owned())
            .collect()
    };
    let newest = site.get(&format!("{path}?orderBy=-created&maxResults=1")).await.json;
    assert_eq!((texts(&newest), &newest["total"]), (vec!["two".to_owned()], &json!(2)));
    assert_eq!(site.get(&format!("{path}?orderBy=author")).await.status, 400);
    let id = added.json["id"].as_str().unwrap();
    let path_of_one = format!("{path}/{id}");
    let before = site.fields(&key).await["updated"].clone();
    let edited = site.put(&path_of_one, json!({"body": document("ONE")})).await;
    assert_eq!(edited.status, 200);
    assert!(edited.json["updated"] != edited.json["created"]);
    assert_eq!(site.fields(&key).await["updated"], before, "editing does not touch the issue");
    assert_eq!(site.delete(&path_of_one).await.status, 204);
    assert_eq!(site.get(&path_of_one).await.status, 404);
    assert_eq!(site.fields(&key).await["comment"]["total"], 1);
}
