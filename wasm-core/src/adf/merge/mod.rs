//! An edited text brought back into its document.
//!
//! The blocks of the text are aligned with those of the document. A block that did not change
//! stays the very node it was, with everything that Markdown can't say; one that changed keeps its
//! node and is merged within; only what is new is built.

use serde_json::{Value, json};

use super::fit::Place;
use super::model::Block;
use super::{autolink, build, parse, read, scheme};

mod align;
mod atom;
mod inline;
mod line;
mod list;
mod lost;
mod patch;
mod table;
mod unit;

pub use lost::lost;

use align::Pair;
use unit::Unit;

/// The document that a typed text describes, made from `current` by changing what the text
/// changes.
pub fn merge(current: &Value, markdown: &str) -> Value {
    let old = read::document(current);
    let blocks = parse::parse(markdown);
    if old == blocks {
        return current.clone();
    }
    let blocks = autolink::link(scheme::allowed(blocks, &old), &old);
    if old == blocks {
        return current.clone();
    }
    let content = merge_nodes(read::content(current), &blocks, Place::Document);
    with_content(current, content).unwrap_or_else(|| build::document(&blocks))
}

/// A node with other content.
fn with_content(node: &Value, content: Vec<Value>) -> Option<Value> {
    let mut members = node.as_object()?.clone();
    members.insert("content".to_owned(), Value::Array(content));
    Some(Value::Object(members))
}

/// Nodes for the blocks, made from the old nodes of the same place.
fn merge_nodes(old: &[Value], new: &[Block], place: Place) -> Vec<Value> {
    let units = unit::units(old, place);
    let flat: Vec<&Block> = units.iter().flat_map(|unit| &unit.blocks).collect();
    let pairs = align::align(&flat, &new.iter().collect::<Vec<_>>(), unit::likeness);
    let mut merged = Vec::new();
    let mut at = 0;
    let mut next = 0;
    let mut kept = true;
    for unit in &units {
        let own = at..at + unit.blocks.len();
        at = own.end;
        if unit.blocks.is_empty() {
            if kept {
                add(&mut merged, unit.nodes.to_vec());
            }
            continue;
        }
        let matches: Vec<Pair> =
            pairs.iter().filter(|pair| own.contains(&pair.old)).copied().collect();
        kept = !matches.is_empty();
        if let (Some(first), Some(last)) = (matches.first(), matches.last()) {
            merged.extend(build::nodes(&new[next..first.new], place));
            add(&mut merged, merge_unit(unit, &matches, &new[first.new..=last.new], place));
            next = last.new + 1;
        }
    }
    merged.extend(build::nodes(&new[next..], place));
    merged
}

/// Goes on with the nodes of a unit. Loose nodes that come to stand behind others get a paragraph,
/// or both would be read as one.
fn add(merged: &mut Vec<Value>, nodes: Vec<Value>) {
    let loose = |node: Option<&Value>| node.is_some_and(read::is_inline);
    if loose(merged.last()) && loose(nodes.first()) {
        merged.push(json!({ "type": "paragraph", "content": nodes }));
    } else {
        merged.extend(nodes);
    }
}

/// A unit whose blocks are still there, perhaps changed.
fn merge_unit(unit: &Unit<'_>, matches: &[Pair], new: &[Block], place: Place) -> Vec<Value> {
    let whole = matches.len() == unit.blocks.len() && matches.len() == new.len();
    if whole && matches.iter().all(|pair| pair.equal) {
        return unit.nodes.to_vec();
    }
    match (unit.nodes, new) {
        (nodes, [Block::Paragraph(lines)]) if unit.is_loose() => inline::merge(nodes, lines),
        ([node], _) if !unit.is_loose() => merge_node(node, &unit.blocks, new, place),
        _ => build::nodes(new, place),
    }
}

fn merge_node(node: &Value, old: &[Block], new: &[Block], place: Place) -> Vec<Value> {
    if let Some(node) = patched(node, old, new, place) {
        return vec![node];
    }
    match new {
        _ if unit::is_wrapper(node) => {
            let content = merge_nodes(read::content(node), new, place);
            with_content(node, content).map_or_else(|| build::nodes(new, place), |n| vec![n])
        }
        [block] => vec![merge_block(node, block, place)],
        _ => build::nodes(new, place),
    }
}

/// The node with some texts changed, if no more is needed to make it say the new blocks.
fn patched(node: &Value, old: &[Block], new: &[Block], place: Place) -> Option<Value> {
    let blocks = |node: &Value| read::nodes(std::slice::from_ref(node), place);
    let (old_text, new_text) = (patch::text(old), patch::text(new));
    let shown = |node: &Value| patch::text(&blocks(node));
    patch::patch(node, (&old_text, &new_text), shown, |node| blocks(node) == new)
}

/// A changed block made from the node that it was; built anew where the old node is so odd that it
/// would not say the new block.
fn merge_block(old: &Value, new: &Block, place: Place) -> Value {
    let inner = read::content(old);
    let merged = match (read::kind(old), new) {
        ("paragraph", Block::Paragraph(lines)) => with_content(old, inline::merge(inner, lines)),
        ("heading", Block::Heading(level, lines)) => {
            let node = with_attr(old, "level", Value::from(*level));
            with_content(&node, inline::merge(inner, lines))
        }
        ("blockquote", Block::Quote(blocks)) => merge_content(old, blocks, Place::Quote),
        ("panel", Block::Panel(kind, blocks)) => {
            let node = with_attr(old, "panelType", Value::from(kind.as_str()));
            merge_content(&node, blocks, Place::Panel)
        }
        ("expand" | "nestedExpand", Block::Expand(title, blocks)) => {
            let node = with_attr(old, "title", Value::from(title.as_str()));
            let inner = if place == Place::Document { Place::Expand } else { Place::NestedExpand };
            merge_content(&node, blocks, inner)
        }
        ("codeBlock", Block::Code { .. }) => merge_code(old, build::node(new, place)),
        ("bulletList" | "orderedList" | "taskList" | "decisionList", Block::List(new)) => {
            list::merge(old, new)
        }
        ("table", Block::Table(new)) => table::merge(old, new),
        _ => None,
    };
    let says_it =
        |node: &Value| read::nodes(std::slice::from_ref(node), place) == std::slice::from_ref(new);
    merged.filter(says_it).unwrap_or_else(|| build::node(new, place))
}

fn merge_content(old: &Value, blocks: &[Block], place: Place) -> Option<Value> {
    if blocks.is_empty() {
        return None;
    }
    with_content(old, merge_nodes(read::content(old), blocks, place))
}

/// A node with another value of an attribute, if it has not this one already.
fn with_attr(node: &Value, name: &str, value: Value) -> Value {
    let mut node = node.clone();
    if node.get("attrs").and_then(|attrs| attrs.get(name)) != Some(&value) {
        node["attrs"][name] = value;
    }
    node
}

/// New code in the old node: it keeps whether it wraps.
fn merge_code(old: &Value, new: Value) -> Option<Value> {
    let mut members = old.as_object()?.clone();
    match new.get("content") {
        Some(content) => members.insert("content".to_owned(), content.clone()),
        None => members.remove("content"),
    };
    let node = Value::Object(members);
    let language = read::attr(&new, "language").unwrap_or_default();
    let had = read::attr(old, "language").unwrap_or_default();
    let node = if language == had { node } else { with_attr(&node, "language", language.into()) };
    Some(node)
}
