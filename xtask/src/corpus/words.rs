//! Words of a document that could be changed, in an order drawn by a seed.

use serde_json::Value;

/// A word, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word; it occurs once in its document.
    pub word: String,
    /// The word that takes its place.
    pub new: String,
    /// What it stands in: `paragraph`, `heading`, `list item`, `table cell`, `code`, `quote`, …
    pub kind: &'static str,
    /// The JSON pointer of its text, within the document.
    pub pointer: String,
    /// The block of the document that holds it, counted from 0.
    pub block: usize,
}

impl Word {
    /// The document with the new word, and nothing else changed.
    pub fn changed(&self, document: &Value) -> Value {
        let mut document = document.clone();
        if let Some(node) = document.pointer_mut(&self.pointer) {
            let text = node.as_str().unwrap_or_default().replacen(&self.word, &self.new, 1);
            *node = text.into();
        }
        document
    }
}

/// How new words begin. They are of letters only: signs could mean something in Markdown.
const NEW: [&str; 5] = ["reworded", "Änderung", "改写", "пересказ", "تغيير"];

/// Candidates of one document, at most: most often the first will do.
const MOST: usize = 200;

/// Letters of a word where a language has no spaces between words.
const LONGEST: usize = 12;

/// The words that could be changed: each kind of block in turn, so that rare kinds come first as
/// often as paragraphs do.
pub fn candidates(document: &Value, seed: u64) -> Vec<Word> {
    let mut random = Random(seed);
    let mut found = Vec::new();
    let blocks = document["content"].as_array().map_or(&[][..], Vec::as_slice);
    for (block, node) in blocks.iter().enumerate() {
        let place = Place { block, kind: "other", pointer: format!("/content/{block}") };
        texts(node, &place, &mut random, &mut found);
    }
    let all = document.to_string();
    found.retain(|word| all.matches(&word.word).count() == 1);
    let mut kinds: Vec<Vec<Word>> = Vec::new();
    for word in shuffled(found, &mut random) {
        match kinds.iter_mut().find(|kind| kind[0].kind == word.kind) {
            Some(kind) => kind.push(word),
            None => kinds.push(vec![word]),
        }
    }
    let mut kinds = shuffled(kinds, &mut random);
    let mut drawn = Vec::new();
    while drawn.len() < MOST && kinds.iter().any(|kind| !kind.is_empty()) {
        drawn.extend(kinds.iter_mut().filter_map(Vec::pop));
    }
    drawn
}

#[derive(Clone)]
struct Place {
    block: usize,
    kind: &'static str,
    pointer: String,
}

fn texts(node: &Value, place: &Place, random: &mut Random, found: &mut Vec<Word>) {
    let mut place = place.clone();
    place.kind = kind(node["type"].as_str().unwrap_or_default(), place.kind);
    if let Some(text) = node["text"].as_str() {
        let pointer = format!("{}/text", place.pointer);
        found.extend(words(text).map(|word| Word {
            word,
            new: random.word(),
            kind: place.kind,
            pointer: pointer.clone(),
            block: place.block,
        }));
    }
    for (at, child) in node["content"].as_array().into_iter().flatten().enumerate() {
        let pointer = format!("{}/content/{at}", place.pointer);
        texts(child, &Place { pointer, ..place.clone() }, random, found);
    }
}

/// What a text stands in: of blocks in each other the innermost that is not just a paragraph.
fn kind(node: &str, around: &'static str) -> &'static str {
    match node {
        "paragraph" if around == "other" => "paragraph",
        "heading" => "heading",
        "listItem" => "list item",
        "taskItem" => "task",
        "decisionItem" => "decision",
        "tableCell" | "tableHeader" => "table cell",
        "codeBlock" => "code",
        "blockquote" => "quote",
        "panel" => "panel",
        "expand" | "nestedExpand" => "expand",
        "layoutColumn" => "column",
        "caption" => "caption",
        _ => around,
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let runs = text.split(|c: char| !c.is_alphabetic());
    let long = runs.filter(|run| run.chars().count() > usize::from(run.is_ascii()) + 1);
    long.map(|run| run.chars().take(LONGEST).collect())
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A word that no text has.
    fn word(&mut self) -> String {
        let end = (0..6).map(|_| char::from(b'a' + self.below(26) as u8));
        let end: String = end.collect();
        format!("{}{end}", NEW[self.below(NEW.len())])
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn shuffled<T>(mut items: Vec<T>, random: &mut Random) -> Vec<T> {
    for at in (1..items.len()).rev() {
        items.swap(at, random.below(at + 1));
    }
    items
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Value {
        let text = |text: &str| json!([{"type": "text", "text": text}]);
        json!({"type": "doc", "version": 1, "content": [
            {"type": "paragraph", "content": text("twice twice once")},
            {"type": "bulletList", "content": [{"type": "listItem", "content": [
                {"type": "paragraph", "content": text("пункт")},
                {"type": "codeBlock", "content": text("const it = 1")},
            ]}]},
            {"type": "mediaSingle", "content": [{"type": "media", "attrs": {"alt": "once"}}]},
        ]})
    }

    #[test]
    fn words_that_occur_once_in_every_kind_of_block() {
        let mut found: Vec<_> = candidates(&document(), 7)
            .into_iter()
            .map(|word| (word.word, word.kind, word.pointer, word.block))
            .collect();
        found.sort();
        let code = "/content/1/content/0/content/1/content/0/text".to_owned();
        let item = "/content/1/content/0/content/0/content/0/text".to_owned();
        let expected =
            [("const".to_owned(), "code", code, 1), ("пункт".into(), "list item", item, 1)];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_same_seed_draws_the_same_and_others_draw_others() {
        let text = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda";
        let document = json!({"content": [{"type": "paragraph", "content": [{"text": text}]}]});
        let first = |seed| candidates(&document, seed)[0].clone();
        assert_eq!(first(3), first(3));
        assert!((0..20).any(|seed| first(seed).word != first(3).word));
    }

    #[test]
    fn only_the_word_changes() {
        let word =
            candidates(&document(), 1).into_iter().find(|word| word.word == "const").unwrap();
        let mut expected = document();
        let text = format!("{} it = 1", word.new);
        expected["content"][1]["content"][0]["content"][1]["content"][0]["text"] = text.into();
        assert_eq!(word.changed(&document()), expected);
    }
}
