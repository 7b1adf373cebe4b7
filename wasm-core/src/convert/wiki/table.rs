//! Tables: lines that begin with a bar. A cell may go on over lines and hold blocks.

use serde_json::Value;

use super::blocks::{self, Scope};
use super::bracket;
use super::chars::{escape, is_blank, is_word};
use super::macros::Finder;
use super::node;

/// The table that begins at a place, and where it ends; none if there is no cell.
pub(super) fn read<'a>(
    text: &'a str,
    start: usize,
    finder: &mut Finder<'a>,
    scope: Scope<'_>,
) -> Option<(Value, usize)> {
    let mut rows = Vec::new();
    let mut scanner = Scanner { text, finder, at: start, no_picture_before: 0 };
    loop {
        let line = text[scanner.at..].trim_start_matches(is_blank);
        if !line.starts_with('|') {
            break;
        }
        scanner.at = text.len() - line.len();
        let cells = scanner.row();
        if !cells.is_empty() {
            let cells = cells.into_iter().map(|(header, text)| {
                let kind = if header { "tableHeader" } else { "tableCell" };
                node::block(kind, blocks::filled(blocks::read(text.trim(), scope.part())))
            });
            rows.push(node::block("tableRow", cells.collect()));
        }
    }
    (!rows.is_empty()).then(|| (node::block("table", rows), scanner.at))
}

struct Scanner<'a, 'f> {
    text: &'a str,
    finder: &'f mut Finder<'a>,
    at: usize,
    /// The place before which no picture ends.
    no_picture_before: usize,
}

impl<'a> Scanner<'a, '_> {
    /// The cells of a row, each with whether it is a header.
    fn row(&mut self) -> Vec<(bool, &'a str)> {
        let mut cells = Vec::new();
        loop {
            let rest = &self.text[self.at..];
            let bars = rest.len() - rest.trim_start_matches('|').len();
            self.at += bars;
            let start = self.at;
            let more = self.skip_cell();
            let text = &self.text[start..self.at];
            if more && !text.is_empty() || !text.trim().is_empty() {
                cells.push((bars > 1, text));
            }
            if !more {
                self.at = (self.at + 1).min(self.text.len());
                return cells;
            }
        }
    }

    /// Goes to the end of a cell; tells whether it ends with a bar, and not with its row.
    fn skip_cell(&mut self) -> bool {
        let start = self.at;
        while let Some(c) = self.text[self.at..].chars().next() {
            let rest = &self.text[self.at..];
            self.at += match c {
                '|' => return true,
                '\n' if self.ends_row(start) => return false,
                '[' => bracket::within(rest).map_or(1, |inner| inner.len() + 2),
                '!' => self.picture(rest).unwrap_or(1),
                '{' if rest.starts_with("{{") => 2,
                '{' => self.finder.at(self.at).map_or(1, |span| span.end - self.at),
                c => escape(rest).unwrap_or(c.len_utf8()),
            };
        }
        false
    }

    /// Whether a row is over at the end of a line: the cell is empty, the next line is, or begins
    /// a row.
    fn ends_row(&self, start: usize) -> bool {
        let next = self.text[self.at + 1..].trim_start_matches(is_blank);
        self.text[start..self.at].trim().is_empty()
            || next.is_empty()
            || next.starts_with(['\n', '|'])
    }

    /// The length of a picture, whose bars are its own.
    fn picture(&mut self, rest: &str) -> Option<usize> {
        let before = self.text[..self.at].chars().next_back();
        let begins = !before.is_some_and(is_word)
            && !rest[1..].starts_with(|c: char| is_blank(c) || matches!(c, '!' | '\n'));
        if !begins || self.at < self.no_picture_before {
            return None;
        }
        let line = rest.split('\n').next().unwrap_or_default();
        let mut ends = line.match_indices('!').skip(1).map(|(end, _)| end);
        let end = ends.find(|end| !line[end + 1..].starts_with(is_word));
        let picture = end.filter(|end| !line[..*end].ends_with(is_blank));
        if picture.is_none() {
            self.no_picture_before = self.at + end.unwrap_or(line.len());
        }
        picture.map(|end| end + 1)
    }
}
