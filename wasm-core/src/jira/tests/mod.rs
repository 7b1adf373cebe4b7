//! How the client behaves against a site that limits, stumbles and loses answers.

mod fresh;
mod resources;
pub(crate) mod signed_out;
pub(crate) use signed_out::visitor;

use futures_util::future::join_all;
use futures_util::{StreamExt, TryStreamExt};
use serde_json::{Value, json};

use super::testing::{Answer, FakeJira, Recorder, VirtualClock, body, lost, ok, status};
use super::{Client, NewIssue};
use crate::convert::Body;
use crate::job::JobEvent;
use crate::ports::{Clock, Request};

fn me(_: &Request) -> Answer {
    ok(
        json!({"accountId": "5b1", "displayName": "Mia", "active": true, "timeZone": "Europe/Berlin"}),
    )
}

/// Answers the first requests by a list and all others well; returns the log.
fn after(first: &[Answer], good: fn(&Request) -> Answer) -> String {
    let clock = VirtualClock::new();
    let site =
        FakeJira::new(&clock, |request, n| first.get(n).cloned().unwrap_or_else(|| good(request)));
    let client = Client::new(&site, &clock);
    let result = clock.run(client.myself());
    match result {
        Ok(me) => format!("{}\n{}", site.log(), me.user.name),
        Err(error) => format!("{}\n{error}", site.log()),
    }
}

#[test]
fn a_read_is_repeated_when_the_gateway_stumbles() {
    insta::assert_snapshot!(after(
        &[status(503, &[], Value::Null), lost(), status(502, &[], Value::Null)],
        me
    ));
}

#[test]
fn a_read_is_repeated_four_times_at_most() {
    insta::assert_snapshot!(after(&vec![status(504, &[], Value::Null); 9], me));
}

/// A gateway that is being maintained answers with a page and the status of success.
#[test]
fn a_page_instead_of_an_answer_is_asked_again_and_then_told() {
    let page = || status(200, &[], Value::String("<!doctype html><p>Back soon</p>".to_owned()));
    insta::assert_snapshot!(after(&[page(), page()], me));
    insta::assert_snapshot!(after(&vec![page(); 9], me));
}

#[test]
fn an_error_of_jira_is_not_repeated() {
    let error = json!({"errorMessages": ["Client must be authenticated to access this resource."], "errors": {}});
    insta::assert_snapshot!(after(&[status(401, &[], error)], me));
}

#[test]
fn a_rate_limit_stops_the_whole_client() {
    let clock = VirtualClock::new();
    let limited = [("retry-after", "5")];
    let site = FakeJira::new(&clock, |request, n| match n {
        0..=3 => status(429, &limited, Value::Null),
        _ => me(request),
    });
    let client = Client::new(&site, &clock);
    let watch = Recorder::new(|_| false);
    let watched = client.watched_by(&watch);
    let results = clock.run(join_all((0..8).map(|_| watched.myself())));
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(client.requests(), 12);
    let pauses = watch.events();
    assert!(
        pauses
            .iter()
            .all(|e| matches!(e, JobEvent::Throttled { seconds } if (5.0..=5.5).contains(seconds)))
    );
    insta::assert_snapshot!(site.log());
}

#[test]
fn a_rate_limit_without_retry_after_backs_off_by_itself() {
    insta::assert_snapshot!(after(&vec![status(429, &[], Value::Null); 3], me));
}

#[test]
fn a_stop_ends_even_a_long_pause() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |_, _| status(429, &[("retry-after", "1800")], Value::Null));
    let client = Client::new(&site, &clock);
    let watch = Recorder::new(|events| !events.is_empty() && clock.elapsed() > 20.0);
    let error = clock.run(client.watched_by(&watch).myself()).unwrap_err();
    assert!(error.is_cancelled());
    assert!(clock.elapsed() < 22.0, "{}", clock.elapsed());
    assert_eq!(client.requests(), 1);
}

#[test]
fn a_create_whose_answer_is_lost_is_not_sent_again() {
    let clock = VirtualClock::new();
    for answer in [lost(), status(503, &[("retry-after", "1")], Value::Null)] {
        let site = FakeJira::new(&clock, |_, _| answer.clone());
        let client = Client::new(&site, &clock);
        let error = clock.run(client.create_issues(&[NewIssue::default()])).unwrap_err();
        assert!(error.is_unanswered(), "{error}");
        assert_eq!(client.requests(), 1);
    }
}

#[test]
fn a_create_that_was_limited_is_sent_again() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |_, n| match n {
        0 => status(429, &[("retry-after", "1")], Value::Null),
        _ => status(
            201,
            &[],
            json!({"issues": [{"id": "1", "key": "A-1", "self": ""}], "errors": []}),
        ),
    });
    let created =
        clock.run(Client::new(&site, &clock).create_issues(&[NewIssue::default()])).unwrap();
    assert_eq!(created[0].as_ref().map(|created| created.issue.key.as_str()), Ok("A-1"));
}

