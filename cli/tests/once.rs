//! One plan, applied by two at once, and by one who is killed: nothing is made twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use sim::Sim;
use support::{Folder, end, program};

/// The plan of 70 new rows: two requests.
fn planned(sim: &Sim, folder: &Folder) -> String {
    let (file, plan) = (folder.text("new.csv"), folder.text("plan.json"));
    let rows: String = (0..70).map(|row| format!("DEMO,Task,Only once {row}\n")).collect();
    fs::write(&file, format!("Project,Issue Type,Summary\n{rows}")).unwrap();
    let planned = sim.json("member", &["plan", &file, "--out", &plan]);
    assert_eq!(planned["summary"]["create"], 70);
    plan
}

/// How many of the rows Jira has.
fn made(sim: &Sim, folder: &Folder) -> usize {
    let file = folder.text("made.csv");
    let jql = "project = DEMO AND summary ~ \"Only once\"";
    sim.json("member", &["export", "--jql", jql, "--out", &file, "--columns", "summary"]);
    fs::read_to_string(&file).unwrap().matches("Only once").count()
}

#[test]
fn a_plan_that_is_being_applied_is_refused_to_a_second_one() {
    let (sim, folder) = (Sim::start(&[]), Folder::new());
    let plan = planned(&sim, &folder);
    let first = File::open(&plan).unwrap();
    first.lock().unwrap();
    let (code, told) = end(&sim.rowport("member", &["apply", &plan]));
    assert_eq!(code, 5, "{told}");
    assert!(told.contains("another rowport") && told.contains("Wait until"), "{told}");
    assert_eq!(made(&sim, &folder), 0);
    drop(first);
    let report = sim.json("member", &["apply", &plan]);
    assert_eq!(report["created"], 70);
    assert!(!folder.path("plan.json.journal").exists());
    let again = sim.rowport("member", &["apply", &plan]);
    let told = String::from_utf8(again.stdout).unwrap();
    assert!(told.starts_with("0 created, 0 updated, 70 were there already"), "{told}");
    assert_eq!(made(&sim, &folder), 70);
}

/// Applies a plan and kills the program as soon as something was sent; its journal.
fn killed(sim: &Sim, folder: &Folder, plan: &str) -> PathBuf {
    let (email, token) = sim.credentials("member");
    let mut killed = program()
        .args(["apply", plan, "--site", sim.url()])
        .env("ROWPORT_EMAIL", email)
        .env("ROWPORT_TOKEN", token)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let journal = folder.path("plan.json.journal");
    // What is begun is noted before it is sent. Whether Jira has it when the program ends does not
    // matter: if not, it is sent again when it can't come any more.
    let noted = |text: String| serde_json::from_str::<Value>(&text).unwrap()["begun"].is_array();
    while !fs::read_to_string(&journal).is_ok_and(noted) {
        assert!(killed.try_wait().unwrap().is_none(), "it ended before it was killed");
        sleep(Duration::from_millis(5));
    }
    sleep(Duration::from_millis(500));
    killed.kill().unwrap();
    killed.wait().unwrap();
    journal
}

#[test]
fn an_apply_that_was_killed_is_taken_up_at_once() {
    let late = ["--index-lag-ms", "600000", "--commit-delay-ms", "2000"];
    let (sim, folder) = (Sim::start(&late), Folder::new());
    let plan = planned(&sim, &folder);
    let journal = killed(&sim, &folder, &plan);
    assert!(journal.exists(), "it stays");
    let report = sim.json("member", &["apply", &plan]);
    let (created, present) = (report["created"].as_u64(), report["present"].as_u64());
    assert_eq!(created.unwrap() + present.unwrap_or_default(), 70, "{report}");
    assert!(!journal.exists(), "nothing is left to be waited for");
    assert!(sim.tell("/sim/switches", &serde_json::json!({"indexLagMs": 0})).contains("200"));
    assert_eq!(made(&sim, &folder), 70);
}

/// The file is corrected after its apply was killed, and planned under another name.
#[test]
fn a_file_that_is_planned_anew_finds_what_a_killed_apply_has_begun() {
    let late = ["--index-lag-ms", "600000", "--commit-delay-ms", "3000"];
    let (sim, folder) = (Sim::start(&late), Folder::new());
    let plan = planned(&sim, &folder);
    killed(&sim, &folder, &plan);
    let (file, anew) = (folder.text("new.csv"), folder.text("anew.json"));
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("Only once 7\n", "Only once seven\n")).unwrap();
    let planned =
        sim.json("member", &["plan", &file, "--imported-before", "update", "--out", &anew]);
    let known = 70 - planned["summary"]["create"].as_u64().unwrap();
    assert!(known >= 50, "what was sent is known: {planned}");
    sim.json("member", &["apply", &anew]);
    assert!(sim.tell("/sim/switches", &serde_json::json!({"indexLagMs": 0})).contains("200"));
    assert_eq!(made(&sim, &folder), 70);
}
