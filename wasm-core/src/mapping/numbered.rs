//! Headers that a program numbered because a table may not have two of one name: `Labels2` (Excel),
//! `Labels.1` (pandas), `Labels_1` (Power Query), `Labels (2)`, `Labels 2`, `Labels (#1)` (KNIME),
//! `Labels_duplicated_0` (Polars), `Labels...3` (R). And those that tell even less: `Labels - Copy`
//! (Power Query), `Labels_x` (pandas), `Column1` or none beside `Labels`, where its header was that
//! of several columns.

use super::header::{bare, fold};
use crate::sheet::{CellValue, Table};

/// What a program calls a copy of a column, by its languages.
const COPIES: [&str; 6] = ["copy", "kopie", "copie", "copia", "cópia", "コピー"];

/// The same before the name of what was copied.
const COPIES_OF: [&str; 6] =
    ["copy of ", "kopie von ", "copie de ", "copia de ", "copia di ", "cópia de "];

/// What programs put behind the names that two tables have in common when they join them.
const SIDES: [&str; 7] = ["_x", "_y", ".x", ".y", "_left", "_right", " (right)"];

/// What Excel calls a column of a table that has no header, before its number, by its languages.
const UNNAMED: [&str; 7] = ["column", "spalte", "colonne", "columna", "coluna", "colonna", "列"];

/// Words that programs put before the number of a second column.
const WORDS: [&str; 4] = ["duplicated", "duplicate", "dup", "copy"];

/// How the number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form<'h> {
    /// What stands before the number and behind it: nothing in `Labels2`, ` (#` and `)` in
    /// `Labels (#1)`.
    Number(&'h str, &'h str),
    /// `Labels - Copy`, `Labels_x`: nothing tells what it is of the field.
    Copy,
}

impl Form<'_> {
    /// Whether programs that write it so give the second column of a name that number.
    fn begins_with(self, number: u32) -> bool {
        match self {
            Self::Number("" | " " | " (", _) => number == 2,
            Self::Number("." | "_", _) => number == 1,
            Self::Number(..) => number <= 2,
            Self::Copy => false,
        }
    }
}

/// A header without its number, how that is written, and the number. A name that was numbered twice
/// is a copy where `others` have it without any number, and none has it with the first alone.
fn split<'h>(header: &'h str, others: &[&str]) -> Option<(&'h str, Form<'h>, u32)> {
    if let Some(base) = copied(header) {
        return Some((base, Form::Copy, 0));
    }
    let (base, form, number) = split_number(header)?;
    let is_there = |name: &str| others.iter().any(|other| fold(other) == fold(name));
    match split_number(base) {
        Some((name, ..)) if is_there(name) && !is_there(base) => Some((name, Form::Copy, 0)),
        _ => Some((base, form, number)),
    }
}

/// The name of which a header is a copy.
fn copied(header: &str) -> Option<&str> {
    let merged = || SIDES.iter().find_map(|side| header.strip_suffix(side));
    let copy = || {
        // A second copy is numbered.
        let end = |c: char| c.is_ascii_digit() || ". ()".contains(c);
        let (base, mark) = header.trim_end_matches(end).rsplit_once([' ', '_', '('])?;
        let is = COPIES.contains(&fold(mark).as_str());
        is.then(|| base.trim_end_matches([' ', '-', '_', '(']))
    };
    let copy_of = || {
        let of = |words: &&str| {
            let first = header.get(..words.len())?;
            (first.to_lowercase() == **words).then(|| &header[words.len()..])
        };
        COPIES_OF.iter().find_map(of)
    };
    merged().or_else(copy).or_else(copy_of).map(str::trim).filter(|base| !base.is_empty())
}

/// Whether a header names nothing, although the column may be one of that to its left.
fn is_unnamed(header: Option<&str>) -> bool {
    header.is_none_or(|header| {
        let base = header.trim_end_matches(|c: char| c.is_ascii_digit());
        base.len() < header.len() && UNNAMED.contains(&fold(base).as_str())
    })
}

/// A column beside others of which the header tells nothing: the one to its left that has a name,
/// where both hold anything.
fn left_of(table: &Table, headers: &[Option<&str>], position: usize) -> Option<usize> {
    let filled =
        |row: &crate::sheet::TableRow| !row.cells.get(position).is_none_or(CellValue::is_empty);
    if !is_unnamed(headers[position]) || !table.rows.iter().any(filled) {
        return None;
    }
    (0..position).rev().find(|&at| !is_unnamed(headers[at]))
}

fn split_number(header: &str) -> Option<(&str, Form<'_>, u32)> {
    let closed = header.trim_end_matches([')', ']', '}']);
    let before = closed.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = closed.get(before.len()..)?;
    if number.len() > 1 && number.starts_with('0') {
        return None;
    }
    let number = number.parse().ok()?;
    let base = without_word(without_signs(before));
    let base = without_signs(base);
    let form = Form::Number(before.get(base.len()..)?, header.get(closed.len()..)?);
    (!base.trim().is_empty()).then_some((base.trim(), form, number))
}

/// A header without the signs between its name and the number.
fn without_signs(header: &str) -> &str {
    header.trim_end_matches(|c: char| " ._-#:([{".contains(c))
}

/// A header without the word that says that a number follows, where a sign stands before that.
fn without_word(header: &str) -> &str {
    let word = |word: &&str| {
        let at = header.len().checked_sub(word.len())?;
        let (base, last) = (header.get(..at)?, header.get(at..)?);
        let apart = without_signs(base).len() < base.len();
        (apart && last.eq_ignore_ascii_case(word)).then_some(base)
    };
    WORDS.iter().find_map(word).unwrap_or(header)
}

