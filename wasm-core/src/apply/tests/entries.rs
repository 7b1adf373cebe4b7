//! Comments, worklogs and links: requests, lost answers, what is there already.

use std::cell::Cell;

use super::*;
use crate::jira::testing::lost;
use crate::job::FurtherSheet;
use crate::plan::{Addition, Audience, Entry, EntryIssue};
use crate::schema::RichText;

fn rich(words: &str) -> RichText {
    let document = json!({"type": "doc", "version": 1, "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": words}]}]});
    RichText { markdown: words.to_owned(), document }
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
    let site = FakeJira::new(&clock, answer);
    let client = Client::new(&site, &clock);
    let watch = Recorder::new(|_| false);
    let mut plan = plan(Vec::new());
    plan.entries = entries;
    plan.recount();
    let report = clock.run(run(&plan, &client, &watch)).unwrap();
    (report, site.log())
}

/// An issue without entries, on which all writes work.
pub(super) fn empty(request: &Request, _: usize) -> Answer {
    let path = request.path.split('?').next().unwrap();
    match (request.method.as_str(), path.strip_prefix("/rest/api/3/").unwrap()) {
        ("GET", "issue/1/comment") => ok(json!({"comments": [], "total": 0})),
        ("GET", "issue/1/worklog") => ok(json!({"worklogs": [], "total": 0})),
        ("GET", "issue/1") => ok(json!({"id": "1", "key": "A-1", "fields": {"issuelinks": []}})),
        ("POST", "issue/1/comment" | "issue/1/worklog") => status(201, &[], json!({"id": "50"})),
        ("POST", "issueLink") => status(201, &[], Value::Null),
        ("GET", "mypermissions") => ok(json!({"permissions": {}})),
        other => panic!("{other:?}"),
    }
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
    let properties = json!([{"key": "rowport", "value": {"lineage": "L1", "row": "row 1"}}]);
    let (report, log) = add(vec![comment(1), worklog(1), link(1, false)], |request, _| {
        let path = request.path.split('?').next().unwrap();
        match path.strip_prefix("/rest/api/3/").unwrap() {
            "issue/1/comment" => ok(json!({"comments": [{"id": "50"}], "total": 1})),
            "comment/list" => ok(json!({"values": [{"id": "50", "properties": properties}]})),
            "issue/1/worklog" => {
                ok(json!({"worklogs": [{"id": "60", "properties": properties}], "total": 1}))
            }
            "issue/1" => ok(json!({"id": "1", "key": "A-1", "fields": {"issuelinks": [
                {"id": "70", "type": {"id": "9"}, "inwardIssue": {"key": "A-7"}}]}})),
            other => panic!("{other}"),
        }
    });
    assert_eq!((report.comments, report.worklogs, report.links), (1, 1, 1));
    assert_eq!(lines(&report).matches("already").count(), 3, "{}", lines(&report));
    assert_eq!(log.lines().count(), 4, "{log}");
}

#[test]
fn a_comment_whose_answer_was_lost_is_looked_for_before_it_is_sent_again() {
    for arrived in [true, false] {
        let sent = Cell::new(0);
        let (report, log) = add(vec![comment(1)], |request, _| {
            let path = request.path.split('?').next().unwrap();
            match (request.method.as_str(), path.strip_prefix("/rest/api/3/").unwrap()) {
                ("POST", "issue/1/comment") => {
                    sent.set(sent.get() + 1);
                    if sent.get() == 1 { lost() } else { status(201, &[], json!({"id": "51"})) }
                }
                ("GET", _) if sent.get() == 1 && arrived => {
                    ok(json!({"comments": [{"id": "50"}], "total": 1}))
                }
                ("GET", _) => ok(json!({"comments": [], "total": 0})),
                ("POST", "comment/list") => ok(json!({"values": [{"id": "50", "properties":
                    [{"key": "rowport", "value": {"lineage": "L1", "row": "row 1"}}]}]})),
                other => panic!("{other:?}"),
            }
        });
        assert_eq!((report.comments, report.failed), (1, 0));
        assert_eq!(sent.get(), if arrived { 1 } else { 2 }, "{log}");
    }
}

#[test]
fn a_lost_answer_forgets_nothing_of_what_is_there() {
    let sent = Cell::new(0);
    let (report, log) = add(vec![comment(1), worklog(2)], |request, _| {
        let path = request.path.split('?').next().unwrap();
        match (request.method.as_str(), path.strip_prefix("/rest/api/3/").unwrap()) {
            ("POST", "issue/1/comment") if sent.replace(1) == 0 => lost(),
            ("POST", "issue/1/comment") => status(201, &[], json!({"id": "51"})),
            ("GET", "issue/1/comment") => ok(json!({"comments": [], "total": 0})),
            ("GET", "issue/1/worklog") => {
                ok(json!({"total": 1, "worklogs": [{"id": "60", "properties":
                [{"key": "rowport", "value": {"lineage": "L1", "row": "row 2"}}]}]}))
            }
            other => panic!("{other:?}"),
        }
    });
    assert_eq!((report.comments, report.worklogs, report.failed), (1, 1, 0), "{log}");
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
