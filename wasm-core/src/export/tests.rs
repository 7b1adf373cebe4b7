//! Exports from a site in memory.

use serde_json::json;

use super::{ExportSite, default_columns, table};
use crate::jira::Client;
use crate::jira::testing::{Answer, FakeJira, Recorder, VirtualClock, body, ok, status};
use crate::jira::tests::visitor;
use crate::job::{ExportFormat, ExportRequest, JobEvent, Phase};
use crate::ports::{Request, Zone};
use crate::schema::{FieldId, FieldSchema, FieldType};

pub(super) struct Utc;

impl Zone for Utc {
    fn name(&self) -> &str {
        "Etc/UTC"
    }

    fn offset_seconds(&self, _: jiff::Timestamp) -> i32 {
        0
    }
}

pub(super) fn field(id: &str, name: &str, kind: FieldType) -> FieldSchema {
    FieldSchema { id: FieldId::new(id), name: name.to_owned(), kind, custom: false, scope: None }
}

pub(super) fn fields() -> Vec<FieldSchema> {
    vec![
        field("issuekey", "Key", FieldType::Key),
        field("summary", "Summary", FieldType::Text),
        field("assignee", "Assignee", FieldType::User),
        field("duedate", "Due date", FieldType::Date),
    ]
}

/// A site of `count` issues; issues 1 and 2 are assigned to namesakes.
pub(super) fn site_of(count: u32) -> impl Fn(&Request, usize) -> Answer {
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

pub(super) fn request() -> ExportRequest {
    ExportRequest {
        jql: "project = A".to_owned(),
        columns: vec![FieldId::new("summary"), FieldId::new("assignee"), FieldId::new("duedate")],
        format: ExportFormat::Xlsx,
        ..ExportRequest::default()
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

/// Issues 1 and 2 are of one place, issue 3 is of another, whose screen and statuses Jira refuses.
fn site_with_lists(request: &Request, _: usize) -> Answer {
    let named = |names: &[&str]| -> Vec<_> {
        names
            .iter()
            .enumerate()
            .map(|(id, name)| json!({"id": id.to_string(), "name": name}))
            .collect()
    };
    match request.path.split('?').next().unwrap() {
        "/rest/api/3/search/jql" => {
            ok(json!({"issues": [{"id": "1"}, {"id": "2"}, {"id": "3"}], "isLast": true}))
        }
        "/rest/api/3/issue/bulkfetch" => {
            let issue = |id: &str, project: &str| {
                json!({"id": id, "key": format!("A-{id}"), "fields": {
                    "project": {"id": project}, "issuetype": {"id": "7", "name": "Task"},
                }})
            };
            ok(json!({"issues": [issue("1", "10"), issue("2", "10"), issue("3", "11")]}))
        }
        "/rest/api/3/issue/1/editmeta" => ok(json!({"fields": {
            "components": {"required": false, "allowedValues": named(&["Core", "Web, new"])},
            "area": {"required": false, "allowedValues": [
                {"id": "20", "value": "North", "children": [{"id": "21", "value": "Fjord"}]},
            ]},
        }})),
        "/rest/api/3/project/10/statuses" => ok(json!([
            {"id": "7", "statuses": named(&["Open", "Done"])},
            {"id": "8", "statuses": named(&["Open"])},
        ])),
        "/rest/api/3/issue/3/editmeta" | "/rest/api/3/project/11/statuses" => {
            status(403, &[], json!({"errorMessages": ["no"], "errors": {}}))
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_workbook_offers_what_the_places_of_its_issues_take() {
    let fields = vec![
        field("issuekey", "Key", FieldType::Key),
        field("status", "Status", FieldType::Status),
        field("components", "Components", FieldType::Components),
        field("area", "Area", FieldType::Cascading),
        field("fixVersions", "Fix versions", FieldType::Versions),
    ];
    let columns: Vec<_> = fields.iter().map(|field| field.id.clone()).collect();
    let offered = |format| {
        let clock = VirtualClock::new();
        let jira = FakeJira::new(&clock, site_with_lists);
        let client = Client::new(&jira, &clock);
        let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
        let watch = Recorder::new(|_| false);
        let request = ExportRequest { columns: columns.clone(), format, ..request() };
        let exported = clock.run(table(&request, &client, &site, &watch)).unwrap();
        let columns = exported.workbook.sheets[0].columns.clone();
        let values = columns.into_iter().map(|c| c.choices.map(|c| c.values).unwrap_or_default());
        (values.collect::<Vec<_>>(), client.requests())
    };
    let (values, requests) = offered(ExportFormat::Xlsx);
    assert_eq!(values[1], ["Open", "Done"]);
    assert_eq!(values[2], ["Core", "Web, new"]);
    assert_eq!(values[3], ["North", "North > Fjord"]);
    assert!(values[0].is_empty() && values[4].is_empty());
    assert_eq!(requests, 6);
    let (values, requests) = offered(ExportFormat::Csv);
    assert_eq!((values.concat().len(), requests), (0, 2));
}

#[test]
fn an_export_of_many_places_asks_for_no_lists() {
    let offers = |places: u32| {
        let clock = VirtualClock::new();
        let jira = FakeJira::new(&clock, move |request, _| match request.path.as_str() {
            "/rest/api/3/search/jql" => {
                let ids: Vec<_> = (1..=40).map(|n| json!({"id": n.to_string()})).collect();
                ok(json!({"issues": ids, "isLast": true}))
            }
            "/rest/api/3/issue/bulkfetch" => {
                let issue = |n: u32| {
                    json!({"id": n.to_string(), "key": format!("A-{n}"), "fields": {
                        "project": {"id": (n % places).to_string()}, "issuetype": {"id": "7"},
                    }})
                };
                ok(json!({"issues": (1..=40).map(issue).collect::<Vec<_>>()}))
            }
            _ => ok(json!({"fields": {}})),
        });
        let client = Client::new(&jira, &clock);
        let fields = [
            field("issuekey", "Key", FieldType::Key),
            field("components", "Components", FieldType::Components),
        ];
        let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
        let watch = Recorder::new(|_| false);
        let columns = vec![FieldId::new("components")];
        let request = ExportRequest { columns, ..request() };
        clock.run(table(&request, &client, &site, &watch)).unwrap();
        client.requests()
    };
    assert_eq!((offers(20), offers(21)), (22, 2));
}

#[cfg(feature = "codec")]
#[test]
fn json_has_an_object_for_each_issue() {
    let clock = VirtualClock::new();
    let jira = FakeJira::new(&clock, site_of(2));
    let client = Client::new(&jira, &clock);
    let fields = fields();
    let site = ExportSite { url: "https://a.example", fields: &fields, zone: &Utc };
    let watch = Recorder::new(|_| false);
    let request = ExportRequest { format: ExportFormat::Json, ..request() };
    let file = clock.run(super::run(&request, &client, &site, &watch)).unwrap();
    assert_eq!((file.name.as_str(), file.mime), ("A-2026-11-02.json", "application/json"));
    let objects: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    assert_eq!(objects[1]["Key"], "A-2");
    assert_eq!(objects[1]["Due date"], "2026-12-24");
}

/// What a visitor finds, nothing or only what is public, is not the user's export.
#[test]
fn an_export_of_somebody_who_was_signed_out_is_none() {
    for nameless in [false, true] {
        // Where the header names the caller, nobody has to be asked at the end.
        for signed_in in 0..if nameless { 5 } else { 3 } {
            let clock = VirtualClock::new();
            let of_all = site_of(150);
            let jira =
                FakeJira::new(&clock, |request: &Request, number| match request.path.as_str() {
                    _ if number >= signed_in => visitor(request),
                    "/rest/api/3/myself" => ok(json!({"accountId": "acc", "displayName": "Mia"})),
                    _ => of_all(request, number),
                });
            let jira = if nameless { jira.nameless() } else { jira };
            let client = Client::new(&jira, &clock).signed_in_as("acc");
            let request = ExportRequest {
                jql: "project = A".to_owned(),
                columns: default_columns(&fields()),
                format: ExportFormat::Csv,
                ..ExportRequest::default()
            };
            let fields = fields();
            let site = ExportSite { url: "https://x", fields: &fields, zone: &Utc };
            let watch = Recorder::new(|_: &[JobEvent]| false);
            let error = clock.run(table(&request, &client, &site, &watch)).unwrap_err();
            assert_eq!(error.code, "jira-signed-out", "{signed_in}");
        }
    }
}
