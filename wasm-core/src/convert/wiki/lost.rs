//! What of a document its wiki markup does not say, so that it is gone when the markup is written.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{colour, read};
use crate::adf;
use crate::schema::RichText;

/// What Jira's present text would lose if its own markup were written back, each by a short text
/// for the eye.
pub(in crate::convert) fn lost(present: &RichText) -> Vec<String> {
    let Some(markup) = &present.wiki else { return Vec::new() };
    let said = read(markup, &|id| adf::mention(&present.document, id));
    let mut lost = adf::lost(&levelled(&present.document), &levelled(&said));
    let said = Kinds::of(&said);
    let had = Kinds::of(&present.document);
    let gone = had.0.into_iter().filter(|(kind, n)| *n > said.count(kind));
    lost.extend(gone.map(|(kind, _)| format!("[{kind}]")));
    lost.sort();
    lost.dedup();
    lost
}

/// Words of markup that are nowhere in what is made of it: of a tag that is never closed, of an
/// anchor.
pub(in crate::convert) fn lost_words(markup: &str, made: &Value) -> Vec<String> {
    let made = made.to_string();
    let words = without_tags(markup);
    let words = words.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !made.contains(word)).map(str::to_owned).collect()
}

/// Markup without what only names what it is: tags, the signs of a heading and a quotation.
fn without_tags(markup: &str) -> String {
    const NAMES: [&str; 7] = ["code", "noformat", "quote", "panel", "expand", "color", "adf"];
    let mut out = String::with_capacity(markup.len());
    for line in markup.lines() {
        let named = line.trim_start();
        let heading =
            named.starts_with('h') && named[1..].starts_with(|c| ('1'..='6').contains(&c));
        let sign =
            if heading && named[2..].starts_with('.') || named.starts_with("bq.") { 3 } else { 0 };
        let mut rest = &named[sign..];
        while let Some((before, inner)) = rest.split_once('{') {
            out.push_str(before);
            let tag = NAMES.iter().any(|name| inner.starts_with(name));
            rest = inner.split_once('}').filter(|_| tag).map_or(inner, |(_, behind)| behind);
            out.push(' ');
        }
        out.push_str(rest);
        out.push('\n');
    }
    out.replace("~accountid:", "~").replace("|smart-link", "").replace("|smart-card", "")
}

/// Whether Jira's present text would get another form if its own markup were written back: other
/// blocks, or words that look otherwise.
pub(in crate::convert) fn changes_form(present: &RichText) -> bool {
    let Some(markup) = &present.wiki else { return false };
    let said = read(markup, &|id| adf::mention(&present.document, id));
    let (mut had, mut has) = (Vec::new(), Vec::new());
    outline(&present.document, &mut had);
    outline(&said, &mut has);
    had != has || adf::to_markdown(&said) != present.markdown
}

/// The kinds of a document's blocks in their order, without empty paragraphs, and with no
/// difference between a file in a line and one for itself.
fn outline<'d>(node: &'d Value, kinds: &mut Vec<&'d str>) {
    let content = node["content"].as_array().map(Vec::as_slice).unwrap_or_default();
    let kind = match node["type"].as_str().unwrap_or_default() {
        "paragraph" if content.is_empty() => return,
        "text" | "hardBreak" | "mediaInline" | "media" => return,
        "mediaGroup" => "paragraph",
        kind => kind,
    };
    kinds.push(kind);
    content.iter().for_each(|child| outline(child, kinds));
}

/// The document without what only looks different: an emoji that is a character is one in the text
/// too, and colours are in small letters.
fn levelled(node: &Value) -> Value {
    let mut node = node.clone();
    let attr = |node: &Value, name: &str| node["attrs"][name].as_str().map(str::to_owned);
    match node["type"].as_str() {
        Some("emoji") => {
            if let Some(text) = attr(&node, "text").filter(|text| !text.starts_with(':')) {
                return serde_json::json!({ "type": "text", "text": text });
            }
        }
        Some("textColor") => {
            if let Some(colour) = attr(&node, "color") {
                node["attrs"]["color"] = colour::hex(&colour).into();
            }
        }
        _ => {}
    }
    for name in ["content", "marks"] {
        if let Some(Value::Array(children)) = node.get_mut(name) {
            children.iter_mut().for_each(|child| *child = levelled(child));
        }
    }
    node
}

/// How many blocks there are of each kind that markup may not have.
#[derive(Default)]
struct Kinds(BTreeMap<String, usize>);

impl Kinds {
    fn of(document: &Value) -> Self {
        let mut kinds = Self::default();
        kinds.add(document);
        kinds
    }

    fn count(&self, kind: &str) -> usize {
        self.0.get(kind).copied().unwrap_or_default()
    }

    fn add(&mut self, node: &Value) {
        if let Some(kind) = kind_of(node) {
            *self.0.entry(kind).or_default() += 1;
        }
        for child in node["content"].as_array().into_iter().flatten() {
            self.add(child);
        }
    }
}

/// The kind of a block, where markup may have none for it.
fn kind_of(node: &Value) -> Option<String> {
    let attrs = &node["attrs"];
    let text = |name: &str| attrs[name].as_str().unwrap_or_default();
    match node["type"].as_str()? {
        "panel" => Some(format!("panel: {}", text("panelType"))),
        "taskItem" => Some(format!("task: {}", text("state").to_lowercase())),
        "decisionItem" => Some("decision".to_owned()),
        "expand" | "nestedExpand" => Some(format!("expand: {}", text("title"))),
        "codeBlock" if !text("language").is_empty() => {
            Some(format!("code: {}", text("language").to_lowercase()))
        }
        "orderedList" => {
            let start = attrs["order"].as_f64().filter(|order| *order != 1.0)?;
            Some(format!("list from {start}"))
        }
        "table" if attrs["isNumberColumnEnabled"] == true => Some("numbered rows".to_owned()),
        "caption" => Some("caption".to_owned()),
        _ => None,
    }
}
