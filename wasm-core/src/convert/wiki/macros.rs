//! Where the macros that hold blocks begin and end: `{code:java}…{code}`.

use super::chars::escape;

/// A macro that stands for blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Macro {
    Code,
    Noformat,
    Quote,
    Panel,
    Expand,
    /// The JSON of a node that markup has no form for.
    Adf,
}

const NAMES: [(&str, Macro); 6] = [
    ("code", Macro::Code),
    ("noformat", Macro::Noformat),
    ("quote", Macro::Quote),
    ("panel", Macro::Panel),
    ("expand", Macro::Expand),
    ("adf", Macro::Adf),
];

impl Macro {
    /// Whether nothing within is markup.
    pub(super) fn is_verbatim(self) -> bool {
        matches!(self, Self::Code | Self::Noformat | Self::Adf)
    }
}

/// A tag at the start of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) name: Macro,
    /// What stands behind the colon.
    pub(super) parameters: &'a str,
    pub(super) length: usize,
}

impl<'a> Tag<'a> {
    /// The tag that a text begins with.
    pub(super) fn at(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix('{')?;
        let head =
            |name: &str| rest.get(..name.len()).is_some_and(|h| h.eq_ignore_ascii_case(name));
        let (word, name) = NAMES.into_iter().find(|(word, _)| head(word))?;
        let behind = &rest[word.len()..];
        let (parameters, colon) = match behind.strip_prefix(':') {
            Some(parameters) => (&parameters[..parameters.find(['{', '}', '\n'])?], 1),
            None => ("", 0),
        };
        let closed = behind[colon + parameters.len()..].starts_with('}');
        let length = 1 + word.len() + colon + parameters.len() + 1;
        closed.then_some(Self { name, parameters, length })
    }

    /// The value of a parameter.
    pub(super) fn parameter(&self, key: &str) -> Option<&'a str> {
        let pairs = self.parameters.split('|').filter_map(|pair| pair.split_once('='));
        let mut values = pairs.filter(|(k, _)| k.trim() == key).map(|(_, value)| value.trim());
        values.find(|value| !value.is_empty())
    }

    /// The first word without a key.
    pub(super) fn word(&self) -> Option<&'a str> {
        let mut words = self.parameters.split('|').map(str::trim);
        words.find(|word| !word.is_empty() && !word.contains('='))
    }

    /// Whether it stands in a line of text.
    fn is_inline(&self) -> bool {
        self.name == Macro::Adf && self.parameter("display") == Some("inline")
    }
}

/// A macro in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span<'a> {
    pub(super) tag: Tag<'a>,
    pub(super) body: &'a str,
    /// The place behind its closing tag. One that is never closed holds nothing.
    pub(super) end: usize,
}

/// Finds the macros of a text.
pub(super) struct Finder<'a> {
    text: &'a str,
    /// Those that are not closed in the rest of the text, so that it is not searched again.
    unclosed: Vec<Macro>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, unclosed: Vec::new() }
    }

    /// The macro that begins at a place.
    pub(super) fn at(&mut self, at: usize) -> Option<Span<'a>> {
        let tag = Tag::at(self.text.get(at..)?)?;
        let start = at + tag.length;
        match self.closing(tag.name, start) {
            Some((end, length)) => {
                Some(Span { tag, body: &self.text[start..end], end: end + length })
            }
            None => Some(Span { tag, body: "", end: start }),
        }
    }

    /// The first macro between a place and the end of its line, with where it begins; else the end
    /// of the line.
    pub(super) fn in_line(&mut self, from: usize) -> (usize, Option<Span<'a>>) {
        let mut at = from;
        while let Some(c) = self.text[at..].chars().next() {
            let rest = &self.text[at..];
            at += match c {
                '\n' => return (at, None),
                '{' if rest.starts_with("{{") => 2,
                '{' => match self.at(at) {
                    Some(span) if !span.tag.is_inline() => return (at, Some(span)),
                    Some(span) => span.end - at,
                    None => 1,
                },
                c => escape(rest).unwrap_or(c.len_utf8()),
            };
        }
        (self.text.len(), None)
    }

    /// The end of a line, in which macros may hold further lines.
    pub(super) fn line_end(&mut self, from: usize) -> usize {
        let mut at = from;
        loop {
            match self.in_line(at) {
                (_, Some(span)) => at = span.end,
                (end, None) => return end,
            }
        }
    }

    /// The next tag that closes a macro, and its length.
    fn closing(&mut self, name: Macro, from: usize) -> Option<(usize, usize)> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let mut at = from;
        while let Some(c) = self.text[at..].chars().next() {
            let rest = &self.text[at..];
            let tag = if c == '{' { Tag::at(rest) } else { None };
            at += match tag {
                Some(tag) if tag.name == name && tag.parameters.is_empty() => {
                    return Some((at, tag.length));
                }
                Some(tag) if !name.is_verbatim() && tag.name.is_verbatim() => {
                    let start = at + tag.length;
                    let closing = self.closing(tag.name, start);
                    closing.map_or(start, |(end, length)| end + length) - at
                }
                Some(tag) => tag.length,
                None if name.is_verbatim() => c.len_utf8(),
                None => escape(rest).unwrap_or(c.len_utf8()),
            };
        }
        self.unclosed.push(name);
        None
    }
}
