//! The lines of a paragraph.

use std::rc::Rc;

use serde_json::Value;

use super::{
    address, link, media,
    nodes::block,
    resolve::{Found, Item, Parts, What, nodes},
};
use crate::wiki::{
    chars::{blank, escapable, referred, wordlike},
    colour, emoji,
    marks::{Marks, Sign},
};

/// A part of a paragraph: a node of its line, or one that interrupts it.
#[derive(Debug)]
pub enum Piece {
    /// A node of the line.
    Inline(Value),
    /// A node that stands between two paragraphs.
    Block(Value),
}

/// The parts of a paragraph.
pub fn pieces(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let nodes = nodes(Reader::new(&chars, true, None).read());
    nodes
        .into_iter()
        .map(|(is, node)| if is { Piece::Block(node) } else { Piece::Inline(node) })
        .collect()
}

/// The nodes of one line; pictures become files in the line, cards stay in it.
pub fn line(text: &str) -> Vec<Value> {
    let into_line = |piece| match piece {
        Piece::Inline(node) => node,
        Piece::Block(mut node) => {
            if let Some(picture) = node.pointer_mut("/content/0").map(Value::take) {
                return media::in_line(&picture);
            }
            node["type"] = "inlineCard".into();
            if let Some(attrs) = node["attrs"].as_object_mut() {
                attrs.retain(|key, _| key == "url");
            }
            node
        }
    };
    pieces(text).into_iter().map(into_line).collect()
}

/// What is known of the line that is being read.
#[derive(Debug, Default)]
struct Line {
    /// Its end.
    end: usize,
    /// Where `}}` ends a text of code.
    codes: Vec<usize>,
    /// Where `!` ends a picture.
    pictures: Vec<usize>,
}

/// Reads characters into parts.
pub struct Reader<'t> {
    pub(super) text: &'t [char],
    pub(super) parts: Parts,
    /// Whether links are read, and what is not text: not within a link.
    links: bool,
    colours: Vec<Rc<str>>,
    last_colour: usize,
    line: Line,
}

/// The signs in braces, as they stand within words: `{*}bold{*}ly`.
#[rustfmt::skip]
const BRACED: [(&str, Sign); 7] = [
    ("{+}", Sign::Underline), ("{~}", Sign::Sub), ("{^}", Sign::Sup), ("{*}", Sign::Strong),
    ("{-}", Sign::Strike), ("{_}", Sign::Em), ("{??}", Sign::Citation),
];
/// The end of a coloured text.
const COLOUR_END: &str = "{color}";

impl<'t> Reader<'t> {
    pub fn new(text: &'t [char], links: bool, colour: Option<Rc<str>>) -> Self {
        let end: Vec<char> = COLOUR_END.chars().collect();
        let last_colour = text.windows(end.len()).rposition(|w| w == end).unwrap_or(0);
        let colours = colour.into_iter().collect();
        let line = Line::default();
        let mut reader = Self { text, parts: Parts::default(), links, colours, last_colour, line };
        reader.begin_line(0);
        reader
    }

    pub fn read(mut self) -> Vec<Item> {
        let mut at = self.skip_blanks(0);
        while at < self.text.len() {
            at = self.step(at);
        }
        self.parts.resolved()
    }

