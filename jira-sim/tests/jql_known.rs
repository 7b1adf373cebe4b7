//! What Jira knows in JQL is evaluated or said not to be, never told as a user's mistake.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::sync::LazyLock;

use jira_sim::{
    Config, Site,
    jql::{self, Operator, Refused},
    site::UserId,
};
use serde_json::json;
use support::site;

/// Clauses that Atlassian's reference of JQL fields lists (December 2025), and their older names.
const CLAUSES: [&str; 79] = [
    "affectedVersion",
    "approvals",
    "assignee",
    "attachments",
    "category",
    "change-gating-type",
    "comment",
    "component",
    "created",
    "createdDate",
    "creator",
    "description",
    "development[pullrequests].all",
    "due",
    "dueDate",
    "environment",
    "\"Epic Link\"",
    "filter",
    "request",
    "savedFilter",
    "searchRequest",
    "fixVersion",
    "hierarchyLevel",
    "journeyID",
    "journeyParentOfTypeId",
    "journeyTypeId",
    "journeyTypeVersion",
    "journeyWorkItemId",
    "labels",
    "lastViewed",
    "level",
    "linkedIssue",
    "organizations",
    "originalEstimate",
    "timeOriginalEstimate",
    "parent",
    "parentEpic",
    "parentProject",
    "priority",
    "project",
    "space",
    "projectType",
    "remainingEstimate",
    "timeEstimate",
    "reporter",
    "request-channel-type",
    "request-last-activity-time",
    "\"Request Type\"",
    "resolution",
    "resolved",
    "resolutionDate",
    "\"Time to resolution\"",
    "\"Time to first response\"",
    "sprint",
    "status",
    "statusCategory",
    "summary",
    "text",
    "textfields",
    "timeSpent",
    "type",
    "issuetype",
    "workType",
    "updated",
    "updatedDate",
    "voter",
    "votes",
    "watcher",
    "watchers",
    "worklogAuthor",
    "worklogComment",
    "worklogDate",
    "workItemKey",
    "issuekey",
    "issueLink",
    "workItemLink[\"is blocked by\"]",
    "issueLinkType",
    "workItemLinkType",
    "workRatio",
];

/// Functions that Atlassian's reference of JQL functions lists (December 2025), with arguments that
/// they take here, and a clause that has them.
const FUNCTIONS: [(&str, &str); 60] = [
    ("approvals = ", "approved()"),
    ("approvals = ", "approver(x)"),
    ("\"Time to resolution\" = ", "breached()"),
    ("Region in ", "cascadeOption(Europe)"),
    ("Severity in ", "choiceOption(Major)"),
    ("sprint in ", "closedSprints()"),
    ("\"Time to resolution\" = ", "completed()"),
    ("component in ", "componentsLeadByUser()"),
    ("created > ", "currentLogin()"),
    ("assignee = ", "currentUser()"),
    ("reporter in ", "customerDetail(Region, APAC)"),
    ("fixVersion = ", "earliestUnreleasedVersion(DEMO)"),
    ("\"Time to resolution\" > ", "elapsed(1h)"),
    ("due < ", "endOfDay()"),
    ("due < ", "endOfMonth(\"+1\")"),
    ("due < ", "endOfWeek(\"-1w\")"),
    ("due < ", "endOfYear()"),
    ("\"Time to resolution\" = ", "everBreached()"),
    ("sprint in ", "futureSprints()"),
    ("issue in ", "issueHistory()"),
    ("issue in ", "workItemHistory()"),
    ("issue in ", "issuesWithRemoteLinksByGlobalId(abc)"),
    ("issue in ", "workItemsWithRemoteLinksByGlobalId(abc, def)"),
    ("updated > ", "lastLogin()"),
    ("fixVersion = ", "latestReleasedVersion(DEMO)"),
    ("issue in ", "linkedIssues(DEMO-1)"),
    ("issue in ", "linkedWorkItems(DEMO-1, \"is blocked by\")"),
    ("assignee in ", "membersOf(developers)"),
    ("approvals = ", "myApproval()"),
    ("approvals = ", "myPending()"),
    ("approvals = ", "myPendingApproval()"),
    ("created < ", "now()"),
    ("sprint in ", "openSprints()"),
    ("organizations in ", "organizationDetail(Region, APAC)"),
    ("reporter in ", "organizationMembers(Atlassian)"),
    ("\"Time to resolution\" = ", "paused()"),
    ("approvals = ", "pending()"),
    ("approvals = ", "pendingApprovalBy(x)"),
    ("approvals = ", "pendingBy(x, y)"),
    ("project in ", "projectsLeadByUser()"),
    ("project in ", "spacesLeadByUser(\"Ada Brandt\")"),
    ("project in ", "projectsWhereUserHasPermission(\"Edit Issues\")"),
    ("project in ", "projectsWhereUserHasRole(Developers)"),
    ("fixVersion in ", "releasedVersions()"),
    ("\"Time to resolution\" < ", "remaining(2h)"),
    ("\"Time to resolution\" = ", "running()"),
    ("type in ", "standardIssueTypes()"),
    ("created > ", "startOfDay(-1)"),
    ("created > ", "startOfMonth()"),
    ("created > ", "startOfWeek(1d)"),
    ("created > ", "startOfYear()"),
    ("type in ", "subtaskIssueTypes()"),
    ("type in ", "subtaskWorkTypes()"),
    ("fixVersion in ", "unreleasedVersions(DEMO)"),
    ("key in ", "updatedBy(\"Ada Brandt\", \"-8d\")"),
    ("key in ", "votedIssues()"),
    ("key in ", "watchedIssues()"),
    ("\"Time to resolution\" = ", "withinCalendarHours()"),
    ("key in ", "childIssuesOf(DEMO-1)"),
    ("fixVersion in ", "releasedVersions(DEMO, TEAM)"),
];

