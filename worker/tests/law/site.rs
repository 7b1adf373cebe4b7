//! A small Jira of the browser's own, which answers what an export and an import read.

use std::cell::Cell;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use wasm_core::ports::{Clock, Method, Request, Response, Transport, TransportError};

use super::catalog::{LEVELS, PEOPLE, PRIORITIES, PROJECTS, Person, Project, RESOLUTIONS};
use super::fields::FIELDS;
use super::issue::{Issue, named_json, person_json, project_json};
use super::meta;
use super::product::{GROUPS, SPRINTS, group_json, sprint_json};

/// Issues on a page of a search: few, so that pages are turned.
const PAGE: usize = 7;

/// A Jira in memory, to read.
pub struct Site {
    pub issues: Vec<Issue>,
}

/// A clock that is moved by whoever sleeps on it.
pub struct Time(Cell<Timestamp>);

impl Time {
    pub fn new() -> Self {
        Self(Cell::new("2026-11-02T09:00:00Z".parse().unwrap()))
    }
}

impl Clock for Time {
    fn now(&self) -> Timestamp {
        self.0.get()
    }

    async fn sleep(&self, duration: Duration) {
        self.0.set(self.now() + SignedDuration::try_from(duration).unwrap());
    }
}

type Answer = (u16, Value);

impl Site {
    fn answer(&self, request: &Request) -> Answer {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let path = path.strip_prefix("/rest/api/3/").or(path.strip_prefix("/rest/agile/1.0/"));
        let path = path.unwrap();
        let parts: Vec<String> = path.split('/').map(decode).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let body = request.body.as_deref().unwrap_or("null");
        let body: Value = serde_json::from_str(body).unwrap();
        match request.method {
            Method::Get => self.read(&parts, &Query(query)),
            Method::Post if parts == ["search", "jql"] => self.search(&body),
            Method::Post if parts == ["issue", "bulkfetch"] => self.fetch(&body),
            Method::Post if parts == ["permissions", "check"] => (200, granted(&body)),
            method => panic!("{method:?} {parts:?}"),
        }
    }

    fn read(&self, parts: &[&str], query: &Query<'_>) -> Answer {
        let json = match *parts {
            ["field"] => FIELDS.iter().map(|field| field.wire()).collect(),
            ["myself"] => person_json(&PEOPLE[0]),
            ["configuration"] => json!({ "timeTrackingEnabled": true,
                "timeTrackingConfiguration": { "workingHoursPerDay": 7.5, "workingDaysPerWeek": 4.0,
                    "timeFormat": "pretty", "defaultUnit": "minute" } }),
            ["project", "search"] => page(PROJECTS.iter().map(project_json).collect()),
            ["project", id] => return found(project(id).map(meta::project)),
            ["project", id, "statuses"] => return found(project(id).map(meta::statuses)),
            ["issue", "createmeta", id, "issuetypes", _] => {
                return found(project(id).map(meta::create));
            }
            ["issue", id, "editmeta"] => return found(self.with(id, meta::edit)),
            ["issue", id, "transitions"] => return found(self.with(id, meta::transitions)),
            ["project", key, "securitylevel"] => {
                assert!(project(key).is_some());
                json!({ "levels": LEVELS.iter().map(|l| named_json(*l)).collect::<Vec<_>>() })
            }
            ["board"] => page(vec![json!({ "id": 1, "name": "All", "type": "scrum" })]),
            ["board", "1", "sprint"] => {
                let open = SPRINTS.iter().filter(|sprint| sprint.2 != "closed");
                page(open.map(|sprint| sprint_json(*sprint)).collect())
            }
            ["groups", "picker"] => {
                let text = query.all("query").next().unwrap();
                let found = GROUPS.iter().filter(|group| group.1.contains(&text));
                json!({ "groups": found.map(|group| group_json(*group)).collect::<Vec<_>>() })
            }
            ["priority", "search"] => page(PRIORITIES.iter().map(|p| named_json(*p)).collect()),
            ["resolution"] => RESOLUTIONS.iter().map(|r| named_json(*r)).collect(),
            ["user", "assignable", "search"] => people(|person| person.active),
            ["user", "search"] => people(|person| person.active && person.matches(query)),
            ["user", "bulk"] => {
                let ids: Vec<String> = query.all("accountId").collect();
                page(
                    people(|person| ids.iter().any(|id| id == person.id))
                        .as_array()
                        .unwrap()
                        .clone(),
                )
            }
            _ => panic!("GET {parts:?}"),
        };
        (200, json)
    }

