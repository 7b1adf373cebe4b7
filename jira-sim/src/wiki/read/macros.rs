//! Where the macros that hold blocks begin and end: `{code:java}…{code}`.

use std::ops::Range;

/// A macro that stands for blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// `{code}`
    Code,
    /// `{noformat}`
    Noformat,
    /// `{quote}`
    Quote,
    /// `{panel}`
    Panel,
    /// `{expand}`
    Expand,
    /// `{adf}`: the JSON of a node that wiki markup has no form for.
    Adf,
}

const NAMES: [(&str, Name); 6] = [
    ("code", Name::Code),
    ("noformat", Name::Noformat),
    ("quote", Name::Quote),
    ("panel", Name::Panel),
    ("expand", Name::Expand),
    ("adf", Name::Adf),
];

impl Name {
    fn text(self) -> &'static str {
        NAMES[self as usize].0
    }

    /// Whether nothing in it is markup.
    fn verbatim(self) -> bool {
        matches!(self, Self::Code | Self::Noformat | Self::Adf)
    }
}

/// A macro in a text, by offsets of bytes.
#[derive(Debug, Clone)]
pub struct Span<'a> {
    /// What it is.
    pub name: Name,
    /// What follows the name, such as `title=One|bgColor=red`.
    pub parameters: &'a str,
    /// What is between the tags.
    pub body: Range<usize>,
    /// Behind the closing tag. A macro that is never closed has no body and ends with its tag.
    pub end: usize,
}

impl<'a> Span<'a> {
    /// The value of a parameter.
    pub fn parameter(&self, key: &str) -> Option<&'a str> {
        let pairs = self.parameters.split('|').filter_map(|p| p.split_once('='));
        pairs.filter(|(k, _)| k.trim() == key).map(|(_, v)| v.trim()).find(|v| !v.is_empty())
    }

    /// The first word that is no pair of key and value.
    pub fn word(&self) -> Option<&'a str> {
        let mut words = self.parameters.split('|').map(str::trim);
        words.find(|w| !w.is_empty() && !w.contains('='))
    }

    /// Whether it stands in a line of text.
    pub fn inline(&self) -> bool {
        self.name == Name::Adf && self.parameter("display") == Some("inline")
    }
}

/// Finds the macros of one text. It remembers what is not there, so that a text is not searched to
/// its end again and again.
#[derive(Debug)]
pub struct Finder<'a> {
    text: &'a str,
    unclosed: [bool; 6],
    no_code_before: usize,
}

impl<'a> Finder<'a> {
    /// For a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, unclosed: [false; 6], no_code_before: 0 }
    }

    /// The first macro between `from` and the end of its line, and the end of that line if there
    /// is none.
    pub fn in_line(&mut self, from: usize) -> (usize, Option<Span<'a>>) {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\n' => return (at, None),
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 2,
                b'{' if bytes.get(at + 1) == Some(&b'{') => at = self.behind_code(at),
                b'{' => match self.at(at) {
                    Some(span) if !span.inline() => return (at, Some(span)),
                    Some(span) => at = span.end,
                    None => at += 1,
                },
                _ => at += 1,
            }
        }
        (self.text.len(), None)
    }

    /// The end of the line that `from` is in, where macros may hold further lines.
    pub fn line_end(&mut self, from: usize) -> usize {
        let mut at = from;
        loop {
            match self.in_line(at) {
                (_, Some(span)) => at = span.end,
                (end, None) => return end,
            }
        }
    }

    /// Behind `{{…}}`, or behind the first brace if it does not end in its line.
    pub fn behind_code(&mut self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at + 2..];
        if at < self.no_code_before {
            return at + 1;
        }
        let mut end = 0;
        while let Some(byte) = rest.get(end).filter(|b| **b != b'\n') {
            match (byte, rest.get(end + 1)) {
                (b'}', Some(b'}')) => return at + 2 + end + 2,
                (b'\\', Some(next)) if next.is_ascii_punctuation() => end += 2,
                _ => end += 1,
            }
        }
        self.no_code_before = at + 2 + end;
        at + 1
    }

    /// The macro whose opening tag begins at `at`.
    pub fn at(&mut self, at: usize) -> Option<Span<'a>> {
        let (name, parameters, body) = self.opening(at)?;
        let closing = self.closing(name, body);
        let (until, end) = closing.unwrap_or((body, body));
        Some(Span { name, parameters, body: body..until, end })
    }

    /// Name, parameters, and the end of an opening tag.
    fn opening(&self, at: usize) -> Option<(Name, &'a str, usize)> {
        let rest = self.text.get(at..)?.strip_prefix('{')?;
        let (tag, name) = NAMES.into_iter().find(|(tag, _)| {
            rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag))
        })?;
        let behind = &rest[tag.len()..];
        let start = at + 1 + tag.len();
        if behind.starts_with('}') {
            return Some((name, "", start + 1));
        }
        let parameters = behind.strip_prefix(':')?;
        let length = parameters.find(['{', '\n', '}'])?;
        let closed = parameters[length..].starts_with('}');
        closed.then(|| (name, &parameters[..length], start + 1 + length + 1))
    }

    /// Where the closing tag that belongs to a body begins and ends.
    fn closing(&mut self, name: Name, body: usize) -> Option<(usize, usize)> {
        if self.unclosed[name as usize] {
            return None;
        }
        let found = if name.verbatim() { self.tag(name, body) } else { self.walk(name, body) };
        if found.is_none() {
            self.unclosed[name as usize] = true;
        }
        found
    }

    /// The next closing tag, whatever stands before it.
    fn tag(&self, name: Name, from: usize) -> Option<(usize, usize)> {
        let braces = self.text[from..].match_indices('{').map(|(at, _)| from + at);
        braces.filter_map(|at| Some((at, self.closes(name, at)?))).next()
    }

    /// The next closing tag that is not code and has no backslash before it.
    fn walk(&mut self, name: Name, from: usize) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            at = match byte {
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at + 2,
                b'{' if bytes.get(at + 1) == Some(&b'{') => self.behind_code(at),
                b'{' => match self.closes(name, at) {
                    Some(end) => return Some((at, end)),
                    None => self.behind_verbatim(at),
                },
                _ => at + 1,
            };
        }
        None
    }

    fn behind_verbatim(&mut self, at: usize) -> usize {
        match self.opening(at).filter(|(name, ..)| name.verbatim()) {
            Some((name, _, start)) => self.closing(name, start).map_or(start, |(_, end)| end),
            None => at + 1,
        }
    }
    fn closes(&self, name: Name, at: usize) -> Option<usize> {
        let tag = name.text();
        let rest = &self.text[at + 1..];
        let head = rest.get(..tag.len())?;
        let closes = head.eq_ignore_ascii_case(tag) && rest[tag.len()..].starts_with('}');
        closes.then_some(at + 1 + tag.len() + 1)
    }
}
