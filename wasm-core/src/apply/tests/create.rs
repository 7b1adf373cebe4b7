//! Creates: requests, levels, partial failures, lost answers.

use std::cell::Cell;

use super::*;
use crate::jira::testing::lost;
use crate::job::{JobEvent, Phase};

/// A site where creating works.
fn creating(request: &Request, _: usize) -> Answer {
    match request.path.as_str() {
        "/rest/api/3/search/jql" => nothing_found(),
        "/rest/api/3/issue/bulk" => all_created(request),
        other => panic!("{other}"),
    }
}

fn found(rows: &[u32]) -> Answer {
    let issue = |row: &u32| {
        json!({"id": format!("1{row}"), "key": format!("A-{row}"),
            "properties": {"rowport": {"lineage": "L1", "row": row.to_string()}}})
    };
    ok(json!({"issues": rows.iter().map(issue).collect::<Vec<_>>(), "isLast": true}))
}

#[test]
fn a_new_row_is_created_with_its_identity_and_its_transition() {
    let change = Change { transition: Some(to_done(None, Some("31"))), ..create(4, "Hello") };
    let (report, log) = apply(vec![change], creating);
    assert_eq!((report.created, report.failed, report.requests), (1, 0, 4));
    assert_eq!(lines(&report), "4 Applied A-4");
    insta::assert_snapshot!(log);
}

#[test]
fn ten_thousand_rows_take_two_hundred_requests_and_one_look_for_each_hundred() {
    let changes = (0..10_000).map(|row| create(row, "x")).collect();
    let (report, _) = apply(changes, creating);
    assert_eq!((report.created, report.requests), (10_000, 302));
}

#[test]
fn children_are_created_after_their_parents_with_their_keys() {
    let new = |row: u32| FieldValue::NewIssue { row, label: format!("row {row}") };
    let child = |row, of| {
        let mut change = create(row, "child");
        change.fields.push(parent(new(of)));
        change
    };
    let changes = vec![create(9, "epic"), create(2, "other"), child(1, 9), child(5, 1)];
    let (report, log) = apply(changes, creating);
    assert_eq!(report.created, 4);
    insta::assert_snapshot!(log);
}

#[test]
fn a_partial_failure_hits_exactly_its_rows_and_their_children() {
    let mut child = create(30, "child");
    child.fields.push(parent(FieldValue::NewIssue { row: 11, label: "E1".to_owned() }));
    let changes = vec![create(10, "good"), create(11, "bad"), create(12, "good"), child];
    let (report, _) = apply(changes, |request, _| match request.path.as_str() {
        "/rest/api/3/search/jql" => nothing_found(),
        _ => status(
            201,
            &[],
            json!({
                "issues": [{"id": "1", "key": "A-1"}, {"id": "2", "key": "A-2"}],
                "errors": [{"status": 400, "failedElementNumber": 1, "elementErrors":
                    {"errorMessages": [], "errors": {"priority": "Priority is required."}}}],
            }),
        ),
    });
    insta::assert_snapshot!(lines(&report));
    assert_eq!((report.created, report.failed, report.skipped), (2, 1, 1));
}

#[test]
fn when_all_fail_each_row_gets_its_own_reason() {
    let (report, _) =
        apply(vec![create(1, "a"), create(2, "b")], |request, _| match request.path.as_str() {
            "/rest/api/3/search/jql" => nothing_found(),
            _ => {
                let error = |n: usize| {
                    json!({"status": 400, "failedElementNumber": n, "elementErrors":
                        {"errorMessages": [format!("Reason {n}.")], "errors": {}}})
                };
                status(400, &[], json!({"issues": [], "errors": [error(0), error(1)]}))
            }
        });
    assert_eq!(
        lines(&report),
        "1 Failed -: Jira refused: Reason 0.\n2 Failed -: Jira refused: Reason 1."
    );
}

#[test]
fn a_lost_answer_is_looked_for_and_nothing_is_created_twice() {
    // The first look comes too early for the index; the second finds two of three.
    let looks = Cell::new(0);
    let sent = Cell::new(0);
    let (report, log) =
        apply(vec![create(1, "a"), create(2, "b"), create(3, "c")], |request, _| {
            match request.path.as_str() {
                "/rest/api/3/search/jql" if !is_indexed(request) => nothing_found(),
                "/rest/api/3/search/jql" => {
                    looks.set(looks.get() + 1);
                    if looks.get() < 3 { nothing_found() } else { found(&[1, 2]) }
                }
                "/rest/api/3/issue/bulkfetch" => {
                    fetched(request, |id| json!({"summary": if id == "11" { "a" } else { "b" }}))
                }
                _ => {
                    sent.set(sent.get() + 1);
                    if sent.get() == 1 { lost() } else { all_created(request) }
                }
            }
        });
    assert_eq!(report.created, 3);
    insta::assert_snapshot!(log);
}

