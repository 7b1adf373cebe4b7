//! A part of Jira's own CSV, or one whose headers were changed: known by what it still has, or by
//! Jira's own texts in wiki markup, else asked about.

#![allow(clippy::unwrap_used, missing_docs)]

use in_process_tests::{IanaZone, Opened, Planned, Trip, Wire, World};
use serde_json::{Value, json};
use wasm_core::ports::{Method, Request, Transport};

const TEXTS: [&str; 4] = [
    "h2. To do\n# pack\n# ship",
    "{code:java}\nint a = *b;\n{code}\n+under+",
    "{color:#ff5630}red{color} and *bold*",
    "plain words",
];

struct Site {
    world: World,
    wire: Wire,
    zone: IanaZone,
}

async fn rest(wire: &Wire, method: Method, path: &str, body: Value) -> Value {
    let body = (!body.is_null()).then(|| body.to_string());
    let response = wire.send(Request { method, path: path.to_owned(), body }).await.unwrap();
    assert!(response.status < 300, "{path}: {}", response.body);
    serde_json::from_str(&response.body).unwrap_or_default()
}

impl Site {
    fn new() -> Self {
        let world = World::new(3);
        let wire = world.admin();
        Self { world, wire, zone: IanaZone::new("Europe/Berlin") }
    }

    fn rest(&self, method: Method, path: &str, body: Value) -> Value {
        self.world.run(rest(&self.wire, method, path, body))
    }

    /// Makes work items with those texts; their keys, ids and texts as Jira says them.
    fn make(&self, texts: &[&str]) -> Vec<[String; 3]> {
        let make = |text: &&str| {
            let fields = json!({"fields": {"project": {"key": "DEMO"},
                "issuetype": {"name": "Task"}, "summary": "a text", "description": text}});
            let made = self.rest(Method::Post, "/rest/api/2/issue", fields);
            let key = made["key"].as_str().unwrap().to_owned();
            let text = self.text(&key);
            [key, made["id"].as_str().unwrap().to_owned(), text]
        };
        texts.iter().map(make).collect()
    }

    fn text(&self, key: &str) -> String {
        let path = format!("/rest/api/2/issue/{key}?fields=description");
        let issue = self.rest(Method::Get, &path, Value::Null);
        issue["fields"]["description"].as_str().unwrap_or_default().to_owned()
    }

    fn plan(&self, header: &str, rows: &[Vec<&str>]) -> Planned {
        let line = |cells: &Vec<&str>| {
            let quoted = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            quoted.collect::<Vec<_>>().join(",") + "\r\n"
        };
        let file = format!("{header}\r\n{}", rows.iter().map(line).collect::<String>());
        let trip = Trip::new(&self.world, &self.wire, &self.zone);
        self.world.run(trip.plan(&Opened::read("part.csv", file.as_bytes())))
    }
}

fn codes(planned: &Planned) -> Vec<&str> {
    let told =
        planned.findings.iter().filter(|found| found.severity > wasm_core::finding::Severity::Info);
    told.map(|found| found.message.code.as_str()).collect()
}

#[test]
fn a_key_under_any_header_is_jiras_csv_by_its_other_columns() {
    let site = Site::new();
    let made = site.make(&TEXTS);
    for key in ["Ticket", "Vorgang", "Jira", "Nr"] {
        for (other, cell) in [
            ("Issue id", None),
            ("Custom field (Customer reference)", Some("")),
            ("Campo personalizado (Customer reference)", Some("")),
        ] {
            let header = format!("Summary,{key},{other},Description,Original estimate");
            let rows = made.iter().map(|[key, id, text]| {
                vec!["a text", key.as_str(), cell.unwrap_or(id), text.as_str(), ""]
            });
            let planned = site.plan(&header, &rows.collect::<Vec<_>>());
            assert!(planned.is_nothing(), "{header}: {}", planned.told());
            let known = planned.findings.iter().any(|f| f.message.code == "column-wiki-markup");
            assert!(known, "{header}: {}", planned.told());
        }
    }
}

#[test]
fn keys_and_texts_alone_are_told_by_jiras_markup() {
    let site = Site::new();
    let made = site.make(&TEXTS);
    let unedited: Vec<Vec<&str>> =
        made.iter().map(|[key, _, text]| vec!["a text", key.as_str(), text.as_str()]).collect();
    let header = "Summary,Issue key,Description";
    let planned = site.plan(header, &unedited);
    assert!(planned.is_nothing(), "{}", planned.told());
    assert_eq!(codes(&planned), Vec::<&str>::new(), "{}", planned.told());

    let edited = made[0][2].replace("pack", "wrap");
    let mut rows = unedited.clone();
    rows[0][2] = &edited;
    let planned = site.plan(header, &rows);
    let field = &planned.plan.changes[0].fields;
    assert_eq!(planned.plan.summary.update, 1, "{}", planned.told());
    assert_eq!(field[0].after.markup(), Some(edited.as_str()), "it is written as markup");
}

#[test]
fn what_nothing_tells_is_asked() {
    let site = Site::new();
    let made = site.make(&["old words"]);
    let plan = |text: &str| site.plan("Key,Description", &[vec![made[0][0].as_str(), text]]);
    let doubtful = plan("*bold*\n# one");
    assert_eq!(codes(&doubtful), ["maybe-wiki-markup"], "{}", doubtful.told());
    assert_eq!((doubtful.plan.summary.update, doubtful.plan.summary.conflict), (0, 1));
    let sure = plan("**bold**\n- one");
    assert_eq!(codes(&sure), ["text-maybe-markdown"], "{}", sure.told());
    assert_eq!(sure.plan.summary.update, 1);
}

#[test]
fn lines_of_ours_tell_markdown() {
    let site = Site::new();
    let made = site.make(&["h2. Title\nwords"]);
    let text = "## Title\n\nwords\n\n# more";
    let planned = site.plan("Key,Description", &[vec![made[0][0].as_str(), text]]);
    assert_eq!((codes(&planned), planned.plan.summary.update), (vec![], 1), "{}", planned.told());
}
