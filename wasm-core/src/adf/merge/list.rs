//! A changed list: its items keep what they are in the document.

use serde_json::Value;

use super::super::fit::{Place, fit};
use super::super::model::{Block, Item, List};
use super::super::{build, read};
use super::{align, inline, merge_nodes, unit, with_attr, with_content};

/// The old list with the new items.
pub(super) fn merge(old: &Value, new: &List) -> Option<Value> {
    let nodes = read::content(old);
    let kind = read::kind(old);
    match (kind, new.start, new.is_tasks()) {
        ("bulletList", None, false) => with_content(old, items(nodes, new)),
        ("orderedList", Some(order), false) => {
            let had = old.get("attrs").and_then(|attrs| attrs.get("order")).is_some();
            let node = if had || order != 1 {
                with_attr(old, "order", Value::from(order))
            } else {
                old.clone()
            };
            with_content(&node, items(nodes, new))
        }
        ("taskList", None, true) => with_content(old, tasks(nodes, new)),
        ("decisionList", None, false) => with_content(old, decisions(nodes, new)?),
        _ => None,
    }
}

/// The items, and after each the empty ones that followed it, which nobody saw.
fn items(nodes: &[Value], new: &List) -> Vec<Value> {
    let blocks = |node: &Value| read::nodes(read::content(node), Place::Item(1));
    let old: Vec<Vec<Block>> = nodes.iter().map(blocks).collect();
    let unseen = |from: usize| {
        let count = old[from..].iter().take_while(|blocks| blocks.is_empty()).count();
        nodes[from..from + count].iter().cloned()
    };
    let pairs = pair(&old, new);
    let mut merged: Vec<Value> = unseen(0).collect();
    for (at, item) in new.items.iter().enumerate() {
        let Some(pair) = pairs.iter().find(|pair| pair.new == at) else {
            merged.push(build::item(item));
            continue;
        };
        let node = &nodes[pair.old];
        merged.push(if pair.equal {
            node.clone()
        } else {
            let content = merge_nodes(read::content(node), &item.blocks, Place::Item(1));
            with_content(node, content).unwrap_or_else(|| build::item(item))
        });
        merged.extend(unseen(pair.old + 1));
    }
    merged
}

fn pair(old: &[Vec<Block>], new: &List) -> Vec<align::Pair> {
    let old: Vec<&Vec<Block>> = old.iter().collect();
    let new: Vec<&Vec<Block>> = new.items.iter().map(|item| &item.blocks).collect();
    align::align(&old, &new, |a, b| match (a.first(), b.first()) {
        (Some(a), Some(b)) => unit::likeness(a, b),
        _ => 0.0,
    })
}

/// Tasks, each with the lists of tasks that follow it.
fn tasks(nodes: &[Value], new: &List) -> Vec<Value> {
    let groups = groups(nodes);
    let old: Vec<Vec<Block>> = groups.iter().map(|group| task_blocks(group)).collect();
    let pairs = pair(&old, new);
    let mut merged = Vec::new();
    for (at, item) in new.items.iter().enumerate() {
        match pairs.iter().find(|pair| pair.new == at) {
            Some(pair) => merged.extend(merge_task(groups[pair.old], item)),
            None => merged.extend(build::task(item, at)),
        }
    }
    merged
}

fn groups(nodes: &[Value]) -> Vec<&[Value]> {
    let mut starts: Vec<usize> =
        (0..nodes.len()).filter(|at| read::kind(&nodes[*at]) != "taskList").collect();
    starts.push(nodes.len());
    starts.windows(2).map(|ends| &nodes[ends[0]..ends[1]]).collect()
}

fn task_blocks(group: &[Value]) -> Vec<Block> {
    let Some((item, below)) = group.split_first() else { return Vec::new() };
    let text = Block::Paragraph(read::lines(read::content(item)));
    let lists =
        below.iter().flat_map(|node| read::nodes(std::slice::from_ref(node), Place::Item(1)));
    fit(std::iter::once(text).chain(lists).collect(), Place::Item(1))
}

fn merge_task(group: &[Value], new: &Item) -> Vec<Value> {
    let (Some((old, below)), Some(Block::Paragraph(lines))) =
        (group.split_first(), new.blocks.first())
    else {
        return build::task(new, 0);
    };
    let state = if new.task == Some(true) { "DONE" } else { "TODO" };
    let node = with_attr(old, "state", Value::from(state));
    let content = inline::merge(read::content(old), lines);
    let mut nodes: Vec<Value> = with_content(&node, content).into_iter().collect();
    nodes.extend(merge_nodes(below, &new.blocks[1..], Place::Item(1)));
    nodes
}

/// Decisions are one text each; a list that has more is no list of decisions any longer.
fn decisions(nodes: &[Value], new: &List) -> Option<Vec<Value>> {
    let old: Vec<Vec<Block>> =
        nodes.iter().map(|node| read::nodes(read::content(node), Place::Item(1))).collect();
    let pairs = pair(&old, new);
    let merged = new.items.iter().enumerate().map(|(at, item)| {
        let [Block::Paragraph(lines)] = item.blocks.as_slice() else { return None };
        let Some(pair) = pairs.iter().find(|pair| pair.new == at) else {
            return Some(build::decision(lines, at));
        };
        let node = &nodes[pair.old];
        with_content(node, inline::merge(read::content(node), lines))
    });
    merged.collect()
}