#[test]
fn what_stays_unknown_is_said_and_stops_the_job() {
    let (report, _) = apply(vec![create(1, "a")], |request, _| match request.path.as_str() {
        "/rest/api/3/search/jql" => nothing_found(),
        _ => lost(),
    });
    insta::assert_snapshot!(lines(&report));
    assert_eq!(report.failed, 1);
}

#[test]
fn running_the_same_plan_again_creates_only_what_is_left() {
    let (report, log) =
        apply(vec![create(1, "a"), create(2, "b")], |request, _| match request.path.as_str() {
            "/rest/api/3/search/jql" => found(&[1]),
            "/rest/api/3/issue/bulkfetch" => fetched(request, |_| json!({"summary": "a"})),
            _ => all_created(request),
        });
    assert_eq!(
        lines(&report),
        "1 Present A-1: Was already created from this row of the file.\n2 Applied A-2"
    );
    insta::assert_snapshot!(log);
}

#[test]
fn where_the_app_is_not_installed_rows_are_found_among_ones_own_new_issues() {
    let (report, log) = apply(vec![create(1, "a")], |request, n| {
        match (n, request.path.as_str()) {
            (0, _) => status(
                400,
                &[],
                json!({"errorMessages": ["Field 'rowportLineage' does not exist or you do not have permission to view it."], "errors": {}}),
            ),
            (1, _) => found(&[1]),
            (_, "/rest/api/3/issue/bulkfetch") => fetched(request, |_| json!({"summary": "a"})),
            (_, other) => panic!("{other}"),
        }
    });
    assert_eq!((report.created, report.present), (0, 1));
    insta::assert_snapshot!(log);
}

/// Jira may find nothing by a name that it does not know, instead of refusing the query: it answers
/// anonymous callers so, and some others.
#[test]
fn rows_are_found_among_ones_own_new_issues_where_an_unknown_alias_finds_nothing() {
    let (report, _) = apply(vec![create(1, "a")], |request, _| match request.path.as_str() {
        "/rest/api/3/search/jql" if is_indexed(request) => nothing_found(),
        "/rest/api/3/search/jql" => found(&[1]),
        "/rest/api/3/issue/bulkfetch" => fetched(request, |_| json!({"summary": "a"})),
        other => panic!("nothing is created twice: {other}"),
    });
    assert_eq!(lines(&report), "1 Present A-1: Was already created from this row of the file.");
}

/// Whether a search asks the index of the app's property.
fn is_indexed(request: &Request) -> bool {
    request.body.as_deref().is_some_and(|body| body.contains("rowportLineage"))
}

#[test]
fn a_refused_transition_leaves_the_issue_and_says_so() {
    let change = Change { transition: Some(to_done(None, Some("31"))), ..create(4, "Hello") };
    let (report, _) = apply(vec![change], |request, _| match request.path.as_str() {
        "/rest/api/3/search/jql" => nothing_found(),
        "/rest/api/3/issue/bulkfetch" => fetched(request, |_| json!({"status": {"id": "open"}})),
        "/rest/api/3/issue/1/transitions?expand=transitions.fields" => {
            ok(json!({"transitions": []}))
        }
        _ => status(
            201,
            &[],
            json!({"issues": [{"id": "1", "key": "A-1", "transition": {"status": 400,
                "errorCollection": {"errorMessages": ["Transition id '31' is not valid for this issue."], "errors": {}}}}],
                "errors": []}),
        ),
    });
    insta::assert_snapshot!(lines(&report));
}

#[test]
fn a_refused_sign_in_stops_the_job() {
    let (report, _) = apply((0..500).map(|row| create(row, "x")).collect(), |request, _| {
        match request.path.as_str() {
            "/rest/api/3/search/jql" => nothing_found(),
            _ => status(401, &[], Value::Null),
        }
    });
    assert_eq!(report.created, 0);
    // Those in flight, one that looked among one's own, and one that asks whether it is the sign-in.
    assert!(report.requests <= 11, "{}", report.requests);
    assert_eq!((report.failed, report.skipped), (0, 500));
    assert_eq!(report.stopped.map(|reason| reason.code).as_deref(), Some("jira-unauthorized"));
}

#[test]
fn progress_counts_rows_with_rate_and_time_left() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, keeping(creating));
    let client = Client::new(&site, &clock);
    let watch = Recorder::new(|_| false);
    let changes = (0..2000).map(|row| create(row, "x")).collect();
    clock.run(run(&plan(changes), &client, &watch)).unwrap();
    let progress: Vec<_> = watch
        .events()
        .into_iter()
        .filter_map(|event| match event {
            JobEvent::Progress(progress) => Some(progress),
            _ => None,
        })
        .collect();
    assert!(progress.iter().all(|p| p.phase == Phase::Creating && p.total == Some(2000)));
    assert_eq!(progress.first().map(|p| p.done), Some(0));
    assert_eq!(progress.last().map(|p| p.done), Some(2000));
    assert!(progress.windows(2).all(|pair| pair[0].done <= pair[1].done));
    let middle = progress.iter().find(|p| p.done >= 1000).unwrap();
    let (rate, left) = (middle.per_second.unwrap(), middle.seconds_left.unwrap());
    assert!((rate * left - f64::from(2000 - middle.done)).abs() < 1.0, "{middle:?}");
}

