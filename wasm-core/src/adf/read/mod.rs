//! From an Atlassian document to blocks.
//!
//! Documents from old imports break the schema: texts are empty or hold line feeds, attributes are
//! missing, nodes are not known. All of it is read; what has no block becomes text.

use serde_json::Value;

use super::fit::{Place, fit, text_lines};
use super::model::{Block, Item, Lines, List, Row, Table};

mod inline;
mod token;

pub(super) use inline::{is_inline, lines, marks_of};
pub(super) use token::find_mention as mention;
pub(in crate::adf) use token::token;

/// The blocks of a document.
pub(super) fn document(document: &Value) -> Vec<Block> {
    fit(blocks(content(document)), Place::Document)
}

/// The blocks of nodes in a place.
pub(super) fn nodes(nodes: &[Value], place: Place) -> Vec<Block> {
    fit(blocks(nodes), place)
}

/// The `content` of a node.
pub(super) fn content(node: &Value) -> &[Value] {
    node.get("content").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The `type` of a node.
pub(super) fn kind(node: &Value) -> &str {
    node.get("type").and_then(Value::as_str).unwrap_or_default()
}

/// An attribute that is a text.
pub(super) fn attr<'a>(node: &'a Value, name: &str) -> Option<&'a str> {
    node.get("attrs")?.get(name)?.as_str()
}

/// Blocks, with the inline nodes that stand among them gathered into paragraphs.
fn blocks(nodes: &[Value]) -> Vec<Block> {
    let mut found = Vec::new();
    let mut loose = 0..0;
    for (at, node) in nodes.iter().enumerate() {
        if inline::is_inline(node) {
            loose.end = at + 1;
            continue;
        }
        flush(nodes, &mut loose, at + 1, &mut found);
        found.extend(block(node));
    }
    flush(nodes, &mut loose, nodes.len(), &mut found);
    found
}

fn flush(nodes: &[Value], loose: &mut std::ops::Range<usize>, next: usize, found: &mut Vec<Block>) {
    if loose.end > loose.start {
        found.push(Block::Paragraph(lines(&nodes[loose.clone()])));
    }
    *loose = next..next;
}

fn block(node: &Value) -> Vec<Block> {
    let inner = content(node);
    vec![match kind(node) {
        "paragraph" | "caption" => Block::Paragraph(lines(inner)),
        "heading" => Block::Heading(level(node), lines(inner)),
        "bulletList" | "decisionList" => list(None, inner),
        "orderedList" => list(Some(order(node)), inner),
        "taskList" => Block::List(List { start: None, items: tasks(inner) }),
        "blockquote" => Block::Quote(blocks(inner)),
        "codeBlock" => Block::Code {
            language: attr(node, "language").unwrap_or_default().to_owned(),
            text: inline::text(node),
        },
        "rule" => Block::Rule,
        "table" => Block::Table(table(inner)),
        "panel" => Block::Panel(panel(node), blocks(inner)),
        "expand" | "nestedExpand" => {
            Block::Expand(attr(node, "title").unwrap_or_default().to_owned(), blocks(inner))
        }
        "mediaSingle" | "mediaGroup" => Block::Paragraph(media(inner)),
        _ if inner.is_empty() => Block::Paragraph(token(node)),
        _ => return blocks(inner),
    }]
}

fn level(node: &Value) -> u8 {
    let level = node.get("attrs").and_then(|attrs| attrs.get("level")).and_then(Value::as_u64);
    u8::try_from(level.unwrap_or(1)).unwrap_or(6)
}

fn order(node: &Value) -> u32 {
    let order = node.get("attrs").and_then(|attrs| attrs.get("order")).and_then(Value::as_f64);
    order.map_or(1, |order| order as u32)
}

fn panel(node: &Value) -> String {
    let kind = attr(node, "panelType").unwrap_or("info");
    if super::PANELS.contains(&kind) { kind.to_owned() } else { "info".to_owned() }
}

fn list(start: Option<u32>, items: &[Value]) -> Block {
    let items = items.iter().map(|item| Item { task: None, blocks: blocks(content(item)) });
    Block::List(List { start, items: items.collect() })
}

/// Tasks; a list among them belongs to the task before it.
fn tasks(nodes: &[Value]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for node in nodes {
        if kind(node) != "taskList" {
            let done = attr(node, "state") == Some("DONE");
            let text = text_lines(blocks(content(node)));
            items.push(Item { task: Some(done), blocks: vec![Block::Paragraph(text)] });
            continue;
        }
        let below = tasks(content(node));
        match items.last_mut() {
            Some(above) => above.blocks.push(Block::List(List { start: None, items: below })),
            None => items.extend(below),
        }
    }
    items
}

/// The lines of a cell of a table.
pub(super) fn cell(node: &Value) -> Lines {
    text_lines(blocks(content(node)))
}

fn table(rows: &[Value]) -> Table {
    let cells = |row: &Value| -> Row { content(row).iter().map(cell).collect() };
    let heads = rows.first().is_some_and(|row| {
        !content(row).is_empty() && content(row).iter().all(|cell| kind(cell) == "tableHeader")
    });
    let (head, body) = rows.split_at(usize::from(heads));
    Table { header: head.first().map(cells), rows: body.iter().map(cells).collect() }
}

/// One line for each file, and the caption below.
fn media(nodes: &[Value]) -> Lines {
    nodes
        .iter()
        .flat_map(|node| if kind(node) == "caption" { lines(content(node)) } else { token(node) })
        .collect()
}
