//! The fences of panels and expands: `:::info` … `:::`, `:::expand Title` … `:::`.
//!
//! They stand at the start of a line, in no other block, and in pairs; anything else is text.

use pulldown_cmark::{Event, Tag};

use super::super::PANELS;
use super::super::model::Block;
use super::{events, plain};

const FENCE: &str = ":::";
const EXPAND: &str = "expand";

/// Fences in each other, at most.
const DEEPEST: usize = 16;

/// The blocks of a text with its fences.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    if !text.contains(FENCE) {
        return plain(text);
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let ends = pairs(&lines, &in_paragraphs(text, &lines));
    between(&lines, &ends, 0, lines.len())
}

/// For each line that opens a fence, the line that closes it.
fn pairs(lines: &[&str], in_paragraphs: &[bool]) -> Vec<Option<usize>> {
    let mut ends = vec![None; lines.len()];
    let mut open = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !in_paragraphs[at] {
            continue;
        }
        if opens(line) && open.len() < DEEPEST {
            open.push(at);
        } else if line.trim_end() == FENCE
            && let Some(start) = open.pop()
        {
            ends[start] = Some(at);
        }
    }
    ends
}

/// Which lines belong to a paragraph of the document itself, and not to a list, a table or code.
fn in_paragraphs(text: &str, lines: &[&str]) -> Vec<bool> {
    let mut depth = 0_usize;
    let mut paragraphs = Vec::new();
    for (event, range) in events(text).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 && tag == Tag::Paragraph {
                    paragraphs.push(range);
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    let mut paragraphs = paragraphs.into_iter().peekable();
    let mut start = 0;
    let inside = lines.iter().map(|line| {
        let end = start + line.len();
        while paragraphs.next_if(|range| range.end <= start).is_some() {}
        let inside = paragraphs.peek().is_some_and(|range| range.start <= end && start < range.end);
        start = end + 1;
        inside
    });
    inside.collect()
}

fn between(lines: &[&str], ends: &[Option<usize>], start: usize, end: usize) -> Vec<Block> {
    let mut found = Vec::new();
    let mut at = start;
    let mut text = start;
    while at < end {
        let Some(close) = ends[at] else {
            at += 1;
            continue;
        };
        found.extend(plain(&lines[text..at].join("\n")));
        let inner = between(lines, ends, at + 1, close);
        found.push(block(lines[at], inner));
        at = close + 1;
        text = at;
    }
    found.extend(plain(&lines[text..end].join("\n")));
    found
}

fn block(line: &str, inner: Vec<Block>) -> Block {
    let label = line.trim_start_matches(FENCE).trim();
    match label.strip_prefix(EXPAND) {
        Some(title) => Block::Expand(title.trim().to_owned(), inner),
        None => Block::Panel(label.to_owned(), inner),
    }
}

fn opens(line: &str) -> bool {
    let Some(label) = line.strip_prefix(FENCE) else { return false };
    let label = label.trim();
    let expands = label.strip_prefix(EXPAND);
    PANELS.contains(&label) || expands.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
