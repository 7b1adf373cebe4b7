//! Credentials that Jira does not accept, at first or in the middle, and rights that are lacking.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use std::fs;

use serde_json::{Value, json};

use sim::Sim;
use support::{Folder, end};

const ALL: &str = "project = DEMO ORDER BY key ASC";

/// Twelve issues with a new summary each, as the member sees them, and the plan to write them.
fn edited(sim: &Sim, folder: &Folder) -> (String, String) {
    let (file, plan) = (folder.text("edited.csv"), folder.text("plan.json"));
    let jql = "key <= DEMO-12 AND project = DEMO ORDER BY key ASC";
    let args = ["export", "--jql", jql, "--out", &file, "--columns", "key,summary"];
    sim.json("member", &args);
    let text = fs::read_to_string(&file).unwrap();
    let edited = text.lines().enumerate().map(|(at, line)| match at {
        0 => line.to_owned(),
        _ => format!("{},New summary {at}", line.split(',').next().unwrap()),
    });
    fs::write(&file, edited.collect::<Vec<_>>().join("\n")).unwrap();
    let planned = sim.json("member", &["plan", &file, "--out", &plan]);
    assert_eq!(planned["summary"]["update"], 12);
    (file, plan)
}

fn sign_out(sim: &Sim, role: &str, requests: u32) {
    let body = json!({"role": role, "afterRequests": requests});
    assert!(sim.tell("/sim/sign-out", &body).contains("200"));
}

fn sign_in(sim: &Sim, role: &str) {
    assert!(sim.tell("/sim/sign-in", &json!({ "role": role })).contains("204"));
}

/// Jira carries out most requests with a wrong token as a visitor's, and finds nothing.
#[test]
fn credentials_that_are_not_accepted_are_told_by_every_command() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, plan) = edited(&sim, &folder);
    let out = folder.text("out.xlsx");
    let (email, token) = sim.credentials("member");
    for (email, token) in [(&email[..], "wrong"), ("nobody@example.com", &token[..])] {
        for args in [
            vec!["export", "--jql", ALL, "--out", &out],
            vec!["plan", &file],
            vec!["apply", &plan],
            vec!["templates"],
        ] {
            let (code, words) = end(&sim.rowport_with(email, token, &args));
            assert_eq!(code, 3, "{args:?}: {words}");
            assert!(words.contains("does not accept the e-mail or the API token"), "{words}");
            assert!(words.contains("ROWPORT_TOKEN"), "{words}");
        }
        assert!(!folder.path("out.xlsx").exists());
    }
}

/// Wherever in an export or a plan the token stops to be accepted, no half file is written and no
/// key is told as unknown.
#[test]
fn a_token_that_ends_in_the_middle_makes_no_half_result() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, _) = edited(&sim, &folder);
    let out = folder.text("out.csv");
    let export = ["export", "--jql", ALL, "--out", &out, "--sheets", "comments,history"];
    let plan = ["plan", &file, "--json"];
    for args in [&export[..], &plan[..]] {
        let mut whole = false;
        for requests in 0..40 {
            let _ = fs::remove_file(folder.path("out.csv"));
            sign_out(&sim, "member", requests);
            let output = sim.rowport("member", args);
            sign_in(&sim, "member");
            let (code, words) = end(&output);
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            whole = code == 0;
            if whole {
                let counted = said.contains("200 work items") || said.contains("\"update\": 12");
                assert!(counted, "{requests}: {said}");
                break;
            }
            assert_eq!(code, 3, "{requests}: {words}");
            let wanted = if requests == 0 { "does not accept" } else { "accepts the e-mail or" };
            assert!(words.contains(wanted), "{requests}: {words}");
            assert!(!folder.path("out.csv").exists() && said.is_empty(), "{requests}: {said}");
        }
        assert!(whole, "the command never came to its end");
    }
}

/// What was written stays, nothing is told as refused or missing, and the same plan does the rest.
#[test]
fn an_apply_is_taken_up_again_with_a_new_token() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (_, plan) = edited(&sim, &folder);
    sign_out(&sim, "member", 8);
    let output = sim.rowport("member", &["apply", &plan, "--json"]);
    sign_in(&sim, "member");
    let (code, words) = end(&output);
    assert_eq!(code, 3, "{words}");
    assert!(words.contains("run the same command again"), "{words}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["failed"], 0);
    assert_eq!(report["stopped"]["code"], "jira-signed-out");
    let (done, left) = (report["updated"].as_u64().unwrap(), report["skipped"].as_u64().unwrap());
    assert!(done > 0 && left > 0 && done + left == 12, "{report}");

    let again = sim.json("member", &["apply", &plan]);
    assert_eq!([&again["updated"], &again["present"]], [left, done]);
    assert_eq!([&again["failed"], &again["skipped"]], [0, 0]);
    // As many writes as were left, beside the reads of what there is and of what was written.
    assert!(again["requests"].as_u64().unwrap() <= left + 4, "{again}");
}

/// Whoever may look and not edit is told the permission and who gives it, by the plan and by an
/// apply of somebody else's plan.
#[test]
fn a_missing_right_is_told_with_what_helps() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, plan) = edited(&sim, &folder);
    let planned = sim.json("viewer", &["plan", &file]);
    let codes: Vec<_> = planned["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["code"].as_str().unwrap())
        .collect();
    assert!(codes.contains(&"edit-right-missing-rows"), "{codes:?}");

    let output = sim.rowport("viewer", &["apply", &plan, "--json"]);
    assert_eq!(end(&output).0, 6);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["failed"], 12);
    for outcome in report["outcomes"].as_array().unwrap() {
        let (reason, key) = (&outcome["reason"], &outcome["issue"]["key"]);
        assert_eq!(reason["code"], "may-not-edit");
        assert_eq!(&reason["params"]["key"], key);
        assert_eq!(reason["params"]["space"], "DEMO");
        assert_eq!(reason["params"]["permission"], "Edit Issues");
    }
}
