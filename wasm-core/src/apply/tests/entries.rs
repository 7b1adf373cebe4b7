//! Comments, worklogs and links: requests, lost answers, what is there already.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::*;
use crate::jira::testing::{body, lost};
use crate::job::FurtherSheet;
use crate::plan::{Addition, Audience, Entry, EntryIssue};
use crate::schema::RichText;

fn rich(words: &str) -> RichText {
    let document = json!({"type": "doc", "version": 1, "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": words}]}]});
    RichText { markdown: words.to_owned(), document, wiki: None }
}

fn known(number: u32) -> EntryIssue {
    EntryIssue::Known(IssueRef { id: number.to_string(), key: format!("A-{number}") })
}

fn entry(kind: FurtherSheet, row: u32, addition: Addition) -> Entry {
    Entry {
        sheet: kind.title().to_owned(),
        kind,
        row,
        action: match addition {
            Addition::Comment { .. } => Action::Comment,
            Addition::Worklog { .. } => Action::Worklog,
            Addition::Link { .. } => Action::Link,
        },
        issue: Some(known(1)),
        addition: Some(addition),
        identity: Some(RowIdentity { lineage: "L1".to_owned(), row: format!("row {row}") }),
        beside: Vec::new(),
        before: None,
        reason: None,
    }
}

pub(super) fn comment(row: u32) -> Entry {
    let addition = Addition::Comment { body: rich("Hello"), visibility: None };
    entry(FurtherSheet::Comments, row, addition)
}

pub(super) fn worklog(row: u32) -> Entry {
    let started = "2026-07-01T08:00:00Z".parse().unwrap();
    let addition = Addition::Worklog { started, seconds: 5400, comment: Some(rich("Done")) };
    entry(FurtherSheet::Worklogs, row, addition)
}

pub(super) fn link(row: u32, outward: bool) -> Entry {
    let words = if outward { "blocks" } else { "is blocked by" }.to_owned();
    let kind = Entity { id: "9".to_owned(), name: "Blocks".to_owned() };
    entry(FurtherSheet::Links, row, Addition::Link { kind, words, outward, other: known(7) })
}

/// Carries out a plan of entries.
pub(super) fn add(
    entries: Vec<Entry>,
    answer: impl Fn(&Request, usize) -> Answer,
) -> (Report, String) {
    let clock = VirtualClock::new();
    let added = Added::default();
    let site = FakeJira::new(&clock, |request, number| {
        added.read(request).unwrap_or_else(|| added.noted(request, answer(request, number)))
    });
    let client = Client::new(&site, &clock);
    let watch = Recorder::new(|_| false);
    let mut plan = plan(Vec::new());
    plan.entries = entries;
    plan.recount();
    let report = clock.run(run(&plan, &client, &watch)).unwrap();
    (report, site.log())
}

/// What a site took, by which it answers when that is read again.
#[derive(Default)]
struct Added {
    entries: RefCell<BTreeMap<String, Value>>,
    links: RefCell<Vec<Value>>,
}

impl Added {
    /// Keeps what was written, under an id of its own.
    fn noted(&self, request: &Request, answer: Answer) -> Answer {
        let written = answer.as_ref().is_ok_and(|answer| answer.status == 201);
        match asked(request) {
            (_, "issueLink") if written => {
                let (kind, ends) = (body(request)["type"].clone(), body(request));
                let end = |end: &str| (ends[end]["key"] != "A-1").then(|| ends[end].clone());
                let link = json!({"id": "70", "type": kind, "inwardIssue": end("inwardIssue"),
                    "outwardIssue": end("outwardIssue")});
                self.links.borrow_mut().push(link);
                answer
            }
            ("POST", "issue/1/comment" | "issue/1/worklog") if written => {
                let mut entries = self.entries.borrow_mut();
                let id = (900 + entries.len()).to_string();
                let mut entry = body(request);
                entry["id"] = json!(id);
                entries.insert(id, entry.clone());
                status(201, &[], entry)
            }
            _ => answer,
        }
    }

    /// The answer to who reads again what was written.
    fn read(&self, request: &Request) -> Option<Answer> {
        let path = asked(request).1;
        if path == "issue/bulkfetch" {
            let links = self.links.borrow();
            let only = body(request)["fields"] == json!(["issuelinks"]) && !links.is_empty();
            return only.then(|| holding(&json!([]), &json!([]), &json!(*links)));
        }
        let ids = body(request)["ids"].as_array().cloned().filter(|_| path.ends_with("/list"))?;
        let entries = self.entries.borrow();
        let listed: Option<Vec<Value>> =
            ids.iter().map(|id| entries.get(&id.to_string()).cloned()).collect();
        let listed = listed.filter(|listed| !listed.is_empty())?;
        Some(ok(if path == "comment/list" { json!({"values": listed}) } else { json!(listed) }))
    }
}

/// What is asked for, without its parameters.
fn asked(request: &Request) -> (&str, &str) {
    let path = request.path.split('?').next().unwrap();
    (request.method.as_str(), path.strip_prefix("/rest/api/3/").unwrap())
}

