//! A corpus of texts: what each means, and how that is written again.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{read, write};

/// A node in short: its type, attributes, marks and content.
fn brief(node: &Value) -> String {
    let kind = node["type"].as_str().unwrap();
    let marks = node["marks"].as_array().into_iter().flatten().map(|mark| {
        let attrs = mark["attrs"].as_object().into_iter().flatten();
        let attrs: Vec<&str> = attrs.filter_map(|(_, v)| v.as_str()).collect();
        format!("/{}{}", mark["type"].as_str().unwrap(), attrs.join(" "))
    });
    let marks: String = marks.collect();
    if kind == "text" {
        return format!("{}{marks}", node["text"]);
    }
    let attrs = node["attrs"].as_object().into_iter().flatten();
    let attrs: Vec<String> = attrs
        .filter(|(k, _)| !["isNumberColumnEnabled", "layout", "localId"].contains(&k.as_str()))
        .map(|(k, v)| format!("{k}={v}"))
        .collect();
    let attrs = if attrs.is_empty() { String::new() } else { format!("{{{}}}", attrs.join(" ")) };
    let content = node["content"].as_array().into_iter().flatten().map(brief);
    let content: Vec<String> = content.collect();
    format!("{kind}{attrs}{marks}({})", content.join(", "))
}

/// Each text with its blocks and, where it is another, the text that is written again.
fn shown(texts: &[&str]) -> String {
    let mut out = String::new();
    for text in texts {
        let document = read(text);
        writeln!(out, "{text}").unwrap();
        for block in document["content"].as_array().unwrap() {
            writeln!(out, "  > {}", brief(block)).unwrap();
        }
        let again = write(&document);
        if again != *text {
            writeln!(out, "  = {}", again.trim_end().replace('\n', "\n  = ")).unwrap();
        }
        writeln!(out).unwrap();
    }
    out
}

#[test]
fn blocks_of_lines() {
    insta::assert_snapshot!(shown(&[
        "",
        " \n ",
        "One line",
        "One line\nand a second\n\nA paragraph",
        "a\n\n\n\nb",
        "h1. First\nh6. *Sixth*\nh7. none",
        "Open the page.\nh3. Result\n\nIt fails.",
        "bq. Quoted _words_\nbehind",
        "above\n----\nbelow",
        "-----",
        "---",
        "one -- two --- three",
        "forced \\\\ break",
        "C:\\dir\\sub and \\\\server\\share",
        "\tindented\n  more",
        "windows\r\nlines\rmac",
        "bq.",
        "h2.",
    ]));
}

#[test]
fn macros() {
    insta::assert_snapshot!(shown(&[
        "before\n\n{noformat}one\ntwo{noformat}\n\nbehind",
        "See:{code:java}\nint a = b*c*d;\n{code}\nEnd",
        "{code:title=One.py|borderStyle=solid}\nx = 1\n{code}",
        "{code}\n  indented\n\n    more {quote}\n{code}",
        "{code:Python}x{code}{code:rust}y{code}{code:klingon}z{code}",
        "{CODE:sql}select *{code}",
        "{code}{code}",
        "never closed {code:java} x",
        "{quote}Quoted{quote}",
        "on branch [a|https://a.example/]:{quote}Feat: x\n\nmore{quote}",
        "{quote}\nh2. Heading\n* item\n----\nlast\n{quote} tail",
        "{quote}{quote}",
        "{panel:title=Mind|bgColor=#deebff}\ntext\n{panel}",
        "{panel:bgColor=#ffebe6}one line{panel}",
        "{panel:borderStyle=dashed|bgColor=lightyellow}\n* a\n{noformat}x{noformat}\n{quote}q{quote}\nb\n{panel}",
        "{panel}{panel}",
        "{expand:title=More}\ninside\n|a|b|\n{expand}\n\nEnd",
        "{expand}no title{expand}",
        "{expand:Short form}x{expand}",
        "{info}not of Jira{info}",
        "see {anchor:here}there",
        "text {{{code}}} and \\{code} stay",
        "{adf:display=block}\n{\"type\":\"extension\",\"attrs\":{\"extensionKey\":\"k\",\"extensionType\":\"t\"}}\n{adf}",
        "{adf:display=block}\nnonsense\n{adf}",
    ]));
}

