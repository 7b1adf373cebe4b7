//! A change within texts: they get their new words, and nothing else is touched.
//!
//! What the eye sees of a node does not tell everything that is in it: a cell of a table may hold
//! lists, a text may be cut in two, an item may be empty. So the changed words are looked for in
//! the texts of the node, and the one place is taken that makes the node say what it shall say.

use std::ops::Range;

use serde_json::Value;

use super::super::fit;
use super::super::model::{Block, text_of};
use super::super::read;
use super::align;

/// Places that are tried, the likeliest first.
const TRIES: usize = 16;

/// Characters around the change by which likely places are told.
const AROUND: usize = 40;

/// The text of blocks without their shape.
pub(super) fn text(blocks: &[Block]) -> String {
    text_of(&fit::text_lines(blocks.to_vec()))
}

/// Changes of one node that are followed one by one. With more of them it is another text.
const MOST: usize = 100;

/// The node with some of its texts changed, so that what it shows becomes `new` where it was
/// `old`. None if more than words would have to change. `shown` gives the text that a node shows,
/// `says_it` tells whether it shows what it shall.
pub(super) fn patch(
    node: &Value,
    (old, new): (&str, &str),
    shown: impl Fn(&Value) -> String,
    says_it: impl Fn(&Value) -> bool,
) -> Option<Value> {
    if let Some(node) = patch_one(node, old, new, &says_it) {
        return Some(node);
    }
    let changes = changes(old, new);
    if !(2..=MOST).contains(&changes.len()) {
        return None;
    }
    let mut text = old.to_owned();
    let mut node = node.clone();
    for (range, words) in changes.into_iter().rev() {
        let mut next = text.clone();
        next.replace_range(range, words);
        node = patch_one(&node, &text, &next, |node| shown(node) == next)?;
        text = next;
    }
    says_it(&node).then_some(node)
}

/// What differs word by word, line by line: the part of the old text, and what stands there now.
/// Nothing if there are more lines or fewer: that is more than another word.
fn changes<'a>(old: &str, new: &'a str) -> Vec<(Range<usize>, &'a str)> {
    if old.matches('\n').count() != new.matches('\n').count() {
        return Vec::new();
    }
    let mut start = 0;
    let mut changes = Vec::new();
    for (old, new) in old.split_inclusive('\n').zip(new.split_inclusive('\n')) {
        if old != new {
            let own = changes_in_line(old, new).into_iter();
            changes.extend(own.map(|(at, words)| (start + at.start..start + at.end, words)));
        }
        start += old.len();
    }
    changes
}

fn changes_in_line<'a>(old: &str, new: &'a str) -> Vec<(Range<usize>, &'a str)> {
    let (old_words, new_words) = (words(old), words(new));
    let mut pairs = align::align(&old_words, &new_words, |_, _| 0.0);
    let (last, end) = (old_words.len(), new_words.len());
    pairs.push(align::Pair { old: last, new: end, equal: true });
    let mut changes = Vec::new();
    let (mut at, mut to) = ((0, 0), (0, 0));
    for pair in pairs {
        let length = |words: &[&str]| words.iter().map(|word| word.len()).sum::<usize>();
        let gone = length(&old_words[at.0..pair.old]);
        let come = length(&new_words[at.1..pair.new]);
        if gone + come > 0 {
            changes.push((to.0..to.0 + gone, &new[to.1..to.1 + come]));
        }
        let same = old_words.get(pair.old).map_or(0, |word| word.len());
        to = (to.0 + gone + same, to.1 + come + same);
        at = (pair.old + 1, pair.new + 1);
    }
    changes
}

/// A text as words and the signs and white space between them.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let in_word = c.is_alphanumeric();
        if at > start && !(in_word && before == Some(true)) {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(in_word);
    }
    words.extend((start < text.len()).then(|| &text[start..]));
    words
}

/// The same for a single change.
fn patch_one(
    node: &Value,
    old: &str,
    new: &str,
    says_it: impl Fn(&Value) -> bool,
) -> Option<Value> {
    let change = Change::between(old, new)?;
    let mut places = Vec::new();
    find(node, &mut Vec::new(), &change, &mut places);
    places.sort_by_key(|place| std::cmp::Reverse(place.alike));
    places.iter().take(TRIES).find_map(|place| {
        let mut node = node.clone();
        let text = place.path.iter().try_fold(&mut node, |node, at| node["content"].get_mut(at))?;
        let was = text["text"].as_str()?;
        let end = place.start + change.old.len();
        let now = format!("{}{}{}", &was[..place.start], change.new, &was[end..]);
        text["text"] = Value::from(now);
        says_it(&node).then_some(node)
    })
}

