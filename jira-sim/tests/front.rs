//! What stands before the operations: what Jira lacks, what the simulator lacks, methods, types of
//! bodies, and those who have not signed in.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use axum::{
    body::Body,
    http::{Method, Request},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jira_sim::{Config, Sim, clock::Ticker, router};
use serde_json::{Value, json};
use support::{Answer, Client, site, task};
use tower::ServiceExt;

const PROBLEM: Option<&str> = Some("application/problem+json;charset=UTF-8");

/// A request with headers, as the member unless they sign in otherwise.
async fn send(
    site: &Client,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    if !headers.iter().any(|(name, _)| *name == "authorization") {
        request = request.header("cookie", "jira_sim_session=member");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    site.ask(request.body(Body::from(body.to_owned())).unwrap()).await
}

fn problem(title: &str, status: u16, detail: &str, instance: &str) -> (u16, Value) {
    let body = json!({
        "type": "about:blank", "title": title, "status": status, "detail": detail, "instance": instance,
    });
    (status, body)
}

async fn lacking(site: &Client) -> Value {
    site.as_role("admin").get("/sim/requests").await.json["notSimulated"].clone()
}

/// Jira has no 501: what it serves and the simulator does not names itself, so that no client can
/// take it for Jira's 404 of something missing or hidden.
#[tokio::test]
async fn what_jira_serves_and_the_simulator_does_not_is_501_and_counted() {
    let site = site(3);
    let answer = site.get("dashboard/search?maxResults=1").await;
    let text = "jira-sim does not simulate GET /rest/api/3/dashboard/search";
    assert_eq!(answer.refusal(), (501, json!({"errorMessages": [text], "errors": {}})));
    assert_eq!(answer.header("x-jira-sim"), Some("not-simulated"));
    site.get("dashboard/search").await;
    site.as_role("nobody").delete("issue/DEMO-1/remotelink").await;
    assert_eq!(
        site.get("/rest/servicedeskapi/request").await.status,
        501,
        "Jira's, not in the list"
    );
    assert_eq!(
        lacking(&site).await,
        json!([
            {"method": "DELETE", "path": "/rest/api/3/issue/{issueIdOrKey}/remotelink", "count": 1},
            {"method": "GET", "path": "/rest/api/3/dashboard/search", "count": 2},
            {"method": "GET", "path": "/rest/servicedeskapi/request", "count": 1},
        ])
    );
    let counts = site.as_role("admin").get("/sim/requests").await.json["counts"].clone();
    assert_eq!(
        counts[1],
        json!({"method": "GET", "path": "/rest/api/3/dashboard/search", "status": 501, "count": 2})
    );
}

/// A word of a path is not the key of an issue, of a project or the number of a type.
#[tokio::test]
async fn a_route_does_not_catch_its_neighbours() {
    let site = site(3);
    for path in [
        "issue/picker?query=x",
        "issue/createmeta",
        "issue/limit/report",
        "project/type",
        "project/recent",
        "issuetype/10001/alternatives",
        "user/permission/search",
        "user/columns?accountId=x",
        "user/email?accountId=x",
        "status/search/x",
        "statuses?id=1",
        "statuses/search",
        "priority/10/x",
        "jql/autocompletedata/suggestions?fieldName=labels",
    ] {
        let status = site.get(path).await.status.as_u16();
        let jiras = !matches!(path, "status/search/x" | "priority/10/x");
        assert_eq!(status, if jiras { 501 } else { 404 }, "{path}");
    }
    assert_eq!(site.post("issue/archive", json!({})).await.status, 501);
}

/// The other way about: `bulk` is a word for POST only, and for GET the key of an issue.
#[tokio::test]
async fn a_word_of_another_method_is_a_value() {
    let site = site(3);
    for word in ["bulk", "bulkfetch"] {
        let answer = site.get(&format!("issue/{word}?fields=summary")).await;
        assert_eq!(answer.status, 404);
        let text = "Issue does not exist or you do not have permission to see it.";
        assert_eq!(answer.json["errorMessages"][0], text);
    }
    assert_eq!(site.put("issue/bulk", json!({"fields": {}})).await.status, 404);
    assert_eq!(lacking(&site).await, json!([]));
}

/// Empty parts of a path and a slash at its end make no difference.
#[tokio::test]
async fn slashes_more_make_no_difference() {
    let site = site(3);
    for path in ["/rest/api/3/issue/DEMO-1/", "/rest//api/3//issue/DEMO-1?fields=summary"] {
        assert_eq!(site.get(path).await.json["key"], "DEMO-1", "{path}");
    }
    assert_eq!(site.get("/rest/agile/latest/board/1").await.json["id"], 1);
    assert_eq!(site.get("/rest/api/latest/issue/DEMO-1").await.json["key"], "DEMO-1");
}

#[tokio::test]
async fn a_path_that_jira_lacks_is_a_problem_of_404() {
    let site = site(3);
    for path in [
        "/rest/api/3/nope",
        "/rest/api/4/serverInfo",
        "/rest/nope/thing",
        "/rest/api/3/issue/DEMO-1/nope",
        "/rest/api/3/serverInfo/extra",
    ] {
        for client in [&site, &site.as_role("nobody")] {
            let answer = client.get(&format!("{path}?a=1")).await;
            let detail = format!("No endpoint GET {path}.");
            assert_eq!(answer.refusal(), problem("Not Found", 404, &detail, path));
            assert_eq!(answer.header("content-type"), PROBLEM);
        }
    }
    assert_eq!(lacking(&site).await, json!([]), "Jira lacks them too");
}

#[tokio::test]
async fn a_method_that_jira_lacks_is_405_and_names_the_others() {
    let site = site(3);
    let path = "/rest/api/3/search/jql";
    let answer = site.put(path, json!({})).await;
    let detail = "Method 'PUT' is not supported.";
    assert_eq!(answer.refusal(), problem("Method Not Allowed", 405, detail, path));
    assert_eq!(answer.header("content-type"), PROBLEM);
    assert_eq!(answer.header("allow"), Some("GET, POST"));
    let project = site.post("project/search", json!({})).await;
    assert_eq!(project.header("allow"), Some("DELETE, GET, PUT"), "those of a project as well");
    let asked = site.send(Method::OPTIONS, "issue/DEMO-1", None).await;
    assert_eq!((asked.status.as_u16(), asked.json.clone()), (200, Value::Null));
    assert_eq!(asked.header("allow"), Some("DELETE,GET,PUT,HEAD,OPTIONS"));
    let nobody = site.as_role("nobody");
    assert_eq!(nobody.send(Method::OPTIONS, "issue/DEMO-1", None).await.status, 401);
}

/// The type is looked at before the body, and before who asks.
#[tokio::test]
async fn a_body_of_another_type_is_415_before_anything_else() {
    let site = site(3);
    let path = "/rest/api/3/search/jql";
    let post = async |kind: &str| send(&site, "POST", path, &[("content-type", kind)], "{}").await;
    for (kind, detail) in [
        ("text/plain", "Content-Type 'text/plain' is not supported."),
        ("TEXT/Plain; Charset=UTF-8", "Content-Type 'text/plain;Charset=UTF-8' is not supported."),
        ("*/*", "Content-Type '*/*' is not supported."),
        ("json", "Could not parse Content-Type."),
        ("", "Content-Type 'null' is not supported."),
    ] {
        let answer = post(kind).await;
        assert_eq!(answer.refusal(), problem("Unsupported Media Type", 415, detail, path));
        assert_eq!(answer.header("content-type"), PROBLEM);
        assert_eq!(answer.header("accept"), Some("application/json"));
    }
    let none = send(&site, "POST", path, &[], r#"{"jql": "key = DEMO-1"}"#).await;
    assert_eq!(none.json["detail"], "Content-Type 'null' is not supported.");
    assert_eq!(post("APPLICATION/JSON; charset=utf-8").await.status, 400, "read, and unbounded");
    let nobody = ("authorization", "None");
    let sprint = send(&site, "POST", "/rest/agile/1.0/sprint", &[nobody], "{}").await;
    assert_eq!(sprint.status, 415, "ahead of the 401");
    let free = "/rest/api/3/user/properties/a?accountId=x";
    assert_ne!(send(&site, "PUT", free, &[], "1").await.status, 415, "takes any type");
}

/// Jira tells three kinds of bodies that are not an object, and of no fields.
#[tokio::test]
async fn a_body_that_is_no_object_is_told_in_jiras_words() {
    let site = site(3);
    let kind = [("content-type", "application/json")];
    let empty = "No content to map to Object due to end of input";
    let broken = "There was an error parsing JSON. Check that your request body is valid.";
    let other = "Invalid request payload. Refer to the REST API documentation and try again.";
    for (body, text) in [
        ("", empty),
        ("null", empty),
        ("{", broken),
        ("{'a': 1}", broken),
        ("\u{a0}{}", broken),
        (" \n", other),
        ("[]", other),
        ("5", other),
        ("\"x\"", other),
    ] {
        for path in ["/rest/api/3/search/jql", "/rest/api/3/issue"] {
            let answer = send(&site, "POST", path, &kind, body).await;
            assert_eq!(answer.refusal(), (400, json!({"errorMessages": [text]})), "{body:?}");
        }
    }
    let trailing = r#"{"jql": "key = DEMO-1"} and more"#;
    let answer = send(&site, "POST", "/rest/api/3/search/jql", &kind, trailing).await;
    assert_eq!(answer.status, 200, "what follows an object is passed over");
}

#[tokio::test]
async fn a_number_that_is_none_is_a_problem() {
    let site = site(3);
    let path = "/rest/api/3/project/search";
    for (given, shown) in [
        ("abc", "abc"),
        ("1.5", "1.5"),
        ("1_0", "1_0"),
        ("4294967296", "4294967296"),
        ("%20abc%20", " abc "),
    ] {
        let answer = site.get(&format!("{path}?maxResults={given}")).await;
        let detail = format!("Failed to convert 'maxResults' with value: '{shown}'");
        assert_eq!(answer.refusal(), problem("Bad Request", 400, &detail, path));
        assert_eq!(answer.header("content-type"), PROBLEM);
    }
    for (path, name) in [
        ("/rest/api/3/project/search", "categoryId"),
        ("/rest/api/3/project/search", "id"),
        ("/rest/api/3/issuetype/project", "projectId"),
        ("/rest/api/3/issue/DEMO-1/worklog", "startedAfter"),
        ("/rest/api/3/search/jql", "reconcileIssues"),
    ] {
        let answer = site.get(&format!("{path}?{name}=abc")).await;
        let detail = format!("Failed to convert '{name}' with value: 'abc'");
        assert_eq!(answer.refusal(), problem("Bad Request", 400, &detail, path), "{name}");
    }
    for (given, size) in [("", 50), ("%20", 50), ("%2B3", 3), ("%203%20", 3), ("3%204", 34)] {
        let answer = site.get(&format!("{path}?maxResults={given}")).await;
        assert_eq!(answer.json["maxResults"], size, "{given}");
    }
}

/// Jira names the charset of all its JSON.
#[tokio::test]
async fn json_names_its_charset() {
    let site = site(3);
    let kind = Some("application/json;charset=UTF-8");
    assert_eq!(site.get("issue/DEMO-1").await.header("content-type"), kind);
    assert_eq!(site.get("issue/DEMO-99").await.header("content-type"), kind);
    assert_eq!(site.get("dashboard").await.header("content-type"), kind);
    let made = site.post("issue", task(json!({}))).await;
    assert_eq!((made.status.as_u16(), made.header("content-type")), (201, kind));
    assert_eq!(site.get("issue/DEMO-1").await.header("x-seraph-loginreason"), None);
}

/// A parameter that is passed over would give another answer than Jira's; with the value that Jira
/// takes by default it makes no difference.
#[tokio::test]
async fn a_parameter_that_is_not_looked_at_is_501() {
    let site = site(3);
    let answer = site.get("project/search?propertyQuery=x").await;
    let text = "jira-sim does not simulate GET /rest/api/3/project/search?propertyQuery";
    assert_eq!((answer.status.as_u16(), &answer.json["errorMessages"][0]), (501, &json!(text)));
    assert_eq!(
        lacking(&site).await,
        json!([{"method": "GET", "path": "/rest/api/3/project/search?propertyQuery", "count": 1}])
    );
    for harmless in [
        "issue/DEMO-1?fieldsByKeys=true&failFast=true&updateHistory=true",
        "project/search?propertyQuery=",
        "user/assignable/search?project=DEMO&query=&recommend=false",
        "issue/DEMO-1?made=up",
    ] {
        assert_eq!(site.get(harmless).await.status, 200, "{harmless}");
    }
}

/// Where the operation's `security` has the empty one, Jira carries it out as nobody's: a site whose
/// projects are private shows nothing. Without credentials, with wrong ones, with unreadable ones.
#[tokio::test]
async fn nobody_is_let_in_and_sees_nothing() {
    let site = site(3);
    let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
    let wrong = basic("member@rowport.example:expired");
    let credentials = ["", &wrong, &basic("no-colon"), "Basic %%%", "Other x", "Basic "];
    let get = async |path: &str, credential: &str| {
        send(&site, "GET", &format!("/rest/api/3/{path}"), &[("authorization", credential)], "")
            .await
    };
    for credential in credentials {
        assert_eq!(
            get("issue/DEMO-1", credential).await.refusal(),
            site.get("issue/DEMO-99").await.refusal()
        );
        let found = get("search/jql?jql=project%20%3D%20DEMO", credential).await;
        assert_eq!(found.refusal(), (200, json!({"issues": [], "isLast": true})));
        let projects = get("project/search", credential).await;
        assert_eq!((projects.status.as_u16(), &projects.json["values"]), (200, &json!([])));
        assert_eq!(get("project", credential).await.refusal(), (200, json!([])));
        assert_eq!(get("project/DEMO", credential).await.status, 404);
        assert_eq!(get("serverInfo", credential).await.status, 200);
        assert_eq!(get("field", credential).await.status, 200);
        assert_eq!(get("search/jql?jql=", credential).await.status, 400, "unbounded");
        assert_eq!(get("user/search?query=a", credential).await.refusal(), (200, json!([])));
        let groups = get("groups/picker?query=developers", credential).await;
        assert_eq!((groups.status.as_u16(), &groups.json["groups"]), (200, &json!([])));
        let may = get("mypermissions?permissions=BROWSE_PROJECTS", credential).await;
        assert_eq!(may.json["permissions"]["BROWSE_PROJECTS"]["havePermission"], false);
        assert_eq!(may.header("x-aaccountid"), None);
    }
}

/// An operation that does not run for nobody is refused with a line of text, whose type is what was
/// asked for.
#[tokio::test]
async fn nobody_is_refused_with_a_plain_line() {
    let site = site(3);
    for (accept, kind) in [
        (None, "text/plain;charset=UTF-8"),
        (Some("*/*"), "text/html;charset=UTF-8"),
        (Some("application/json"), "application/json;charset=UTF-8"),
    ] {
        let mut headers = vec![("authorization", "None")];
        headers.extend(accept.map(|types| ("accept", types)));
        for path in ["/rest/api/3/myself", "/rest/agile/1.0/board", "/rest/api/3/label"] {
            let answer = send(&site, "GET", path, &headers, "").await;
            let line = json!("Client must be authenticated to access this resource.");
            assert_eq!(answer.refusal(), (401, line));
            assert_eq!(answer.header("content-type"), Some(kind));
            let realm = "OAuth realm=\"https%3A%2F%2Fsite.example\"";
            assert_eq!(answer.header("www-authenticate"), Some(realm));
            assert_eq!(answer.header("x-seraph-loginreason"), None);
        }
    }
}

/// Nothing is written by nobody, not even where the operation runs for them.
#[tokio::test]
async fn nobody_writes_nothing() {
    let site = site(3);
    let nobody = site.as_role("nobody");
    let one = json!({"fields": {"summary": "x"}});
    let comment = json!({"body": support::document("x")});
    let link = json!({
        "type": {"name": "Blocks"}, "inwardIssue": {"key": "DEMO-1"}, "outwardIssue": {"key": "DEMO-2"},
    });
    let before = site.as_role("admin").get("issue/DEMO-1").await.json;
    assert_eq!(nobody.post("issue", task(json!({}))).await.status, 401);
    let bulk = json!({"issueUpdates": [task(json!({}))]});
    assert_eq!(nobody.post("issue/bulk", bulk).await.status, 401);
    assert_eq!(nobody.put("issue/DEMO-1", one).await.status, 404);
    assert_eq!(nobody.delete("issue/DEMO-1").await.status, 404);
    assert_eq!(nobody.post("issue/DEMO-1/comment", comment).await.status, 404);
    assert_eq!(nobody.post("issue/DEMO-1/votes", json!({})).await.status, 404);
    assert_eq!(nobody.post("issue/DEMO-1/watchers", json!("x")).await.status, 404);
    assert_eq!(nobody.post("issueLink", link).await.status, 404);
    let properties = "user/properties/rowport.x?accountId=a";
    assert_eq!(nobody.put(properties, json!(1)).await.status, 401);
    assert_eq!(site.as_role("admin").get("issue/DEMO-1").await.json, before);
    assert_eq!(site.keys("project = DEMO").await.len(), 3);
}

/// A token that is wrong or has expired shows in a header only, beside an answer that looks like any
/// other: a client has to look at it.
#[tokio::test]
async fn a_wrong_token_is_told_in_a_header_alone() {
    let site = site(3);
    let failed = Some("AUTHENTICATED_FAILED");
    for (pair, reason) in [
        ("member@rowport.example:expired", failed),
        ("member@rowport.example:", failed),
        ("stranger@rowport.example:member-api-token", failed),
        ("admin@rowport.example:member-api-token", failed),
        (":member-api-token", None),
        ("member@rowport.example", None),
        ("Member@Rowport.Example:member-api-token", None),
    ] {
        let credential = format!("Basic {}", STANDARD.encode(pair));
        let headers = [("authorization", credential.as_str())];
        for path in ["project/search", "myself", "issue/DEMO-1", "nope", "dashboard"] {
            let answer = send(&site, "GET", &format!("/rest/api/3/{path}"), &headers, "").await;
            assert_eq!(answer.header("x-seraph-loginreason"), reason, "{pair} {path}");
        }
    }
}

/// A bearer's token is not one of the site's own address, wherever it is sent.
#[tokio::test]
async fn a_bearers_token_is_refused_everywhere() {
    let site = site(3);
    let bearer = [("authorization", "Bearer abc")];
    for path in ["serverInfo", "issue/DEMO-1", "myself", "nope"] {
        let answer = send(&site, "GET", &format!("/rest/api/3/{path}"), &bearer, "").await;
        let error = json!({"error": "Failed to parse Connect Session Auth Token"});
        assert_eq!(answer.refusal(), (403, error));
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
    let other = [("authorization", "bearer abc")];
    assert_eq!(send(&site, "GET", "/rest/api/3/serverInfo", &other, "").await.status, 200);
}

/// The file that is collected from several simulators: a line for each thing lacking, once.
#[tokio::test]
async fn what_is_lacking_is_written_to_a_file_at_once() {
    let file = std::env::temp_dir().join(format!("jira-sim-front-{}", std::process::id()));
    let config = Config { issues: 1, not_simulated_log: Some(file.clone()), ..Config::default() };
    for _ in 0..2 {
        let sim = std::sync::Arc::new(Sim::new(config.clone(), Ticker::manual()));
        let router = router(sim);
        for path in ["dashboard", "dashboard?startAt=1", "nope", "serverInfo"] {
            let request = Request::get(format!("/rest/api/3/{path}")).body(Body::empty()).unwrap();
            router.clone().oneshot(request).await.unwrap();
        }
    }
    let written = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(written, "GET /rest/api/3/dashboard\n".repeat(2));
}
