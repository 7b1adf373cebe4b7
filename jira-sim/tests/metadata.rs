//! How the site describes itself, and how issues move.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use jira_sim::{Config, Sim, clock::Ticker};
use serde_json::{Value, json};
use support::{site, task};

#[tokio::test]
async fn fields_with_their_schemas() {
    insta::assert_json_snapshot!(site(1).get("field").await.json);
}

#[tokio::test]
async fn create_meta_is_paged_and_limited() {
    let site = site(1);
    let types = site.get("issue/createmeta/DEMO/issuetypes").await.json;
    assert_eq!((&types["total"], &types["maxResults"]), (&json!(5), &json!(50)));
    let fields = site.get("issue/createmeta/DEMO/issuetypes/10004?maxResults=200").await.json;
    let shown: Vec<Value> = fields["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            let allowed = f["allowedValues"].as_array().map_or(0, Vec::len);
            json!([f["fieldId"], f["required"], f["operations"], allowed])
        })
        .collect();
    insta::assert_json_snapshot!("subtask_fields", shown);
    let page =
        site.get("issue/createmeta/DEMO/issuetypes/10002?startAt=20&maxResults=3").await.json;
    assert_eq!(page["fields"].as_array().unwrap().len(), 3);
    let refused = site.get("issue/createmeta/DEMO/issuetypes?maxResults=201").await;
    assert_eq!(
        refused.refusal(),
        (
            400,
            json!({
                "errorMessages": ["Parameter 'maxResults' must not exceed the limit '200'"],
                "errors": {},
            })
        )
    );
}

#[tokio::test]
async fn edit_meta_has_options_and_operations() {
    let fields = site(3).get("issue/DEMO-1/editmeta").await.json["fields"].clone();
    insta::assert_json_snapshot!(json!({
        "labels": fields["labels"],
        "cascading": fields["customfield_10035"],
        "priority operations": fields["priority"]["operations"],
        "status": fields.get("status"),
    }));
}

#[tokio::test]
async fn an_edit_offers_no_type_of_another_level_of_sub_tasks() {
    let site = site(1);
    let task = site.create(json!({})).await;
    let sub =
        site.create(json!({"issuetype": {"name": "Sub-task"}, "parent": {"key": task}})).await;
    for (key, expected) in [(task, vec!["Epic", "Story", "Task", "Bug"]), (sub, vec!["Sub-task"])] {
        let meta = site.get(&format!("issue/{key}/editmeta")).await.json;
        let offered = meta["fields"]["issuetype"]["allowedValues"].as_array().unwrap();
        let names: Vec<_> = offered.iter().map(|kind| kind["name"].as_str().unwrap()).collect();
        assert_eq!(names, expected, "{key}");
    }
}

#[tokio::test]
async fn transitions_depend_on_the_status() {
    let site = site(1);
    let key = site.create(json!({})).await;
    let path = format!("issue/{key}/transitions");
    let names = async || -> Vec<String> {
        let steps = site.get(&path).await.json;
        let steps = steps["transitions"].as_array().unwrap().iter();
        steps.map(|t| format!("{} {}", t["id"], t["to"]["name"]).replace('"', "")).collect()
    };
    let go = async |id: &str, fields: Value| {
        site.post(&path, json!({"transition": {"id": id}, "fields": fields})).await
    };
    assert_eq!(names().await, ["11 In Progress", "61 Done"]);
    let invalid = go("51", json!({})).await;
    assert_eq!(
        invalid.refusal(),
        (
            400,
            json!({
                "errorMessages": ["Transition id '51' is not valid for this issue."],
                "errors": {},
            })
        )
    );
    assert_eq!(site.post(&path, json!({})).await.status, 400);
    assert_eq!(go("11", json!({})).await.status, 204);
    assert_eq!(names().await, ["21 To Do", "31 In Review", "61 Done"]);
    assert_eq!(go("31", json!({})).await.status, 204);
    let off_screen = go("51", json!({"summary": "x"})).await;
    assert_eq!(off_screen.status, 400);
    assert_eq!(go("51", json!({"resolution": {"name": "Duplicate"}})).await.status, 204);
    let done = site.fields(&key).await;
    assert_eq!(done["resolution"]["name"], "Duplicate");
    assert!(done["resolutiondate"].is_string());
    assert_eq!(go("71", json!({})).await.status, 204);
    let open = site.fields(&key).await;
    assert_eq!((&open["resolution"], &open["resolutiondate"]), (&Value::Null, &Value::Null));
    let screen = site.get(&format!("{path}?expand=transitions.fields&transitionId=61")).await.json;
    assert_eq!(screen["transitions"][0]["fields"]["resolution"]["schema"]["type"], "resolution");
}