#[test]
fn a_limit_on_one_issue_holds_up_no_other() {
    let clock = VirtualClock::new();
    let limited = [("retry-after", "3"), ("ratelimit-reason", "jira-per-issue-on-write")];
    let site = FakeJira::new(&clock, |request, n| match n {
        0 if request.path.ends_with("/1") => status(429, &limited, Value::Null),
        _ => status(204, &[], Value::Null),
    });
    let client = Client::new(&site, &clock);
    let body = Body::default();
    let ids = ["1", "2", "3", "1"];
    let edits = join_all(ids.iter().map(|id| client.edit_issue(id, &body, None)));
    assert!(clock.run(edits).iter().all(Result::is_ok));
    insta::assert_snapshot!(site.log());
}

#[test]
fn ids_are_collected_over_pages_and_each_once() {
    let clock = VirtualClock::new();
    let page = |ids: &[&str], token: Option<&str>, last: bool| {
        let issues: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
        ok(json!({"issues": issues, "nextPageToken": token, "isLast": last}))
    };
    let site = FakeJira::new(&clock, |_, n| match n {
        0 => page(&["3", "1"], Some("a"), false),
        1 => page(&[], Some("b"), false),
        2 => page(&["1", "2"], Some("c"), false),
        // A token that comes again would never end.
        _ => page(&["4"], Some("a"), false),
    });
    let client = Client::new(&site, &clock);
    let counts = std::cell::RefCell::new(Vec::new());
    let ids = clock.run(client.search_ids("project = A", |n| counts.borrow_mut().push(n))).unwrap();
    assert_eq!(ids, ["3", "1", "2", "4"]);
    assert_eq!(counts.into_inner(), [2, 2, 3, 4]);
    insta::assert_snapshot!(site.log());
}

/// Jira may answer a search for what does not exist with nothing, as it answers anonymous callers.
#[test]
fn a_search_that_finds_nothing_by_a_mistake_is_refused_with_jiras_words() {
    let searched = |errors: Answer| {
        let clock = VirtualClock::new();
        let site = FakeJira::new(&clock, move |request, _| match request.path.as_str() {
            "/rest/api/3/search/jql" => ok(json!({"issues": [], "isLast": true})),
            _ => errors.clone(),
        });
        let client = Client::new(&site, &clock);
        clock.run(client.search_ids("project = TYPO", |_| ()))
    };
    let text = "The value 'TYPO' does not exist for the field 'project'.";
    let wrong = ok(json!({"queries": [{"query": "project = TYPO", "errors": [text]}]}));
    let error = searched(wrong).unwrap_err();
    assert!(error.is_invalid() && error.message().text().contains("TYPO"), "{error}");
    let right = ok(json!({"queries": [{"query": "project = TYPO", "structure": {}}]}));
    assert_eq!(searched(right), Ok(Vec::new()));
    let unjudged = status(501, &[], json!({"errorMessages": ["No."], "errors": {}}));
    assert_eq!(searched(unjudged), Ok(Vec::new()));
}

#[test]
fn issues_are_fetched_in_parallel_and_come_in_the_order_of_the_ids() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |request, _| {
        let mut ids: Vec<String> =
            serde_json::from_value(body(request)["issueIdsOrKeys"].clone()).unwrap();
        ids.sort();
        let issues: Vec<_> = ids
            .iter()
            .filter(|id| *id != "1007")
            .map(|id| json!({"id": id, "key": format!("A-{id}"), "fields": {"summary": id}}))
            .collect();
        ok(json!({"issues": issues, "issueErrors": [{"id": "1007", "errorMessage": "gone"}]}))
    });
    let client = Client::new(&site, &clock);
    let ids: Vec<String> = (1000..2000).rev().map(|n| n.to_string()).collect();
    let fields = [crate::schema::FieldId::new("summary")];
    let pages: Vec<_> = clock.run(client.fetch_pages(&ids, &fields).try_collect()).unwrap();
    let got: Vec<_> = pages.concat().into_iter().map(|issue| issue.id).collect();
    let expected: Vec<_> = ids.iter().filter(|id| *id != "1007").cloned().collect();
    assert_eq!(got, expected);
    // The one that is gone is asked for once more.
    assert_eq!((client.requests(), site.most_in_flight()), (11, 8));
    assert!(clock.elapsed() < 0.5, "{}", clock.elapsed());
}

#[test]
fn a_failing_page_ends_the_stream_with_its_error() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |_, _| {
        status(400, &[], json!({"errorMessages": ["No."], "errors": {}}))
    });
    let client = Client::new(&site, &clock);
    let ids = ["1".to_owned()];
    let pages: Vec<_> = clock.run(client.fetch_pages(&ids, &[]).collect());
    assert!(matches!(pages.as_slice(), [Err(error)] if error.is_invalid()));
}

/// A lease that is renewed too late is lost, so it does not wait behind a long queue of writes.
#[test]
fn a_property_of_the_user_passes_what_waits() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |_, _| status(204, &[], Value::Null));
    let client = Client::new(&site, &clock);
    let ids: Vec<String> = (0..400).map(|n| n.to_string()).collect();
    let body = Body::default();
    let edits = join_all(ids.iter().map(|id| client.edit_issue(id, &body, None)));
    let renewed = async {
        clock.sleep(std::time::Duration::from_secs(1)).await;
        client.set_user_property("a", "k", &json!(1)).await.unwrap();
        clock.elapsed()
    };
    let (_, renewed) = clock.run(futures_util::future::join(edits, renewed));
    assert!((1.1..1.2).contains(&renewed), "after {renewed} s");
    assert!(clock.elapsed() > 5.0, "{}", clock.elapsed());
}
