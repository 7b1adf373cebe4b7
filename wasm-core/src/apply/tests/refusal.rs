//! Refusals whose cause Jira does not name: a right that is lacking, or a field on no screen.

use std::cell::Cell;

use super::entries::{add, comment, link, worklog};
use super::status::transition;
use super::*;
use crate::schema::RichText;

const NOT_ON_SCREEN: &str =
    "Field 'x' cannot be set. It is not on the appropriate screen, or unknown.";

/// An `ErrorCollection` that says the same of each field.
fn by_field(fields: &[&str]) -> Value {
    let errors: BTreeMap<_, _> = fields.iter().map(|field| (*field, NOT_ON_SCREEN)).collect();
    json!({"errorMessages": [], "errors": errors})
}

fn in_general(words: &str) -> Value {
    json!({"errorMessages": [words], "errors": {}})
}

/// The rights that a request asks for; those of `lacking` are not held.
fn rights(request: &Request, lacking: &[&str]) -> Option<Answer> {
    let query = request.path.strip_prefix("/rest/api/3/mypermissions?permissions=")?;
    let keys = query.split('&').next()?.replace("%2C", ",");
    let told = |key: &str| {
        let held = !lacking.contains(&key);
        (
            key.to_owned(),
            json!({"key": key, "name": format!("name of {key}"), "havePermission": held}),
        )
    };
    let permissions: serde_json::Map<_, _> = keys.split(',').map(told).collect();
    Some(ok(json!({ "permissions": permissions })))
}

/// What an edit of issue 1 ends with, and the number of requests after the refusal. An edit without
/// a due date is not refused for it.
fn edit(change: Change, refusal: &Answer, lacking: &[&str], screen: Value) -> (String, usize) {
    let about_due = refusal.as_ref().is_ok_and(|answer| answer.body.contains("duedate"));
    let written = Cell::new(false);
    let (report, log) = apply(vec![change], |request, _| {
        if let Some(rights) = rights(request, lacking) {
            return rights;
        }
        match request.path.as_str() {
            "/rest/api/3/issue/bulkfetch" => {
                let summary = if written.get() { "new" } else { "old" };
                fetched(request, |_| json!({ "summary": summary }))
            }
            "/rest/api/3/issue/1/editmeta" => ok(json!({ "fields": screen })),
            _ if about_due && !request.body.as_deref().unwrap_or_default().contains("duedate") => {
                written.set(true);
                status(204, &[], Value::Null)
            }
            _ => refusal.clone(),
        }
    });
    assert_eq!(report.failed + report.otherwise, 1, "{log}");
    (code_of(&report), log.lines().count() - 2)
}

fn code_of(report: &Report) -> String {
    let reason = report.outcomes[0].reason.as_ref().unwrap();
    assert!(reason.fix().is_some_and(|fix| !fix.contains('{')), "{reason:?}");
    assert!(!reason.text().contains('{'), "{reason:?}");
    reason.code.clone()
}

fn with_due_date() -> Change {
    let mut change = update(1);
    change.fields.push(FieldChange {
        field: FieldId::new("duedate"),
        name: "Due date".to_owned(),
        kind: FieldType::Date,
        before: FieldValue::Empty,
        after: FieldValue::Date(jiff::civil::date(2026, 12, 24)),
    });
    change
}

/// Jira answers a user who may browse and not edit with 400 and, for each field, the text of a
/// field that is on no screen.
#[test]
fn a_missing_right_to_edit_is_told_as_such() {
    let both = status(400, &[], by_field(&["summary", "duedate"]));
    let (code, asked) = edit(with_due_date(), &both, &["EDIT_ISSUES"], json!({}));
    assert_eq!((code.as_str(), asked), ("may-not-edit", 1));
    let one = edit(update(1), &status(403, &[], in_general("No.")), &["EDIT_ISSUES"], json!({}));
    assert_eq!(one.0, "may-not-edit");
}

#[test]
fn a_refused_field_has_the_cause_that_is_true_of_it() {
    let screen = json!({"summary": {"required": true}});
    let whole = json!({"summary": {"required": true}, "duedate": {}});
    let due = status(400, &[], by_field(&["duedate"]));
    let own_words = status(400, &[], json!({"errors": {"summary": "It has a line break."}}));
    for (refusal, lacking, screen, code) in [
        // The summary is written all the same.
        (&due, vec!["SCHEDULE_ISSUES"], &whole, "cells-not-written"),
        (&due, vec![], &screen, "cells-not-written"),
        (&due, vec![], &whole, "jira-refused"),
        (&due, vec![], &json!({}), "not-editable-now"),
        (&own_words, vec![], &whole, "jira-refused"),
        (&status(413, &[], in_general("Too many.")), vec![], &whole, "jira-too-large"),
    ] {
        let (told, _) = edit(with_due_date(), refusal, &lacking, screen.clone());
        assert_eq!(told, code, "{lacking:?} {screen}");
    }
}