/// A numbered header among the others of its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The header without its number, as the file writes it.
    pub(super) base: String,
    /// Position of the column that has the name without a number.
    pub(super) unnumbered: Option<usize>,
    /// Whether the numbers of that name are as a program counts: from the second column on, without
    /// a gap, all written alike.
    pub(super) counted: bool,
    /// Whether it has no name at all, and only stands beside the one that has.
    pub(super) unnamed: bool,
}

/// The numbered headers of a table by the positions of their columns.
pub(super) fn numbered(table: &Table) -> Vec<Option<Numbered>> {
    let headers = table.columns.iter().map(|column| column.header.as_deref().map(bare));
    let headers: Vec<Option<&str>> = headers.collect();
    let named: Vec<&str> = headers.iter().flatten().copied().collect();
    let parts: Vec<_> = headers.iter().map(|header| split((*header)?, &named)).collect();
    let of_base = |base: &str| {
        let base = fold(base);
        parts.iter().flatten().filter(move |(other, ..)| fold(other) == base)
    };
    let one = |(position, part): (usize, &Option<(&str, Form<'_>, u32)>)| {
        if let Some(left) = left_of(table, &headers, position) {
            let base = headers[left].unwrap_or_default().to_owned();
            return Some(Numbered { base, unnumbered: Some(left), counted: false, unnamed: true });
        }
        let (base, form, _) = (*part)?;
        let named = |header: &Option<&str>| header.is_some_and(|h| fold(h) == fold(base));
        let mut numbers: Vec<u32> = of_base(base).map(|(_, _, number)| *number).collect();
        numbers.sort_unstable();
        let alike = of_base(base).all(|(_, other, _)| *other == form);
        let first = numbers.first().copied().unwrap_or_default();
        let in_turn = numbers.iter().copied().eq((first..).take(numbers.len()));
        let counted = alike && in_turn && form.begins_with(first);
        let unnumbered = headers.iter().position(named);
        Some(Numbered { base: base.to_owned(), unnumbered, counted, unnamed: false })
    };
    parts.iter().enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapping::testing::table;

    #[test]
    fn numbers_of_programs_are_taken_off() {
        for (header, expected) in [
            ("Labels2", Some(("Labels", Form::Number("", ""), 2))),
            ("Labels.1", Some(("Labels", Form::Number(".", ""), 1))),
            ("Labels_12", Some(("Labels", Form::Number("_", ""), 12))),
            ("Labels (2)", Some(("Labels", Form::Number(" (", ")"), 2))),
            ("Labels 2", Some(("Labels", Form::Number(" ", ""), 2))),
            ("Labels (#1)", Some(("Labels", Form::Number(" (#", ")"), 1))),
            ("Labels #2", Some(("Labels", Form::Number(" #", ""), 2))),
            ("Labels-2", Some(("Labels", Form::Number("-", ""), 2))),
            ("Labels [2]", Some(("Labels", Form::Number(" [", "]"), 2))),
            ("Labels (dup 1)", Some(("Labels", Form::Number(" (dup ", ")"), 1))),
            ("Labels_duplicated_0", Some(("Labels", Form::Number("_duplicated_", ""), 0))),
            ("Labels...3", Some(("Labels", Form::Number("...", ""), 3))),
            ("Fix versions:1", Some(("Fix versions", Form::Number(":", ""), 1))),
            ("Custom field (Size)2", Some(("Custom field (Size)", Form::Number("", ""), 2))),
            ("Custom field (Size 2)", Some(("Custom field (Size", Form::Number(" ", ")"), 2))),
            ("Labels - Copy", Some(("Labels", Form::Copy, 0))),
            ("Labels - Copy (2)", Some(("Labels", Form::Copy, 0))),
            ("Labels - Kopie.1", Some(("Labels", Form::Copy, 0))),
            ("Labels copy 2", Some(("Labels", Form::Copy, 0))),
            ("Labels_copy", Some(("Labels", Form::Copy, 0))),
            ("Labels (Kopie)", Some(("Labels", Form::Copy, 0))),
            ("Copy of Labels", Some(("Labels", Form::Copy, 0))),
            ("Fix versions_y", Some(("Fix versions", Form::Copy, 0))),
            ("Sprint_right", Some(("Sprint", Form::Copy, 0))),
            ("Labels.y", Some(("Labels", Form::Copy, 0))),
            ("Labels.1.2", Some(("Labels", Form::Copy, 0))),
            ("Labels2_1", Some(("Labels", Form::Copy, 0))),
            ("Labels - Copyright", None),
            ("Hardcopy", None),
            ("_x", None),
            ("Copy", None),
            ("Labels", None),
            ("Labels02", None),
            ("2026", None),
            ("(2)", None),
            ("Labels99999999999", None),
        ] {
            assert_eq!(split(header, &["Labels"]), expected, "{header}");
        }
    }

    #[test]
    fn only_what_is_counted_from_the_second_on_is_sure() {
        let told = |headers: &str| {
            let all = numbered(&table(headers));
            let last = all.last().cloned().flatten().unwrap();
            (last.unnumbered, last.counted)
        };
        assert_eq!(told("Labels | Labels2 | labels3"), (Some(0), true));
        assert_eq!(told("Labels.1 | Labels | Labels.2"), (Some(1), true));
        assert_eq!(told("Labels | Labels3"), (Some(0), false));
        assert_eq!(told("Labels | Labels2 | Labels.1"), (Some(0), false));
        assert_eq!(told("Labels2 | Labels3"), (None, true));
        assert_eq!(told("Labels | Labels (#1) | Labels (#2)"), (Some(0), true));
        assert_eq!(told("Labels | Labels_duplicated_0"), (Some(0), true));
        assert_eq!(told("Labels | Labels (#1) | Labels [2]"), (Some(0), false));
        assert_eq!(told("Labels | Labels-7"), (Some(0), false));
    }
}
