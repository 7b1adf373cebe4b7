//! What holds for every document.

use proptest::prelude::*;
use serde_json::Value;

use super::super::{from_markdown, lost, merge, parse, read, to_markdown};
use super::generate::{document, text};

proptest! {
    /// Markdown says the same blocks again.
    #[test]
    fn printed_blocks_parse_into_themselves(document in document()) {
        let blocks = read::document(&document);
        let markdown = to_markdown(&document);
        prop_assert_eq!(parse::parse(&markdown), blocks, "{}", markdown);
    }

    #[test]
    fn markdown_is_stable(document in document()) {
        let markdown = to_markdown(&document);
        prop_assert_eq!(to_markdown(&from_markdown(&markdown)), markdown);
    }

    /// Whatever a person types becomes a document that shows itself the same from then on.
    #[test]
    fn typed_text_settles_at_once(lines in prop::collection::vec(text(), 0..6)) {
        let typed = lines.join("\n");
        let markdown = to_markdown(&from_markdown(&typed));
        prop_assert_eq!(to_markdown(&from_markdown(&markdown)), markdown);
    }

    #[test]
    fn an_unchanged_text_is_the_same_document(document in document()) {
        prop_assert_eq!(merge(&document, &to_markdown(&document)), document);
    }

    /// A merge says what the text says, whatever the document was.
    #[test]
    fn a_merge_says_the_new_text(old in document(), new in document()) {
        let markdown = to_markdown(&new);
        prop_assert_eq!(to_markdown(&merge(&old, &markdown)), markdown);
    }

    /// One more block leaves every node of the document as it was.
    #[test]
    fn a_new_paragraph_touches_nothing(document in document()) {
        let markdown = to_markdown(&document);
        let merged = merge(&document, &format!("{markdown}\n\nentirely new words"));
        let old = document["content"].as_array().unwrap();
        let new = merged["content"].as_array().unwrap();
        prop_assert_eq!(&new[..old.len()], &old[..]);
        prop_assert_eq!(new.len(), old.len() + 1);
        prop_assert_eq!(lost(&document, &merged), Vec::<String>::new());
    }

    #[test]
    fn built_documents_are_well_formed(document in document()) {
        well_formed(&from_markdown(&to_markdown(&document)));
    }
}

/// The rules of Atlassian's schema that are easy to break: no empty texts, no line feeds in texts,
/// no empty lists, code without other marks, only what may stand in a place.
fn well_formed(node: &Value) {
    let kind = node["type"].as_str().unwrap();
    let content = read::content(node);
    let kinds: Vec<&str> = content.iter().map(read::kind).collect();
    let only = |allowed: &[&str]| kinds.iter().all(|kind| allowed.contains(kind));
    let in_list = ["paragraph", "bulletList", "orderedList", "taskList", "codeBlock"];
    match kind {
        "text" => {
            let text = node["text"].as_str().unwrap();
            assert!(!text.is_empty(), "{node}");
            let marks: Vec<_> =
                node["marks"].as_array().into_iter().flatten().map(read::kind).collect();
            let formatted = marks.iter().any(|mark| !["code", "link"].contains(mark));
            assert!(!(marks.contains(&"code") && formatted), "{node}");
        }
        "paragraph" | "heading" | "taskItem" => {
            assert!(only(&["text", "hardBreak"]), "{node}");
            assert!(
                !content.iter().any(|node| node["text"].as_str().is_some_and(|t| t.contains('\n')))
            );
        }
        "bulletList" | "orderedList" => {
            assert!(only(&["listItem"]) && !kinds.is_empty(), "{node}");
        }
        "taskList" => {
            assert!(only(&["taskItem", "taskList"]) && kinds[0] == "taskItem", "{node}");
            assert!(node["attrs"]["localId"].is_string(), "{node}");
        }
        "listItem" => assert!(only(&in_list) && !kinds.is_empty(), "{node}"),
        "blockquote" => {
            assert!(!kinds.is_empty(), "{node}");
            assert!(only(&["paragraph", "bulletList", "orderedList", "codeBlock"]), "{node}");
        }
        "panel" => {
            assert!(!kinds.is_empty() && only(&[&in_list[..], &["heading", "rule"]].concat()));
        }
        "table" => assert!(only(&["tableRow"]) && !kinds.is_empty(), "{node}"),
        "tableRow" => assert!(only(&["tableCell", "tableHeader"]), "{node}"),
        "expand" | "nestedExpand" => assert!(!kinds.is_empty() && !only(&["expand"]), "{node}"),
        _ => {}
    }
    content.iter().for_each(well_formed);
}
