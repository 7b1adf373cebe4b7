//! Headers that a program numbered because a table may not have two of one name: `Labels2` (Excel),
//! `Labels.1` (pandas), `Labels_1` (Power Query), `Labels (2)`, `Labels 2`. And those that tell even
//! less: `Labels - Copy` (Power Query), `Labels_x` (pandas), `Column1` or none beside `Labels`, where
//! its header was that of several columns.

use super::header::{bare, fold};
use crate::sheet::{CellValue, Table};

/// What Power Query puts behind the name of a column that it copies, by its languages.
const COPIES: [&str; 6] = ["copy", "kopie", "copie", "copia", "cópia", "コピー"];

/// What Excel calls a column of a table that has no header, before its number, by its languages.
const UNNAMED: [&str; 7] = ["column", "spalte", "colonne", "columna", "coluna", "colonna", "列"];

/// How the number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `Labels2`
    Bare,
    /// `Labels.1`
    Point,
    /// `Labels_1`
    Underscore,
    /// `Labels (2)`
    Parentheses,
    /// `Labels 2`
    Space,
    /// `Labels - Copy`, `Labels_x`: nothing tells what it is of the field.
    Copy,
}

impl Form {
    /// The number of the second column of a name, where they are counted.
    fn first(self) -> Option<u32> {
        match self {
            Self::Point | Self::Underscore => Some(1),
            Self::Bare | Self::Parentheses | Self::Space => Some(2),
            Self::Copy => None,
        }
    }
}

/// A header without its number, how that is written, and the number.
fn split(header: &str) -> Option<(&str, Form, u32)> {
    copied(header).map(|base| (base, Form::Copy, 0)).or_else(|| split_number(header))
}

/// The name of which a header is a copy.
fn copied(header: &str) -> Option<&str> {
    let merged = header.strip_suffix("_x").or_else(|| header.strip_suffix("_y"));
    let copy = || {
        let (base, mark) = header.rsplit_once(" - ")?;
        // A second copy is numbered.
        let end = |c: char| c.is_ascii_digit() || ". ()".contains(c);
        COPIES.contains(&fold(mark.trim_end_matches(end)).as_str()).then_some(base)
    };
    merged.or_else(copy).map(str::trim).filter(|base| !base.is_empty())
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

fn split_number(header: &str) -> Option<(&str, Form, u32)> {
    let (rest, form) = match header.strip_suffix(')') {
        Some(rest) => (rest, Some(Form::Parentheses)),
        None => (header, None),
    };
    let base = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = rest.get(base.len()..)?;
    if number.starts_with('0') {
        return None;
    }
    let number = number.parse().ok()?;
    let (base, form) = match form {
        Some(form) => (base.strip_suffix('(')?, form),
        None if base.ends_with(['.', '_', ' ']) => {
            let mark = base.chars().next_back()?;
            let form = match mark {
                '.' => Form::Point,
                '_' => Form::Underscore,
                _ => Form::Space,
            };
            (base.strip_suffix(mark)?, form)
        }
        None => (base, Form::Bare),
    };
    let base = base.trim();
    (!base.is_empty()).then_some((base, form, number))
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
    let parts: Vec<_> = headers.iter().map(|header| split((*header)?)).collect();
    let of_base = |base: &str| {
        let base = fold(base);
        parts.iter().flatten().filter(move |(other, ..)| fold(other) == base)
    };
    let one = |(position, part): (usize, &Option<(&str, Form, u32)>)| {
        if let Some(left) = left_of(table, &headers, position) {
            let base = headers[left].unwrap_or_default().to_owned();
            return Some(Numbered { base, unnumbered: Some(left), counted: false, unnamed: true });
        }
        let (base, form, _) = (*part)?;
        let named = |header: &Option<&str>| header.is_some_and(|h| fold(h) == fold(base));
        let mut numbers: Vec<u32> = of_base(base).map(|(_, _, number)| *number).collect();
        numbers.sort_unstable();
        let alike = of_base(base).all(|(_, other, _)| *other == form);
        let in_turn = |first: u32| numbers.iter().copied().eq((first..).take(numbers.len()));
        let counted = alike && form.first().is_some_and(in_turn);
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
            ("Labels2", Some(("Labels", Form::Bare, 2))),
            ("Labels.1", Some(("Labels", Form::Point, 1))),
            ("Labels_12", Some(("Labels", Form::Underscore, 12))),
            ("Labels (2)", Some(("Labels", Form::Parentheses, 2))),
            ("Labels 2", Some(("Labels", Form::Space, 2))),
            ("Custom field (Size)2", Some(("Custom field (Size)", Form::Bare, 2))),
            ("Custom field (Size 2)", None),
            ("Labels - Copy", Some(("Labels", Form::Copy, 0))),
            ("Labels - Copy (2)", Some(("Labels", Form::Copy, 0))),
            ("Labels - Kopie.1", Some(("Labels", Form::Copy, 0))),
            ("Fix versions_y", Some(("Fix versions", Form::Copy, 0))),
            ("Labels - Copyright", None),
            ("_x", None),
            ("Labels", None),
            ("Labels02", None),
            ("2026", None),
            ("(2)", None),
            ("Labels99999999999", None),
        ] {
            assert_eq!(split(header), expected, "{header}");
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
    }
}
