//! Lines of text with the signs of their marks.

use serde_json::{Value, json};

use super::{
    Context,
    cells::{Cell, Mark, is_space, lines as cells_of},
    escape::{Atom, Kind, text_of},
};
use crate::wiki::marks::{Marks, Sign};

/// The lines of inline nodes. Blank lines are one, or none where they would end what is around.
pub fn lines(nodes: &[Value], context: Context) -> String {
    let mut out: Vec<String> = Vec::new();
    for cells in cells_of(nodes) {
        let cells = if context.cell { without_end(&cells) } else { &cells };
        let line = text_of(&atoms(cells), context.cell);
        let blank = line.trim().is_empty();
        if blank && (context.tight || out.last().is_none_or(String::is_empty)) {
            continue;
        }
        out.push(if blank { String::new() } else { line });
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out.join("\n")
}

/// Inline nodes in one line.
pub fn single(nodes: &[Value], context: Context) -> String {
    let mut all: Vec<Cell> = Vec::new();
    for cells in cells_of(nodes).into_iter().filter(|line| !line.is_empty()) {
        if !all.is_empty() {
            all.push(Cell { mark: Mark::Char(' '), marks: Marks::default() });
        }
        all.extend(cells);
    }
    let words = without_end(&all);
    let first = words.iter().position(|cell| !is_space(cell)).unwrap_or(0);
    text_of(&atoms(&words[first..]), context.cell)
}

/// A line without the spaces at its end.
fn without_end(line: &[Cell]) -> &[Cell] {
    let end = line.iter().rposition(|cell| !is_space(cell)).map_or(0, |at| at + 1);
    &line[..end]
}

/// A text as a strong line.
pub fn strong(text: &str, context: Context) -> String {
    let node = json!({"type": "text", "text": text, "marks": [{"type": "strong"}]});
    single(&[node], context)
}

/// A mark that is open while a line is written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    Link(String),
    Sign(Sign),
    Colour(String),
    Code,
}

/// The marks of a cell, the outermost first.
fn wanted(marks: &Marks) -> Vec<Open> {
    let mut out = Vec::new();
    out.extend(marks.link.as_ref().map(|href| Open::Link(href.to_string())));
    out.extend(Sign::NESTED.into_iter().filter(|s| marks.has(*s)).map(Open::Sign));
    out.extend(marks.colour.as_ref().map(|colour| Open::Colour(colour.to_string())));
    if marks.code {
        out.push(Open::Code);
    }
    out
}

/// Characters and signs of a line, in their order.
fn atoms(cells: &[Cell]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for cell in cells {
        let wanted = wanted(&cell.marks);
        change(&mut atoms, &mut open, &wanted);
        let in_link = cell.marks.link.is_some();
        atoms.push(match &cell.mark {
            Mark::Char(c) => Atom::Char { c: *c, code: cell.marks.code, in_link },
            Mark::Raw(text) => Atom::Raw(text.clone()),
            Mark::Emoji(sign, name) => Atom::Emoji(sign, name.clone()),
        });
    }
    change(&mut atoms, &mut open, &[]);
    atoms
}

/// Closes and opens marks until those that are wanted are open.
fn change(atoms: &mut Vec<Atom>, open: &mut Vec<Open>, wanted: &[Open]) {
    let same = open.iter().zip(wanted).take_while(|(a, b)| a == b).count();
    while open.len() > same {
        match open.pop() {
            Some(Open::Link(href)) => atoms.push(Atom::Raw(format!("|{href}]"))),
            Some(Open::Sign(sign)) => atoms.push(Atom::Close(Kind::Sign(sign))),
            Some(Open::Colour(_)) => atoms.push(Atom::Raw("{color}".to_owned())),
            Some(Open::Code) => atoms.push(Atom::Close(Kind::Code)),
            None => {}
        }
    }
    for mark in &wanted[same..] {
        atoms.push(match mark {
            Open::Link(_) => Atom::Raw("[".to_owned()),
            Open::Sign(sign) => Atom::Open(Kind::Sign(*sign)),
            Open::Colour(colour) => Atom::Raw(format!("{{color:{colour}}}")),
            Open::Code => Atom::Open(Kind::Code),
        });
        open.push(mark.clone());
    }
}
