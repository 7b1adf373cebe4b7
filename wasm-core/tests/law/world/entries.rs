//! What hangs on the issues of the site: comments, worklogs, links, files, histories, watchers.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::adf;
use super::catalog::PEOPLE;
use super::dice::{Dice, Draws};
use super::instant;
use super::issue::{Issue, person_json};
use super::text;

/// Comments and worklogs that the site sends with an issue; the others are asked for.
const EMBEDDED: usize = 2;

/// Kinds of link: id, name, inward, outward.
const KINDS: [[&str; 4]; 3] = [
    ["10000", "Blocks", "is blocked by", "blocks"],
    ["10003", "Relates", "relates to", "relates to"],
    ["10001", "Cloners", "is cloned by", "clones"],
];

/// The sub-resources of all issues, by the issue's id.
#[derive(Default)]
pub struct Entries {
    pub comments: BTreeMap<String, Vec<Value>>,
    pub worklogs: BTreeMap<String, Vec<Value>>,
    /// Id, position of the kind, ids of the issue that it leads from and of that it leads to.
    pub links: Vec<(String, usize, String, String)>,
    files: BTreeMap<String, Vec<Value>>,
    histories: BTreeMap<String, Vec<Value>>,
    watchers: BTreeMap<String, Vec<Value>>,
    next: usize,
}

type Answer = (u16, Value);

impl Entries {
    /// Some entries for each issue.
    pub fn of(draws: &Draws, issues: &[Issue]) -> Self {
        let mut entries = Self { next: 40_000, ..Self::default() };
        for (at, issue) in issues.iter().enumerate() {
            let lane = |lane: usize| {
                let values = &draws.issues[at];
                Dice::new(values.get(lane).map_or(&[], Vec::as_slice))
            };
            for number in 0..lane(1).below(6) {
                let comment = entries.comment(&mut lane(2 + number));
                entries.comments.entry(issue.id.clone()).or_default().push(comment);
            }
            for number in 0..lane(8).below(5) {
                let log = entries.worklog(&mut lane(9 + number));
                entries.worklogs.entry(issue.id.clone()).or_default().push(log);
            }
            let mut dice = lane(14);
            if dice.once_in(2) {
                let to = dice.pick(issues);
                if to.id != issue.id {
                    entries.link(dice.below(KINDS.len()), &issue.id, &to.id);
                }
            }
            let mut dice = lane(15);
            for _ in 0..dice.below(3) {
                let file = entries.file(&mut dice);
                entries.files.entry(issue.id.clone()).or_default().push(file);
                let change = entries.change(&mut dice);
                entries.histories.entry(issue.id.clone()).or_default().push(change);
            }
            let people = dice.some(&PEOPLE, 4).into_iter().map(person_json).collect();
            entries.watchers.insert(issue.id.clone(), people);
        }
        entries
    }

    fn id(&mut self) -> String {
        self.next += 1;
        self.next.to_string()
    }

    fn comment(&mut self, dice: &mut Dice<'_>) -> Value {
        let author = person_json(dice.pick(&PEOPLE));
        let mut comment = json!({ "id": self.id(), "author": author, "updateAuthor": author,
            "created": instant::any(dice), "updated": instant::any(dice),
            "body": adf::document(dice), "jsdPublic": !dice.once_in(5) });
        if dice.once_in(4) {
            comment["visibility"] = json!({ "type": "role", "value": "Administrators" });
        }
        comment
    }

    fn worklog(&mut self, dice: &mut Dice<'_>) -> Value {
        let mut log = json!({ "id": self.id(), "author": person_json(dice.pick(&PEOPLE)),
            "started": instant::any(dice), "timeSpentSeconds": 60 * (1 + dice.below(5000)) });
        if dice.once_in(2) {
            log["comment"] = adf::document(dice);
        }
        log
    }

    fn file(&mut self, dice: &mut Dice<'_>) -> Value {
        let id = self.id();
        json!({ "id": id, "filename": text::line(dice), "author": person_json(dice.pick(&PEOPLE)),
            "created": instant::any(dice), "size": dice.below(60_000), "mimeType": "image/png",
            "content": format!("https://law.example/rest/api/3/attachment/content/{id}") })
    }

