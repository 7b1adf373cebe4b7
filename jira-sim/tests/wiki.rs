//! The converter of wiki markup: what it makes is a valid document, what it writes is read and
//! written again as it was, and no text makes it fail or slow.

#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use std::collections::BTreeMap;

use jira_sim::wiki::{read, write};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::schema::SCHEMA;

/// Pieces that mean something in wiki markup, alone or together.
#[rustfmt::skip]
const PIECES: [&str; 74] = [
    "a", "word", " ", "  ", "\n", "\n\n", "*", "_", "-", "--", "---", "----", "+", "^", "~", "??",
    "{{", "}}", "{{{}", "{}}}", "{*}", "{_}", "{-}", "{color:red}", "{color}", "{color:#12",
    "{quote}", "{code}", "{code:java}", "{noformat}", "{panel}", "{panel:title=x|bgColor=#fff}",
    "{expand:title=T}", "{expand}", "{adf:display=inline}", "{adf}", "{anchor:x}", "{", "}", "[",
    "]", "|", "||", "[a|https://x.example]", "[~accountid:1]", "[^f]", "!p.png!", "!", "\\", "\\\\",
    "&#92;", "&", "#", "h1.", "bq.", "* ", "# ", "** ", "*# ", "- ", ":)", "(/)", "(x", "https://x.y/z",
    "[u|https://x.y|smart-card]", "é", "\u{a0}", "🙂", "[] ", "[x] ", "<> ", "1", ".", "\t",
];

fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..40)
        .prop_map(|pieces| pieces.concat())
}

/// The words of one text: no blanks at the start of a line, which Jira does not keep, and no
/// address, of which Jira makes a link.
fn words() -> impl Strategy<Value = String> {
    let few = ["://", "mailto:", "\n"];
    let signs = PIECES.into_iter().filter(move |p| !few.iter().any(|f| p.contains(f)));
    let signs: Vec<&str> = signs.collect();
    proptest::collection::vec(proptest::sample::select(signs), 1..6)
        .prop_map(|pieces| format!("w{}", pieces.concat()).replace('\t', " "))
}

fn marks() -> impl Strategy<Value = Vec<Value>> {
    let one = prop_oneof![
        Just(json!({"type": "strong"})),
        Just(json!({"type": "em"})),
        Just(json!({"type": "strike"})),
        Just(json!({"type": "underline"})),
        Just(json!({"type": "subsup", "attrs": {"type": "sub"}})),
        Just(json!({"type": "subsup", "attrs": {"type": "sup"}})),
        Just(json!({"type": "textColor", "attrs": {"color": "#ff5630"}})),
        Just(json!({"type": "link", "attrs": {"href": "https://a.example/b_c?d=*e*|f"}})),
    ];
    let several = proptest::collection::vec(one, 0..4).prop_map(|marks| {
        let by_type = marks.into_iter().map(|m| (m["type"].to_string(), m));
        by_type.collect::<BTreeMap<_, _>>().into_values().collect::<Vec<_>>()
    });
    prop_oneof![4 => several, 1 => Just(vec![json!({"type": "code"})])]
}

fn inline() -> impl Strategy<Value = Value> {
    let text = (words(), marks()).prop_map(|(text, marks)| match marks.is_empty() {
        true => json!({"type": "text", "text": text}),
        false => json!({"type": "text", "text": text, "marks": marks}),
    });
    let node = |kind: &str, attrs: Value| Just(json!({"type": kind, "attrs": attrs}));
    prop_oneof![
        12 => text,
        1 => Just(json!({"type": "hardBreak"})),
        1 => node("mention", json!({"id": "5b10", "text": "@Mia"})),
        1 => node("status", json!({"text": "In work", "color": "blue"})),
        1 => node("date", json!({"timestamp": "1762300800000"})),
        1 => node("emoji", json!({"shortName": ":minus:", "id": "atlassian-minus"})),
        1 => node("emoji", json!({"shortName": ":smile:", "id": "1f604", "text": "😄"})),
        1 => node("inlineCard", json!({"url": "https://c.example/1"})),
        1 => node("mediaInline", json!({"id": "report.pdf", "collection": ""})),
    ]
}

/// A paragraph whose lines begin with a word.
fn content() -> impl Strategy<Value = Vec<Value>> {
    proptest::collection::vec(inline(), 0..5)
}

fn paragraph() -> impl Strategy<Value = Value> {
    content().prop_map(|content| json!({"type": "paragraph", "content": content}))
}

fn code() -> impl Strategy<Value = Value> {
    let language = proptest::option::of(proptest::sample::select(vec!["java", "rust", "none"]));
    (words(), language).prop_map(|(text, language)| {
        let attrs = language.map_or(json!({}), |l| json!({"language": l}));
        json!({"type": "codeBlock", "attrs": attrs, "content": [{"type": "text", "text": text}]})
    })
}

fn picture() -> impl Strategy<Value = Value> {
    let attrs = prop_oneof![
        Just(json!({"type": "file", "id": "0-1", "collection": "", "alt": "a b.png", "width": 9})),
        Just(json!({"type": "external", "url": "https://p.example/i.png"})),
    ];
    attrs.prop_map(|attrs| {
        let media = json!({"type": "media", "attrs": attrs});
        json!({"type": "mediaSingle", "attrs": {"layout": "center"}, "content": [media]})
    })
}