/// What an error is can't be looked up where nothing answers; Jira's own words are told then.
#[test]
fn a_cause_that_cannot_be_looked_up_is_told_in_jiras_words() {
    let (report, _) = apply(vec![update(1)], |request, _| match request.path.as_str() {
        "/rest/api/3/issue/bulkfetch" => fetched(request, |_| json!({"summary": "old"})),
        _ => status(400, &[], by_field(&["summary"])),
    });
    assert!(lines(&report).contains(NOT_ON_SCREEN), "{}", lines(&report));
}

/// Without the right, Jira lists no transition, and refuses one that the plan knew with 400.
#[test]
fn a_missing_right_to_change_the_status_is_told_as_such() {
    for (way, lacking, code) in [
        (None, vec!["TRANSITION_ISSUES"], "may-not-transition"),
        (Some("31"), vec!["TRANSITION_ISSUES"], "may-not-transition"),
        (None, vec![], "no-transition"),
        (Some("31"), vec![], "jira-refused"),
    ] {
        let (report, _) = apply(vec![transition(1, way)], |request, _| {
            if let Some(rights) = rights(request, &lacking) {
                return rights;
            }
            match (request.method.as_str(), request.path.as_str()) {
                (_, "/rest/api/3/issue/bulkfetch") => {
                    fetched(request, |_| json!({"status": {"id": "open"}}))
                }
                ("GET", _) => ok(json!({"transitions": []})),
                _ => {
                    status(400, &[], in_general("Transition id '31' is not valid for this issue."))
                }
            }
        });
        assert_eq!(code_of(&report), code, "{way:?}");
    }
}

/// Jira's documentation has no status of its own for this: 400, 401 or 403, for the whole request
/// or for each element.
#[test]
fn a_missing_right_to_create_is_looked_up_once() {
    let each = json!({"issues": [], "errors": (0..3).map(|n| json!({"status": 400,
        "failedElementNumber": n, "elementErrors": by_field(&["summary"])})).collect::<Vec<_>>()});
    for refusal in [status(400, &[], each), status(403, &[], in_general("No."))] {
        let rows = (1..=3).map(|row| create(row, "a")).collect();
        let (report, log) = apply(rows, |request, _| {
            if let Some(rights) = rights(request, &["CREATE_ISSUES"]) {
                return rights;
            }
            match request.path.as_str() {
                "/rest/api/3/search/jql" => nothing_found(),
                _ => refusal.clone(),
            }
        });
        assert_eq!((report.failed, code_of(&report).as_str()), (3, "may-not-create"));
        assert_eq!(log.matches("mypermissions").count(), 1, "{log}");
    }
}

#[test]
fn a_field_that_a_new_issue_may_not_have_is_told_as_such() {
    for (lacking, on_screen, code) in [
        (vec!["MODIFY_REPORTER"], true, "may-not-set-on-create"),
        (vec![], false, "not-on-create-screen"),
        (vec![], true, "jira-refused"),
    ] {
        let mut change = create(1, "a");
        change.fields.push(FieldChange {
            field: FieldId::new("reporter"),
            name: "Reporter".to_owned(),
            kind: FieldType::User,
            before: FieldValue::Empty,
            after: FieldValue::One(entity("acc")),
        });
        let fields = if on_screen { vec!["summary", "reporter"] } else { vec!["summary"] };
        let fields: Vec<_> = fields.iter().map(|id| json!({"fieldId": id})).collect();
        let (report, _) = apply(vec![change], |request, _| {
            if let Some(rights) = rights(request, &lacking) {
                return rights;
            }
            match request.path.split('?').next().unwrap() {
                "/rest/api/3/search/jql" => nothing_found(),
                "/rest/api/3/issue/bulk" => status(
                    400,
                    &[],
                    json!({"issues": [], "errors": [
                    {"status": 400, "failedElementNumber": 0,
                     "elementErrors": by_field(&["reporter"])}]}),
                ),
                _ => ok(json!({"fields": fields, "total": fields.len()})),
            }
        });
        assert_eq!(code_of(&report), code);
    }
}

