//! Writes that are based on a read, and what repeats mean.

use jiff::SignedDuration;

use super::*;
use crate::jira::{ClientOptions, JiraError};
use crate::ports::Clock;
use crate::schema::{FieldId, Notation};

/// The pace of a client that Jira just slowed down makes a write wait for longer than it may.
#[test]
fn a_write_that_waited_too_long_is_not_sent() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |_, n| match n {
        0 => status(429, &[("retry-after", "3")], Value::Null),
        _ => status(204, &[], Value::Null),
    });
    let client = Client::new(&site, &clock);
    let until = Some(clock.now() + SignedDuration::from_secs(1));
    let error = clock.run(client.edit_issue("1", &Body::default(), until)).unwrap_err();
    assert!(error.is_late() && !error.is_unanswered() && !error.ends_the_job());
    assert_eq!(client.requests(), 1, "{}", site.log());
    // It is told when it could be sent, so that what is read then is good for it.
    assert!((3.0..4.0).contains(&clock.elapsed()), "{}", clock.elapsed());
    let until = Some(clock.now() + SignedDuration::from_secs(1));
    assert!(clock.run(client.edit_issue("1", &Body::default(), until)).is_ok());
}

/// The wait for a slot counts as well.
#[test]
fn a_write_that_waits_for_others_is_not_sent_too_late() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |_, _| status(204, &[], Value::Null));
    let options = ClientOptions { in_flight: 1, ..ClientOptions::default() };
    let client = Client::with_options(&site, &clock, options);
    let (body, until) = (Body::default(), Some(clock.now() + SignedDuration::from_secs(1)));
    let ids: Vec<_> = (0..20).map(|id| id.to_string()).collect();
    let sent = clock.run(join_all(ids.iter().map(|id| client.edit_issue(id, &body, until))));
    let good = sent.iter().filter(|result| result.is_ok()).count();
    assert_eq!(good, 7, "150 ms each: {}", site.log());
    assert!(sent.iter().filter_map(|result| result.as_ref().err()).all(JiraError::is_late));
}

#[test]
fn what_a_repeated_removal_finds_gone_was_removed() {
    let missing = || status(404, &[], json!({"errorMessages": ["No such thing."], "errors": {}}));
    let removed = |first: Answer| {
        let clock = VirtualClock::new();
        let site =
            FakeJira::new(&clock, move |_, n| if n == 0 { first.clone() } else { missing() });
        clock.run(Client::new(&site, &clock).delete_issue("1", false))
    };
    for first in [lost(), status(503, &[], Value::Null), status(524, &[], Value::Null)] {
        assert_eq!(removed(first.clone()), Ok(()), "{first:?}");
    }
    assert!(removed(missing()).unwrap_err().is_not_found(), "it was never there");
    let limited = status(429, &[("retry-after", "1")], Value::Null);
    assert!(removed(limited).unwrap_err().is_not_found(), "nothing was carried out before");
}

/// One issue that Jira can't show is found by halves, and the others are read.
#[test]
fn a_read_that_fails_is_made_again_in_halves() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, |request, _| {
        let ids: Vec<String> =
            serde_json::from_value(body(request)["issueIdsOrKeys"].clone()).unwrap();
        if ids.iter().any(|id| id == "13") {
            return status(500, &[], Value::Null);
        }
        let issue = |id: &String| json!({"id": id, "key": format!("A-{id}"), "fields": {}});
        ok(json!({"issues": ids.iter().map(issue).collect::<Vec<_>>(), "issueErrors": []}))
    });
    let client = Client::new(&site, &clock);
    let ids: Vec<_> = (0..32).map(|id| id.to_string()).collect();
    let look = clock.run(client.look(Notation::Document, &ids, &[FieldId::new("summary")]));
    assert_eq!(look.issues.len(), 31);
    assert_eq!(look.unread.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["13"]);
    assert_eq!(client.requests(), 11, "{}", site.log());
    assert!(client.gone().is_none());
}

/// A plan says when it was made by the computer's clock, which may be wrong by any amount.
#[test]
fn an_instant_is_told_by_the_sites_clock() {
    let clock = VirtualClock::new();
    let date = "Sun, 29 Nov 2026 10:00:00 GMT";
    let site = FakeJira::new(&clock, |_, _| status(204, &[("date", date)], Value::Null));
    let client = Client::new(&site, &clock);
    let now = clock.now();
    assert_eq!(client.on_site(now), now, "nothing is known");
    clock.run(client.edit_issue("1", &Body::default(), None)).unwrap();
    let sites: jiff::Timestamp = "2026-11-29T10:00:00Z".parse().unwrap();
    assert_eq!(client.on_site(clock.now()), sites);
    assert_eq!(client.on_site(now), sites - clock.now().duration_since(now));
}
