//! Issues that are found by their key, where no search knows them.

use std::cell::Cell;

use super::*;
use crate::jira::testing::lost;

/// A plan of new rows in the space A, whose keys ended with 10 when it was made.
fn keyed(rows: &[u32]) -> Plan {
    let in_a = |row: &u32| {
        let mut change = create(*row, "x");
        if let Some(target) = &mut change.create {
            target.project.name = "A".to_owned();
        }
        change
    };
    let mut plan = plan(rows.iter().map(in_a).collect());
    plan.highest = BTreeMap::from([("A".to_owned(), 10)]);
    plan.seal();
    plan
}

/// The issues of a request by key or id, of those that are there: the number of each and its row.
fn by_key(request: &Request, there: &[(u64, u32)]) -> Answer {
    let asked: Vec<String> =
        serde_json::from_value(body(request)["issueIdsOrKeys"].clone()).unwrap();
    assert!(asked.len() <= 100, "{}", asked.len());
    let named = |name: String| asked.contains(&name);
    let found = there
        .iter()
        .filter(|(number, row)| named(format!("A-{number}")) || named(format!("1{row}")));
    let issue = |(number, row): &(u64, u32)| {
        json!({"id": format!("1{row}"), "key": format!("A-{number}"),
            "properties": {"rowport": {"lineage": "L1", "row": row.to_string()}},
            "fields": {"summary": "x"}})
    };
    ok(json!({"issues": found.map(issue).collect::<Vec<_>>(), "issueErrors": []}))
}

fn run_on(plan: &Plan, answer: impl Fn(&Request, usize) -> Answer) -> Report {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, answer);
    let client = Client::new(&site, &clock);
    let watch = Recorder::new(|_| false);
    clock.run(run(plan, &client, &watch)).unwrap()
}

#[test]
fn an_issue_behind_missing_keys_is_found() {
    for number in [11, 110, 111, 210] {
        let report = run_on(&keyed(&[1]), |request, _| match request.path.as_str() {
            "/rest/api/3/search/jql" => nothing_found(),
            "/rest/api/3/issue/bulkfetch" => by_key(request, &[(number, 1)]),
            other => panic!("{number}: {other}"),
        });
        assert_eq!((report.created, report.present), (0, 1), "{number}");
        assert_eq!(report.outcomes[0].issue.as_ref().unwrap().key, format!("A-{number}"));
    }
}

/// Jira gives out a key before the issue that has it is there.
#[test]
fn a_lower_key_that_comes_later_is_found_too() {
    let (sent, looks) = (Cell::new(0), Cell::new(0));
    let report = run_on(&keyed(&[1, 2]), |request, _| match request.path.as_str() {
        "/rest/api/3/search/jql" => nothing_found(),
        "/rest/api/3/issue/bulkfetch" if sent.get() == 0 => by_key(request, &[]),
        "/rest/api/3/issue/bulkfetch" => {
            looks.set(looks.get() + 1);
            by_key(request, if looks.get() < 5 { &[(12, 2)] } else { &[(12, 2), (11, 1)] })
        }
        _ => {
            sent.set(sent.get() + 1);
            lost()
        }
    });
    assert_eq!(sent.get(), 1, "nothing is sent again");
    assert_eq!(lines(&report), "1 Applied A-11\n2 Applied A-12");
}

/// An issue that was moved has another key, by which its number is not known.
#[test]
fn an_issue_that_was_moved_since_is_found_by_its_former_key() {
    let report = run_on(&keyed(&[1]), |request, _| match request.path.as_str() {
        "/rest/api/3/search/jql" => nothing_found(),
        "/rest/api/3/issue/bulkfetch" => {
            let asked = body(request)["issueIdsOrKeys"].to_string();
            let moved = asked.contains("\"A-42\"") || asked == "[\"11\"]";
            let issue = json!({"id": "11", "key": "B-7", "fields": {"summary": "x"},
                "properties": {"rowport": {"lineage": "L1", "row": "1"}}});
            ok(json!({"issues": if moved { vec![issue] } else { Vec::new() }, "issueErrors": []}))
        }
        other => panic!("{other}"),
    });
    assert_eq!(lines(&report), "1 Present B-7: Was already created from this row of the file.");
}

#[test]
fn keys_that_a_search_has_found_are_not_read() {
    let rows: Vec<u32> = (1..=150).collect();
    let report = run_on(&keyed(&rows), |request, _| match request.path.as_str() {
        "/rest/api/3/search/jql" => {
            let issue = |row: &u32| {
                json!({"id": format!("1{row}"), "key": format!("A-{}", row + 10),
                    "properties": {"rowport": {"lineage": "L1", "row": row.to_string()}}})
            };
            ok(json!({"issues": rows[..149].iter().map(issue).collect::<Vec<_>>(), "isLast": true}))
        }
        "/rest/api/3/issue/bulkfetch" => {
            let all: Vec<_> = rows.iter().map(|row| (u64::from(row + 10), *row)).collect();
            by_key(request, &all)
        }
        other => panic!("{other}"),
    });
    assert_eq!((report.created, report.present), (0, 150));
    assert!(report.requests <= 8, "two of them look at what was found: {}", report.requests);
}
