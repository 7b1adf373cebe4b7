//! Signs of Jira's wiki markup.

use super::{Sign, holds_pair};

/// Tags that hold something up to the same tag again.
const PAIRS: [(&str, &str); 5] = [
    ("{code", "code"),
    ("{noformat", "code"),
    ("{quote", "quotation"),
    ("{panel", "panel"),
    ("{color", "colour"),
];

/// Adds the signs of a text.
pub(super) fn signs<'t>(text: &'t str, found: &mut Vec<Sign<'t>>) {
    let mut before = "";
    let closed: Vec<bool> = PAIRS.iter().map(|(tag, _)| is_closed(text, tag)).collect();
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().copied().enumerate() {
        let sign = |what, weight, weak| Sign { what, weight, weak, line };
        let start = line.trim_start();
        if is_heading(start) {
            found.push(sign("heading", 2, false));
        }
        if start.starts_with("bq. ") {
            found.push(sign("quotation", 2, false));
        }
        for ((tag, what), closed) in PAIRS.into_iter().zip(&closed) {
            if *closed && has_tag(line, tag) {
                let alone = line.starts_with(tag) && line.trim_end().ends_with('}');
                let below = lines.get(at + 1).filter(|_| alone && line.matches('{').count() == 1);
                let line = below.copied().unwrap_or(line);
                found.push(Sign { what, weight: 2, weak: false, line });
            }
        }
        if is_table_head(start) {
            found.push(sign("table", 2, false));
        }
        if is_link(line) {
            found.push(sign("link", 2, false));
        }
        if line.contains("[~accountid:") {
            found.push(sign("person", 2, false));
        }
        if is_code(line) {
            found.push(sign("code", 1, true));
        }
        if holds_pair(line, "*") {
            found.push(sign("bold", 1, false));
        }
        if is_item(start) && is_item(before) {
            found.push(sign("list", 1, true));
        }
        before = start;
    }
}

fn is_heading(line: &str) -> bool {
    let level = line.strip_prefix('h').and_then(|rest| rest.split_once(". "));
    level.is_some_and(|(level, words)| {
        matches!(level, "1" | "2" | "3" | "4" | "5" | "6") && !words.trim().is_empty()
    })
}

/// Whether a tag stands in a text that is closed behind it.
fn is_closed(text: &str, tag: &str) -> bool {
    let end = format!("{tag}}}");
    let start = text.find(tag).filter(|at| has_tag(&text[*at..], tag));
    start.is_some_and(|at| text[at + tag.len()..].contains(&end))
}

/// Whether a line has a tag, with parameters or without.
fn has_tag(line: &str, tag: &str) -> bool {
    let behind = |at: usize| line[at + tag.len()..].chars().next();
    line.match_indices(tag).any(|(at, _)| matches!(behind(at), Some('}' | ':')))
}

/// Whether a line is a header row and nothing else: `||Name||Value||`.
fn is_table_head(line: &str) -> bool {
    let inner = line.trim_end().strip_prefix("||").and_then(|rest| rest.strip_suffix("||"));
    inner.is_some_and(|inner| inner.split("||").all(|cell| !cell.trim().is_empty()))
}

fn is_link(line: &str) -> bool {
    let targets = ["|https://", "|http://", "|mailto:"];
    targets.iter().any(|target| {
        line.split_once(target).is_some_and(|(text, rest)| text.contains('[') && rest.contains(']'))
    })
}

fn is_code(line: &str) -> bool {
    let inner = line.split_once("{{").and_then(|(_, rest)| rest.split_once("}}"));
    inner.is_some_and(|(code, _)| !code.is_empty() && code.trim() == code)
}

fn is_item(line: &str) -> bool {
    let words = line.trim_start_matches(['#', '*']);
    words.len() < line.len() && words.starts_with(' ')
}
