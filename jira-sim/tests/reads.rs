//! What reads answer: their parameters, their pages, and what `expand` adds.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use support::{document, site};

/// The texts at a pointer of each item of a list.
fn texts(list: &Value, pointer: &str) -> Vec<String> {
    let items = list.as_array().unwrap().iter();
    items.map(|item| item.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
}

/// A site that was asked for 1,000 comments gave 100; 0 and less count as 1, a start below 0 as 0.
#[tokio::test]
async fn pages_of_comments_have_one_to_a_hundred() {
    let site = site(1);
    let key = site.create(json!({})).await;
    site.sim.set_switches(jira_sim::Switches { per_issue_writes: false, ..Default::default() });
    for number in 0..103 {
        let body = json!({"body": document(&format!("comment {number}"))});
        assert_eq!(site.post(&format!("issue/{key}/comment"), body).await.status, 201);
    }
    for (query, start, size, shown) in [
        ("", 0, 100, 100),
        ("maxResults=1000", 0, 100, 100),
        ("maxResults=0", 0, 1, 1),
        ("maxResults=-7", 0, 1, 1),
        ("startAt=-1&maxResults=2", 0, 2, 2),
        ("startAt=100&maxResults=5000", 100, 100, 3),
        ("startAt=500", 500, 100, 0),
    ] {
        let page = site.get(&format!("issue/{key}/comment?{query}")).await.json;
        let comments = page["comments"].as_array().unwrap();
        assert_eq!(
            (&page["startAt"], &page["maxResults"], &page["total"], comments.len()),
            (&json!(start), &json!(size), &json!(103), shown),
            "{query}"
        );
    }
    let ids = |page: &Value| texts(&page["comments"], "/id");
    let oldest = site.get(&format!("issue/{key}/comment?orderBy=%2Bcreated&maxResults=3")).await;
    let newest = site.get(&format!("issue/{key}/comment?orderBy=-created&startAt=100")).await;
    let mut turned = ids(&newest.json);
    turned.reverse();
    assert_eq!(ids(&oldest.json), turned);
    assert_eq!(site.get(&format!("issue/{key}/comment?maxResults=few")).await.status, 400);
}

/// `expand=renderedBody` works for one comment, for a page, by ids, and for what was just written.
#[tokio::test]
async fn a_comments_body_is_rendered_where_it_is_asked_for() {
    let site = site(1);
    let key = site.create(json!({})).await;
    let path = format!("issue/{key}/comment");
    let html = json!("<p>one &amp; only</p>");
    let text = json!({"body": document("one & only")});
    let added = site.post(&format!("{path}?expand=renderedBody"), text.clone()).await.json;
    assert_eq!(added["renderedBody"], html);
    let id = added["id"].as_str().unwrap();
    let one = format!("{path}/{id}");
    assert_eq!(site.get(&one).await.json.get("renderedBody"), None, "only where asked for");
    assert_eq!(site.get(&format!("{one}?expand=renderedBody")).await.json["renderedBody"], html);
    let edited = site.put(&format!("{one}?expand=renderedBody"), text).await.json;
    assert_eq!(edited["renderedBody"], html);
    let page = site.get(&format!("{path}?expand=renderedBody")).await.json;
    assert_eq!(page["comments"][0]["renderedBody"], html);
    let number: u64 = id.parse().unwrap();
    let listed = site.post("comment/list?expand=renderedBody", json!({"ids": [number]})).await.json;
    assert_eq!(listed["values"][0]["renderedBody"], html);
}

/// A comment for administrators looks to others as one that is not there.
#[tokio::test]
async fn a_comment_for_others_is_missing() {
    let admin = site(1).as_role("admin");
    let key = admin.create(json!({})).await;
    let visibility = json!({"type": "role", "value": "Administrators"});
    let body = json!({"body": document("quiet"), "visibility": visibility});
    let added = admin.post(&format!("issue/{key}/comment"), body).await.json;
    let path = format!("issue/{key}/comment/{}", added["id"].as_str().unwrap());
    assert_eq!(admin.get(&path).await.status, 200);
    let member = admin.as_role("member");
    assert_eq!(member.get(&path).await.status, 404);
    assert_eq!(member.put(&path, json!({"body": document("x")})).await.status, 404);
    assert_eq!(member.delete(&path).await.status, 404);
    let asked = format!("mypermissions?permissions=BROWSE_PROJECTS&commentId={}", {
        added["id"].as_str().unwrap()
    });
    assert_eq!(member.get(&asked).await.status, 404);
    assert_eq!(admin.get(&asked).await.status, 200);
}

/// All permissions that a site has built in are answered, by what the caller's role may do; 400 is
/// for keys that there are not.
#[tokio::test]
async fn mypermissions_knows_every_key_of_jira() {
    let site = site(3);
    const GLOBAL: [&str; 7] = [
        "ADMINISTER",
        "BULK_CHANGE",
        "CREATE_PROJECT",
        "CREATE_SHARED_OBJECTS",
        "MANAGE_GROUP_FILTER_SUBSCRIPTIONS",
        "SYSTEM_ADMIN",
        "USER_PICKER",
    ];
    const PROJECT: [&str; 39] = [
        "ADD_COMMENTS",
        "ADMINISTER_PROJECTS",
        "ARCHIVE_ISSUES",
        "ASSIGNABLE_USER",
        "ASSIGN_ISSUES",
        "BROWSE_PROJECTS",
        "CLOSE_ISSUES",
        "CREATE_ATTACHMENTS",
        "CREATE_ISSUES",
        "DELETE_ALL_ATTACHMENTS",
        "DELETE_ALL_COMMENTS",
        "DELETE_ALL_WORKLOGS",
        "DELETE_ISSUES",
        "DELETE_OWN_ATTACHMENTS",
        "DELETE_OWN_COMMENTS",
        "DELETE_OWN_WORKLOGS",
        "EDIT_ALL_COMMENTS",
        "EDIT_ALL_WORKLOGS",
        "EDIT_ISSUES",
        "EDIT_ISSUE_LAYOUT",
        "EDIT_OWN_COMMENTS",
        "EDIT_OWN_WORKLOGS",
        "EDIT_WORKFLOW",
        "LINK_ISSUES",
        "MANAGE_SPRINTS_PERMISSION",
        "MANAGE_WATCHERS",
        "MODIFY_REPORTER",
        "MOVE_ISSUES",
        "RESOLVE_ISSUES",
        "SCHEDULE_ISSUES",
        "SERVICEDESK_AGENT",
        "SET_ISSUE_SECURITY",
        "TRANSITION_ISSUES",
        "UNARCHIVE_ISSUES",
        "VIEW_AGGREGATED_DATA",
        "VIEW_DEV_TOOLS",
        "VIEW_READONLY_WORKFLOW",
        "VIEW_VOTERS_AND_WATCHERS",
        "WORK_ON_ISSUES",
    ];
    let asked = [&GLOBAL[..], &PROJECT].concat().join(",");
    let have = async |role: &'static str| -> BTreeSet<String> {
        let path = format!("mypermissions?permissions={asked}&projectKey=DEMO");
        let answer = site.as_role(role).get(&path).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        let all = answer.json["permissions"].as_object().unwrap();
        assert_eq!(all.len(), GLOBAL.len() + PROJECT.len());
        for (key, permission) in all {
            let global = GLOBAL.contains(&key.as_str());
            let kind = if global { "GLOBAL" } else { "PROJECT" };
            assert_eq!((&permission["type"], &permission["key"]), (&json!(kind), &json!(key)));
            assert_ne!(permission["description"], "", "{key}");
        }
        let granted = all.iter().filter(|(_, p)| p["havePermission"] == true);
        granted.map(|(key, _)| key.clone()).collect()
    };
    let (admin, member, viewer) = (have("admin").await, have("member").await, have("viewer").await);
    let all: BTreeSet<String> = asked.split(',').map(str::to_owned).collect();
    let lacked: Vec<&String> = all.difference(&admin).collect();
    assert_eq!(lacked, ["SYSTEM_ADMIN"], "on Cloud that one is Atlassian's");
    let own: Vec<&String> = admin.difference(&member).collect();
    assert_eq!(
        own,
        [
            "ADMINISTER",
            "ADMINISTER_PROJECTS",
            "ARCHIVE_ISSUES",
            "DELETE_ALL_ATTACHMENTS",
            "DELETE_ALL_COMMENTS",
            "DELETE_ALL_WORKLOGS",
            "DELETE_ISSUES",
            "EDIT_ALL_COMMENTS",
            "EDIT_ALL_WORKLOGS",
            "EDIT_ISSUE_LAYOUT",
            "EDIT_WORKFLOW",
            "MANAGE_WATCHERS",
            "MOVE_ISSUES",
            "SET_ISSUE_SECURITY",
            "UNARCHIVE_ISSUES",
        ]
    );
    assert_eq!(
        viewer.iter().collect::<Vec<_>>(),
        [
            "BROWSE_PROJECTS",
            "USER_PICKER",
            "VIEW_AGGREGATED_DATA",
            "VIEW_DEV_TOOLS",
            "VIEW_READONLY_WORKFLOW",
            "VIEW_VOTERS_AND_WATCHERS",
        ]
    );
    let unknown = site.get("mypermissions?permissions=BROWSE_PROJECTS,BREW_TEA").await;
    assert_eq!(unknown.status, 400);
}

