//! Lines of text.

use serde_json::Value;

use super::Names;
use super::bracket;
use super::chars::{is_blank, is_escapable, is_word, literal, reference};
use super::colour;
use super::emoticon;
use super::node::{self, Look};
use super::signs::{Found, Piece, Sign, Token, resolve};

/// Ends a coloured text.
const COLOUR_END: &str = "{color}";

/// The parts of a paragraph, with a break between its lines.
pub(super) fn pieces(text: &str, names: Names<'_>) -> Vec<Piece> {
    let mut colours = Colours { open: Vec::new(), last_end: text.rfind(COLOUR_END).unwrap_or(0) };
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        if start > 0 {
            out.push(Piece::Node(node::hard_break()));
        }
        let words = line.trim_start_matches(is_blank);
        let offset = start + line.len() - words.len();
        let mut reader = Reader::new(words, Some(names), &mut colours, offset);
        resolve(&reader.read(), &Look::default(), &mut out);
        start += line.len() + 1;
    }
    out
}

/// The nodes of one line.
pub(super) fn nodes(text: &str, names: Names<'_>) -> Vec<Value> {
    pieces(text, names).into_iter().map(Piece::into_line).collect()
}

/// The parts of a link's words, which hold no further links.
pub(super) fn of_link(text: &str, colour: Option<String>) -> Vec<Token> {
    let mut colours = Colours { open: colour.into_iter().collect(), last_end: 0 };
    Reader::new(text, None, &mut colours, 0).read()
}

/// The colours that are open, of which one ends at the last `{color}` at the latest.
struct Colours {
    open: Vec<String>,
    last_end: usize,
}

/// Reads one line into tokens.
pub(super) struct Reader<'t, 'n> {
    pub(super) text: &'t str,
    /// None within a link: there nothing but words and signs is read.
    pub(super) names: Option<Names<'n>>,
    tokens: Vec<Token>,
    colours: &'n mut Colours,
    /// Where the line is in its paragraph.
    offset: usize,
    /// Whether no code ends in the rest of the line.
    no_code: bool,
    /// The place before which no picture ends.
    pub(super) no_picture_before: usize,
}

impl<'t, 'n> Reader<'t, 'n> {
    fn new(
        text: &'t str,
        names: Option<Names<'n>>,
        colours: &'n mut Colours,
        offset: usize,
    ) -> Self {
        let tokens = Vec::new();
        Self { text, names, tokens, colours, offset, no_code: false, no_picture_before: 0 }
    }

