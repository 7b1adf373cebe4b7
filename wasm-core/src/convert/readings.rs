//! A text that may be Markdown or wiki markup, where nothing but the text tells.
//!
//! Jira's own CSV has wiki markup. Of a part of it, such as the keys and the descriptions alone,
//! nothing else tells that it is from there.

use std::collections::BTreeSet;

use serde_json::Value;

use super::text::lines;
use super::wiki;
use crate::adf;
use crate::schema::RichText;

/// Whether a text says something as wiki markup, and something else than as Markdown.
pub fn may_be_markup(text: &str) -> bool {
    let document = wiki::document(text);
    let as_markdown = || adf::to_markdown(&adf::from_markdown(&lines(text)));
    !is_plain(&document)
        && !is_typed_markdown(text, &document)
        && adf::to_markdown(&document) != as_markdown()
}

/// Whether a text has signs of Markdown that Jira would have escaped in markup: `**a`, `[a](b)` and
/// fences, outside code.
fn is_typed_markdown(text: &str, document: &Value) -> bool {
    let bold = text.match_indices("**").any(|(at, sign)| {
        let behind = text.get(at + sign.len()..).and_then(|rest| rest.chars().next());
        behind.is_some_and(|c| !c.is_whitespace() && c != '*')
    });
    let fence = || text.lines().any(|line| line.trim_start().starts_with("```"));
    (bold || text.contains("](") || fence()) && !has_code(document)
}

fn has_code(node: &Value) -> bool {
    let is_code = |node: &Value| {
        let kind = node.get("type").and_then(Value::as_str);
        kind.is_some_and(|kind| kind == "codeBlock" || kind == "code")
    };
    let parts = |name: &str| node.get(name).and_then(Value::as_array).into_iter().flatten();
    is_code(node) || parts("marks").any(is_code) || parts("content").any(has_code)
}

/// Whether a document is words alone.
fn is_plain(node: &Value) -> bool {
    let kind = node.get("type").and_then(Value::as_str).unwrap_or_default();
    let content = node.get("content").and_then(Value::as_array);
    matches!(kind, "doc" | "paragraph" | "text" | "hardBreak")
        && node.get("marks").is_none()
        && content.into_iter().flatten().all(is_plain)
}

/// Whether a cell has a line, or a word with signs, that only the Markdown of a text has, and not
/// the text itself.
pub fn has_markdown_of(cell: &str, present: &RichText) -> bool {
    let plain = adf::to_plain(&present.document);
    let words = |text: &str| -> BTreeSet<String> {
        let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).count() > 1;
        text.split_whitespace().filter(|word| letters(word)).map(str::to_owned).collect()
    };
    let of_markdown = || &words(&present.markdown) - &words(&plain);
    lines_of(cell, &present.markdown, &plain).0 > 0 || !words(cell).is_disjoint(&of_markdown())
}

/// Whether a cell is a text that Jira has in wiki markup.
pub fn is_markup(markup: &str, cell: &str) -> bool {
    wiki::same(markup, cell)
}

/// How many lines a cell has that only one form of Jira's text has: its Markdown, and its markup.
/// A line that says as markup what it says as Markdown is typed without thinking of either.
pub fn lines_of(cell: &str, markdown: &str, markup: &str) -> (usize, usize) {
    let of = |text: &str| -> BTreeSet<String> {
        let text = lines(text);
        let trimmed = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        trimmed.map(str::to_owned).collect()
    };
    let (cell, markdown, markup) = (of(cell), of(markdown), of(markup));
    let of_markdown = cell.intersection(&markdown).filter(|line| !markup.contains(*line));
    let of_markup = cell.intersection(&markup).filter(|line| !markdown.contains(*line));
    (of_markdown.count(), of_markup.filter(|line| may_be_markup(line)).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reads_otherwise_is_in_doubt() {
        for text in ["*bold*", "# one\n# two", "h2. Title", "+new+", "{code}\n**x\n{code}", "bq. a"]
        {
            assert!(may_be_markup(text), "{text}");
        }
        for text in [
            "",
            "words",
            "one\ntwo\n\nthree",
            "**bold**\n- a",
            "- one\n- two",
            "```\n*x*\n```",
            "_word_",
            "a-b",
        ] {
            assert!(!may_be_markup(text), "{text}");
        }
    }

    #[test]
    fn a_line_or_a_word_of_ours_tells_markdown() {
        let document = adf::from_markdown("words in **bold**\n\n- one\n- two");
        let markdown = adf::to_markdown(&document);
        let present = RichText { markdown, document, wiki: None };
        assert!(has_markdown_of("letters in **bold**", &present));
        assert!(has_markdown_of("anew\n- two", &present));
        assert!(!has_markdown_of("words in bold - one\n\n*two*", &present));
    }

    #[test]
    fn lines_tell_the_form_of_an_edited_text() {
        let (markdown, markup) = ("# Title\nsame\n**a**", "h1. Title\nsame\n*a*");
        assert_eq!(lines_of("h1. Title\r\nsame\nmore", markdown, markup), (0, 1));
        assert_eq!(lines_of("# Title\nsame\n**a** and more", markdown, markup), (1, 0));
        assert_eq!(lines_of("same", markdown, markup), (0, 0));
    }
}
