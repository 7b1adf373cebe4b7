//! What may stand where: the rules of the document format.

use serde_json::{Value, json};

use super::nodes::{block, paragraph, strong};

/// What blocks are put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The document itself.
    Doc,
    /// A part that can be folded.
    Expand,
    /// Such a part in a cell.
    NestedExpand,
    /// A panel.
    Panel,
    /// A quote.
    Quote,
    /// A cell of a table.
    Cell,
    /// An item of a list.
    Item,
}

impl Place {
    fn allows(self, kind: &str) -> bool {
        let text = matches!(
            kind,
            "paragraph" | "bulletList" | "orderedList" | "codeBlock" | "mediaSingle"
        );
        let more = matches!(kind, "heading" | "rule" | "taskList" | "mediaGroup" | "decisionList");
        let holders = matches!(kind, "panel" | "blockquote");
        let cards = matches!(kind, "blockCard" | "embedCard");
        text || match self {
            Self::Doc => kind != "nestedExpand",
            Self::Expand => more || holders || cards || matches!(kind, "table" | "extension"),
            Self::NestedExpand => more || holders,
            Self::Cell => more || holders || cards || kind == "nestedExpand",
            Self::Panel => more || kind == "blockCard",
            Self::Quote => kind == "mediaGroup",
            Self::Item => kind == "taskList",
        }
    }

    /// Blocks in the form that they have in this place, each with whether it may stand there.
    pub fn fit(self, blocks: Vec<Value>) -> Vec<(bool, Value)> {
        let fitted = blocks.into_iter().flat_map(|b| self.formed(b));
        fitted.map(|b| (self.allows(b["type"].as_str().unwrap_or_default()), b)).collect()
    }

    fn formed(self, mut node: Value) -> Vec<Value> {
        let kind = node["type"].as_str().unwrap_or_default().to_owned();
        match (self, kind.as_str()) {
            (Self::Cell, "expand") => {
                node["type"] = "nestedExpand".into();
                vec![node]
            }
            (Self::Quote, "heading") => vec![strong(&node, false)],
            (Self::Item, "heading") => vec![strong(&node, true)],
            (Self::Item, "blockquote") => self.content(node),
            (Self::Item, "mediaGroup") => vec![in_line(&node)],
            (_, "blockCard" | "embedCard") if !self.allows(&kind) => {
                let card = json!({"type": "inlineCard", "attrs": {"url": node["attrs"]["url"]}});
                vec![paragraph(vec![card])]
            }
            _ => vec![node],
        }
    }

    fn content(self, mut node: Value) -> Vec<Value> {
        match node["content"].take() {
            Value::Array(children) => children.into_iter().flat_map(|c| self.formed(c)).collect(),
            _ => Vec::new(),
        }
    }

    /// Blocks that are put into holders of this place; what may not stand there is put between
    /// them, as Jira lifts it out.
    pub fn hold(self, blocks: Vec<Value>, holder: impl Fn(Vec<Value>) -> Value) -> Vec<Value> {
        let (mut out, mut held) = (Vec::new(), Vec::new());
        for (allowed, block) in self.fit(blocks) {
            if allowed {
                held.push(block);
                continue;
            }
            if !held.is_empty() {
                out.push(holder(std::mem::take(&mut held)));
            }
            out.push(block);
        }
        if !held.is_empty() || out.is_empty() {
            if held.is_empty() {
                held.push(paragraph(Vec::new()));
            }
            out.push(holder(held));
        }
        out
    }
}

/// Files that stand for themselves, in a line of text.
fn in_line(group: &Value) -> Value {
    let files = group["content"].as_array().into_iter().flatten();
    let mut line = Vec::new();
    for file in files {
        if !line.is_empty() {
            line.push(block("hardBreak", Vec::new()));
        }
        let mut node = file.clone();
        node["type"] = "mediaInline".into();
        line.push(node);
    }
    paragraph(line)
}
