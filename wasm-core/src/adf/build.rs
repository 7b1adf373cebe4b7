//! From blocks to an Atlassian document that its schema allows.
//!
//! The blocks have to [`fit`](super::fit) the place they are built for.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::fit::Place;
use super::model::{Block, Item, Lines, List, Marks, Row, Shift, Table, text_of};
use crate::digest;

/// The document of blocks.
pub(super) fn document(blocks: &[Block]) -> Value {
    json!({ "type": "doc", "version": 1, "content": nodes(blocks, Place::Document) })
}

/// The nodes of blocks.
pub(super) fn nodes(blocks: &[Block], place: Place) -> Vec<Value> {
    blocks.iter().map(|block| node(block, place)).collect()
}

/// The node of a block.
pub(super) fn node(block: &Block, place: Place) -> Value {
    match block {
        Block::Paragraph(lines) => paragraph(lines),
        Block::Heading(level, lines) => {
            json!({ "type": "heading", "attrs": { "level": level }, "content": inline(lines) })
        }
        Block::List(list) => list_node(list),
        Block::Quote(blocks) => {
            json!({ "type": "blockquote", "content": filled(blocks, Place::Quote) })
        }
        Block::Code { language, text } => code(language, text),
        Block::Rule => json!({ "type": "rule" }),
        Block::Table(table) => table_node(table),
        Block::Panel(kind, blocks) => json!({
            "type": "panel",
            "attrs": { "panelType": kind },
            "content": filled(blocks, Place::Panel),
        }),
        Block::Expand(title, blocks) => {
            let (kind, inner) = match place {
                Place::Document => ("expand", Place::Expand),
                _ => ("nestedExpand", Place::NestedExpand),
            };
            json!({ "type": kind, "attrs": { "title": title }, "content": filled(blocks, inner) })
        }
    }
}

/// The node of lines of text.
pub(super) fn paragraph(lines: &Lines) -> Value {
    json!({ "type": "paragraph", "content": inline(lines) })
}

/// The text nodes of lines, with a break between each.
pub(super) fn inline(lines: &Lines) -> Vec<Value> {
    let mut nodes = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            nodes.push(json!({ "type": "hardBreak" }));
        }
        nodes.extend(line.iter().map(|run| text(&run.text, &run.marks)));
    }
    nodes
}

/// A text node.
pub(super) fn text(text: &str, marks: &Marks) -> Value {
    let mut node = Map::new();
    node.insert("type".to_owned(), json!("text"));
    node.insert("text".to_owned(), json!(text));
    let marks = mark_nodes(marks);
    if !marks.is_empty() {
        node.insert("marks".to_owned(), Value::Array(marks));
    }
    Value::Object(node)
}

fn mark_nodes(marks: &Marks) -> Vec<Value> {
    let mut nodes = Vec::new();
    if let Some(link) = &marks.link {
        let mut attrs = json!({ "href": link.href });
        if !link.title.is_empty() {
            attrs["title"] = json!(link.title);
        }
        nodes.push(json!({ "type": "link", "attrs": attrs }));
    }
    let simple = [
        (marks.code, "code"),
        (marks.strong, "strong"),
        (marks.em, "em"),
        (marks.strike, "strike"),
        (marks.underline, "underline"),
    ];
    let simple = simple.iter().filter(|(has, _)| *has);
    nodes.extend(simple.map(|(_, kind)| json!({ "type": kind })));
    if let Some(shift) = marks.shift {
        let kind = if shift == Shift::Sub { "sub" } else { "sup" };
        nodes.push(json!({ "type": "subsup", "attrs": { "type": kind } }));
    }
    nodes
}

/// Nodes that must not be none.
fn filled(blocks: &[Block], place: Place) -> Vec<Value> {
    if blocks.is_empty() { vec![paragraph(&Lines::new())] } else { nodes(blocks, place) }
}

fn code(language: &str, code: &str) -> Value {
    let mut node = json!({ "type": "codeBlock" });
    if !language.is_empty() {
        node["attrs"] = json!({ "language": language });
    }
    if !code.is_empty() {
        node["content"] = json!([text(code, &Marks::default())]);
    }
    node
}

fn list_node(list: &List) -> Value {
    if list.is_tasks() {
        return tasks(list);
    }
    let items: Vec<Value> = list.items.iter().map(item).collect();
    match list.start {
        None => json!({ "type": "bulletList", "content": items }),
        Some(1) => json!({ "type": "orderedList", "content": items }),
        Some(order) => {
            json!({ "type": "orderedList", "attrs": { "order": order }, "content": items })
        }
    }
}

/// The node of an item that is no task.
pub(super) fn item(item: &Item) -> Value {
    json!({ "type": "listItem", "content": filled(&item.blocks, Place::Item(1)) })
}

fn tasks(list: &List) -> Value {
    let mut nodes = Vec::new();
    for (at, item) in list.items.iter().enumerate() {
        nodes.extend(task(item, at));
    }
    let texts: Vec<String> = list.items.iter().map(task_text).collect();
    json!({ "type": "taskList", "attrs": { "localId": local_id(&texts, 0) }, "content": nodes })
}

/// A task, and the lists of tasks below it.
pub(super) fn task(item: &Item, at: usize) -> Vec<Value> {
    let mut nodes = vec![task_item(item, at)];
    let below = item.blocks.iter().skip(1);
    nodes.extend(below.map(|block| node(block, Place::Item(1))));
    nodes
}

/// A decision that was added to others.
pub(super) fn decision(lines: &Lines, at: usize) -> Value {
    json!({
        "type": "decisionItem",
        "attrs": { "localId": local_id(&[text_of(lines)], at + 1), "state": "DECIDED" },
        "content": inline(lines),
    })
}

fn task_item(item: &Item, at: usize) -> Value {
    let state = if item.task == Some(true) { "DONE" } else { "TODO" };
    let content = match item.blocks.first() {
        Some(Block::Paragraph(lines)) => inline(lines),
        _ => Vec::new(),
    };
    json!({
        "type": "taskItem",
        "attrs": { "localId": local_id(&[task_text(item)], at + 1), "state": state },
        "content": content,
    })
}

fn task_text(item: &Item) -> String {
    match item.blocks.first() {
        Some(Block::Paragraph(lines)) => text_of(lines),
        _ => String::new(),
    }
}

/// An id for a node that must have one: the same for the same text in the same position, so that
/// a plan made twice is the same plan.
fn local_id(texts: &[String], at: usize) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    hash.update(at.to_le_bytes());
    let hex = digest::short(hash);
    format!("{}-{}-4{}-8{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}

fn table_node(table: &Table) -> Value {
    let header = table.header.iter().map(|row| row_node(row, true));
    let rows = table.rows.iter().map(|row| row_node(row, false));
    let rows: Vec<Value> = header.chain(rows).collect();
    json!({ "type": "table", "content": rows })
}

/// The node of a row of a table.
pub(super) fn row_node(row: &Row, header: bool) -> Value {
    let kind = if header { "tableHeader" } else { "tableCell" };
    let cell = |lines: &Lines| json!({ "type": kind, "content": [paragraph(lines)] });
    json!({ "type": "tableRow", "content": row.iter().map(cell).collect::<Vec<_>>() })
}
