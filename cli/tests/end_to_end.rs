//! The main job in a terminal, against a local Jira: export, edit, plan, apply.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use serde_json::{Value, json};

use sim::Sim;
use support::{Folder, end};

const ALL: &str = "project = DEMO ORDER BY key ASC";

#[test]
fn an_export_that_is_imported_unchanged_changes_nothing() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    for name in ["all.xlsx", "all.csv"] {
        let file = folder.text(name);
        let exported = sim.json("member", &["export", "--jql", ALL, "--out", &file]);
        assert_eq!(exported["issues"], 200);
        let plan = sim.json("member", &["plan", &file, "--project", "DEMO"]);
        assert_eq!(
            plan["summary"],
            json!({"create": 0, "update": 0, "unchanged": 200, "conflict": 0, "blocked": 0}),
            "{name}"
        );
    }
}

#[test]
fn a_file_is_read_in_the_zone_of_its_export() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (book, text) = (folder.text("tokyo.xlsx"), folder.text("tokyo.csv"));
    for file in [&book, &text] {
        let args = ["export", "--jql", ALL, "--out", file, "--columns", "key,Go-live"];
        sim.json("member", &[&args[..], &["--time-zone", "Asia/Tokyo"]].concat());
    }
    let plan = |file: &str, zone: &str| sim.json("member", &["plan", file, "--time-zone", zone]);

    let elsewhere = plan(&book, "America/New_York");
    assert_eq!(elsewhere["summary"]["unchanged"], 200);
    let [finding] = elsewhere["findings"].as_array().unwrap().as_slice() else {
        panic!("{elsewhere}")
    };
    assert_eq!([&finding["severity"], &finding["code"]], ["warning", "file-zone"]);
    for zone in ["Asia/Tokyo", "America/New_York"] {
        assert!(finding["text"].as_str().unwrap().contains(zone), "{finding}");
    }
    assert_eq!(plan(&book, "Asia/Tokyo")["findings"], json!([]));

    // A text file tells its zone in the headers; without it, the one that is asked for is believed.
    for zone in ["Asia/Tokyo", "America/New_York"] {
        assert_eq!(plan(&text, zone)["summary"]["unchanged"], 200, "{zone}");
    }
    let zoned = std::fs::read_to_string(folder.path("tokyo.csv")).unwrap();
    assert!(zoned.contains("Go-live (Asia/Tokyo)"), "{}", zoned.lines().next().unwrap());
    std::fs::write(folder.path("tokyo.csv"), zoned.replacen(" (Asia/Tokyo)", "", 1)).unwrap();
    assert_ne!(plan(&text, "America/New_York")["summary"]["update"], 0);
}

#[test]
fn edited_and_new_rows_arrive_in_jira() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, plan) = (folder.text("some.csv"), folder.text("plan.json"));
    export(&sim, &file, "key <= DEMO-40 AND project = DEMO ORDER BY key ASC");
    edit(&file);
    let planned = sim.json(
        "member",
        &["plan", &file, "--project", "DEMO", "--issue-type", "Task", "--out", &plan],
    );
    assert_eq!(
        planned["summary"],
        json!({"create": 3, "update": 10, "unchanged": 30, "conflict": 0, "blocked": 0})
    );
    let saved: Value =
        serde_json::from_slice(&std::fs::read(folder.path("plan.json")).unwrap()).unwrap();
    assert_eq!(planned["hash"], saved["hash"]);

    let applied = sim.json("member", &["apply", &plan]);
    assert_eq!([&applied["created"], &applied["updated"], &applied["failed"]], [3, 10, 0]);
    assert!(applied["requests"].as_u64().unwrap() <= 20, "{}", applied["requests"]);

    export(&sim, &file, "text ~ Canary AND project = DEMO ORDER BY key ASC");
    let after = std::fs::read_to_string(&file).unwrap();
    assert_eq!(after.matches("Canary edited").count(), 10, "{after}");
    assert_eq!(after.matches("Canary new").count(), 3, "{after}");

    // The same plan again finds everything done.
    let again = sim.json("member", &["apply", &plan]);
    assert_eq!([&again["created"], &again["failed"]], [0, 0]);
    let [updated, present] = ["updated", "present"].map(|count| again[count].as_u64().unwrap());
    assert_eq!(updated + present, 13);
    export(&sim, &file, "text ~ Canary AND project = DEMO ORDER BY key ASC");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), after);
}

#[test]
fn a_resolution_arrives_with_the_status_that_it_belongs_to() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, plan) = (folder.text("some.csv"), folder.text("plan.json"));
    let columns = "summary,issuetype,project,status,resolution";
    let open = r#"project = DEMO AND status = "In Progress" ORDER BY key ASC"#;
    sim.json("member", &["export", "--jql", open, "--columns", columns, "--out", &file]);
    let exported = std::fs::read_to_string(&file).unwrap();
    let first = exported.lines().nth(1).unwrap();
    let (key, rest) = first.split_once(',').unwrap();
    let summary = rest.split_once(',').unwrap().0;
    let row = |key: &str, summary: &str| format!("{key},{summary},Task,DEMO,Done,Won't Do\n");
    let header = exported.lines().next().unwrap();
    let edited = format!("{header}\n{}{}", row(key, summary), row("", "Canary of a new row"));
    std::fs::write(&file, edited).unwrap();

    let planned = sim.json("member", &["plan", &file, "--project", "DEMO", "--out", &plan]);
    assert_eq!(planned["summary"]["blocked"], 0, "{planned}");
    let applied = sim.json("member", &["apply", &plan]);
    assert_eq!([&applied["created"], &applied["updated"], &applied["failed"]], [1, 1, 0]);

    let done = format!(r#"key = {key} OR summary ~ "Canary of a new row""#);
    sim.json("member", &["export", "--jql", &done, "--columns", columns, "--out", &file]);
    let after = std::fs::read_to_string(&file).unwrap();
    assert_eq!(after.matches(",Done,Won't Do").count(), 2, "{after}");
}

