//! The smallest parts of a text, old and new.

use std::ops::Range;

use serde_json::Value;

use super::super::model::{Line, Lines, Marks, Run};
use super::super::{normal, read};

/// A character of a text, or a line break (`\n`).
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) c: char,
    marks: Marks,
}

impl Glyph {
    /// White space looks like its surroundings, so that its marks say nothing.
    pub(super) fn same(&self, other: &Self) -> bool {
        self.c == other.c && (self.marks == other.marks || self.c.is_whitespace())
    }
}

/// The smallest part of the old nodes that is kept or goes as a whole: a character of a text, or
/// a node that is no text.
pub(super) struct Atom {
    pub(super) node: usize,
    /// Where it is in the node's text.
    pub(super) bytes: Option<Range<usize>>,
    /// What it shows. Nothing for what Markdown leaves out.
    pub(super) glyphs: Vec<Glyph>,
    /// Whether it is white space at the end of a line, which Markdown may leave out.
    pub(super) at_edge: bool,
}

/// The atoms of inline nodes.
pub(super) fn atoms(nodes: &[Value]) -> Vec<Atom> {
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

/// Whether it is white space, a line break or nothing.
pub(super) fn is_break(atom: &Atom) -> bool {
    atom.glyphs.iter().all(|glyph| glyph.c.is_whitespace())
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

/// The nodes of atoms, texts cut where not all of their atoms are kept.
pub(super) fn kept(old: &[Value], atoms: &[Atom]) -> Vec<Value> {
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

/// The glyphs of lines.
pub(super) fn glyphs(lines: &Lines) -> Vec<Glyph> {
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

/// The lines of glyphs.
pub(super) fn lines(glyphs: &[Glyph]) -> Lines {
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
