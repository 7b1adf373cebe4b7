//! A whole import as a conversation, over a small Jira in memory.

use insta::assert_json_snapshot;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Session;
use crate::jira::testing::{Answer, FakeJira, Recorder, VirtualClock, body, keeping, ok, status};
use crate::jira::tests::visitor;
use crate::job::{Command, HostContext, JobEvent, Reply, RowFilter, TableChoice};
use crate::mapping::{Baseline, CellChoice, Mapping, Origin, Resolutions, Side, origin_sheet};
use crate::message::Message;
use crate::plan::Action;
use crate::ports::{Method, Request, Zone};
use crate::schema::FieldId;
use crate::sheet::{ColumnSpec, SheetSpec, WorkbookSpec, write_xlsx};

struct Utc;

impl Zone for Utc {
    fn name(&self) -> &str {
        "UTC"
    }

    fn offset_seconds(&self, _: Timestamp) -> i32 {
        0
    }
}

const FILE: &str =
    "Team Blue;;\nKey;Summary;Notes\nDEMO-1;One;a\nDEMO-2;Changed;b\nDEMO-9;Gone;c\n";

fn issue(number: u32, summary: &str) -> Value {
    let fields = json!({
        "summary": summary,
        "updated": "2026-11-01T10:00:00.000+0000",
        "project": {"id": "10000", "key": "DEMO", "name": "Demo"},
        "issuetype": {"id": "10001", "name": "Task", "subtask": false, "hierarchyLevel": 0},
    });
    json!({"id": format!("{}", 20000 + number), "key": format!("DEMO-{number}"), "fields": fields})
}

fn page(values: &Value) -> Value {
    json!({"startAt": 0, "maxResults": 50, "total": 1, "isLast": true, "values": values})
}

/// DEMO-1 and DEMO-2.
pub(super) fn jira(request: &Request, _: usize) -> Answer {
    let path = request.path.split('?').next().unwrap_or_default();
    match (request.method, path.trim_start_matches("/rest/api/3/")) {
        (Method::Get, "field") => ok(json!([
            {"id": "issuekey", "key": "issuekey", "name": "Key", "custom": false},
            {"id": "summary", "key": "summary", "name": "Summary", "custom": false,
             "schema": {"type": "string", "system": "summary"}},
        ])),
        (Method::Get, "myself") => {
            ok(json!({"accountId": "a", "displayName": "Ana", "active": true}))
        }
        (Method::Get, "project/search") => {
            ok(page(&json!([{"id": "10000", "key": "DEMO", "name": "Demo"}])))
        }
        (Method::Post, "issue/bulkfetch") => {
            let wanted = body(request)["issueIdsOrKeys"].to_string();
            let all = [issue(1, "One"), issue(2, "Two")];
            let found = all.into_iter().filter(|issue| {
                let named = |part: &str| wanted.contains(&issue[part].to_string());
                named("id") || named("key")
            });
            ok(json!({"issues": found.collect::<Vec<_>>(), "issueErrors": []}))
        }
        (Method::Get, path) if path.ends_with("/editmeta") => ok(json!({"fields": {
            "summary": {"required": true, "name": "Summary", "operations": ["set"],
                        "schema": {"type": "string", "system": "summary"}},
        }})),
        (Method::Get, "project/10000") => ok(json!({"id": "10000", "key": "DEMO", "name": "Demo"})),
        (Method::Get, "issue/createmeta/10000/issuetypes") => {
            ok(json!({"issueTypes": [], "startAt": 0, "maxResults": 200, "total": 0}))
        }
        (Method::Get, "project/10000/statuses") => ok(json!([])),
        (Method::Put, "issue/20002") => status(204, &[], Value::Null),
        (Method::Put, path) if path.starts_with("user/properties/rowport.apply.") => {
            status(201, &[], Value::Null)
        }
        (Method::Delete, path) if path.starts_with("user/properties/rowport.apply.") => {
            status(204, &[], Value::Null)
        }
        (method, path) => {
            let words = json!({"errorMessages": [format!("{method:?} {path}")], "errors": {}});
            status(404, &[], words)
        }
    }
}

/// A session with what drives it.
pub(super) struct Talk<'a, F> {
    clock: &'a VirtualClock,
    session: Session<&'a FakeJira<'a, F>, &'a VirtualClock, Utc>,
}

