//! Texts of which no sign means anything: each line arrives as it was typed.
//!
//! An empty line ends a paragraph, a line break breaks the line; what more empty lines there are
//! begin the next paragraph. Blanks stay where they are, at the start of lines too.

use serde_json::{Value, json};

use super::model::{Block, Line, Lines, Marks, Run, text_of};
use super::{autolink, build, fit, read};

/// Ends a paragraph.
const BETWEEN: &str = "\n\n";

/// The document of a text as it was typed. Addresses become links, which show the same.
pub(super) fn from_text(text: &str) -> Value {
    json!({ "type": "doc", "version": 1, "content": paragraphs(&typed(text)) })
}

/// The document that a text describes which was typed in place of another: the blocks at the
/// beginning and at the end that still say the same stay the very nodes they were.
pub(super) fn merge(current: &Value, text: &str) -> Value {
    let text = typed(text);
    let nodes = spoken_part(read::content(current));
    let said: Vec<Vec<String>> = nodes.iter().map(|node| spoken(&of_node(node))).collect();
    let mut rest = text.as_str();
    let from_start = said.iter().take_while(|lines| take(&mut rest, lines, without_start));
    let start = from_start.count();
    let from_end =
        said[start..].iter().rev().take_while(|lines| take(&mut rest, lines, without_end));
    let end = nodes.len() - from_end.count();
    let between = rest.trim_matches('\n');
    let new = if between.trim().is_empty() { Vec::new() } else { paragraphs(between) };
    let content: Vec<Value> =
        nodes[..start].iter().cloned().chain(new).chain(nodes[end..].iter().cloned()).collect();
    let mut document = current.clone();
    match document.as_object_mut() {
        Some(members) if !content.is_empty() => {
            members.insert("content".to_owned(), Value::Array(content));
            document
        }
        _ => from_text(&text),
    }
}

/// The nodes without empty paragraphs around them.
fn spoken_part(nodes: &[Value]) -> &[Value] {
    let says = |node: &Value| read::kind(node) != "paragraph" || !of_node(node).trim().is_empty();
    match (nodes.iter().position(says), nodes.iter().rposition(says)) {
        (Some(first), Some(last)) => &nodes[first..=last],
        _ => &[],
    }
}

/// The text of a document, without anything that makes it look otherwise.
pub(super) fn text(document: &Value) -> String {
    let texts: Vec<String> = read::content(document).iter().map(of_node).collect();
    texts.join(BETWEEN)
}

/// The text of a document that is nothing else: paragraphs whose addresses are links.
pub(super) fn only_text(document: &Value) -> Option<String> {
    let own = |run: &Run| match &run.marks.link {
        Some(link) => {
            let bare = Marks { link: None, ..run.marks.clone() } == Marks::default();
            bare && link.href.ends_with(&run.text)
        }
        None => run.marks == Marks::default(),
    };
    let is_text =
        |node: &Value| read::kind(node) == "paragraph" && raw(node).iter().flatten().all(own);
    let nodes = read::content(document);
    (!nodes.is_empty() && nodes.iter().all(is_text)).then(|| text(document))
}

/// Whether two texts have the same words on the same lines.
pub(super) fn same(a: &str, b: &str) -> bool {
    spoken(a) == spoken(b)
}

/// A text without empty lines around it, and without what nobody sees or types.
fn typed(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{2028}'], "\n");
    let text: String =
        text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    let mut text = text.as_str();
    while let Some((_, rest)) = text.split_once('\n').filter(|(line, _)| line.trim().is_empty()) {
        text = rest;
    }
    text.trim_end().to_owned()
}

fn paragraphs(text: &str) -> Vec<Value> {
    text.split(BETWEEN)
        .map(|part| build::paragraph(&part.split('\n').map(line).collect()))
        .collect()
}

fn line(text: &str) -> Line {
    if text.is_empty() { Line::new() } else { autolink::line(&vec![Run::plain(text)]) }
}

/// The text of a block: its lines, as far as it has some.
fn of_node(node: &Value) -> String {
    if read::kind(node) == "paragraph" {
        return text_of(&raw(node));
    }
    let blocks: Vec<Block> = read::nodes(std::slice::from_ref(node), fit::Place::Document);
    text_of(&fit::text_lines(blocks))
}