#[tokio::test]
async fn a_team_managed_project_has_its_own_of_everything() {
    let site = site(1);
    let project = site.get("project/TEAM").await.json;
    assert_eq!((&project["style"], &project["simplified"]), (&json!("next-gen"), &json!(true)));
    assert_eq!(project["issueTypes"][0]["scope"]["project"]["id"], "10001");
    assert_eq!(site.get("project/team").await.status, 404, "keys are case-sensitive here");
    assert_eq!(site.get("issue/team-1").await.status, 200, "and not there");
    let mut body = task(json!({"project": {"key": "TEAM"}, "priority": {"name": "High"}}));
    let refused = site.post("issue", body.clone()).await.json;
    assert!(refused["errors"]["priority"].as_str().unwrap().contains("cannot be set"));
    body["fields"].as_object_mut().unwrap().remove("priority");
    body["fields"]["customfield_10050"] = json!({"value": "Severity 2"});
    let key = site.post("issue", body).await.json["key"].as_str().unwrap().to_owned();
    let fields = site.fields(&key).await;
    assert_eq!(fields["customfield_10050"]["value"], "Severity 2");
    assert_eq!(fields.get("customfield_10033"), None);
    assert_eq!(fields["status"]["id"], "10010");
}

#[tokio::test]
async fn entity_properties() {
    let site = site(1);
    let path = "issue/DEMO-1/properties/rowport";
    assert_eq!(site.get(path).await.status, 404);
    assert_eq!(site.put(path, json!({"a": 1})).await.status, 201);
    assert_eq!(site.put(path, json!({"a": 2})).await.status, 200);
    assert_eq!(site.get(path).await.json, json!({"key": "rowport", "value": {"a": 2}}));
    let keys = site.get("issue/DEMO-1/properties").await.json;
    assert_eq!(keys["keys"][0]["key"], "rowport");
    let long = json!("x".repeat(32_768));
    assert_eq!(site.put(path, long).await.status, 400);
    assert_eq!(site.delete(path).await.status, 204);
    assert_eq!(site.delete(path).await.status, 404);
}

#[tokio::test]
async fn bodies_must_be_json_and_say_so() {
    let site = site(1);
    let request = |kind: Option<&str>, body: &'static str| {
        let mut request = axum::http::Request::post("/rest/api/3/search/jql")
            .header("cookie", "jira_sim_session=member");
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        request.body(axum::body::Body::from(body)).unwrap()
    };
    assert_eq!(site.ask(request(None, "{}")).await.status, 415);
    assert_eq!(site.ask(request(Some("application/json"), "{")).await.status, 400);
}

#[test]
fn a_seed_gives_the_same_site_and_another_seed_another_one() {
    let shown = |seed: u64| {
        let sim = Sim::new(Config { issues: 60, seed, ..Config::default() }, Ticker::manual());
        let site = sim.site();
        site.issues.iter().map(|i| format!("{i:?}")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(shown(1), shown(1));
    assert_ne!(shown(1), shown(2));
}

#[test]
fn seeded_issues_keep_the_rules_that_writes_are_held_to() {
    let sim = Sim::new(Config { issues: 2_000, ..Config::default() }, Ticker::manual());
    let site = sim.site();
    assert_eq!(site.issues.len(), 2_040);
    let level = |id: u64| site.catalog.issue_type(id).unwrap().level;
    for issue in site.issues.iter() {
        let summary = issue.summary();
        assert!(!summary.trim().is_empty() && !summary.contains('\n'), "{}", issue.key);
        assert!(summary.chars().count() <= 255, "{}", issue.key);
        assert!(issue.created <= issue.updated && issue.updated < site.clock.now_ms());
        assert!(issue.labels.iter().all(|l| !l.contains(' ')));
        match issue.parent.and_then(|id| site.issues.get(id)) {
            Some(parent) => assert_eq!(level(parent.issue_type), level(issue.issue_type) + 1),
            None => assert!(level(issue.issue_type) >= 0, "{} has no parent", issue.key),
        }
        let description = issue.description.as_ref().map(|d| d.text.chars().count());
        assert!(description.is_none_or(|n| n > 0 && n <= 32_767));
    }
}
