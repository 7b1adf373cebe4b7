//! Comments, worklogs and links as sheets of a workbook, there and back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use serde_json::{Value, json};
use wasm_core::sheet::{
    CellValue, ColumnSpec, OutCell, ReadOptions, Row, SheetSpec, Workbook, WorkbookSpec, read,
    write_xlsx,
};

use sim::Sim;
use support::{Folder, end};

const SOME: &str = "project = DEMO AND key <= DEMO-20 ORDER BY key ASC";

const SHEETS: &str = "comments,worklogs,links,attachments,history,watchers";

fn export(sim: &Sim, file: &str) {
    let args = ["export", "--jql", SOME, "--sheets", SHEETS, "--out", file];
    assert_eq!(sim.json("member", &args)["issues"], 20);
}

fn open(file: &str) -> Workbook {
    read(&std::fs::read(file).unwrap(), &ReadOptions::default()).unwrap().0
}

/// Saves what was read as a workbook again.
fn save(workbook: &Workbook, file: &str) {
    let cells = |row: &Row| {
        let width = row.cells.last().map_or(0, |cell| cell.0 + 1);
        (0..width).map(|at| OutCell::from(row.get(at).clone())).collect::<Vec<_>>()
    };
    let sheets = workbook.sheets.iter().filter(|sheet| sheet.name != "_lists").map(|sheet| {
        let (first, rest) = sheet.rows.split_first().unwrap();
        let header =
            |cell: OutCell| ColumnSpec { header: cell.value.to_text(), ..ColumnSpec::default() };
        SheetSpec {
            name: sheet.name.clone(),
            columns: cells(first).into_iter().map(header).collect(),
            rows: rest.iter().map(cells).collect(),
            visibility: sheet.visibility,
            ..SheetSpec::default()
        }
    });
    let spec = WorkbookSpec { about: None, sheets: sheets.collect() };
    std::fs::write(file, write_xlsx(&spec).unwrap()).unwrap();
}

/// Adds a row of texts below the others; an empty text is no cell.
fn add(workbook: &mut Workbook, sheet: &str, texts: &[&str]) {
    let sheet = workbook.sheets.iter_mut().find(|s| s.name == sheet).unwrap();
    let cells = (0..).zip(texts).filter(|(_, text)| !text.is_empty());
    let cells = cells.map(|(at, text)| (at, CellValue::from(*text))).collect();
    let index = sheet.rows.last().unwrap().index + 1;
    sheet.rows.push(Row { index, cells });
}

/// The cells of a column.
fn column(workbook: &Workbook, sheet: &str, header: &str) -> Vec<String> {
    let sheet = workbook.sheet(sheet).unwrap();
    let at = sheet.rows[0].cells.iter().find(|cell| cell.1.to_text() == header).unwrap().0;
    sheet.rows[1..].iter().map(|row| row.get(at).to_text()).collect()
}

