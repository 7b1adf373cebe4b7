//! Further sheets of a site in memory.

use serde_json::{Value, json};

use crate::export::{ExportSite, ExportedTable, table};
use crate::jira::Client;
use crate::jira::testing::{Answer, FakeJira, Recorder, VirtualClock, body, ok, status};
use crate::job::{ExportFormat, ExportOptions, ExportRequest, FurtherSheet};
use crate::message::Message;
use crate::ports::{Request, Zone};
use crate::schema::{FieldId, FieldSchema, FieldType};
use crate::sheet::SheetSpec;

struct East;

impl Zone for East {
    fn name(&self) -> &str {
        "Etc/GMT-2"
    }

    fn offset_seconds(&self, _: jiff::Timestamp) -> i32 {
        7200
    }
}

fn person(id: &str, name: &str) -> Value {
    json!({"accountId": format!("712020:{id}"), "displayName": name, "active": id != "c3"})
}

fn text(words: &str) -> Value {
    json!({"type": "doc", "version": 1, "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": words}]}]})
}

fn comment(number: u32) -> Value {
    let mut comment = json!({"id": format!("100{number}"), "author": person("a1", "Mia"),
        "created": "2026-10-01T10:00:00.000+0000", "updated": "2026-10-02T10:00:00.000+0000",
        "body": text(&format!("Comment {number}")), "jsdPublic": number != 2});
    if number == 3 {
        comment["visibility"] = json!({"type": "role", "value": "Administrators"});
        comment["author"] = person("b2", "Mia");
    }
    comment
}

/// Issue 1 has three comments, of which one comes with it; issue 2 went away; nobody watches 3.
fn site(request: &Request, _: usize) -> Answer {
    let path = request.path.split('?').next().unwrap();
    match path.strip_prefix("/rest/api/3/").unwrap() {
        "search/jql" => {
            ok(json!({"issues": [{"id": "1"}, {"id": "2"}, {"id": "3"}], "isLast": true}))
        }
        "issue/bulkfetch" => {
            let unwatched = json!({"watches": {"watchCount": 0}});
            ok(json!({"issues": [issue(), {"id": "2", "key": "A-2", "fields": {}},
                {"id": "3", "key": "A-3", "fields": unwatched}]}))
        }
        "issue/1/comment" => {
            ok(json!({"comments": [comment(1), comment(2), comment(3)], "total": 3}))
        }
        "issueLinkType" => ok(json!({"issueLinkTypes": [
            {"id": "9", "name": "Blocks", "inward": "is blocked by", "outward": "blocks"},
            {"id": "8", "name": "Relates", "inward": "relates to", "outward": "relates to"}]})),
        "issue/1/watchers" => {
            ok(json!({"watchers": [person("a1", "Mia"), person("c3", "Old Hand")]}))
        }
        "issue/2/watchers" => status(404, &[], json!({"errorMessages": ["gone"], "errors": {}})),
        "changelog/bulkfetch" => {
            assert_eq!(body(request)["issueIdsOrKeys"], json!(["1", "2", "3"]));
            ok(json!({"issueChangeLogs": [{"issueId": "1", "changeHistories": [
                {"id": "500", "author": person("a1", "Mia"), "created": 1_790_000_000_000_i64, "items": [
                    {"field": "status", "fromString": "Open", "toString": "Done"},
                    {"field": "resolution", "fromString": null, "toString": "Done"}]}]}]}))
        }
        "configuration" => ok(json!({"timeTrackingEnabled": true, "timeTrackingConfiguration":
            {"workingHoursPerDay": 8.0, "workingDaysPerWeek": 5.0, "timeFormat": "pretty",
             "defaultUnit": "minute"}})),
        other => panic!("{other}"),
    }
}

fn issue() -> Value {
    json!({"id": "1", "key": "A-1", "fields": {
        "comment": {"comments": [comment(1)], "total": 3},
        "worklog": {"total": 1, "worklogs": [{"id": "200", "author": person("a1", "Mia"),
            "started": "2026-10-01T10:00:00.000+0000", "timeSpentSeconds": 34_200,
            "comment": text("Measured")}]},
        "attachment": [{"id": "300", "filename": "plan.png", "author": person("a1", "Mia"),
            "created": "2026-10-01T10:00:00.000+0000", "size": 2048, "mimeType": "image/png",
            "content": "https://a.example/rest/api/3/attachment/content/300"}],
        "issuelinks": [
            {"id": "400", "type": {"id": "9", "name": "Blocks", "inward": "is blocked by", "outward": "blocks"},
             "outwardIssue": {"key": "A-7", "fields": {"summary": "Later", "status": {"name": "Open"}}}},
            {"id": "401", "type": {"id": "9", "name": "Blocks", "inward": "is blocked by", "outward": "blocks"},
             "inwardIssue": {"key": "A-8", "fields": {"summary": "First", "status": {"name": "Done"}}}}],
    }})
}

