//! Edited texts, brought back into their documents.

use serde_json::{Value, json};

use super::super::{lost, merge, to_markdown};

fn text(text: &str) -> Value {
    json!({ "type": "text", "text": text })
}

fn paragraph(content: Value) -> Value {
    json!({ "type": "paragraph", "attrs": { "localId": "p" }, "content": content })
}

fn mention() -> Value {
    json!({ "type": "mention", "attrs": { "id": "712020:1", "text": "@Mia" } })
}

fn document() -> Value {
    json!({ "type": "doc", "version": 1, "content": [
        paragraph(json!([text("First "), mention(), text(" checks the plan.")])),
        { "type": "mediaSingle", "attrs": { "layout": "center" }, "content": [
            { "type": "media", "attrs": { "type": "file", "id": "7f", "collection": "", "alt": "a.png" } },
        ] },
        { "type": "paragraph", "content": [] },
        { "type": "bulletList", "content": [
            { "type": "listItem", "attrs": { "localId": "i1" }, "content": [
                paragraph(json!([text("one "), mention()])),
            ] },
            { "type": "listItem", "attrs": { "localId": "i2" }, "content": [paragraph(json!([text("two")]))] },
        ] },
        { "type": "layoutSection", "content": [
            { "type": "layoutColumn", "attrs": { "width": 50 }, "content": [paragraph(json!([text("left")]))] },
            { "type": "layoutColumn", "attrs": { "width": 50 }, "content": [paragraph(json!([text("right")]))] },
        ] },
        { "type": "panel", "attrs": { "panelType": "info" }, "content": [
            paragraph(json!([
                { "type": "text", "text": "red", "marks": [
                    { "type": "textColor", "attrs": { "color": "#ff0000" } },
                ] },
                text(" alert"),
            ])),
        ] },
    ] })
}

/// Replaces words in the document's text, and merges.
fn edited(from: &str, to: &str) -> Value {
    let markdown = to_markdown(&document());
    assert!(markdown.contains(from), "{markdown}");
    merge(&document(), &markdown.replace(from, to))
}

/// The document with one text replaced where it is.
fn with(pointer: &str, value: Value) -> Value {
    let mut document = document();
    *document.pointer_mut(pointer).unwrap() = value;
    document
}

#[test]
fn a_changed_word_leaves_the_rest_of_its_paragraph() {
    let expected = with("/content/0/content/2/text", json!(" signs the plan."));
    assert_eq!(edited("checks", "signs"), expected);
}

#[test]
fn a_changed_item_leaves_the_other_items() {
    let expected = with("/content/3/content/1/content/0/content/0/text", json!("zwei"));
    assert_eq!(edited("two", "zwei"), expected);
}

#[test]
fn a_changed_word_in_a_column_or_a_panel_leaves_what_it_is_in() {
    let expected = with("/content/4/content/1/content/0/content/0/text", json!("rechts"));
    assert_eq!(edited("right", "rechts"), expected);
    let expected = with("/content/5/content/0/content/1/text", json!(" warning"));
    assert_eq!(edited("alert", "warning"), expected);
    let expected = with("/content/5/attrs/panelType", json!("error"));
    assert_eq!(edited(":::info", ":::error"), expected);
}

#[test]
fn a_mention_survives_in_a_rewritten_text() {
    let merged = edited("First @Mia checks the plan.", "All else is new, but @Mia stays.");
    let content = merged["content"][0]["content"].as_array().unwrap();
    assert!(content.contains(&mention()), "{merged}");
    assert!(lost(&document(), &merged).is_empty());
}

#[test]
fn removed_blocks_go_and_nothing_else_does() {
    let merged = edited("- one @Mia\n", "");
    assert_eq!(merged["content"][3]["content"].as_array().unwrap().len(), 1);
    assert_eq!(merged["content"][4], document()["content"][4]);
    assert_eq!(lost(&document(), &merged), ["@Mia"]);
}

#[test]
fn what_would_be_lost_is_named() {
    let merged = merge(&document(), "Nothing is left.");
    assert_eq!(lost(&document(), &merged), ["![a.png]", "@Mia", "[columns]", "colour: red"]);
}

