//! Documents before and after, block by block; the other fields of their issues, value by value.

use serde_json::Value;

use super::words::Word;

/// How a difference begins that is in the block of the changed word.
pub const NEAR: &str = "the changed block";

/// Fields that Jira itself changes with every write.
const MOVING: [&str; 3] = ["updated", "lastViewed", "statuscategorychangedate"];

/// What is wrong with a document whose word was changed, each with its place.
pub fn document(before: &Value, after: &Value, word: &Word) -> Vec<String> {
    let expected = word.changed(before);
    if *after == expected {
        return vec![];
    }
    let (old, new) = (blocks(&expected), blocks(after));
    let mut wrong = Vec::new();
    if old.len() != new.len() {
        wrong.push(format!("{} blocks became {}", old.len(), new.len()));
    }
    for (at, (old, new)) in old.iter().zip(new).enumerate().filter(|(_, (old, new))| old != new) {
        let which = if at == word.block { NEAR } else { "another block" };
        let kind = old["type"].as_str().unwrap_or("node");
        let (path, old, new) = first_difference(old, new, String::new());
        wrong.push(format!("{which}, block {at} ({kind}) at {path}: {old} became {new}"));
    }
    if wrong.is_empty() {
        let (path, old, new) = first_difference(&expected, after, String::new());
        wrong.push(format!("at {path}: {old} became {new}"));
    }
    wrong
}

/// The fields other than the description that are not as they were.
pub fn other_fields(before: &Value, after: &Value) -> Vec<String> {
    let names = |issue: &Value| -> Vec<String> {
        issue.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    };
    let mut all = names(before);
    all.extend(names(after));
    all.sort();
    all.dedup();
    let still = |name: &String| *name == "description" || MOVING.contains(&name.as_str());
    all.into_iter()
        .filter(|name| !still(name) && before[name] != after[name])
        .map(|name| {
            let (path, old, new) = first_difference(&before[&name], &after[&name], String::new());
            format!("field {name} at {path}: {old} became {new}")
        })
        .collect()
}

fn blocks(document: &Value) -> &[Value] {
    document["content"].as_array().map_or(&[], Vec::as_slice)
}

/// Where two values first differ, and what is there, shortened for the eye.
fn first_difference(old: &Value, new: &Value, path: String) -> (String, String, String) {
    match (old, new) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            if let Some((name, value)) = a.iter().find(|(name, value)| b[*name] != **value) {
                return first_difference(value, &b[name], format!("{path}/{name}"));
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            if let Some(at) = (0..a.len()).find(|at| a[*at] != b[*at]) {
                return first_difference(&a[at], &b[at], format!("{path}/{at}"));
            }
        }
        _ => {}
    }
    (path, short(old), short(new))
}

/// A value on one line of bounded length.
pub fn short(value: &Value) -> String {
    const LONGEST: usize = 300;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn word() -> Word {
        let pointer = "/content/1/content/0/text".to_owned();
        Word { word: "old".into(), new: "new".into(), kind: "paragraph", pointer, block: 1 }
    }

    fn doc(texts: &[&str]) -> Value {
        let block = |text: &&str| json!({"type": "paragraph", "content": [{"text": text}]});
        json!({"content": texts.iter().map(block).collect::<Vec<_>>()})
    }

    #[test]
    fn only_the_word_may_differ() {
        let before = doc(&["a", "old b"]);
        assert!(document(&before, &doc(&["a", "new b"]), &word()).is_empty());
        let other = document(&before, &doc(&["x", "new b"]), &word());
        assert_eq!(
            other,
            ["another block, block 0 (paragraph) at /content/0/text: \"a\" became \"x\""]
        );
        let more = document(&before, &doc(&["a", "new c"]), &word());
        assert!(more[0].starts_with("the changed block, block 1"), "{more:?}");
        assert_eq!(document(&before, &doc(&["a"]), &word()), ["2 blocks became 1"]);
    }

    #[test]
    fn other_fields_stay_but_for_what_jira_moves() {
        let before = json!({"summary": "s", "updated": 1, "description": 1, "labels": ["a"]});
        let after = json!({"summary": "s", "updated": 2, "description": 2, "labels": ["b"]});
        assert_eq!(other_fields(&before, &after), ["field labels at /0: \"a\" became \"b\""]);
    }
}
