//! A sign-in that ends: Jira then answers as to a visitor, for whom nothing is there.

use std::cell::Cell;

use super::*;
use crate::jira::{JiraError, ProjectAction, Right, Where};
use crate::schema::FieldId;

/// What Jira answers a visitor of a site that shows visitors nothing. No header names the caller.
pub(crate) fn visitor(request: &Request) -> Answer {
    let mut answer = to_visitor(request)?;
    answer.headers.push(("x-aaccountid".to_owned(), String::new()));
    Ok(answer)
}

fn to_visitor(request: &Request) -> Answer {
    let path = request.path.split('?').next().unwrap_or_default();
    let path = path.trim_start_matches("/rest/api/3/");
    let words = |status_code, text: &str| {
        let body = json!({"errorMessages": [text], "errors": {}});
        status(status_code, &[], body)
    };
    match path {
        "myself" => Ok(crate::ports::Response {
            status: 401,
            headers: vec![("www-authenticate".to_owned(), "OAuth realm=\"x\"".to_owned())],
            body: "Client must be authenticated to access this resource.".to_owned(),
        }),
        "search/jql" | "issue/bulkfetch" => ok(json!({"issues": [], "isLast": true})),
        "search/approximate-count" => ok(json!({"count": 0})),
        "jql/parse" => ok(json!({"queries": [{"query": "", "errors":
            ["The value 'A' does not exist for the field 'project'."]}]})),
        "project/search" | "priority/search" => ok(json!({"values": [], "isLast": true})),
        "user/search" | "user/assignable/search" | "field" | "resolution" => ok(json!([])),
        "groups/picker" => ok(json!({"groups": [], "total": 0})),
        "mypermissions" => ok(json!({"permissions":
            {"EDIT_ISSUES": {"name": "Edit Issues", "havePermission": false}}})),
        path if path.ends_with("/transitions") && request.body.is_none() => {
            ok(json!({"transitions": []}))
        }
        path if path.ends_with("/issuetypes") => ok(json!({"issueTypes": [], "total": 0})),
        path if path.ends_with("/issuetypes/1") => ok(json!({"fields": [], "total": 0})),
        path if path.ends_with("/editmeta") => ok(json!({"fields": {}})),
        path if path.starts_with("project/") => {
            words(404, "No project could be found with key 'A'.")
        }
        path if path.ends_with("bulk") => words(401, "You are not authenticated."),
        "issueLink" => words(404, "Issue does not exist or you do not have permission to see it."),
        path if path.ends_with("/worklog") && request.body.is_some() => words(400, "No."),
        _ => words(404, "Issue does not exist or you do not have permission to see it."),
    }
}

/// A visitor's answer, with the header that says why he is one.
fn told(request: &Request) -> Answer {
    let mut answer = visitor(request)?;
    answer.headers.push(("x-seraph-loginreason".to_owned(), "AUTHENTICATED_FAILED".to_owned()));
    Ok(answer)
}

/// What each read and write that a job makes ends with.
async fn everything<T: crate::ports::Transport>(
    site: &T,
    clock: &VirtualClock,
) -> Vec<(&'static str, Result<(), JiraError>)> {
    // A client of its own for each: one that knows that the sign-in ended asks no more.
    let new = || Client::new(site, clock).signed_in_as("5b1");
    let (ids, none) = (["A-1".to_owned()], Body::default());
    let document = json!({"type": "doc", "version": 1, "content": []});
    let at = [FieldId::new("summary")];
    let worklog =
        || crate::jira::NewWorklog { started: json!("x"), time_spent_seconds: 60, comment: None };
    vec![
        ("search", new().search_ids("project = A", |_| ()).await.map(drop)),
        ("count", new().approximate_count("project = A").await.map(drop)),
        ("parse", new().parse_jql("project = A").await.map(drop)),
        ("bulkfetch", new().bulk_fetch(&ids, &at).await.map(drop)),
        ("issue", new().issue("A-1", &at).await.map(drop)),
        ("fields", new().fields().await.map(drop)),
        ("projects", new().projects(ProjectAction::Create).await.map(drop)),
        ("project", new().project("A").await.map(drop)),
        ("statuses", new().statuses("A").await.map(drop)),
        ("roles", new().project_roles("A").await.map(drop)),
        ("levels", new().security_levels("A").await.map(drop)),
        ("priorities", new().priorities().await.map(drop)),
        ("types", new().create_types("A").await.map(drop)),
        ("create screen", new().create_screen("A", "1").await.map(drop)),
        ("edit screen", new().edit_screen("A-1").await.map(drop)),
        ("transitions", new().transitions("A-1").await.map(drop)),
        ("rights", new().rights(&[Right::Edit], Where::Issue("1")).await.map(drop)),
        ("users", new().search_users("Mia").await.map(drop)),
        ("assignable", new().all_assignable("A").await.map(drop)),
        ("groups", new().find_groups("x").await.map(drop)),
        ("comments", new().comments("1").await.map(drop)),
        ("worklogs", new().worklogs("1").await.map(drop)),
        ("watchers", new().watchers("1").await.map(drop)),
        ("links", new().link_types().await.map(drop)),
        ("sprints", new().open_sprints("A").await.map(drop)),
        ("property", new().property("1", "rowport").await.map(drop)),
        ("templates", new().user_property("a", "rowport.templates").await.map(drop)),
        ("history", new().histories(&ids).await.map(drop)),
        ("edit", new().edit_issue("1", &none, None).await),
        ("transition", new().transition("1", "31", Body::default(), None).await),
        ("create", new().create_issues(&[NewIssue::default()]).await.map(drop)),
        ("comment", new().add_comment("1", &document, None, None).await.map(drop)),
        ("worklog", new().add_worklog("1", &worklog(), None).await.map(drop)),
        ("link", new().add_link("1", "A-1", "A-2").await),
        ("delete", new().delete_issue("1", false).await),
    ]
}

