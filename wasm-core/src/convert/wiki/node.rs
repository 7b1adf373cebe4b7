//! Nodes of documents.

use serde_json::{Value, json};

use super::signs::Sign;

/// The look of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) signs: Vec<Sign>,
    pub(super) code: bool,
    pub(super) colour: Option<String>,
    pub(super) link: Option<String>,
}

pub(super) fn document(blocks: Vec<Value>) -> Value {
    json!({ "type": "doc", "version": 1, "content": blocks })
}

pub(super) fn block(kind: &str, content: Vec<Value>) -> Value {
    json!({ "type": kind, "content": content })
}

pub(super) fn with(kind: &str, attrs: Value, content: Vec<Value>) -> Value {
    json!({ "type": kind, "attrs": attrs, "content": content })
}

pub(super) fn leaf(kind: &str, attrs: Value) -> Value {
    json!({ "type": kind, "attrs": attrs })
}

pub(super) fn hard_break() -> Value {
    json!({ "type": "hardBreak" })
}

/// The title of a macro, above what it holds.
pub(super) fn title(text: &str) -> Value {
    let look = Look { signs: vec![Sign::Strong], ..Look::default() };
    block("paragraph", vec![self::text(text, &look)])
}

pub(super) fn code(text: &str, language: Option<&str>) -> Value {
    let content =
        if text.is_empty() { Vec::new() } else { vec![self::text(text, &Look::default())] };
    match language {
        Some(language) => with("codeBlock", json!({ "language": language }), content),
        None => block("codeBlock", content),
    }
}

/// One of Atlassian's own emoji.
pub(super) fn emoji(name: &str) -> Value {
    let short = format!(":{name}:");
    leaf("emoji", json!({ "id": format!("atlassian-{name}"), "shortName": short, "text": short }))
}

/// A file by its name; `kind` is where it stands.
pub(super) fn file(kind: &str, name: &str) -> Value {
    leaf(kind, json!({ "type": "file", "id": name, "alt": name, "collection": "" }))
}

pub(super) fn text(text: &str, look: &Look) -> Value {
    let mut marks = Vec::new();
    if let Some(href) = &look.link {
        marks.push(json!({ "type": "link", "attrs": { "href": href } }));
    }
    if look.code {
        marks.push(json!({ "type": "code" }));
    } else {
        marks.extend(look.signs.iter().map(|sign| sign.mark()));
        if let Some(colour) = &look.colour {
            marks.push(json!({ "type": "textColor", "attrs": { "color": colour } }));
        }
    }
    if marks.is_empty() {
        return json!({ "type": "text", "text": text });
    }
    json!({ "type": "text", "text": text, "marks": marks })
}
