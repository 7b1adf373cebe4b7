//! Addresses that stand in a text without brackets.

use super::{inline::Reader, nodes::linked, resolve::What};
use crate::wiki::{chars::wordlike, marks::Sign};

const SCHEMES: [&str; 6] = ["https://", "http://", "ftps://", "ftp://", "irc://", "mailto:"];

/// Makes a link of the address that begins at `at`.
pub fn read(reader: &mut Reader<'_>, at: usize) -> Option<usize> {
    if reader.before(at).is_some_and(wordlike) {
        return None;
    }
    let head: String = reader.text[at..].iter().take(8).collect::<String>().to_ascii_lowercase();
    let scheme = SCHEMES.into_iter().find(|s| head.starts_with(s))?;
    let rest = &reader.text[at..];
    let mut length = rest.iter().take_while(|c| of_address(**c)).count();
    while length > 0 && ends_before(reader, rest[length - 1]) {
        length -= 1;
    }
    if length <= scheme.len() {
        return None;
    }
    let typed = &rest[..length];
    let (shown, address): (String, String) = (typed.iter().collect(), unescaped(typed));
    let shown = if scheme == "mailto:" { shown[scheme.len()..].to_owned() } else { shown };
    let mut marks = linked(&with_path(address));
    marks.colour = reader.colour().cloned();
    reader.parts.push(What::Text(shown), marks);
    Some(at + length)
}

fn of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_?!~^/\\#$%&'()*+,-.:;<=@".contains(c)
}

/// Whether a character at the end of an address belongs to the sentence: punctuation, and a sign
/// that ends a mark.
fn ends_before(reader: &Reader<'_>, c: char) -> bool {
    ".,>)];}\"'!?".contains(c) || Sign::of(c).is_some_and(|sign| reader.parts.is_open(sign))
}

fn unescaped(typed: &[char]) -> String {
    let mut out = String::new();
    let mut chars = typed.iter();
    while let Some(c) = chars.next() {
        out.push(if *c == '\\' { *chars.next().unwrap_or(c) } else { *c });
    }
    out
}

/// A web address that is only a host leads to its root, as browsers write it.
fn with_path(address: String) -> String {
    let host = address.split_once("://").map(|(_, rest)| rest);
    let web = address.to_ascii_lowercase().starts_with("http");
    match host {
        Some(host) if web && !host.contains(['/', '?', '#']) => format!("{address}/"),
        _ => address,
    }
}
