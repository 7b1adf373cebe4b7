//! References within formulas: moved with a formula that is filled down, and grown with the table.

use super::super::cell::{MAX_COLUMNS, MAX_ROWS, column_name};
use super::super::read::xlsx::cells::parse_address;
use super::extent::Extent;

/// One end of a reference: a cell, a whole column or a whole row.
#[derive(Clone, Copy, PartialEq)]
struct End {
    column: Option<Edge>,
    row: Option<Edge>,
}

/// A zero-based column or row.
#[derive(Clone, Copy, PartialEq)]
struct Edge {
    at: u32,
    fixed: bool,
}

/// The formula as it reads when filled `rows` down and `columns` to the right: references without
/// `$` move, and one that leaves the sheet becomes `#REF!`.
pub(super) fn moved(formula: &str, rows: i64, columns: i64) -> String {
    let edge = |edge: Option<Edge>, by: i64, most: u32| match edge {
        Some(Edge { at, fixed: false }) => {
            let at = u32::try_from(i64::from(at) + by).ok().filter(|at| *at < most)?;
            Some(Some(Edge { at, fixed: false }))
        }
        other => Some(other),
    };
    let end = |end: End| {
        let column = edge(end.column, columns, MAX_COLUMNS)?;
        Some(End { column, row: edge(end.row, rows, MAX_ROWS)? })
    };
    rewrite(formula, |_, first, last| {
        let text = match last {
            Some(last) => end(first).zip(end(last)).map(|(a, b)| format!("{a}:{b}")),
            None => end(first).map(|first| first.to_string()),
        };
        Some(text.unwrap_or_else(|| "#REF!".to_owned()))
    })
}

/// Where a formula stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// On another sheet, in a chart, in a name.
    Elsewhere,
    /// On the table's sheet, above, below or beside the table.
    Beside,
    /// In the table's first row, from where it is filled down: an end without `$` moves along.
    Row,
}

/// The formula with each reference to all rows of the table ending where the table now ends; none
/// if there is no such reference.
pub(super) fn grown(formula: &str, place: Place, extent: &Extent) -> Option<String> {
    let grown = rewrite(formula, |sheet, first, last| {
        let here = place != Place::Elsewhere;
        let ours = sheet.map_or(here, |name| name.to_lowercase() == extent.sheet);
        let fixed = |end: &End| place != Place::Row || end.row.is_some_and(|row| row.fixed);
        let last = last.filter(|end| ours && fixed(end))?;
        let (top, bottom) = (first.row?.at, last.row?.at);
        let (left, right) = (first.column?.at, last.column?.at);
        let rows = (extent.header..=extent.first).contains(&top) && bottom == extent.old_last;
        let inside = extent.left <= left && right <= extent.right;
        if !rows || !inside {
            return None;
        }
        let row = Some(Edge { at: extent.last, ..last.row? });
        Some(format!("{first}:{}", End { row, ..last }))
    });
    (grown != formula).then_some(grown)
}

