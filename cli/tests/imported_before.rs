//! Files that are planned and applied again in a terminal.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use serde_json::Value;

use sim::Sim;
use support::{Folder, end};

const LIST: &str = "Project,Issue Type,Summary,Priority\n\
    DEMO,Task,Check the lifts,High\nDEMO,Task,Test the sirens,Low\nDEMO,Story,Clean the gutters,Low\n";

/// What a plan of a file would do: creates, updates, rows left as they are, rows held back.
fn counts(sim: &Sim, who: &str, file: &str, answer: &[&str]) -> [u64; 4] {
    let plan = sim.json(who, &[&["plan", file], answer].concat());
    let count = |name: &str| plan["summary"][name].as_u64().unwrap();
    ["create", "update", "unchanged", "blocked"].map(count)
}

#[test]
fn rows_that_look_like_an_earlier_import_wait_for_one_answer() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let path = |name: &str, text: &str| {
        let file = folder.text(name);
        std::fs::write(&file, text).unwrap();
        file
    };
    let (list, plan) = (path("list.csv", LIST), folder.text("plan.json"));
    assert!(sim.rowport("member", &["plan", &list, "--out", &plan]).status.success());
    assert_eq!(end(&sim.rowport("member", &["apply", &plan])).0, 0);
    let saved: Value = serde_json::from_slice(&std::fs::read(&plan).unwrap()).unwrap();
    let memory = saved["changes"][0]["memory"].as_object().unwrap();
    assert!(memory.values().all(|hash| hash.as_str().unwrap().len() <= 12), "no text: {memory:?}");

    let corrected = path("renamed.csv", &LIST.replace("sirens,Low", "sirens,High"));
    assert_eq!(counts(&sim, "admin", &corrected, &[]), [0, 1, 2, 0], "by anybody");
    // One row of many may be alike by chance, so it is asked about.
    let one = path("one.csv", "Project,Issue Type,Summary\nDEMO,Task,Check the lifts\n");
    let more: String = (0..4).map(|n| format!("DEMO,Task,Paint door {n},Low\n")).collect();
    let more = path("more.csv", &format!("{LIST}{more}"));
    assert!(sim.rowport("member", &["plan", &more, "--out", &plan]).status.success());
    assert_eq!(end(&sim.rowport("member", &["apply", &plan])).0, 0);
    assert_eq!(counts(&sim, "member", &one, &[]), [0, 0, 0, 1]);
    assert_eq!(counts(&sim, "member", &one, &["--imported-before", "update"]), [0, 0, 1, 0]);
    assert_eq!(counts(&sim, "member", &one, &["--imported-before", "create"]), [1, 0, 0, 0]);
    let told = sim.rowport("member", &["plan", &one]).stdout;
    let told = String::from_utf8_lossy(&told);
    assert!(told.contains("--imported-before create"), "{told}");
}