static SMALL: LazyLock<Site> =
    LazyLock::new(|| jira_sim::seed::site(&Config { issues: 20, ..Config::default() }));

/// Whoever looks: the administrator.
const ADMIN: UserId = UserId(0);

fn mistakes(jql: &str) -> Vec<String> {
    match jql::check(&SMALL, ADMIN, jql) {
        Err(Refused::Mistakes(texts)) => texts,
        _ => Vec::new(),
    }
}

#[test]
fn no_clause_that_jira_knows_is_told_not_to_exist() {
    for name in CLAUSES {
        for condition in ["= 1", "~ 1", "is EMPTY", "in (1, 2)", "> 1", "was 1", "changed"] {
            let jql = format!("{name} {condition}");
            let told = mistakes(&jql).join("\n");
            assert!(!told.contains("permission to view it"), "{jql}: {told}");
        }
    }
    for unknown in ["colour = red", "issueFunction in hasComments()", "\"watcherss\" is EMPTY"] {
        assert!(mistakes(unknown)[0].ends_with("or you do not have permission to view it."));
    }
}

#[test]
fn every_function_that_jira_knows_is_evaluated_or_said_not_to_be() {
    for (clause, function) in FUNCTIONS {
        let jql = format!("{clause}{function}");
        assert_eq!(mistakes(&jql), Vec::<String>::new(), "{jql}");
    }
    assert_eq!(mistakes("assignee = bogus(a, b)"), ["Unable to find JQL function 'bogus(a, b)'."]);
}

/// What the reference data of the site lists, with every operator: those that it lists are not
/// refused as unsupported, the others are.
#[test]
fn operators_are_those_of_the_reference_data() {
    let wrong = |told: &[String]| {
        told.iter().any(|text| {
            text.contains("is not supported by the")
                || text.starts_with("History searches do not support the")
        })
    };
    for field in jql::fields(&SMALL) {
        for operator in Operator::ALL {
            let value = match operator {
                Operator::Is | Operator::IsNot => "EMPTY",
                Operator::Changed => "",
                other if other.takes_list() => "(1)",
                _ => "1",
            };
            let jql = format!("\"{}\" {} {value}", field.name, operator.text());
            let told = mistakes(&jql);
            let unknown = matches!(jql::check(&SMALL, ADMIN, &jql), Err(Refused::NotEvaluated(_)));
            let listed = field.operators.contains(&operator.text());
            assert!(unknown || wrong(&told) != listed, "{jql}: {told:?}");
        }
    }
}

/// 501 with a header says that Jira would answer; a client cannot mistake it for Jira's refusal.
#[tokio::test]
async fn what_is_not_evaluated_names_itself() {
    let site = site(3);
    for (jql, what) in [
        ("filter = 10000", "the field 'filter'"),
        ("created > lastLogin()", "the function 'lastLogin()'"),
        ("key ~ \"DEMO*\"", "'~' with the field 'key'"),
        ("project = DEMO order by labels", "ordering by 'labels'"),
        ("issue.property[a].b > 1", "'>' with the field 'issue.property[a].b'"),
    ] {
        let body = json!({"jql": jql});
        let text = format!("jira-sim does not evaluate {what} in JQL.");
        let expected = (501, json!({"errorMessages": [text], "errors": {}}));
        for path in ["search/jql", "search/approximate-count"] {
            let answer = site.post(path, body.clone()).await;
            assert_eq!(answer.refusal(), expected, "{jql}");
            assert_eq!(answer.header("x-jira-sim"), Some("not-simulated"));
        }
        let checked = site.post("jql/parse", json!({"queries": [jql]})).await;
        assert_eq!(checked.refusal(), expected);
        let parsed = site.post("jql/parse?validation=none", json!({"queries": [jql]})).await;
        assert!(parsed.json["queries"][0]["structure"].is_object(), "its grammar is known");
        let asked = json!({"issueIds": [10_000], "jqls": [jql]});
        assert_eq!(site.post("jql/match", asked).await.refusal(), expected);
    }
    let both = "filter = 10000 and status = Nope";
    let told = site.jql_error(both).await;
    assert_eq!(told, "The value 'Nope' does not exist for the field 'status'.");
}

#[tokio::test]
async fn reference_data_lists_fields_functions_and_reserved_words() {
    let site = site(1);
    let data = site.get("jql/autocompletedata").await.json;
    let entry = |list: &str, value: &str| {
        let mut all = data[list].as_array().unwrap().iter();
        all.find(|e| e["value"] == value).cloned().unwrap_or_default()
    };
    let status = entry("visibleFieldNames", "status");
    assert!(status["operators"].as_array().unwrap().contains(&json!("was not in")));
    let summary = entry("visibleFieldNames", "summary");
    assert_eq!(summary["operators"], json!(["~", "!~", "is not", "is"]));
    assert_eq!(entry("visibleFieldNames", "watcher")["orderable"], "false");
    let points = entry("visibleFieldNames", "\"Story Points\"");
    assert_eq!(points["cfid"], "cf[10016]");
    assert_eq!(points["displayName"], "Story Points - cf[10016]");
    assert_eq!(entry("visibleFunctionNames", "membersOf(group)")["isList"], "true");
    assert_eq!(entry("visibleFunctionNames", "now()")["isList"], json!(null));
    let words = data["jqlReservedWords"].as_array().unwrap();
    assert!(words.contains(&json!("do")) && !words.contains(&json!("it")));
}
