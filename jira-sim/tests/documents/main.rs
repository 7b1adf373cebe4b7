//! Which documents are taken: what the published schema takes, and texts that are empty.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../support/mod.rs"]
mod support;

mod samples;

use jira_sim::{
    Switches,
    site::{RichText, Rules},
};
use samples::{MARKS, NODES, in_document, mark, node};
use serde_json::{Value, json};
use support::{document, schema::SCHEMA, site, site_with, task};

fn taken(document: &Value) -> bool {
    RichText::check(document, &Rules::default()).is_ok()
}

/// Tells where the simulator and the schema do not agree.
fn disagree(document: &Value) -> Option<String> {
    let (here, schema) = (taken(document), SCHEMA.is_valid(document));
    (here != schema).then(|| format!("taken: {here}, by the schema: {schema}: {document}"))
}

fn assert_agreed(documents: impl Iterator<Item = Value>, at_least: usize) {
    let (mut seen, mut good) = (0, 0);
    let mut wrong = Vec::new();
    for document in documents {
        seen += 1;
        good += usize::from(taken(&document));
        wrong.extend(disagree(&document));
    }
    assert_eq!(wrong, Vec::<String>::new(), "{} of {seen}", wrong.len());
    assert!(good >= at_least, "only {good} of {seen} documents are good");
}

#[test]
fn each_node_is_taken_where_it_belongs() {
    for name in NODES {
        let document = in_document(name, node(name));
        assert!(taken(&document), "{document}");
    }
    assert_agreed(NODES.iter().map(|name| in_document(name, node(name))), NODES.len());
}

#[test]
fn what_may_stand_in_what_is_as_the_schema_says() {
    // The schema does not look at what stands third in a task of blocks.
    let third = |parent: &str| if parent == "blockTaskItem" { "paragraph" } else { "media" };
    let documents = NODES.iter().flat_map(|parent| {
        NODES.iter().flat_map(move |child| {
            let with = |content: Value| {
                let mut node = node(parent);
                node["content"] = content;
                in_document(parent, node)
            };
            [
                with(json!([node(child)])),
                with(json!([node(child), node(child), node(third(parent))])),
                with(json!([node("media"), node(child)])),
            ]
        })
    });
    assert_agreed(documents, 150);
    let roots =
        NODES.iter().map(|name| json!({"type": "doc", "version": 1, "content": [node(name)]}));
    assert_agreed(roots, 20);
    let lists = NODES.iter().flat_map(|parent| {
        [json!([]), json!(null), json!("text")].into_iter().map(|content| {
            let mut node = node(parent);
            node["content"] = content;
            in_document(parent, node)
        })
    });
    assert_agreed(lists, 5);
}

#[test]
fn which_marks_a_node_may_have_is_as_the_schema_says() {
    let on = |name: &str, marks: Value| {
        let mut node = node(name);
        node["marks"] = marks;
        node
    };
    let singly = NODES.iter().flat_map(|name| {
        let lists =
            MARKS.iter().map(|m| json!([mark(m)])).chain([json!([]), json!({}), json!(["em"])]);
        lists.map(|marks| in_document(name, on(name, marks))).collect::<Vec<_>>()
    });
    assert_agreed(singly, 30);
    let pairs = MARKS.iter().flat_map(|a| {
        MARKS.iter().map(|b| in_document("text", on("text", json!([mark(a), mark(b)]))))
    });
    assert_agreed(pairs, 60);
    // What a paragraph may have depends on where it stands. The schema does not look at the marks
    // of what stands in a synced block.
    let placed = NODES.iter().filter(|parent| **parent != "bodiedSyncBlock").flat_map(|parent| {
        ["paragraph", "heading", "codeBlock", "expand", "layoutSection", "text"].iter().flat_map(
            move |child| {
                MARKS.iter().map(move |m| {
                    let mut node = node(parent);
                    node["content"] = json!([on(child, json!([mark(m)]))]);
                    in_document(parent, node)
                })
            },
        )
    });
    assert_agreed(placed, 50);
}

#[test]
fn attributes_are_as_the_schema_says() {
    let values = [
        json!(null),
        json!(""),
        json!("x"),
        json!("center"),
        json!("wide"),
        json!("#12ab3F"),
        json!("#12ab3F7"),
        json!("#12ab3F77"),
        json!("#12ab3x"),
        json!(0),
        json!(1),
        json!(4),
        json!(6.5),
        json!(-1),
        json!(101),
        json!(true),
        json!([]),
        json!(["a"]),
        json!([1]),
        json!({}),
        json!({"id": "a", "parameters": {}, "views": [{"type": "table"}]}),
        json!({"id": "a", "parameters": {}, "views": []}),
        json!("pixel"),
        json!("\n"),
    ];
    let changed = |given: &Value| {
        let names: Vec<String> =
            given.as_object().into_iter().flatten().map(|(k, _)| k.clone()).collect();
        let mut out = vec![json!(null), json!({}), json!("x")];
        let more =
            ["localId", "width", "layout", "widthType", "text", "title", "nonsense", "datasource"];
        for name in names.iter().map(String::as_str).chain(more) {
            for value in &values {
                let mut attrs = given.clone();
                if attrs.is_null() {
                    attrs = json!({});
                }
                attrs[name] = value.clone();
                out.push(attrs);
            }
        }
        for name in names {
            let mut attrs = given.clone();
            attrs.as_object_mut().unwrap().remove(&name);
            out.push(attrs);
        }
        out
    };
    let nodes = NODES.iter().flat_map(|name| {
        let sample = node(name);
        let all = changed(&sample["attrs"]).into_iter().map(move |attrs| {
            let mut node = node(name);
            node["attrs"] = attrs;
            in_document(name, node)
        });
        let mut bare = sample;
        bare.as_object_mut().unwrap().remove("attrs");
        all.chain([in_document(name, bare)]).collect::<Vec<_>>()
    });
    assert_agreed(nodes, 200);
    let marks = MARKS.iter().flat_map(|name| {
        let on = match *name {
            "alignment" | "fontSize" | "indentation" => "paragraph",
            "border" | "dataConsumer" => "media",
            "breakout" => "layoutSection",
            "fragment" => "table",
            _ => "text",
        };
        let sample = mark(name);
        let all = changed(&sample["attrs"]).into_iter().map(move |attrs| {
            let (mut node, mut mark) = (node(on), mark(name));
            mark["attrs"] = attrs;
            node["marks"] = json!([mark]);
            in_document(on, node)
        });
        all.collect::<Vec<_>>()
    });
    assert_agreed(marks, 20);
}