#[test]
fn a_site_that_limits_gets_everything_all_the_same() {
    let sim = Sim::start(&["--every-nth-429", "9", "--strip-rate-headers"]);
    let folder = Folder::new();
    let file = folder.text("all.xlsx");
    assert_eq!(sim.json("member", &["export", "--jql", ALL, "--out", &file])["issues"], 200);
}

#[test]
fn what_jira_refuses_is_told_row_by_row() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let (file, plan) = (folder.text("some.csv"), folder.text("plan.json"));
    export(&sim, &file, "key <= DEMO-40 AND project = DEMO ORDER BY key ASC");
    edit(&file);
    let args = ["plan", &file, "--project", "DEMO", "--issue-type", "Task", "--out", &plan];
    assert!(sim.rowport("member", &args).status.success());
    // The viewer may read all of it and write none of it.
    let output = sim.rowport("viewer", &["apply", &plan, "--json"]);
    assert_eq!(output.status.code(), Some(6), "{output:?}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!([&report["created"], &report["updated"], &report["failed"]], [0, 0, 13]);
    let reasons = report["outcomes"].as_array().unwrap().iter().map(|o| &o["reason"]["code"]);
    assert!(reasons.clone().all(|code| code.is_string()), "{report}");
}

#[test]
fn a_foreign_file_is_read_as_it_is_and_guesses_are_said() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let file = folder.text("foreign.csv");
    let text = b"Key;Sumary;Mystery\r\nDEMO-1;M\xfcller pr\xfcft;x\r\n;Neu;y\r\n";
    std::fs::write(&file, text).unwrap();
    let plan = sim.json("member", &["plan", &file, "--project", "DEMO", "--issue-type", "Task"]);
    assert_eq!([&plan["summary"]["create"], &plan["summary"]["update"]], [1, 1]);
    assert!(plan.to_string().contains("Müller prüft"), "{plan}");
    let findings: Vec<_> = plan["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| format!("{} {}", finding["at"], finding["text"]))
        .collect();
    insta::assert_snapshot!(findings.join("\n"));
}

#[test]
fn each_kind_of_trouble_has_its_exit_code() {
    let sim = Sim::start(&[]);
    let folder = Folder::new();
    let out = folder.text("out.csv");
    let check = |args: &[&str], code: i32, words: &str| {
        let (ended, said) = end(&sim.rowport("member", args));
        assert_eq!(ended, code, "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
        assert!(!said.contains("member-api-token"), "{said}");
    };
    check(&["export", "--jql", "order by key", "--out", &out], 4, "Unbounded JQL");
    check(&["export", "--jql", ALL, "--out", &out, "--columns", "Colour"], 2, "Colour");
    check(&["export", "--jql", ALL, "--out", "out.pdf"], 2, "--format");
    check(&["export", "--jql", ALL, "--out", "/no/such/folder/out.csv"], 5, "/no/such/folder");
    check(&["export", "--jql", ALL, "--out", &out, "--time-zone", "Mars/Base"], 2, "Mars/Base");
    std::fs::write(&out, b"PK\x03\x04 not a workbook").unwrap();
    check(&["plan", &out], 5, "");
    check(&["plan", &folder.text("none.xlsx")], 5, "none.xlsx");

    let plan = folder.text("plan.json");
    let file = folder.text("all.xlsx");
    export(&sim, &file, "key <= DEMO-3 AND project = DEMO");
    assert!(sim.rowport("member", &["plan", &file, "--out", &plan]).status.success());
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(&plan, text.replace("all.xlsx", "other.xlsx")).unwrap();
    check(&["apply", &plan], 5, "changed after it was made");
    std::fs::write(&plan, &text).unwrap();
    let other = Sim::start(&[]);
    let (code, said) = end(&other.rowport("member", &["apply", &plan]));
    assert_eq!(code, 5, "{said}");
    assert!(said.contains(sim.url()) && said.contains(other.url()), "{said}");
}

fn export(sim: &Sim, file: &str, jql: &str) {
    let columns = "key,summary,priority";
    let args = ["export", "--jql", jql, "--out", file, "--columns", columns];
    let output = sim.rowport("member", &args);
    assert!(output.status.success(), "{output:?}");
}

/// Changes the summaries of the first ten rows and adds three rows, as text.
fn edit(file: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &mut lines[1..=10] {
        let key = line.split(',').next().unwrap().to_owned();
        *line = format!("{key},Canary edited {key},High");
    }
    lines.extend((1..=3).map(|n| format!(",Canary new {n},Low")));
    std::fs::write(file, lines.join("\r\n")).unwrap();
}