/// The issue with these comments and worklogs in it.
fn holding(comments: &Value, worklogs: &Value, links: &Value) -> Answer {
    let total = |list: &Value| list.as_array().unwrap().len();
    ok(json!({"issues": [{"id": "1", "key": "A-1", "fields": {
        "comment": {"comments": comments, "total": total(comments)},
        "worklog": {"worklogs": worklogs, "total": total(worklogs)},
        "issuelinks": links}}]}))
}

/// An issue without entries, on which all writes work.
pub(super) fn empty(request: &Request, _: usize) -> Answer {
    let none = json!([]);
    match asked(request) {
        ("GET", "myself") => me(),
        ("POST", "issue/bulkfetch") => holding(&none, &none, &none),
        ("POST", "issue/1/comment" | "issue/1/worklog") => status(201, &[], json!({"id": "50"})),
        ("POST", "issueLink") => status(201, &[], Value::Null),
        ("GET", "mypermissions") => ok(json!({"permissions": {}})),
        other => panic!("{other:?}"),
    }
}

fn me() -> Answer {
    ok(json!({"accountId": "somebody", "displayName": "Vera Novak"}))
}

/// The properties of what was made from a row.
fn of_row(row: u32) -> Value {
    json!([{"key": "rowport", "value": {"lineage": "L1", "row": format!("row {row}")}}])
}

#[test]
fn entries_are_sent_with_their_identity_and_in_their_direction() {
    let mut hidden = comment(2);
    let [kind, value, id] = ["group", "Staff", "g-1"].map(str::to_owned);
    let audience = Audience { kind, value, identifier: Some(id) };
    let visibility = Some(audience);
    hidden.addition = Some(Addition::Comment { body: rich("Psst"), visibility });
    let entries = vec![comment(1), hidden, worklog(3), link(4, true), link(5, false)];
    let (report, log) = add(entries, empty);
    assert_eq!((report.comments, report.worklogs, report.links, report.failed), (2, 1, 2, 0));
    assert_eq!((report.updated, report.outcomes[0].sheet.as_str()), (0, "Comments"));
    insta::assert_snapshot!(log);
}

#[test]
fn what_is_there_is_not_added_again() {
    let (report, log) =
        add(vec![comment(1), worklog(1), link(1, false)], |request, _| match asked(request) {
            ("GET", "myself") => me(),
            (_, "issue/bulkfetch") => holding(
                &json!([{"id": "50", "body": rich("Edited since").document}]),
                &json!([{"id": "60", "started": "2026-07-02T08:00:00.000+0000"}]),
                &json!([{"id": "70", "type": {"id": "9"}, "inwardIssue": {"key": "A-7"}}]),
            ),
            (_, "comment/list") => ok(json!({"values": [{"id": "50", "properties": of_row(1)}]})),
            (_, "worklog/list") => ok(json!([{"id": "60", "properties": of_row(1),
                "started": "2026-07-02T08:00:00.000+0000"}])),
            other => panic!("{other:?}"),
        });
    assert_eq!((report.comments, report.worklogs, report.links), (0, 0, 0));
    assert_eq!((report.entries_present, report.failed), (3, 0));
    assert_eq!(lines(&report).matches("already").count(), 3, "{}", lines(&report));
    assert_eq!(log.lines().count(), 4, "{log}");
}

#[test]
fn what_jira_cut_is_read_whole() {
    let page = json!({"comments": [{"id": "50"}], "total": 1});
    let logs = json!({"worklogs": [{"id": "60", "properties": of_row(2),
        "started": "2026-07-01T08:00:00.000+0000"}], "total": 1});
    let (report, log) = add(vec![comment(1), worklog(2)], |request, _| match asked(request) {
        ("GET", "myself") => me(),
        (_, "issue/bulkfetch") => ok(json!({"issues": [{"id": "1", "key": "A-1", "fields": {
            "comment": {"comments": [], "total": 1}, "worklog": {"worklogs": [], "total": 1}}}]})),
        ("GET", "issue/1/comment") => ok(page.clone()),
        ("GET", "issue/1/worklog") => ok(logs.clone()),
        (_, "comment/list") => ok(json!({"values": [{"id": "50", "properties": of_row(1)}]})),
        other => panic!("{other:?}"),
    });
    assert_eq!((report.entries_present, report.failed), (2, 0), "{log}");
}

/// A comment whose answer is lost is looked for until it can't come any more.
#[test]
fn a_comment_whose_answer_was_lost_is_looked_for_before_it_is_sent_again() {
    for arrived in [true, false] {
        let sent = Cell::new(0);
        let (report, log) = add(vec![comment(1)], |request, number| match asked(request) {
            ("POST", "issue/1/comment") => {
                sent.set(sent.get() + 1);
                if sent.get() == 1 { lost() } else { status(201, &[], json!({"id": "51"})) }
            }
            (_, "issue/bulkfetch") if sent.get() == 1 && arrived => {
                holding(&json!([{"id": "50"}]), &json!([]), &json!([]))
            }
            (_, "comment/list") => ok(json!({"values": [{"id": "50", "properties": of_row(1),
                "body": rich("Hello").document}]})),
            _ => empty(request, number),
        });
        // Either way this run added it.
        assert_eq!((report.comments, report.entries_present, report.failed), (1, 0, 0));
        assert_eq!(sent.get(), if arrived { 1 } else { 2 }, "{log}");
        let again = log.lines().rfind(|line| line.contains("/issue/1/comment")).unwrap();
        let at: f64 = again[1..].split('s').next().unwrap().parse().unwrap();
        assert!(arrived || (120.0..122.0).contains(&at), "{log}");
    }
}

