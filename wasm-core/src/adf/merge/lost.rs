//! What a document would lose that Markdown can't say.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::model::text_of;
use super::super::read;

/// The mentions, files, cards, colours and other things of `current` that `merged` has no longer,
/// each by a short text for the eye.
pub fn lost(current: &Value, merged: &Value) -> Vec<String> {
    let mut left = BTreeMap::new();
    count(merged, &mut left);
    let mut had = BTreeMap::new();
    count(current, &mut had);
    let mut lost = Vec::new();
    for (text, before) in had {
        let after = left.get(&text).copied().unwrap_or(0);
        if before > after {
            lost.push(text);
        }
    }
    lost
}

fn count(node: &Value, found: &mut BTreeMap<String, usize>) {
    if let Some(text) = special(node) {
        *found.entry(text).or_default() += 1;
    }
    for mark in node.get("marks").and_then(Value::as_array).into_iter().flatten() {
        if let "textColor" | "backgroundColor" | "annotation" = read::kind(mark) {
            let text = format!("{}: {}", name(read::kind(mark)), text_of(&read::token(node)));
            *found.entry(text).or_default() += 1;
        }
    }
    for child in read::content(node) {
        count(child, found);
    }
}

/// The text of a node that Markdown can't say.
fn special(node: &Value) -> Option<String> {
    let shown = || text_of(&read::token(node));
    match read::kind(node) {
        "mention" | "emoji" | "date" | "status" | "inlineCard" | "blockCard" | "embedCard"
        | "media" | "mediaInline" | "placeholder" | "extension" | "inlineExtension"
        | "syncBlock" => Some(shown()),
        "layoutSection" | "bodiedExtension" | "bodiedSyncBlock" => {
            Some(format!("[{}]", name(read::kind(node))))
        }
        _ => None,
    }
}

fn name(kind: &str) -> &str {
    match kind {
        "textColor" => "colour",
        "backgroundColor" => "highlight",
        "annotation" => "inline comment",
        "layoutSection" => "columns",
        _ => "extension",
    }
}
