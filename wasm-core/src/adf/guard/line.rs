//! Signs at the start of a line that would make it another block.

use std::collections::HashSet;

use super::super::clear;
use super::{Origin, word};

/// A blank that does not break: it stays at the start of a line.
const NO_BREAK: &str = "\u{a0}";

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Words,
    Blank,
    /// The item of a list, with its sign.
    Item(char),
    Number(u32),
    Heading,
    Quote,
}

fn start(line: &str) -> Start {
    let text = line.trim_start();
    let Some(first) = text.chars().next() else { return Start::Blank };
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match first {
        '+' | '-' | '*' if ends(&text[1..]) => Start::Item(first),
        '#' if ends(text.trim_start_matches('#')) => Start::Heading,
        '>' => Start::Quote,
        _ if (1..=9).contains(&digits)
            && text[digits..].starts_with(['.', ')'])
            && ends(&text[digits + 1..]) =>
        {
            Start::Number(text[..digits].parse().unwrap_or_default())
        }
        _ => Start::Words,
    }
}

/// A line with what it is compared by.
pub(super) struct Known<'l> {
    line: &'l str,
    start: Start,
    shape: String,
    words: HashSet<&'l str>,
}

impl<'l> Known<'l> {
    pub(super) fn of(line: &'l str) -> Self {
        let line = line.trim_end();
        let words = line.split_whitespace().collect();
        Self { line, start: start(line), shape: word::shape(line), words }
    }

