//! Which signs open and close marks, and the marks that texts have in the end.
//!
//! A sign opens where no letter stands before it and something behind it, and closes where no
//! letter stands behind it and no space before it. A sign that would close something and has a
//! space before it undoes the one that was to open it. Signs end with their line.

use std::rc::Rc;

use serde_json::Value;

use super::nodes;
use crate::wiki::marks::{Marks, Sign};

/// A part of a line.
#[derive(Debug, Clone)]
pub enum What {
    /// Characters, with the marks that they have already.
    Text(String),
    /// A node of the line.
    Node(Value),
    /// A node that stands for itself.
    Block(Value),
    /// A sign: as it was typed, and what it turned out to be.
    Sign(Sign, &'static str, Role),
}

/// What a sign turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Characters like others.
    Literal,
    /// The beginning of a mark.
    Opens,
    /// The end of a mark.
    Closes,
}

/// A part of a line, with marks of its own.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// Its colour, and the marks that a link's text has within.
    pub marks: Marks,
}

/// A sign, and what stands around it.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// The sign.
    pub sign: Sign,
    /// As it was typed, with braces or without.
    pub typed: &'static str,
    /// No letter stands before it, or it is in braces.
    pub may_open: bool,
    /// No letter stands behind it, or it is in braces.
    pub may_close: bool,
    /// A space stands before it.
    pub behind_space: bool,
    /// A space, or nothing at all, stands behind it.
    pub before_space: bool,
}

/// The parts of a text, and the signs that wait for their end.
#[derive(Debug, Default)]
pub struct Parts {
    items: Vec<Item>,
    waiting: Vec<usize>,
    waits: [Option<usize>; 7],
}

impl Parts {
    /// Adds characters.
    pub fn text(&mut self, text: &str, colour: Option<&Rc<str>>) {
        if let Some(Item { what: What::Text(before), marks }) = self.items.last_mut()
            && marks.colour.as_ref() == colour
            && *marks == (Marks { colour: colour.cloned(), ..Marks::default() })
        {
            before.push_str(text);
            return;
        }
        let marks = Marks { colour: colour.cloned(), ..Marks::default() };
        self.push(What::Text(text.to_owned()), marks);
    }

    /// Adds any part.
    pub fn push(&mut self, what: What, marks: Marks) {
        self.items.push(Item { what, marks });
    }

    /// Whether a mark of that sign is to be ended.
    pub fn is_open(&self, sign: Sign) -> bool {
        self.waits[sign.index()].is_some()
    }

    /// Adds a sign.
    pub fn sign(&mut self, found: Found, colour: Option<&Rc<str>>) {
        if let Some(at) = self.waits[found.sign.index()] {
            let empty = at + 1 == self.items.len();
            if !empty && !found.may_close {
                return self.text(found.typed, colour);
            }
            if !empty && !found.behind_space {
                return self.close(found, at);
            }
            self.waits[found.sign.index()] = None;
        }
        if !found.may_open || found.before_space {
            return self.text(found.typed, colour);
        }
        let at = self.items.len();
        self.waits[found.sign.index()] = Some(at);
        self.waiting.push(at);
        let marks = Marks { colour: colour.cloned(), ..Marks::default() };
        self.push(What::Sign(found.sign, found.typed, Role::Literal), marks);
    }

    /// Ends a mark. What was opened within and did not end there is no mark.
    fn close(&mut self, found: Found, opened: usize) {
        while let Some(at) = self.waiting.pop() {
            if let What::Sign(sign, _, role) = &mut self.items[at].what {
                if at == opened {
                    *role = Role::Opens;
                }
                let index = sign.index();
                if self.waits[index] == Some(at) {
                    self.waits[index] = None;
                }
            }
            if at == opened {
                break;
            }
        }
        self.push(What::Sign(found.sign, found.typed, Role::Closes), Marks::default());
    }

    /// The line is over: what is not closed is no mark.
    pub fn end_line(&mut self) {
        self.waiting.clear();
        self.waits = [None; 7];
    }

    /// The parts with the marks that they turned out to have.
    pub fn resolved(self) -> Vec<Item> {
        let mut active = [0_u32; 7];
        let mut quoted = false;
        let mut out = Vec::with_capacity(self.items.len());
        for item in self.items {
            match item.what {
                What::Sign(sign, _, Role::Opens) => {
                    active[sign.index()] += 1;
                    quoted |= sign == Sign::Citation;
                }
                What::Sign(sign, _, Role::Closes) => active[sign.index()] -= 1,
                What::Sign(_, typed, Role::Literal) => {
                    out.push(marked(What::Text(typed.to_owned()), item.marks, &active));
                }
                What::Text(text) if std::mem::take(&mut quoted) => {
                    out.push(marked(What::Text(format!("— {text}")), item.marks, &active));
                }
                what => out.push(marked(what, item.marks, &active)),
            }
        }
        out
    }
}

fn marked(what: What, mut marks: Marks, active: &[u32; 7]) -> Item {
    if !marks.code {
        let signs = Sign::NESTED.into_iter().chain([Sign::Citation]);
        for sign in signs.filter(|s| active[s.index()] > 0) {
            marks.add(sign);
        }
    }
    Item { what, marks }
}

/// Items as nodes: texts of the same marks become one.
pub fn nodes(items: Vec<Item>) -> Vec<(bool, Value)> {
    let mut out: Vec<(bool, Value)> = Vec::new();
    let mut words = (String::new(), Marks::default());
    let end = |words: &mut (String, Marks), out: &mut Vec<(bool, Value)>| {
        out.extend(nodes::text(&words.0, &words.1).map(|node| (false, node)));
        words.0.clear();
    };
    for item in items {
        match item.what {
            What::Text(text) => {
                if words.1 != item.marks {
                    end(&mut words, &mut out);
                    words.1 = item.marks;
                }
                words.0.push_str(&text);
            }
            What::Node(node) => {
                end(&mut words, &mut out);
                out.push((false, node));
            }
            What::Block(node) => {
                end(&mut words, &mut out);
                out.push((true, node));
            }
            What::Sign(..) => {}
        }
    }
    end(&mut words, &mut out);
    out
}
