//! Markdown as people type it, and the documents it becomes.

use super::super::{from_markdown, to_markdown};

#[test]
fn the_blocks_of_markdown_become_nodes() {
    insta::assert_json_snapshot!(from_markdown(
        "# Title\n\nSome **bold**, _italic_ and `code`.\nA second line with a [link](https://example.com).\n\n\
         - one\n- two\n  1. deep\n\n```rust\nfn main() {}\n```\n\n> quoted\n\n---"
    ));
}

#[test]
fn the_blocks_of_github_and_the_fences_become_nodes() {
    insta::assert_json_snapshot!(from_markdown(
        "- [ ] open\n- [x] done\n  - [ ] below\n\n| Name | Size |\n| --- | --- |\n| a \\| b | ~~1~~<br>2 |\n\n\
         :::warning\n\nMind the *gap*.\n\n:::\n\n:::expand More of it\n\nH<sub>2</sub>O\n\n:::"
    ));
}

/// What is typed, and how it is shown after it was stored.
#[test]
fn typed_text_is_shown_in_one_form() {
    for (typed, shown) in [
        ("* a\n* b", "- a\n- b"),
        ("+ a\n\n+ b", "- a\n- b"),
        ("__bold__ and *it*", "**bold** and _it_"),
        ("Title\n=====", "# Title"),
        ("a  \nb\\\nc", "a\nb\nc"),
        ("5 * 3 and snake_case and ~5", "5 * 3 and snake_case and ~5"),
        ("C:\\temp\\new", "C:\\temp\\new"),
        ("<https://example.com>", "<https://example.com>"),
        ("![alt](https://example.com/a.png)", "[alt](https://example.com/a.png)"),
        ("[a](javascript:alert(1)) [c](data:x)", "[a\\](javascript:alert(1)) [c\\](data:x)"),
        ("[a](mailto:a@b.c)", "[a](mailto:a@b.c)"),
        ("<div>x</div>", "\\<div>x\\</div>"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("- a\n\n\n\ntext", "- a\n\ntext"),
        ("> # h", "> **h**"),
        ("- [ ] a\n- b", "- [ ] a\n- [ ] b"),
        (":::info\nshort\n:::", ":::info\n\nshort\n\n:::"),
        (":::nothing\nshort\n:::", "\\:::nothing\nshort\n\\:::"),
        ("", ""),
        ("  \n\n ", ""),
    ] {
        assert_eq!(to_markdown(&from_markdown(typed)), shown, "{typed:?}");
    }
}

#[test]
fn text_too_deep_loses_its_shape_and_not_its_words() {
    let quotes = format!("{} deep", ">".repeat(5_000));
    assert_eq!(to_markdown(&from_markdown(&quotes)), "> deep");
    let lists: String = (0..500).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    assert_eq!(to_markdown(&from_markdown(&lists)).matches('x').count(), 500);
    let fences = ":::info\n".repeat(3_000);
    from_markdown(&fences);
}
