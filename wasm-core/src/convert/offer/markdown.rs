//! Signs of Markdown.

use super::{Sign, holds_pair};

/// Adds the signs of a text.
pub(super) fn signs<'t>(text: &'t str, found: &mut Vec<Sign<'t>>) {
    let lines: Vec<&str> = text.lines().collect();
    let mut fence = None;
    for (at, line) in lines.iter().copied().enumerate() {
        let mut add = |what, weight, weak| found.push(Sign { what, weight, weak, line });
        if line.trim_start().starts_with("```") {
            if fence.take().is_none() && closes_later(&lines[at + 1..]) {
                fence = Some(at);
                add("code", 2, false);
            }
            continue;
        }
        if fence.is_some() {
            continue;
        }
        if is_heading(&lines, at) {
            add("heading", 1, false);
        }
        if holds_pair(line, "**") {
            add("bold", 2, false);
        }
        if is_link(line) {
            add("link", 2, false);
        }
        if is_task(line) {
            add("task", 2, false);
        }
        if at > 0 && is_ruled(line) && lines[at - 1].contains('|') {
            add("table", 2, false);
        }
        if holds_pair(line, "`") {
            add("code", 1, true);
        }
        if at > 0 && is_item(line) && is_item(lines[at - 1]) {
            add("list", 1, true);
        }
    }
}

fn closes_later(lines: &[&str]) -> bool {
    lines.iter().any(|line| line.trim() == "```")
}

/// Whether a line is a heading by more than its sign: with nothing like it beside it, as comments
/// in a script have, and with a capital where the script has such.
fn is_heading(lines: &[&str], at: usize) -> bool {
    let signed = |line: &str| {
        let words = line.trim_start_matches('#');
        let level = line.len() - words.len();
        (1..=6).contains(&level) && words.starts_with(' ') && !words.trim().is_empty()
    };
    let beside = |line: Option<&&str>| line.is_some_and(|line| line.starts_with('#'));
    let line = lines[at];
    let first = line.trim_start_matches('#').trim_start().chars().next();
    signed(line)
        && !first.is_some_and(char::is_lowercase)
        && !beside(at.checked_sub(1).and_then(|at| lines.get(at)))
        && !beside(lines.get(at + 1))
}

fn is_link(line: &str) -> bool {
    let targets = ["](https://", "](http://", "](mailto:"];
    targets.iter().any(|target| {
        line.split_once(target).is_some_and(|(text, rest)| text.contains('[') && rest.contains(')'))
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