/// OpenAPI: `projectKey` is ignored if `projectId` is given, and for a comment only
/// `BROWSE_PROJECTS` is supported.
#[tokio::test]
async fn mypermissions_are_those_of_a_place() {
    let viewer = site(3).as_role("viewer");
    let ask = async |query: &str| {
        viewer.get(&format!("mypermissions?permissions=BROWSE_PROJECTS{query}")).await.status
    };
    assert_eq!(ask("&projectKey=TEAM").await, 404, "hidden");
    assert_eq!(ask("&projectKey=TEAM&projectId=10000").await, 200);
    assert_eq!(ask("&issueKey=TEAM-1").await, 404);
    assert_eq!(ask("&issueKey=TEAM-1&issueId=10000").await, 200);
    assert_eq!(ask(",EDIT_ISSUES&commentId=1").await, 400);
}

/// Cloud takes the reporter's vote with 204 (jira.js's live tests); only where nobody voted there is
/// nothing to take back.
#[tokio::test]
async fn a_reporter_may_vote() {
    let site = site(1);
    let key = site.create(json!({})).await;
    let path = format!("issue/{key}/votes");
    assert_eq!(site.delete(&path).await.status, 404);
    assert_eq!(site.post(&path, json!({})).await.status, 204);
    let votes = site.get(&path).await.json;
    assert_eq!((&votes["votes"], &votes["hasVoted"]), (&json!(1), &json!(true)));
    assert_eq!(site.delete(&path).await.status, 204);
    assert_eq!(site.get(&path).await.json["votes"], 0);
}

