//! Atlassian documents, with everything that Markdown can't say.

use serde_json::{Value, json};

use super::dice::Dice;
use super::text;

/// Texts that Markdown would take for something else.
const MARKS: [&str; 24] = [
    "plain",
    " ",
    "",
    "*no bold*",
    "_no em_",
    "# no heading",
    "1. no list",
    "- no list",
    "> no quote",
    "[no](link)",
    "`no code`",
    "```",
    "| a | b |",
    "<br>",
    "\\",
    "&amp;",
    ":::info",
    "---",
    "~~no~~",
    "two\nlines",
    "trailing  ",
    "\ttab",
    "\u{a0}",
    "two\r\nlines",
];

/// A description: none, or a document.
pub fn document(dice: &mut Dice<'_>) -> Value {
    let content = blocks(dice, 5, 3);
    json!({ "type": "doc", "version": 1, "content": content })
}

fn blocks(dice: &mut Dice<'_>, most: usize, depth: usize) -> Vec<Value> {
    let count = dice.below(most) + 1;
    (0..count).map(|_| block(dice, depth)).collect()
}

fn block(dice: &mut Dice<'_>, depth: usize) -> Value {
    let simple = 7;
    match dice.below(if depth == 0 { simple } else { simple + 9 }) {
        0 => json!({ "type": "paragraph", "content": inlines(dice) }),
        1 => json!({ "type": "paragraph" }),
        2 => {
            let level = dice.below(6) + 1;
            json!({ "type": "heading", "attrs": { "level": level }, "content": inlines(dice) })
        }
        3 => code_block(dice),
        4 => json!({ "type": "rule" }),
        5 => json!({
            "type": "mediaSingle",
            "attrs": { "layout": "center" },
            "content": [{ "type": "media", "attrs": { "id": "4478e39c", "type": "file", "collection": "" } }],
        }),
        6 => json!({ "type": "blockCard", "attrs": { "url": "https://example.org/card" } }),
        7 => list(dice, "bulletList", json!({}), depth),
        8 => {
            let order = dice.below(12);
            list(dice, "orderedList", json!({ "order": order }), depth)
        }
        9 => holder(dice, "blockquote", json!({}), depth),
        10 => {
            let kinds = ["info", "note", "warning", "success", "error", "custom"];
            let kind = dice.one(&kinds);
            holder(dice, "panel", json!({ "panelType": kind }), depth)
        }
        11 => table(dice, depth),
        12 => holder(dice, "expand", json!({ "title": "More: *all*" }), depth),
        13 => tasks(dice),
        14 => json!({
            "type": "decisionList",
            "attrs": { "localId": "d" },
            "content": [{ "type": "decisionItem", "attrs": { "localId": "e", "state": "DECIDED" }, "content": inlines(dice) }],
        }),
        _ => json!({
            "type": "bodiedExtension",
            "attrs": { "extensionType": "com.example", "extensionKey": "toc" },
            "content": blocks(dice, 2, depth - 1),
        }),
    }
}

fn holder(dice: &mut Dice<'_>, kind: &str, attrs: Value, depth: usize) -> Value {
    json!({ "type": kind, "attrs": attrs, "content": blocks(dice, 2, depth - 1) })
}

fn code_block(dice: &mut Dice<'_>) -> Value {
    let code = dice.one(&["let a = 1;\n\n  b();\n", "", "```\nfence\n```", "\ttab\r\n", "<xml/>"]);
    let mut node = json!({ "type": "codeBlock" });
    if dice.once_in(2) {
        node["attrs"] = json!({ "language": dice.one(&["rust", "c++", ""]) });
    }
    if !code.is_empty() {
        node["content"] = json!([{ "type": "text", "text": code }]);
    }
    node
}

fn list(dice: &mut Dice<'_>, kind: &str, attrs: Value, depth: usize) -> Value {
    let count = dice.below(3) + 1;
    let items: Vec<Value> = (0..count)
        .map(|_| json!({ "type": "listItem", "content": blocks(dice, 2, depth - 1) }))
        .collect();
    json!({ "type": kind, "attrs": attrs, "content": items })
}

fn tasks(dice: &mut Dice<'_>) -> Value {
    let states = ["TODO", "DONE"];
    let count = dice.below(2) + 1;
    let items: Vec<Value> = (0..count)
        .map(|_| {
            let attrs = json!({ "localId": "t", "state": dice.one(&states) });
            json!({ "type": "taskItem", "attrs": attrs, "content": inlines(dice) })
        })
        .collect();
    json!({ "type": "taskList", "attrs": { "localId": "l" }, "content": items })
}

fn table(dice: &mut Dice<'_>, depth: usize) -> Value {
    let (rows, columns) = (dice.below(3) + 1, dice.below(3) + 1);
    let headed = dice.once_in(2);
    let rows: Vec<Value> = (0..rows)
        .map(|row| {
            let kind = if headed && row == 0 { "tableHeader" } else { "tableCell" };
            let cells: Vec<Value> = (0..columns)
                .map(
                    |_| json!({ "type": kind, "attrs": {}, "content": blocks(dice, 2, depth - 1) }),
                )
                .collect();
            json!({ "type": "tableRow", "content": cells })
        })
        .collect();
    json!({ "type": "table", "attrs": { "layout": "default", "isNumberColumnEnabled": false }, "content": rows })
}

fn inlines(dice: &mut Dice<'_>) -> Vec<Value> {
    let count = dice.below(4) + 1;
    (0..count).map(|_| inline(dice)).collect()
}

fn inline(dice: &mut Dice<'_>) -> Value {
    match dice.below(12) {
        0..=3 => run(text::line(dice), dice),
        4 | 5 => run((dice.one(&MARKS)).to_owned(), dice),
        6 => json!({ "type": "hardBreak" }),
        7 => {
            json!({ "type": "mention", "attrs": { "id": "5b10", "text": "@Sam *Taylor*", "accessLevel": "" } })
        }
        8 => json!({ "type": "emoji", "attrs": { "shortName": ":smile:", "text": "😄" } }),
        9 => json!({ "type": "inlineCard", "attrs": { "url": "https://example.org/a_b?c=(d)" } }),
        10 => json!({ "type": "status", "attrs": { "text": "IN [REVIEW]", "color": "yellow" } }),
        _ => json!({ "type": "date", "attrs": { "timestamp": "1792022400000" } }),
    }
}

/// A text with some marks.
fn run(text: String, dice: &mut Dice<'_>) -> Value {
    let marks = [
        json!({ "type": "strong" }),
        json!({ "type": "em" }),
        json!({ "type": "strike" }),
        json!({ "type": "code" }),
        json!({ "type": "underline" }),
        json!({ "type": "link", "attrs": { "href": "https://example.org/(x) y" } }),
        json!({ "type": "textColor", "attrs": { "color": "#ff5630" } }),
        json!({ "type": "subsup", "attrs": { "type": "sub" } }),
    ];
    let marks = dice.some(&marks, 3);
    if marks.is_empty() {
        json!({ "type": "text", "text": text })
    } else {
        json!({ "type": "text", "text": text, "marks": marks })
    }
}