    /// Where it is from, where the exported text has it not; `gone` are the exported lines that are
    /// there no more.
    pub(super) fn origin(&self, gone: &[Known<'_>]) -> Origin {
        if gone.iter().any(|old| self.is_reworded(old)) {
            return Origin::Exported;
        }
        let edited = gone.iter().any(|old| old.start == self.start && self.shares_words(old));
        if edited { Origin::Edited } else { Origin::Typed }
    }

    /// Whether only words differ between two lines, and no sign.
    fn is_reworded(&self, old: &Known<'_>) -> bool {
        if self.shape == old.shape {
            return true;
        }
        if !self.shares_words(old) {
            return false;
        }
        let new = word::new_part(self.line, old.line);
        let within = new.start > 0 || new.end < self.line.len();
        within && !self.line[new].contains(|c: char| c.is_ascii_punctuation())
    }

    /// Whether most words of two lines are the same.
    fn shares_words(&self, old: &Known<'_>) -> bool {
        let shared = self.words.iter().filter(|word| old.words.contains(**word)).count();
        shared * 2 >= old.words.len().max(self.words.len())
    }
}

/// How many backticks open code on a line, if some do.
pub(super) fn opens(line: &str) -> Option<usize> {
    let fence = line.trim_start_matches(|c: char| c.is_ascii_digit() || ">-*+ .)".contains(c));
    let info = fence.trim_start_matches('`');
    let length = fence.len() - info.len();
    (length >= 3 && !info.contains('`')).then_some(length)
}

/// Whether a line closes code that so many backticks opened.
pub(super) fn closes(line: &str, length: usize) -> bool {
    let fence = line.trim_matches(|c: char| c == ' ' || c == '>');
    fence.len() >= length && fence.bytes().all(|byte| byte == b'`')
}

/// Whether a line is a rule as it is exported.
pub(super) fn is_rule(line: &str) -> bool {
    line.trim_end() == "---"
}

/// A typed line in which nothing begins a block that is not clearly meant. `guarded` is the line
/// with its words guarded, and `own` says which lines were typed.
pub(super) fn guard(lines: &[&str], own: &[bool], at: usize, guarded: &str) -> String {
    let text = guarded.trim_start();
    let blanks = &guarded[..guarded.len() - text.len()];
    let before = at.checked_sub(1).map_or("", |before| lines[before]);
    let after = lines.get(at + 1).copied().unwrap_or_default();
    let escaped = |position: usize| {
        format!("{}{}\\{}", indent(lines, at, blanks), &text[..position], &text[position..])
    };
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let old_quote = |at: Option<usize>| {
        at.is_some_and(|at| at < lines.len() && !own[at] && start(lines[at]) == Start::Quote)
    };
    match start(lines[at]) {
        Start::Heading if !clear::is_heading(lines, at) => escaped(0),
        Start::Quote if !(old_quote(at.checked_sub(1)) || old_quote(Some(at + 1))) => escaped(0),
        Start::Item(sign) if !is_list(lines, own, at, sign) => escaped(0),
        Start::Number(number) if !is_counted(lines, own, at, number) => escaped(digits),
        _ if text.starts_with("~~~") => escaped(0),
        _ if text.starts_with("```") && !text[3..].contains('`') => escaped(0),
        _ if is_line_of(text) && !(is_rule(text) && is_blank(before) && is_blank(after)) => {
            escaped(0)
        }
        _ if is_reference(text) => escaped(0),
        Start::Words => format!("{}{text}", indent(lines, at, blanks)),
        _ => guarded.to_owned(),
    }
}

/// Blanks at the start of a line, which Markdown drops or makes code of; below the item of a list
/// they say that the line belongs to it.
fn indent(lines: &[&str], at: usize, blanks: &str) -> String {
    let above =
        lines[..at].iter().rev().find(|line| !line.starts_with([' ', '\t']) && !is_blank(line));
    let item = above.is_some_and(|line| matches!(start(line), Start::Item(_) | Start::Number(_)));
    if item { blanks.to_owned() } else { blanks.replace('\t', "    ").replace(' ', NO_BREAK) }
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Whether a line is nothing but dashes and the like.
fn is_line_of(text: &str) -> bool {
    let signs: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    signs.len() > 1 && ["-", "=", "*", "_"].iter().any(|sign| signs.replace(sign, "").is_empty())
}

/// Whether a line defines what a reference leads to: nothing of it would be seen.
fn is_reference(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|rest| rest.split_once("]:"));
    inner.is_some_and(|(label, _)| !label.contains(']'))
}

/// The lines around one up to the next empty ones.
fn run(lines: &[&str], at: usize) -> std::ops::Range<usize> {
    let start = lines[..at].iter().rposition(|line| is_blank(line)).map_or(0, |blank| blank + 1);
    let end = lines[at..].iter().position(|line| is_blank(line));
    start..end.map_or(lines.len(), |end| at + end)
}

/// Whether a typed item stands beside others, or begins a block of its own; `+` beside `-` says what
/// was added and what was taken away.
fn is_list(lines: &[&str], own: &[bool], at: usize, sign: char) -> bool {
    let mut run = run(lines, at);
    let first = run.start;
    let signed = run.any(|at| own[at] && start(lines[at]) == Start::Item('+'));
    let item = |other: Option<usize>| {
        other.is_some_and(|at| {
            at < lines.len() && matches!(start(lines[at]), Start::Item(_) | Start::Number(_))
        })
    };
    !signed && sign != '+' && (item(at.checked_sub(1)) || item(Some(at + 1)) || at == first)
}

/// Whether a typed number counts on from the one above, or begins with 1 what the next one counts
/// on.
fn is_counted(lines: &[&str], own: &[bool], at: usize, number: u32) -> bool {
    let Some(first) = lines.get(at) else { return false };
    if first.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim().len() < 2 {
        return false;
    }
    let depth = |line: &str| line.len() - line.trim_start().len();
    let same = |other: usize| depth(lines[other]) == depth(first);
    let above =
        (0..at).rev().take_while(|other| !is_blank(lines[*other])).find(|other| same(*other));
    match above.map(|above| (above, start(lines[above]))) {
        Some((above, Start::Number(before))) if before.checked_add(1) == Some(number) => {
            !own[above] || is_counted(lines, own, above, before) || before == 1
        }
        _ => {
            let below = (at + 1..lines.len()).take_while(|other| !is_blank(lines[*other]));
            let next = below.filter(|other| same(*other)).map(|other| start(lines[other])).next();
            number == 1 && next == Some(Start::Number(2))
        }
    }
}
