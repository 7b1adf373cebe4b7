//! What a document would lose that Markdown can't say.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::model::text_of;
use super::super::read;

/// The mentions, files, cards, colours and other things of `current` that `merged` has no longer,
/// each by a short text for the eye.
pub fn lost(current: &Value, merged: &Value) -> Vec<String> {
    let (had, has) = (Found::of(current), Found::of(merged));
    let mut lost = Vec::new();
    for (text, before) in &had.nodes {
        if *before > has.nodes.get(text).copied().unwrap_or(0) {
            lost.push(text.clone());
        }
    }
    for (mark, before) in &had.marks {
        let after = has.marks.get(mark).map_or(&[][..], Vec::as_slice);
        let fewer = before.len().saturating_sub(after.len());
        let gone = before.iter().filter(|text| !after.contains(text)).take(fewer);
        let name = name(&mark.0).unwrap_or_default();
        lost.extend(gone.map(|text| format!("{name}: {text}")));
    }
    lost.sort();
    lost.dedup();
    lost
}

/// What a document holds that Markdown can't say.
#[derive(Default)]
struct Found {
    /// Nodes by the text that they show, counted.
    nodes: BTreeMap<String, usize>,
    /// Looks by kind and attributes, with each stretch of text that has them: its words may change
    /// without a loss.
    marks: BTreeMap<(String, String), Vec<String>>,
}

impl Found {
    fn of(document: &Value) -> Self {
        let mut found = Self::default();
        found.add(document);
        found
    }

    fn add(&mut self, node: &Value) {
        for text in special(node).into_iter().chain(cell(node)) {
            *self.nodes.entry(text).or_default() += 1;
        }
        let mut before = Vec::new();
        for child in read::content(node) {
            let marks = looks(child);
            let shown = text_of(&read::token(child));
            for mark in marks.iter().filter(|_| !shown.trim().is_empty()) {
                let texts = self.marks.entry(mark.clone()).or_default();
                match texts.last_mut().filter(|_| before.contains(mark)) {
                    Some(last) => last.push_str(&shown),
                    None => texts.push(shown.clone()),
                }
            }
            before = marks;
            self.add(child);
        }
    }
}

/// The marks of a node that Markdown can't say: kind and attributes.
fn looks(node: &Value) -> Vec<(String, String)> {
    let marks = node.get("marks").and_then(Value::as_array).into_iter().flatten();
    let unsaid = marks.filter(|mark| name(read::kind(mark)).is_some());
    unsaid.map(|mark| (read::kind(mark).to_owned(), mark["attrs"].to_string())).collect()
}

/// The text of a node that Markdown can't say.
fn special(node: &Value) -> Option<String> {
    let shown = || text_of(&read::token(node));
    match read::kind(node) {
        "mention" | "emoji" | "date" | "status" | "inlineCard" | "blockCard" | "embedCard"
        | "media" | "mediaInline" | "placeholder" | "extension" | "inlineExtension"
        | "syncBlock" => Some(shown()),
        "layoutSection" => Some("[columns]".to_owned()),
        "bodiedExtension" | "bodiedSyncBlock" => Some("[extension]".to_owned()),
        _ => None,
    }
}

/// What a cell of a table is beside its text.
fn cell(node: &Value) -> impl Iterator<Item = String> {
    let is_cell = matches!(read::kind(node), "tableCell" | "tableHeader");
    let spans = ["colspan", "rowspan"].iter().any(|name| node["attrs"][name].as_u64() > Some(1));
    let coloured = read::attr(node, "background").is_some_and(|colour| !colour.is_empty());
    let found = [(spans, "[merged cells]"), (coloured, "[coloured cell]")];
    let found = found.into_iter().filter(move |(has, _)| *has && is_cell);
    found.map(|(_, text)| text.to_owned())
}

/// How a mark that Markdown can't say is called.
fn name(kind: &str) -> Option<&str> {
    match kind {
        "textColor" => Some("colour"),
        "backgroundColor" => Some("highlight"),
        "annotation" => Some("inline comment"),
        "alignment" | "indentation" => Some(kind),
        "fontSize" => Some("size"),
        "breakout" => Some("width"),
        _ => None,
    }
}
