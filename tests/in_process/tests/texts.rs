//! Texts of files that Rowport did not export: they arrive as they were typed, and formatting that
//! is clearly meant is offered.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use in_process_tests::{IanaZone, Opened, Planned, Trip, Wire, World, typed_sheet};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use wasm_core::finding::{Finding, Severity};
use wasm_core::mapping::{Mapping, Resolutions};
use wasm_core::plan::Addition;
use wasm_core::ports::{MemoryJournal, Method, Request, Transport};
use wasm_core::schema::TextForm;

struct Site {
    world: World,
    wire: Wire,
    zone: IanaZone,
}

impl Site {
    fn new() -> Self {
        let world = World::new(6);
        let wire = world.admin();
        Self { world, wire, zone: IanaZone::new("Europe/Berlin") }
    }

    fn trip(&self) -> Trip<'_> {
        Trip::new(&self.world, &self.wire, &self.zone)
    }

    fn plan_as(&self, header: &str, rows: &[Vec<&str>], form: Option<TextForm>) -> Planned {
        let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
        let line =
            |cells: &Vec<&str>| cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
        let file = format!("{header}\n{}", rows.iter().map(line).collect::<String>());
        let opened = Opened::read("typed.csv", file.as_bytes());
        let journal = MemoryJournal::default();
        let texts = |mapping: &mut Mapping| {
            for column in &mut mapping.columns {
                column.text = form.filter(|_| column.header == "Description");
            }
        };
        let trip = self.trip();
        self.world.run(trip.plan_matched(&opened, Resolutions::NONE, &journal, texts))
    }

    fn apply(&self, planned: &Planned) {
        let report = self.world.run(self.trip().apply(&planned.plan)).unwrap();
        assert_eq!((report.failed, report.otherwise), (0, 0), "{report:#?}");
    }

    fn fields(&self, jql: &str) -> Vec<Value> {
        let body = json!({"jql": jql, "fields": ["summary", "description", "environment"], "maxResults": 100});
        let request = Request {
            method: Method::Post,
            path: "/rest/api/3/search/jql".to_owned(),
            body: Some(body.to_string()),
        };
        let response = self.world.run(self.wire.send(request)).unwrap();
        let found: Value = serde_json::from_str(&response.body).unwrap();
        found["issues"].as_array().unwrap().iter().map(|issue| issue["fields"].clone()).collect()
    }
}

/// The text of a document: what a reader of Jira sees, told apart from the engine's own reading.
fn shown(node: &Value) -> String {
    let parts = node["content"].as_array().into_iter().flatten().map(shown);
    match node["type"].as_str().unwrap_or_default() {
        "text" => node["text"].as_str().unwrap().to_owned(),
        "hardBreak" => "\n".to_owned(),
        "doc" => parts.collect::<Vec<_>>().join("\n\n"),
        "paragraph" => parts.collect(),
        other => panic!("nobody typed a {other}"),
    }
}

/// The looks of a document's texts, but links.
fn looks(node: &Value) -> usize {
    let marks = node["marks"].as_array().into_iter().flatten();
    let own = marks.filter(|mark| mark["type"] != "link").count();
    own + node["content"].as_array().into_iter().flatten().map(looks).sum::<usize>()
}

/// A text without empty lines around it and blanks at its end, which nobody sees.
fn without_ends(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let first = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
    lines[first..].join("\n").trim_end().to_owned()
}

#[test]
fn any_text_arrives_as_it_was_typed() {
    let signs = "([ \\\\*_`~#>+=\\[\\](){}<>&|!.:;0-9a-zäß\"'/-]|\n|  |https://a\\.example/_b_|__|\\*\\*|---|h1\\. ){1,40}";
    let mut runner = TestRunner::new(Config { cases: 8, ..Config::default() });
    runner
        .run(&proptest::collection::vec(signs, 12), |texts| {
            let site = Site::new();
            let names: Vec<String> = (0..texts.len()).map(|at| format!("typed as {at}")).collect();
            let rows = names.iter().zip(&texts);
            let rows: Vec<Vec<&str>> =
                rows.map(|(name, text)| vec!["DEMO", "Task", name, text, text]).collect();
            let header = "Project,Issue Type,Summary,Description,Environment";
            let planned = site.plan_as(header, &rows, Some(TextForm::Plain));
            site.apply(&planned);
            site.world.pass(std::time::Duration::from_secs(60));
            let made = site.fields("project = DEMO ORDER BY key DESC");
            for (name, text) in names.iter().zip(&texts) {
                let fields = made.iter().find(|fields| fields["summary"] == **name);
                prop_assert!(fields.is_some(), "{name} {text:?} {}", planned.told());
                let document = &fields.unwrap()["description"];
                let wanted = without_ends(text);
                let found = if document.is_null() { String::new() } else { shown(document) };
                // A cell that names an error of Excel is refused, and one of blanks is empty.
                prop_assert_eq!(found, wanted);
                prop_assert_eq!(looks(document), 0);
            }
            Ok(())
        })
        .unwrap();
}

fn told(planned: &Planned) -> Vec<(&str, Severity)> {
    let codes = planned.findings.iter().filter(|found| found.severity > Severity::Info);
    codes.map(|found: &Finding| (found.message.code.as_str(), found.severity)).collect()
}

