//! What a file would overwrite that Jira changed since, and the options that decide it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use serde_json::{Value, json};

use sim::Sim;
use support::{Folder, end};

/// Two rows of a file of which Jira changed the first since, and a program mangled the second.
fn prepared(sim: &Sim, folder: &Folder) -> String {
    let [file, theirs, plan] =
        ["export.csv", "theirs.csv", "plan.json"].map(|name| folder.text(name));
    let apply = |text: &str| {
        std::fs::write(&theirs, text).unwrap();
        sim.json("admin", &["plan", &theirs, "--out", &plan]);
        assert_eq!(end(&sim.rowport("admin", &["apply", &plan])).0, 0);
    };
    apply("Key,Summary\nDEMO-11,Old words\nDEMO-12,0815\n");
    let jql = "key in (DEMO-11, DEMO-12) ORDER BY key ASC";
    let columns = "Summary,Priority,Updated";
    sim.json("admin", &["export", "--jql", jql, "--columns", columns, "--out", &file]);
    sim.tell("/sim/clock", &json!({"advanceMs": 3_600_000}));
    apply("Key,Summary\nDEMO-11,Their words\n");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("0815"), "{text}");
    std::fs::write(&file, text.replace("Old words", "My words").replace(",0815,", ",815,"))
        .unwrap();
    file
}

/// The codes of warnings at the cells, and the summaries that are written.
fn told(plan: &Value) -> (Vec<&str>, Vec<&str>) {
    let findings = plan["findings"].as_array().unwrap().iter();
    let warnings = findings.filter(|found| found["severity"] == "warning");
    let changes = plan["changes"].as_array().unwrap().iter();
    let fields = changes.flat_map(|change| change["fields"].as_array().unwrap());
    (
        warnings.map(|found| found["code"].as_str().unwrap()).collect(),
        fields.map(|field| field["after"]["value"].as_str().unwrap()).collect(),
    )
}

#[test]
fn what_would_be_overwritten_waits_for_an_option() {
    let (sim, folder) = (Sim::start(&[]), Folder::new());
    let file = prepared(&sim, &folder);
    let plan = |options: &[&str]| sim.json("admin", &[&["plan", &file], options].concat());
    let held = plan(&[]);
    assert_eq!(told(&held), (vec!["changed-since-the-row", "text-mangled-number"], vec![]));
    assert_eq!(held["summary"]["conflict"], 2);
    let cause = |at: usize| held["changes"][at]["conflicts"][0]["cause"].clone();
    assert_eq!((cause(0), cause(1)), (json!("changed_since"), json!({"mangled": "number"})));
    assert_eq!(held["changes"][0]["conflicts"][0]["conflict"]["base"], "Old words");
    for mine in ["mine", "Summary=mine", "summary = mine"] {
        assert_eq!(
            told(&plan(&["--conflicts", mine])),
            (vec![], vec!["My words", "815"]),
            "{mine}"
        );
    }
    let column_first = plan(&["--conflicts", "summary=jira", "--conflicts", "mine"]);
    assert_eq!(told(&column_first), (vec![], vec![]));
    let text = sim.rowport("admin", &["plan", &file]);
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains("2 in conflict") && text.contains("“0815”"), "{text}");
    for wrong in ["Nothing=mine", "theirs"] {
        let (code, error) = end(&sim.rowport("admin", &["plan", &file, "--conflicts", wrong]));
        assert!(code == 2 && error.contains(wrong.trim_end_matches("=mine")), "{code}: {error}");
    }
}

#[test]
fn an_apply_that_left_something_held_back_says_so_by_its_end() {
    let (sim, folder) = (Sim::start(&[]), Folder::new());
    let [file, plan] = ["list.csv", "plan.json"].map(|name| folder.text(name));
    let applied = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let (code, _) = end(&sim.rowport("member", &["plan", &file, "--out", &plan]));
        assert_eq!(code, 0, "the plan itself was made");
        let json = sim.rowport("member", &["apply", &plan, "--json"]);
        let text = sim.rowport("member", &["apply", &plan]);
        let report: Value = serde_json::from_slice(&json.stdout).unwrap();
        let text = String::from_utf8(text.stdout).unwrap();
        (json.status.code(), text, report)
    };
    let (code, text, report) = applied("Key,Summary,Priority\nDEMO-3,Good,\nDEMO-4,Bad,Nowhere\n");
    assert_eq!(code, Some(6), "{report:#}");
    let counts = ["updated", "failed", "held_back", "skipped"].map(|count| &report[count]);
    assert_eq!(counts, [1, 0, 1, 0], "{report:#}");
    assert!(text.contains("0 failed, 1 held back, 0 not written"), "{text}");
    let (code, text, report) = applied("Key,Summary\nDEMO-3,Better\n");
    assert_eq!((code, report["held_back"].as_u64()), (Some(0), None), "{report:#}");
    assert!(!text.contains("held back"), "{text}");
}