    pub(super) fn colour(&self) -> Option<&Rc<str>> {
        self.colours.last()
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).map(|i| self.text[i]).filter(|c| *c != '\n')
    }

    pub(super) fn behind(&self, at: usize) -> Option<char> {
        self.text.get(at).copied().filter(|c| *c != '\n')
    }

    pub(super) fn begins(&self, at: usize, with: &str) -> bool {
        let rest = &self.text[at..];
        with.len() <= rest.len() && with.chars().eq(rest[..with.len()].iter().copied())
    }

    pub(super) fn string(&self, from: usize, to: usize) -> String {
        self.text[from..to].iter().collect()
    }

    pub(super) fn chars(&mut self, at: usize, length: usize) -> usize {
        let text = self.string(at, at + length);
        let colour = self.colours.last();
        self.parts.text(&text, colour);
        at + length
    }

    fn skip_blanks(&self, at: usize) -> usize {
        if !self.links {
            return at;
        }
        at + self.text[at..].iter().take_while(|c| blank(**c)).count()
    }

    /// Looks where code and pictures may end in the line that begins at `start`.
    fn begin_line(&mut self, start: usize) {
        let length = self.text[start..].iter().take_while(|c| **c != '\n').count();
        let mut line = Line { end: start + length, ..Line::default() };
        let free = |at: usize| self.behind(at).is_none_or(|c| !wordlike(c));
        let mut at = start;
        while at < line.end {
            match (self.text[at], self.behind(at + 1)) {
                ('\\', Some(next)) if escapable(next) => at += 1,
                ('}', Some('}')) => {
                    let braced = self.before(at) == Some('{') && self.behind(at + 2) == Some('}');
                    if braced || free(at + 2) {
                        line.codes.push(at);
                    }
                    at += 1;
                }
                ('!', _) if free(at + 1) => line.pictures.push(at),
                _ => {}
            }
            at += 1;
        }
        self.line = line;
    }

    /// The first place at or behind `from` where a picture ends.
    pub(super) fn picture_end(&self, from: usize) -> Option<usize> {
        let ends = &self.line.pictures;
        ends.get(ends.partition_point(|end| *end < from)).copied()
    }

    fn step(&mut self, at: usize) -> usize {
        let c = self.text[at];
        match c {
            '\n' => self.new_line(at),
            '\\' => self.backslash(at),
            '{' => self.brace(at),
            '&' => match referred(&self.text[at..self.line.end]) {
                Some((c, length)) => {
                    let colour = self.colours.last();
                    self.parts.text(&c.to_string(), colour);
                    at + length
                }
                None => self.chars(at, 1),
            },
            '[' if self.links => link::read(self, at),
            '!' if self.links => media::read(self, at),
            ':' | ';' | '(' => match emoji::at(&self.text[at..self.line.end]) {
                Some((node, length)) => {
                    self.parts.push(What::Node(node), Marks::default());
                    at + length
                }
                None => self.chars(at, 1),
            },
            '-' => self.dashes(at),
            '?' if self.behind(at + 1) == Some('?') => self.sign(at, 2, Sign::Citation, "??"),
            _ => match Sign::of(c) {
                Some(sign) => self.sign(at, 1, sign, sign.text()),
                None if self.links && c.is_ascii_alphabetic() => {
                    address::read(self, at).unwrap_or_else(|| self.word(at))
                }
                None => self.chars(at, 1),
            },
        }
    }

    /// Letters up to the end of a word: an address does not begin within one.
    fn word(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let length = rest.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        self.chars(at, length.max(1))
    }

    fn new_line(&mut self, at: usize) -> usize {
        self.parts.end_line();
        self.parts.push(What::Node(block("hardBreak", Vec::new())), Marks::default());
        self.begin_line(at + 1);
        self.skip_blanks(at + 1)
    }

    fn backslash(&mut self, at: usize) -> usize {
        let after_other = self.before(at) == Some('\\');
        match self.behind(at + 1) {
            Some('\\') if !after_other && self.links => {
                let rest = &self.text[at + 2..self.line.end];
                let word = rest.iter().take_while(|c| !c.is_whitespace());
                if word.into_iter().any(|c| *c == '\\') {
                    return self.chars(at, 2);
                }
                self.parts.push(What::Node(block("hardBreak", Vec::new())), Marks::default());
                at + 2
            }
            Some('\\') => self.chars(at, 2),
            Some(next) if escapable(next) && !after_other => {
                self.chars(at + 1, 1);
                at + 2
            }
            Some(next) if escapable(next) => self.chars(at, 2),
            _ => self.chars(at, 1),
        }
    }

    fn sign(&mut self, at: usize, length: usize, sign: Sign, typed: &'static str) -> usize {
        let (before, behind) = (self.before(at), self.behind(at + length));
        let braced = length > 2;
        let found = Found {
            sign,
            typed,
            may_open: braced || before.is_none_or(|c| !wordlike(c)),
            may_close: braced || behind.is_none_or(|c| !wordlike(c)),
            behind_space: before.is_none_or(blank),
            before_space: behind.is_none_or(blank),
        };
        let colour = self.colours.last();
        self.parts.sign(found, colour);
        at + length
    }

    /// One dash is a sign; two or three between spaces are a longer dash.
    fn dashes(&mut self, at: usize) -> usize {
        let length = self.text[at..].iter().take_while(|c| **c == '-').count();
        let alone = self.before(at).is_none_or(blank) && self.behind(at + length).is_none_or(blank);
        let longer = match length {
            1 => return self.sign(at, 1, Sign::Strike, "-"),
            2 if alone => "–",
            3 if alone => "—",
            _ => return self.chars(at, length),
        };
        let colour = self.colours.last();
        self.parts.text(longer, colour);
        at + length
    }

    fn brace(&mut self, at: usize) -> usize {
        if self.begins(at, "{{") {
            return self.code(at).unwrap_or_else(|| self.chars(at, 1));
        }
        if let Some((typed, sign)) = BRACED.into_iter().find(|(typed, _)| self.begins(at, typed)) {
            return self.sign(at, typed.len(), sign, typed);
        }
        if self.begins(at, COLOUR_END) {
            self.colours.pop();
            return at + COLOUR_END.len();
        }
        if self.begins(at, "{color:")
            && let Some((name, end)) = self.parameter(at + "{color:".len())
        {
            if at < self.last_colour {
                let colour = colour::hex(&name).unwrap_or_else(|| "#000000".to_owned());
                self.colours.push(Rc::from(colour));
            }
            return end;
        }
        if self.begins(at, "{anchor:")
            && let Some((_, end)) = self.parameter(at + "{anchor:".len())
        {
            return end;
        }
        self.node_of_json(at).unwrap_or_else(|| self.chars(at, 1))
    }

    /// What stands up to the closing brace of a tag, and the place behind it.
    fn parameter(&self, at: usize) -> Option<(String, usize)> {
        let rest = &self.text[at..self.line.end];
        let length = rest.iter().position(|c| matches!(c, '{' | '}'))?;
        (rest[length] == '}').then(|| (self.string(at, at + length), at + length + 1))
    }

    /// A node as its JSON; none where another such tag begins before this one ends.
    fn node_of_json(&mut self, at: usize) -> Option<usize> {
        const OPENING: &str = "{adf:display=inline}";
        const CLOSING: &str = "{adf}";
        if !self.begins(at, OPENING) {
            return None;
        }
        let body = at + OPENING.len();
        let end = (body..self.line.end).find(|i| self.begins(*i, "{adf"))?;
        if !self.begins(end, CLOSING) {
            return None;
        }
        let node: Value = serde_json::from_str(self.string(body, end).trim()).ok()?;
        (node["type"] == "inlineExtension").then(|| {
            self.parts.push(What::Node(node), Marks::default());
            end + CLOSING.len()
        })
    }

    /// A text of code, if it ends in its line.
    fn code(&mut self, at: usize) -> Option<usize> {
        let braced = self.begins(at, "{{{}");
        let from = at + if braced { 4 } else { 2 };
        if !braced && self.before(at).is_some_and(wordlike) {
            return None;
        }
        let ends = &self.line.codes;
        let end = *ends.get(ends.partition_point(|end| *end < from))?;
        let wrapped = self.before(end) == Some('{') && self.behind(end + 2) == Some('}');
        let until = if wrapped && end > from { end - 1 } else { end };
        let inner = self.text.get(from..until)?;
        let (first, last) = (*inner.first()?, *inner.last()?);
        if blank(first) || blank(last) {
            return None;
        }
        let marks = Marks { code: true, ..Marks::default() };
        self.parts.push(What::Text(literal(inner)), marks);
        Some(end + if wrapped { 3 } else { 2 })
    }
}

/// Characters without the backslashes and references that only keep them what they are.
pub fn literal(chars: &[char]) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let next = chars.get(at + 1).copied();
        let after_other = at > 0 && chars[at - 1] == '\\';
        match (c, next) {
            ('\\', Some(next)) if escapable(next) && !after_other => {
                out.push(next);
                at += 2;
            }
            ('&', _) => match referred(&chars[at..]) {
                Some((c, length)) => {
                    out.push(c);
                    at += length;
                }
                None => {
                    out.push('&');
                    at += 1;
                }
            },
            _ => {
                out.push(*c);
                at += 1;
            }
        }
    }
    out
}
