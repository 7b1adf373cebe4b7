//! A changed text: what stands before and after the change stays as it was, and so does each
//! mention, date or status whose text is still there.

use serde_json::Value;

use super::super::model::Lines;
use super::super::{build, normal, read};
use super::atom::{Atom, Glyph, atoms, glyphs, is_break, kept, lines};
use super::line;

/// The inline nodes for new lines, made from the old nodes.
pub(super) fn merge(old: &[Value], new: &Lines) -> Vec<Value> {
    let says_it = |nodes: &Vec<Value>| normal::lines(read::lines(nodes)) == *new;
    let by_lines = line::merge(old, new).filter(says_it);
    let merged = by_lines.or_else(|| Some(around_the_change(old, new)).filter(says_it));
    merged.unwrap_or_else(|| build::inline(new))
}

/// The nodes before the first change and after the last one as they were, with new ones between.
/// They may say something else where a change makes a sign of what was text.
pub(super) fn around_the_change(old: &[Value], new: &Lines) -> Vec<Value> {
    let atoms = atoms(old);
    let glyphs = glyphs(new);
    let (start, used) = matching(&atoms, &glyphs);
    let (end, used_at_end) = matching_end(&atoms[start..], &glyphs[used..]);
    let (end, last) = (atoms.len() - end, glyphs.len() - used_at_end);
    let mut nodes = kept(old, &atoms[..start]);
    join(&mut nodes, changed(old, &atoms[start..end], &glyphs[used..last]));
    join(&mut nodes, kept(old, &atoms[end..]));
    nodes
}

/// Goes on with more nodes: texts that look the same and meet become one.
pub(super) fn join(nodes: &mut Vec<Value>, more: Vec<Value>) {
    let mut more = more.into_iter().peekable();
    let text = |node: &Value| {
        let is_text = read::kind(node) == "text";
        is_text.then(|| node["text"].as_str().unwrap_or_default().to_owned())
    };
    if let (Some(last), Some(first)) = (nodes.last_mut(), more.peek())
        && let (Some(before), Some(after)) = (text(last), text(first))
        && last.get("marks") == first.get("marks")
    {
        last["text"] = Value::from(before + &after);
        more.next();
    }
    nodes.extend(more);
}

/// How many atoms, and how many glyphs, are the same from the start on.
fn matching(atoms: &[Atom], new: &[Glyph]) -> (usize, usize) {
    let mut used = 0;
    let mut count = 0;
    for atom in atoms {
        match new.get(used..used + atom.glyphs.len()) {
            Some(rest) if shows(atom, rest) => used += atom.glyphs.len(),
            _ if atom.at_edge => {}
            _ => break,
        }
        count += 1;
    }
    (count, used)
}

/// The same from the end on.
fn matching_end(atoms: &[Atom], new: &[Glyph]) -> (usize, usize) {
    let mut used = 0;
    let mut count = 0;
    for atom in atoms.iter().rev() {
        let end = new.len() - used;
        let rest = end.checked_sub(atom.glyphs.len()).map(|start| &new[start..end]);
        match rest {
            Some(rest) if shows(atom, rest) => used += atom.glyphs.len(),
            _ if atom.at_edge => {}
            _ => break,
        }
        count += 1;
    }
    (count, used)
}

fn shows(atom: &Atom, glyphs: &[Glyph]) -> bool {
    atom.glyphs.iter().zip(glyphs).all(|(a, b)| a.same(b))
}

/// The new text of the change, with the old nodes whose text is still in it.
fn changed(old: &[Value], gone: &[Atom], new: &[Glyph]) -> Vec<Value> {
    let mut nodes = Vec::new();
    let mut from = 0;
    for atom in gone.iter().filter(|atom| atom.bytes.is_none() && !is_break(atom)) {
        if let Some(at) = find(&new[from..], &atom.glyphs) {
            nodes.extend(build::inline(&lines(&new[from..from + at])));
            nodes.push(old[atom.node].clone());
            from += at + atom.glyphs.len();
        }
    }
    nodes.extend(build::inline(&lines(&new[from..])));
    nodes
}

fn find(text: &[Glyph], token: &[Glyph]) -> Option<usize> {
    text.windows(token.len()).position(|part| part.iter().zip(token).all(|(a, b)| a.c == b.c))
}