#[test]
fn keys_that_nobody_knows_are_refused() {
    // The schema lets them pass where a single medium stands, and nowhere else.
    let documents = NODES.iter().filter(|name| **name != "mediaSingle").map(|name| {
        let mut node = node(name);
        node["nonsense"] = json!(1);
        in_document(name, node)
    });
    assert_agreed(
        documents.chain([json!({"type": "doc", "version": 1, "content": [], "x": 1})]),
        0,
    );
}

/// Jira takes empty texts and line breaks in a text (a migration of some 1,500 issues), although
/// the schema forbids the former.
#[test]
fn empty_texts_and_line_breaks_are_taken() {
    for text in ["", "two\nlines"] {
        assert!(taken(&document(text)), "{text:?}");
    }
    assert!(!SCHEMA.is_valid(&document("")));
}

/// Jira's answer to a document that it does not take is `INVALID_INPUT`, for the whole request.
#[tokio::test]
async fn a_malformed_document_is_refused_everywhere() {
    let freely = Switches { per_issue_writes: false, ..Switches::default() };
    let strict = site_with(2, freely.clone());
    let lenient = site_with(2, Switches { lenient_adf: true, ..freely });
    let bold_code =
        json!({"type": "text", "text": "x", "marks": [{"type": "code"}, {"type": "strong"}]});
    let paragraph = |content: Value| {
        json!({"type": "doc", "version": 1, "content": [
            {"type": "paragraph", "content": [content]},
        ]})
    };
    let documents = [
        paragraph(bold_code),
        paragraph(json!({"type": "text", "text": "x", "marks": [{"type": "blink"}]})),
        json!({"type": "doc", "version": 1, "content": [{"type": "text", "text": "bare"}]}),
    ];
    let refused = (400, json!({"errorMessages": ["INVALID_INPUT"], "errors": {}}));
    for body in documents {
        let log = json!({"timeSpent": "1h", "comment": body});
        let both = json!({"fields": {"description": body, "labels": ["a b"]}});
        let answer = strict.put("issue/DEMO-1", both).await.json;
        assert_eq!(answer["errorMessages"], json!(["INVALID_INPUT"]), "beside other mistakes");
        assert!(answer["errors"]["labels"].is_string());
        for (method, path, body) in [
            ("POST", "issue", task(json!({"description": body}))),
            ("PUT", "issue/DEMO-1", json!({"fields": {"customfield_10038": body}})),
            ("PUT", "issue/DEMO-1", json!({"update": {"description": [{"set": body}]}})),
            ("PUT", "issue/DEMO-1", json!({"update": {"comment": [{"add": {"body": body}}]}})),
            ("PUT", "issue/DEMO-1", json!({"update": {"worklog": [{"add": log}]}})),
            ("POST", "issue/DEMO-1/comment", json!({"body": body})),
            ("POST", "issue/DEMO-1/worklog", log.clone()),
        ] {
            let method: axum::http::Method = method.parse().unwrap();
            let answer = strict.send(method.clone(), path, Some(body.clone())).await;
            assert_eq!(answer.refusal(), refused, "{path} {body}");
            let answer = lenient.send(method, path, Some(body.clone())).await;
            assert!(answer.status.is_success(), "{path} {body}: {}", answer.json);
        }
    }
}

/// What the simulator itself fills a site with is good.
#[tokio::test]
async fn seeded_documents_are_good() {
    let site = site(400);
    let site = site.sim.site();
    let mut seen = 0;
    for issue in site.issues.iter() {
        let texts = issue.description.iter().map(|rich| &rich.adf);
        let comments = issue.comments.iter().map(|comment| &comment.body.adf);
        let logs = issue.records.worklogs.iter().filter_map(|w| w.comment.as_ref());
        let values = issue.values.values().filter(|value| value["type"] == "doc");
        for document in texts.chain(comments).chain(logs.map(|rich| &rich.adf)).chain(values) {
            assert!(taken(document), "{}: {document}", issue.key);
            seen += 1;
        }
    }
    assert!(seen > 500, "{seen}");
}