    /// `/search/jql`, for the query of the exports.
    fn search(&self, body: &Value) -> Answer {
        assert_eq!(body["jql"], super::trip::JQL);
        let start: usize = body["nextPageToken"].as_str().map_or(0, |token| token.parse().unwrap());
        let end = self.issues.len().min(start + PAGE);
        let shown: Vec<Value> =
            self.issues[start..end].iter().map(|issue| json!({ "id": issue.id })).collect();
        if end < self.issues.len() {
            let token = end.to_string();
            return (200, json!({ "issues": shown, "nextPageToken": token, "isLast": false }));
        }
        (200, json!({ "issues": shown, "isLast": true }))
    }

    /// `/issue/bulkfetch`: in the order of the ids, whatever was asked.
    fn fetch(&self, body: &Value) -> Answer {
        let names: Vec<&str> = body["issueIdsOrKeys"]
            .as_array()
            .unwrap()
            .iter()
            .map(|n| n.as_str().unwrap())
            .collect();
        assert!((1..=100).contains(&names.len()));
        let wanted: Vec<&str> =
            body["fields"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
        let hits = self.issues.iter().filter(|issue| names.iter().any(|name| issue.is(name)));
        let shown = hits.map(|issue| {
            let fields: Map<String, Value> = issue
                .fields
                .iter()
                .filter(|(id, _)| wanted.contains(&id.as_str()))
                .map(|(id, value)| (id.clone(), value.clone()))
                .collect();
            json!({ "expand": "", "id": issue.id, "self": "x", "key": issue.key, "fields": fields })
        });
        (200, json!({ "issues": shown.collect::<Vec<_>>(), "issueErrors": [] }))
    }

    fn with(&self, id: &str, make: impl Fn(&Issue) -> Value) -> Option<Value> {
        self.issues.iter().find(|issue| issue.is(id)).map(make)
    }
}

impl Transport for Site {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let (status, json) = self.answer(&request);
        Ok(Response { status, headers: Vec::new(), body: json.to_string() })
    }
}

impl Issue {
    fn is(&self, name: &str) -> bool {
        self.id == name || self.key.eq_ignore_ascii_case(name)
    }
}

impl Person {
    fn matches(&self, query: &Query<'_>) -> bool {
        let text = query.all("query").next().unwrap().to_lowercase();
        let name = self.name.to_lowercase();
        name.starts_with(&text)
            || name.split_whitespace().any(|word| word.starts_with(&text))
            || self.email.is_some_and(|email| email.starts_with(&text))
    }
}

/// `/permissions/check`: one may do everything.
fn granted(body: &Value) -> Value {
    let asked = body["projectPermissions"].as_array().into_iter().flatten();
    let granted = asked.flat_map(|asked| {
        let permissions = asked["permissions"].as_array().into_iter().flatten();
        permissions.map(|permission| {
            json!({ "permission": permission, "projects": asked["projects"], "issues": asked["issues"] })
        })
    });
    json!({ "projectPermissions": granted.collect::<Vec<_>>(), "globalPermissions": [] })
}

fn project(id: &str) -> Option<&'static Project> {
    PROJECTS.iter().find(|project| project.id == id || project.key == id)
}

fn people(wanted: impl Fn(&Person) -> bool) -> Value {
    PEOPLE.iter().filter(|person| wanted(person)).map(person_json).collect()
}

fn page(values: Vec<Value>) -> Value {
    json!({ "startAt": 0, "maxResults": 100, "total": values.len(), "isLast": true, "values": values })
}

fn found(json: Option<Value>) -> Answer {
    json.map_or_else(not_found, |json| (200, json))
}

fn not_found() -> Answer {
    let words = "Issue does not exist or you do not have permission to see it.";
    (404, json!({ "errorMessages": [words], "errors": {} }))
}

/// `a=1&b=%202`.
struct Query<'q>(&'q str);

impl Query<'_> {
    fn all(&self, name: &str) -> impl Iterator<Item = String> {
        let pairs = self.0.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(move |(key, _)| *key == name).map(|(_, value)| decode(value))
    }
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