/// Everybody is in a group and has a role, whose numbers are always told and whose names where
/// `expand` asks for them.
#[tokio::test]
async fn a_person_is_told_with_groups_and_roles() {
    let site = site(1);
    let myself = site.get("myself").await.json;
    assert_eq!(myself["groups"], json!({"size": 1, "items": []}));
    assert_eq!(myself["applicationRoles"], json!({"size": 1, "items": []}));
    assert_eq!(myself["expand"], "groups,applicationRoles");
    let admin = site.as_role("admin").get("myself?expand=groups,applicationRoles").await.json;
    assert_eq!(admin["groups"]["size"], 2);
    assert_eq!(texts(&admin["groups"]["items"], "/name"), ["jira-users", "jira-admins"]);
    assert_eq!(texts(&admin["applicationRoles"]["items"], "/key"), ["jira-software"]);
    let account = myself["accountId"].as_str().unwrap();
    let other = site.get(&format!("user?accountId={account}&expand=groups")).await.json;
    assert_eq!(texts(&other["groups"]["items"], "/name"), ["jira-users"]);
    assert_eq!(other["applicationRoles"], json!({"size": 1, "items": []}));
}

/// An issue by itself says that it can be expanded by other things than one of a list.
#[tokio::test]
async fn an_issue_tells_what_it_can_be_expanded_by() {
    let site = site(1);
    let one = site.get("issue/DEMO-1").await.json;
    assert_eq!(
        one["expand"],
        "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations,\
         customfield_10010.requestTypePractice"
    );
    let with = site.get("issue/DEMO-1?expand=transitions").await.json["expand"].clone();
    assert!(with.as_str().unwrap().starts_with("renderedFields,names,schema,transitions,"));
    let listed = site.post("search/jql", json!({"jql": "key = DEMO-1", "fields": ["key"]})).await;
    assert_eq!(
        listed.json["issues"][0]["expand"],
        "operations,versionedRepresentations,editmeta,changelog,\
         customfield_10010.requestTypePractice,renderedFields"
    );
}

