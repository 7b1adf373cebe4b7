//! The histories that a fresh site has: they lead to what its issues are like.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use jira_sim::{
    Config, Site, seed,
    site::{Category, Change, ChangeItem, Issue, Kind, Permission, kind::describe},
};
use serde_json::json;
use support::{Client, site};

type Shown = (Option<String>, Option<String>);

fn seeded(seed: u64, issues: u32) -> Site {
    seed::site(&Config { seed, issues, ..Config::default() })
}

/// What an issue shows of the fields that histories tell, by their ids; by-value lists as the sides
/// of their items.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    whole: BTreeMap<String, Shown>,
    lists: BTreeMap<String, BTreeSet<Shown>>,
}

fn key(item: &ChangeItem) -> String {
    item.field_id.clone().unwrap_or_else(|| match item.field.as_str() {
        "IssueParentAssociation" => "parent".to_owned(),
        other => other.to_owned(),
    })
}

impl State {
    fn of(site: &Site, issue: &Issue) -> Self {
        let mut state = Self { whole: BTreeMap::new(), lists: BTreeMap::new() };
        for field in &site.fields {
            let value = issue.get(field);
            if field.number.is_none() && matches!(field.kind, Kind::Components | Kind::Versions) {
                let each = value.as_array().cloned().unwrap_or_default();
                let each = each.into_iter().map(|id| describe(site, field, &json!([id])));
                state.lists.insert(field.id.clone(), each.collect());
            } else {
                let shown = filled(&describe(site, field, &value));
                state.whole.insert(field.id.clone(), shown);
            }
        }
        let text = |id: u64| Some(id.to_string());
        let records = &issue.records;
        let files = records.attachments.iter().map(|a| (text(a.id), Some(a.name.clone())));
        let logs = records.worklogs.iter().map(|w| (text(w.id), text(w.id)));
        state.lists.insert("attachment".into(), files.collect());
        state.lists.insert("WorklogId".into(), logs.collect());
        state
    }

    /// Puts `from` in the place of `to`.
    fn step(&mut self, key: String, to: &Shown, from: &Shown, what: &str) {
        if key == "Link" {
            return;
        }
        let (to, from) = (filled(to), filled(from));
        let Some(list) = self.lists.get_mut(&key) else {
            let now = self.whole.insert(key, from);
            assert_eq!(now, Some(to), "{what}");
            return;
        };
        let nothing = (None, None);
        assert!(to == nothing || list.remove(&to), "{what}: was there");
        assert!(from == nothing || list.insert(from), "{what}: was not there");
    }
}

/// An empty text says as little as none.
fn filled((id, text): &Shown) -> Shown {
    let filled = |side: &Option<String>| side.clone().filter(|text| !text.is_empty());
    (filled(id), filled(text))
}

/// Backwards from the present to the creation, and forwards again.
fn replayed(site: &Site, issue: &Issue, history: &[Change]) -> State {
    let present = State::of(site, issue);
    let mut state = present.clone();
    let what = |change: &Change, item: &ChangeItem| format!("{} {change:?} {item:?}", issue.key);
    for change in history.iter().rev() {
        for item in change.items.iter().rev() {
            assert_ne!(item.from, item.to, "{}", what(change, item));
            state.step(key(item), &item.to, &item.from, &what(change, item));
        }
    }
    let created = state.clone();
    for change in history {
        for item in &change.items {
            state.step(key(item), &item.from, &item.to, &what(change, item));
        }
    }
    assert_eq!(state, present, "{}", issue.key);
    created
}

/// Each instant of an issue's past is one that Jira could have been in: steps that the workflow has,
/// resolutions where the work is done, the dates that belong to them.
fn workflow(site: &Site, issue: &Issue, history: &[Change]) {
    let key = &issue.key;
    let project = site.project_by_id(issue.project).unwrap();
    let category = |id: u64| site.catalog.status(id).unwrap().category;
    let (mut status, mut resolution) = (project.workflow.initial, None);
    let (mut category_changed, mut resolved) = (issue.created, None);
    for change in history {
        let of = |field: &str| change.items.iter().find(|i| i.field == field);
        if let Some(step) = of("status") {
            let to: u64 = step.to.0.as_ref().unwrap().parse().unwrap();
            assert!(project.workflow.from(status).any(|t| t.to == to), "{key}: no such step");
            if category(status) != category(to) {
                category_changed = change.created;
            }
            status = to;
        }
        if let Some(item) = of("resolution") {
            resolution.clone_from(&item.to.0);
            resolved = resolution.is_some().then_some(change.created);
        }
        assert_eq!(resolution.is_some(), category(status) == Category::Done, "{key}");
    }
    assert_eq!(status, issue.status, "{key}");
    assert_eq!(category_changed, issue.category_changed, "{key}: statuscategorychangedate");
    assert_eq!(resolved, issue.resolved, "{key}: resolutiondate");
}