impl<'a, F: Fn(&Request, usize) -> Answer> Talk<'a, F> {
    pub(super) fn new(clock: &'a VirtualClock, jira: &'a FakeJira<'a, F>) -> Self {
        Self { clock, session: Session::new(jira, clock, Utc) }
    }

    pub(super) fn say(&self, command: Command, bytes: &[u8]) -> Result<Reply, Message> {
        let observer = Recorder::new(|_: &[JobEvent]| false);
        let answer = self.session.handle(command, bytes.to_vec(), &observer);
        self.clock.run(answer).map(|(reply, _)| reply)
    }

    pub(super) fn connect(&self) -> Result<Reply, Message> {
        let context = HostContext {
            site_url: "https://example.atlassian.net".to_owned(),
            project: Some("DEMO".to_owned()),
            ..HostContext::default()
        };
        self.say(Command::Connect { context }, &[])
    }

    /// As far as the matched columns.
    fn matched(&self) -> Mapping {
        self.connect().unwrap();
        self.say(Command::Open { name: "team.csv".to_owned() }, FILE.as_bytes()).unwrap();
        let table = TableChoice { sheet: 0, header_row: 1 };
        match self.say(Command::Choose { table }, &[]) {
            Ok(Reply::Matched(matched)) => matched.mapping,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_command_that_comes_too_early_is_refused() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, keeping(jira));
    let talk = Talk::new(&clock, &site);
    let early = talk.say(Command::Plan { mapping: Mapping::default() }, &[]);
    assert_eq!(early, Err(Message::new("step-missing")));
}

#[test]
fn opening_shows_the_sheets_and_a_choice() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, keeping(jira));
    let talk = Talk::new(&clock, &site);
    assert_json_snapshot!(
        talk.say(Command::Open { name: "team.csv".to_owned() }, FILE.as_bytes()).unwrap()
    );
}

#[test]
fn an_import_from_file_to_jira() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, keeping(jira));
    let talk = Talk::new(&clock, &site);
    let mapping = talk.matched();
    let Ok(Reply::Planned(planned)) = talk.say(Command::Plan { mapping }, &[]) else {
        panic!("no plan")
    };
    let all = Command::Rows { filter: RowFilter::All, start: 0, count: 10, find: None };
    let rows = talk.say(all, &[]).unwrap();
    let updates = RowFilter::Action(Action::Update);
    let only = Command::Rows { filter: updates, start: 0, count: 10, find: None };
    let Ok(Reply::Rows(only)) = talk.say(only, &[]) else { panic!("no rows") };
    assert_eq!((only.total, only.rows[0].plan.row), (1, 3));
    let other = talk.say(Command::Apply { hash: "other".to_owned() }, &[]);
    assert_eq!(other, Err(Message::new("plan-not-approved")));
    let report = talk.say(Command::Apply { hash: planned.hash.clone() }, &[]).unwrap();
    assert_json_snapshot!((planned, rows, report), { "[0].hash" => "[hash]" });
    assert!(site.log().contains(r#"PUT /rest/api/3/issue/20002"#));
}

#[test]
fn a_failed_plan_leaves_the_file_open() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |request: &Request, number: usize| {
        if request.path.ends_with("bulkfetch") {
            return status(400, &[], json!({"errorMessages": ["no"], "errors": {}}));
        }
        jira(request, number)
    });
    let talk = Talk::new(&clock, &site);
    let mapping = talk.matched();
    assert!(talk.say(Command::Plan { mapping }, &[]).is_err());
    let table = TableChoice { sheet: 0, header_row: 1 };
    assert!(talk.say(Command::Choose { table }, &[]).is_ok());
}

/// A workbook in which somebody has changed the summaries of both issues, after which Jira changed
/// the second one.
fn exported() -> Vec<u8> {
    write_xlsx(&WorkbookSpec { sheets: exported_sheets(), ..WorkbookSpec::default() }).unwrap()
}

