//! Documents as Jira might hold them, and as no editor would make them.

use proptest::prelude::*;
use serde_json::{Value, json};

/// Texts full of signs that mean something to Markdown, line feeds and odd white space.
pub(super) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,6}",
        2 => Just(" ".to_owned()),
        2 => "[*_~`#>|\\[\\]()<!&;:\\\\+=.-]{1,3}",
        1 => prop::sample::select(vec![
            "- x", "1. x", "# x", "> x", "```", "---", "===", ":::info", ":::", "[ ] x", "[a](b)",
            "![a](b)", "<b>", "</b>", "<br>", "&amp;", "http://x.y", "<http://x.y>", "| a | b |",
            "|-|", "**a**", "*", "_a_", "snake_case", "\\", "\n", "\r\n", "\t", "\u{a0}", "ß",
            "漢字", "。", "😀", "2) y", "a:", "[x]: y", "  ", "\u{7}", "    code",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn mark() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({ "type": "strong" })),
        Just(json!({ "type": "em" })),
        Just(json!({ "type": "strike" })),
        Just(json!({ "type": "underline" })),
        Just(json!({ "type": "code" })),
        Just(json!({ "type": "subsup", "attrs": { "type": "sub" } })),
        Just(json!({ "type": "textColor", "attrs": { "color": "#ff0000" } })),
        prop::sample::select(vec![
            "https://example.com/a?b=1&c=2",
            "http://x.y",
            "a b",
            "a(b)",
            "<x>",
            "a\\b",
            "&amp;",
            "",
            "mailto:a@b.c",
            "a|b",
            "`",
        ])
        .prop_map(|href| json!({ "type": "link", "attrs": { "href": href } })),
    ]
}

/// Inline nodes, some of them empty or with marks that exclude each other.
pub(super) fn inline() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => (text(), prop::collection::vec(mark(), 0..3)).prop_map(|(text, marks)| {
            json!({ "type": "text", "text": text, "marks": marks })
        }),
        1 => Just(json!({ "type": "hardBreak" })),
        1 => prop::sample::select(vec![
            json!({ "type": "mention", "attrs": { "id": "1", "text": "@Mia" } }),
            json!({ "type": "emoji", "attrs": { "shortName": ":x:", "text": "❌" } }),
            json!({ "type": "date", "attrs": { "timestamp": "1792022400000" } }),
            json!({ "type": "status", "attrs": { "text": "DONE", "color": "green" } }),
            json!({ "type": "inlineCard", "attrs": { "url": "https://example.com/x" } }),
            json!({ "type": "mediaInline", "attrs": { "id": "1", "alt": "plan.png" } }),
            json!({ "type": "unheardOf" }),
        ]),
    ]
}

fn inlines() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(inline(), 0..5)
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        5 => inlines().prop_map(|content| json!({ "type": "paragraph", "content": content })),
        2 => (0..8_u8, inlines()).prop_map(|(level, content)| {
            json!({ "type": "heading", "attrs": { "level": level }, "content": content })
        }),
        2 => (text(), prop::sample::select(vec!["", "rust", "c++", "plain text"])).prop_map(
            |(text, language)| json!({
                "type": "codeBlock",
                "attrs": { "language": language },
                "content": [{ "type": "text", "text": text }],
            })
        ),
        1 => Just(json!({ "type": "rule" })),
        1 => Just(json!({ "type": "mediaSingle", "content": [
            { "type": "media", "attrs": { "type": "file", "id": "1", "alt": "a.png" } },
        ] })),
        1 => inline(),
    ]
}

fn tasks() -> impl Strategy<Value = Vec<Value>> {
    let task = (any::<bool>(), inlines()).prop_map(|(done, content)| {
        let state = if done { "DONE" } else { "TODO" };
        json!({ "type": "taskItem", "attrs": { "state": state }, "content": content })
    });
    prop::collection::vec(task, 0..3)
}

fn nested(inner: impl Strategy<Value = Value> + Clone) -> impl Strategy<Value = Value> {
    let some = || prop::collection::vec(inner.clone(), 0..3);
    let items = || {
        prop::collection::vec(
            some().prop_map(|c| json!({ "type": "listItem", "content": c })),
            0..4,
        )
    };
    let task_list = (tasks(), tasks()).prop_map(|(mut above, below)| {
        above.push(json!({ "type": "taskList", "content": below }));
        json!({ "type": "taskList", "content": above })
    });
    let rows = prop::collection::vec(
        (any::<bool>(), prop::collection::vec(some(), 0..4)).prop_map(|(head, cells)| {
            let kind = if head { "tableHeader" } else { "tableCell" };
            let cells: Vec<_> =
                cells.iter().map(|c| json!({ "type": kind, "content": c })).collect();
            json!({ "type": "tableRow", "content": cells })
        }),
        0..4,
    );
    prop_oneof![
        3 => items().prop_map(|items| json!({ "type": "bulletList", "content": items })),
        2 => (0..12_u8, items()).prop_map(|(order, items)| {
            json!({ "type": "orderedList", "attrs": { "order": order }, "content": items })
        }),
        1 => task_list,
        1 => some().prop_map(|c| json!({ "type": "blockquote", "content": c })),
        1 => (prop::sample::select(vec!["info", "custom", "odd"]), some()).prop_map(|(kind, c)| {
            json!({ "type": "panel", "attrs": { "panelType": kind }, "content": c })
        }),
        1 => (text(), some()).prop_map(|(title, c)| {
            json!({ "type": "expand", "attrs": { "title": title }, "content": c })
        }),
        1 => rows.prop_map(|rows| json!({ "type": "table", "content": rows })),
        1 => some().prop_map(|c| json!({ "type": "layoutSection", "content": c })),
    ]
}

/// Documents, mostly valid.
pub(super) fn document() -> impl Strategy<Value = Value> {
    let block = leaf().prop_recursive(4, 24, 3, nested);
    prop::collection::vec(block, 0..5)
        .prop_map(|content| json!({ "type": "doc", "version": 1, "content": content }))
}
