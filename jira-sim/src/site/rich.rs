//! Rich text: an Atlassian document and its plain text.

use serde_json::Value;

use super::{Refusal, Rules, document};

/// Characters of text that Jira keeps in one rich text; the JSON around them does not count.
pub const TEXT_LIMIT: usize = 32_767;

/// A document that was checked once, with its text for search.
#[derive(Debug, Clone, PartialEq)]
pub struct RichText {
    /// The document as it was given.
    pub adf: Value,
    /// Its text, one line for each block.
    pub text: String,
    /// The text in lower case, for search.
    pub lower: String,
}

/// Node types that Jira knows.
#[rustfmt::skip]
const NODES: [&str; 46] = [
    "blockCard", "blockTaskItem", "blockquote", "bodiedExtension", "bodiedSyncBlock", "bulletList",
    "caption", "codeBlock", "date", "decisionItem", "decisionList", "doc", "embedCard", "emoji",
    "expand", "extension", "hardBreak", "heading", "inlineCard", "inlineExtension", "layoutColumn",
    "layoutSection", "listItem", "media", "mediaGroup", "mediaInline", "mediaSingle", "mention",
    "nestedExpand", "orderedList", "panel", "paragraph", "placeholder", "rule", "status",
    "syncBlock", "table", "tableCell", "tableHeader", "tableRow", "taskItem", "taskList", "text",
    "bodiedRule", "extensionFrame", "multiBodiedExtension",
];

/// Attributes without which Jira refuses a node.
const REQUIRED: [(&str, &[&str]); 10] = [
    ("heading", &["level"]),
    ("panel", &["panelType"]),
    ("mention", &["id"]),
    ("emoji", &["shortName"]),
    ("date", &["timestamp"]),
    ("status", &["text", "color"]),
    ("taskList", &["localId"]),
    ("taskItem", &["localId", "state"]),
    ("media", &["type"]),
    ("mediaInline", &["id", "collection"]),
];

impl RichText {
    /// Checks a document. Under strict rules it must hold to the published schema; under lenient
    /// ones only unknown nodes and missing attributes are refused.
    ///
    /// # Errors
    /// A plain string or any other value that is not a document, a malformed document
    /// (`INVALID_INPUT`), or too long a text.
    pub fn check(adf: &Value, rules: &Rules) -> Result<Self, Refusal> {
        if adf["type"] != "doc" || adf["version"] != 1 || !adf.is_object() {
            return Err(Refusal::field(
                "Operation value must be an Atlassian Document (see the Atlassian Document Format)",
            ));
        }
        let good = if rules.strict_documents { document::is_valid(adf) } else { known(adf, 0) };
        if !good {
            return Err(Refusal::Request("INVALID_INPUT".into()));
        }
        let rich = Self::of(adf.clone());
        if rich.text.chars().count() > TEXT_LIMIT {
            return Err(Refusal::field(
                "The entered text is too long. It exceeds the allowed limit of 32,767 characters.",
            ));
        }
        Ok(rich)
    }

    /// A document that is known to be good.
    #[must_use]
    pub fn of(adf: Value) -> Self {
        let mut text = String::new();
        collect(&adf, &mut text);
        let text = text.trim().to_owned();
        Self { lower: text.to_lowercase(), text, adf }
    }
}

/// Whether all nodes of a document are known and have what they need.
fn known(node: &Value, depth: usize) -> bool {
    let Some(name) = node["type"].as_str() else { return false };
    let listed = NODES.contains(&name) && depth < document::DEPTH;
    let text = name != "text" || node["text"].is_string();
    let attrs = REQUIRED
        .iter()
        .filter(|(node_name, _)| *node_name == name)
        .all(|(_, keys)| keys.iter().all(|k| !node["attrs"][k].is_null()));
    let content = match &node["content"] {
        Value::Null => true,
        Value::Array(children) => children.iter().all(|c| known(c, depth + 1)),
        _ => false,
    };
    listed && text && attrs && content
}

fn collect(node: &Value, out: &mut String) {
    match node["type"].as_str().unwrap_or_default() {
        "text" => out.push_str(node["text"].as_str().unwrap_or_default()),
        "hardBreak" => out.push('\n'),
        "mention" | "status" | "placeholder" => {
            out.push_str(node["attrs"]["text"].as_str().unwrap_or_default());
        }
        "emoji" => out.push_str(node["attrs"]["text"].as_str().unwrap_or_default()),
        "inlineCard" => out.push_str(node["attrs"]["url"].as_str().unwrap_or_default()),
        name => {
            for child in node["content"].as_array().into_iter().flatten() {
                collect(child, out);
            }
            if matches!(name, "paragraph" | "heading" | "codeBlock" | "taskItem" | "decisionItem") {
                out.push('\n');
            }
        }
    }
}
