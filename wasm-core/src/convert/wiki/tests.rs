//! What markup means, as its Markdown; and what of a document it does not say.

use serde_json::{Value, json};

use super::{lost, read, to_markdown};
use crate::adf;
use crate::schema::RichText;

fn markdown(wiki: &str) -> String {
    to_markdown(wiki, &|id| (id == "712020:mia").then(|| "@Mia".to_owned()))
}

fn check(cases: &[(&str, &str)]) {
    let found = cases.iter().map(|(wiki, _)| (*wiki, markdown(wiki)));
    let expected = cases.iter().map(|(wiki, expected)| (*wiki, (*expected).to_owned()));
    assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[test]
fn words_and_their_marks() {
    check(&[
        ("*strong*, _em_, -gone- and a*b", "**strong**, _em_, ~~gone~~ and a\\*b"),
        ("*bold _and em_ more*", "**bold _and em_ more**"),
        ("{*}bold{*}ly", "**bold**ly"),
        ("*[the page|https://a.b/c]*", "[**the page**](https://a.b/c)"),
        ("*{color:red}x{color}* and {color:#f00}y{color}", "**x** and y"),
        ("see {{x = 1}} and {{a*b*c}}", "see `x = 1` and `a*b*c`"),
        ("a\\*b\\*c \\{x} \\[y] 5\\!", "a\\*b\\*c {x} [y] 5!"),
        ("5 - 3 - 1 and x-y-z, -5 to 15, __init__", "5 - 3 - 1 and x-y-z, -5 to 15, \\__init_\\_"),
        ("*a * b* and *a*b*", "\\*a * b\\* and **a\\*b**"),
        ("*never\nover lines*", "\\*never\nover lines\\*"),
        ("h1&#46; a &#42;b&#42;", "h1. a \\*b\\*"),
        ("C:\\dir\\sub and \\\\server\\share", "C:\\dir\\sub and \\\\\\server\\share"),
        ("one \\\\ two", "one\ntwo"),
        ("say :) (/) f(x)", "say 🙂 :check_mark: f:cross_mark:"),
    ]);
}

#[test]
fn what_stands_in_brackets() {
    check(&[
        ("[docs|https://a.b/c] or [https://a.b/]", "[docs](https://a.b/c) or <https://a.b/>"),
        ("ask [~accountid:712020:mia]!", "ask @Mia!"),
        ("ask [~accountid:712020:gone]!", "ask @712020:gone!"),
        ("[x|javascript:alert(1)] a[i](x)", "[x|javascript:alert(1)] a[i\\]:cross_mark:"),
        ("see [^a.pdf] and !plan.png|thumbnail!", "see ![a.pdf] and\n\n![plan.png]"),
        ("[c|https://c.d/|smart-link] here", "<https://c.d/> here"),
        ("Wow! Hello!", "Wow! Hello!"),
    ]);
}

#[test]
fn blocks_begin_and_end_where_jira_has_them() {
    check(&[
        ("h2. Title\ntext\nmore", "## Title\n\ntext\nmore"),
        ("a\n----\nb", "a\n\n---\n\nb"),
        ("bq. said", "> said"),
        ("a:{quote}said\n\nagain{quote} then", "a:\n\n> said\n>\n> again\n\nthen"),
        ("See:{code:java}\n*a* = b;\n{code}\nend", "See:\n\n```java\n*a* = b;\n```\n\nend"),
        ("{noformat}x{noformat} behind", "```\nx\n```\n\nbehind"),
        ("{code:title=A.py|borderStyle=solid}x{code}", "**A.py**\n\n```java\nx\n```"),
        ("{panel:title=T|bgColor=#ffebe6}one line{panel}", ":::error\n\n**T**\n\none line\n\n:::"),
        ("{info}no macro{info}", "{info}no macro{info}"),
        ("text {code:java} x", "text\n\n```java\n```\n\nx"),
    ]);
}

#[test]
fn lists_and_tables() {
    check(&[
        ("* a\n** b\n# c\n## d", "- a\n  - b\n\n1. c\n   1. d"),
        ("# a\n{noformat}x\n\ny{noformat}\n# b", "1. a\n\n   ```\n   x\n\n   y\n   ```\n2. b"),
        ("* a\ngoes on\n* b", "- a\n  goes on\n- b"),
        ("1. one\n3. three", "1\\. one\n3\\. three"),
        ("* [] do\n* [x] done", "- [ ] do\n- [x] done"),
        ("||A||B||\n|1|2|", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        (
            "||A||\n|[a|https://a.b/]|\n|b \\| c|",
            "| A |\n| --- |\n| [a](https://a.b/) |\n| b \\| c |",
        ),
        ("||A\nmore||B||\n|1\n2|3|", "| A<br>more | B |\n| --- | --- |\n| 1<br>2 | 3 |"),
    ]);
}

/// No text makes it fail or slow: those are of Jira's greatest length.
#[test]
fn hostile_texts_are_read_once() {
    for piece in [
        "*",
        "_a ",
        " *a",
        "* ",
        "** ",
        "[",
        "[a|",
        "{",
        "{{",
        "{{a ",
        "!a ",
        "|",
        "||",
        "|!a ",
        "{quote}",
        "{panel:x}",
        "{code:x}",
        "{color:red}",
        "{*}",
        "\\",
        "&#9",
        "h1.",
        "??",
        ":",
        "{expand}{panel}",
        "https://",
        "|{panel}\n\n",
        "* a\n",
        "{quote}\n* {noformat}",
        "é*",
    ] {
        let text: String = piece.chars().cycle().take(32_767).collect();
        drop(markdown(&text));
    }
}

/// A document with a block, and what its markup would lose.
fn losses(block: Value, wiki: &str) -> Vec<String> {
    let document = json!({ "type": "doc", "version": 1, "content": [block] });
    let markdown = adf::to_markdown(&document);
    lost(&RichText { markdown, document, wiki: Some(wiki.to_owned()) })
}

fn paragraph(node: Value) -> Value {
    json!({ "type": "paragraph", "content": [node] })
}

#[test]
fn what_markup_does_not_say_is_lost() {
    let status = json!({ "type": "status", "attrs": { "text": "done", "color": "green" } });
    let date = json!({ "type": "date", "attrs": { "timestamp": "1762300800000" } });
    let marked = |mark: Value| json!({ "type": "text", "text": "x", "marks": [mark] });
    let code = |language: &str| {
        json!({ "type": "codeBlock", "attrs": { "language": language },
            "content": [{ "type": "text", "text": "a" }] })
    };
    let panel = |kind: &str| {
        json!({ "type": "panel", "attrs": { "panelType": kind },
            "content": [paragraph(json!({ "type": "text", "text": "a" }))] })
    };
    for (block, wiki, expected) in [
        (paragraph(status), "*{color:#36b37e}\\[ DONE ]{color}*", "[done]"),
        (paragraph(date), "{{2025-11-05}}", "2025-11-05"),
        (
            paragraph(marked(json!({ "type": "backgroundColor", "attrs": { "color": "#fff" } }))),
            "x",
            "highlight: x",
        ),
        (code("rust"), "{noformat}a{noformat}", "[code: rust]"),
        (panel("custom"), "{panel:bgColor=#deebff}\na\n{panel}", "[panel: custom]"),
    ] {
        assert_eq!(losses(block, wiki), [expected], "{wiki}");
    }
}

#[test]
fn what_it_says_is_not() {
    let mention = json!({ "type": "mention", "attrs": { "id": "5b10", "text": "@Mia" } });
    let emoji = json!({ "type": "emoji", "attrs": { "shortName": ":smile:", "text": "🙂" } });
    let card = json!({ "type": "inlineCard", "attrs": { "url": "https://c.d/" } });
    let colour = json!({ "type": "textColor", "attrs": { "color": "#FF5630" } });
    let coloured = json!({ "type": "text", "text": "x", "marks": [colour] });
    let panel = json!({ "type": "panel", "attrs": { "panelType": "warning" },
        "content": [paragraph(json!({ "type": "text", "text": "a" }))] });
    let none: [String; 0] = [];
    for (block, wiki) in [
        (paragraph(mention), "[~accountid:5b10]"),
        (paragraph(emoji), "🙂"),
        (paragraph(card), "[https://c.d/|https://c.d/|smart-link]"),
        (paragraph(coloured), "{color:#ff5630}x{color}"),
        (panel, "{panel:bgColor=#fffae6}\na\n{panel}"),
    ] {
        assert_eq!(losses(block, wiki), none, "{wiki}");
    }
}

#[test]
fn a_node_without_markup_is_its_json() {
    let markup =
        "{adf:display=block}\n{\"type\":\"extension\",\"attrs\":{\"extensionKey\":\"k\"}}\n{adf}";
    let document = read(markup, &|_| None);
    assert_eq!(document["content"][0]["attrs"]["extensionKey"], "k");
}
