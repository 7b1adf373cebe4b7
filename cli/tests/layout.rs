//! How exports are laid out: templates, hierarchy, protection, and workbooks of one's own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use std::path::Path;

use serde_json::{Value, json};
use wasm_core::sheet::{ColumnSpec, SheetSpec, WorkbookSpec, write_xlsx};

use sim::Sim;
use support::{Folder, end};

const ALL: &str = "project = DEMO ORDER BY key ASC";

const LABELLED: &str = "project = DEMO AND labels is not EMPTY";

fn unchanged(count: u32) -> Value {
    json!({"create": 0, "update": 0, "unchanged": count, "conflict": 0, "blocked": 0})
}

#[test]
fn a_hierarchy_under_protection_comes_back_unchanged() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let file = folder.text("tree.xlsx");
    let args = ["export", "--jql", ALL, "--out", &file, "--outline", "--protect"];
    assert_eq!(sim.json("member", &args)["issues"], 200);
    let plan = sim.json("member", &["plan", &file, "--project", "DEMO"]);
    assert_eq!(plan["summary"], unchanged(200));
}

#[test]
fn a_template_is_saved_used_and_deleted() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, other) = (folder.text("a.json"), folder.text("b.json"));
    let columns = ["--columns", "labels,summary"];
    let save = ["export", "--jql", LABELLED, "--out", &file, "--save-template", "Weekly"];
    sim.json("member", &[&save[..], &columns].concat());

    let listed = sim.rowport("member", &["templates"]);
    assert_eq!(String::from_utf8_lossy(&listed.stdout), "Weekly\n  Labels, Summary\n");
    // The name of the file says another thing than the template: it goes first.
    let again = ["export", "--jql", LABELLED, "--template", "weekly", "--out"];
    sim.json("member", &[&again[..], &[&other]].concat());
    assert_eq!(std::fs::read(&file).unwrap(), std::fs::read(&other).unwrap());
    let issues: Value = serde_json::from_slice(&std::fs::read(&other).unwrap()).unwrap();
    let mut labels = issues.as_array().unwrap().iter().map(|issue| &issue["Labels"]);
    assert!(labels.any(|labels| labels.as_array().unwrap().len() > 1), "{issues}");
    let names: Vec<&String> = issues[0].as_object().unwrap().keys().collect();
    assert_eq!(names.len(), 3, "{issues}");
    let unnamed = folder.text("c");
    sim.json("member", &[&again[..], &[&unnamed]].concat());
    assert_eq!(std::fs::read(&file).unwrap(), std::fs::read(&unnamed).unwrap());

    // It is the user's own.
    assert_eq!(sim.json("viewer", &["templates"]), json!({"templates": []}));
    let (code, said) = end(&sim.rowport("viewer", &[&again[..], &[&other]].concat()));
    assert_eq!(code, 5, "{said}");
    assert!(said.contains("There is no template “weekly”."), "{said}");
    let left = sim.json("member", &["templates", "--delete", "WEEKLY"]);
    assert_eq!(left, json!({"templates": []}));
}

#[test]
fn a_workbook_of_ones_own_is_filled_and_comes_back_unchanged() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/templates");
    for name in ["table--xlsxwriter.xlsx", "plain--openpyxl.xlsx"] {
        let own = templates.join(name).to_str().unwrap().to_owned();
        let file = folder.text(name);
        let done =
            sim.json("member", &["export", "--jql", ALL, "--workbook", &own, "--out", &file]);
        assert_eq!(done["issues"], 200);
        let notes = done["notes"].to_string();
        assert!(notes.contains("fits no field"), "{name}: {notes}");
        let plan = sim.json("member", &["plan", &file, "--project", "DEMO"]);
        assert_eq!(plan["summary"], unchanged(200), "{name}: {}", plan["findings"]);

        // What was filled can be filled again, with fewer rows.
        let again = folder.text("again.xlsx");
        let few = ["export", "--jql", "key <= DEMO-9 AND project = DEMO", "--workbook", &file];
        sim.json("member", &[&few[..], &["--out", &again]].concat());
        let plan = sim.json("member", &["plan", &again, "--project", "DEMO"]);
        assert_eq!(plan["summary"], unchanged(9), "{name}: {}", plan["findings"]);
    }
}

