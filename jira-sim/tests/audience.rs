//! Comments that not everybody may see.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use serde_json::{Value, json};
use support::{Client, document, site};

async fn post(site: &Client, key: &str, visibility: Value) -> (u16, Value) {
    let body = json!({"body": document("Psst"), "visibility": visibility});
    let made = site.post(&format!("issue/{key}/comment"), body).await;
    (made.status.as_u16(), made.json)
}

#[tokio::test]
async fn a_comment_goes_to_a_role_or_a_group_of_its_author() {
    let site = site(1);
    let key = site.create(json!({})).await;
    let (status, made) = post(&site, &key, json!({"type": "role", "value": "Developers"})).await;
    let role = json!({"type": "role", "value": "Developers", "identifier": "Developers"});
    assert_eq!((status, &made["visibility"]), (201, &role));
    let group = json!({"type": "group", "value": "jira-users",
        "identifier": "276f955c-63d7-42c8-9520-92d01dca0625"});
    for asked in [group.clone(), json!({"type": "group", "value": "jira-users"})] {
        let (status, made) = post(&site, &key, asked).await;
        assert_eq!((status, &made["visibility"]), (201, &group));
    }
    for (asked, said) in [
        (
            json!({"type": "role", "value": "Administrators"}),
            "You are currently not a member of the project role: Administrators.",
        ),
        (json!({"type": "role", "value": "Friends"}), "Role with id: Friends does not exist."),
        (
            json!({"type": "group", "value": "jira-admins"}),
            "You are currently not a member of the group: jira-admins.",
        ),
        (json!({"type": "group", "value": "friends"}), "Group: friends does not exist."),
    ] {
        let refusal = json!({"errorMessages": [], "errors": {"commentLevel": said}});
        assert_eq!(post(&site, &key, asked).await, (400, refusal));
    }
    let path = format!("issue/{key}/comment");
    assert_eq!(site.get(&path).await.json["total"], 3);
    assert_eq!(site.as_role("viewer").get(&path).await.json["total"], 2, "no developer");
}

#[tokio::test]
async fn a_project_tells_its_roles_and_the_picker_its_groups() {
    let site = site(1);
    let roles = site.get("project/DEMO").await.json["roles"].clone();
    let names: Vec<_> = roles.as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["Administrators", "Developers", "Users"]);
    assert!(roles["Users"].as_str().unwrap().ends_with("/role/10102"));
    let found = site.get("groups/picker?query=jira").await.json;
    assert_eq!(found["total"], 2);
}
