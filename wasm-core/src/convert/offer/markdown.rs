//! Signs of Markdown.

use super::{Sign, holds_pair};
use crate::adf::clear;

/// Adds the signs of a text.
pub(super) fn signs<'t>(text: &'t str, found: &mut Vec<Sign<'t>>) {
    let lines: Vec<&str> = text.lines().collect();
    let mut fence = None;
    for (at, line) in lines.iter().copied().enumerate() {
        if line.trim_start().starts_with("```") {
            if fence.take().is_none() && clear::closes(&lines[at + 1..]) {
                fence = Some(at);
                let line = lines.get(at + 1).copied().unwrap_or_default();
                found.push(Sign { what: "code", weight: 2, weak: false, line });
            }
            continue;
        }
        if fence.is_some() {
            continue;
        }
        let sign = |what, weight, weak| Sign { what, weight, weak, line };
        if clear::is_heading(&lines, at) {
            found.push(sign("heading", if line.starts_with("##") { 2 } else { 1 }, false));
        }
        if holds_pair(line, "**") {
            found.push(sign("bold", 2, false));
        }
        if is_link(line) {
            found.push(sign("link", 2, false));
        }
        if is_task(line) {
            found.push(sign("task", 2, false));
        }
        if at > 0 && is_ruled(line) && lines[at - 1].contains('|') {
            found.push(sign("table", 2, false));
        }
        if holds_pair(line, "`") {
            found.push(sign("code", 1, true));
        }
        if at > 0 && is_item(line) && is_item(lines[at - 1]) {
            found.push(sign("list", 1, true));
        }
    }
}

fn is_link(line: &str) -> bool {
    line.split_once("](").is_some_and(|(text, target)| {
        text.contains('[') && clear::is_target(target) && target.contains(')')
    })
}

fn is_task(line: &str) -> bool {
    let item = line.trim_start();
    ["- [ ] ", "- [x] ", "- [X] ", "* [ ] ", "* [x] "].iter().any(|sign| item.starts_with(sign))
}

/// Whether a line is what stands below the header of a table.
fn is_ruled(line: &str) -> bool {
    line.contains("---")
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '-' | '|' | ':' | ' '))
}

fn is_item(line: &str) -> bool {
    let item = line.trim_start();
    ["- ", "* "].iter().any(|sign| item.starts_with(sign))
}