fn export(sheets: &[FurtherSheet]) -> (Vec<SheetSpec>, String) {
    export_with(sheets, site)
}

fn export_with(
    sheets: &[FurtherSheet],
    answer: impl Fn(&Request, usize) -> Answer,
) -> (Vec<SheetSpec>, String) {
    export_of(ExportOptions { sheets: sheets.into(), ..ExportOptions::default() }, answer)
}

fn export_of(
    options: ExportOptions,
    answer: impl Fn(&Request, usize) -> Answer,
) -> (Vec<SheetSpec>, String) {
    let (exported, log) = exported(options, answer);
    (exported.unwrap().workbook.sheets, log)
}

fn exported(
    options: ExportOptions,
    answer: impl Fn(&Request, usize) -> Answer,
) -> (Result<ExportedTable, Message>, String) {
    let clock = VirtualClock::new();
    let jira = FakeJira::new(&clock, answer);
    let client = Client::new(&jira, &clock);
    let kind = FieldType::Key;
    let fields = [FieldSchema {
        id: FieldId::new("issuekey"),
        name: "Key".to_owned(),
        kind,
        custom: false,
        scope: None,
    }];
    let site = ExportSite { url: "https://a.example", fields: &fields, zone: &East };
    let request = ExportRequest {
        jql: "project = A".to_owned(),
        format: ExportFormat::Xlsx,
        options,
        ..ExportRequest::default()
    };
    let watch = Recorder::new(|_| false);
    let exported = clock.run(table(&request, &client, &site, &watch));
    (exported, jira.log())
}

