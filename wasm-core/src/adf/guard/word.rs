//! Signs within the words of a line.

use std::collections::HashSet;
use std::ops::Range;

use super::super::clear;

/// Signs that may mean something within a line.
const SIGNS: &str = "\\*_~<&]";

/// Tags of HTML that are understood.
const TAGS: [&str; 12] =
    ["br", "u", "ins", "sub", "sup", "s", "del", "strike", "strong", "b", "em", "code"];

/// The words of an exported text.
pub(super) struct Words<'o> {
    all: HashSet<&'o str>,
    /// Those that hold signs.
    signed: Vec<&'o str>,
    /// What is left of these without letters, where no name of a tag or a character counts.
    shapes: HashSet<String>,
}

impl<'o> Words<'o> {
    pub(super) fn of(old: &'o str) -> Self {
        let all: HashSet<&str> = old.split_whitespace().collect();
        let signed: Vec<&str> = all.iter().copied().filter(|word| is_signed(word)).collect();
        let unnamed = signed.iter().filter(|word| !word.contains(['<', '&']));
        let shapes = unnamed.map(|word| shape(word)).collect();
        Self { all, signed, shapes }
    }

    /// A line in which only signs mean something that are clearly meant, or were exported.
    pub(super) fn guard(&self, line: &str) -> String {
        if !is_signed(line) {
            return line.to_owned();
        }
        let code = code(line);
        let mut out = String::with_capacity(line.len() + 8);
        let mut at = 0;
        for part in line.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            if self.is_known(word) {
                out.push_str(part);
            } else {
                let new = self.new_part(word);
                let (from, to) = (at + new.start, at + new.end);
                Guard { line, start: at, end: at + word.len(), code: &code }
                    .write(from..to, &mut out);
                out.push_str(&part[word.len()..]);
            }
            at += part.len();
        }
        out
    }

    /// Whether a word was exported, or another that has the same signs.
    fn is_known(&self, word: &str) -> bool {
        !is_signed(word) || self.all.contains(word) || self.shapes.contains(&shape(word))
    }

    /// What of a word is new, and not at its start or its end as in the exported one most like it.
    fn new_part(&self, word: &str) -> Range<usize> {
        let parts = self.signed.iter().map(|old| new_part(word, old));
        let part = parts.min_by_key(Range::len).unwrap_or(0..word.len());
        let alike = part.len() * 2 < word.len() || !is_signed(&word[part.clone()]);
        if alike { part } else { 0..word.len() }
    }
}

/// What of a text is new, and not at its start or its end as in another one.
pub(super) fn new_part(text: &str, old: &str) -> Range<usize> {
    let start = common(text.chars(), old.chars());
    let end = common(text[start..].chars().rev(), old[start..].chars().rev());
    start..text.len() - end
}

/// How many bytes two texts have in common from where they begin.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

fn is_signed(text: &str) -> bool {
    text.contains(|c| SIGNS.contains(c))
}

/// A text with each of its words as one letter: what is left are signs.
pub(super) fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_alphanumeric() {
            shape.push(c);
        } else if !shape.ends_with('w') {
            shape.push('w');
        }
    }
    shape
}

/// Where code is in a line, which has no other signs.
fn code(line: &str) -> Vec<Range<usize>> {
    let ticks: Vec<usize> = line.match_indices('`').map(|(at, _)| at).collect();
    ticks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1).collect()
}

/// A word in its line.
struct Guard<'l> {
    line: &'l str,
    start: usize,
    end: usize,
    code: &'l [Range<usize>],
}

impl Guard<'_> {
    fn write(&self, new: Range<usize>, out: &mut String) {
        let word = &self.line[self.start..self.end];
        let link = word.split_once("](").filter(|(_, target)| clear::is_target(target));
        let target = link.map(|(text, _)| self.start + text.len());
        for (offset, c) in word.char_indices() {
            let at = self.start + offset;
            let code = self.code.iter().any(|code| code.contains(&at));
            let in_target = target.is_some_and(|target| at >= target);
            if new.contains(&at) && !code && !in_target && self.is_meaningless(at, c, word) {
                out.push('\\');
            }
            out.push(c);
        }
    }

    /// Whether a sign would mean something that is not clearly meant.
    fn is_meaningless(&self, at: usize, c: char, word: &str) -> bool {
        let before = self.line[..at].chars().next_back();
        let rest = &self.line[at + c.len_utf8()..];
        let after = rest.chars().next();
        let literal = is_address(word) || word.contains('\\');
        match c {
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            '*' | '_' => literal || is_dunder(word) || !self.is_mark(at, c),
            '~' => literal || before != Some('~') && after != Some('~'),
            '<' => !self.is_tag(at),
            '&' => is_reference(rest),
            ']' => rest.starts_with('(') && !clear::is_target(&rest[1..]) || rest.starts_with('['),
            _ => false,
        }
    }

    /// Whether a run of signs opens or closes something: words on one side of it, none on the other.
    fn is_mark(&self, at: usize, sign: char) -> bool {
        let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let before = self.line[..at].trim_end_matches(sign).chars().next_back();
        let after = self.line[at..].trim_start_matches(sign).chars().next();
        let words = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let letters = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let opens = outside(before) && words(after);
        let closes = words(before) && outside(after);
        opens && (letters(after) || !words(before)) || closes && (letters(before) || !words(after))
    }

    /// Whether a tag that is understood stands here and is closed in its line, or closes one; or an
    /// address does.
    fn is_tag(&self, at: usize) -> bool {
        let rest = &self.line[at + 1..];
        let Some((inner, behind)) = rest.split_once('>') else { return false };
        if clear::is_target(inner) || inner.contains('@') && !inner.contains([' ', ':']) {
            return true;
        }
        match inner.strip_prefix('/') {
            _ if matches!(inner, "br" | "br/" | "br /") => true,
            Some(name) => TAGS.contains(&name) && self.line[..at].contains(&format!("<{name}>")),
            None => TAGS.contains(&inner) && behind.contains(&format!("</{inner}>")),
        }
    }
}

fn is_address(word: &str) -> bool {
    word.contains("://") && !word.contains("](") && !word.starts_with('<')
        || word.starts_with("www.")
}

/// Whether a word is a name between underscores: `__init__`.
fn is_dunder(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| c != '_' && !c.is_alphanumeric());
    let name = inner.strip_prefix("__").and_then(|rest| rest.split_once("__"));
    name.is_some_and(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
}

/// Whether what follows an ampersand makes it a character reference.
fn is_reference(rest: &str) -> bool {
    let name = rest.split_once(';').map(|(name, _)| name);
    name.is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    })
}
