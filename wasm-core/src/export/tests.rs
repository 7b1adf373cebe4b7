//! Exports from a site in memory.

use serde_json::json;

use super::{ExportSite, default_columns, table};
use crate::jira::Client;
use crate::jira::testing::{Answer, FakeJira, Recorder, VirtualClock, body, ok, status};
use crate::job::{ExportFormat, ExportRequest, JobEvent, Phase};
use crate::ports::{Request, Zone};
use crate::schema::{FieldId, FieldSchema, FieldType};

struct Utc;

impl Zone for Utc {
    fn name(&self) -> &str {
        "Etc/UTC"
    }

    fn offset_seconds(&self, _: jiff::Timestamp) -> i32 {
        0
    }
}

fn field(id: &str, name: &str, kind: FieldType) -> FieldSchema {
    FieldSchema { id: FieldId::new(id), name: name.to_owned(), kind, custom: false, scope: None }
}

fn fields() -> Vec<FieldSchema> {
    vec![
        field("issuekey", "Key", FieldType::Key),
        field("summary", "Summary", FieldType::Text),
        field("assignee", "Assignee", FieldType::User),
        field("duedate", "Due date", FieldType::Date),
    ]
}

/// A site of `count` issues; issues 1 and 2 are assigned to namesakes.
fn site_of(count: u32) -> impl Fn(&Request, usize) -> Answer {
    move |request, _| match request.path.as_str() {
        "/rest/api/3/search/jql" => {
            let ids: Vec<_> = (1..=count).map(|n| json!({"id": n.to_string()})).collect();
            ok(json!({"issues": ids, "isLast": true}))
        }
        "/rest/api/3/issue/bulkfetch" => {
            let ids: Vec<String> =
                serde_json::from_value(body(request)["issueIdsOrKeys"].clone()).unwrap();
            let issue = |id: &String| {
                let name = if id == "1" || id == "2" { "Sam" } else { "Mia" };
                json!({"id": id, "key": format!("A-{id}"), "fields": {
                    "summary": format!("Issue {id}"),
                    "assignee": {"accountId": format!("acc-{id}"), "displayName": name, "active": true},
                    "duedate": "2026-12-24",
                    "updated": format!("2026-10-{:02}T10:00:00.000+0200", id.len()),
                }})
            };
            ok(json!({"issues": ids.iter().map(issue).collect::<Vec<_>>()}))
        }
        other => panic!("{other}"),
    }
}

fn request() -> ExportRequest {
    ExportRequest {
        jql: "project = A".to_owned(),
        columns: vec![FieldId::new("summary"), FieldId::new("assignee"), FieldId::new("duedate")],
        format: ExportFormat::Xlsx,
    }
}

#[test]
fn issues_become_rows_in_the_order_of_the_query() {
    let clock = VirtualClock::new();
    let jira = FakeJira::new(&clock, site_of(3));
    let client = Client::new(&jira, &clock);
    let fields = fields();
    let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
    let watch = Recorder::new(|_| false);
    let exported = clock.run(table(&request(), &client, &site, &watch)).unwrap();
    assert_eq!((exported.name.as_str(), exported.issues), ("A-2026-11-02.xlsx", 3));
    insta::assert_json_snapshot!("workbook", exported.workbook);
    insta::assert_snapshot!("requests", jira.log());
}

#[test]
fn ten_thousand_issues_take_a_hundred_requests_and_two() {
    let clock = VirtualClock::new();
    let jira = FakeJira::new(&clock, site_of(10_000));
    let client = Client::new(&jira, &clock);
    let fields = fields();
    let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
    let watch = Recorder::new(|_| false);
    let exported = clock.run(table(&request(), &client, &site, &watch)).unwrap();
    assert_eq!((exported.issues, client.requests()), (10_000, 101));
    // Eight at a time, 150 ms each.
    assert!(clock.elapsed() < 0.15 + 100.0 / 8.0 * 0.15 + 0.2, "{}", clock.elapsed());
    let phases: Vec<_> = watch
        .events()
        .into_iter()
        .filter_map(|e| match e {
            JobEvent::Progress(p) => Some((p.phase, p.done, p.total)),
            _ => None,
        })
        .collect();
    assert!(phases.contains(&(Phase::Searching, 10_000, None)));
    assert_eq!(phases.last(), Some(&(Phase::Reading, 10_000, Some(10_000))));
}

#[test]
fn a_stop_ends_the_export() {
    let clock = VirtualClock::new();
    let jira = FakeJira::new(&clock, site_of(5000));
    let client = Client::new(&jira, &clock);
    let fields = fields();
    let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
    let watch = Recorder::new(|_| clock.elapsed() > 0.5);
    let error = clock.run(table(&request(), &client, &site, &watch)).unwrap_err();
    assert_eq!(error.code, "cancelled");
    assert!(client.requests() < 35);
}

#[test]
fn a_query_that_jira_refuses_is_told_in_its_words() {
    let clock = VirtualClock::new();
    let words = "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.";
    let jira = FakeJira::new(&clock, |_, _| {
        status(400, &[], json!({"errorMessages": [words], "errors": {}}))
    });
    let client = Client::new(&jira, &clock);
    let fields = fields();
    let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
    let watch = Recorder::new(|_| false);
    let error = clock.run(table(&request(), &client, &site, &watch)).unwrap_err();
    assert_eq!(error.text(), format!("Jira refused: {words}"));
}

#[cfg(feature = "codec")]
#[test]
fn the_file_is_read_back_with_its_mark() {
    use crate::mapping::origin_of;
    use crate::sheet::{ReadOptions, read};

    let clock = VirtualClock::new();
    let jira = FakeJira::new(&clock, site_of(2));
    let client = Client::new(&jira, &clock);
    let fields = fields();
    let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
    let watch = Recorder::new(|_| false);
    let request = ExportRequest { columns: default_columns(&fields), ..request() };
    let file = clock.run(super::run(&request, &client, &site, &watch)).unwrap();
    let (workbook, _) = read(&file.bytes, &ReadOptions::default()).unwrap();
    assert_eq!(
        workbook.sheet(super::SHEET).map(|sheet| sheet.get(2, 1).to_text()).as_deref(),
        Some("Issue 2")
    );
    let origin = origin_of(&workbook).unwrap();
    assert_eq!((origin.site.as_str(), origin.lineage.len()), ("https://a.example", 32));
}