#[test]
fn a_lost_answer_forgets_nothing_of_what_is_there() {
    let sent = Cell::new(0);
    let (report, log) = add(vec![comment(1), worklog(2)], |request, number| match asked(request) {
        ("POST", "issue/1/comment") if sent.replace(1) == 0 => lost(),
        (_, "issue/bulkfetch") => holding(
            &json!([]),
            &json!([{"id": "60", "started": "2026-07-01T08:00:00.000+0000"}]),
            &json!([]),
        ),
        (_, "worklog/list") => ok(json!([{"id": "60", "properties": of_row(2),
            "started": "2026-07-01T08:00:00.000+0000"}])),
        _ => empty(request, number),
    });
    let counts = (report.comments, report.worklogs, report.entries_present, report.failed);
    assert_eq!(counts, (1, 0, 1, 0), "{log}");
}

/// What a gateway answers in Jira's place costs its row at most, and what Jira fails at twice is
/// told as not done.
#[test]
fn an_entry_that_jira_fails_at_twice_is_not_there() {
    for code in [500, 502, 503, 504] {
        let (report, log) =
            add(vec![comment(1), worklog(2)], |request, number| match asked(request) {
                ("POST", "issue/1/comment") => status(code, &[], Value::Null),
                _ => empty(request, number),
            });
        let counts = (report.comments, report.worklogs, report.failed);
        assert_eq!(counts, (0, 1, 1), "{code}: {log}");
        assert!(report.stopped.is_none(), "{code}");
        let reason = report.outcomes[0].reason.as_ref().unwrap();
        assert_eq!(reason.code, "jira-unavailable", "{code}");
        assert_eq!(log.matches("/issue/1/comment ").count(), 2, "{code}: {log}");
    }
}

/// What an issue has is asked for once more, where Jira failed at the question.
#[test]
fn a_failed_read_costs_no_row() {
    let reads = Cell::new(0);
    let (report, log) = add(vec![comment(1)], |request, number| match asked(request) {
        (_, "issue/bulkfetch") if reads.replace(reads.get() + 1) == 0 => {
            status(500, &[], Value::Null)
        }
        _ => empty(request, number),
    });
    assert_eq!((report.comments, report.failed), (1, 0), "{log}");
}

#[test]
fn what_jira_refuses_fails_alone() {
    let words = "Vera Novak, you do not have the permission to comment on this issue.";
    let (report, _) = add(vec![comment(1), worklog(2)], |request, number| {
        match (request.method.as_str(), request.path.ends_with("/comment")) {
            ("POST", true) => status(400, &[], json!({"errorMessages": [words], "errors": {}})),
            _ => empty(request, number),
        }
    });
    assert_eq!((report.comments, report.worklogs, report.failed), (0, 1, 1));
    assert!(lines(&report).contains(words), "{}", lines(&report));
}

#[test]
fn an_entry_of_an_issue_that_was_not_created_is_not_sent() {
    let mut orphan = comment(1);
    orphan.issue = Some(EntryIssue::New { row: 8, label: "new".to_owned() });
    let (report, log) = add(vec![orphan], |_, _| panic!("nothing is sent"));
    assert_eq!((report.skipped, log.as_str()), (1, ""));
    assert!(lines(&report).contains("row ID new was not created"), "{}", lines(&report));
}

/// What Jira took otherwise than it was added, or not at all, is told for its row.
#[test]
fn what_was_added_is_read_again() {
    let gone = |id: u64| json!({"values": [], "id": id});
    let (report, _) = add(vec![comment(1), worklog(2), link(3, true)], |request, number| {
        let started = "2026-07-01T08:00:00.000+0000";
        match asked(request) {
            ("POST", "issue/1/comment" | "issue/1/worklog") => {
                // Not 201, so that the site keeps nothing of its own.
                status(200, &[], json!({"id": "50"}))
            }
            ("POST", "issueLink") => status(200, &[], Value::Null),
            (_, "comment/list") => ok(gone(50)),
            (_, "worklog/list") => ok(json!([{"id": "50", "started": started,
                "timeSpentSeconds": 3600, "comment": rich("Done").document}])),
            _ => empty(request, number),
        }
    });
    assert_eq!((report.comments, report.worklogs, report.links, report.failed), (0, 0, 0, 3));
    let reasons = report.outcomes.iter().map(|outcome| outcome.reason.as_ref().unwrap());
    let codes: Vec<_> = reasons.map(|reason| reason.code.as_str()).collect();
    assert_eq!(codes, ["entry-not-there", "taken-otherwise", "link-not-made"]);
    let told = lines(&report);
    assert!(told.contains("Time spent") && told.contains("1h 30m"), "{told}");
}