#[test]
fn lists() {
    insta::assert_snapshot!(shown(&[
        "* a\n* b",
        "- a\n- b",
        "# a\n# b\n## c\n# d",
        "* a\n** b\n*** c\n* d",
        "* a\n*# b\n*# c\n** d",
        "* a\n# b",
        "*** deep\n* flat",
        "* a\ngoes on\n* b\n\nafter",
        "* a\n\n* b",
        "# first\n{noformat}a\n\nb{noformat}\n# second",
        "* a\n----\n* b",
        "* a\n{quote}q{quote}\n* b",
        "* h2. shouted\n* !p.png|thumbnail!",
        "text\n* a\n* b",
        "*\n* b",
        "* [] do it\n* [x] done\n** [] below",
        "* [] do it\n* no box",
        "*bold* at the start",
        "-struck- at the start",
        "-- x",
        "* * x",
        "  * indented",
    ]));
}

#[test]
fn tables() {
    insta::assert_snapshot!(shown(&[
        "||Name||Value||\n|width|20|\n\nMeasured.",
        "||Name|a|\n||Value|1|",
        "||N||W||\n|a\nb|c|",
        "|| *Name* \nin full ||W||\n| a | 1 |",
        "|[the page|https://example.com/a]|b \\| c|!p.png|width=5!|",
        "| |x|\n|y| |",
        "|* a\n* b|{noformat}x|y\n\nz{noformat}|",
        "|a|b",
        "|a|b|\ntext right below",
        "|a|\n\n|b|",
        "|{panel}p|q{panel}|{expand:title=T}e{expand}|",
        "|",
        "||",
        "not | a table",
        "|Wow!|(/)|:)|",
        "|{color:red}x{color}|{{a}}|",
    ]));
}

#[test]
fn marks_and_words() {
    insta::assert_snapshot!(shown(&[
        "*bold* _em_ -del- +ins+ ^sup^ ~sub~ {{code}} ??cite??",
        "*bold _and em_ more*",
        "_a *b_ c*",
        "*[the page|https://example.com/a]*",
        "{*}bold{*}ly and H{~}2{~}O and x{{{}y{}}}z",
        "*{color:red}x{color}* {color:#ABC}y{color} {color:nope}z{color}",
        "{color:blue}two\nlines{color} {color:red}never closed",
        "2*3*4 a_b_c 5 - 3 - 1 snake_case_name C++ x^2 ~5",
        "** not bold** and * neither *",
        "*a*b* and *a * b*",
        "a\\*b\\*c \\{x} \\[y] 5\\!",
        "__init__ -5 to 15, --flag, well-known",
        "List<S> and tag <b> and 5*6*7",
        "Größe*x*, (*x*), *x*!",
        "run {{x ` y}} {{a*b*c}} {{}} {{ x }}",
        "*not\nover lines*",
        "Limit -5 to 15 degrees",
        "&#92;* and &#38;#92; and &lt; stay",
        "a??b and ???",
    ]));
}

#[test]
fn links_pictures_and_emoticons() {
    insta::assert_snapshot!(shown(&[
        "[a|https://a.example/x] [https://b.example] [mailto:a@b.example]",
        "[*bold* words|https://a.example|title] [#anchor] [~accountid:5b10]",
        "[https://c.example/|https://c.example/|smart-link] in a line",
        "card: [https://c.example/|https://c.example/|smart-card] end",
        "[~admin] [~] [~accountid:] [not a link] [x|javascript:alert(1)]",
        "foo[i](x) [10.0.0.1:1099](remote)",
        "see https://a.example/b_c_d?e=*f*, (http://x.example). *https://y.example/z*",
        "xhttps://no.example mailto:me@a.example ftp://f.example/g",
        "[^report.pdf]",
        "[^a.pdf]\n[^b.pdf]",
        "see [^report.pdf] there",
        "see !shot.png! there",
        "!shot.png|width=200,height=100,alt=\"shot.png\"!",
        "!https://p.example/i.png|width=50%!",
        "Hello! World! a!b!c",
        "h2. With !p.png! and [https://c.example/|https://c.example/|smart-card]",
        ":) :-( ;) (y) (/) (x) (*r) (flag) :D f(x) :Dog (!)",
        "[a\\|b \\[c\\]|https://a.example/]",
    ]));
}

