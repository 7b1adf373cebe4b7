//! A changed text: what stands before and after the change stays as it was, and so does each
//! mention, date or status whose text is still there.

use std::ops::Range;

use serde_json::Value;

use super::super::model::{Line, Lines, Marks, Run};
use super::super::{build, normal, read};

/// A character of a text, or a line break (`\n`).
#[derive(Clone, Debug)]
struct Glyph {
    c: char,
    marks: Marks,
}

impl Glyph {
    /// White space looks like its surroundings, so that its marks say nothing.
    fn same(&self, other: &Self) -> bool {
        self.c == other.c && (self.marks == other.marks || self.c.is_whitespace())
    }
}

/// The smallest part of the old nodes that is kept or goes as a whole: a character of a text, or
/// a node that is no text.
struct Atom {
    node: usize,
    /// Where it is in the node's text.
    bytes: Option<Range<usize>>,
    /// What it shows. Nothing for what Markdown leaves out.
    glyphs: Vec<Glyph>,
    /// Whether it is white space at the end of a line, which Markdown may leave out.
    at_edge: bool,
}

/// The inline nodes for new lines, made from the old nodes.
pub(super) fn merge(old: &[Value], new: &Lines) -> Vec<Value> {
    let atoms = atoms(old);
    let glyphs = glyphs(new);
    let (start, used) = matching(&atoms, &glyphs);
    let (end, used_at_end) = matching_end(&atoms[start..], &glyphs[used..]);
    let (end, last) = (atoms.len() - end, glyphs.len() - used_at_end);
    let mut nodes = kept(old, &atoms[..start]);
    nodes.extend(changed(old, &atoms[start..end], &glyphs[used..last]));
    nodes.extend(kept(old, &atoms[end..]));
    let nodes = joined(nodes);
    if normal::lines(read::lines(&nodes)) == *new { nodes } else { build::inline(new) }
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

fn is_break(atom: &Atom) -> bool {
    atom.glyphs.iter().all(|glyph| glyph.c.is_whitespace())
}

fn find(text: &[Glyph], token: &[Glyph]) -> Option<usize> {
    text.windows(token.len()).position(|part| part.iter().zip(token).all(|(a, b)| a.c == b.c))
}

/// The nodes of atoms, texts cut where not all of their atoms are kept.
fn kept(old: &[Value], atoms: &[Atom]) -> Vec<Value> {
    let mut nodes = Vec::new();
    for part in atoms.chunk_by(|a, b| a.node == b.node) {
        let node = &old[part[0].node];
        let bytes = part
            .first()
            .and_then(|a| a.bytes.clone())
            .zip(part.last().and_then(|a| a.bytes.clone()));
        let text = node.get("text").and_then(Value::as_str).unwrap_or_default();
        let mut node = node.clone();
        if let Some((first, last)) = bytes {
            node["text"] = Value::from(&text[first.start..last.end]);
        }
        nodes.push(node);
    }
    nodes
}

/// Texts that look the same and follow each other, as one.
fn joined(nodes: Vec<Value>) -> Vec<Value> {
    let mut joined: Vec<Value> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let text = |node: &Value| {
            (read::kind(node) == "text")
                .then(|| node["text"].as_str().unwrap_or_default().to_owned())
        };
        if let Some(last) = joined.last_mut()
            && let (Some(before), Some(after)) = (text(last), text(&node))
            && last.get("marks") == node.get("marks")
        {
            last["text"] = Value::from(before + &after);
        } else {
            joined.push(node);
        }
    }
    joined
}

fn atoms(nodes: &[Value]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        match node.get("text").and_then(Value::as_str) {
            Some(text) if read::kind(node) == "text" => atoms.extend(text_atoms(at, node, text)),
            _ => {
                let glyphs = glyphs(&read::lines(std::slice::from_ref(node)));
                atoms.push(Atom { node: at, bytes: None, glyphs, at_edge: false });
            }
        }
    }
    mark_edges(atoms.iter_mut());
    mark_edges(atoms.iter_mut().rev());
    atoms
}

fn text_atoms(at: usize, node: &Value, text: &str) -> Vec<Atom> {
    let marks = normal::clean(read::marks_of(node));
    let mut atoms = Vec::with_capacity(text.len());
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let shown = match c {
            '\r' if text[end..].starts_with('\n') => None,
            '\r' => Some('\n'),
            '\n' | '\t' => Some(c),
            c if c.is_control() => None,
            c => Some(c),
        };
        let glyphs = shown.map(|c| Glyph { c, marks: marks.clone() }).into_iter().collect();
        atoms.push(Atom { node: at, bytes: Some(start..end), glyphs, at_edge: false });
    }
    atoms
}

/// Marks the white space that follows a line break or the start.
fn mark_edges<'a>(atoms: impl Iterator<Item = &'a mut Atom>) {
    let mut edge = true;
    for atom in atoms {
        let breaks = atom.glyphs.iter().any(|glyph| glyph.c == '\n');
        let white = is_break(atom);
        atom.at_edge |= edge && white && !breaks;
        edge = breaks || (edge && white);
    }
}

fn glyphs(lines: &Lines) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            glyphs.push(Glyph { c: '\n', marks: Marks::default() });
        }
        for run in line {
            let marks = normal::clean(run.marks.clone());
            glyphs.extend(run.text.chars().map(|c| Glyph { c, marks: marks.clone() }));
        }
    }
    glyphs
}

fn lines(glyphs: &[Glyph]) -> Lines {
    if glyphs.is_empty() {
        return Lines::new();
    }
    let mut lines = vec![Line::new()];
    for glyph in glyphs {
        let last = lines.len() - 1;
        if glyph.c == '\n' {
            lines.push(Line::new());
            continue;
        }
        match lines[last].last_mut() {
            Some(run) if run.marks == glyph.marks => run.text.push(glyph.c),
            _ => lines[last].push(Run { text: glyph.c.into(), marks: glyph.marks.clone() }),
        }
    }
    lines
}