/// Every field that is shown is also among the rendered ones: HTML, texts for people, or null.
#[tokio::test]
async fn every_field_is_rendered_as_the_page_shows_it() {
    let site = site(1);
    let fields = json!({
        "description": document("what to do"),
        "duedate": "2026-11-05",
        "timetracking": {"originalEstimate": "1w 1d", "remainingEstimate": "90m"},
        "customfield_10031": "2026-11-20T09:30:00.000+0000",
        "customfield_10015": "2026-12-24",
    });
    let key = site.create(fields).await;
    site.post(&format!("issue/{key}/comment"), json!({"body": document("said")})).await;
    let log = json!({
        "timeSpent": "1h",
        "started": "2026-10-30T10:00:00.000+0000",
        "comment": document("done"),
    });
    assert_eq!(site.post(&format!("issue/{key}/worklog"), log).await.status, 201);
    let issue = site.get(&format!("issue/{key}?expand=renderedFields")).await.json;
    let shown: BTreeSet<&String> = issue["fields"].as_object().unwrap().keys().collect();
    let rendered = issue["renderedFields"].as_object().unwrap();
    assert_eq!(rendered.keys().collect::<BTreeSet<_>>(), shown);
    // The member's zone is New York's.
    let created = rendered["created"].as_str().unwrap();
    assert_eq!(created, "Today 3:00 AM");
    insta::assert_json_snapshot!({
        let texts = rendered.iter().filter(|(name, value)| {
            !value.is_null() && !["comment", "worklog"].contains(&name.as_str())
        });
        texts.map(|(name, value)| (name.clone(), value.clone())).collect::<serde_json::Map<_, _>>()
    });
    let said = &rendered["comment"]["comments"][0];
    assert_eq!((&said["body"], &said["created"]), (&json!("<p>said</p>"), &json!(created)));
    let worked = &rendered["worklog"]["worklogs"][0];
    assert_eq!(
        [&worked["comment"], &worked["started"], &worked["timeSpent"]],
        ["<p>done</p>", "Friday 6:00 AM", "1 hour"]
    );
    let some = site.get(&format!("issue/{key}?expand=renderedFields&fields=summary")).await.json;
    assert_eq!(some["renderedFields"], json!({"summary": null}));
}

/// The days of instants: today, yesterday, a day of the week, a date.
#[tokio::test]
async fn instants_are_rendered_by_how_long_ago_they_are() {
    let site = site(1);
    let key = site.create(json!({})).await;
    let at = async |days: u64| {
        site.as_role("admin").post("/sim/clock", json!({"advanceMs": days * 86_400_000})).await;
        let path = format!("issue/{key}?expand=renderedFields&fields=created");
        site.get(&path).await.json["renderedFields"]["created"].as_str().unwrap().to_owned()
    };
    assert_eq!(at(0).await, "Today 3:00 AM");
    assert_eq!(at(1).await, "Yesterday 3:00 AM");
    assert_eq!(at(1).await, "Monday 3:00 AM");
    assert_eq!(at(5).await, "02/Nov/26 3:00 AM");
}