/// What people type in the editor, as REST v2 and the CSV show it.
#[test]
fn documents_of_the_editor() {
    let text = |words: &str| json!({"type": "text", "text": words});
    let marked = |words: &str, kinds: &[&str]| {
        let marks: Vec<Value> = kinds.iter().map(|kind| json!({"type": kind})).collect();
        json!({"type": "text", "text": words, "marks": marks})
    };
    let para = |content: Value| json!({"type": "paragraph", "content": content});
    let item = |words: &str| json!({"type": "listItem", "content": [para(json!([text(words)]))]});
    let red = json!({"type": "textColor", "attrs": {"color": "#FF5630"}});
    let blocks = [
        para(json!([text("a*b*c {x} [y] 5! "), marked("bold", &["strong"]), text("ly")])),
        para(json!([text("H"), {"type": "text", "text": "2",
            "marks": [{"type": "subsup", "attrs": {"type": "sub"}}]}, text("O")])),
        para(json!([{"type": "text", "text": "x", "marks": [{"type": "strong"}, red]}])),
        para(json!([marked(" spaces ", &["em"]), marked("both", &["em", "strong"])])),
        para(json!([marked("code", &["code"]), text("s and "), marked("a}}b|c", &["code"])])),
        para(json!([text("- no list"), {"type": "hardBreak"}, text("h1. none"),
            {"type": "hardBreak"}, text("# x"), {"type": "hardBreak"}, text("|x| \\| C:\\")])),
        para(json!([text("say :) or f(x) -- \\server\\x &#92; -a-")])),
        para(json!([{"type": "mention", "attrs": {"id": "5b10", "text": "@Mia"}}, text(" "),
            {"type": "status", "attrs": {"text": "done", "color": "green"}}, text(" "),
            {"type": "date", "attrs": {"timestamp": "1762300800000"}}, text(" "),
            {"type": "emoji", "attrs": {"id": "atlassian-check_mark", "shortName": ":check_mark:"}},
            {"type": "emoji", "attrs": {"id": "1f642", "shortName": ":smile:", "text": "🙂"}},
            {"type": "inlineCard", "attrs": {"url": "https://c.example/"}}])),
        json!({"type": "heading", "attrs": {"level": 2}, "content": [text("Steps")]}),
        json!({"type": "bulletList", "content": [item("apple"), {"type": "listItem", "content": [
            para(json!([text("pear")])), {"type": "orderedList", "content": [item("green")]}]}]}),
        json!({"type": "codeBlock", "attrs": {"language": "java"}, "content": [text("int a;")]}),
        json!({"type": "codeBlock", "attrs": {"language": "rust"}, "content": [text("let a;")]}),
        json!({"type": "blockquote", "content": [para(json!([text("Quoted")]))]}),
        json!({"type": "panel", "attrs": {"panelType": "info"},
            "content": [para(json!([text("Mind the gap")]))]}),
        json!({"type": "taskList", "attrs": {"localId": "t"}, "content": [
            {"type": "taskItem", "attrs": {"localId": "a", "state": "TODO"}, "content": [text("do it")]},
            {"type": "taskItem", "attrs": {"localId": "b", "state": "DONE"}, "content": [text("done")]}]}),
        json!({"type": "expand", "attrs": {"title": "More"}, "content": [para(json!([text("in")]))]}),
        json!({"type": "table", "content": [
            {"type": "tableRow", "content": [
                {"type": "tableHeader", "content": [para(json!([text("N")]))]},
                {"type": "tableHeader", "content": [para(json!([]))]}]},
            {"type": "tableRow", "content": [
                {"type": "tableCell", "content": [para(json!([text("a|b")])), para(json!([text("c")]))]},
                {"type": "tableCell", "content": [para(json!([{"type": "text", "text": "page",
                    "marks": [{"type": "link", "attrs": {"href": "https://a.example/"}}]}]))]}]}]}),
        json!({"type": "mediaSingle", "attrs": {"layout": "center"}, "content": [
            {"type": "media", "attrs": {"type": "file", "id": "0-1", "collection": "",
                "alt": "shot.png", "width": 20}}]}),
        json!({"type": "rule"}),
    ];
    let document = json!({"type": "doc", "version": 1, "content": blocks});
    insta::assert_snapshot!(write(&document));
}