    fn change(&mut self, dice: &mut Dice<'_>) -> Value {
        let item = |dice: &mut Dice<'_>| {
            json!({ "field": "summary", "fieldId": "summary", "fromString": text::line(dice),
                "toString": text::maybe_blank(dice) })
        };
        json!({ "id": self.id(), "author": person_json(dice.pick(&PEOPLE)),
            "created": 1_790_000_000_000_i64 + dice.below(50_000) as i64 * 1000,
            "items": [item(dice), item(dice)] })
    }

    fn link(&mut self, kind: usize, from: &str, to: &str) {
        let known = self.links.iter().any(|l| l.1 == kind && l.2 == from && l.3 == to);
        if !known {
            let id = self.id();
            self.links.push((id, kind, from.to_owned(), to.to_owned()));
        }
    }

    /// A field of an issue that holds entries.
    pub fn field(&self, issue: &Issue, issues: &[Issue], field: &str) -> Option<Value> {
        let of =
            |map: &BTreeMap<String, Vec<Value>>| map.get(&issue.id).cloned().unwrap_or_default();
        let first = |list: &[Value]| list.iter().take(EMBEDDED).map(bare).collect::<Vec<_>>();
        Some(match field {
            "comment" => {
                let all = of(&self.comments);
                json!({ "comments": first(&all), "total": all.len(), "startAt": 0 })
            }
            "worklog" => {
                let all = of(&self.worklogs);
                json!({ "worklogs": first(&all), "total": all.len(), "startAt": 0 })
            }
            "attachment" => json!(of(&self.files)),
            "issuelinks" => self.links_of(issue, issues),
            _ => return None,
        })
    }

    fn links_of(&self, issue: &Issue, issues: &[Issue]) -> Value {
        let mut shown = Vec::new();
        for (id, kind, from, to) in &self.links {
            for (this, other, side) in [(from, to, "outwardIssue"), (to, from, "inwardIssue")] {
                let other = issues.iter().find(|issue| issue.id == *other);
                if let Some(other) = other.filter(|_| *this == issue.id) {
                    let mut link = json!({ "id": id, "type": kind_json(*kind) });
                    link[side] = json!({ "id": other.id, "key": other.key, "fields": {
                        "summary": other.fields["summary"], "status": other.fields["status"] } });
                    shown.push(link);
                }
            }
        }
        json!(shown)
    }

    /// Answers a request, if it is about entries.
    pub fn read(&self, issues: &[Issue], parts: &[&str], body: &Value) -> Option<Answer> {
        let all = |map: &BTreeMap<String, Vec<Value>>, id: &str| map.get(id).cloned();
        let json = match *parts {
            ["issueLinkType"] => {
                json!({ "issueLinkTypes": (0..KINDS.len()).map(kind_json).collect::<Vec<_>>() })
            }
            ["issue", id, "comment"] => {
                let list: Vec<Value> =
                    all(&self.comments, id).unwrap_or_default().iter().map(bare).collect();
                json!({ "comments": list, "total": list.len(), "startAt": 0 })
            }
            ["comment", "list"] => {
                let ids: Vec<String> =
                    body["ids"].as_array()?.iter().map(ToString::to_string).collect();
                let known = self.comments.values().flatten();
                let known = known.filter(|c| ids.iter().any(|id| c["id"] == id.as_str()));
                json!({ "values": known.collect::<Vec<_>>() })
            }
            ["worklog", "list"] => {
                let ids: Vec<String> =
                    body["ids"].as_array()?.iter().map(ToString::to_string).collect();
                let known = self.worklogs.values().flatten();
                let known = known.filter(|log| ids.iter().any(|id| log["id"] == id.as_str()));
                json!(known.collect::<Vec<_>>())
            }
            ["issue", id, "worklog"] => {
                let list = all(&self.worklogs, id).unwrap_or_default();
                json!({ "worklogs": list, "total": list.len(), "startAt": 0 })
            }
            ["issue", id, "watchers"] => {
                json!({ "watchers": all(&self.watchers, id).unwrap_or_default() })
            }
            ["changelog", "bulkfetch"] => {
                let ids = body["issueIdsOrKeys"].as_array()?;
                let log = |id: &Value| {
                    let histories = all(&self.histories, id.as_str()?)?;
                    Some(json!({ "issueId": id, "changeHistories": histories }))
                };
                json!({ "issueChangeLogs": ids.iter().filter_map(log).collect::<Vec<_>>() })
            }
            ["issue", id] => {
                let issue = issues.iter().find(|issue| issue.id == id)?;
                let links = self.field(issue, issues, "issuelinks");
                json!({ "id": id, "key": issue.key, "fields": { "issuelinks": links } })
            }
            _ => return None,
        };
        Some((200, json))
    }

    /// Takes a new entry, if the request is one.
    pub fn write(
        &mut self,
        issues: &[Issue],
        parts: &[&str],
        body: &Value,
        now: &str,
    ) -> Option<Answer> {
        match *parts {
            ["issue", id, kind @ ("comment" | "worklog")] => {
                let mut entry = body.clone();
                entry["id"] = json!(self.id());
                entry["author"] = person_json(&PEOPLE[0]);
                entry["created"] = json!(now);
                let text = if kind == "comment" { &body["body"] } else { &body["comment"] };
                assert!(text.is_null() || text["type"] == "doc", "{body}");
                let list = if kind == "comment" { &mut self.comments } else { &mut self.worklogs };
                list.entry(id.to_owned()).or_default().push(entry.clone());
                Some((201, bare(&entry)))
            }
            ["issueLink"] => {
                let end = |name: &str| {
                    let key = body[name]["key"].as_str()?;
                    issues.iter().find(|issue| issue.key == key).map(|issue| issue.id.clone())
                };
                let (from, to) = (end("inwardIssue")?, end("outwardIssue")?);
                let kind = KINDS.iter().position(|kind| body["type"]["id"] == kind[0])?;
                self.link(kind, &from, &to);
                Some((201, Value::Null))
            }
            _ => None,
        }
    }
}

/// An entry as lists show it: its properties are told only where they are asked for.
fn bare(entry: &Value) -> Value {
    let mut entry = entry.clone();
    if entry.get("body").is_some()
        && let Some(members) = entry.as_object_mut()
    {
        members.remove("properties");
    }
    entry
}

fn kind_json(kind: usize) -> Value {
    let [id, name, inward, outward] = KINDS[kind];
    json!({ "id": id, "name": name, "inward": inward, "outward": outward })
}
