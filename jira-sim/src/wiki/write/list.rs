//! Lists, which are lines with signs before them.

use serde_json::Value;

use super::{Context, block, children, kind, line};

/// A list, below the items whose signs are before `signs`.
pub fn list(node: &Value, signs: &str, context: Context) -> String {
    let inner = Context { tight: true, ..context };
    let mut lines = Vec::new();
    for item in children(node) {
        let content = children(item);
        let first_list = content.iter().position(|n| below(n).is_some());
        let (own, lists) = content.split_at(first_list.unwrap_or(content.len()));
        lines.push(format!("{signs} {}", block::sequence(own, inner)));
        let context = Context { mixed: context.mixed || lists.len() > 1, ..context };
        for node in lists {
            let text = match below(node) {
                Some(sign) if kind(node) == "taskList" => {
                    tasks(node, &format!("{signs}{sign}"), context)
                }
                Some(sign) => list(node, &format!("{signs}{sign}"), context),
                None => block::sequence(std::slice::from_ref(node), inner),
            };
            match lines.last_mut() {
                Some(last) if block::continues(last, kind(node)) => last.push_str(&text),
                _ if text.is_empty() => {}
                _ => lines.push(text),
            }
        }
    }
    lines.join("\n")
}

/// The sign of a list below an item.
fn below(node: &Value) -> Option<char> {
    match kind(node) {
        "bulletList" | "taskList" => Some('*'),
        "orderedList" => Some('#'),
        _ => None,
    }
}

/// Tasks: items with a box. Where other items are in the same list, the boxes are words.
pub fn tasks(node: &Value, signs: &str, context: Context) -> String {
    let boxes = !context.mixed;
    let mut lines = Vec::new();
    for item in children(node) {
        if kind(item) == "taskList" {
            let deeper = format!("{signs}*");
            if lines.is_empty() {
                lines.push(format!("{signs} {}", task_box(false, boxes)));
            }
            lines.push(tasks(item, &deeper, context));
            continue;
        }
        let mark = task_box(item["attrs"]["state"] == "DONE", boxes);
        let words = words(item, context);
        lines.push(if words.is_empty() {
            format!("{signs} {mark}")
        } else {
            format!("{signs} {mark} {words}")
        });
    }
    lines.join("\n")
}

fn task_box(done: bool, plain: bool) -> String {
    let escape = if plain { "" } else { "\\" };
    format!("{escape}[{}]", if done { "x" } else { "" })
}

/// Decisions: items with a diamond.
pub fn decisions(node: &Value, context: Context) -> String {
    let items = children(node).iter();
    items.map(|item| format!("* <> {}", words(item, context))).collect::<Vec<_>>().join("\n")
}

/// The words of a task or decision, in one line; the paragraphs of a block task are put together.
fn words(item: &Value, context: Context) -> String {
    let nested = children(item).iter().any(|n| kind(n) == "paragraph");
    if !nested {
        return line::single(children(item), context);
    }
    let lines = children(item).iter().map(|n| line::single(children(n), context));
    lines.filter(|l| !l.is_empty()).collect::<Vec<_>>().join(" ")
}