/// Comments are refused with 400, worklogs with 400 or 404, links with 404.
#[test]
fn a_missing_right_to_add_something_is_told_as_such() {
    for (entry, lacking, refusal, code) in [
        (comment(1), "ADD_COMMENTS", 400, "may-not-comment"),
        (comment(1), "-", 400, "jira-refused"),
        (worklog(1), "WORK_ON_ISSUES", 404, "may-not-log-work"),
        (worklog(1), "-", 404, "time-tracking-off"),
        (link(1, true), "LINK_ISSUES", 404, "may-not-link"),
        (link(1, true), "-", 404, "links-off"),
    ] {
        let (report, _) = add(vec![entry], |request, number| {
            if let Some(rights) = rights(request, &[lacking]) {
                return rights;
            }
            let path = request.path.split('?').next().unwrap();
            match (request.method.as_str(), path.trim_start_matches("/rest/api/3/")) {
                ("POST", path) if path != "issue/bulkfetch" => {
                    status(refusal, &[], in_general("Issue does not exist."))
                }
                (_, "issueLinkType") => status(404, &[], Value::Null),
                (_, "configuration") => ok(json!({"timeTrackingEnabled": false})),
                _ => super::entries::empty(request, number),
            }
        });
        assert_eq!(code_of(&report), code, "{lacking}");
    }
}

/// Either end of a link may be the one that is out of reach.
#[test]
fn a_link_names_the_end_that_is_out_of_reach() {
    let (report, _) = add(vec![link(1, true)], |request, number| match request.path.as_str() {
        "/rest/api/3/issueLink" => status(404, &[], in_general("Issue does not exist.")),
        path if path.contains("mypermissions") && path.ends_with("issueId=7") => {
            status(404, &[], in_general("Issue does not exist."))
        }
        _ => rights(request, &[]).unwrap_or_else(|| super::entries::empty(request, number)),
    });
    let reason = report.outcomes[0].reason.as_ref().unwrap();
    assert_eq!((reason.code.as_str(), reason.params["key"].as_str()), ("issue-gone", "A-7"));
}

fn paragraph(text: &str) -> Value {
    json!({"type": "paragraph", "content": [{"type": "text", "text": text}]})
}

/// A document, of which Jira's own part breaks its schema: no panel is without a type.
fn described(text: &str) -> FieldValue {
    let panel = json!({"type": "panel", "attrs": {}, "content": [paragraph("kept")]});
    let document = json!({"type": "doc", "version": 1, "content": [panel, paragraph(text)]});
    FieldValue::Rich(RichText {
        markdown: crate::adf::to_markdown(&document),
        document,
        wiki: None,
    })
}

fn description(before: FieldValue, after: FieldValue) -> FieldChange {
    FieldChange {
        field: FieldId::new("description"),
        name: "Description".to_owned(),
        kind: FieldType::RichText,
        before,
        after,
    }
}

/// Jira answers `INVALID_INPUT` and names no field. What it stored itself can only be mended there.
#[test]
fn a_text_that_jira_stored_malformed_is_told_with_its_remedy() {
    let now = |before: &FieldValue| match before {
        FieldValue::Rich(text) => text.document.clone(),
        _ => Value::Null,
    };
    for (before, words, lacking, code) in [
        (described("old"), "INVALID_INPUT", vec![], "text-malformed"),
        (described("old"), "INVALID_INPUT", vec!["EDIT_ISSUES"], "may-not-edit"),
        (described("old"), "Something else.", vec![], "jira-refused"),
        // Nothing of this text is Jira's own.
        (FieldValue::Empty, "INVALID_INPUT", vec![], "jira-refused"),
    ] {
        let mut change = update(1);
        change.fields.push(description(before.clone(), described("new")));
        let (report, _) = apply(vec![change], |request, _| {
            if let Some(rights) = rights(request, &lacking) {
                return rights;
            }
            match request.path.as_str() {
                "/rest/api/3/issue/bulkfetch" => {
                    fetched(request, |_| json!({"summary": "old", "description": now(&before)}))
                }
                _ => status(400, &[], in_general(words)),
            }
        });
        assert_eq!(code_of(&report), code, "{words} {lacking:?}");
        let reason = report.outcomes[0].reason.as_ref().unwrap();
        let (text, fix) = (reason.text(), reason.fix().unwrap());
        let named = text.contains("Description of A-1") && fix.contains("edit Description there");
        assert_eq!(named, code == "text-malformed", "{text} {fix}");
    }
}

/// What goes along with a change of the status is told alike.
#[test]
fn a_malformed_text_on_the_way_to_a_status_is_told_alike() {
    let mut change = transition(1, Some("31"));
    let way = change.transition.as_mut().unwrap();
    way.fields = vec![description(described("old"), described("new"))];
    let FieldValue::Rich(stored) = described("old") else { panic!("a text") };
    let (report, _) = apply(vec![change], |request, _| {
        if let Some(rights) = rights(request, &[]) {
            return rights;
        }
        match request.path.as_str() {
            "/rest/api/3/issue/bulkfetch" => fetched(
                request,
                |_| json!({"status": {"id": "open"}, "description": stored.document}),
            ),
            _ => status(400, &[], in_general("INVALID_INPUT")),
        }
    });
    assert_eq!(code_of(&report), "text-malformed");
}