#[test]
fn an_exported_file_serves_as_ones_own_workbook() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (first, second) = (folder.text("first.xlsx"), folder.text("second.xlsx"));
    let few = ["export", "--jql", "key <= DEMO-9 AND project = DEMO", "--out", &first];
    sim.json("member", &[&few[..], &["--outline", "--protect"]].concat());
    let all = ["export", "--jql", ALL, "--workbook", &first, "--out", &second];
    let done = sim.json("member", &all);
    assert_eq!((&done["issues"], &done["notes"]), (&json!(200), &Value::Null));
    let plan = sim.json("member", &["plan", &second, "--project", "DEMO"]);
    assert_eq!(plan["summary"], unchanged(200), "{}", plan["findings"]);
}

#[test]
fn a_workbook_of_ones_own_gets_a_hierarchy_and_further_sheets() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/templates");
    let own = templates.join("plain--openpyxl.xlsx").to_str().unwrap().to_owned();
    let [first, second, third] = ["1.xlsx", "2.xlsx", "3.xlsx"].map(|name| folder.text(name));
    let some = ["export", "--jql", "key <= DEMO-20 AND project = DEMO"];
    let sheets = ["--outline", "--sheets", "comments,history"];
    sim.json("member", &[&some[..], &sheets, &["--workbook", &own, "--out", &first]].concat());
    let plan = |file: &str| sim.json("member", &["plan", file, "--project", "DEMO"]);
    let planned = plan(&first);
    assert_eq!(planned["summary"], unchanged(20), "{}", planned["findings"]);
    let open = |file: &str| {
        let bytes = std::fs::read(file).unwrap();
        wasm_core::sheet::read(&bytes, &Default::default()).unwrap().0
    };
    let comments = open(&first).sheet("Comments").unwrap().rows.len();
    assert!(comments > 1);

    // The sheets that it has are written anew, asked for or not.
    let few = ["export", "--jql", "key <= DEMO-9 AND project = DEMO", "--workbook", &first];
    sim.json("member", &[&few[..], &["--out", &second]].concat());
    let planned = plan(&second);
    assert_eq!(planned["summary"], unchanged(9), "{}", planned["findings"]);
    let fewer = open(&second).sheet("Comments").unwrap().rows.len();
    assert!(fewer < comments, "{fewer} of {comments}");

    // A sheet of one's own is not written over.
    let taken = ["--sheets", "links", "--workbook", &own, "--out", &third];
    let book = sheet_book(&["Issues", "Links"]);
    std::fs::write(&third, book).unwrap();
    let own = [&some[..], &taken[..2], &["--workbook", &third, "--out", &second]].concat();
    let (code, said) = end(&sim.rowport("member", &own));
    assert_eq!(code, 5, "{said}");
    assert!(said.contains("a sheet “Links” of its own"), "{said}");
}

/// A workbook of sheets with one column of keys and one of summaries.
fn sheet_book(names: &[&str]) -> Vec<u8> {
    let column = |header: &str| ColumnSpec { header: header.to_owned(), ..ColumnSpec::default() };
    let sheet = |name: &&str| SheetSpec {
        name: (*name).to_owned(),
        columns: vec![column("Key"), column("Summary")],
        rows: vec![vec!["OLD-1".into(), "Old".into()]],
        ..SheetSpec::default()
    };
    let sheets = names.iter().map(sheet).collect();
    write_xlsx(&WorkbookSpec { about: None, sheets }).unwrap()
}

#[test]
fn a_workbook_that_can_not_be_filled_is_told() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/templates");
    let own = |name: &str| templates.join(name).to_str().unwrap().to_owned();
    let out = folder.text("out.xlsx");
    let check = |workbook: &str, out: &str, code: i32, words: &str| {
        let args = ["export", "--jql", ALL, "--workbook", workbook, "--out", out];
        let (ended, said) = end(&sim.rowport("member", &args));
        assert_eq!(ended, code, "{said}");
        assert!(said.contains(words), "{said}");
    };
    check(&own("totals--xlsxwriter.xlsx"), &out, 5, "totals");
    check(&own("plain--openpyxl.xlsx"), &folder.text("out.csv"), 2, "ends in .xlsx");
    let text = folder.text("own.csv");
    std::fs::write(&text, "Key,Summary\r\nDEMO-1,x\r\n").unwrap();
    check(&text, &folder.text("out.csv"), 5, "not an Excel workbook");
    assert!(!Path::new(&out).exists());
}
