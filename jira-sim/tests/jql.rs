//! JQL: what is found, in which order, and what is refused with which words.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::sync::LazyLock;

use jira_sim::{
    Config, Site, Switches,
    jql::{self, Run},
    site::UserId,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{Client, site, site_with};

/// Four issues of one label, so that the seeded ones do not matter.
async fn four() -> (Client, [String; 4]) {
    let site = site(5);
    let make = async |fields: Value| {
        let mut all = json!({"labels": ["four"]});
        for (id, value) in fields.as_object().unwrap() {
            all[id] = value.clone();
        }
        site.create(all).await
    };
    let a = make(json!({
        "summary": "Alpha: login form", "labels": ["four", "Red"], "duedate": "2026-10-31",
        "priority": {"name": "High"}, "customfield_10016": 3, "components": [{"name": "API"}],
        "customfield_10035": {"value": "Europe", "child": {"value": "Germany"}},
        "description": support::document("Nothing happens in Safari"),
        "timetracking": {"originalEstimate": "2h"},
    }))
    .await;
    let b = make(json!({
        "summary": "Beta log-in", "issuetype": {"name": "Bug"}, "duedate": "2026-11-03",
        "customfield_10016": 8.5, "fixVersions": [{"name": "1.0"}, {"name": "2.0"}],
        "customfield_10035": {"value": "Europe"}, "customfield_10033": {"value": "Major"},
    }))
    .await;
    let c = make(json!({
        "summary": "Gamma", "priority": {"name": "Lowest"}, "customfield_10030": "Ref 007",
        "customfield_10031": "2026-11-02T08:30:00.000+0000",
    }))
    .await;
    let d = make(json!({"summary": "delta", "customfield_10034": [{"value": "Windows, macOS"}]}));
    let d = d.await;
    let me = site.get("myself").await.json["accountId"].clone();
    site.put(&format!("issue/{b}"), json!({"fields": {"assignee": {"accountId": me}}})).await;
    let step = json!({"transition": {"id": "61"}});
    site.post(&format!("issue/{c}/transitions"), step).await;
    (site, [a, b, c, d])
}

/// What a condition finds among the four, as letters.
async fn found(site: &Client, keys: &[String; 4], condition: &str) -> String {
    let jql = format!("labels = four AND ({condition}) ORDER BY key ASC");
    let found = site.keys(&jql).await;
    found
        .iter()
        .map(|key| "abcd".chars().nth(keys.iter().position(|k| k == key).unwrap()).unwrap())
        .collect()
}

#[tokio::test]
async fn conditions() {
    let (site, keys) = four().await;
    let table = [
        ("summary ~ login", "a"),
        ("summary ~ \"log\"", "b"),
        ("summary ~ \"lo*\"", "ab"),
        ("summary ~ \"\\\"log in\\\"\"", "b"),
        ("summary !~ login", "bcd"),
        ("text ~ safari", "a"),
        ("description is EMPTY", "bcd"),
        ("type = Bug", "b"),
        ("issuetype != Bug", "acd"),
        ("priority = High or priority = Lowest", "ac"),
        ("priority > Medium", "a"),
        ("priority <= Medium", "bcd"),
        ("labels in (red, blue)", "a"),
        ("labels not in (red)", "bcd"),
        ("assignee = currentUser()", "b"),
        ("assignee is EMPTY", "acd"),
        ("assignee in (EMPTY, currentUser())", "abcd"),
        ("assignee != currentUser()", ""),
        ("creator = \"member@rowport.example\"", "abcd"),
        ("reporter = 'Miguel Santos'", "abcd"),
        ("status = Done", "c"),
        ("status != Done", "abd"),
        ("statusCategory = new", "abd"),
        ("resolution is not EMPTY", "c"),
        ("resolution = \"Won't Do\"", "c"),
        ("component = API", "a"),
        ("component != API", ""),
        ("fixVersion in (\"1.0\", \"0.9\")", "b"),
        ("fixVersion in unreleasedVersions()", "b"),
        ("due <= 2026-10-31", "a"),
        ("duedate > \"2026/10/31\"", "b"),
        ("due > 0d and due <= 1d", "b"),
        ("due is empty", "cd"),
        ("created >= -1h", "abcd"),
        ("created < startOfDay(-1)", ""),
        ("updated >= \"2026-11-02 03:00\"", "abcd"),
        ("updated >= \"2026-11-02 04:00\"", ""),
        ("resolved >= -1m", "c"),
        ("\"Story Points\" >= 3", "ab"),
        ("cf[10016] = 8.5", "b"),
        ("\"story points\" is empty", "cd"),
        ("Severity = Major", "b"),
        ("Region = Europe", "ab"),
        ("Region in cascadeOption(Europe, Germany)", "a"),
        ("Platforms = \"Windows, macOS\"", "d"),
        ("\"Customer reference\" ~ 007", "c"),
        ("\"Go-live\" = \"2026-11-02 03:30\"", "c"),
        ("originalEstimate > 1h", "a"),
        ("not (type = Bug or due is empty)", "a"),
        ("not assignee = currentUser()", ""),
        ("type = Bug and due is not empty or summary ~ gamma", "bc"),
        ("project = demo", "abcd"),
        ("project = \"Demo Software\" && !(type=Bug)", "acd"),
    ];
    let mut wrong = Vec::new();
    for (condition, expected) in table {
        let got = found(&site, &keys, condition).await;
        if got != expected {
            wrong.push(format!("{condition}: expected '{expected}', found '{got}'"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn orders() {
    let (site, keys) = four().await;
    let table = [
        ("key DESC", "dcba"),
        ("created", "abcd"),
        ("summary", "abdc"),
        ("priority DESC, key", "abdc"),
        ("priority ASC, key", "cbda"),
        ("due, key ASC", "abcd"),
        ("\"Story Points\" DESC, key ASC", "cdba"),
        ("status DESC, key ASC", "cabd"),
        ("type, key", "bacd"),
    ];
    for (order, expected) in table {
        let jql = format!("labels = four ORDER BY {order}");
        let found: String = site
            .keys(&jql)
            .await
            .iter()
            .map(|key| "abcd".chars().nth(keys.iter().position(|k| k == key).unwrap()).unwrap())
            .collect();
        assert_eq!(found, expected, "{order}");
    }
    assert_eq!(site.keys("labels = four").await[0], keys[3], "the newest comes first");
}

#[tokio::test]
async fn keys_and_parents() {
    let site = site(40);
    assert_eq!(
        site.keys("key in (DEMO-3, demo-1, 10001) order by id").await,
        ["DEMO-1", "DEMO-2", "DEMO-3"]
    );
    assert_eq!(site.keys("key >= DEMO-39 order by key").await, ["DEMO-39", "DEMO-40"]);
    let children = site.keys("parent = DEMO-1").await;
    for key in &children {
        assert_eq!(site.fields(key).await["parent"]["key"], "DEMO-1");
    }
    assert!(!children.is_empty());
    let subtasks = site.keys("project = DEMO and type in subtaskIssueTypes()").await;
    assert_eq!(subtasks.len(), 8);
}

#[tokio::test]
async fn names_that_two_fields_share_mean_both() {
    let site = site(40);
    let demo = site.keys("Severity = Major").await;
    let team = site.keys("Severity = 'Severity 2'").await;
    assert!(demo.iter().all(|k| k.starts_with("DEMO-")) && !demo.is_empty());
    assert!(team.iter().all(|k| k.starts_with("TEAM-")) && !team.is_empty());
    let both = site.keys("Severity in (Major, 'Severity 2')").await;
    assert_eq!(both.len(), demo.len() + team.len());
    assert!(
        site.as_role("viewer").jql_error("Severity = 'Severity 2'").await.contains("Severity 2")
    );
}

#[tokio::test]
async fn mistakes_are_named_as_jira_names_them() {
    let site = site(5);
    let mut refused = Vec::new();
    for jql in [
        "project = NOPE",
        "foo = 1",
        "status ~ Done",
        "summary = x",
        "project = DEMO AND",
        "project = DEMO OR OR status = Done",
        "project DEMO = x",
        "(project = DEMO",
        "project = DEMO status = Done",
        "summary ~ \"open",
        "labels in regression",
        "key = DEMO-99999",
        "created > yesterday",
        "\"Story Points\" = many",
        "assignee = nobody",
        "assignee is currentUser()",
        "assignee = membersOf(x)",
        "project = DEMO ORDER BY foo",
        "project = DEMO ORDER BY comment",
        "project = DEMO ORDER BY key, id, status, created, updated, type, due, priority",
        "priority > Blocker",
    ] {
        refused.push(json!({"jql": jql, "error": site.jql_error(jql).await}));
    }
    insta::assert_json_snapshot!(refused);
}

#[tokio::test]
async fn bare_words_search_the_text() {
    let site = site(5);
    let key = site.create(json!({"summary": "zanzibar harbour"})).await;
    assert_eq!(site.keys("zanzibar").await, [key]);
    assert_eq!(site.keys("no such words").await, Vec::<String>::new());
}

/// Live tests of jira.js: unquoted words that are no JQL are answered 200 without issues, also when
/// operators are among them. What begins with a field and an operator is a query all the same.
#[tokio::test]
async fn bare_words_may_be_words_of_the_grammar() {
    let site = site(5);
    assert_eq!(site.keys("this is not jql").await, Vec::<String>::new());
    let key = site.create(json!({"summary": "this is not jql, or is it"})).await;
    assert_eq!(site.keys("this is not jql").await, [key]);
    assert!(site.jql_error("labels is not jql").await.contains("only supports EMPTY"));
    assert!(site.jql_error("Severity in many").await.contains("does not support the non-list"));
    for jql in ["resoltion is EMPTY", "foo was x", "foo changed", "not foo is EMPTY"] {
        assert!(site.jql_error(jql).await.contains("does not exist"), "{jql}");
    }
    let parsed = site.post("jql/parse", json!({"queries": ["this is not jql"]})).await.json;
    assert_eq!(parsed["queries"][0]["structure"]["where"]["field"]["name"], "text");
}

/// Whether a property has a value can be asked without any brackets or quotes.
#[tokio::test]
async fn an_entity_property_may_be_empty() {
    let site = site(3);
    assert_eq!(site.put("issue/DEMO-2/properties/x", json!({"y": 1})).await.status, 201);
    let of_demo = |jql: &str| format!("project = DEMO and {jql} order by key");
    for (jql, keys) in [
        ("issue.property[x].y is not EMPTY", vec!["DEMO-2"]),
        ("issue.property[x].z is not EMPTY", vec![]),
        ("issue.property[x].y is EMPTY", vec!["DEMO-1", "DEMO-3"]),
    ] {
        assert_eq!(site.keys(&of_demo(jql)).await, keys, "{jql}");
    }
    assert_eq!(site.keys("issue.property[x].y is not EMPTY").await, ["DEMO-2"]);
}

/// Sub-tasks show the sprint and the team of the issue above them, and are found by these.
#[tokio::test]
async fn sub_tasks_are_found_by_what_they_show_of_their_parent() {
    let site = site(60);
    let shown = json!({"jql": "project = DEMO", "fields": ["customfield_10020", "customfield_10001"], "maxResults": 100});
    let issues = site.post("search/jql", shown).await.json["issues"].clone();
    let count = |holds: &dyn Fn(&serde_json::Value) -> bool| {
        issues.as_array().unwrap().iter().filter(|issue| holds(&issue["fields"])).count()
    };
    let in_sprint = |fields: &serde_json::Value, id: u64| {
        fields["customfield_10020"].as_array().is_some_and(|all| all.iter().any(|s| s["id"] == id))
    };
    for (jql, expected) in [
        ("sprint = 7", count(&|fields| in_sprint(fields, 7))),
        ("sprint is EMPTY", count(&|fields| fields["customfield_10020"].is_null())),
        ("Team is not EMPTY", count(&|fields| !fields["customfield_10001"].is_null())),
    ] {
        assert!(expected > 0, "{jql}");
        assert_eq!(site.keys(&format!("project = DEMO and {jql}")).await.len(), expected, "{jql}");
    }
}

/// Words and characters that must be quoted, and escapes that do not exist: the texts of Jira's own
/// tests of its parser (`TestJqlParsing`).
#[tokio::test]
async fn reserved_words_characters_and_escapes_are_refused() {
    let site = site(1);
    let mut refused = Vec::new();
    for jql in [
        "project = IN",
        "project = DO",
        "labels in (red, order)",
        "labels in (execute)",
        "for = 1",
        "project = DEMO order by limit",
        "assignee = member@rowport.example",
        "created > 2026/11/01",
        "mine{www = qwwr",
        "summary ~ log*",
        "summary ~ \"a\\-b\"",
        "comme\\unt ~ 'test'",
        "summary ~ '",
        "'' = c",
        "a = ''()",
        "project = DEMO order",
        "project = DEMO order summary",
        "project = DEMO order by asc",
        "project = DEMO order by key blah",
        "project = DEMO order by key desc d",
        "project not is empty",
        "a = func(bad,)",
        "a = func(abc, jk!)",
        "a = func(!)",
        "a = func(bad",
        "a = !",
        "a = (a,(,bad))",
        "project = DEMO)",
    ] {
        refused.push(json!({"jql": jql, "error": site.jql_error(jql).await}));
    }
    insta::assert_json_snapshot!(refused);
    for quoted in ["labels = \"order\"", "labels in ('execute')", "summary ~ \"a\\\\-b\""] {
        assert_eq!(site.keys(quoted).await, Vec::<String>::new(), "{quoted}");
    }
    let key = site.create(json!({"labels": ["Übergröße"]})).await;
    assert_eq!(site.keys("labels = \\u00dcbergröße").await, [key]);
}

/// Measured on Jira Cloud in October 2026.
#[tokio::test]
async fn more_than_seven_orders_are_refused() {
    let site = site(1);
    let seven = "project = DEMO ORDER BY key, id, status, created, updated, type, due";
    assert_eq!(site.keys(seven).await, ["DEMO-1"]);
    let eight = format!("{seven}, priority");
    assert_eq!(site.jql_error(&eight).await, "JQL can be ordered by at most 7 fields.");
}

/// Jira Cloud answered anonymous callers so in October 2026; signed in, it refuses. A switch gives
/// the one, the other is the default.
#[tokio::test]
async fn with_a_switch_names_that_do_not_exist_find_nothing() {
    let switches = Switches { lenient_jql: true, ..Default::default() };
    let site = site_with(5, switches);
    for jql in [
        "project = NOPE",
        "colour = red",
        "status = Nope",
        "assignee = noSuchFunction()",
        "status = currentUser()",
        "text = export",
        "updated >= yesterday",
        "key = DEMO-99999",
        "status is Done",
        "project = DEMO and status = Nope",
        "project = NOPE or key = DEMO-99999",
    ] {
        assert_eq!(site.keys(jql).await, Vec::<String>::new(), "{jql}");
        let count = site.post("search/approximate-count", json!({"jql": jql})).await;
        assert_eq!(count.json, json!({"count": 0}), "{jql}");
    }
    assert_eq!(site.keys("project = DEMO order by zzfield, key desc").await[0], "DEMO-5");
    assert!(site.jql_error("project =").await.contains("Expecting either a value"));
    let strict = site.post("jql/parse", json!({"queries": ["project = NOPE"]})).await.json;
    assert!(strict["queries"][0]["errors"].is_array(), "a check still names the mistake");
}

#[tokio::test]
async fn parse_tells_structure_and_errors() {
    let site = site(5);
    let jql = "project = DEMO AND (status in (Done) OR NOT assignee is EMPTY) ORDER BY key DESC";
    let body = json!({"queries": [jql, "status = Nope", "status ="]});
    let strict = site.post("jql/parse?validation=strict", body.clone()).await;
    insta::assert_json_snapshot!("strict", strict.json);
    let warn = site.post("jql/parse?validation=warn", body.clone()).await.json;
    assert!(warn["queries"][1]["structure"].is_object() && warn["queries"][1]["errors"].is_array());
    let none = site.post("jql/parse?validation=none", body).await.json;
    assert_eq!(none["queries"][1].get("errors"), None);
    assert_eq!(site.post("jql/parse", json!({"queries": []})).await.status, 400);
}

#[tokio::test]
async fn deep_nesting_is_refused() {
    let jql = format!("{}project = DEMO{}", "(".repeat(5_000), ")".repeat(5_000));
    let error = site(1).jql_error(&jql).await;
    assert_eq!(error, "Error in the JQL Query: The query is nested too deeply.");
    let nots = format!("{} project = DEMO", "not ".repeat(5_000));
    assert_eq!(site(1).jql_error(&nots).await, error);
}

/// Pieces that queries are made of, and some that they are not.
const PIECES: [&str; 24] = [
    "project",
    "=",
    "DEMO",
    "AND",
    "or",
    "not",
    "(",
    ")",
    "in",
    ",",
    "\"",
    "'x y'",
    "created",
    ">=",
    "-1d",
    "startOfWeek(-1)",
    "is",
    "EMPTY",
    "~",
    "größe*",
    "order by",
    "key",
    "cf[10016]",
    "\\",
];

static SMALL: LazyLock<Site> =
    LazyLock::new(|| jira_sim::seed::site(&Config { issues: 3, ..Config::default() }));

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_query_is_answered_or_refused(
        picks in prop::collection::vec(0..PIECES.len(), 0..14),
        noise in "\\PC{0,6}",
    ) {
        let jql = picks.iter().map(|at| PIECES[*at]).collect::<Vec<_>>().join(" ") + &noise;
        let checked = jql::check(&SMALL, UserId(1), &jql);
        let searched = jql::search(&SMALL, UserId(1), &jql, Run::default());
        prop_assert!(checked.is_ok() || searched == checked.map(|()| Vec::new()), "{}", jql);
    }
}
