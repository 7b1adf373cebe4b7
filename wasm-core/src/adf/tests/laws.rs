//! What holds for every document.

use proptest::prelude::*;

use super::super::{build, from_markdown, lost, merge, parse, read, to_markdown};
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
        prop_assert_eq!(to_markdown(&build::document(&parse::parse(&markdown))), markdown);
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

    /// A merge says what the text says, whatever the document was; an address that was text before
    /// is no link.
    #[test]
    fn a_merge_says_the_new_text(old in document(), new in document()) {
        let markdown = to_markdown(&new);
        let linked = |markdown: &str| to_markdown(&from_markdown(markdown));
        let merged = to_markdown(&merge(&old, &markdown));
        prop_assert_eq!(linked(&merged), linked(&markdown));
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
}
