//! A changed text with as many lines as before: each is merged with the line that it was, so that
//! all of them keep what nobody sees, such as blanks at their ends, colours, empty lines around.

use serde_json::{Value, json};

use super::super::model::{Line, Lines, text_of};
use super::super::{normal, read};
use super::atom::{Atom, atoms, kept};
use super::inline::{around_the_change, join};
use super::patch;

/// The inline nodes for the new lines, made from the old nodes; none if there were more lines or
/// fewer.
pub(super) fn merge(old: &[Value], new: &Lines) -> Option<Vec<Value>> {
    let atoms = atoms(old);
    let lines: Vec<&[Atom]> = atoms.split_inclusive(breaks).collect();
    let shows = |line: &&[Atom]| !shown(&kept(old, line)).is_empty();
    let first = lines.iter().position(shows)?;
    let last = lines.iter().rposition(shows)?;
    if last - first + 1 != new.len() {
        return None;
    }
    let mut merged = Vec::new();
    let mut before = None;
    for (at, line) in lines.into_iter().enumerate() {
        let (text, end) = line.split_at(line.len() - usize::from(line.last().is_some_and(breaks)));
        let now = at.checked_sub(first).and_then(|at| new.get(at));
        let was = kept(old, text);
        let now = now.map_or_else(|| was.clone(), |now| merge_line(&was, now));
        for (atoms, nodes) in [(text, now), (end, kept(old, end))] {
            // A text that was cut at a line feed of its own is put together again.
            if before.is_some() && atoms.first().map(|atom| atom.node) == before {
                join(&mut merged, nodes);
            } else {
                merged.extend(nodes);
            }
            before = atoms.last().map(|atom| atom.node).or(before);
        }
    }
    Some(merged)
}

fn breaks(atom: &Atom) -> bool {
    matches!(atom.glyphs.as_slice(), [glyph] if glyph.c == '\n')
}

fn shown(nodes: &[Value]) -> Lines {
    normal::lines(read::lines(nodes))
}

fn merge_line(old: &[Value], new: &Line) -> Vec<Value> {
    let new: Lines = Some(new).filter(|line| !line.is_empty()).into_iter().cloned().collect();
    let was = shown(old);
    if was == new {
        return old.to_vec();
    }
    let node = json!({ "type": "paragraph", "content": old });
    let shown = |node: &Value| shown(read::content(node));
    let text = |node: &Value| text_of(&shown(node));
    let texts = (text_of(&was), text_of(&new));
    let patched = patch::patch(&node, (&texts.0, &texts.1), text, |node| shown(node) == new);
    match patched {
        Some(node) => read::content(&node).to_vec(),
        None => around_the_change(old, &new),
    }
}