/// A sheet as lines of cells; a link stands behind its cell.
fn shown(sheet: &SheetSpec) -> String {
    let headers: Vec<_> = sheet.columns.iter().map(|column| column.header.clone()).collect();
    let row = |row: &Vec<crate::sheet::OutCell>| {
        let cell = |cell: &crate::sheet::OutCell| {
            let link = cell.link.as_ref().map(|link| format!(" → {link}")).unwrap_or_default();
            format!("{}{link}", cell.value.to_text())
        };
        row.iter().map(cell).collect::<Vec<_>>().join(" | ")
    };
    let rows = sheet.rows.iter().map(row);
    let lines = std::iter::once(headers.join(" | ")).chain(rows);
    format!("{}\n{}\n", sheet.name, lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_sheet_has_a_row_for_each_entry() {
    let (sheets, log) = export(&FurtherSheet::ALL);
    let further: Vec<_> = sheets[1..].iter().map(shown).collect();
    insta::assert_snapshot!("sheets", further.join("\n"));
    insta::assert_snapshot!("requests", log);
    let links = sheets.iter().find(|sheet| sheet.name == "Links").unwrap();
    let words = &links.columns[2].choices.as_ref().unwrap().values;
    assert_eq!(words, &["blocks", "is blocked by", "relates to"]);
}

#[test]
fn a_sheet_that_was_not_asked_for_is_not_read() {
    let (sheets, log) = export(&[FurtherSheet::Links, FurtherSheet::Links]);
    let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Work items", "Links", "_rowport"]);
    assert_eq!(log.lines().count(), 3, "{log}");
}

#[test]
fn columns_say_what_may_be_entered() {
    let (sheets, _) = export(&[FurtherSheet::Comments, FurtherSheet::Watchers]);
    let of = |sheet: &SheetSpec| {
        let column = |column: &crate::sheet::ColumnSpec| {
            let marks = match (column.read_only, column.required) {
                (true, _) => " (read-only)",
                (_, true) => " *",
                _ => "",
            };
            format!("{}{marks}: {}", column.header, column.note.clone().unwrap_or_default())
        };
        sheet.columns.iter().map(column).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(sheets[1..3].iter().map(of).collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn further_sheets_follow_the_order_of_an_outline() {
    let file = |id: u32| {
        json!({"id": id.to_string(), "filename": "a", "author": person("a1", "Mia"),
            "created": "2026-10-01T10:00:00.000+0000", "size": 1, "mimeType": "text/plain",
            "content": "https://a.example/a"})
    };
    let parents = [(1, Some("3")), (2, None), (3, None), (4, Some("1"))];
    let issues = parents.map(|(id, parent)| {
        json!({"id": id.to_string(), "key": format!("A-{id}"), "fields": {
            "parent": parent.map(|id| json!({"id": id})), "attachment": [file(10 * id), file(10 * id + 1)]}})
    });
    let answer = |request: &Request, number: usize| match request.path.split('?').next().unwrap() {
        "/rest/api/3/search/jql" => ok(json!({"issues": issues, "isLast": true})),
        "/rest/api/3/issue/bulkfetch" => ok(json!({"issues": issues})),
        _ => site(request, number),
    };
    let sheets = vec![FurtherSheet::Attachments];
    let options = ExportOptions { outline: true, sheets, ..ExportOptions::default() };
    let (sheets, _) = export_of(options, answer);
    let column = |sheet: &SheetSpec, at: usize| {
        sheet.rows.iter().map(|row| row[at].value.to_text()).collect::<Vec<_>>()
    };
    assert_eq!(column(&sheets[0], 0), ["A-2", "A-3", "A-1", "A-4"]);
    let keys = ["A-2", "A-2", "A-3", "A-3", "A-1", "A-1", "A-4", "A-4"];
    assert_eq!(column(&sheets[1], 0), keys);
    assert_eq!(column(&sheets[1], 1), ["20", "21", "30", "31", "10", "11", "40", "41"]);
}

#[test]
fn the_first_sheet_says_that_watchers_are_hidden() {
    let said = |count: u32| {
        let watched =
            json!({"id": "1", "key": "A-1", "fields": {"watches": {"watchCount": count}}});
        let answer =
            |request: &Request, number: usize| match request.path.split('?').next().unwrap() {
                "/rest/api/3/issue/bulkfetch" => ok(json!({"issues": [watched]})),
                _ => site(request, number),
            };
        let options =
            ExportOptions { sheets: vec![FurtherSheet::Watchers], ..ExportOptions::default() };
        let about = exported(options, answer).0.unwrap().workbook.about.unwrap();
        let hidden = "Of 1 work items Jira did not show all who watch";
        about.paragraphs.iter().any(|paragraph| paragraph.text.starts_with(hidden))
    };
    assert!(said(3), "two are shown");
    assert!(!said(2));
}

/// A site whose histories come on pages: by the date of the changes, whichever issue's they are.
fn histories(pages: [Value; 2]) -> Vec<Vec<String>> {
    let answer = |request: &Request, number: usize| {
        if !request.path.ends_with("changelog/bulkfetch") {
            return site(request, number);
        }
        match body(request)["nextPageToken"].as_str() {
            None => ok(json!({"issueChangeLogs": pages[0], "nextPageToken": "more"})),
            Some(_) => ok(json!({"issueChangeLogs": pages[1]})),
        }
    };
    let (sheets, _) = export_with(&[FurtherSheet::History], answer);
    let sheet = sheets.iter().find(|sheet| sheet.name == "Change history").unwrap();
    let cells = |row: &Vec<crate::sheet::OutCell>| row.iter().map(|c| c.value.to_text()).collect();
    sheet.rows.iter().map(cells).collect()
}

fn log(issue: &str, change: &str, day: u32, items: Value) -> Value {
    json!({"issueId": issue, "changeHistories": [{"id": change, "author": person("a1", "Mia"),
        "created": format!("2026-10-{day:02}T10:00:00.000+0000"), "items": items}]})
}

#[test]
fn the_histories_of_issues_stand_together_though_they_come_by_date() {
    let item = |field: &str| json!({"field": field, "fromString": "a", "toString": "b"});
    let rows = histories([
        json!([
            log("1", "501", 1, json!([item("summary")])),
            log("2", "502", 2, json!([item("status")]))
        ]),
        json!([
            log("1", "503", 3, json!([item("Component"), item("Component")])),
            log("2", "504", 4, json!([item("status")]))
        ]),
    ]);
    let shown: Vec<_> =
        rows.iter().map(|row| format!("{} {} {}", row[0], row[1], row[4])).collect();
    let expected = [
        "A-1 501 summary",
        "A-1 503 Component",
        "A-1 503 Component",
        "A-2 502 status",
        "A-2 504 status",
    ];
    assert_eq!(shown, expected);
}

/// A text of Jira's longest, told as wiki markup, is longer than a cell can be.
#[test]
fn a_past_text_that_no_cell_can_hold_is_shortened() {
    let long = "🙂".repeat(20_000);
    let item = json!({"field": "description", "fromString": long, "toString": "short"});
    let rows = histories([json!([log("1", "501", 1, json!([item]))]), json!([])]);
    let before = &rows[0][5];
    assert!(before.encode_utf16().count() <= 32_767, "{}", before.encode_utf16().count());
    assert!(before.ends_with("the whole text is in Jira]"));
    assert_eq!(rows[0][6], "short");
}

/// A sheet that lacks what 100 issues were through would seem to be whole.
#[test]
fn histories_that_jira_does_not_give_are_not_left_out_in_silence() {
    for code in [401, 403, 404] {
        let sheets = vec![FurtherSheet::History];
        let options = ExportOptions { sheets, ..ExportOptions::default() };
        let (exported, _) = exported(options, |request, number| {
            let path = request.path.trim_start_matches("/rest/api/3/");
            match path {
                "changelog/bulkfetch" => {
                    status(code, &[], json!({"errorMessages": ["Not for you."], "errors": {}}))
                }
                "myself" => ok(person("a1", "Mia")),
                _ => site(request, number),
            }
        });
        let message = exported.unwrap_err();
        assert_eq!(message.code, "jira-history-refused", "{code}");
        assert!(message.text().contains("Not for you"), "{}", message.text());
    }
}
