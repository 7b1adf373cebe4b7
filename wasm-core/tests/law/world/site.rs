//! The site: REST requests to issues and back.

use std::cell::{Cell, Ref, RefCell};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use wasm_core::ports::{Clock, Method, Request, Response, Transport, TransportError};

use super::catalog::{LEVELS, PEOPLE, PRIORITIES, PROJECTS, Person, Project, RESOLUTIONS};
use super::clock::VirtualClock;
use super::entries::Entries;
use super::fields::FIELDS;
use super::instant;
use super::issue::{Issue, named_json, person_json, project_json};
use super::product::{GROUPS, SPRINTS, group_json, sprint_json};
use super::{meta, store};

/// Issues on a page of a search: few, so that pages are turned.
const PAGE: usize = 7;

/// A Jira in memory.
pub struct Site {
    pub clock: VirtualClock,
    /// Whether the app is installed, so that JQL knows its property.
    pub installed: bool,
    /// What hangs on the issues.
    pub entries: RefCell<Entries>,
    /// How many answers to new entries get lost before one arrives.
    pub losses: Cell<usize>,
    issues: RefCell<Vec<Issue>>,
    writes: Cell<usize>,
}

type Answer = (u16, Value);

impl Site {
    pub fn new(issues: Vec<Issue>, installed: bool) -> Self {
        let issues = RefCell::new(issues);
        Self {
            clock: VirtualClock::new(),
            installed,
            entries: RefCell::default(),
            losses: Cell::new(0),
            issues,
            writes: Cell::new(0),
        }
    }

