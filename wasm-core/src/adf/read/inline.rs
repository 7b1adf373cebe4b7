//! From inline nodes to lines of runs.

use serde_json::Value;

use super::super::model::{Line, Lines, Link, Marks, Run, Shift};
use super::token::token;
use super::{attr, content, kind};

/// The lines of inline nodes, as they are; [`super::super::normal`] brings them into one form.
pub(in super::super) fn lines(nodes: &[Value]) -> Lines {
    let mut lines = vec![Line::new()];
    for node in nodes {
        match kind(node) {
            "hardBreak" => lines.push(Line::new()),
            "text" => add(&mut lines, vec![vec![run(node)]]),
            _ if is_inline(node) || content(node).is_empty() => add(&mut lines, marked(node)),
            _ => add(&mut lines, self::lines(content(node))),
        }
    }
    lines
}

/// Whether a node stands within a line.
pub(in super::super) fn is_inline(node: &Value) -> bool {
    matches!(
        kind(node),
        "text"
            | "hardBreak"
            | "mention"
            | "emoji"
            | "date"
            | "status"
            | "inlineCard"
            | "inlineExtension"
            | "mediaInline"
            | "placeholder"
    )
}

/// All the text within a node.
pub(super) fn text(node: &Value) -> String {
    match node.get("text").and_then(Value::as_str) {
        Some(text) => text.to_owned(),
        None if kind(node) == "hardBreak" => "\n".to_owned(),
        None => content(node).iter().map(text).collect(),
    }
}

/// Goes on with the last line, as a text may have line feeds of its own.
fn add(lines: &mut Lines, more: Lines) {
    let mut more = more.into_iter();
    if let (Some(last), Some(first)) = (lines.last_mut(), more.next()) {
        last.extend(first);
    }
    lines.extend(more);
}

fn run(node: &Value) -> Run {
    let text = node.get("text").and_then(Value::as_str).unwrap_or_default();
    Run { text: text.to_owned(), marks: marks_of(node) }
}

/// What stands for a node that is no text, with the node's own marks.
fn marked(node: &Value) -> Lines {
    let own = marks_of(node);
    let mut lines = token(node);
    for run in lines.iter_mut().flatten() {
        let link = run.marks.link.take().or_else(|| own.link.clone());
        run.marks = Marks { link, code: false, ..own.clone() };
    }
    lines
}

/// The marks of a node that Markdown can say.
pub(in super::super) fn marks_of(node: &Value) -> Marks {
    let mut marks = Marks::default();
    for mark in node.get("marks").and_then(Value::as_array).into_iter().flatten() {
        match kind(mark) {
            "strong" => marks.strong = true,
            "em" => marks.em = true,
            "strike" => marks.strike = true,
            "underline" => marks.underline = true,
            "code" => marks.code = true,
            "subsup" => {
                marks.shift =
                    Some(if attr(mark, "type") == Some("sup") { Shift::Sup } else { Shift::Sub });
            }
            "link" => {
                marks.link = attr(mark, "href").map(|href| Link {
                    href: href.to_owned(),
                    title: attr(mark, "title").unwrap_or_default().to_owned(),
                });
            }
            _ => {}
        }
    }
    marks
}
