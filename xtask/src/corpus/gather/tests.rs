//! What is found in files.

use std::path::Path;

use serde_json::{Value, json};

use super::{Gathered, file, give_keys};

fn gathered(files: &[(&str, &str)]) -> Gathered {
    let mut gathered = Gathered::default();
    for (name, text) in files {
        file(Path::new(name), text.as_bytes(), &mut gathered);
    }
    give_keys(&mut gathered.items);
    gathered
}

fn keys(gathered: &Gathered) -> Vec<&str> {
    gathered.items.iter().map(super::Item::key).collect()
}

#[test]
fn front_matter_in_json_and_in_lines() {
    let json = "---json\n{\"title\": \"AB-7\", \"summary\": \"One\", \"status\": \"Done\",\n\
                \"comments\": [{\"body\": \"Seen.\"}]}\n---\nText **here**.\n";
    let lines = "---\nsummary: 'Two: 2'\nlabels: [a, b]\ncomponents:\n  - x\n---\nText.\n";
    let found = gathered(&[("one.md", json), ("two.md", lines)]);
    assert_eq!(keys(&found), ["AB-7", "AB-1", "TEXT-1"]);
    let fields: Vec<&Value> = found.items.iter().map(|item| &item.issue["fields"]).collect();
    assert_eq!(fields[0]["status"], json!({"name": "Done"}));
    assert_eq!(fields[0]["description"]["content"][0]["content"][1]["text"], "here");
    assert_eq!(fields[1]["summary"], "Comment 1 of AB-7");
    assert_eq!([&fields[2]["summary"], &fields[2]["labels"][1]], ["Two: 2", "b"]);
    assert_eq!(fields[2]["components"], json!([{"name": "x"}]));
}

#[test]
fn recorded_answers_of_each_shape() {
    let issue = json!({"key": "AB-1", "fields": {"summary": "s"}});
    let page = json!({"issues": [issue], "names": {"customfield_1": "Size"}});
    let hook = json!({"webhookEvent": "jira:issue_created", "issue": issue});
    let listed =
        json!([{"key": "CD-1", "summary": "t", "description": "h1. x", "comments": ["y"]}]);
    let meta = json!({"projects": [{"issuetypes": [{"fields": {
        "customfield_1": {"name": "Size", "schema": {"custom": "x:float"}},
    }}]}]});
    let found = gathered(&[
        ("a/page.json", &page.to_string()),
        ("a/hook.json", &hook.to_string()),
        ("a/meta.json", &meta.to_string()),
        ("b/list.json", &listed.to_string()),
        ("b/picture.png", "\u{1}"),
    ]);
    assert_eq!(keys(&found), ["AB-1", "AB-2", "CD-1", "CD-2"]);
    assert_eq!(found.items[0].issue["names"]["customfield_1"], "Size");
    assert_eq!(found.fields_of(&found.items[0])[0]["name"], "Size");
    assert!(found.fields_of(&found.items[2]).is_empty());
    assert_eq!(found.unknown, ["b/picture.png: no issue in it"]);
    assert_eq!(found.fields_only, 1);
}