#[test]
fn new_rows_of_further_sheets_arrive_in_jira_once() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, edited, plan) =
        (folder.text("a.xlsx"), folder.text("b.xlsx"), folder.text("plan.json"));
    export(&sim, &file);
    let unchanged = json!({"create": 0, "update": 0, "unchanged": 20, "conflict": 0, "blocked": 0});
    assert_eq!(sim.json("member", &["plan", &file])["summary"], unchanged);

    let mut workbook = open(&file);
    let before = column(&workbook, "Links", "Key").len();
    let when = "2024-02-29 08:15";
    add(&mut workbook, "Comments", &["DEMO-1", "", "Mia Old", when, "", "Canary **one**"]);
    add(&mut workbook, "Comments", &["demo-2", "", "", "", "", "Canary two"]);
    add(&mut workbook, "Worklogs", &["DEMO-3", "", "", when, "1h 30m", "Canary work"]);
    add(&mut workbook, "Links", &["DEMO-4", "", "is blocked by", "DEMO-19"]);
    add(&mut workbook, "Links", &["DEMO-4", "", "eats", "DEMO-19"]);
    save(&workbook, &edited);

    let planned = sim.json("member", &["plan", &edited]);
    let summary = &planned["summary"];
    let counts = ["comments", "worklogs", "links", "blocked", "unchanged", "entries_blocked"];
    assert_eq!(counts.map(|c| &summary[c]), [2, 1, 1, 0, 20, 1], "{planned:#}");
    let text = planned["findings"].to_string();
    assert!(text.contains("Originally by Mia Old on 2024-02-29 08:15"), "{text}");
    assert!(text.contains("The site has no kind of link called “eats”."), "{text}");
    assert!(text.contains("Links!C"), "{text}");

    let saved = sim.json("member", &["plan", &edited, "--out", &plan]);
    assert_eq!(saved["summary"], *summary);
    let done = sim.json_of("member", &["apply", &plan], 6);
    let counts = ["comments", "worklogs", "links", "failed", "held_back"].map(|count| &done[count]);
    assert_eq!(counts, [2, 1, 1, 0, 1], "{done:#}");
    let again = sim.json_of("member", &["apply", &plan], 6);
    assert_eq!([&again["entries_present"], &again["failed"]], [4, 0], "{again:#}");
    assert!(["comments", "worklogs", "links"].iter().all(|count| again[count].is_null()));
    let told = sim.rowport("member", &["plan", &edited]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.starts_with("0 to create, 0 to update, 20 unchanged"), "{told}");
    assert!(told.contains("4 rows of further sheets unchanged, 1 held back"), "{told}");

    export(&sim, &file);
    let after = open(&file);
    let comments = column(&after, "Comments", "Comment");
    assert_eq!(comments.iter().filter(|text| text.contains("Canary")).count(), 2);
    let kept = comments.iter().find(|text| text.contains("Canary **one**")).unwrap();
    assert!(kept.starts_with("_Originally by Mia Old on 2024-02-29 08:15"), "{kept}");
    let work = column(&after, "Worklogs", "Comment");
    let at = work.iter().position(|text| text == "Canary work").unwrap();
    assert_eq!(column(&after, "Worklogs", "Time spent")[at], "1h 30m");
    let links = column(&after, "Links", "Relationship");
    let ends: Vec<_> = column(&after, "Links", "Key").into_iter().zip(links).collect();
    assert_eq!(ends.len(), before + 2);
    for end in [("DEMO-4", "is blocked by"), ("DEMO-19", "blocks")] {
        assert!(ends.contains(&(end.0.to_owned(), end.1.to_owned())), "{ends:?}");
    }
}

/// A transition without a screen would drop a comment without a word, so a comment is always sent
/// by itself.
#[test]
fn a_comment_arrives_beside_a_change_of_status() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, edited, plan) =
        (folder.text("a.xlsx"), folder.text("b.xlsx"), folder.text("plan.json"));
    export(&sim, &file);
    let mut workbook = open(&file);
    let issues = workbook.sheets.iter_mut().find(|sheet| sheet.name == "Work items").unwrap();
    let of = |header: &str| {
        let mut cells = issues.rows[0].cells.iter();
        cells.find(|cell| cell.1.to_text() == header).unwrap().0
    };
    let (key, status) = (of("Key"), of("Status"));
    let row = issues.rows.iter_mut().find(|row| row.get(status).to_text() == "To Do").unwrap();
    let key = row.get(key).to_text();
    row.cells.iter_mut().find(|cell| cell.0 == status).unwrap().1 = CellValue::from("In Progress");
    add(&mut workbook, "Comments", &[&key, "", "", "", "", "Canary beside a step"]);
    save(&workbook, &edited);
    sim.json("member", &["plan", &edited, "--out", &plan]);
    let done = sim.json("member", &["apply", &plan]);
    assert_eq!([&done["updated"], &done["comments"], &done["failed"]], [1, 1, 0], "{done:#}");

    export(&sim, &file);
    let after = open(&file);
    let place = column(&after, "Work items", "Key").iter().position(|of| *of == key).unwrap();
    assert_eq!(column(&after, "Work items", "Status")[place], "In Progress");
    let comments = column(&after, "Comments", "Comment");
    assert!(comments.iter().any(|text| text == "Canary beside a step"), "{comments:?}");
}

#[test]
fn a_sheet_that_there_is_none_of_is_refused() {
    let folder = Folder::new();
    let file = folder.text("a.xlsx");
    let args = ["export", "--jql", SOME, "--sheets", "notes", "--out", &file, "--site", "x"];
    let (code, said) = end(&support::program().args(args).output().unwrap());
    assert_eq!(code, 2);
    assert!(said.contains("known sheets are comments, worklogs, links"), "{said}");
}

#[test]
fn a_text_file_has_no_further_sheets() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let file = folder.text("a.csv");
    let args = ["export", "--jql", SOME, "--sheets", "comments", "--out", &file];
    let done: Value = sim.json("member", &args);
    assert_eq!(done["issues"], 20);
    assert!(!std::fs::read_to_string(&file).unwrap().contains("Comment ID"));
    assert!(done["notes"][0].as_str().unwrap().contains("CSV holds one row"), "{done}");
}

