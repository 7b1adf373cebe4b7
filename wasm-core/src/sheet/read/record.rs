//! The records of a text file, as RFC 4180 has them, and what programs write beside it.
//!
//! A quote that is never closed would make one text of all that follows. Here it ends where the
//! next cell opens one, or with the file; then it is read as a sign of its cell alone, and the
//! record says so.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2};

use super::super::cell::MAX_COLUMNS;

/// How cells are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// The character between two cells; none in a file of one column.
    pub(super) delimiter: Option<u8>,
    /// Whether a backslash keeps a quote from closing its cell, as MySQL writes it.
    pub(super) backslash: bool,
}

/// What is wrong with the quotes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trouble {
    /// A quote stands within a quoted cell and is not doubled, but the cell's end is plain.
    StrayQuote,
    /// The same in a cell of several lines, so that its end is in doubt.
    StrayInLines,
    /// A quote is never closed.
    OpenQuote,
}

/// One record.
#[derive(Debug, Default)]
pub(super) struct Record<'t> {
    /// The cells.
    pub(super) cells: Vec<Cow<'t, str>>,
    /// The lines before it that hold nothing, since the record before.
    pub(super) blank_lines: u32,
    /// Its first line in the file, from 1.
    pub(super) line: u64,
    /// What is wrong with its quotes.
    pub(super) trouble: Option<Trouble>,
    /// Whether its last cell is quoted and has several lines.
    pub(super) ends_in_lines: bool,
}

impl<'t> Record<'t> {
    /// Adds a cell. Beyond the edge of a sheet the last one is kept that holds something, so that it
    /// can be refused.
    fn add(&mut self, text: Cow<'t, str>) {
        match self.cells.get_mut(MAX_COLUMNS as usize) {
            Some(_) if text.is_empty() => {}
            Some(last) => *last = text,
            None => self.cells.push(text),
        }
    }
}

/// The records of a text.
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    style: Style,
    /// Bytes that may still be searched for the ends of cells that have none: what is hostile would
    /// have each of its quotes searched to the end of the file.
    patience: usize,
}

/// A cell, and where it ends.
struct Cell<'t> {
    text: Cow<'t, str>,
    end: usize,
    trouble: Option<Trouble>,
    lines: bool,
}

impl<'t> Records<'t> {
    pub(super) fn new(text: &'t str, style: Style) -> Self {
        let patience = text.len().saturating_mul(4).max(1 << 16);
        Self { text, at: 0, line: 1, style, patience }
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes().get(at).copied()
    }

    fn part(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Whether a cell ends here.
    fn ends(&self, at: usize) -> bool {
        match self.byte(at) {
            None | Some(b'\r' | b'\n') => true,
            byte => byte == self.style.delimiter,
        }
    }

    /// Passes a line's end, if one is here.
    fn line_end(&mut self) -> bool {
        let length = match (self.byte(self.at), self.byte(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => return false,
        };
        self.at += length;
        self.line += 1;
        true
    }

    fn cell(&mut self) -> Cell<'t> {
        let start = self.at;
        if self.byte(start) == Some(b'"') {
            if let Some(cell) = self.quoted(start, self.patience == 0) {
                return cell;
            }
            return Cell { trouble: Some(Trouble::OpenQuote), ..self.plain(start) };
        }
        let spaces = self.bytes().get(start..).unwrap_or_default();
        let spaces = spaces.iter().take_while(|byte| **byte == b' ').count();
        // Some programs put a space behind each delimiter; Excel reads `="007"` as a text.
        if spaces > 0
            && self.byte(start + spaces) == Some(b'"')
            && let Some(cell) = self.quoted(start + spaces, true)
            && cell.trouble.is_none()
        {
            return cell;
        }
        if self.byte(start) == Some(b'=')
            && self.byte(start + 1) == Some(b'"')
            && let Some(mut cell) = self.quoted(start + 1, true)
            && cell.trouble.is_none()
        {
            cell.text = Cow::Owned(format!("=\"{}\"", cell.text));
            return cell;
        }
        self.plain(start)
    }

    fn plain(&self, start: usize) -> Cell<'t> {
        let rest = self.bytes().get(start..).unwrap_or_default();
        let is_end =
            |byte: &u8| matches!(byte, b'\r' | b'\n') || Some(*byte) == self.style.delimiter;
        let end = rest.iter().position(is_end).map_or(self.text.len(), |at| start + at);
        let text = self.part(start, end);
        // MySQL's sign for no value.
        let text = if self.style.backslash && text == "\\N" { "" } else { text };
        Cell { text: Cow::Borrowed(text), end, trouble: None, lines: false }
    }

