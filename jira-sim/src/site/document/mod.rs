//! Whether a document is one that Jira takes.

mod form;
mod grammar;

use serde_json::{Map, Value};

use form::{Attr, Content, Holds, Mark, Node};
use grammar::{CONTENT_OPTIONAL, DOCUMENT, MARKS, NODES};

/// Depth beyond which a document is refused rather than walked.
pub(super) const DEPTH: usize = 100;

/// Whether a document holds to the published schema. Empty texts, which the schema forbids, pass:
/// Jira was seen to take them in the migration of some 1,500 issues, as it takes line breaks in a
/// text.
pub(super) fn is_valid(document: &Value) -> bool {
    let Some(map) = document.as_object() else { return false };
    keys_within(map, &["type", "version", "content"])
        && map.get("type").is_some_and(|t| t == "doc")
        && map.get("version").is_some_and(|v| v == 1)
        && map.get("content").is_some_and(|content| holds(content, DOCUMENT, 0))
}

/// Whether a list of children is what may stand there.
fn holds(children: &Value, content: Content, depth: usize) -> bool {
    let Some(children) = children.as_array() else { return false };
    if depth >= DEPTH {
        return false;
    }
    match content {
        Content::None => false,
        Content::Of(kinds, least, most) => {
            (least..=most).contains(&children.len())
                && children.iter().all(|c| kinds.iter().any(|kind| is(c, kind, depth)))
        }
        Content::Places(kinds) => {
            (1..=kinds.len()).contains(&children.len())
                && children.iter().zip(kinds).all(|(c, kind)| is(c, kind, depth))
        }
    }
}

/// Whether a child is of a kind: a node's name and, behind a colon, the marks it may have here.
fn is(child: &Value, kind: &str, depth: usize) -> bool {
    let (name, here) = kind.split_once(':').unwrap_or((kind, ""));
    let Some(map) = child.as_object().filter(|m| m.get("type").is_some_and(|t| t == name)) else {
        return false;
    };
    let here: Vec<&str> = here.split(',').filter(|mark| !mark.is_empty()).collect();
    if name == "text" {
        return keys_within(map, &["type", "text", "marks"])
            && map.get("text").is_some_and(Value::is_string)
            && marked(map, Some(&here));
    }
    let Some(node) = NODES.iter().find(|node| node.name == name) else { return false };
    let marks = if here.is_empty() { node.marks } else { Some(here.as_slice()) };
    keys_within(map, &["type", "attrs", "content", "marks"])
        && attributed(map, node)
        && marked(map, marks)
        && filled(map, node, depth)
}

fn keys_within(map: &Map<String, Value>, known: &[&str]) -> bool {
    map.keys().all(|key| known.contains(&key.as_str()))
}

/// Whether the marks of a node are among those it may have; without a place for marks there must
/// not even be an empty list.
fn marked(map: &Map<String, Value>, allowed: Option<&[&str]>) -> bool {
    let Some(marks) = map.get("marks") else { return true };
    let (Some(marks), Some(allowed)) = (marks.as_array(), allowed) else { return false };
    marks.iter().all(|mark| {
        let known = MARKS.iter().find(|known| mark["type"] == known.name);
        known.is_some_and(|known| allowed.contains(&known.name) && is_mark(mark, known))
    })
}

fn is_mark(mark: &Value, known: &Mark) -> bool {
    let Some(map) = mark.as_object() else { return false };
    if known.attrs.is_empty() {
        return keys_within(map, &["type"]);
    }
    keys_within(map, &["type", "attrs"])
        && map.get("attrs").and_then(Value::as_object).is_some_and(|a| agrees(a, known.attrs))
}

fn attributed(map: &Map<String, Value>, node: &Node) -> bool {
    let Some(given) = map.get("attrs") else { return !node.attrs_needed };
    let Some(given) = given.as_object() else { return false };
    node.attrs.iter().any(|set| agrees(given, set))
}

fn agrees(given: &Map<String, Value>, set: &[Attr]) -> bool {
    let known = |(name, value): (&String, &Value)| {
        set.iter().any(|attr| attr.name == name && fits(value, attr.holds))
    };
    given.iter().all(known) && set.iter().all(|a| !a.needed || given.contains_key(a.name))
}

fn filled(map: &Map<String, Value>, node: &Node, depth: usize) -> bool {
    match (map.get("content"), node.content) {
        (None, Content::None) => true,
        (None, _) => CONTENT_OPTIONAL.contains(&node.name),
        (Some(children), content) => holds(children, content, depth + 1),
    }
}

/// Whether an attribute's value is one that it may hold.
fn fits(value: &Value, wanted: Holds) -> bool {
    let all = |test: fn(&Value) -> bool| value.as_array().is_some_and(|list| list.iter().all(test));
    let number = |within: &dyn Fn(f64) -> bool| value.as_f64().is_some_and(within);
    match wanted {
        Holds::Any => true,
        Holds::Text => value.is_string(),
        Holds::Filled => value.as_str().is_some_and(|text| !text.is_empty()),
        Holds::Bool => value.is_boolean(),
        Holds::Number => value.is_number(),
        Holds::Range(from, to) => number(&|n| (from..=to).contains(&n)),
        Holds::AtLeast(least) => number(&|n| n >= least),
        Holds::One(texts) => value.as_str().is_some_and(|text| texts.contains(&text)),
        Holds::Numbers => all(Value::is_number),
        Holds::Texts => all(Value::is_string) && value.as_array().is_some_and(|l| !l.is_empty()),
        Holds::Colour(lengths) => value.as_str().is_some_and(|text| is_colour(text, lengths)),
        Holds::Datasource => is_datasource(value),
    }
}

fn is_colour(text: &str, lengths: &[usize]) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        lengths.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit())
    })
}

fn is_datasource(value: &Value) -> bool {
    let Some(map) = value.as_object() else { return false };
    let is_view = |view: &Value| {
        view["type"].is_string()
            && view.as_object().is_some_and(|v| keys_within(v, &["type", "properties"]))
    };
    keys_within(map, &["id", "parameters", "views"])
        && map.get("id").is_some_and(Value::is_string)
        && map.contains_key("parameters")
        && map
            .get("views")
            .and_then(Value::as_array)
            .is_some_and(|v| !v.is_empty() && v.iter().all(is_view))
}
