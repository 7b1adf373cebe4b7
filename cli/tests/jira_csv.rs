//! Jira's own CSV in a terminal: what is edited in a text of wiki markup arrives as Jira reads it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use serde_json::json;

use sim::Sim;
use support::{Folder, end};

/// A file as Jira writes it, with two texts.
fn file(rows: &[[&str; 4]]) -> String {
    let line = |cells: &[&str]| {
        let cells = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        cells.collect::<Vec<_>>().join(",") + "\r\n"
    };
    let header = ["Summary", "Issue key", "Issue id", "Description", "Issue Type", "Project key"];
    let rows = rows.iter().map(|row| line(&[&row[..], &["Task", "DEMO"]].concat()));
    line(&header) + &rows.collect::<String>()
}

#[test]
fn an_edited_text_of_jiras_own_csv_arrives_as_jira_reads_it() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (csv, plan) = (folder.text("jira.csv"), folder.text("plan.json"));
    let code = "Steps:\n\n{code:sql}select *\n  from t{code}\n\n+Limit+ -5 to 15 €";
    let list = "||N||W||\r\n|one\r\ntwo|[a|https://a.example/]|";
    std::fs::write(&csv, file(&[["code", "", "", code], ["table", "", "", list]])).unwrap();
    sim.json("member", &["plan", &csv, "--out", &plan]);
    let made = sim.json("member", &["apply", &plan]);
    assert_eq!((&made["created"], &made["failed"]), (&json!(2), &json!(0)), "{made}");
    let issues: Vec<_> = made["outcomes"].as_array().unwrap().iter().map(|o| &o["issue"]).collect();
    let [first, second] = issues.as_slice() else { panic!("{made}") };
    let (id, key) = (|issue: &serde_json::Value| issue["id"].as_str().unwrap().to_owned(), "key");
    let rows = |code: &str| {
        let row = |name: &'static str, issue: &serde_json::Value, text: &str| {
            [name.to_owned(), issue[key].as_str().unwrap().to_owned(), id(issue), text.to_owned()]
        };
        let rows = [row("code", first, code), row("table", second, list)];
        file(&[rows[0].each_ref().map(String::as_str), rows[1].each_ref().map(String::as_str)])
    };

    std::fs::write(&csv, rows(code)).unwrap();
    let unchanged = json!({"create": 0, "update": 0, "unchanged": 2, "conflict": 0, "blocked": 0});
    let planned = sim.json("member", &["plan", &csv]);
    assert_eq!(planned["summary"], unchanged, "{planned}");

    let edited = code.replace("-5", "5");
    std::fs::write(&csv, rows(&edited)).unwrap();
    let planned = sim.json("member", &["plan", &csv]);
    let change = &planned["changes"].as_array().unwrap().iter().find(|c| c["action"] == "update");
    let after = &change.unwrap()["fields"][0]["after"]["value"];
    assert_eq!(after["wiki"], edited, "{planned}");
    assert!(after["markdown"].as_str().unwrap().contains("```sql"), "{after}");
    sim.json("member", &["plan", &csv, "--out", &plan]);
    let report = sim.json("member", &["apply", &plan]);
    assert_eq!((&report["updated"], &report["failed"]), (&json!(1), &json!(0)), "{report}");
    assert_eq!(sim.json("member", &["plan", &csv])["summary"], unchanged);
    let again = end(&sim.rowport("member", &["apply", &plan]));
    assert_eq!(again.0, 0, "the plan again is done already: {}", again.1);
}

/// What is no file of Jira's or of ours is read as it was typed, until the option says otherwise.
#[test]
fn the_texts_of_another_file_are_what_the_option_says() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let csv = folder.text("steps.csv");
    let header = "Project,Issue Type,Summary,Description";
    std::fs::write(&csv, format!("{header}\nDEMO,Task,steps,\"## Aim\n\nto **win**\"\n")).unwrap();
    let planned = |options: &[&str]| {
        let planned = sim.json("member", &[&["plan", csv.as_str()], options].concat());
        let fields = planned["changes"][0]["fields"].as_array().unwrap();
        let text = fields.iter().find(|field| field["field"] == "description").unwrap();
        let offers = planned["findings"].to_string().matches("--text COLUMN=").count() > 0;
        (text["after"]["value"]["markdown"].as_str().unwrap().to_owned(), offers)
    };
    let typed = r"\## Aim

to \*\*win\*\*";
    assert_eq!(planned(&[]), (typed.to_owned(), true));
    assert_eq!(planned(&["--text", "Description=plain"]), (typed.to_owned(), false));
    let markdown = "## Aim\n\nto **win**".to_owned();
    assert_eq!(planned(&["--text", "D=markdown"]), (markdown, false));
}
