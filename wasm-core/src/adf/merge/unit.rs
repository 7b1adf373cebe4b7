//! The nodes of a document with the blocks that they show.

use serde_json::Value;

use super::super::fit::Place;
use super::super::model::{Block, text_of};
use super::super::{fit, read};

/// A node and its blocks: mostly one; none for what shows nothing, such as an empty paragraph;
/// several for what only groups others, such as the columns of a layout. Texts, mentions and the
/// like that stand loose among blocks are one unit as far as they follow each other, for they show
/// one paragraph.
pub(super) struct Unit<'a> {
    pub(super) nodes: &'a [Value],
    pub(super) blocks: Vec<Block>,
}

impl Unit<'_> {
    /// Whether these are loose inline nodes.
    pub(super) fn is_loose(&self) -> bool {
        self.nodes.iter().all(read::is_inline)
    }
}

/// Whether a node only groups the blocks within.
pub(super) fn is_wrapper(node: &Value) -> bool {
    matches!(
        read::kind(node),
        "layoutSection"
            | "layoutColumn"
            | "bodiedExtension"
            | "bodiedSyncBlock"
            | "multiBodiedExtension"
            | "extensionFrame"
    )
}

/// The units of nodes in a place.
pub(super) fn units(nodes: &[Value], place: Place) -> Vec<Unit<'_>> {
    let units = nodes.chunk_by(|a, b| read::is_inline(a) && read::is_inline(b));
    units.map(|nodes| Unit { nodes, blocks: read::nodes(nodes, place) }).collect()
}

/// How much two blocks that differ are alike: 0 for nothing, up to 1. Blocks of different kinds
/// never are.
pub(super) fn likeness(old: &Block, new: &Block) -> f64 {
    let same_kind = std::mem::discriminant(old) == std::mem::discriminant(new)
        && match (old, new) {
            (Block::List(old), Block::List(new)) => {
                old.start.is_some() == new.start.is_some() && old.is_tasks() == new.is_tasks()
            }
            _ => true,
        };
    if !same_kind {
        return 0.0;
    }
    let (old, new) = (text(old), text(new));
    0.01 + 0.99 * shared_words(&old, &new)
}

fn text(block: &Block) -> String {
    match block {
        Block::Code { text, .. } => text.clone(),
        Block::Expand(title, _) => {
            format!("{title} {}", text_of(&fit::text_lines(vec![block.clone()])))
        }
        block => text_of(&fit::text_lines(vec![block.clone()])),
    }
}

/// The share of words that two texts have in common.
fn shared_words(a: &str, b: &str) -> f64 {
    let words = |text: &str| {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut at, mut other, mut shared) = (0, 0, 0_usize);
    while at < a.len() && other < b.len() {
        match a[at].cmp(&b[other]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                at += 1;
                other += 1;
            }
        }
    }
    2.0 * shared as f64 / (a.len() + b.len()) as f64
}
