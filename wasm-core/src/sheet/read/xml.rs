//! A small, fast reader for the XML of spreadsheets.
//!
//! It gives tags and texts in turn from a window over the bytes, so that a sheet of 100 MB needs
//! a few kilobytes; it never recurses, resolves only the five named entities and character
//! references, and refuses a DOCTYPE: no spreadsheet program writes one, and every entity attack
//! needs one. It does not check that the document is well-formed beyond what it must understand.

use std::borrow::Cow;
use std::io::Read;
use std::ops::Range;

use memchr::{memchr, memmem};

use super::super::error::{ReadError, ReadErrorKind};
use super::archive::read_error;
use super::damaged;

/// Bytes a single tag or piece of text may have.
const LONGEST: usize = 16 << 20;

/// Bytes of one text that are kept, at least. More than a cell may have is refused by the limit of
/// its characters; what goes beyond it here is not kept to be counted.
pub(super) const LONGEST_TEXT: usize = 2 << 20;

/// Bytes of the window to start with.
const WINDOW: usize = 64 << 10;

/// The next thing in the document.
#[derive(Debug, PartialEq)]
pub(in crate::sheet) enum Token<'a> {
    /// `<name …>` or `<name …/>`.
    Open(Tag<'a>),
    /// `</name>`, without its prefix.
    Close(&'a [u8]),
}

/// An opening tag.
#[derive(Debug, PartialEq)]
pub(in crate::sheet) struct Tag<'a> {
    /// Name without its namespace prefix.
    pub(in crate::sheet) name: &'a [u8],
    /// Everything after the name.
    attributes: &'a [u8],
    /// Whether it closes itself: no [`Token::Close`] follows.
    pub(in crate::sheet) empty: bool,
}

impl<'a> Tag<'a> {
    /// The attributes in their order: name without prefix, and raw value.
    pub(in crate::sheet) fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }

    /// The decoded value of an attribute, by its name without prefix.
    pub(in crate::sheet) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.attributes().find(|(key, _)| *key == name.as_bytes())?;
        Some(decode(value))
    }

    /// The value of an attribute as a whole number.
    pub(in crate::sheet) fn number(&self, name: &str) -> Option<u64> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether a boolean attribute is set.
    pub(in crate::sheet) fn is_set(&self, name: &str) -> bool {
        matches!(self.get(name).as_deref(), Some("1" | "true"))
    }
}

/// The attributes of a tag.
pub(in crate::sheet) struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        let equals = memchr(b'=', rest)?;
        let name = rest.get(..equals)?.trim_ascii_end();
        let value = rest.get(equals + 1..)?.trim_ascii_start();
        let (quote, value) = value.split_first()?;
        let end = memchr(*quote, value)?;
        self.rest = value.get(end + 1..)?;
        Some((local(name), value.get(..end)?))
    }
}

fn local(name: &[u8]) -> &[u8] {
    match memchr(b':', name) {
        Some(colon) => name.get(colon + 1..).unwrap_or_default(),
        None => name,
    }
}

/// Reads the tags and texts of one part.
pub(super) struct Scanner<R> {
    source: R,
    part: String,
    limit: u64,
    window: Vec<u8>,
    at: usize,
    end: usize,
    eof: bool,
}

impl<R: Read> Scanner<R> {
    /// A scanner over a part. `limit` is the number of bytes an archive may unpack to, for the
    /// message when the source says that it was passed.
    pub(super) fn new(source: R, part: &str, limit: u64) -> Result<Self, ReadError> {
        let window = vec![0; WINDOW];
        let name = part.to_owned();
        let mut scanner = Self { source, part: name, limit, window, at: 0, end: 0, eof: false };
        scanner.need(2)?;
        match scanner.ahead() {
            [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => {
                let what = "XML in UTF-16".to_owned();
                Err(ReadError::new(ReadErrorKind::Unsupported { what }).at(part))
            }
            _ => Ok(scanner),
        }
    }

    /// The next tag; texts, comments and instructions before it are skipped.
    pub(super) fn tag(&mut self) -> Result<Option<Token<'_>>, ReadError> {
        loop {
            self.text()?;
            match self.markup()? {
                None => return Ok(None),
                Some(Markup::Tag(range)) => return Ok(Some(token(&self.window[range]))),
                Some(Markup::Literal(_) | Markup::Other) => {}
            }
        }
    }