/// The ids of all links of groups, and of the groups within them.
fn links(group: &Value, found: &mut Vec<String>) {
    found.extend(texts(&group["links"], "/id"));
    for inner in group["groups"].as_array().unwrap() {
        links(inner, found);
    }
}

/// `expand=operations` shows what the issue's page offers to the caller.
#[tokio::test]
async fn operations_are_those_that_the_caller_may_take() {
    let site = site(1);
    let key = site.create(json!({})).await;
    let offered = async |role: &'static str| {
        // Whatever the fields are, the id alone among them.
        let path = format!("issue/{key}?expand=operations&fields=id");
        let groups = site.as_role(role).get(&path).await.json["operations"]["linkGroups"].clone();
        assert_eq!(texts(&groups, "/id"), ["view.issue.opsbar", "jira.issue.tools"]);
        let mut found = Vec::new();
        groups.as_array().unwrap().iter().for_each(|group| links(group, &mut found));
        found
    };
    let (admin, member, viewer) =
        (offered("admin").await, offered("member").await, offered("viewer").await);
    for id in ["edit-issue", "comment-issue", "action_id_11", "action_id_61", "create-subtask"] {
        assert!(admin.contains(&id.to_owned()) && member.contains(&id.to_owned()), "{id}");
        assert!(!viewer.contains(&id.to_owned()), "{id}");
    }
    assert!(admin.contains(&"delete-issue".to_owned()));
    assert!(!member.contains(&"delete-issue".to_owned()));
    assert!(viewer.contains(&"toggle-watch-issue".to_owned()));
    let body =
        json!({"jql": format!("key = {key}"), "fields": ["summary"], "expand": "operations"});
    let found = site.post("search/jql", body).await.json;
    assert!(found["issues"][0]["operations"]["linkGroups"].is_array());
}

/// All are `isDefault: false` on Cloud (jira.js's live tests), since defaults belong to schemes.
#[tokio::test]
async fn no_priority_is_the_default_one() {
    let site = site(1);
    let found = async |query: &str| {
        let page = site.get(&format!("priority/search?{query}")).await.json;
        let values = page["values"].as_array().unwrap();
        assert!(values.iter().all(|priority| priority["isDefault"] == false));
        texts(&page["values"], "/name")
    };
    assert_eq!(found("").await.len(), 5);
    assert_eq!(found("id=1&id=5").await, ["Highest", "Lowest"]);
    assert_eq!(found("priorityName=low").await, ["Low", "Lowest"]);
    assert_eq!(found("projectId=10000&maxResults=2").await, ["Highest", "High"]);
    assert_eq!(found("projectId=99").await.len(), 0, "no project of that number");
    assert_eq!(found("onlyDefault=true").await.len(), 0);
    let resolutions = site.get("resolution/search?id=10002").await.json;
    assert_eq!(texts(&resolutions["values"], "/name"), ["Duplicate"]);
}

/// OpenAPI: `exclude`, `excludeId` and `caseInsensitive` of `/groups/picker`; at most 20 groups.
#[tokio::test]
async fn the_picker_of_groups_leaves_out_what_it_is_told_to() {
    let site = site(1);
    let names = async |query: &str| {
        texts(&site.get(&format!("groups/picker?{query}")).await.json["groups"], "/name")
    };
    assert_eq!(
        names("").await,
        ["developers", "jira-admins", "jira-users", "Qualitätssicherung", "Support, 1st level"]
    );
    assert_eq!(names("query=jira&exclude=jira-users").await, ["jira-admins"]);
    assert_eq!(
        names("exclude=jira-users&exclude=Support,%201st%20level&exclude=developers").await,
        ["jira-admins", "Qualitätssicherung"]
    );
    let id = "excludeId=6e87dc72-4f1f-421f-9382-2fee8b652487";
    assert_eq!(names(&format!("query=jira&{id}")).await, ["jira-users"]);
    assert_eq!(site.get(&format!("groups/picker?exclude=jira-users&{id}")).await.status, 400);
    assert_eq!(names("query=support").await.len(), 0, "capitals count");
    assert_eq!(names("query=support&caseInsensitive=true").await, ["Support, 1st level"]);
    let one = site.get("groups/picker?query=dev&maxResults=1000").await.json;
    assert_eq!(
        one,
        json!({
            "header": "Showing 1 of 1 matching groups",
            "total": 1,
            "groups": [{
                "name": "developers",
                "html": "<b>dev</b>elopers",
                "labels": [],
                "groupId": "5b1a8f0e-1d57-4f65-8f36-1f0a51a7c3d2",
            }],
        })
    );
}