/// No answer to a visitor is taken for one to the user, wherever the sign-in ends.
#[test]
fn a_sign_in_that_ended_is_noticed_by_every_call() {
    for (answer, nameless) in [(told as fn(&Request) -> Answer, false), (visitor, true)] {
        let clock = VirtualClock::new();
        let over = Cell::new(false);
        let site = FakeJira::new(&clock, |request: &Request, _| match over.get() {
            true => answer(request),
            false => me(request),
        });
        let site = if nameless { site.nameless() } else { site };
        clock.run(Client::new(&site, &clock).myself()).unwrap();
        over.set(true);
        for (call, result) in clock.run(everything(&site, &clock)) {
            let error = result.expect_err(call);
            assert!(error.is_signed_out(), "{call}: {error}");
            assert_eq!(error.message().code, "jira-signed-out", "{call}");
        }
    }
}

#[test]
fn a_sign_in_that_is_not_accepted_at_all_is_another_matter() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |request: &Request, _| visitor(request)).nameless();
    let client = Client::new(&site, &clock);
    let error = clock.run(client.search_ids("project = A", |_| ())).unwrap_err();
    assert_eq!(error.message().code, "jira-unauthorized");
    assert!(error.message().text().contains("Client must be authenticated"), "{error}");
}

/// Where the header names the caller, nothing is asked; where the bridge leaves it out, once.
#[test]
fn what_is_truly_not_there_is_believed() {
    for (nameless, requests) in [(false, 2), (true, 3)] {
        let clock = VirtualClock::new();
        let site = FakeJira::new(&clock, |request: &Request, _| match request.path.as_str() {
            "/rest/api/3/myself" => me(request),
            "/rest/api/3/jql/parse?validation=strict" => ok(json!({"queries": [{"query": "x"}]})),
            _ => to_visitor(request),
        });
        let site = if nameless { site.nameless() } else { site };
        let client = Client::new(&site, &clock);
        clock.run(client.myself()).unwrap();
        let error = clock.run(client.issue("A-1", &[])).unwrap_err();
        assert!(error.is_not_found(), "{error}");
        assert_eq!(client.requests(), requests);
        assert_eq!(clock.run(client.search_ids("x", |_| ())), Ok(Vec::new()));
    }
}

#[test]
fn answers_that_come_together_are_asked_about_together() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |request: &Request, _| match request.path.as_str() {
        "/rest/api/3/myself" => me(request),
        _ => visitor(request),
    });
    let site = site.nameless();
    let client = Client::new(&site, &clock);
    clock.run(client.myself()).unwrap();
    let results = clock.run(join_all((0..8).map(|_| client.issue("A-1", &[]))));
    assert!(results.iter().all(|result| result.as_ref().is_err_and(JiraError::is_not_found)));
    assert!(client.requests() <= 1 + 8 + 2, "{}", client.requests());
}

/// The user signed out in another tab, and somebody else in.
#[test]
fn answers_to_somebody_else_are_not_believed() {
    for nameless in [false, true] {
        let clock = VirtualClock::new();
        let site = FakeJira::new(&clock, |request: &Request, n| match request.path.as_str() {
            "/rest/api/3/myself" if n == 0 => me(request),
            "/rest/api/3/myself" => ok(json!({"accountId": "5b2", "displayName": "Sam"})),
            _ => status(403, &[("x-aaccountid", "5b2")], json!({"errorMessages": ["No."]})),
        });
        let site = if nameless { site.nameless() } else { site };
        let client = Client::new(&site, &clock);
        clock.run(client.myself()).unwrap();
        let error = clock.run(client.issue("A-1", &[])).unwrap_err();
        assert_eq!(error.message().code, "jira-other-account");
    }
}

/// 401 also says that an app lacks a scope; the user is signed in all the same.
#[test]
fn an_app_without_a_scope_is_not_signed_out() {
    let clock = VirtualClock::new();
    let scope = json!({"code": 401, "message": "Unauthorized; scope does not match"});
    let site = FakeJira::new(&clock, |request: &Request, _| match request.path.as_str() {
        "/rest/api/3/myself" => me(request),
        _ => status(401, &[], scope.clone()),
    });
    let site = site.nameless();
    let client = Client::new(&site, &clock);
    let error = clock.run(client.open_sprints("A")).unwrap_err();
    assert!(error.is_forbidden() && !error.is_signed_out());
    assert_eq!(error.message().code, "jira-app-not-allowed");
}

/// A site that fails when it is asked who the caller is does not make a missing issue of it.
#[test]
fn an_answer_that_nobody_vouches_for_is_not_believed() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |request: &Request, _| match request.path.as_str() {
        "/rest/api/3/myself" => status(503, &[], Value::Null),
        _ => visitor(request),
    });
    let site = site.nameless();
    let client = Client::new(&site, &clock).signed_in_as("5b1");
    let error = clock.run(client.issue("A-1", &[])).unwrap_err();
    assert!(error.is_transient() && !error.is_not_found(), "{error}");
}
