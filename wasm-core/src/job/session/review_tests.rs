//! What the review shows first, where a row is found again, and what rows are called.

use std::cell::Cell;

use serde_json::json;

use super::tests::{Talk, jira};
use crate::jira::testing::{Answer, FakeJira, VirtualClock, keeping, status};
use crate::job::{Command, ImportSummary, Reply, RowFilter, RowPlace, Rows, TableChoice};
use crate::mapping::Mapping;
use crate::ports::Request;

/// Opens a file and plans it as proposed.
fn planned<F: Fn(&Request, usize) -> Answer>(
    talk: &Talk<'_, F>,
    file: &str,
) -> (ImportSummary, Mapping) {
    talk.connect().unwrap();
    talk.say(Command::Open { name: "list.csv".to_owned() }, file.as_bytes()).unwrap();
    let table = TableChoice { sheet: 0, header_row: 0 };
    let Ok(Reply::Matched(matched)) = talk.say(Command::Choose { table }, &[]) else {
        panic!("not matched")
    };
    let mapping = matched.mapping;
    match talk.say(Command::Plan { mapping: mapping.clone() }, &[]) {
        Ok(Reply::Planned(plan)) => (plan, mapping),
        other => panic!("{other:?}"),
    }
}

fn rows<F: Fn(&Request, usize) -> Answer>(
    talk: &Talk<'_, F>,
    filter: RowFilter,
    find: Option<u32>,
) -> Rows {
    let find = find.map(|row| RowPlace { sheet: String::new(), row });
    match talk.say(Command::Rows { filter, start: 0, count: 10, find }, &[]) {
        Ok(Reply::Rows(rows)) => rows,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_that_are_as_jira_has_them_are_not_to_be_reviewed() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, keeping(jira));
    let talk = Talk::new(&clock, &site);
    let (plan, _) = planned(&talk, "Key,Summary\nDEMO-1,One\nDEMO-2,Changed\nDEMO-9,Gone\n");
    let review = rows(&talk, RowFilter::ToReview, None);
    let at: Vec<_> = review.rows.iter().map(|row| row.plan.row).collect();
    assert_eq!((plan.to_review, review.total, at), (2, 2, vec![2, 3]));
    assert_eq!(plan.summary.unchanged, 1);
}

#[test]
fn a_row_is_found_where_it_is_within_a_filter() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, keeping(jira));
    let talk = Talk::new(&clock, &site);
    planned(&talk, "Key,Summary\nDEMO-1,One\nDEMO-2,Changed\nDEMO-9,Gone\n");
    let found = |filter, row| rows(&talk, filter, Some(row)).found;
    assert_eq!(found(RowFilter::All, 2), Some(1));
    assert_eq!(found(RowFilter::ToReview, 2), Some(0));
    assert_eq!(found(RowFilter::ToReview, 1), None, "it does not pass");
    assert_eq!(rows(&talk, RowFilter::All, None).found, None);
}

#[test]
fn a_row_that_is_named_otherwise_has_the_title_of_its_issue() {
    let clock = VirtualClock::new();
    // What was OLD-1 is DEMO-1 by now, and Jira does not say which key led to it.
    let moved = |request: &Request, number: usize| {
        let body = request.body.as_ref().map(|body| body.replace("OLD-1", "DEMO-1"));
        jira(&Request { body, ..request.clone() }, number)
    };
    let site = FakeJira::new(&clock, keeping(moved));
    let talk = Talk::new(&clock, &site);
    planned(&talk, "Key,Notes\nOLD-1,a\nDEMO-9,b\n");
    let rows = rows(&talk, RowFilter::All, None).rows;
    let told = |at: usize| {
        let plan = &rows[at].plan;
        let key = plan.issue.as_ref().map(|issue| issue.key.as_str());
        (plan.named.as_deref(), key, plan.title.as_str())
    };
    assert_eq!(told(0), (Some("OLD-1"), Some("DEMO-1"), "One"));
    assert_eq!(told(1), (Some("DEMO-9"), None, ""));
}

#[test]
fn a_comparison_that_fails_leaves_the_plan_as_it_was() {
    let clock = VirtualClock::new();
    let off = Cell::new(false);
    let failing = |request: &Request, number: usize| match off.get() {
        true if request.path.ends_with("bulkfetch") => {
            status(400, &[], json!({"errorMessages": ["no"], "errors": {}}))
        }
        _ => jira(request, number),
    };
    let site = FakeJira::new(&clock, keeping(failing));
    let talk = Talk::new(&clock, &site);
    let (plan, mapping) = planned(&talk, "Key,Summary\nDEMO-2,Changed\n");
    off.set(true);
    assert!(talk.say(Command::Plan { mapping }, &[]).is_err());
    assert_eq!(rows(&talk, RowFilter::All, None).total, 1);
    off.set(false);
    talk.say(Command::Apply { hash: plan.hash }, &[]).unwrap();
    assert!(site.log().contains(r#"PUT /rest/api/3/issue/20002 {"fields":{"summary":"Changed"}}"#));
}