    /// The next tag, and the text before it, decoded and added to `text`; of more than any cell may
    /// have the beginning.
    pub(super) fn tag_after(&mut self, text: &mut String) -> Result<Option<Token<'_>>, ReadError> {
        loop {
            let before = self.text()?;
            if text.len() < LONGEST_TEXT {
                let piece = &self.window[before];
                decode_into(piece.get(..LONGEST_TEXT).unwrap_or(piece), text);
            }
            match self.markup()? {
                None => return Ok(None),
                Some(Markup::Tag(range)) => return Ok(Some(token(&self.window[range]))),
                Some(Markup::Literal(range)) if text.len() < LONGEST_TEXT => {
                    text.push_str(&String::from_utf8_lossy(&self.window[range]));
                }
                Some(Markup::Literal(_) | Markup::Other) => {}
            }
        }
    }

    /// The text up to the end of the element that was just opened, decoded, with the texts of
    /// elements within it. The closing tag is consumed.
    pub(super) fn content(&mut self, out: &mut String) -> Result<(), ReadError> {
        let mut depth = 0_u32;
        loop {
            match self.tag_after(out)? {
                Some(Token::Open(tag)) if !tag.empty => depth += 1,
                Some(Token::Open(_)) => {}
                Some(Token::Close(_)) if depth == 0 => return Ok(()),
                Some(Token::Close(_)) => depth -= 1,
                None => return Err(self.error("it ends within an element")),
            }
        }
    }

    /// Skips to the end of the element that was just opened.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let mut depth = 0_u32;
        loop {
            match self.tag()? {
                Some(Token::Open(tag)) if !tag.empty => depth += 1,
                Some(Token::Open(_)) => {}
                Some(Token::Close(_)) if depth == 0 => return Ok(()),
                Some(Token::Close(_)) => depth -= 1,
                None => return Err(self.error("it ends within an element")),
            }
        }
    }

    /// An error about this part.
    pub(super) fn error(&self, detail: &str) -> ReadError {
        damaged(detail).at(&self.part)
    }

    fn ahead(&self) -> &[u8] {
        &self.window[self.at..self.end]
    }

    /// The text up to the next `<`, which is not consumed.
    fn text(&mut self) -> Result<Range<usize>, ReadError> {
        let mut searched = 0;
        loop {
            let found = memchr(b'<', &self.window[self.at + searched..self.end]);
            if found.is_none() {
                searched = self.end - self.at;
                if self.fill()? {
                    continue;
                }
            }
            let len = found.map_or(searched, |found| searched + found);
            let start = self.at;
            self.at += len;
            return Ok(start..start + len);
        }
    }

    /// The markup that starts at the `<` ahead; none at the end of the part.
    fn markup(&mut self) -> Result<Option<Markup>, ReadError> {
        self.need(9)?;
        let (start, end): (usize, &[u8]) = match self.ahead() {
            [] => return Ok(None),
            [b'<', b'?', ..] => (2, b"?>"),
            [b'<', b'!', b'-', b'-', ..] => (4, b"-->"),
            [b'<', b'!', b'[', ..] => (9, b"]]>"),
            [b'<', b'!', ..] => {
                let what = "a DOCTYPE declaration".to_owned();
                return Err(ReadError::new(ReadErrorKind::Forbidden { what }).at(&self.part));
            }
            _ => {
                let len = self.tag_len()?;
                let range = self.at + 1..self.at + len;
                self.at += len + 1;
                return Ok(Some(Markup::Tag(range)));
            }
        };
        let literal = end == b"]]>";
        let range = self.until(start, end)?;
        Ok(Some(if literal { Markup::Literal(range) } else { Markup::Other }))
    }

    /// Length of the tag ahead up to its `>`; one within quotes doesn't end it.
    fn tag_len(&mut self) -> Result<usize, ReadError> {
        let (mut len, mut quote) = (1, 0);
        loop {
            for &byte in &self.window[self.at + len..self.end] {
                if quote != 0 {
                    if byte == quote {
                        quote = 0;
                    }
                } else if byte == b'>' {
                    return Ok(len);
                } else if byte == b'"' || byte == b'\'' {
                    quote = byte;
                }
                len += 1;
            }
            if !self.fill()? {
                return Err(self.error("it ends within a tag"));
            }
        }
    }

    /// The bytes from `start` after here to the sign `end`, which is consumed.
    fn until(&mut self, start: usize, end: &[u8]) -> Result<Range<usize>, ReadError> {
        let mut searched = start;
        loop {
            let ahead = &self.window[(self.at + searched).min(self.end)..self.end];
            if let Some(found) = memmem::find(ahead, end) {
                let range = self.at + start..self.at + searched + found;
                self.at = range.end + end.len();
                return Ok(range);
            }
            searched = (self.end - self.at).saturating_sub(end.len()).max(start);
            if !self.fill()? {
                return Err(self.error("it ends within a comment"));
            }
        }
    }

    /// Sees to it that `count` bytes are ahead, unless the part ends before.
    fn need(&mut self, count: usize) -> Result<(), ReadError> {
        while self.end - self.at < count && self.fill()? {}
        Ok(())
    }

    /// Reads more into the window, moving what is ahead to its start. False at the end.
    fn fill(&mut self) -> Result<bool, ReadError> {
        if self.eof {
            return Ok(false);
        }
        if self.at > 0 {
            self.window.copy_within(self.at..self.end, 0);
            self.end -= self.at;
            self.at = 0;
        }
        if self.end == self.window.len() {
            if self.window.len() >= LONGEST {
                return Err(self.error("a single element is too long"));
            }
            self.window.resize(self.window.len() * 2, 0);
        }
        let count = self
            .source
            .read(&mut self.window[self.end..])
            .map_err(|e| read_error(&e, self.limit, &self.part))?;
        self.end += count;
        self.eof = count == 0;
        Ok(!self.eof)
    }
}