    /// The cell that a quote opens; none where nothing closes it, be it only on its line.
    fn quoted(&mut self, opens: usize, one_line: bool) -> Option<Cell<'t>> {
        let mut text = Cow::Borrowed("");
        let (mut at, mut lines, mut stray) = (opens + 1, false, false);
        let closes = loop {
            let rest = self.bytes().get(at..).unwrap_or_default();
            let found = match self.style.backslash {
                true => memchr2(b'"', b'\\', rest),
                false => memchr(b'"', rest),
            };
            let part = rest.get(..found.unwrap_or(rest.len())).unwrap_or_default();
            lines |= memchr2(b'\n', b'\r', part).is_some();
            let next = found.map(|found| at + found).filter(|_| !(lines && one_line));
            let Some(next) = next else {
                self.patience = self.patience.saturating_sub(part.len());
                return None;
            };
            push(&mut text, self.part(at, next));
            let after = self.byte(next + 1);
            if self.byte(next) == Some(b'\\') {
                let escapes = matches!(after, Some(b'"' | b'\\'));
                push(
                    &mut text,
                    self.part(next + usize::from(escapes), next + 1 + usize::from(escapes)),
                );
                at = next + 1 + usize::from(escapes);
            } else if after == Some(b'"') {
                push(&mut text, "\"");
                at = next + 2;
            } else {
                let rest = self.bytes().get(next + 1..).unwrap_or_default();
                let spaces = rest.iter().take_while(|byte| **byte == b' ').count();
                if self.ends(next + 1 + spaces) {
                    break next + 1 + spaces;
                }
                if lines && self.opens_a_cell(next) {
                    self.patience = self.patience.saturating_sub(next - opens);
                    return None;
                }
                stray = true;
                push(&mut text, "\"");
                at = next + 1;
            }
        };
        let trouble = match (stray, lines) {
            (false, _) => None,
            (true, false) => Some(Trouble::StrayQuote),
            (true, true) => Some(Trouble::StrayInLines),
        };
        Some(Cell { text, end: closes, trouble, lines })
    }

    /// Whether a quote stands where a cell begins.
    fn opens_a_cell(&self, quote: usize) -> bool {
        quote.checked_sub(1).is_none_or(|before| self.ends(before))
    }
}

/// Adds to a text, without a copy as long as it is one part.
fn push<'t>(text: &mut Cow<'t, str>, part: &'t str) {
    if text.is_empty() {
        *text = Cow::Borrowed(part);
    } else if !part.is_empty() {
        text.to_mut().push_str(part);
    }
}

impl<'t> Iterator for Records<'t> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        let mut record = Record::default();
        while self.line_end() {
            record.blank_lines += 1;
        }
        if self.at >= self.text.len() {
            return None;
        }
        record.line = self.line;
        loop {
            let cell = self.cell();
            let within = self.bytes().get(self.at..cell.end).unwrap_or_default();
            self.line += line_ends(within);
            self.at = cell.end;
            record.trouble = record.trouble.max(cell.trouble);
            record.ends_in_lines = cell.lines;
            record.add(cell.text);
            match self.byte(self.at) {
                Some(byte) if Some(byte) == self.style.delimiter => self.at += 1,
                _ => break,
            }
        }
        self.line_end();
        Some(record)
    }
}

/// The ends of lines: CR LF is one.
fn line_ends(bytes: &[u8]) -> u64 {
    let lone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    let returns = memchr_iter(b'\r', bytes).filter(lone).count();
    (returns + memchr_iter(b'\n', bytes).count()) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COMMAS: Style = Style { delimiter: Some(b','), backslash: false };

    /// Writes a record as RFC 4180 has it.
    fn line(cells: &[String]) -> String {
        let cell = |cell: &String| match cell.contains([',', '"', '\r', '\n']) || cell.is_empty() {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.clone(),
        };
        cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
    }

    proptest! {
        /// What is written well is read as it was, and as the csv crate reads it.
        #[test]
        fn records_come_back(
            rows in prop::collection::vec(prop::collection::vec("[ab ,\"\\r\\n\\\\=]{0,6}", 1..5), 0..8)
        ) {
            let text: String = rows.iter().map(|row| line(row)).collect();
            let read: Vec<_> = Records::new(&text, COMMAS).collect();
            let cells: Vec<Vec<_>> = read.iter().map(|record| record.cells.clone()).collect();
            prop_assert_eq!(&cells, &rows);
            prop_assert!(read.iter().all(|record| record.trouble.is_none()));
            let mut other = csv::ReaderBuilder::new();
            let mut other = other.has_headers(false).flexible(true).from_reader(text.as_bytes());
            let other: Vec<_> = other.records().map(Result::unwrap).collect();
            prop_assert_eq!(cells, other.iter().map(|r| r.iter().collect()).collect::<Vec<Vec<_>>>());
        }

        /// Whatever the text is, all of its lines are counted, and no quote makes it less.
        #[test]
        fn any_text_has_records(text in "[a,\" \\r\\n\\\\=]{0,60}", backslash: bool) {
            let read: Vec<_> = Records::new(&text, Style { backslash, ..COMMAS }).collect();
            prop_assert!(read.is_sorted_by_key(|record| record.line));
            let letters = |text: &str| text.matches('a').count();
            let found = read.iter().flat_map(|r| &r.cells).map(|cell| letters(cell)).sum::<usize>();
            prop_assert_eq!(found, letters(&text));
        }
    }
}