/// What differs between two texts, with what is before and after it.
struct Change<'a> {
    before: &'a str,
    old: &'a str,
    new: &'a str,
    after: &'a str,
}

impl<'a> Change<'a> {
    /// None if nothing differs, or if lines do.
    fn between(old: &'a str, new: &'a str) -> Option<Self> {
        let start = matching(old.chars().zip(new.chars()));
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let end = matching(old_rest.chars().rev().zip(new_rest.chars().rev()));
        let (old_end, new_end) = (old_rest.len() - end, new_rest.len() - end);
        let change = Self {
            before: &old[..start],
            old: &old_rest[..old_end],
            new: &new_rest[..new_end],
            after: &old_rest[old_end..],
        };
        let in_line = !change.old.contains('\n') && !change.new.contains('\n');
        (in_line && change.old != change.new).then_some(change)
    }

    /// How much of what is around the change is also around a place of a text.
    fn around(&self, text: &str, start: usize) -> usize {
        let (before, after) = (&text[..start], &text[start + self.old.len()..]);
        let pairs = before.chars().rev().zip(self.before.chars().rev()).take(AROUND);
        matching(pairs) + matching(after.chars().zip(self.after.chars()).take(AROUND))
    }
}

/// The bytes of the pairs of characters that are equal, from the first on.
fn matching(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// A text where the change could be.
struct Place {
    path: Vec<usize>,
    start: usize,
    alike: usize,
}

fn find(node: &Value, path: &mut Vec<usize>, change: &Change<'_>, places: &mut Vec<Place>) {
    if read::kind(node) == "text"
        && let Some(text) = node.get("text").and_then(Value::as_str)
    {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let fitting = starts.filter(|start| {
            let whole = change.new.is_empty() && text.len() == change.old.len();
            text[*start..].starts_with(change.old) && !whole
        });
        places.extend(fitting.map(|start| {
            let alike = change.around(text, start);
            Place { path: path.clone(), start, alike }
        }));
    }
    for (at, child) in read::content(node).iter().enumerate() {
        path.push(at);
        find(child, path, change, places);
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn paragraph(texts: &[&str]) -> Value {
        let text = |text: &&str| json!({ "type": "text", "text": text });
        json!({ "type": "paragraph", "content": texts.iter().map(text).collect::<Vec<_>>() })
    }

    fn patched(texts: &[&str], old: &str, new: &str) -> Option<Value> {
        let shown = |node: &Value| -> String {
            read::content(node).iter().map(|node| node["text"].as_str().unwrap()).collect()
        };
        patch(&paragraph(texts), (old, new), shown, |node| shown(node) == new)
    }

    #[test]
    fn the_text_that_holds_the_change_is_found_by_what_is_around_it() {
        let now =
            patched(&["a cat, ", "a dog, ", "a cat"], "a cat, a dog, a cat", "a cat, a dog, a cow");
        assert_eq!(now, Some(paragraph(&["a cat, ", "a dog, ", "a cow"])));
        let now = patched(&["one", " two"], "one two", "one or two");
        assert_eq!(now, Some(paragraph(&["one", " or two"])));
    }

    #[test]
    fn each_of_several_changes_finds_its_text() {
        let now = patched(
            &["red ", "and green ", "and blue."],
            "red and green and blue.",
            "pink and light green, and navy!",
        );
        assert_eq!(now, Some(paragraph(&["pink ", "and light green, ", "and navy!"])));
        assert_eq!(changes("a b-c", "a x-c d"), [(2..3, "x"), (5..5, " d")],);
        assert_eq!(changes("a b\nc\nd e", "x b\nc\nd f"), [(0..1, "x"), (8..9, "f")]);
        assert!(changes("a\nb", "a").is_empty());
        assert_eq!(words("ab, 漢字 c"), ["ab", ",", " ", "漢字", " ", "c"]);
    }

    #[test]
    fn a_change_across_texts_of_lines_or_of_a_whole_text_is_none() {
        assert_eq!(patched(&["one", "two"], "onetwo", "oxo"), None);
        assert_eq!(patched(&["one"], "one", "one\nmore"), None);
        assert_eq!(patched(&["one", "two"], "onetwo", "one"), None);
        assert_eq!(patched(&["one"], "one", "one"), None);
    }
}