    /// All issues as they are.
    pub fn issues(&self) -> Ref<'_, Vec<Issue>> {
        self.issues.borrow()
    }

    /// Lets seconds pass.
    pub fn wait(&self, seconds: u64) {
        self.clock.run(self.clock.sleep(Duration::from_secs(seconds)));
    }

    /// Requests so far that write.
    pub fn writes(&self) -> usize {
        self.writes.get()
    }

    fn now(&self) -> String {
        instant::wire(self.clock.now(), 120)
    }

    fn answer(&self, request: &Request) -> Answer {
        let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let path = path.strip_prefix("/rest/api/3/").or(path.strip_prefix("/rest/agile/1.0/"));
        let path = path.unwrap();
        let parts: Vec<String> = path.split('/').map(decode).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let query = Query(query);
        let body = request.body.as_deref().unwrap_or("null");
        let body: Value = serde_json::from_str(body).unwrap();
        if let Some(answer) = self.entry(request.method, &parts, &body) {
            return answer;
        }
        match request.method {
            Method::Get => self.read(&parts, &query),
            Method::Post if parts == ["search", "jql"] => self.search(&body),
            Method::Post if parts == ["jql", "parse"] => self.judge(&body),
            Method::Post if parts == ["issue", "bulkfetch"] => self.fetch(&body),
            _ => {
                self.writes.set(self.writes.get() + 1);
                self.write(request.method, &parts, &body)
            }
        }
    }

    /// The answer to a request about comments, worklogs, links and so on.
    fn entry(&self, method: Method, parts: &[&str], body: &Value) -> Option<Answer> {
        let issues = self.issues.borrow();
        if method == Method::Get
            || matches!(parts, ["comment" | "worklog", "list"] | ["changelog", _])
        {
            return self.entries.borrow().read(&issues, parts, body);
        }
        let answer = self.entries.borrow_mut().write(&issues, parts, body, &self.now())?;
        self.writes.set(self.writes.get() + 1);
        Some(answer)
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

    fn write(&self, method: Method, parts: &[&str], body: &Value) -> Answer {
        let now = self.now();
        let mut issues = self.issues.borrow_mut();
        let done = match (method, parts) {
            (Method::Post, ["issue", "bulk"]) => return bulk(&mut issues, body, &now),
            (Method::Put, ["issue", id]) => {
                let Some(at) = position(&issues, id) else { return not_found() };
                let edited = store::edit(&mut issues, at, body);
                issues[at].fields.insert("updated".to_owned(), json!(now));
                edited
            }
            (Method::Post, ["issue", id, "transitions"]) => {
                let Some(at) = position(&issues, id) else { return not_found() };
                issues[at].fields.insert("updated".to_owned(), json!(now));
                store::transition(&mut issues[at], body["transition"]["id"].as_str().unwrap())
            }
            _ => panic!("{method:?} {parts:?}"),
        };
        match done {
            Ok(()) => (204, Value::Null),
            Err((field, words)) => {
                (400, json!({ "errorMessages": [], "errors": { field: words } }))
            }
        }
    }

    /// `/jql/parse`: what is wrong with a query is that the app is not installed.
    fn judge(&self, body: &Value) -> Answer {
        let query = body["queries"][0].as_str().unwrap();
        let known = self.installed || !query.contains("rowportLineage");
        let errors = if known { Vec::new() } else { vec!["Field 'rowportLineage' does not exist"] };
        (200, json!({ "queries": [{ "query": query, "errors": errors }] }))
    }

    /// `/search/jql`, for the queries that an export, a plan and an apply send.
    fn search(&self, body: &Value) -> Answer {
        let jql = body["jql"].as_str().unwrap();
        let issues = self.issues.borrow();
        let hits: Vec<&Issue> = if let Some(rest) = jql.strip_prefix("rowportLineage = \"") {
            if !self.installed {
                let words = "Field 'rowportLineage' does not exist or you do not have permission to view it.";
                return (400, json!({ "errorMessages": [words], "errors": {} }));
            }
            let lineage = rest.split('"').next().unwrap();
            issues.iter().filter(|i| i.property("rowport")["lineage"] == lineage).collect()
        } else if let Some(rest) = jql.strip_prefix("creator = currentUser() AND created >= \"-") {
            let minutes: i64 = rest.split('m').next().unwrap().parse().unwrap();
            let since = self.clock.now().as_second() - minutes * 60;
            issues.iter().filter(|issue| issue.made_by_me_since(since)).collect()
        } else if let Some(rest) = jql.strip_prefix("project = \"") {
            let project = format!("{}-", rest.split('"').next().unwrap());
            let number = |issue: &&Issue| issue.key.strip_prefix(&project)?.parse::<u64>().ok();
            issues
                .iter()
                .filter(|issue| number(issue).is_some())
                .max_by_key(number)
                .into_iter()
                .collect()
        } else if jql.contains(" AND rowportLineage IS NOT EMPTY ") {
            assert!(self.installed);
            issues.iter().rev().filter(|i| i.property("rowport").is_object()).collect()
        } else if jql.starts_with("project in (") {
            assert!(jql.ends_with(" ORDER BY created DESC"));
            issues.iter().rev().collect()
        } else {
            assert_eq!(jql, super::trip::JQL);
            issues.iter().collect()
        };
        let start: usize = body["nextPageToken"].as_str().map_or(0, |token| token.parse().unwrap());
        let end = hits.len().min(start + PAGE);
        let shown: Vec<Value> = hits[start..end].iter().map(|issue| issue.hit(body)).collect();
        if end < hits.len() {
            return (
                200,
                json!({ "issues": shown, "nextPageToken": end.to_string(), "isLast": false }),
            );
        }
        (200, json!({ "issues": shown, "isLast": true }))
    }

    /// `/issue/bulkfetch`: in the order of the ids, whatever was asked.
    fn fetch(&self, body: &Value) -> Answer {
        let issues = self.issues.borrow();
        let names: Vec<&str> = body["issueIdsOrKeys"]
            .as_array()
            .unwrap()
            .iter()
            .map(|n| n.as_str().unwrap())
            .collect();
        assert!((1..=100).contains(&names.len()));
        let wanted: Vec<&str> =
            body["fields"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
        let hits = issues.iter().filter(|issue| names.iter().any(|name| issue.is(name)));
        let shown = hits.map(|issue| {
            let entries = self.entries.borrow();
            let entry = |id: &&str| Some(((*id).to_owned(), entries.field(issue, &issues, id)?));
            let mut fields: Map<String, Value> = issue
                .fields
                .iter()
                .filter(|(id, _)| wanted.contains(&id.as_str()))
                .map(|(id, value)| (id.clone(), value.clone()))
                .collect();
            fields.extend(wanted.iter().filter_map(entry));
            let mut shown =
                json!({ "expand": "", "id": issue.id, "self": "x", "key": issue.key, "fields": fields });
            if body.get("properties").is_some() {
                shown["properties"] = json!(issue.properties);
            }
            shown
        });
        (200, json!({ "issues": shown.collect::<Vec<_>>(), "issueErrors": [] }))
    }

    fn with(&self, id: &str, make: impl Fn(&Issue) -> Value) -> Option<Value> {
        let issues = self.issues.borrow();
        position(&issues, id).map(|at| make(&issues[at]))
    }
}

impl Transport for Site {
    async fn send(&self, request: Request) -> Result<Response, TransportError> {
        let (status, json) = self.answer(&request);
        let left = self.losses.get();
        if left > 0 && request.method == Method::Post && status == 201 {
            self.losses.set(left - 1);
            return Err(TransportError { detail: "reset".to_owned() });
        }
        let body = if json.is_null() { String::new() } else { json.to_string() };
        Ok(Response { status, headers: Vec::new(), body })
    }
}

impl Issue {
    fn is(&self, name: &str) -> bool {
        self.id == name || self.key.eq_ignore_ascii_case(name)
    }

    fn property(&self, key: &str) -> &Value {
        self.properties.get(key).unwrap_or(&Value::Null)
    }

    fn made_by_me_since(&self, second: i64) -> bool {
        let created: Timestamp = self.fields["created"].as_str().unwrap().parse().unwrap();
        self.fields["creator"]["accountId"] == PEOPLE[0].id && created.as_second() >= second
    }

    fn hit(&self, body: &Value) -> Value {
        let mut hit = json!({ "id": self.id });
        let wanted = body["fields"].as_array().cloned().unwrap_or_default();
        if wanted != [json!("id")] {
            hit["key"] = json!(self.key);
            let of = self.fields.iter().filter(|(id, _)| wanted.contains(&json!(id)));
            hit["fields"] = of.map(|(id, value)| (id.clone(), value.clone())).collect();
        }
        if body.get("properties").is_some() {
            hit["properties"] = json!(self.properties);
        }
        hit
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

fn bulk(issues: &mut Vec<Issue>, body: &Value, now: &str) -> Answer {
    let (mut made, mut errors) = (Vec::new(), Vec::new());
    for (number, update) in body["issueUpdates"].as_array().unwrap().iter().enumerate() {
        match store::create(issues, update, now) {
            Ok(issue) => {
                made.push(json!({ "id": issue.id, "key": issue.key, "self": "x" }));
                issues.push(issue);
            }
            Err((field, words)) => errors
                .push(json!({ "status": 400, "failedElementNumber": number,
                "elementErrors": { "errorMessages": [], "errors": { field: words } } })),
        }
    }
    let status = if made.is_empty() { 400 } else { 201 };
    (status, json!({ "issues": made, "errors": errors }))
}

fn position(issues: &[Issue], id: &str) -> Option<usize> {
    issues.iter().position(|issue| issue.is(id))
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
