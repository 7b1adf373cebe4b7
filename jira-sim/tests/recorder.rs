//! Answers are written down as they are given.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use jira_sim::{Config, Sim, clock::Ticker, recorder::Recorder};
use serde_json::{Value, json};
use support::{Client, document};

fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    path
}

fn recorded(file: &Path, role: &'static str) -> Client {
    let config = Config { issues: 3, base_url: "https://site.example".into(), ..Config::default() };
    let sim = Sim::new(config, Ticker::manual()).recording(Recorder::open(file).unwrap());
    Client::of(Arc::new(sim), role)
}

fn lines(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn each_answer_is_a_line_with_its_route_and_its_body() {
    let file = folder("lines").join("deep/answers.jsonl");
    let site = recorded(&file, "member");
    let read = site.get("issue/DEMO-1?fields=summary").await;
    let refused = site.get("issue/DEMO-99?fields=summary").await;
    let body = json!({"body": document("said")});
    let added = site.post("issue/DEMO-2/comment", body).await;
    let id = added.json["id"].as_str().unwrap();
    assert_eq!(site.delete(&format!("issue/DEMO-2/comment/{id}")).await.status, 204);
    // What is not Jira's is not written down.
    site.get("/sim/clock").await;
    let lines = lines(&file);
    assert_eq!(lines.len(), 4);
    assert_eq!(
        lines[0],
        json!({
            "method": "GET",
            "route": "/rest/api/3/issue/{key}",
            "path": "/rest/api/3/issue/DEMO-1",
            "query": "fields=summary",
            "status": 200,
            "type": read.header("content-type"),
            "bytes": read.json.to_string().len(),
            "body": read.json,
        })
    );
    assert_eq!((&lines[1]["status"], &lines[1]["body"]), (&json!(404), &refused.json));
    assert_eq!((&lines[2]["status"], &lines[2]["body"]), (&json!(201), &added.json));
    assert_eq!(
        (&lines[3]["status"], &lines[3]["bytes"], &lines[3]["body"]),
        (&json!(204), &json!(0), &Value::Null)
    );
}

#[tokio::test]
async fn a_record_goes_on_where_it_ended() {
    let file = folder("appended").join("answers.jsonl");
    for count in 1..=2 {
        recorded(&file, "admin").get("myself").await;
        assert_eq!(lines(&file).len(), count);
    }
}

#[tokio::test]
async fn in_a_folder_a_simulator_makes_a_file_of_its_own() {
    let folder = folder("many");
    fs::create_dir_all(&folder).unwrap();
    recorded(&folder, "admin").get("myself").await;
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    let name = files[0].file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(name, format!("jira-sim-{}.jsonl", std::process::id()));
    assert_eq!(lines(&files[0])[0]["route"], "/rest/api/3/myself");
}
