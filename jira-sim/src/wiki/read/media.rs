//! Pictures and files.

use serde_json::{Value, json};

use super::{
    inline::{Reader, literal},
    nodes::block,
    resolve::What,
};
use crate::wiki::{
    chars::{blank, wordlike},
    marks::Marks,
};

/// Reads a picture, `!name.png|width=200!`; an exclamation mark is text.
pub fn read(reader: &mut Reader<'_>, at: usize) -> usize {
    let opens = reader.before(at).is_none_or(|c| !wordlike(c))
        && reader.behind(at + 1).is_some_and(|c| !blank(c) && c != '!');
    let end = if opens { reader.picture_end(at + 1) } else { None };
    let Some(end) = end.filter(|end| !reader.before(*end).is_none_or(blank)) else {
        return reader.chars(at, 1);
    };
    let inner = literal(&reader.text[at + 1..end]);
    let (name, parameters) = inner.split_once('|').unwrap_or((&inner, ""));
    let name = name.trim();
    if name.is_empty() {
        return reader.chars(at, 1);
    }
    reader.parts.push(What::Block(picture(name, parameters)), Marks::default());
    end + 1
}

/// A picture that stands for itself, in its width if one is given.
fn picture(name: &str, parameters: &str) -> Value {
    let parameter = |key: &str| {
        let pairs = parameters.split(',').filter_map(|p| p.split_once('='));
        pairs.filter(|(k, _)| k.trim() == key).map(|(_, v)| v.trim().trim_matches('"')).next()
    };
    let pixels = |key: &str| {
        let digits = parameter(key)?.trim_end_matches("px");
        digits.parse::<u32>().ok().filter(|n| *n > 0)
    };
    let mut single = json!({"layout": "center"});
    let percent = parameter("width").and_then(|w| w.strip_suffix('%'));
    if let Some(width) = percent.and_then(|w| w.trim().parse::<u32>().ok()) {
        single["width"] = width.min(100).into();
    }
    let web = ["http://", "https://"].iter().any(|s| name.to_ascii_lowercase().starts_with(s));
    let mut attrs = if web {
        json!({"type": "external", "url": name})
    } else {
        json!({"type": "file", "id": name, "collection": ""})
    };
    for key in ["width", "height"] {
        if let Some(pixels) = pixels(key) {
            attrs[key] = pixels.into();
        }
    }
    if let Some(alt) = parameter("alt").filter(|alt| !alt.is_empty()) {
        attrs["alt"] = alt.into();
    }
    let media = json!({"type": "media", "attrs": attrs});
    let mut node = block("mediaSingle", vec![media]);
    node["attrs"] = single;
    node
}

/// A file in a line of text.
pub fn file(name: &str) -> Value {
    json!({"type": "mediaInline", "attrs": {"type": "file", "id": name, "collection": ""}})
}

/// A picture where only a line of text may stand.
pub fn in_line(picture: &Value) -> Value {
    let attrs = &picture["attrs"];
    match attrs["url"].as_str() {
        Some(url) => json!({"type": "inlineCard", "attrs": {"url": url}}),
        None => file(attrs["id"].as_str().unwrap_or_default()),
    }
}