fn list() -> impl Strategy<Value = Value> {
    let kind = || proptest::sample::select(vec!["bulletList", "orderedList"]);
    let first = || prop_oneof![6 => paragraph(), 1 => code(), 1 => picture()].boxed();
    let item = |more: BoxedStrategy<Vec<Value>>| {
        (first(), more).prop_map(|(first, more)| {
            let content: Vec<Value> = std::iter::once(first).chain(more).collect();
            json!({"type": "listItem", "content": content})
        })
    };
    let leaf = proptest::collection::vec(first(), 0..2).boxed();
    let of = move |more: BoxedStrategy<Vec<Value>>| {
        (kind(), proptest::collection::vec(item(more), 1..3))
            .prop_map(|(kind, items)| json!({"type": kind, "content": items}))
    };
    let tasks = tasks().boxed();
    let below = of(leaf).boxed();
    let more = prop_oneof![
        proptest::collection::vec(prop_oneof![below, tasks], 0..3),
        proptest::collection::vec(first(), 0..2),
    ];
    of(more.boxed())
}

fn tasks() -> impl Strategy<Value = Value> {
    let states = proptest::sample::select(vec!["TODO", "DONE"]);
    let items = proptest::collection::vec((content(), states), 1..3);
    items.prop_map(|items| {
        let items = items.into_iter().map(|(content, state)| {
            json!({"type": "taskItem", "attrs": {"localId": "i", "state": state}, "content": content})
        });
        let items: Vec<Value> = items.collect();
        json!({"type": "taskList", "attrs": {"localId": "l"}, "content": items})
    })
}

fn heading() -> impl Strategy<Value = Value> {
    (content(), 1..7_u8).prop_map(
        |(content, level)| json!({"type": "heading", "attrs": {"level": level}, "content": content}),
    )
}

fn quote() -> impl Strategy<Value = Value> {
    let inner = prop_oneof![paragraph(), list(), code()];
    proptest::collection::vec(inner, 1..3)
        .prop_map(|content| json!({"type": "blockquote", "content": content}))
}

fn panel() -> impl Strategy<Value = Value> {
    let kinds = proptest::sample::select(vec!["info", "note", "success", "warning", "error"]);
    let rule = Just(json!({"type": "rule"}));
    let inner = prop_oneof![4 => paragraph(), 1 => list(), 1 => heading(), 1 => code(), 1 => rule];
    (kinds, proptest::collection::vec(inner, 1..3)).prop_map(|(kind, content)| {
        json!({"type": "panel", "attrs": {"panelType": kind}, "content": content})
    })
}

fn table() -> impl Strategy<Value = Value> {
    let inner = prop_oneof![
        6 => paragraph(), 1 => list(), 1 => heading(), 1 => code(), 1 => quote(), 1 => panel(),
        1 => picture(), 1 => tasks(),
    ];
    let kind = proptest::sample::select(vec!["tableCell", "tableHeader"]);
    let cell = (kind, proptest::collection::vec(inner, 1..3))
        .prop_map(|(kind, content)| json!({"type": kind, "content": content}));
    let row = proptest::collection::vec(cell, 1..4)
        .prop_map(|cells| json!({"type": "tableRow", "content": cells}));
    proptest::collection::vec(row, 1..3).prop_map(|rows| json!({"type": "table", "content": rows}))
}

fn documents() -> impl Strategy<Value = Value> {
    let simple = prop_oneof![
        6 => paragraph(), 2 => heading(), 2 => list(), 1 => tasks(), 1 => code(), 1 => quote(),
        1 => panel(), 1 => table(), 1 => picture(), 1 => Just(json!({"type": "rule"})),
        1 => Just(json!({"type": "blockCard", "attrs": {"url": "https://c.example/"}})),
    ]
    .boxed();
    let folded = proptest::collection::vec(simple.clone(), 1..3).prop_map(
        |content| json!({"type": "expand", "attrs": {"title": "More {x}"}, "content": content}),
    );
    proptest::collection::vec(prop_oneof![9 => simple, 1 => folded], 0..5)
        .prop_map(|content| json!({"type": "doc", "version": 1, "content": content}))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every text is a document; written, it is a text again. Nothing panics.
    #[test]
    fn no_text_makes_it_fail(text in texts()) {
        drop(write(&read(&text)));
    }

    #[test]
    fn not_even_one_of_any_characters(text in "\\PC*") {
        drop(write(&read(&text)));
    }

    /// What v2 shows of a document is shown again when it is written back.
    #[test]
    fn what_is_written_is_read_and_written_as_it_was(document in documents()) {
        let text = write(&document);
        prop_assert_eq!(write(&read(&text)), text);
    }

    /// The documents follow Atlassian's schema.
    #[test]
    fn what_is_read_is_a_valid_document(text in texts()) {
        let document = read(&text);
        let refusal = SCHEMA.validate(&document).err().map(|error| error.to_string());
        prop_assert_eq!(refusal, None, "{}", document);
    }
}

/// Texts of the greatest length that are all nesting, or begin what never ends: each is read once.
#[test]
fn hostile_texts_are_read_in_linear_time() {
    const MOST: usize = 32_767;
    let once = [
        "*",
        "_a",
        "* ",
        "# ",
        "** ",
        "[",
        "[a|",
        "{",
        "{{",
        "{{a ",
        "!a ",
        "! ",
        "|",
        "||",
        "|!a ",
        "{quote}",
        "{panel:x}",
        "{code:x",
        "{color:red}",
        "{*}",
        "\\",
        "\\\\a",
        "&#9",
        "h1.",
        "- ",
        "??",
        "(",
        ":",
        "|{panel}\n\n",
        "* a\n",
        "{expand}{panel}",
        "\n",
        "*a _b ^c ~d ",
        "https://",
        "mailto:a",
        "[^a]",
        "!a!",
        "{quote}\n* {noformat}",
        "|a\n",
        "~a!",
        "[] ",
        "* [] a\n",
        "}}",
        "{adf:display=inline}",
    ];
    for piece in once {
        let text: String = piece.chars().cycle().take(MOST).collect();
        let written = write(&read(&text));
        assert!(written.len() < MOST * 20, "{piece}: {}", written.len());
    }
}
