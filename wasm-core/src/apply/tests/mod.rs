//! Plans carried out against a site in memory: which requests are sent, and what each row becomes.

mod create;
mod entries;
mod made;
mod refusal;
mod signed_out;
mod status;
mod update;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::jira::Client;
use crate::jira::testing::{Answer, FakeJira, Recorder, VirtualClock, body, keeping, ok, status};
use crate::job::Observer;
use crate::memory::RowMemory;
use crate::message::Message;
use crate::plan::{
    Action, Change, CreateTarget, FORMAT_VERSION, FieldChange, IssueRef, Plan, RowIdentity, Source,
    Summary, Transition,
};
use crate::ports::{Clock, MemoryJournal, Request, Transport};
use crate::schema::{Entity, FieldId, FieldType, FieldValue};

use super::{OutcomeKind, Report};

fn plan(changes: Vec<Change>) -> Plan {
    let mut plan = Plan {
        entries: Vec::new(),
        format: FORMAT_VERSION,
        source: Source { lineage: "L1".to_owned(), ..Source::default() },
        made_at: "2026-11-02T08:58:00Z".parse().unwrap(),
        changes,
        highest: BTreeMap::new(),
        summary: Summary::default(),
        hash: String::new(),
    };
    plan.recount();
    plan
}

fn entity(id: &str) -> Entity {
    Entity { id: id.to_owned(), name: format!("name of {id}") }
}

fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.to_owned())
}

fn summary(before: FieldValue, after: &str) -> FieldChange {
    FieldChange {
        field: FieldId::new("summary"),
        name: "Summary".to_owned(),
        kind: FieldType::Text,
        before,
        after: text(after),
    }
}

fn parent(after: FieldValue) -> FieldChange {
    FieldChange {
        field: FieldId::new("parent"),
        name: "Parent".to_owned(),
        kind: FieldType::Parent,
        before: FieldValue::Empty,
        after,
    }
}

/// A row that makes a new issue.
fn create(row: u32, title: &str) -> Change {
    Change {
        row,
        action: Action::Create,
        issue: None,
        updated: None,
        create: Some(CreateTarget { project: entity("10000"), issue_type: entity("10001") }),
        fields: vec![summary(FieldValue::Empty, title)],
        transition: None,
        identity: Some(RowIdentity { lineage: "L1".to_owned(), row: row.to_string() }),
        memory: RowMemory::default(),
        anew: false,
        conflicts: Vec::new(),
        losses: Vec::new(),
        left_out: Vec::new(),
        reason: None,
    }
}

/// A row that changes the summary of issue `row` from `old` to `new`.
fn update(row: u32) -> Change {
    Change {
        row,
        action: Action::Update,
        issue: Some(IssueRef { id: row.to_string(), key: format!("A-{row}") }),
        updated: None,
        create: None,
        fields: vec![summary(text("old"), "new")],
        transition: None,
        identity: None,
        memory: RowMemory::default(),
        anew: false,
        conflicts: Vec::new(),
        losses: Vec::new(),
        left_out: Vec::new(),
        reason: None,
    }
}

fn to_done(from: Option<&str>, id: Option<&str>) -> Transition {
    let id = id.map(str::to_owned);
    Transition {
        from: from.map(entity),
        to: entity("done"),
        id,
        through: Vec::new(),
        fields: Vec::new(),
    }
}

/// Carries out a plan on a site that answers by a function, and keeps what it takes; the report,
/// and the requests.
fn apply(changes: Vec<Change>, answer: impl Fn(&Request, usize) -> Answer) -> (Report, String) {
    apply_as_told(changes, keeping(answer))
}

/// The same on a site that only answers as it is told.
fn apply_as_told(
    changes: Vec<Change>,
    answer: impl Fn(&Request, usize) -> Answer,
) -> (Report, String) {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, answer);
    let client = Client::new(&site, &clock);
    let watch = Recorder::new(|_| false);
    let report = clock.run(run(&plan(changes), &client, &watch)).unwrap();
    (report, site.log())
}

/// Carries out a plan with a journal that nobody has written in.
async fn run<T: Transport, C: Clock>(
    plan: &Plan,
    client: &Client<'_, T, C>,
    observer: &dyn Observer,
) -> Result<Report, Message> {
    super::run(plan, client, &MemoryJournal::default(), observer).await
}

/// The report as lines: row, how it ended, the issue, why.
fn lines(report: &Report) -> String {
    let line = |outcome: &super::Outcome| {
        let key = outcome.issue.as_ref().map_or("-", |issue| issue.key.as_str());
        let reason = outcome.reason.as_ref().map(|r| format!(": {}", r.text())).unwrap_or_default();
        format!("{} {:?} {key}{reason}", outcome.row, outcome.kind)
    };
    report.outcomes.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Nothing was created before.
fn nothing_found() -> Answer {
    ok(json!({"issues": [], "isLast": true}))
}

/// Creates all of a bulk request, numbering the issues by the row in their identity.
fn all_created(request: &Request) -> Answer {
    let updates = body(request)["issueUpdates"].as_array().unwrap().clone();
    let issue = |update: &Value| {
        let row = update["properties"][0]["value"]["row"].as_str().unwrap();
        json!({"id": format!("1{row}"), "key": format!("A-{row}"), "self": ""})
    };
    let issues: Vec<_> = updates.iter().map(issue).collect();
    status(201, &[], json!({"issues": issues, "errors": []}))
}

/// The issues of a bulkfetch request, each with these fields; none was changed since the plan was
/// made, unless they say so.
fn fetched(request: &Request, fields: impl Fn(&str) -> Value) -> Answer {
    let ids: Vec<String> = serde_json::from_value(body(request)["issueIdsOrKeys"].clone()).unwrap();
    let issue = |id: &String| {
        let mut fields = fields(id);
        if fields["updated"].is_null() {
            fields["updated"] = json!("2026-11-02T08:00:00.000+0000");
        }
        json!({"id": id, "key": format!("A-{id}"), "fields": fields})
    };
    ok(json!({"issues": ids.iter().map(issue).collect::<Vec<_>>(), "issueErrors": []}))
}

fn done() -> Answer {
    status(204, &[], Value::Null)
}
