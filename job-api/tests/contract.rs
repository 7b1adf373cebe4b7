//! The promise of this crate: nothing but numbers, fixed digits and names of closed sets goes out,
//! and nothing else comes in.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use job_api::{
    AppVersion, Counts, Durations, ErrorBody, ErrorCode, Job, JobId, JobKind, JobList, JobPatch,
    JobState, ListQuery, Millis, NewJob, Timestamp, Traffic,
};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Every name of every field; a new one has to be written down here, and thought about.
const FIELDS: &[&str] = &[
    "app_version",
    "apply_ms",
    "code",
    "counts",
    "created",
    "created_at",
    "cursor",
    "drifted",
    "durations",
    "exported",
    "failed",
    "fetch_ms",
    "file_ms",
    "id",
    "jobs",
    "kind",
    "limit",
    "major",
    "minor",
    "next",
    "patch",
    "plan_ms",
    "requests",
    "retried",
    "skipped",
    "state",
    "throttled",
    "total_ms",
    "traffic",
    "unchanged",
    "updated",
    "updated_at",
    "waited_ms",
];

fn names() -> BTreeSet<&'static str> {
    let kinds = JobKind::ALL.iter().map(|v| v.as_str());
    let states = JobState::ALL.iter().map(|v| v.as_str());
    let codes = ErrorCode::ALL.iter().map(|v| v.as_str());
    kinds.chain(states).chain(codes).collect()
}

/// Panics if anything in the value could be text.
fn assert_closed(value: &Value) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(n) => assert!(n.is_u64(), "{n} is no whole number"),
        Value::String(text) => assert!(is_closed(text), "{text:?} is text"),
        Value::Array(items) => items.iter().for_each(assert_closed),
        Value::Object(map) => map.iter().for_each(|(field, value)| {
            assert!(FIELDS.contains(&field.as_str()), "{field:?} is no known field");
            assert_closed(value);
        }),
    }
}

fn is_closed(text: &str) -> bool {
    let hex = text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    (hex && (text.len() == 32 || text.len() == 44)) || names().contains(text)
}

/// Any text but the few that mean something.
fn open_text() -> impl Strategy<Value = String> {
    "\\PC{0,40}|[0-9a-f]{20,50}|[A-Z]{2,9}-[0-9]{1,5}"
        .prop_filter("a text", |text: &String| !is_closed(text))
}

fn millis() -> impl Strategy<Value = Millis> {
    any::<u64>().prop_map(Millis::saturating)
}

fn patch() -> impl Strategy<Value = JobPatch> {
    let state = proptest::sample::select(JobState::ALL);
    let spans = [millis(), millis(), millis(), millis(), millis(), millis()];
    (state, any::<[u32; 10]>(), spans).prop_map(|(state, n, ms)| JobPatch {
        state,
        counts: Counts {
            exported: n[0],
            created: n[1],
            updated: n[2],
            unchanged: n[3],
            skipped: n[4],
            failed: n[5],
            drifted: n[6],
        },
        durations: Durations {
            file_ms: ms[0],
            fetch_ms: ms[1],
            plan_ms: ms[2],
            apply_ms: ms[3],
            total_ms: ms[4],
        },
        traffic: Traffic { requests: n[7], throttled: n[8], retried: n[9], waited_ms: ms[5] },
    })
}

fn new_job() -> impl Strategy<Value = NewJob> {
    let kind = proptest::sample::select(JobKind::ALL);
    (any::<[u8; 16]>(), kind, any::<[u16; 3]>()).prop_map(|(id, kind, [major, minor, patch])| {
        NewJob { id: JobId::from_bytes(id), kind, app_version: AppVersion { major, minor, patch } }
    })
}

fn job() -> impl Strategy<Value = Job> {
    (new_job(), patch(), any::<u64>()).prop_map(|(new, patch, now)| {
        let now = Timestamp::saturating(now);
        Job::start(new, now).reported(patch, now).unwrap()
    })
}

/// Goes out closed, comes back equal.
fn round_trip<T: serde::Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let wire = serde_json::to_value(value).unwrap();
    assert_closed(&wire);
    assert_eq!(&serde_json::from_value::<T>(wire).unwrap(), value);
}

proptest! {
    #[test]
    fn what_goes_out_is_closed(new in new_job(), patch in patch(), job in job()) {
        round_trip(&new);
        round_trip(&patch);
        round_trip(&job);
        let next = Some(job_api::Cursor::after(&job));
        round_trip(&ListQuery { cursor: next, ..ListQuery::default() });
        round_trip(&JobList { jobs: vec![job], next });
    }

    /// Whatever text is put wherever in a good message, the message is refused.
    #[test]
    fn text_never_comes_in(
        new in new_job(), patch in patch(), job in job(),
        text in open_text(),
        at in any::<proptest::sample::Index>(),
    ) {
        refuses_text::<NewJob>(&json!(new), &text, at);
        refuses_text::<JobPatch>(&json!(patch), &text, at);
        refuses_text::<Job>(&json!(job), &text, at);
        refuses_text::<ErrorBody>(&json!({"code": "not_found"}), &text, at);
    }
}