    fn read(&mut self) -> Vec<Token> {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            at += self.step(at, c).max(1);
        }
        std::mem::take(&mut self.tokens)
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    pub(super) fn behind(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    pub(super) fn colour(&self) -> Option<String> {
        self.colours.open.last().cloned()
    }

    pub(super) fn push(&mut self, token: Token) {
        self.tokens.push(token);
    }

    /// Adds words, and tells their length.
    pub(super) fn words(&mut self, words: &str) -> usize {
        let colour = self.colour();
        match self.tokens.last_mut() {
            Some(Token::Text(before, last)) if *last == colour => before.push_str(words),
            _ => self.tokens.push(Token::Text(words.to_owned(), colour)),
        }
        words.len()
    }

    /// Reads what begins at a place, and tells its length.
    fn step(&mut self, at: usize, c: char) -> usize {
        let (text, links) = (self.text, self.names.is_some());
        let rest = &text[at..];
        match c {
            '\\' => self.backslash(at, rest),
            '{' => self.brace(at, rest),
            '&' => match reference(rest) {
                Some((shown, length)) => {
                    self.words(shown.encode_utf8(&mut [0; 4]));
                    length
                }
                None => self.words("&"),
            },
            '[' if links => bracket::link(self, at),
            '!' if links => bracket::picture(self, at),
            ':' | ';' | '(' => self.emoticon(rest, c),
            '-' => self.dashes(at, rest),
            _ if Sign::at(rest).is_some() => self.sign(at, rest),
            _ if c.is_ascii_alphabetic() && links => {
                bracket::bare(self, at).unwrap_or_else(|| self.word(rest))
            }
            c => self.words(&rest[..c.len_utf8()]),
        }
    }

    /// Letters up to the end of their word: an address does not begin within one.
    fn word(&mut self, rest: &str) -> usize {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        self.words(&rest[..end])
    }

    fn emoticon(&mut self, rest: &str, c: char) -> usize {
        let Some((name, length)) = emoticon::at(rest) else {
            return self.words(&rest[..c.len_utf8()]);
        };
        if name.is_ascii() {
            self.push(Token::Node(node::emoji(name)));
        } else {
            self.words(name);
        }
        length
    }

    /// Two backslashes break the line, but not within a path; one takes the meaning from a sign.
    fn backslash(&mut self, at: usize, rest: &str) -> usize {
        let second = self.before(at) == Some('\\');
        match self.behind(at + 1) {
            Some('\\') if !second && self.names.is_some() => {
                let word = rest[2..].split(char::is_whitespace).next().unwrap_or_default();
                if word.contains('\\') {
                    return self.words("\\\\");
                }
                self.push(Token::Node(node::hard_break()));
                2
            }
            Some(next) if is_escapable(next) && !second => {
                self.words(next.encode_utf8(&mut [0; 4]));
                2
            }
            _ => self.words("\\"),
        }
    }

    fn sign(&mut self, at: usize, rest: &str) -> usize {
        let Some((sign, length, braced)) = Sign::at(rest) else { return self.words(&rest[..1]) };
        let (before, behind) = (self.before(at), self.behind(at + length));
        let free = |c: Option<char>| braced || !c.is_some_and(is_word);
        let found = Found {
            sign,
            typed: rest[..length].to_owned(),
            colour: self.colour(),
            opens: free(before) && behind.is_some_and(|c| !is_blank(c)),
            closes: free(behind),
            after_space: before.is_none_or(is_blank),
        };
        self.push(Token::Sign(found));
        length
    }

    /// One dash is a sign; two or three between spaces are a longer dash.
    fn dashes(&mut self, at: usize, rest: &str) -> usize {
        let length = rest.len() - rest.trim_start_matches('-').len();
        let (before, behind) = (self.before(at), self.behind(at + length));
        let alone = before.is_none_or(is_blank) && behind.is_none_or(is_blank);
        match length {
            1 => return self.sign(at, rest),
            2 if alone => self.words("–"),
            3 if alone => self.words("—"),
            _ => self.words(&rest[..length]),
        };
        length
    }

    fn brace(&mut self, at: usize, rest: &str) -> usize {
        if rest.starts_with("{{") {
            return self.code(at, rest).unwrap_or_else(|| self.words("{"));
        }
        if Sign::at(rest).is_some() {
            return self.sign(at, rest);
        }
        if rest.starts_with(COLOUR_END) {
            self.colours.open.pop();
            return COLOUR_END.len();
        }
        if let Some((colour, length)) = parameter(rest, "{color:") {
            // A colour that never ends is none.
            if self.offset + at < self.colours.last_end || self.names.is_none() {
                self.colours.open.push(colour::hex(colour));
            }
            return length;
        }
        if let Some((_, length)) = parameter(rest, "{anchor:") {
            return length;
        }
        self.words("{")
    }

    /// Code, if it ends in its line. Within a word its braces have braces: `{{{}x{}}}`.
    fn code(&mut self, at: usize, rest: &str) -> Option<usize> {
        let wrapped = rest.starts_with("{{{}");
        let start = if wrapped { 4 } else { 2 };
        if self.no_code || !wrapped && self.before(at).is_some_and(is_word) {
            return None;
        }
        let (mut end, bytes) = (start, rest.as_bytes());
        loop {
            match bytes.get(end..)? {
                [b'}', b'}', ..] if self.ends_code(rest, end) => break,
                [b'\\', next, ..] if next.is_ascii_punctuation() => end += 2,
                [_, ..] => end += 1,
                [] => {
                    self.no_code = true;
                    return None;
                }
            }
        }
        let braced = rest[..end].ends_with('{') && rest[end + 2..].starts_with('}');
        let inner = rest.get(start..if braced { end - 1 } else { end })?;
        if inner.is_empty() || inner.starts_with(is_blank) || inner.ends_with(is_blank) {
            return None;
        }
        self.push(Token::Code(literal(inner)));
        Some(end + if braced { 3 } else { 2 })
    }

    fn ends_code(&self, rest: &str, end: usize) -> bool {
        let behind = rest[end + 2..].chars().next();
        let braced = rest[..end].ends_with('{') && behind == Some('}');
        braced || !behind.is_some_and(is_word)
    }
}

/// The parameter of a tag that begins so, and the length of the tag.
fn parameter<'a>(rest: &'a str, opening: &str) -> Option<(&'a str, usize)> {
    let inner = rest.strip_prefix(opening)?;
    let end = inner.find(['{', '}'])?;
    inner[end..].starts_with('}').then(|| (&inner[..end], opening.len() + end + 1))
}
