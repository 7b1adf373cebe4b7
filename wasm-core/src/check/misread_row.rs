//! # What it finds
//! A row of a text file that was perhaps not read as meant: it has more cells than there are headers,
//! a quote in it is never closed or not doubled, a character could not be decoded.
//!
//! # Why
//! A delimiter within a cell that has no quotes shifts all the cells behind it, so that each value
//! is written into the next field. A text that goes on over the rows below takes these along.
//!
//! # What to do
//! Correct the line, or choose the delimiter or the encoding; the message says which line it is.

use super::rows::Rows;
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::sheet::{Misread, MisreadKind, Table, TextRows};

/// Rows from which on cells beyond the headers may be a column without one.
const COLUMN: usize = 3;

pub(super) fn check(rows: &Rows<'_>, findings: &mut Vec<Finding>) {
    let table = rows.table;
    let Some(text) = &table.text else { return };
    let misread = text.misread.iter().filter(|misread| misread.row >= table.header_row);
    findings.extend(misread.map(|misread| told(table, misread)));
    longer(table, text, findings);
}

fn told(table: &Table, misread: &Misread) -> Finding {
    let Misread { row, column, line, kind } = *misread;
    let at = Place { row: Some(row), column, ..Place::sheet(&table.sheet) };
    let message = |code| Message::new(code).with("line", line);
    match kind {
        MisreadKind::OpenQuote => Finding::error(message("text-quote-open"), at),
        MisreadKind::BelowOpenQuote(opened) => {
            Finding::error(message("text-below-open-quote").with("opened", opened), at)
        }
        MisreadKind::AfterOpenQuote(opened) => {
            Finding::warning(message("text-after-open-quote").with("opened", opened), at)
        }
        MisreadKind::StrayQuote => Finding::warning(message("text-quote-stray"), at),
        MisreadKind::LostCharacter => Finding::warning(message("text-character-lost"), at),
    }
}

/// The rows that have cells beyond the last header. Where most rows do, it is a column that nobody
/// named, which the matching tells.
fn longer(table: &Table, text: &TextRows, findings: &mut Vec<Finding>) {
    let named = |column: &crate::sheet::Column| column.header.is_some();
    let Some(last) = table.columns.iter().rposition(named) else { return };
    let beyond = |cells: &[crate::sheet::CellValue]| {
        cells.iter().rposition(|cell| !cell.is_empty()).filter(|at| *at > last)
    };
    let found = table.rows.iter().filter_map(|row| Some((row.row, beyond(&row.cells)?)));
    let found: Vec<_> = found.collect();
    if found.len() >= COLUMN && found.len() * 2 > table.rows.len() {
        return;
    }
    let cells = |at: usize| table.columns.get(at).map_or(0, |column| column.index + 1);
    for (row, at) in found {
        let message = Message::new("text-row-longer")
            .with("line", text.line(row))
            .with("found", cells(at))
            .with("headers", cells(last));
        let at = Place { row: Some(row), ..Place::sheet(&table.sheet) };
        findings.push(Finding::error(message, at));
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Finding;
    use crate::message::Message;
    use crate::sheet::{ReadOptions, Table, read};

    fn of(file: &[u8], header_row: u32) -> Vec<String> {
        let (workbook, _) = read(file, &ReadOptions::default()).unwrap();
        let table = Table::from_sheet(&workbook.sheets[0], header_row);
        let text = table.text.clone().unwrap();
        let mut findings: Vec<Finding> =
            text.misread.iter().map(|misread| super::told(&table, misread)).collect();
        super::longer(&table, &text, &mut findings);
        let place = |finding: &Finding| (finding.at.row, finding.at.column);
        let told = |finding: &Finding| {
            let Message { code, .. } = &finding.message;
            format!(
                "{:?} {code} {:?}: {}",
                finding.severity,
                place(finding),
                finding.message.text()
            )
        };
        findings.iter().map(told).collect()
    }

    #[test]
    fn rows_longer_than_the_header_are_errors_at_their_line() {
        insta::assert_debug_snapshot!(of(
            b"Title,Kind,Labels,Labels\nSort,Bug,\"a\nb\",c\nFirst, then,Bug,x,y\nLast,Bug,,,\n",
            0
        ));
        insta::assert_debug_snapshot!(of(b"A list\nTitle,Kind\nSort,Bug\nGo, then,Bug\n", 1));
    }

    #[test]
    fn a_column_that_nobody_named_is_no_row_that_is_too_long() {
        assert!(of(b"Title,Kind\na,b,note\nc,d,note\ne,f,note\ng,h\n", 0).is_empty());
        assert!(of(b"Title,Kind\na,b,,\nc,d,,\n", 0).is_empty());
    }

    #[test]
    fn a_lost_character_is_told_at_its_cell() {
        insta::assert_debug_snapshot!(of(
            b"Title,Wer\nL\xC3\xB6sung pr\xC3\xBCfen,J\xC3\xB6rg\nR\xC3\xA4umen,Jos\xE9\n",
            0
        ));
    }
}