/// Puts the text in the place of one value, and beside one value under a name and as a name.
fn refuses_text<T: DeserializeOwned>(good: &Value, text: &str, at: proptest::sample::Index) {
    let places = pointers(good, String::new());
    let place = &places[at.index(places.len())];
    let mut replaced = good.clone();
    *replaced.pointer_mut(place).unwrap() = json!(text);
    assert!(serde_json::from_value::<T>(replaced).is_err(), "{text:?} taken at {place}");

    let object = place.rsplit_once('/').map_or("", |(parent, _)| parent);
    for (name, value) in [("note", json!(text)), (text, json!(0))] {
        let mut widened = good.clone();
        widened.pointer_mut(object).unwrap()[name] = value;
        if widened != *good && !FIELDS.contains(&name) {
            assert!(serde_json::from_value::<T>(widened).is_err(), "{name:?} taken in {object}");
        }
    }
}

/// The JSON pointers of all values below this one.
fn pointers(value: &Value, path: String) -> Vec<String> {
    let children = value.as_object().into_iter().flatten();
    let mut found: Vec<String> =
        children.flat_map(|(name, child)| pointers(child, format!("{path}/{name}"))).collect();
    if !path.is_empty() {
        found.push(path);
    }
    found
}

/// The wire format, in full. A change here is a change of what leaves the browser.
#[test]
fn wire_examples() {
    let new = NewJob {
        id: JobId::from_bytes([0x0f; 16]),
        kind: JobKind::Import,
        app_version: AppVersion { major: 1, minor: 2, patch: 3 },
    };
    assert_eq!(
        json!(new),
        json!({
            "id": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
            "kind": "import",
            "app_version": {"major": 1, "minor": 2, "patch": 3},
        })
    );
    let patch: JobPatch = serde_json::from_value(json!({
        "state": "done",
        "counts": {"created": 40, "updated": 120, "unchanged": 840},
        "durations": {"total_ms": 61_000},
        "traffic": {"requests": 180},
    }))
    .unwrap();
    assert_eq!((patch.counts.created, patch.counts.failed), (40, 0));
    assert_eq!(patch.durations.total_ms.get(), 61_000);
    let job =
        Job::start(new, Timestamp::saturating(1_000)).reported(patch, Timestamp::saturating(2_000));
    assert_eq!(
        json!(job),
        json!({
            "id": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f",
            "kind": "import",
            "app_version": {"major": 1, "minor": 2, "patch": 3},
            "state": "done",
            "counts": {"exported": 0, "created": 40, "updated": 120, "unchanged": 840,
                       "skipped": 0, "failed": 0, "drifted": 0},
            "durations": {"file_ms": 0, "fetch_ms": 0, "plan_ms": 0, "apply_ms": 0,
                          "total_ms": 61_000},
            "traffic": {"requests": 180, "throttled": 0, "retried": 0, "waited_ms": 0},
            "created_at": 1_000,
            "updated_at": 2_000,
        })
    );
    let query =
        ListQuery { cursor: job.as_ref().map(job_api::Cursor::after), ..ListQuery::default() };
    assert_eq!(query.to_string(), "limit=50&cursor=0000000003e80f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f");
}

#[test]
fn numbers_are_bounded() {
    let with = |ms: u64| json!({"state": "done", "durations": {"total_ms": ms}});
    let most = Millis::MAX.get();
    assert!(serde_json::from_value::<JobPatch>(with(most)).is_ok());
    assert!(serde_json::from_value::<JobPatch>(with(most + 1)).is_err());
    for count in [json!(-1), json!(0.5), json!(u64::from(u32::MAX) + 1), json!("7"), json!(null)] {
        let patch = json!({"state": "done", "counts": {"failed": count}});
        assert!(serde_json::from_value::<JobPatch>(patch).is_err());
    }
    for limit in [0, 101, 300] {
        assert!(serde_json::from_value::<ListQuery>(json!({"limit": limit})).is_err(), "{limit}");
    }
}

#[test]
fn reports_only_lead_forward() {
    let at = Timestamp::saturating;
    let new = NewJob {
        id: JobId::from_bytes([7; 16]),
        kind: JobKind::Export,
        app_version: AppVersion { major: 0, minor: 1, patch: 0 },
    };
    let report = |state, exported| JobPatch {
        state,
        counts: Counts { exported, ..Counts::default() },
        durations: Durations::default(),
        traffic: Traffic::default(),
    };
    let running = Job::start(new, at(10)).reported(report(JobState::Running, 5), at(20)).unwrap();
    assert_eq!(
        (running.created_at, running.updated_at, running.counts.exported),
        (at(10), at(20), 5)
    );
    assert_eq!(running.reported(report(JobState::Created, 5), at(30)), None, "back");
    let done = running.reported(report(JobState::Done, 9), at(30)).unwrap();
    assert_eq!(done.reported(report(JobState::Done, 9), at(40)), Some(done), "repeated");
    assert_eq!(done.reported(report(JobState::Done, 8), at(40)), None, "other numbers");
    assert_eq!(done.reported(report(JobState::Running, 9), at(40)), None, "revived");
    assert_eq!(running.reported(report(JobState::Running, 6), at(15)).unwrap().updated_at, at(20));
}