#[test]
fn who_may_see_a_comment_is_checked_and_written() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, edited, plan) =
        (folder.text("a.xlsx"), folder.text("b.xlsx"), folder.text("plan.json"));
    export(&sim, &file);
    let mut workbook = open(&file);
    let audiences = [
        "Role: Developers",
        "Group: jira-users",
        "Role: Administrators",
        "Role: developers",
        "Group: Nobody",
    ];
    for audience in audiences {
        add(&mut workbook, "Comments", &["DEMO-1", "", "", "", "", "Psst", audience]);
    }
    save(&workbook, &edited);
    let planned = sim.json("member", &["plan", &edited, "--out", &plan]);
    assert_eq!(planned["summary"]["comments"], 3, "{planned:#}");
    let text = planned["findings"].to_string();
    assert!(text.contains("The space has no role “developers”."), "{text}");
    assert!(text.contains("Administrators, Developers, Users"), "{text}");
    assert!(text.contains("There is no group “Nobody”"), "{text}");
    let output = sim.rowport("member", &["apply", &plan, "--json"]);
    let done: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&done["comments"], &done["failed"]), (&json!(2), &json!(1)), "{done:#}");
    let refusal = "not a member of the project role: Administrators";
    assert!(done["outcomes"].to_string().contains(refusal), "{done:#}");
    export(&sim, &file);
    let seen = column(&open(&file), "Comments", "Visible to");
    let of = |audience: &str| seen.iter().filter(|text| *text == audience).count();
    assert_eq!((of("Role: Developers"), of("Group: jira-users")), (1, 1), "{seen:?}");
}

#[test]
fn the_objects_of_a_json_file_hold_what_belongs_to_the_issue() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (book, file) = (folder.text("a.xlsx"), folder.text("a.json"));
    export(&sim, &book);
    let args = ["export", "--jql", SOME, "--sheets", SHEETS, "--out", &file];
    assert_eq!(sim.json("member", &args).get("notes"), None);
    let found: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), 20);
    let workbook = open(&book);
    for name in SHEETS.split(',') {
        let title = workbook.sheets.iter().find(|sheet| sheet.name.to_lowercase().ends_with(name));
        let title = &title.unwrap().name;
        let keys = column(&workbook, title, "Key");
        assert!(!keys.is_empty(), "{name}");
        for issue in found {
            let rows = keys.iter().filter(|key| issue["Key"] == key.as_str()).count();
            assert_eq!(issue[name].as_array().map(Vec::len), Some(rows), "{name}: {issue}");
        }
    }
    let comment = found.iter().find_map(|issue| issue["comments"].get(0)).unwrap();
    let members: Vec<_> = comment.as_object().unwrap().keys().map(String::as_str).collect();
    for member in ["Comment ID", "Author", "Created", "Updated", "Comment", "Visible to"] {
        assert!(members.contains(&member), "{comment}");
    }
    assert!(!members.contains(&"Key"));
}

/// A comment that was corrected in the workbook after it was added waits for an answer, and the
/// terminal names the option.
#[test]
fn a_corrected_comment_waits_for_the_answer_to_what_was_imported_before() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, edited, plan) =
        (folder.text("a.xlsx"), folder.text("b.xlsx"), folder.text("plan.json"));
    export(&sim, &file);
    let with = |text: &str, spent: &str| {
        let mut workbook = open(&file);
        add(&mut workbook, "Comments", &["DEMO-2", "", "", "", "", text]);
        add(&mut workbook, "Worklogs", &["DEMO-3", "", "", "2024-02-29 08:15", spent, "Canary"]);
        save(&workbook, &edited);
    };
    with("Canary was deliverd today", "2h");
    sim.json("member", &["plan", &edited, "--out", &plan]);
    assert_eq!(sim.json("member", &["apply", &plan])["comments"], 1);

    with("Canary was delivered today", "3h");
    let counts = |answer: &[&str]| {
        let plan = sim.json("member", &[&["plan", &edited], answer].concat());
        let of = ["comments", "worklogs", "entries_unchanged", "entries_blocked"];
        of.map(|count| plan["summary"][count].as_u64().unwrap_or_default())
    };
    assert_eq!(counts(&[]), [0, 0, 0, 2]);
    assert_eq!(counts(&["--imported-before", "update"]), [0, 0, 2, 0]);
    assert_eq!(counts(&["--imported-before", "create"]), [1, 1, 0, 0]);
    let told = sim.rowport("member", &["plan", &edited]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    for words in
        ["There it is: Canary was deliverd today", "2h, Canary", "--imported-before update"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
}
