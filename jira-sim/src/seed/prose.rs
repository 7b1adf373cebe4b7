//! Summaries and documents out of the words.

use serde_json::{Value, json};

use super::words::{ACTIONS, CODE, ENDINGS, SENTENCES, THINGS, TRAPS};
use crate::rng::Rng;

/// A summary: one line, not empty.
pub fn summary(rng: &mut Rng, number: u32) -> String {
    if rng.chance(2) {
        return rng.pick(&TRAPS).trim().to_owned();
    }
    if rng.chance(1) {
        let long = (0..6).map(|_| one_of(rng, &THINGS)).collect::<Vec<_>>().join(", ");
        return long.chars().take(240).collect::<String>().trim_end().to_owned();
    }
    let (action, thing, ending) = (rng.pick(&ACTIONS), rng.pick(&THINGS), rng.pick(&ENDINGS));
    match rng.chance(30) {
        true => format!("{action} {thing}{ending} #{number}"),
        false => format!("{action} {thing}{ending}"),
    }
}

/// A document: paragraphs, and in some lists, headings, code, links and marks.
pub fn document(rng: &mut Rng) -> Value {
    let mut blocks = vec![paragraph(rng)];
    if rng.chance(20) {
        blocks.insert(
            0,
            json!({"type": "heading", "attrs": {"level": rng.between(1, 3)},
            "content": [text(one_of(rng, &THINGS))]}),
        );
    }
    if rng.chance(35) {
        blocks.push(list(rng));
    }
    if rng.chance(15) {
        let language = *rng.pick(&["rust", "sql", "bash", "json"]);
        blocks.push(json!({"type": "codeBlock", "attrs": {"language": language},
            "content": [text(one_of(rng, &CODE))]}));
    }
    if rng.chance(8) {
        blocks.push(json!({"type": "blockquote", "content": [paragraph(rng)]}));
    }
    if rng.chance(3) {
        blocks.push(json!({"type": "panel", "attrs": {"panelType": "info"},
            "content": [paragraph(rng)]}));
    }
    let more = if rng.chance(3) { rng.between(10, 40) } else { rng.between(0, 2) };
    for _ in 0..more {
        blocks.push(paragraph(rng));
    }
    json!({"type": "doc", "version": 1, "content": blocks})
}

/// A short document, for comments and criteria.
pub fn note(rng: &mut Rng) -> Value {
    json!({"type": "doc", "version": 1, "content": [paragraph(rng)]})
}

fn paragraph(rng: &mut Rng) -> Value {
    let mut content = vec![text(one_of(rng, &SENTENCES))];
    match rng.below(10) {
        0 => content.push(marked(one_of(rng, &SENTENCES), json!([{"type": "strong"}]))),
        1 => content.push(marked(one_of(rng, &SENTENCES), json!([{"type": "em"}]))),
        2 => content.push(marked("config.retry", json!([{"type": "code"}]))),
        3 => content.push(marked(
            "the manual",
            json!([{"type": "link", "attrs": {"href": "https://example.com/manual?a=1&b=2"}}]),
        )),
        4 => {
            content.push(json!({"type": "hardBreak"}));
            content.push(text(one_of(rng, &SENTENCES)));
        }
        _ => {}
    }
    if content.len() > 1 && content[1]["type"] == "text" {
        content.insert(1, text(" "));
    }
    json!({"type": "paragraph", "content": content})
}

fn list(rng: &mut Rng) -> Value {
    let kind = if rng.chance(70) { "bulletList" } else { "orderedList" };
    let items: Vec<Value> = (0..rng.between(2, 4))
        .map(|_| json!({"type": "listItem", "content": [paragraph(rng)]}))
        .collect();
    match kind {
        "orderedList" => json!({"type": kind, "attrs": {"order": 1}, "content": items}),
        _ => json!({"type": kind, "content": items}),
    }
}

fn one_of(rng: &mut Rng, words: &[&'static str]) -> &'static str {
    words[rng.below(words.len())]
}

fn text(text: &str) -> Value {
    json!({"type": "text", "text": text})
}

fn marked(words: &str, marks: Value) -> Value {
    json!({"type": "text", "text": words, "marks": marks})
}