enum Markup {
    /// A tag, without its brackets.
    Tag(Range<usize>),
    /// A CDATA section, without its signs.
    Literal(Range<usize>),
    /// A comment or an instruction.
    Other,
}

/// A tag by what is between its brackets.
pub(in crate::sheet) fn token(inner: &[u8]) -> Token<'_> {
    if let Some(name) = inner.strip_prefix(b"/") {
        return Token::Close(local(name.trim_ascii_end()));
    }
    let (inner, empty) = match inner.strip_suffix(b"/") {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let name_len = inner.iter().position(u8::is_ascii_whitespace).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(name_len);
    Token::Open(Tag { name: local(name), attributes, empty })
}

/// Text with entities and references resolved, and line ends as XML wants them.
pub(in crate::sheet) fn decode(raw: &[u8]) -> Cow<'_, str> {
    if memchr::memchr2(b'&', b'\r', raw).is_none() {
        return String::from_utf8_lossy(raw);
    }
    let mut out = String::with_capacity(raw.len());
    decode_into(raw, &mut out);
    Cow::Owned(out)
}

fn decode_into(raw: &[u8], out: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr2(b'&', b'\r', rest) {
        let (before, special) = rest.split_at(at);
        out.push_str(&String::from_utf8_lossy(before));
        let used = if special.starts_with(b"\r") {
            out.push('\n');
            1 + usize::from(special.starts_with(b"\r\n"))
        } else {
            entity(special, out)
        };
        rest = special.get(used..).unwrap_or_default();
    }
    match std::str::from_utf8(rest) {
        Ok(text) => out.push_str(text),
        Err(_) => out.push_str(&String::from_utf8_lossy(rest)),
    }
}

/// Resolves the entity at the start and says how many bytes it took; what is none stays text.
fn entity(raw: &[u8], out: &mut String) -> usize {
    let head = raw.get(..12).unwrap_or(raw);
    let Some(end) = memchr(b';', head) else {
        out.push('&');
        return 1;
    };
    let resolved = match &raw[1..end] {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        [b'#', b'x' | b'X', hex @ ..] => reference(hex, 16),
        [b'#', decimal @ ..] => reference(decimal, 10),
        _ => None,
    };
    match resolved {
        Some(char) => {
            out.push(char);
            end + 1
        }
        None => {
            out.push('&');
            1
        }
    }
}

fn reference(digits: &[u8], radix: u32) -> Option<char> {
    let digits = std::str::from_utf8(digits).ok()?;
    char::from_u32(u32::from_str_radix(digits, radix).ok()?)
}

#[cfg(test)]
mod tests;
