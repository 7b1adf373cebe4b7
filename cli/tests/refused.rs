//! What Jira refuses, or takes otherwise than it was meant: said before it is sent, and after.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use serde_json::{Value, json};

use sim::Sim;
use support::{Folder, end};

/// The findings of a plan: code and cell.
fn findings(plan: &Value) -> Vec<String> {
    let all = plan["findings"].as_array().unwrap().iter();
    all.map(|finding| {
        format!("{} {}", finding["code"].as_str().unwrap(), finding["at"].as_str().unwrap())
    })
    .collect()
}

/// Jira refuses to empty a reporter (`Reporter is required.`), so the cell is named, and what is to
/// be done about it works.
#[test]
fn an_emptied_reporter_is_named_before_it_is_sent() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, plan) = (folder.text("some.csv"), folder.text("plan.json"));
    let args = ["export", "--jql", "key = DEMO-2", "--columns", "summary,reporter", "--out", &file];
    sim.json("member", &args);
    let exported = std::fs::read_to_string(&file).unwrap();
    let header = exported.lines().next().unwrap();
    let cells = header.split(',').count();
    let row = format!("DEMO-2,Canary{}", ",".repeat(cells - 2));
    std::fs::write(&file, format!("{header}\n{row}\n")).unwrap();
    let planned = sim.json("member", &["plan", &file, "--clear-empty"]);
    assert_eq!(planned["summary"]["blocked"], 1, "{planned:#}");
    assert_eq!(findings(&planned), ["field-required some!C2"]);
    let words = planned["findings"][0].to_string();
    assert!(words.contains("Reporter is required.") && words.contains("Fill it in"), "{words}");

    // Left alone, the reporter stays.
    sim.json("member", &["plan", &file, "--out", &plan]);
    let done = sim.json("member", &["apply", &plan]);
    assert_eq!([&done["updated"], &done["failed"]], [1, 0], "{done:#}");
}

/// A date picker takes 2046 for 1946: that is said at the cell before, and at the row after.
#[test]
fn a_day_that_jira_takes_otherwise_is_told_before_and_after() {
    let folder = Folder::new();
    let (file, plan) = (folder.text("some.csv"), folder.text("plan.json"));
    let text = "Key,Summary,Start date\nDEMO-2,Canary,2046-01-01\nDEMO-3,Canary,2045-12-31\n\
                ,Canary,2046-01-01\n";
    std::fs::write(&file, text).unwrap();
    let apply = |switches: &[&str], ends: i32| {
        let sim = Sim::start(switches);
        let args = ["plan", &file, "--project", "DEMO", "--issue-type", "Task", "--out", &plan];
        let planned = sim.json("member", &args);
        assert_eq!(findings(&planned), ["date-far-ahead some!C2", "date-far-ahead some!C4"]);
        let output = sim.rowport("member", &["apply", &plan, "--json"]);
        assert_eq!(end(&output).0, ends);
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let told = apply(&[], 6);
    let counts = ["created", "updated", "failed"];
    assert_eq!(counts.map(|count| &told[count]), [1, 2, 0], "{told:#}");
    assert_eq!(told["otherwise"], 2, "{told:#}");
    for outcome in told["outcomes"].as_array().unwrap().iter().filter(|o| o["row"] != 2) {
        assert_eq!(outcome["reason"]["code"], "taken-otherwise", "{outcome}");
        let words = outcome["reason"].to_string();
        assert!(words.contains("1946-01-01") && words.contains("2046-01-01"), "{words}");
        assert!(outcome["issue"]["key"].is_string(), "the issue is named: {outcome}");
    }
    let told = apply(&["--no-century-pivot"], 0);
    assert_eq!(counts.map(|count| &told[count]), [1, 2, 0], "{told:#}");
    assert_eq!(told["cancelled"], json!(false));
}

/// Assignee, reporter and the like need a right of their own, without which Jira leaves them off the
/// screen: the right is told at the cell, and not the screen.
#[test]
fn a_field_whose_right_is_lacking_is_told_by_the_right() {
    let sim = Sim::start(&["--withhold", "ASSIGN_ISSUES,MODIFY_REPORTER"]);
    let folder = Folder::new();
    let file = folder.text("some.csv");
    let person = "admin@rowport.example";
    let text =
        format!("Key,Summary,Assignee,Reporter\nDEMO-2,,{person},{person}\n,New,{person},\n");
    std::fs::write(&file, text).unwrap();
    let args = ["plan", &file, "--project", "DEMO", "--issue-type", "Task"];
    let planned = sim.json("member", &args);
    let rights = planned["findings"].as_array().unwrap().iter();
    let told: Vec<_> = rights
        .filter(|finding| finding["code"].as_str().unwrap().contains("field-right"))
        .map(|finding| format!("{} {}", finding["at"].as_str().unwrap(), finding["text"]))
        .collect();
    insta::assert_json_snapshot!(told);
    assert!(!planned.to_string().contains("field-not-on-screen"), "{planned:#}");
    let admin = sim.json("admin", &args);
    assert!(!admin.to_string().contains("field-right"), "{admin:#}");
}
