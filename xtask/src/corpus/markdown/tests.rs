//! What becomes of Markdown.

use serde_json::{Value, json};

use super::document;

fn content(markdown: &str) -> Value {
    document(markdown).unwrap()["content"].clone()
}

fn text(text: &str) -> Value {
    json!({"type": "text", "text": text})
}

fn paragraph(content: Value) -> Value {
    json!({"type": "paragraph", "content": content})
}

#[test]
fn texts_with_marks_links_and_breaks() {
    assert_eq!(
        content("a **b** [c `d`](https://x.example)  \ne\nf"),
        json!([paragraph(json!([
            text("a "),
            {"type": "text", "text": "b", "marks": [{"type": "strong"}]},
            text(" "),
            {"type": "text", "text": "c ",
             "marks": [{"type": "link", "attrs": {"href": "https://x.example"}}]},
            {"type": "text", "text": "d", "marks": [
                {"type": "link", "attrs": {"href": "https://x.example"}}, {"type": "code"},
            ]},
            {"type": "hardBreak"},
            text("e f"),
        ]))])
    );
    assert_eq!(document(" \n\n"), None);
}

#[test]
fn a_picture_is_a_block_and_in_a_heading_a_link() {
    let blocks = content("see ![plan](p.png) here\n\n# ![plan](p.png)");
    let kinds: Vec<_> = blocks.as_array().unwrap().iter().map(|b| b["type"].clone()).collect();
    assert_eq!(kinds, ["paragraph", "mediaSingle", "paragraph", "heading"]);
    assert_eq!(blocks[3]["content"][0]["marks"][0]["attrs"]["href"], "p.png");
}

#[test]
fn lists_in_lists_tasks_and_what_may_not_be_in_a_list() {
    let blocks = content("3. a\n   - b\n4. # c\n\n- [x] done\n  - [ ] open\n");
    assert_eq!(blocks[0]["attrs"]["order"], 3);
    assert_eq!(blocks[0]["content"][0]["content"][1]["type"], "bulletList");
    assert_eq!(blocks[0]["content"][1]["content"], json!([paragraph(json!([text("c")]))]));
    assert_eq!(blocks[1]["type"], "taskList");
    assert_eq!(blocks[1]["content"][0]["attrs"]["state"], "DONE");
    assert_eq!(blocks[1]["content"][1]["content"][0]["content"], json!([text("open")]));
}

#[test]
fn tables_code_quotes() {
    let blocks = content("| a | b |\n|---|---|\n| c | |\n\n```rust\nfn x\n```\n\n> # q\n");
    assert_eq!(blocks[0]["content"][0]["content"][0]["type"], "tableHeader");
    let empty = &blocks[0]["content"][1]["content"][1]["content"];
    assert_eq!(*empty, json!([paragraph(json!([]))]));
    assert_eq!(blocks[1]["attrs"]["language"], "rust");
    assert_eq!(blocks[1]["content"], json!([text("fn x")]));
    assert_eq!(blocks[2]["content"], json!([paragraph(json!([text("q")]))]));
}
