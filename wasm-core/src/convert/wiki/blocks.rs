//! Paragraphs, headings, rules and macros; lists and tables have files of their own.

use serde_json::{Value, json};

use super::Names;
use super::chars::is_blank;
use super::colour;
use super::line;
use super::list;
use super::macros::{Finder, Macro, Span};
use super::node;
use super::signs::Piece;
use super::table;

/// What blocks are read within.
#[derive(Clone, Copy)]
pub(super) struct Scope<'n> {
    pub(super) names: Names<'n>,
    /// Whether lists may stand there, and tables.
    lists: bool,
    tables: bool,
    /// Macros within macros.
    depth: u8,
}

/// Macros within macros at most; what is deeper is a text.
const DEEPEST: u8 = 12;

impl<'n> Scope<'n> {
    pub(super) fn document(names: Names<'n>) -> Self {
        Self { names, lists: true, tables: true, depth: 0 }
    }

    /// An item of a list.
    pub(super) fn item(self) -> Self {
        Self { lists: false, tables: false, depth: self.depth + 1, ..self }
    }

    /// A cell, a quote, a panel.
    pub(super) fn part(self) -> Self {
        Self { lists: true, tables: false, depth: self.depth + 1, ..self }
    }
}

/// The blocks of a text.
pub(super) fn read(text: &str, scope: Scope<'_>) -> Vec<Value> {
    let mut blocks =
        Blocks { text, scope, finder: Finder::new(text), out: Vec::new(), lines: String::new() };
    if scope.depth > DEEPEST {
        blocks.lines = text.to_owned();
    } else {
        blocks.all();
    }
    blocks.flush();
    blocks.out
}

struct Blocks<'a, 'n> {
    text: &'a str,
    scope: Scope<'n>,
    finder: Finder<'a>,
    out: Vec<Value>,
    /// The paragraph under way.
    lines: String,
}

impl Blocks<'_, '_> {
    fn all(&mut self) {
        let (mut at, mut fresh) = (0, true);
        while at < self.text.len() {
            let next = if fresh { self.begin(at) } else { None };
            (at, fresh) = match next {
                Some(next) => next,
                None => self.words(at),
            };
        }
    }

    /// What begins at the start of a line and is no text: where to go on, and whether a line
    /// begins there.
    fn begin(&mut self, at: usize) -> Option<(usize, bool)> {
        let rest = self.text[at..].trim_start_matches(is_blank);
        let start = self.text.len() - rest.len();
        let line = rest.split('\n').next().unwrap_or_default();
        let next = (start + line.len() + 1).min(self.text.len());
        if line.is_empty() {
            self.flush();
            return Some((next, true));
        }
        if matches!(line.trim_end(), "----" | "-----") {
            self.flush();
            self.out.push(json!({ "type": "rule" }));
            return Some((next, true));
        }
        if let Some(level) = heading(line) {
            let node = |content| node::with("heading", json!({ "level": level }), content);
            return Some(self.one_line(start + 3, node));
        }
        if line.starts_with("bq.") {
            let node = |content| node::block("blockquote", vec![node::block("paragraph", content)]);
            return Some(self.one_line(start + 3, node));
        }
        if self.scope.lists && list::signs(line).is_some() {
            self.flush();
            let end = list::end(self.text, start, &mut self.finder);
            self.out.extend(list::read(&self.text[start..end], self.scope));
            return Some((end, true));
        }
        if self.scope.tables
            && let Some((table, end)) = table::read(self.text, start, &mut self.finder, self.scope)
        {
            self.flush();
            self.out.push(table);
            return Some((end, true));
        }
        None
    }

    /// A block that is the rest of a line, up to a macro.
    fn one_line(&mut self, start: usize, node: impl Fn(Vec<Value>) -> Value) -> (usize, bool) {
        self.flush();
        let (end, found) = self.finder.in_line(start);
        self.out.push(node(line::nodes(self.text[start..end].trim(), self.scope.names)));
        match found {
            Some(_) => (end, false),
            None => ((end + 1).min(self.text.len()), true),
        }
    }

    /// Words up to the end of the line or to a macro.
    fn words(&mut self, at: usize) -> (usize, bool) {
        let (end, found) = self.finder.in_line(at);
        self.lines.push_str(&self.text[at..end]);
        let Some(span) = found else {
            self.lines.push('\n');
            return ((end + 1).min(self.text.len()), true);
        };
        self.flush();
        self.made_of(&span);
        let rest = self.text[span.end..].trim_start_matches(is_blank);
        let behind = self.text.len() - rest.len();
        if rest.starts_with('\n') { (behind + 1, true) } else { (behind, false) }
    }

    /// Ends the paragraph under way.
    fn flush(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let mut nodes = Vec::new();
        for piece in line::pieces(&lines, self.scope.names) {
            match piece {
                Piece::Block(block) => {
                    self.out.extend(paragraph(std::mem::take(&mut nodes)));
                    self.out.push(block);
                }
                piece => nodes.push(piece.into_line()),
            }
        }
        self.out.extend(paragraph(nodes));
    }

    fn made_of(&mut self, span: &Span<'_>) {
        let inner = || filled(read(span.body, self.scope.part()));
        let tag = &span.tag;
        let title = tag.parameter("title");
        let made = match tag.name {
            Macro::Code | Macro::Noformat => {
                let language = || tag.word().unwrap_or("java").to_ascii_lowercase();
                let language = (tag.name == Macro::Code).then(language);
                self.out.extend(title.map(node::title));
                node::code(span.body.trim_matches('\n'), language.as_deref())
            }
            Macro::Quote => node::block("blockquote", inner()),
            Macro::Panel => {
                let kind = colour::panel(tag.parameter("bgColor"));
                let title = title.map(node::title).into_iter();
                let content = title.chain(inner()).collect();
                node::with("panel", json!({ "panelType": kind }), content)
            }
            Macro::Expand => {
                let title = title.or(tag.word()).unwrap_or_default();
                let scope = Scope { tables: self.scope.tables, ..self.scope.part() };
                let kind = if self.scope.tables { "expand" } else { "nestedExpand" };
                node::with(kind, json!({ "title": title }), filled(read(span.body, scope)))
            }
            Macro::Adf => match serde_json::from_str::<Value>(span.body.trim()) {
                Ok(node) if node["type"].is_string() => node,
                _ => node::code(span.body.trim(), None),
            },
        };
        self.out.push(made);
    }
}

/// Blocks that must not be none.
pub(super) fn filled(blocks: Vec<Value>) -> Vec<Value> {
    if blocks.is_empty() { vec![node::block("paragraph", Vec::new())] } else { blocks }
}

/// The level of a line that is a heading.
fn heading(line: &str) -> Option<u32> {
    let (level, _) = line.strip_prefix('h')?.split_once('.')?;
    let level = level.parse().ok().filter(|_| level.len() == 1)?;
    (1..=6).contains(&level).then_some(level)
}

/// A paragraph without breaks at its ends; none if there is nothing to be seen.
fn paragraph(mut nodes: Vec<Value>) -> Option<Value> {
    let nothing = |node: &Value| {
        node["type"] == "hardBreak" || node["text"].as_str().is_some_and(|t| t.trim().is_empty())
    };
    let last = nodes.iter().rposition(|node| !nothing(node))?;
    nodes.truncate(last + 1);
    let first = nodes.iter().position(|node| !nothing(node))?;
    nodes.drain(..first);
    Some(node::block("paragraph", nodes))
}