/// A site whose new issues start in a status that nobody could know.
fn starting_in(first: &str) -> impl Fn(&Request, usize) -> Answer {
    move |request, number| match request.path.as_str() {
        "/rest/api/3/issue/bulkfetch" => fetched(request, |_| json!({"status": {"id": first}})),
        path if path.ends_with("transitions?expand=transitions.fields") => ok(
            json!({"transitions": [{"id": "31", "name": "Finish", "to": {"id": "done", "name": "Done"}}]}),
        ),
        path if path.ends_with("/transitions") => done(),
        _ => creating(request, number),
    }
}

#[test]
fn new_issues_reach_their_status_wherever_they_start() {
    let wanting = |row| Change { transition: Some(to_done(None, None)), ..create(row, "x") };
    let (report, log) = apply(vec![wanting(1), wanting(2), create(3, "y")], starting_in("review"));
    assert_eq!((report.created, report.failed), (3, 0), "{}", lines(&report));
    insta::assert_snapshot!(log);
    let many: Vec<_> = (0..500).map(wanting).collect();
    let (report, log) = apply_as_told(many, |request, n| match request.path.as_str() {
        "/rest/api/3/issue/bulkfetch" => {
            fetched(request, |_| json!({"status": {"id": "done"}, "summary": "x"}))
        }
        _ => starting_in("done")(request, n),
    });
    assert_eq!((report.created, report.failed), (500, 0));
    assert!(!log.contains("\"transition\""), "all start where they should");
    assert_eq!(log.matches("issue/bulkfetch").count(), 1 + 5, "{log}");
}

/// One row of a place goes ahead; the others are created with the transition that it taught.
#[test]
fn a_status_costs_new_issues_no_request_of_their_own() {
    let wanting = |row| Change { transition: Some(to_done(None, None)), ..create(row, "x") };
    let (report, log) = apply((0..500).map(wanting).collect(), starting_in("open"));
    assert_eq!((report.created, report.failed), (500, 0), "{}", lines(&report));
    assert_eq!(log.matches("POST /rest/api/3/issue/bulk ").count(), 1 + 10);
    assert_eq!(log.matches("transitions ").count(), 1, "that of the first: {log}");
    assert!(report.requests <= 2 + 11 + 3 + 5, "{}", report.requests);
}

/// A row that makes a new issue with a due date.
fn create_due(row: u32, day: &str) -> Change {
    let mut change = create(row, "far");
    change.fields.push(FieldChange {
        field: FieldId::new("duedate"),
        name: "Due date".to_owned(),
        kind: FieldType::Date,
        before: FieldValue::Empty,
        after: FieldValue::Date(day.parse().unwrap()),
    });
    change
}

#[test]
fn a_day_that_jira_took_otherwise_in_a_new_issue_is_told() {
    let rows = vec![create_due(1, "2046-01-01"), create_due(2, "2026-12-24")];
    let (report, _) = apply_as_told(rows, |request, _| match request.path.as_str() {
        "/rest/api/3/issue/bulk" => all_created(request),
        "/rest/api/3/issue/bulkfetch" => fetched(request, |id| match id {
            "11" => json!({"summary": "far", "duedate": "1946-01-01"}),
            _ => json!({"summary": "far", "duedate": "2026-12-24"}),
        }),
        _ => nothing_found(),
    });
    insta::assert_snapshot!(lines(&report));
}

/// Hidden, say, by a level of security that a rule of the site sets.
#[test]
fn a_new_issue_that_cannot_be_read_again_is_not_told_to_be_well() {
    let (report, _) = apply_as_told(vec![create_due(1, "2046-01-01")], |request, _| match request
        .path
        .as_str()
    {
        "/rest/api/3/issue/bulk" => all_created(request),
        "/rest/api/3/issue/bulkfetch" => ok(json!({"issues": [], "issueErrors": []})),
        _ => nothing_found(),
    });
    insta::assert_snapshot!(lines(&report));
}

/// New issues are read again as many in one request as Jira allows.
#[test]
fn days_of_new_issues_are_read_again_together() {
    let rows = (0..200).map(|row| create_due(row, "2046-01-01")).collect();
    let (report, log) = apply(rows, |request, _| match request.path.as_str() {
        "/rest/api/3/issue/bulk" => all_created(request),
        "/rest/api/3/issue/bulkfetch" => fetched(request, |_| json!({"duedate": "2046-01-01"})),
        _ => nothing_found(),
    });
    assert_eq!((report.created, report.failed), (200, 0));
    assert_eq!(log.matches("bulkfetch").count(), 2, "one for each hundred: {log}");
}