#[test]
fn another_word_in_the_same_colour_is_no_loss() {
    let merged = edited("red alert", "crimson alert");
    let coloured = &merged["content"][5]["content"][0]["content"][0];
    assert_eq!([&coloured["text"], &coloured["marks"][0]["type"]], ["crimson", "textColor"]);
    assert!(lost(&document(), &merged).is_empty());
    assert_eq!(lost(&document(), &edited("red alert", "alert")), ["colour: red"]);
}

/// A stack trace or a chat in one paragraph: too many words to compare each with each.
#[test]
fn words_far_apart_in_a_paragraph_of_many_lines_change_alone() {
    let red = json!([{ "type": "textColor", "attrs": { "color": "#ff0000" } }]);
    let line = |at: usize| {
        let words = format!("line {at} of the log has some words ");
        [
            text(&words),
            json!({ "type": "text", "text": "red", "marks": red }),
            json!({ "type": "hardBreak" }),
        ]
    };
    let lines: Vec<Value> = (0..300).flat_map(line).collect();
    let before = json!({ "type": "doc", "version": 1, "content": [paragraph(json!(lines))] });
    let typed =
        to_markdown(&before).replace("line 3 of", "row 3 of").replace("line 290 of", "row 290 of");
    let mut expected = before.clone();
    for at in [3, 290] {
        let place = format!("/content/0/content/{}/text", at * 3);
        *expected.pointer_mut(&place).unwrap() =
            json!(format!("row {at} of the log has some words "));
    }
    assert!(merge(&before, &typed) == expected);
}

#[test]
fn what_is_not_shown_stays_where_it_is() {
    let item = |content: Value| json!({ "type": "listItem", "content": content });
    let one = |word: &str| item(json!([paragraph(json!([text(word)]))]));
    let row = |kind: &str, content: Value| {
        let cell = json!({ "type": kind, "attrs": { "colwidth": [90] }, "content": content });
        json!({ "type": "tableRow", "content": [cell] })
    };
    let before = json!({ "type": "doc", "version": 1, "content": [
        { "type": "bulletList", "content": [item(json!([])), one("a"), item(json!([])), one("b")] },
        { "type": "table", "content": [
            row("tableHeader", json!([paragraph(json!([]))])),
            row("tableCell", json!([paragraph(json!([text("c")]))])),
        ] },
    ] });
    let after = to_markdown(&before).replace("- b", "- b\n- new").replace("| c |", "| c |\n| d |");
    let merged = merge(&before, &after);
    let list = merged["content"][0]["content"].as_array().unwrap();
    assert_eq!(list[..4], before["content"][0]["content"].as_array().unwrap()[..]);
    assert_eq!(list.len(), 5);
    let rows = merged["content"][1]["content"].as_array().unwrap();
    assert_eq!(rows[..2], before["content"][1]["content"].as_array().unwrap()[..]);
    let titled = merge(&before, &to_markdown(&before).replacen("|   |", "| Title |", 1));
    let cell = &titled["content"][1]["content"][0]["content"][0];
    assert_eq!([&cell["attrs"]["colwidth"][0], &cell["type"]], [&json!(90), &json!("tableHeader")]);
}

#[test]
fn a_table_and_a_paragraph_built_anew_say_what_they_lose() {
    let cell = |attrs: Value, text: &str| json!({ "type": "tableCell", "attrs": attrs, "content": [paragraph(json!([self::text(text)]))] });
    let centred = json!({
        "type": "paragraph",
        "content": [text("centred")],
        "marks": [{ "type": "alignment", "attrs": { "align": "center" } }],
    });
    let before = json!({ "type": "doc", "version": 1, "content": [
        { "type": "table", "content": [
            { "type": "tableRow", "content": [cell(json!({ "colspan": 2 }), "a")] },
            { "type": "tableRow", "content": [
                cell(json!({ "background": "#deebff", "rowspan": 1 }), "b"), cell(json!({}), "c"),
            ] },
        ] },
        centred,
    ] });
    let after = "| | | |\n| --- | --- | --- |\n| a | | x |\n| b | c | y |\n\n# centred";
    let expected = ["[coloured cell]", "[merged cells]", "alignment: centred"];
    assert_eq!(lost(&before, &merge(&before, after)), expected);
    let same_shape = to_markdown(&before).replace("| c |", "| d |");
    assert!(lost(&before, &merge(&before, &same_shape)).is_empty());
}

