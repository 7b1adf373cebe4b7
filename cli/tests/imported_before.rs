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

/// A list, and another one more than a day later that has its rows among others; twice, so that
/// each row looks like two work items.
fn asked(sim: &Sim, folder: &Folder) -> String {
    let [list, plan, other] = ["list.csv", "plan.json", "other.csv"].map(|name| folder.text(name));
    std::fs::write(&list, LIST).unwrap();
    for answer in [&[][..], &["--imported-before", "create"]] {
        let args = [&["plan", &list, "--out", &plan], answer].concat();
        assert!(sim.rowport("member", &args).status.success());
        assert_eq!(end(&sim.rowport("member", &["apply", &plan])).0, 0);
        sim.tell("/sim/clock", &serde_json::json!({"advanceMs": 26 * 3_600_000}));
    }
    let more: String = (0..8).map(|n| format!("DEMO,Task,Paint door {n},Low\n")).collect();
    std::fs::write(&other, format!("{LIST}{more}")).unwrap();
    other
}

#[test]
fn rows_are_answered_one_by_one() {
    let (sim, folder) = (Sim::start(&[]), Folder::new());
    let file = asked(&sim, &folder);
    let told = sim.rowport("member", &["plan", &file]).stdout;
    let told = String::from_utf8_lossy(&told);
    assert!(told.contains("As last time") && told.contains("--imported-before ROW=KEY"), "{told}");
    let plan = sim.json("member", &["plan", &file]);
    let findings = plan["findings"].as_array().unwrap().iter();
    let row = findings.filter(|found| found["code"] == "imported-before-row-others");
    let texts: Vec<_> = row.map(|found| found["text"].as_str().unwrap()).collect();
    assert_eq!(texts.len(), 3, "{plan:#}");
    // Each work item that the first row looks like is named, and can be chosen.
    let keys = texts[0].split(|c: char| c.is_whitespace() || c == ',');
    let keys: Vec<_> = keys.filter(|word| word.starts_with("DEMO-")).collect();
    assert_eq!(keys.len(), 2, "{}", texts[0]);
    for key in keys {
        let plan = sim.json("member", &["plan", &file, "--imported-before", &format!("2={key}")]);
        let changes = plan["changes"].as_array().unwrap();
        let first = changes.iter().find(|change| change["row"] == 1).unwrap();
        assert_eq!(first["issue"]["key"], key, "{first}");
    }
    let some = ["--imported-before", "update", "--imported-before", "3-4=create"];
    assert_eq!(counts(&sim, "member", &file, &some), [10, 0, 1, 0]);
    let answers = folder.text("answers.txt");
    std::fs::write(&answers, "# the lifts\n2=create\n\n3 = update # the sirens\n").unwrap();
    let rows = format!("rows:{answers}");
    assert_eq!(counts(&sim, "member", &file, &["--imported-before", &rows]), [9, 0, 1, 1]);
    std::fs::write(&answers, "2=create\n3\n").unwrap();
    for (wrong, said) in [
        ("5=update", "5 is not a row"),
        ("2=DEMO-1", "row 2 does not look like DEMO-1"),
        ("2=perhaps", "ROW=ANSWER"),
        (rows.as_str(), "line 2"),
    ] {
        let (code, error) =
            end(&sim.rowport("member", &["plan", &file, "--imported-before", wrong]));
        assert!(code == 2 && error.contains(said), "{wrong}: {code}: {error}");
    }
}

#[test]
fn an_answer_that_does_not_hold_for_sure_rows_says_so_and_how_it_does() {
    let (sim, folder) = (Sim::start(&[]), Folder::new());
    let (list, plan) = (folder.text("list.csv"), folder.text("plan.json"));
    std::fs::write(&list, LIST).unwrap();
    assert!(sim.rowport("member", &["plan", &list, "--out", &plan]).status.success());
    assert_eq!(end(&sim.rowport("member", &["apply", &plan])).0, 0);
    let again = sim.rowport("member", &["plan", &list, "--imported-before", "create"]);
    let told = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(told.contains("known for sure") && told.contains("FIRST-LAST=create"), "{told}");
    assert_eq!(counts(&sim, "member", &list, &["--imported-before", "create"]), [0, 0, 3, 0]);
    assert_eq!(counts(&sim, "member", &list, &["--imported-before", "2-4=create"]), [3, 0, 0, 0]);
}

#[test]
fn usual_words_for_fields_are_a_note_and_misspelt_ones_a_warning() {
    let (sim, folder) = (Sim::start(&[]), Folder::new());
    let file = folder.text("list.csv");
    let severities = |text: &str| -> Vec<(String, String)> {
        std::fs::write(&file, text).unwrap();
        let plan = sim.json("admin", &["plan", &file]);
        let of = |found: &Value, name: &str| found[name].as_str().unwrap().to_owned();
        let findings = plan["findings"].as_array().unwrap().iter();
        let columns = findings.filter(|found| of(found, "code").starts_with("column-"));
        columns.map(|found| (of(found, "at"), of(found, "severity"))).collect()
    };
    let usual = severities("Name,Type,Owner,Project,Prio\nDig,Task,,DEMO,High\n");
    assert_eq!(usual.len(), 4, "{usual:?}");
    assert!(usual.iter().all(|(_, severity)| severity == "info"), "{usual:?}");
    // What a better column says already is held back, and that is more than a note.
    let taken = severities("Summary,Name,Issue Type,Project\nDig,Ada,Task,DEMO\n");
    assert!(taken.iter().any(|(at, severity)| at.ends_with("!B") && severity == "warning"));
    let misspelt = severities("Sumary,Project,Priorty\nDig,DEMO,High\n");
    assert!(misspelt.len() == 2 && misspelt.iter().all(|(_, severity)| severity == "warning"));
}