/// The lines of a paragraph with the blanks at their ends.
fn raw(node: &Value) -> Lines {
    read::lines(read::content(node))
}

/// The lines that say something, without the blanks at their ends.
fn spoken(text: &str) -> Vec<String> {
    let lines = text.split('\n').map(|line| line.trim_end().replace('\u{a0}', " "));
    lines.filter(|line| !line.trim().is_empty()).collect()
}

/// Takes lines from the start or the end of a text, if it has just these there.
fn take(rest: &mut &str, lines: &[String], without: Without) -> bool {
    let mut left = *rest;
    for at in 0..lines.len() {
        let Some(shorter) = without(left, lines, at) else { return false };
        left = shorter;
    }
    *rest = left;
    true
}

/// A text without its first or last line that says something, if that is the one which is to come.
type Without = for<'t> fn(&'t str, &[String], usize) -> Option<&'t str>;

fn without_start<'t>(text: &'t str, lines: &[String], at: usize) -> Option<&'t str> {
    let said = text.find(|c: char| !c.is_whitespace()).unwrap_or(text.len());
    let start = text[..said].rfind('\n').map_or(0, |feed| feed + 1);
    let (line, rest) = text[start..].split_once('\n').unwrap_or((&text[start..], ""));
    (spoken(line).first() == lines.get(at)).then_some(rest)
}

fn without_end<'t>(text: &'t str, lines: &[String], at: usize) -> Option<&'t str> {
    let text = text.trim_end();
    let (rest, line) = text.rsplit_once('\n').unwrap_or(("", text));
    (spoken(line).first() == lines.get(lines.len() - 1 - at)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::from_markdown;
    use super::*;

    #[test]
    fn a_text_becomes_paragraphs_with_its_blanks() {
        let document = from_text("\n\nconfig:\n  a: *1*\n\n\n\tend \n");
        let text = |text: &str| json!({ "type": "text", "text": text });
        let line_break = || json!({ "type": "hardBreak" });
        let paragraph = |content: Vec<Value>| json!({ "type": "paragraph", "content": content });
        assert_eq!(
            document["content"],
            json!([
                paragraph(vec![text("config:"), line_break(), text("  a: *1*")]),
                paragraph(vec![line_break(), text("\tend")]),
            ])
        );
    }

    #[test]
    fn an_address_is_a_link_that_shows_the_same() {
        let document = from_text("see https://a.example/?x=_b_&c=*d*, or a@b.example");
        assert_eq!(text(&document), "see https://a.example/?x=_b_&c=*d*, or a@b.example");
        assert_eq!(document.to_string().matches("\"href\"").count(), 2);
    }

    #[test]
    fn blocks_that_say_the_same_stay() {
        let old = from_markdown("# Title\n\nfirst **bold**\n\n- one\n\nlast _words_");
        let merged = merge(&old, "Title\nfirst bold\n\nnew *one*\n\nlast words");
        assert_eq!([0, 1].map(|at| &merged["content"][at]), [0, 1].map(|at| &old["content"][at]));
        assert_eq!(merged["content"][3], old["content"][3]);
        assert_eq!(merged["content"][2]["content"][0]["text"], "new *one*");
        assert_eq!(merged["content"].as_array().unwrap().len(), 4);
        assert_eq!(merge(&old, "all anew"), from_text("all anew"));
        assert_eq!(merge(&from_text(""), "new"), from_text("new"));
        assert_eq!(merge(&from_text("a:\nb\n\nc"), "a:\n  b\n\nc"), from_text("a:\n  b\n\nc"));
    }

    proptest! {
        #[test]
        fn any_text_is_there_as_typed(typed in "[ -~\n\t]{0,80}|[ \\\\*_`~#>+\\-=\\[\\](){}<>&|!.:0-9a-zä\n]{0,60}") {
            let document = from_text(&typed);
            prop_assert_eq!(text(&document), super::typed(&typed));
            prop_assert!(same(&typed, &text(&document)));
        }

        #[test]
        fn a_merge_says_what_was_typed(old in "[a-c\n]{0,20}", new in "[a-c\n ]{0,20}") {
            let merged = merge(&from_text(&old), &new);
            prop_assert!(same(&text(&merged), &new), "{merged}");
        }
    }
}
