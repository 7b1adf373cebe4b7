//! What stands in brackets: links, people, files, cards.

use serde_json::{Value, json};

use super::{
    inline::{Reader, literal},
    media,
    resolve::What,
};
use crate::wiki::{
    chars::{escapable, safe},
    marks::Marks,
};

/// Reads what begins with a bracket; brackets that mean nothing are text.
pub fn read(reader: &mut Reader<'_>, at: usize) -> usize {
    let Some(end) = closing(reader.text, at) else { return reader.chars(at, 1) };
    let bars = bars(&reader.text[at + 1..end]);
    let part = |n: usize| -> &[char] {
        let from = if n == 0 { at + 1 } else { bars.get(n - 1).map_or(end, |b| at + 2 + b) };
        let to = bars.get(n).map_or(end, |b| at + 1 + b);
        &reader.text[from..to]
    };
    let alone = bars.is_empty();
    let (words, target) = (part(0).to_vec(), literal(part(usize::from(!alone))));
    let target = target.trim().to_owned();
    let title = if bars.len() > 1 { literal(part(2)) } else { String::new() };
    if let Some(what) = node(&target, title.trim()) {
        reader.parts.push(what, Marks::default());
        return end + 1;
    }
    if !safe(&target) {
        return reader.chars(at, 1);
    }
    let shown: Vec<char> = if alone {
        let address = target.strip_prefix("mailto:").unwrap_or(&target);
        address.chars().collect()
    } else {
        words
    };
    add(reader, &shown, alone, &target);
    end + 1
}

/// The bracket that closes one; none if another opens before, or the line ends.
fn closing(text: &[char], at: usize) -> Option<usize> {
    let mut i = at + 1;
    while let Some(c) = text.get(i) {
        match c {
            ']' => return (i > at + 1).then_some(i),
            '[' | '\n' => return None,
            '\\' if text.get(i + 1).is_some_and(|c| escapable(*c)) => i += 2,
            _ => i += 1,
        }
    }
    None
}

/// Where the bars are that no backslash stands before.
fn bars(inner: &[char]) -> Vec<usize> {
    let mut bars = Vec::new();
    let mut i = 0;
    while i < inner.len() {
        match inner[i] {
            '|' => bars.push(i),
            '\\' if inner.get(i + 1).is_some_and(|c| escapable(*c)) => i += 1,
            _ => {}
        }
        i += 1;
    }
    bars
}

/// Whatever is not a plain link.
fn node(target: &str, title: &str) -> Option<What> {
    if let Some(name) = target.strip_prefix('^').filter(|name| !name.is_empty()) {
        return Some(What::Node(media::file(name)));
    }
    if let Some(person) = target.strip_prefix('~') {
        let prefix = "accountid:";
        let has = person.get(..prefix.len()).is_some_and(|p| p.eq_ignore_ascii_case(prefix));
        let id = if has { &person[prefix.len()..] } else { person };
        let mention = json!({"type": "mention", "attrs": {"id": id}});
        return (!id.is_empty()).then_some(What::Node(mention));
    }
    let card = |kind: &str| -> Value { json!({"type": kind, "attrs": {"url": target}}) };
    match title {
        _ if !safe(target) => None,
        "smart-link" => Some(What::Node(card("inlineCard"))),
        "smart-card" | "block-link" => Some(What::Block(card("blockCard"))),
        "smart-embed" => {
            let mut node = card("embedCard");
            node["attrs"]["layout"] = "center".into();
            Some(What::Block(node))
        }
        _ => None,
    }
}

/// A link: its words may be marked. An address that stands for itself has no marks.
fn add(reader: &mut Reader<'_>, words: &[char], bare: bool, href: &str) {
    let colour = reader.colour().cloned();
    let link = Some(href.into());
    let mut some = false;
    if !bare {
        for mut item in Reader::new(words, false, colour.clone()).read() {
            if let What::Text(text) = &item.what {
                some |= !text.is_empty();
                item.marks.link.clone_from(&link);
            }
            reader.parts.push(item.what, item.marks);
        }
    }
    if !some {
        let shown = if bare { words.iter().collect() } else { href.to_owned() };
        reader.parts.push(What::Text(shown), Marks { link, colour, ..Marks::default() });
    }
}
