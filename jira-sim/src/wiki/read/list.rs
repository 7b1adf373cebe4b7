//! Lists: `*`, `#` and `-`, nested in each other, and lists of tasks.

use serde_json::{Value, json};

use super::{
    Context, blocks, inline,
    macros::Finder,
    nodes::{block, paragraph},
    place::Place,
};
use crate::wiki::chars::{blank, list_signs};

/// A list under way.
#[derive(Debug)]
struct List {
    numbered: bool,
    items: Vec<Item>,
}

/// An item: its text, and the lists below it.
#[derive(Debug, Default)]
struct Item {
    text: String,
    below: Vec<List>,
}

/// The lists of a part of a text that consists of them. What may not stand in an item is put
/// between two lists.
pub fn read(text: &str, context: Context<'_>) -> Vec<Value> {
    let mut levels: Vec<List> = Vec::new();
    let mut done: Vec<List> = Vec::new();
    for (signs, words) in items(text) {
        add(&mut levels, &mut done, signs, words);
    }
    close(&mut levels, &mut done, 0);
    done.into_iter().flat_map(|list| nodes(list, context)).collect()
}

/// The items of a text: signs and words, which may go on over lines.
fn items(text: &str) -> Vec<(&str, String)> {
    let mut finder = Finder::new(text);
    let mut items: Vec<(&str, String)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = finder.line_end(at);
        let line = text[at..end].trim_start_matches(blank);
        match (list_signs(line), items.last_mut()) {
            (Some(length), _) => {
                items.push((&line[..length], line[length..].trim_start_matches(blank).to_owned()))
            }
            (None, Some((_, words))) => {
                words.push('\n');
                words.push_str(line);
            }
            (None, None) => items.push(("*", line.to_owned())),
        }
        at = end + 1;
    }
    items
}

fn add(levels: &mut Vec<List>, done: &mut Vec<List>, signs: &str, text: String) {
    let kinds: Vec<bool> = signs.bytes().map(|b| b == b'#').collect();
    close(levels, done, kinds.len());
    let last = kinds.last().copied().unwrap_or_default();
    if levels.len() == kinds.len() && levels.last().is_some_and(|l| l.numbered != last) {
        close(levels, done, kinds.len() - 1);
    }
    for numbered in kinds.into_iter().skip(levels.len()) {
        if let Some(above) = levels.last_mut().filter(|above| above.items.is_empty()) {
            above.items.push(Item::default());
        }
        levels.push(List { numbered, items: Vec::new() });
    }
    if let Some(list) = levels.last_mut() {
        list.items.push(Item { text, below: Vec::new() });
    }
}

/// Ends the lists below a depth.
fn close(levels: &mut Vec<List>, done: &mut Vec<List>, depth: usize) {
    while levels.len() > depth {
        let Some(list) = levels.pop() else { return };
        match levels.last_mut().and_then(|above| above.items.last_mut()) {
            Some(item) => item.below.push(list),
            None => done.push(list),
        }
    }
}

fn nodes(list: List, context: Context<'_>) -> Vec<Value> {
    if let Some(tasks) = tasks(&list, context) {
        return vec![tasks];
    }
    let kind = if list.numbered { "orderedList" } else { "bulletList" };
    let (mut out, mut items) = (Vec::new(), Vec::new());
    for item in list.items {
        let mut content = blocks(&item.text, context.within(Place::Item));
        content.extend(item.below.into_iter().flat_map(|list| nodes(list, context)));
        let mut held = Vec::new();
        let mut parts = Vec::new();
        for (allowed, node) in Place::Item.fit(content) {
            if allowed {
                held.push(node);
            } else {
                parts.push((std::mem::take(&mut held), Some(node)));
            }
        }
        parts.push((held, None));
        for (at, (held, other)) in parts.into_iter().enumerate() {
            if !held.is_empty() || at == 0 {
                items.push(item_node(held));
            }
            if let Some(other) = other {
                if !items.is_empty() {
                    out.push(block(kind, std::mem::take(&mut items)));
                }
                out.push(other);
            }
        }
    }
    if !items.is_empty() {
        out.push(block(kind, items));
    }
    out
}

/// An item begins with words, a picture or code.
fn item_node(mut content: Vec<Value>) -> Value {
    let begins = ["paragraph", "mediaSingle", "codeBlock"];
    let first = content.first().and_then(|n| n["type"].as_str());
    if !first.is_some_and(|kind| begins.contains(&kind)) {
        content.insert(0, paragraph(Vec::new()));
    }
    block("listItem", content)
}

/// A list whose items all begin with a box, `[]` or `[x]`, as a list of tasks.
fn tasks(list: &List, context: Context<'_>) -> Option<Value> {
    let all = |list: &List| !list.numbered && list.items.iter().all(|i| task(&i.text).is_some());
    let deep = |list: &List| {
        let mut waiting = vec![list];
        while let Some(list) = waiting.pop() {
            if !all(list) {
                return false;
            }
            waiting.extend(list.items.iter().flat_map(|i| &i.below));
        }
        true
    };
    deep(list).then(|| task_list(list, context))
}

fn task_list(list: &List, context: Context<'_>) -> Value {
    let id = context.id("list");
    let mut content = Vec::new();
    for item in &list.items {
        let (state, words) = task(&item.text).unwrap_or(("TODO", ""));
        let mut node = block("taskItem", inline::line(words));
        node["attrs"] = json!({"localId": context.id("task"), "state": state});
        content.push(node);
        content.extend(item.below.iter().map(|below| task_list(below, context)));
    }
    let mut node = block("taskList", content);
    node["attrs"] = json!({"localId": id});
    node
}

/// The state and the words of a task, which is one line without macros.
fn task(text: &str) -> Option<(&'static str, &str)> {
    let (state, words) = match text.strip_prefix("[x]") {
        Some(words) => ("DONE", words),
        None => ("TODO", text.strip_prefix("[]")?),
    };
    let (_, found) = Finder::new(words).in_line(0);
    let plain = found.is_none() && !words.contains('\n');
    (plain && (words.is_empty() || words.starts_with(blank))).then(|| (state, words.trim_start()))
}
