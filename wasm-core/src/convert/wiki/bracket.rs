//! Links, people, files, cards, pictures, and addresses in a text.

use serde_json::json;

use super::chars::{escape, is_address, is_blank, is_word, literal};
use super::line::{Reader, of_link};
use super::node;
use super::signs::Token;

/// Reads what stands in brackets, and tells its length; brackets that mean nothing are text.
pub(super) fn link(reader: &mut Reader<'_, '_>, at: usize) -> usize {
    let Some(inner) = within(&reader.text[at..]) else { return reader.words("[") };
    let parts = split(inner);
    let words = parts.first().copied().unwrap_or_default();
    let target = literal(parts.get(1).copied().unwrap_or(words)).trim().to_owned();
    let title = literal(parts.get(2).copied().unwrap_or_default());
    if let Some(token) = special(reader, &target, title.trim()) {
        reader.push(token);
        return inner.len() + 2;
    }
    if !is_address(&target) {
        return reader.words("[");
    }
    let colour = reader.colour();
    let bare = target.strip_prefix("mailto:").unwrap_or(&target).to_owned();
    let shown = match parts.as_slice() {
        [words, _, ..] if !words.is_empty() => of_link(words, colour),
        _ => vec![Token::Text(bare, colour)],
    };
    reader.push(Token::Link(shown, target));
    inner.len() + 2
}

/// What brackets hold that close in their line before others open.
pub(super) fn within(rest: &str) -> Option<&str> {
    let mut at = 1;
    loop {
        let behind = rest.get(at..)?;
        match behind.chars().next()? {
            ']' => return (at > 1).then(|| &rest[1..at]),
            '[' => return None,
            c => at += escape(behind).unwrap_or(c.len_utf8()),
        }
    }
}

/// The parts between bars that have no backslash.
fn split(inner: &str) -> Vec<&str> {
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(c) = inner[at..].chars().next() {
        if c == '|' {
            parts.push(&inner[start..at]);
            start = at + 1;
        }
        at += escape(&inner[at..]).unwrap_or(c.len_utf8());
    }
    parts.push(&inner[start..]);
    parts
}

/// What is no plain link: a file, a person, a card.
fn special(reader: &Reader<'_, '_>, target: &str, title: &str) -> Option<Token> {
    if let Some(name) = target.strip_prefix('^').filter(|name| !name.is_empty()) {
        return Some(Token::Node(node::file("mediaInline", name)));
    }
    if let Some(person) = target.strip_prefix('~') {
        let id = person.strip_prefix("accountid:").unwrap_or(person);
        let name = reader.names.and_then(|names| names(id)).unwrap_or_else(|| format!("@{id}"));
        let mention = node::leaf("mention", json!({ "id": id, "text": name }));
        return (!id.is_empty()).then_some(Token::Node(mention));
    }
    let card = |kind: &str| node::leaf(kind, json!({ "url": target }));
    match title {
        _ if !is_address(target) => None,
        "smart-link" => Some(Token::Node(card("inlineCard"))),
        "smart-card" | "block-link" => Some(Token::Block(card("blockCard"))),
        "smart-embed" => Some(Token::Block(card("embedCard"))),
        _ => None,
    }
}

/// Reads a picture, `!name.png|width=200!`; an exclamation mark is text.
pub(super) fn picture(reader: &mut Reader<'_, '_>, at: usize) -> usize {
    let Some(inner) = within_marks(reader, at) else { return reader.words("!") };
    let length = inner.len() + 2;
    let inner = literal(inner);
    let name = inner.split('|').next().unwrap_or_default().trim();
    if name.is_empty() {
        return reader.words("!");
    }
    let media = match is_web(name) {
        true => node::leaf("media", json!({ "type": "external", "url": name })),
        false => node::file("media", name),
    };
    let single = node::with("mediaSingle", json!({ "layout": "center" }), vec![media]);
    reader.push(Token::Block(single));
    length
}

fn is_web(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

fn within_marks<'t>(reader: &mut Reader<'t, '_>, at: usize) -> Option<&'t str> {
    let text = reader.text;
    let begins = !reader.before(at).is_some_and(is_word)
        && reader.behind(at + 1).is_some_and(|c| !is_blank(c) && c != '!');
    if !begins || at < reader.no_picture_before {
        return None;
    }
    let mut end = at + 1;
    while let Some(c) = reader.behind(end) {
        if c == '!' && !reader.behind(end + 1).is_some_and(is_word) {
            break;
        }
        end += escape(&text[end..]).unwrap_or(c.len_utf8());
    }
    let inner = text.get(at + 1..end).filter(|inner| !inner.ends_with(is_blank));
    if inner.is_none() || end >= text.len() {
        reader.no_picture_before = end;
        return None;
    }
    inner
}

/// Reads an address that stands in the text, and tells its length.
pub(super) fn bare(reader: &mut Reader<'_, '_>, at: usize) -> Option<usize> {
    const SCHEMES: [&str; 6] = ["https://", "http://", "ftps://", "ftp://", "irc://", "mailto:"];
    if reader.before(at).is_some_and(is_word) {
        return None;
    }
    let rest = &reader.text[at..];
    let is = |scheme: &&&str| {
        rest.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    let scheme = SCHEMES.iter().find(is)?;
    let end = rest.find(|c: char| !in_address(c)).unwrap_or(rest.len());
    // A sign that ends a mark is not part of the address, nor is the sentence's punctuation.
    let open = |c: char| "*_+^~-".contains(c) && reader.text[..at].contains(c);
    let typed = rest[..end].trim_end_matches(|c| ".,>)];}\"'!?".contains(c) || open(c));
    if typed.len() <= scheme.len() {
        return None;
    }
    let shown = if *scheme == "mailto:" { &typed[scheme.len()..] } else { typed };
    let words = vec![Token::Text(shown.to_owned(), reader.colour())];
    reader.push(Token::Link(words, with_path(literal(typed))));
    Some(typed.len())
}

fn in_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_?!~^/\\#$%&'()*+,-.:;<=@".contains(c)
}

/// A web address that is only a host leads to its root, as browsers write it.
fn with_path(address: String) -> String {
    let host = address.split_once("://").map(|(_, rest)| rest);
    match host {
        Some(host) if is_web(&address) && !host.contains(['/', '?', '#']) => format!("{address}/"),
        _ => address,
    }
}