/// The texts of a site that was asked, for the members of no group, of two, and of unknown ones.
#[tokio::test]
async fn members_are_those_of_one_group_that_there_is() {
    let site = site(1);
    let id = "5b1a8f0e-1d57-4f65-8f36-1f0a51a7c3d2";
    for (query, status, text) in [
        ("", 400, "The group ID and group name can not be empty."),
        (
            "groupname=developers&groupId=5b1a8f0e-1d57-4f65-8f36-1f0a51a7c3d2",
            400,
            "The query parameters 'groupId' and 'groupname' are mutually exclusive.",
        ),
        ("groupname=nobody", 404, "The group named 'nobody' does not exist"),
        ("groupId=1-2", 404, "The group with group ID '1-2' does not exist"),
    ] {
        let refused = site.get(&format!("group/member?{query}")).await;
        let body = json!({"errorMessages": [text], "errors": {}});
        assert_eq!(refused.refusal(), (status, body), "{query}");
    }
    let by_name = site.get("group/member?groupname=DEVELOPERS").await.json;
    let by_id = site.get(&format!("group/member?groupId={id}")).await.json;
    assert_eq!(by_name, by_id);
    for (asked, size) in [("0", 1), ("-1", 1), ("100", 50)] {
        let path = format!("group/member?groupId={id}&maxResults={asked}");
        assert_eq!(site.get(&path).await.json["maxResults"], size, "{asked}");
    }
    let past = site.get(&format!("group/member?groupId={id}&startAt=999")).await.json;
    assert_eq!((&past["values"], &past["isLast"]), (&json!([]), &json!(true)));
    let page = site.get(&format!("group/member?groupId={id}&maxResults=3")).await.json;
    let next = page["nextPage"].as_str().unwrap().strip_prefix("https://site.example").unwrap();
    assert_eq!(site.get(next).await.json["startAt"], 3);
}

/// Whoever may not comment is addressed by name, and told of a wrong body all the same.
#[tokio::test]
async fn a_refused_comment_is_refused_by_name() {
    let viewer = site(1).as_role("viewer");
    let text = "Vera Novak, you do not have the permission to comment on this issue.";
    let path = "issue/DEMO-1/comment";
    let refused = viewer.post(path, json!({"body": document("x")})).await;
    assert_eq!(refused.refusal(), (400, json!({"errorMessages": [text], "errors": {}})));
    let plain = viewer.post(path, json!({"body": "x"})).await;
    let errors = json!({"comment": "Comment body is not valid!"});
    assert_eq!(plain.refusal(), (400, json!({"errorMessages": [text], "errors": errors})));
}

/// OpenAPI: an issue's property is left out with a minus.
#[tokio::test]
async fn a_property_is_left_out_with_a_minus() {
    let site = site(1);
    let key = site.create(json!({})).await;
    for name in ["a", "b"] {
        site.put(&format!("issue/{key}/properties/{name}"), json!({"n": name})).await;
    }
    let of = async |query: &str| {
        site.get(&format!("issue/{key}?properties={query}")).await.json["properties"].clone()
    };
    assert_eq!(of("*all").await, json!({"a": {"n": "a"}, "b": {"n": "b"}}));
    assert_eq!(of("*all,-a").await, json!({"b": {"n": "b"}}));
}
