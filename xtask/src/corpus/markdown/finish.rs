//! Nodes whose content is complete, brought into a form that Atlassian's schema allows.

use serde_json::{Value, json};

use super::Open;

/// The nodes that an ended node becomes: mostly one.
pub(super) fn node(open: Open) -> Vec<Value> {
    let Open { kind, attrs, content } = open;
    let content = match kind {
        "paragraph" => return paragraphs(content),
        "image" => return vec![media(&attrs, &content)],
        "heading" | "taskItem" => content.into_iter().map(inline).collect(),
        "codeBlock" => code(content),
        "blockquote" => filled(nested(blocks(content), &["paragraph", "codeBlock"])),
        "listItem" => led_by_text(nested(blocks(content), &["paragraph", "codeBlock"])),
        "tableCell" | "tableHeader" => filled(blocks(content)),
        "bulletList" if content.iter().all(is_task) => return vec![tasks(content)],
        _ => content,
    };
    let mut node = json!({"type": kind, "content": content});
    if !attrs.is_null() {
        node["attrs"] = attrs;
    }
    if kind == "orderedList" && node["attrs"]["order"] == 1 {
        node.as_object_mut().map(|members| members.remove("attrs"));
    }
    vec![node]
}

/// Blocks, with loose inline nodes gathered into paragraphs.
pub(super) fn blocks(nodes: Vec<Value>) -> Vec<Value> {
    let mut found = Vec::new();
    let mut loose = Vec::new();
    for node in nodes {
        if is_inline(&node) {
            loose.push(node);
            continue;
        }
        found.append(&mut paragraphs(std::mem::take(&mut loose)));
        found.push(node);
    }
    found.append(&mut paragraphs(loose));
    found
}

/// A paragraph, cut where it shows a picture, which the schema makes a block.
fn paragraphs(nodes: Vec<Value>) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    let mut content = Vec::new();
    let flush = |content: &mut Vec<Value>, found: &mut Vec<Value>| {
        if content.iter().any(|node: &Value| !is_blank(node)) {
            found.push(json!({"type": "paragraph", "content": std::mem::take(content)}));
        }
        content.clear();
    };
    for node in nodes {
        if node["type"] == "mediaSingle" {
            flush(&mut content, &mut found);
            found.push(node);
        } else {
            content.push(node);
        }
    }
    flush(&mut content, &mut found);
    found
}

fn is_inline(node: &Value) -> bool {
    matches!(node["type"].as_str(), Some("text" | "hardBreak"))
}

fn is_blank(node: &Value) -> bool {
    node["text"].as_str().is_some_and(|text| text.trim().is_empty())
}

fn is_task(node: &Value) -> bool {
    let state = node["attrs"]["state"].is_string();
    let inner = node["content"].as_array().map_or(&[][..], Vec::as_slice);
    state
        && match inner {
            [text] => text["type"] == "paragraph",
            [text, below] => text["type"] == "paragraph" && below["type"] == "taskList",
            _ => false,
        }
}

/// A list of tasks; the lists below its items stand between them.
fn tasks(items: Vec<Value>) -> Value {
    let mut content = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        let attrs = json!({"localId": format!("task-{at}"), "state": item["attrs"]["state"]});
        let text = item["content"][0]["content"].clone();
        content.push(json!({"type": "taskItem", "attrs": attrs, "content": text}));
        content.extend(item["content"].get(1).cloned());
    }
    json!({"type": "taskList", "attrs": {"localId": "tasks"}, "content": content})
}

/// What a list's item or a quotation may hold; other blocks give their text.
fn nested(nodes: Vec<Value>, texts: &[&str]) -> Vec<Value> {
    const BLOCKS: [&str; 4] = ["bulletList", "orderedList", "taskList", "mediaSingle"];
    let fit = |node: Value| {
        let kind = node["type"].as_str().unwrap_or_default();
        if texts.contains(&kind) || BLOCKS.contains(&kind) {
            return vec![node];
        }
        let content = node["content"].as_array().cloned().unwrap_or_default();
        if content.iter().all(is_inline) { paragraphs(content) } else { nested(content, texts) }
    };
    nodes.into_iter().flat_map(fit).collect()
}

/// An item begins with a text, even if it only holds a list.
fn led_by_text(mut nodes: Vec<Value>) -> Vec<Value> {
    let first = nodes.first().and_then(|node| node["type"].as_str());
    if !matches!(first, Some("paragraph" | "codeBlock" | "mediaSingle")) {
        nodes.insert(0, empty_paragraph());
    }
    nodes
}

fn filled(nodes: Vec<Value>) -> Vec<Value> {
    if nodes.is_empty() { vec![empty_paragraph()] } else { nodes }
}

fn empty_paragraph() -> Value {
    json!({"type": "paragraph", "content": []})
}

/// Code without the line feed that ends it.
fn code(mut content: Vec<Value>) -> Vec<Value> {
    if let Some(text) = content.first().and_then(|node| node["text"].as_str()) {
        let text = text.strip_suffix('\n').unwrap_or(text).to_owned();
        content.clear();
        if !text.is_empty() {
            content.push(json!({"type": "text", "text": text}));
        }
    }
    content
}

fn media(attrs: &Value, alt: &[Value]) -> Value {
    let alt: String = alt.iter().filter_map(|node| node["text"].as_str()).collect();
    let mut media = json!({"type": "external", "url": attrs["url"]});
    if !alt.is_empty() {
        media["alt"] = alt.into();
    }
    json!({
        "type": "mediaSingle",
        "attrs": {"layout": "center"},
        "content": [{"type": "media", "attrs": media}],
    })
}

/// A picture where only text may be: a link to it.
fn inline(node: Value) -> Value {
    if node["type"] != "mediaSingle" {
        return node;
    }
    let media = &node["content"][0]["attrs"];
    let text = media["alt"].as_str().or_else(|| media["url"].as_str()).unwrap_or("picture");
    let link = json!({"type": "link", "attrs": {"href": media["url"]}});
    json!({"type": "text", "text": text, "marks": [link]})
}