/// Its sheets: that with the issues, and the hidden one.
fn exported_sheets() -> Vec<SheetSpec> {
    let mut baseline = Baseline::new(["issuekey", "summary"].map(FieldId::new));
    let then = |at: &str| at.parse().ok();
    baseline.add("20001", then("2026-11-01T10:00:00Z"), &["DEMO-1".into(), "One".into()]);
    baseline.add("20002", then("2026-10-01T10:00:00Z"), &["DEMO-2".into(), "Once".into()]);
    let origin = Origin { lineage: "L".to_owned(), baseline, ..Origin::default() };
    let column = |text: &str| ColumnSpec { header: text.to_owned(), ..ColumnSpec::default() };
    let issues = SheetSpec {
        name: "Renamed".to_owned(),
        columns: vec![column("Key"), column("Titel")],
        rows: vec![
            vec!["DEMO-1".into(), "One".into()],
            vec!["DEMO-2".into(), "Mine".into()],
            vec!["DEMO-1-copy".into()],
        ],
        ..SheetSpec::default()
    };
    vec![issues, origin_sheet(&origin)]
}

#[test]
fn only_an_export_without_its_hidden_sheet_says_that_it_is_gone() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, keeping(jira));
    let talk = Talk::new(&clock, &site);
    let heading = Message::new("about-heading").text();
    let about = SheetSpec {
        name: "About".to_owned(),
        columns: vec![ColumnSpec { header: heading, ..ColumnSpec::default() }],
        ..SheetSpec::default()
    };
    let notes = |sheets: Vec<SheetSpec>| {
        let file = write_xlsx(&WorkbookSpec { sheets, ..WorkbookSpec::default() }).unwrap();
        match talk.say(Command::Open { name: "e.xlsx".to_owned() }, &file) {
            Ok(Reply::Opened(info)) => info.notes.into_iter().map(|note| note.message.code),
            other => panic!("{other:?}"),
        }
        .collect::<Vec<_>>()
    };
    let mut sheets = exported_sheets();
    sheets.insert(0, about);
    assert_eq!(notes(sheets.clone()), [""; 0]);
    sheets.pop();
    assert_eq!(notes(sheets), ["origin-lost"]);
}