/// Passes each reference to `change`, with the sheet before its `!`; what is text, a name, a
/// function or a table's column is left alone.
fn rewrite(
    formula: &str,
    mut change: impl FnMut(Option<&str>, End, Option<End>) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(formula.len() + 8);
    let mut sheet: Option<String> = None;
    let mut rest = formula;
    while let Some(c) = rest.chars().next() {
        let len = match c {
            '"' => quoted(rest, '"'),
            '\'' => quoted(rest, '\''),
            '[' => bracketed(rest),
            c if in_word(c) => rest.find(|c| !in_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(len);
        if after.starts_with('!') && (c == '\'' || in_word(c)) {
            let name = piece.trim_matches('\'').replace("''", "'");
            sheet = Some(name);
            out.push_str(piece);
            out.push('!');
            rest = &after[1..];
            continue;
        }
        let found = if in_word(c) { reference(piece, after) } else { None };
        match found {
            Some((first, last, used)) => {
                let (raw, after) = rest.split_at(len + used);
                match change(sheet.as_deref(), first, last) {
                    Some(text) => out.push_str(&text),
                    None => out.push_str(raw),
                }
                rest = after;
            }
            None => {
                out.push_str(piece);
                rest = after;
            }
        }
        sheet = None;
    }
    out
}

/// The reference that starts with a word, and how much of what follows belongs to it.
fn reference(word: &str, after: &str) -> Option<(End, Option<End>, usize)> {
    let first = End::parse(word)?;
    if let Some(second) = after.strip_prefix(':') {
        let len = second.find(|c| !in_word(c)).unwrap_or(second.len());
        // Sheets from one to another, as in `Q1:Q3!A2`.
        if second[len..].starts_with('!') {
            return None;
        }
        let call = second[len..].starts_with('(');
        let last = End::parse(&second[..len]).filter(|last| last.is_like(&first) && !call);
        if let Some(last) = last {
            return Some((first, Some(last), len + 1));
        }
    }
    let cell = first.row.is_some() && first.column.is_some();
    (cell && !after.starts_with('(')).then_some((first, None, 0))
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?')
}

/// Length of a text in quotes; two quotes within are one, and make two texts here.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |at| at + 2)
}

/// Length of a table's column in brackets, which may hold brackets; `'` takes the next sign as it
/// is.
fn bracketed(text: &str) -> usize {
    let (mut depth, mut taken) = (0_u32, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if taken => taken = false,
            '\'' => taken = true,
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

impl End {
    fn parse(word: &str) -> Option<Self> {
        let (fixed_column, rest) = strip_dollar(word);
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, rest) = rest.split_at(letters);
        let (fixed_row, digits) = strip_dollar(rest);
        if letters.is_empty() {
            // A dollar sign before a row was taken for one before a column.
            let (row, _) = parse_address(format!("A{rest}").as_bytes())?;
            return Some(Self { column: None, row: Some(Edge { at: row, fixed: fixed_column }) });
        }
        if digits.is_empty() && !fixed_row {
            let (_, column) = parse_address(format!("{letters}1").as_bytes())?;
            return Some(Self {
                column: Some(Edge { at: column, fixed: fixed_column }),
                row: None,
            });
        }
        let (row, column) = parse_address(format!("{letters}{digits}").as_bytes())?;
        Some(Self {
            column: Some(Edge { at: column, fixed: fixed_column }),
            row: Some(Edge { at: row, fixed: fixed_row }),
        })
    }

    fn is_like(&self, other: &Self) -> bool {
        self.row.is_some() == other.row.is_some() && self.column.is_some() == other.column.is_some()
    }
}

fn strip_dollar(text: &str) -> (bool, &str) {
    text.strip_prefix('$').map_or((false, text), |rest| (true, rest))
}

impl std::fmt::Display for End {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = |fixed| if fixed { "$" } else { "" };
        if let Some(Edge { at, fixed }) = self.column {
            write!(f, "{}{}", sign(fixed), column_name(at))?;
        }
        match self.row {
            Some(Edge { at, fixed }) => write!(f, "{}{}", sign(fixed), at + 1),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_moves_as_excel_fills_it_down() {
        for (formula, wanted) in [
            ("C2*2", "C5*2"),
            ("SUM($C$2:C2)", "SUM($C$2:C5)"),
            ("$A2&B$1&\"A2\"&LOG10(A2)", "$A5&B$1&\"A2\"&LOG10(A5)"),
            ("'My A2'!B2+Sheet1!B2", "'My A2'!B5+Sheet1!B5"),
            ("Table1[[#This Row],[A2 ']x]]*A2", "Table1[[#This Row],[A2 ']x]]*A5"),
            ("SUM(2:2)+SUM($3:$3)+SUM(A:A)", "SUM(5:5)+SUM($3:$3)+SUM(A:A)"),
            ("TAX2025A+1E5+2", "TAX2025A+1E5+2"),
            ("Q1:Q3!A2", "Q1:Q3!A5"),
            ("SUM(A2:INDEX(A:A,9))", "SUM(A5:INDEX(A:A,9))"),
            ("A1048575", "#REF!"),
            ("[1]Other!A2", "[1]Other!A5"),
        ] {
            assert_eq!(moved(formula, 3, 0), wanted);
        }
        assert_eq!(moved("B2+$B2+XFD2+SUM(B:$B)", 0, 1), "C2+$B2+#REF!+SUM(C:$B)");
    }

    #[test]
    fn references_to_all_rows_grow_with_the_table() {
        let extent = Extent {
            sheet: "my issues".to_owned(),
            header: 0,
            first: 1,
            old_last: 9,
            last: 99,
            left: 0,
            right: 6,
        };
        for (formula, wanted) in [
            ("'My Issues'!$C$2:$C$10", Some("'My Issues'!$C$2:$C$100")),
            ("'My Issues'!$A$1:$G$10", Some("'My Issues'!$A$1:$G$100")),
            ("'My Issues'!$C$2:$C$9", None),
            ("'My Issues'!$I$2:$I$10", None),
            ("Other!$C$2:$C$10", None),
            ("C2:C10", None),
        ] {
            assert_eq!(grown(formula, Place::Elsewhere, &extent).as_deref(), wanted, "{formula}");
        }
        let beside = grown("SUM(C2:C10)/2", Place::Beside, &extent);
        assert_eq!(beside.as_deref(), Some("SUM(C2:C100)/2"));
        let row = |formula| grown(formula, Place::Row, &extent);
        assert_eq!(row("C2/SUM(C$2:C$10)").as_deref(), Some("C2/SUM(C$2:C$100)"));
        assert_eq!(row("SUM(C$2:C10)"), None);
    }
}
