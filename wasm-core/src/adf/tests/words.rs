//! A changed word, and nothing else.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{lost, merge, merge_typed, read, to_markdown};
use super::generate::document;

/// Words of a document's texts that occur nowhere else, each with the pointer of its text.
fn single_words(node: &Value, pointer: &str, all: &str, found: &mut Vec<(String, String)>) {
    if let Some(text) = node["text"].as_str() {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
        let single = words.filter(|word| all.matches(word).count() == 1);
        found.extend(single.map(|word| (word.to_owned(), format!("{pointer}/text"))));
    }
    for (at, child) in node["content"].as_array().into_iter().flatten().enumerate() {
        single_words(child, &format!("{pointer}/content/{at}"), all, found);
    }
}

/// What stands before and after a word that occurs once.
fn neighbours(word: &str, text: &str) -> Option<[Option<char>; 2]> {
    let mut places = text.match_indices(word);
    let (Some((at, _)), None) = (places.next(), places.next()) else { return None };
    Some([text[..at].chars().next_back(), text[at + word.len()..].chars().next()])
}

/// Whether a word occurs once, and is not a part of a longer one: where two texts share a word,
/// nobody can tell whose part of it changed into what.
fn stands_alone(word: &str, text: &str) -> bool {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    neighbours(word, text).is_some_and(|around| around.into_iter().all(ends))
}

/// Whether something that is shown is left of a text on both sides of its word, by which it is known
/// again when every word of the document is another.
fn is_within(word: &str, text: &str) -> bool {
    let shown: String = text.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
    neighbours(word, &shown).is_some_and(|around| around.iter().all(Option::is_some))
}

/// The document with another word, which must be all that an edited cell changes.
fn only_the_word_changes(document: &Value) {
    let markdown = to_markdown(document);
    let mut words = Vec::new();
    single_words(document, "", &document.to_string(), &mut words);
    for (word, pointer) in words {
        if !stands_alone(&word, &markdown) {
            continue;
        }
        let mut expected = document.clone();
        let text = expected.pointer_mut(&pointer).unwrap();
        *text = json!(text.as_str().unwrap().replacen(&word, "reworded", 1));
        let edited = markdown.replacen(&word, "reworded", 1);
        let merged = merge_typed(document, &edited);
        assert_eq!(lost(document, &merged), Vec::<String>::new());
        assert_eq!(merged, expected, "{word} at {pointer} in\n{markdown}\n{document}");
    }
}

/// The same for all of the words at once.
fn only_the_words_change(document: &Value) {
    let mut markdown = to_markdown(document);
    let mut words = Vec::new();
    single_words(document, "", &document.to_string(), &mut words);
    let mut expected = document.clone();
    for (at, (word, pointer)) in words.iter().enumerate() {
        let text = expected.pointer_mut(pointer).unwrap();
        let was = text.as_str().unwrap();
        if stands_alone(word, &markdown) && is_within(word, was) {
            let new = format!("Reworded{at}");
            markdown = markdown.replacen(word, &new, 1);
            *text = json!(was.replacen(word, &new, 1));
        }
    }
    let merged = merge_typed(document, &markdown);
    assert!(merged == expected, "{markdown}\n{document}\n{merged}");
    assert_eq!(lost(document, &merged), Vec::<String>::new());
}

fn document_of(nodes: &[Value]) -> Value {
    json!({ "type": "doc", "version": 1, "content": nodes })
}

/// The nodes of a document that show something. Loose texts and the like are in the paragraph that
/// they show.
fn shown(document: &Value) -> Vec<Value> {
    let nodes = document["content"].as_array().unwrap();
    let units = nodes.chunk_by(|a, b| read::is_inline(a) && read::is_inline(b));
    let blocks = units.map(|nodes| match nodes {
        [node] if !read::is_inline(node) => node.clone(),
        loose => json!({ "type": "paragraph", "content": loose }),
    });
    blocks
        .filter(|node| !to_markdown(&document_of(std::slice::from_ref(node))).is_empty())
        .collect()
}

/// The same with what stands in columns in place of the columns, which the text doesn't show.
fn opened(document: &Value) -> Vec<Value> {
    let open = |node: Value| match node["type"].as_str() {
        Some("layoutSection") if node["content"] != json!([]) => opened(&node),
        _ => vec![node],
    };
    shown(document).into_iter().flat_map(open).collect()
}

/// Whether two nodes look alike.
fn has_alike(nodes: &[Value]) -> bool {
    let looks: BTreeSet<String> =
        nodes.iter().map(|node| to_markdown(&document_of(std::slice::from_ref(node)))).collect();
    looks.len() < nodes.len()
}

proptest! {
    #[test]
    fn a_changed_word_changes_its_text_alone(document in document()) {
        only_the_word_changes(&document);
    }

    #[test]
    fn words_changed_everywhere_change_their_texts_alone(document in document()) {
        only_the_words_change(&document);
    }

    /// A block taken out leaves the others as they were. Two blocks may look alike and yet differ
    /// in what nobody sees: then the text says that one of them went, but not which.
    #[test]
    fn a_removed_block_is_all_that_goes(
        document in document().prop_filter("nothing to take out", |d| !shown(d).is_empty()),
        at in any::<prop::sample::Index>(),
    ) {
        let mut left = shown(&document);
        left.remove(at.index(left.len()));
        let text = to_markdown(&document_of(&left));
        let merged = shown(&merge(&document, &text));
        let (had, has) = (opened(&document), opened(&document_of(&merged)));
        if !has_alike(&had) {
            prop_assert_eq!(&merged, &left);
        }
        let mut had = had.iter();
        prop_assert!(has.iter().all(|node| had.any(|old| old == node)), "{has:?}\n{document}");
        prop_assert_eq!(to_markdown(&document_of(&has)), text);
    }

    /// So does one put between.
    #[test]
    fn a_block_between_is_all_that_comes(document in document(), at in any::<prop::sample::Index>()) {
        let mut more = shown(&document);
        let at = at.index(more.len() + 1);
        let words = json!([{ "type": "text", "text": "Entirely New Words" }]);
        more.insert(at, json!({ "type": "heading", "attrs": { "level": 3 }, "content": words }));
        let more = document_of(&more);
        let merged = merge(&document, &to_markdown(&more));
        prop_assert_eq!(shown(&merged), shown(&more));
    }
}