/// Jira logs each step and each edit, so that a history leads from the creation to the present.
#[test]
fn seeded_issues_have_histories_that_agree_with_them() {
    for seed in 1..=8 {
        let site = seeded(seed, 150 + u32::try_from(seed).unwrap() * 30);
        for issue in site.issues.iter() {
            let history = site.history(issue);
            let created = replayed(&site, issue, &history);
            assert_eq!(created.whole["resolution"], (None, None), "{}", issue.key);
            assert_eq!(created.whole["timespent"], (None, None), "{}", issue.key);
            assert!(created.lists["attachment"].is_empty(), "{}", issue.key);
            workflow(&site, issue, &history);
            let mut at = issue.created;
            for change in history.iter() {
                assert!((at..=issue.updated).contains(&change.created), "{}", issue.key);
                at = change.created;
                let person = site.people.get(change.author).unwrap();
                assert_eq!(person.account_type, "atlassian", "{}", issue.key);
                assert!(site.may_on(change.author, Permission::Edit, issue), "{}", issue.key);
            }
        }
    }
}

/// The numbers of changes are unique in the site and grow with time, those of later writes too.
#[test]
fn changes_are_numbered_by_time() {
    let mut site = seeded(5, 300);
    let all = |site: &Site| {
        let issues = site.issues.iter();
        let of = |i: &Issue| site.history(i).iter().map(|c| (c.id, c.created)).collect::<Vec<_>>();
        let mut all: Vec<(u64, i64)> = issues.flat_map(of).collect();
        all.sort_unstable();
        all
    };
    let before = all(&site);
    assert!(before.len() > 1_000, "{}", before.len());
    assert!(before.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1));
    let mut issue = site.issues.find("DEMO-3").unwrap().clone();
    issue.set_summary("later");
    let author = issue.creator;
    assert!(site.commit(author, issue));
    let after = all(&site);
    assert_eq!(after[..before.len()], before, "what had happened stays as it was");
    assert!(after[before.len()].0 > before[before.len() - 1].0);
}

/// There is something of everything that projects do, by many people.
#[test]
fn seeded_histories_are_varied() {
    let site = seeded(1, 500);
    let (mut fields, mut people) = (BTreeMap::new(), BTreeSet::new());
    let (mut with, mut several) = (0, 0);
    for issue in site.issues.iter() {
        let history = site.history(issue);
        let authors: BTreeSet<_> = history.iter().map(|c| c.author).collect();
        with += usize::from(!history.is_empty());
        several += usize::from(authors.len() > 1);
        people.extend(authors);
        for item in history.iter().flat_map(|c| &c.items) {
            *fields.entry(item.field.clone()).or_insert(0) += 1;
        }
    }
    let total = site.issues.len();
    assert!(with * 100 > total * 97, "{with} of {total} have one");
    assert!(several * 100 > total * 80, "{several} of {total} have several people's");
    assert!(people.len() > 30, "{}", people.len());
    for field in [
        "status",
        "resolution",
        "assignee",
        "priority",
        "labels",
        "summary",
        "description",
        "Component",
        "Fix Version",
        "Version",
        "duedate",
        "Sprint",
        "Link",
        "Attachment",
        "IssueParentAssociation",
        "issuetype",
        "reporter",
        "timeoriginalestimate",
        "timeestimate",
        "timespent",
        "WorklogId",
        "Story Points",
        "Platforms",
        "Reviewer",
        "Region",
        "Keywords",
    ] {
        assert!(fields.get(field).is_some_and(|count| *count > 1), "{field}: {fields:?}");
    }
    for key in ["TEAM-5", "DESK-5"] {
        let issue = site.issues.find(key).unwrap();
        assert!(!site.history(issue).is_empty(), "{key}");
    }
}

async fn histories(site: &Client, keys: &[&str]) -> Vec<serde_json::Value> {
    let mut all = Vec::new();
    for key in keys {
        all.push(site.get(&format!("issue/{key}/changelog")).await.json["values"].clone());
    }
    all
}

/// The past is the same whoever asks when, and whatever is written in between.
#[tokio::test]
async fn what_had_happened_does_not_change() {
    let keys = ["DEMO-1", "DEMO-20", "DEMO-21", "TEAM-3", "DESK-4"];
    let expected = histories(&site(60).as_role("admin"), &keys).await;
    assert_eq!(expected, histories(&site(60).as_role("admin"), &keys).await);

    let site = site(60).as_role("admin");
    let sprint = json!({"name": "Renamed"});
    assert_eq!(site.post("/rest/agile/1.0/sprint/7", sprint).await.status, 200);
    let recorded = json!({"key": "DEMO-60", "fields": {"summary": "s", "priority": {"name": "P1"},
        "status": {"name": "New status"}, "issuetype": {"name": "Task"},
        "fixVersions": [{"name": "9.9"}]}});
    assert_eq!(site.post("/sim/put-issue", json!({"issue": recorded})).await.status, 200);
    for key in keys {
        let body = json!({"fields": {"summary": "new", "labels": ["new"]}});
        assert_eq!(site.put(&format!("issue/{key}"), body).await.status, 204);
        let log = json!({"timeSpent": "1h"});
        assert_eq!(site.post(&format!("issue/{key}/worklog"), log).await.status, 201);
    }
    assert_eq!(site.delete("issue/DEMO-2?deleteSubtasks=true").await.status, 204);
    let found = histories(&site, &keys).await;
    for ((before, after), key) in expected.iter().zip(found).zip(keys) {
        let before = before.as_array().unwrap();
        assert!(before.len() < after.as_array().unwrap().len(), "{key}");
        assert_eq!(after.as_array().unwrap()[..before.len()], before[..], "{key}");
    }
}