#[test]
fn a_new_block_between_others_touches_neither() {
    let merged = edited("![a.png]", "![a.png]\n\n## New");
    let mut content = merged["content"].as_array().unwrap().clone();
    let heading = content.iter().position(|node| node["type"] == "heading").unwrap();
    content.remove(heading);
    assert_eq!(Value::Array(content), document()["content"]);
}

#[test]
fn a_table_keeps_its_widths_and_a_task_its_id() {
    let cell = |text: &str| {
        json!({ "type": "tableCell", "attrs": { "colwidth": [120] }, "content": [
        paragraph(json!([self::text(text)])),
    ] })
    };
    let before = json!({ "type": "doc", "version": 1, "content": [
        { "type": "table", "attrs": { "layout": "wide" }, "content": [
            { "type": "tableRow", "content": [cell("a"), cell("b")] },
            { "type": "tableRow", "content": [cell("c"), cell("d")] },
        ] },
        { "type": "taskList", "attrs": { "localId": "t" }, "content": [
            { "type": "taskItem", "attrs": { "localId": "t1", "state": "TODO" }, "content": [text("do")] },
            { "type": "taskItem", "attrs": { "localId": "t2", "state": "TODO" }, "content": [text("rest")] },
        ] },
    ] });
    let markdown = to_markdown(&before).replace("| d |", "| D |").replace("[ ] do", "[x] do");
    let mut expected = before.clone();
    *expected.pointer_mut("/content/0/content/1/content/1/content/0/content/0/text").unwrap() =
        json!("D");
    *expected.pointer_mut("/content/1/content/0/attrs/state").unwrap() = json!("DONE");
    assert_eq!(merge(&before, &markdown), expected);
}

/// A chat that was written anew, line by line.
#[test]
fn changed_lines_keep_the_blanks_at_their_ends() {
    let red = json!([{ "type": "textColor", "attrs": { "color": "#ff0000" } }]);
    let line = |at: usize, word: &str| {
        [
            text(&format!(" {word}{at} ")),
            json!({ "type": "text", "text": word, "marks": red }),
            text("  "),
            json!({ "type": "hardBreak" }),
        ]
    };
    let lines = |word: &str| {
        let lines: Vec<Value> = (0..150).flat_map(|at| line(at, word)).collect();
        json!({ "type": "doc", "version": 1, "content": [paragraph(json!(lines))] })
    };
    let (before, after) = (lines("hello"), lines("bye"));
    assert!(merge(&before, &to_markdown(&before).replace("hello", "bye")) == after);
}

#[test]
fn loose_texts_are_a_paragraph_of_their_own() {
    let red = json!([{ "type": "textColor", "attrs": { "color": "#ff0000" } }]);
    let loose =
        || [json!({ "type": "text", "text": "red", "marks": red }), text(" for "), mention()];
    let document = |content: Vec<Value>| json!({ "type": "doc", "version": 1, "content": content });
    let rule = json!({ "type": "rule" });
    let first = paragraph(json!([text("first")]));
    let before = document([&[first][..], &loose(), &[rule], &loose()].concat());
    assert_eq!(to_markdown(&before), "first\n\nred for @Mia\n\n---\n\nred for @Mia");
    let whole = merge(&before, "red for @Mia\n\n---\n\nred for @Mia");
    assert_eq!(whole["content"], json!(before["content"].as_array().unwrap()[1..]));
    let changed = merge(&whole, "red for @Mia\n\n---\n\nred from @Mia");
    let from = [&loose()[..1], &[text(" from "), mention()]].concat();
    assert_eq!(changed["content"].as_array().unwrap()[4..], from);
    let two = merge(&whole, "red for @Mia\n\nred for @Mia");
    let second = json!({ "type": "paragraph", "content": loose() });
    assert_eq!(two, document([&loose()[..], &[second]].concat()));
    assert!(lost(&whole, &two).is_empty());
}
