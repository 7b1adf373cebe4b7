//! Tables: lines that begin with a bar. A cell may go on over lines and hold blocks.

use serde_json::{Value, json};

use super::{
    Context, blocks,
    macros::Finder,
    nodes::{block, paragraph},
    place::Place,
};
use crate::wiki::chars::{blank, cell, wordlike};

/// The table that begins at `start`, and where it ends; none if it has no cell.
pub fn read<'a>(
    text: &'a str,
    start: usize,
    finder: &mut Finder<'a>,
    context: Context<'_>,
) -> Option<(Value, usize)> {
    if !text[start..].starts_with('|') {
        return None;
    }
    let mut scanner = Scanner { text, finder, at: start, no_picture_before: 0, code_until: 0 };
    let mut rows = Vec::new();
    loop {
        let line = text[scanner.at..].trim_start_matches(blank);
        if !line.starts_with('|') {
            break;
        }
        scanner.at = text.len() - line.len();
        let cells = scanner.row();
        if !cells.is_empty() {
            let cells = cells.into_iter().map(|(header, cell)| node(header, cell, context));
            rows.push(block("tableRow", cells.collect()));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let mut table = block("table", rows);
    table["attrs"] = json!({"isNumberColumnEnabled": false, "layout": "default"});
    Some((table, scanner.at))
}

fn node(header: bool, text: &str, context: Context<'_>) -> Value {
    let read = blocks(cell(text), context.within(Place::Cell));
    let fitted = Place::Cell.fit(read).into_iter().filter(|(allowed, _)| *allowed);
    let mut content: Vec<Value> = fitted.map(|(_, node)| node).collect();
    if content.is_empty() {
        content.push(paragraph(Vec::new()));
    }
    let mut cell = block(if header { "tableHeader" } else { "tableCell" }, content);
    cell["attrs"] = json!({});
    cell
}

struct Scanner<'a, 'f> {
    text: &'a str,
    finder: &'f mut Finder<'a>,
    at: usize,
    no_picture_before: usize,
    code_until: usize,
}

impl<'a> Scanner<'a, '_> {
    /// The cells of a row, each with whether it is a header; the next row begins behind.
    fn row(&mut self) -> Vec<(bool, &'a str)> {
        let mut cells = Vec::new();
        loop {
            let bars = self.rest().bytes().take_while(|b| *b == b'|').count();
            let start = self.at + bars;
            self.at = start;
            let more = self.skip_cell();
            let text = &self.text[start..self.at];
            let (blank_cell, ended) = (text.trim().is_empty(), !more);
            if !(text.is_empty() || blank_cell && ended) {
                cells.push((bars > 1, text));
            }
            if ended {
                self.at = (self.at + 1).min(self.text.len());
                return cells;
            }
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Moves to the end of a cell; tells whether a bar ends it, and not the row.
    fn skip_cell(&mut self) -> bool {
        let start = self.at;
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'|' => return true,
                b'\n' if self.row_ends(start) => return false,
                b'\\' if bytes.get(self.at + 1).is_some_and(u8::is_ascii_punctuation) => {
                    self.at += 2
                }
                b'[' if self.at >= self.code_until => self.at = self.behind_link(),
                b'!' if self.at >= self.code_until => self.at = self.behind_picture(),
                b'{' => self.at = self.behind_macro(),
                _ => self.at += 1,
            }
        }
        false
    }

    /// Whether a row is over at the end of a line: the cell is empty, the next line is, or it
    /// begins a row.
    fn row_ends(&self, start: usize) -> bool {
        let next = self.text[self.at + 1..].trim_start_matches(blank);
        self.text[start..self.at].trim().is_empty()
            || next.is_empty()
            || next.starts_with(['\n', '|'])
    }

    /// Behind a macro, whose bars are its own. In code nothing is a macro, but bars end the cell.
    fn behind_macro(&mut self) -> usize {
        if self.at >= self.code_until && self.text[self.at..].starts_with("{{") {
            self.code_until = self.finder.behind_code(self.at);
        }
        if self.at < self.code_until {
            return self.at + 1;
        }
        self.finder.at(self.at).map_or(self.at + 1, |span| span.end)
    }

    fn behind_link(&self) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b']' => return at + 1,
                b'[' | b'\n' => break,
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 2,
                _ => at += 1,
            }
        }
        self.at + 1
    }

    fn behind_picture(&mut self) -> usize {
        let opens = self.text[..self.at].chars().next_back().is_none_or(|c| !wordlike(c));
        let next = self.text[self.at + 1..].chars().next();
        if !opens || self.at < self.no_picture_before || next.is_none_or(|c| blank(c) || c == '!') {
            return self.at + 1;
        }
        let line = self.text[self.at + 1..].split('\n').next().unwrap_or_default();
        let free = |end: &usize| line[end + 1..].chars().next().is_none_or(|c| !wordlike(c));
        match line.match_indices('!').map(|(end, _)| end).find(free) {
            Some(end) if !line[..end].ends_with(blank) => self.at + 1 + end + 1,
            Some(end) => {
                self.no_picture_before = self.at + 1 + end;
                self.at + 1
            }
            None => {
                self.no_picture_before = self.at + 1 + line.len();
                self.at + 1
            }
        }
    }
}
