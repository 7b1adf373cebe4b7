//! One plan, applied by two at once, and by one who is killed: nothing is made twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Stdio};
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

/// Begins to apply a plan.
fn applies(sim: &Sim, plan: &str) -> Child {
    let (email, token) = sim.credentials("member");
    program()
        .args(["apply", plan, "--json", "--site", sim.url()])
        .env("ROWPORT_EMAIL", email)
        .env("ROWPORT_TOKEN", token)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Applies a plan and kills the program as soon as something was sent; its journal.
fn killed(sim: &Sim, folder: &Folder, plan: &str) -> PathBuf {
    let mut killed = applies(sim, plan);
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

/// A plan of a corrected copy of the file, made before the other one is applied.
fn planned_from_a_copy(sim: &Sim, folder: &Folder) -> String {
    let (file, copy, plan) =
        (folder.text("new.csv"), folder.text("copy.csv"), folder.text("copy.json"));
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&copy, text.replace("Only once 7\n", "Only once seven\n")).unwrap();
    let planned = sim.json("member", &["plan", &copy, "--out", &plan]);
    assert_eq!(planned["summary"]["create"], 70);
    plan
}

#[test]
fn of_two_plans_of_the_same_rows_one_waits_for_the_other() {
    let (sim, folder) = (Sim::start(&["--commit-delay-ms", "1500"]), Folder::new());
    let plans = [planned(&sim, &folder), planned_from_a_copy(&sim, &folder)];
    let both = plans.map(|plan| applies(&sim, &plan));
    let (mut created, mut held_back, mut waited) = (0, 0, 0);
    for apply in both {
        let output = apply.wait_with_output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        created += report["created"].as_u64().unwrap();
        held_back += report["held_back"].as_u64().unwrap_or_default();
        waited += usize::from(end(&output).1.contains("is importing into DEMO"));
    }
    assert_eq!((created, held_back, waited), (70, 70, 1));
    assert_eq!(made(&sim, &folder), 70);
}

/// The lock ends with the program that is killed; what it had begun is waited for.
#[test]
fn another_plan_of_the_rows_waits_for_what_a_killed_apply_has_begun() {
    let late = ["--index-lag-ms", "600000", "--commit-delay-ms", "3000"];
    let (sim, folder) = (Sim::start(&late), Folder::new());
    let (plan, copy) = (planned(&sim, &folder), planned_from_a_copy(&sim, &folder));
    killed(&sim, &folder, &plan);
    let report = sim.json_of("member", &["apply", &copy], 6);
    let count = |name: &str| report[name].as_u64().unwrap();
    assert_eq!((count("created") + count("held_back"), count("failed")), (70, 0), "{report}");
    assert!(count("held_back") >= 50, "{report}");
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