#[test]
fn clear_formatting_is_offered_once_for_its_column() {
    let site = Site::new();
    let header = "Project,Issue Type,Summary,Description";
    for (texts, code, form) in [
        (["## Aim\n\nto **win**", "more **so**"], "text-maybe-markdown", TextForm::Markdown),
        (["h2. Aim\n# go\n# win", "||a||b||\n|1|2|"], "text-maybe-wiki", TextForm::Wiki),
    ] {
        let rows = texts.map(|text| vec!["DEMO", "Task", "offered", text]);
        let planned = site.plan_as(header, &rows, None);
        assert_eq!(told(&planned), [(code, Severity::Warning)], "{}", planned.told());
        let at = &planned.findings.iter().find(|found| found.message.code == code).unwrap().at;
        assert_eq!((at.column, at.row), (Some(3), None));
        let plain = site.plan_as(header, &rows, Some(TextForm::Plain));
        assert_eq!(told(&plain), [], "{}", plain.told());
        let chosen = site.plan_as(header, &rows, Some(form));
        assert_eq!(told(&chosen), [], "{}", chosen.told());
        let made = chosen.plan.changes[0].fields.iter().find(|f| f.field.as_str() == "description");
        assert!(format!("{:?}", made.unwrap().after).contains("heading"), "{}", chosen.told());
    }
}

/// Jira converts all texts of a work item, or none.
#[test]
fn wiki_markup_beside_plain_texts_is_converted_here() {
    let site = Site::new();
    let header = "Project,Issue Type,Summary,Description,Environment";
    let row =
        vec!["DEMO", "Task", "mixed", "h2. Aim\n*so* {color:red}red{color}", "C:\\temp\\_new"];
    let planned = site.plan_as(header, &[row], Some(TextForm::Wiki));
    assert_eq!(told(&planned), [("markup-not-made", Severity::Warning)], "{}", planned.told());
    site.apply(&planned);
    site.world.pass(std::time::Duration::from_secs(60));
    let made = site.fields("project = DEMO ORDER BY key DESC");
    let made = made.iter().find(|fields| fields["summary"] == "mixed").unwrap();
    assert_eq!(made["description"]["content"][0]["type"], "heading");
    assert_eq!(shown(&made["environment"]), "C:\\temp\\_new");
}

/// An export as CSV carries no mark, and is known by what Jira has.
#[test]
fn an_export_as_csv_stays_markdown() {
    let site = Site::new();
    let fields = json!({"fields": {"project": {"key": "DEMO"}, "issuetype": {"name": "Task"},
        "summary": "a text", "description": "h2. Aim\n\n* one\n* two"}});
    let path = "/rest/api/2/issue".to_owned();
    let request = Request { method: Method::Post, path, body: Some(fields.to_string()) };
    let made: Value =
        serde_json::from_str(&site.world.run(site.wire.send(request)).unwrap().body).unwrap();
    let key = made["key"].as_str().unwrap();
    let edited = "## Aim\n\n- one\n- two\n- three\n\nC:\\temp\\_new and **so**";
    let planned = site.plan_as("Key,Description", &[vec![key, edited]], None);
    assert_eq!(told(&planned), [], "{}", planned.told());
    site.apply(&planned);
    let document = &site.fields(&format!("key = {key}"))[0]["description"];
    assert_eq!(document["content"][1]["content"].as_array().unwrap().len(), 3);
    let last = document["content"][2]["content"].to_string();
    assert!(last.contains("C:\\\\temp\\\\_new and ") && last.contains("strong"), "{last}");
}

#[test]
fn a_foreign_text_leaves_what_says_the_same() {
    let site = Site::new();
    let fields = json!({"fields": {"project": {"key": "DEMO"}, "issuetype": {"name": "Task"},
        "summary": "a text", "description": "h2. Aim\n\nwords in *bold*"}});
    let path = "/rest/api/2/issue".to_owned();
    let request = Request { method: Method::Post, path, body: Some(fields.to_string()) };
    let made: Value =
        serde_json::from_str(&site.world.run(site.wire.send(request)).unwrap().body).unwrap();
    let key = made["key"].as_str().unwrap();
    let same = site.plan_as("Key,Description", &[vec![key, "Aim\n\nwords in bold"]], None);
    assert!(same.is_nothing(), "{}", same.told());
}

#[test]
fn comments_of_a_foreign_workbook_arrive_as_typed() {
    let site = Site::new();
    let mut opened = Opened::read("c.csv", b"Key,Summary\nDEMO-1,\n");
    let rows = ["DEMO-1||C:\\temp\\_new\n  - **so**"];
    let sheet = typed_sheet("Comments", "Key|Comment ID|Comment", &rows);
    opened.file.workbook.sheets.push(sheet);
    let planned = site.world.run(site.trip().plan(&opened));
    assert_eq!(told(&planned), [("text-maybe-markdown", Severity::Warning)], "{}", planned.told());
    let Some(Addition::Comment { body, .. }) = &planned.plan.entries[0].addition else {
        panic!("{}", planned.told())
    };
    assert_eq!(shown(&body.document), "C:\\temp\\_new\n  - **so**");
}