#[test]
fn a_conflict_is_shown_decided_and_written() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |request: &Request, number: usize| {
        if request.path.ends_with("changelog/bulkfetch") {
            let item = json!({"fieldId": "summary", "fromString": "Once", "toString": "Two"});
            let change = json!({"created": "2026-11-01T10:00:00.000+0000", "items": [item]});
            return ok(
                json!({"issueChangeLogs": [{"issueId": "20002", "changeHistories": [change]}]}),
            );
        }
        jira(request, number)
    });
    let talk = Talk::new(&clock, &site);
    talk.connect().unwrap();
    let Ok(Reply::Opened(info)) =
        talk.say(Command::Open { name: "e.xlsx".to_owned() }, &exported())
    else {
        panic!("not opened")
    };
    let Ok(Reply::Matched(matched)) = talk.say(Command::Choose { table: info.choice }, &[]) else {
        panic!("not matched")
    };
    let Ok(Reply::Planned(open)) = talk.say(Command::Plan { mapping: matched.mapping }, &[]) else {
        panic!("no plan")
    };
    assert_eq!((open.summary.conflict, open.summary.update, open.conflicts[0].open), (1, 0, 1));
    let conflicts = Command::Rows { filter: RowFilter::Conflicts, start: 0, count: 10, find: None };
    let Ok(Reply::Rows(rows)) = talk.say(conflicts, &[]) else { panic!("no rows") };
    let requests = site.log().lines().count();
    let choice = CellChoice { row: 2, field: FieldId::new("summary"), side: Some(Side::Mine) };
    let resolutions = Resolutions { cells: vec![choice], ..Resolutions::default() };
    let Ok(Reply::Planned(decided)) = talk.say(Command::Resolve { resolutions }, &[]) else {
        panic!("not decided")
    };
    assert_eq!(site.log().lines().count(), requests, "nothing is read again");
    assert_eq!(
        (decided.summary.conflict, decided.summary.update, decided.conflicts[0].mine),
        (0, 1, 1)
    );
    assert_json_snapshot!(rows.rows[0].plan.changes);
    let stale = talk.say(Command::Apply { hash: open.hash }, &[]);
    assert_eq!(stale, Err(Message::new("plan-not-approved")));
    talk.say(Command::Apply { hash: decided.hash }, &[]).unwrap();
    assert!(site.log().contains(r#"PUT /rest/api/3/issue/20002 {"fields":{"summary":"Mine"}}"#));
}

/// The session of the browser ends between two commands, or within one: each says so, keeps what
/// it holds, and does its work when the user is back.
#[test]
fn a_session_that_ended_is_said_by_every_command() {
    for nameless in [false, true] {
        let clock = VirtualClock::new();
        let signed_in = std::cell::Cell::new(true);
        let kept = keeping(jira);
        let site = FakeJira::new(&clock, |request: &Request, number| {
            let path = request.path.split('?').next().unwrap_or_default();
            match path.trim_start_matches("/rest/api/3/") {
                _ if !signed_in.get() => visitor(request),
                "search/jql" => ok(json!({"issues": [], "isLast": true})),
                _ => kept(request, number),
            }
        });
        let site = if nameless { site.nameless() } else { site };
        let talk = Talk::new(&clock, &site);
        talk.connect().unwrap();
        let file = FILE.as_bytes();
        let away = |command: Command, bytes: &[u8]| {
            signed_in.set(false);
            let code = talk.say(command, bytes).unwrap_err().code;
            signed_in.set(true);
            assert_eq!(code, "jira-signed-out");
        };
        let jql = "project = DEMO".to_owned();
        away(Command::CheckJql { jql: jql.clone() }, &[]);
        away(Command::ListTemplates, &[]);
        away(Command::IssueTypes { project: "DEMO".to_owned() }, &[]);
        let columns = vec![FieldId::new("summary")];
        let request = crate::job::ExportRequest { jql, columns, ..Default::default() };
        away(Command::Export { request: request.clone() }, &[]);
        assert!(talk.say(Command::Export { request }, &[]).is_ok(), "nothing was found");

        talk.say(Command::Open { name: "a.csv".to_owned() }, file).unwrap();
        let table = TableChoice { sheet: 0, header_row: 1 };
        away(Command::Choose { table: table.clone() }, &[]);
        let Reply::Matched(matched) = talk.say(Command::Choose { table }, &[]).unwrap() else {
            panic!("not matched")
        };
        let plan = || Command::Plan { mapping: matched.mapping.clone() };
        away(plan(), &[]);
        let Reply::Planned(planned) = talk.say(plan(), &[]).unwrap() else { panic!("not planned") };
        assert_eq!(planned.findings.len(), 1, "DEMO-9 alone does not exist");

        let apply = || Command::Apply { hash: planned.hash.clone() };
        signed_in.set(false);
        let Reply::Applied(report) = talk.say(apply(), &[]).unwrap() else { panic!("not applied") };
        signed_in.set(true);
        assert_eq!((report.updated, report.failed), (0, 0));
        assert_eq!(report.stopped.map(|why| why.code).as_deref(), Some("jira-signed-out"));
        let Reply::Applied(report) = talk.say(apply(), &[]).unwrap() else { panic!("not applied") };
        assert_eq!((report.updated, report.failed, report.stopped), (1, 0, None));
    }
}

/// A pause that Jira asks for holds for the whole site, whatever the user does next.
#[test]
fn a_pause_that_jira_asked_for_outlasts_the_command() {
    let clock = VirtualClock::new();
    let busy = std::cell::Cell::new(false);
    let site = FakeJira::new(&clock, |request: &Request, number| match busy.get() {
        true => status(429, &[("retry-after", "60")], Value::Null),
        false => jira(request, number),
    });
    let talk = Talk::new(&clock, &site);
    talk.connect().unwrap();
    busy.set(true);
    let stopped = Recorder::new(|events: &[JobEvent]| !events.is_empty());
    let check = || Command::CheckJql { jql: "project = DEMO".to_owned() };
    assert!(clock.run(talk.session.handle(check(), Vec::new(), &stopped)).is_err());
    busy.set(false);
    let before = clock.elapsed();
    let table = TableChoice { sheet: 0, header_row: 1 };
    talk.say(Command::Open { name: "team.csv".to_owned() }, FILE.as_bytes()).unwrap();
    talk.say(Command::Choose { table }, &[]).unwrap();
    // The stop was noticed within a second of the pause.
    assert!(clock.elapsed() - before > 55.0, "after {} s", clock.elapsed() - before);
}
