//! Status changes: by a known transition, by a search for one, and what may be in the way.

use super::*;
use crate::jira::testing::lost;

pub(super) fn transition(row: u32, way: Option<&str>) -> Change {
    Change {
        action: Action::Transition,
        fields: Vec::new(),
        transition: Some(to_done(Some("open"), way)),
        ..update(row)
    }
}

fn open_way(id: &str, to: &str, required: bool) -> Value {
    json!({"id": id, "name": format!("Way {id}"), "to": {"id": to, "name": to}, "isAvailable": true,
        "fields": {"resolution": {"required": required, "hasDefaultValue": false, "name": "Resolution"}}})
}

/// A site of open issues with these transitions.
fn offering(ways: Vec<Value>) -> impl Fn(&Request, usize) -> Answer {
    move |request, _| match (request.method.as_str(), request.path.as_str()) {
        (_, "/rest/api/3/issue/bulkfetch") => fetched(
            request,
            |_| json!({"summary": "old", "status": {"id": "open", "name": "Open"}}),
        ),
        ("GET", path) if path.contains("/transitions") => ok(json!({ "transitions": ways })),
        _ => done(),
    }
}

#[test]
fn the_way_is_found_by_where_it_leads() {
    let ways = vec![
        open_way("11", "review", false),
        open_way("21", "done", true),
        open_way("31", "done", false),
    ];
    let mut change = transition(1, None);
    change.action = Action::Update;
    change.fields = update(1).fields;
    let (report, log) = apply(vec![change], offering(ways));
    assert_eq!(lines(&report), "1 Applied A-1");
    insta::assert_snapshot!(log);
}

#[test]
fn a_known_way_needs_no_search() {
    let (report, log) = apply(vec![transition(1, Some("31"))], offering(Vec::new()));
    assert_eq!((report.updated, report.requests), (1, 3));
    assert!(log.contains(r#"POST /rest/api/3/issue/1/transitions {"transition":{"id":"31"}}"#));
}

#[test]
fn no_way_and_a_screen_that_asks_for_more_are_told_apart() {
    let none = apply(vec![transition(1, None)], offering(vec![open_way("11", "review", false)])).0;
    let asks = apply(vec![transition(1, None)], offering(vec![open_way("21", "done", true)])).0;
    insta::assert_snapshot!(format!("{}\n{}", lines(&none), lines(&asks)));
}

#[test]
fn a_status_that_moved_on_is_drift_and_one_that_is_reached_is_done() {
    for (status, kind) in [("review", OutcomeKind::Drifted), ("done", OutcomeKind::Present)] {
        let (report, _) = apply(vec![transition(1, Some("31"))], |request, _| {
            assert_eq!(request.path, "/rest/api/3/issue/bulkfetch");
            fetched(request, |_| json!({"status": {"id": status, "name": status}}))
        });
        assert_eq!(report.outcomes[0].kind, kind);
    }
}

#[test]
fn a_lost_answer_is_checked_by_the_status_and_not_repeated() {
    let (report, log) =
        apply(vec![transition(1, Some("31"))], |request, n| match request.path.as_str() {
            "/rest/api/3/issue/bulkfetch" => {
                let status = if n == 0 { "open" } else { "done" };
                fetched(request, |_| json!({"status": {"id": status, "name": status}}))
            }
            _ => lost(),
        });
    assert_eq!(lines(&report), "1 Applied A-1");
    assert_eq!(log.matches("/transitions").count(), 1);
}

#[test]
fn fields_that_were_written_are_not_called_lost_when_the_status_fails() {
    let mut change = transition(1, None);
    change.action = Action::Update;
    change.fields = update(1).fields;
    let (report, _) = apply(vec![change], offering(Vec::new()));
    insta::assert_snapshot!(lines(&report));
}

/// A resolution that is written along with the status.
fn resolved(mut change: Change) -> Change {
    let field = FieldChange {
        field: FieldId::new("resolution"),
        name: "Resolution".to_owned(),
        kind: FieldType::Resolution,
        before: FieldValue::Empty,
        after: FieldValue::One(entity("wont-do")),
    };
    change.transition.as_mut().unwrap().fields.push(field);
    change
}

#[test]
fn the_resolution_is_sent_with_the_transition() {
    let (report, log) = apply(vec![resolved(transition(1, Some("31")))], offering(Vec::new()));
    assert_eq!(lines(&report), "1 Applied A-1");
    insta::assert_snapshot!(log);
}

#[test]
fn a_way_is_chosen_that_has_the_resolution_on_its_screen() {
    let bare = json!({"id": "11", "name": "Bare", "to": {"id": "done", "name": "Done"}});
    let ways = vec![bare.clone(), open_way("21", "done", true)];
    let (_, log) = apply(vec![resolved(transition(1, None))], offering(ways));
    assert!(log.contains(r#""transition":{"id":"21"}"#), "{log}");
    let (report, _) = apply(vec![resolved(transition(1, None))], offering(vec![bare]));
    insta::assert_snapshot!(lines(&report));
}

#[test]
fn a_resolution_that_is_missing_after_the_status_was_reached_is_written_alone() {
    let (report, log) =
        apply(vec![resolved(transition(1, Some("31")))], |request, _| {
            match request.path.as_str() {
                "/rest/api/3/issue/bulkfetch" => fetched(
                    request,
                    |_| json!({"status": {"id": "done", "name": "Done"}, "resolution": null}),
                ),
                _ => done(),
            }
        });
    assert_eq!(lines(&report), "1 Applied A-1");
    assert!(log.contains(r#"PUT /rest/api/3/issue/1 {"fields":{"resolution":{"id":"wont-do"}}}"#));
}

#[test]
fn a_resolution_that_somebody_else_chose_is_drift() {
    let (report, _) = apply(vec![resolved(transition(1, Some("31")))], |request, _| {
        fetched(
            request,
            |_| json!({"status": {"id": "done", "name": "Done"}, "resolution": {"id": "dup", "name": "Duplicate"}}),
        )
    });
    assert_eq!(report.outcomes[0].kind, OutcomeKind::Drifted);
}
