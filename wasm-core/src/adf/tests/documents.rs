//! Documents as Jira sends them, and the text that a cell shows.

use serde_json::{Value, json};

use super::super::to_markdown;

fn document(content: Value) -> Value {
    json!({ "type": "doc", "version": 1, "content": content })
}

fn paragraph(content: Value) -> Value {
    document(json!([{ "type": "paragraph", "content": content }]))
}

fn marked(text: &str, marks: &[&str]) -> Value {
    let marks: Vec<_> = marks.iter().map(|kind| json!({ "type": kind })).collect();
    json!({ "type": "text", "text": text, "marks": marks })
}

#[test]
fn what_markdown_cannot_say_is_a_short_text() {
    let shown = to_markdown(&paragraph(json!([
        { "type": "mention", "attrs": { "id": "712020:1", "text": "@Mia Krystof", "accessLevel": "" } },
        { "type": "text", "text": " by " },
        { "type": "date", "attrs": { "timestamp": "1792022400000" } },
        { "type": "text", "text": ": " },
        { "type": "status", "attrs": { "text": "IN PROGRESS", "color": "blue" } },
        { "type": "text", "text": " " },
        { "type": "emoji", "attrs": { "shortName": ":tada:", "id": "1f389", "text": "🎉" } },
        { "type": "hardBreak" },
        { "type": "inlineCard", "attrs": { "url": "https://example.com/browse/A-1" } },
        { "type": "text", "text": " and " },
        { "type": "mediaInline", "attrs": { "id": "7f", "alt": "plan.png" } },
    ])));
    assert_eq!(
        shown,
        "@Mia Krystof by 2026-10-15: [IN PROGRESS] 🎉\n<https://example.com/browse/A-1> and ![plan.png]"
    );
}

#[test]
fn formatting_is_printed_so_that_it_parses() {
    for (runs, shown) in [
        (json!([marked("a.", &["strong"]), marked("b", &[])]), "<strong>a.</strong>b"),
        (json!([marked("a", &["strong"]), marked("b", &[])]), "**a**b"),
        (json!([marked("it", &["em"]), marked("s", &[])]), "*it*s"),
        (json!([marked("both", &["strong", "em"])]), "**_both_**"),
        (json!([marked("a ", &["strong"]), marked("b", &["strong", "em"])]), "**a _b_**"),
        (json!([marked("x", &["code", "strong"])]), "`x`"),
        (json!([marked("a`b", &["code"])]), "``a`b``"),
        (json!([marked("2", &["underline"])]), "<u>2</u>"),
        (json!([marked("注意：", &["strong"]), marked("请", &[])]), "<strong>注意：</strong>请"),
    ] {
        assert_eq!(to_markdown(&paragraph(runs.clone())), shown, "{runs}");
    }
}

#[test]
fn documents_that_break_the_schema_are_read() {
    for (given, shown) in [
        (json!(null), ""),
        (json!("text"), ""),
        (json!({ "type": "doc" }), ""),
        (document(json!([{ "type": "paragraph" }])), ""),
        (document(json!([{ "type": "text", "text": "loose" }])), "loose"),
        (
            paragraph(json!([{ "type": "text", "text": "" }, { "type": "text", "text": "a\nb" }])),
            "a\nb",
        ),
        (
            document(json!([{ "type": "heading", "content": [{ "type": "text", "text": "h" }] }])),
            "# h",
        ),
        (
            document(json!([{ "type": "fancy", "content": [
            { "type": "paragraph", "content": [{ "type": "text", "text": "in it" }] },
        ] }])),
            "in it",
        ),
        (document(json!([{ "type": "fancy" }])), "[fancy]"),
        (document(json!([{ "type": "bulletList", "content": [{ "type": "listItem" }] }])), ""),
    ] {
        assert_eq!(to_markdown(&given), shown, "{given}");
    }
}

#[test]
fn a_table_without_a_header_gets_an_empty_one() {
    let cell = |text: &str| {
        json!({ "type": "tableCell", "content": [
        { "type": "paragraph", "content": [{ "type": "text", "text": text }] },
    ] })
    };
    let table = document(json!([{ "type": "table", "content": [
        { "type": "tableRow", "content": [cell("a|b"), cell("c\nd")] },
        { "type": "tableRow", "content": [cell("only")] },
    ] }]));
    assert_eq!(to_markdown(&table), "|   |   |\n| --- | --- |\n| a\\|b | c<br>d |\n| only |  |");
}

#[test]
fn lists_that_follow_each_other_stay_apart() {
    let list = |text: &str| {
        json!({ "type": "bulletList", "content": [
        { "type": "listItem", "content": [
            { "type": "paragraph", "content": [{ "type": "text", "text": text }] },
        ] },
    ] })
    };
    assert_eq!(
        to_markdown(&document(json!([list("a"), list("b"), list("c")]))),
        "- a\n\n* b\n\n- c"
    );
}
