//! Headers that a program numbered because a table may not have two of one name: `Labels2` (Excel),
//! `Labels.1` (pandas), `Labels_1` (Power Query), `Labels (2)`, `Labels 2`.

use super::header::{bare, fold};
use crate::sheet::Table;

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
}

impl Form {
    /// The number of the second column of a name.
    fn first(self) -> u32 {
        match self {
            Self::Point | Self::Underscore => 1,
            Self::Bare | Self::Parentheses | Self::Space => 2,
        }
    }
}

/// A header without its number, how that is written, and the number.
fn split(header: &str) -> Option<(&str, Form, u32)> {
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
    let one = |part: &Option<(&str, Form, u32)>| {
        let (base, form, _) = (*part)?;
        let named = |header: &Option<&str>| header.is_some_and(|h| fold(h) == fold(base));
        let mut numbers: Vec<u32> = of_base(base).map(|(_, _, number)| *number).collect();
        numbers.sort_unstable();
        let alike = of_base(base).all(|(_, other, _)| *other == form);
        let counted = alike && numbers.iter().copied().eq((form.first()..).take(numbers.len()));
        let unnumbered = headers.iter().position(named);
        Some(Numbered { base: base.to_owned(), unnumbered, counted })
    };
    parts.iter().map(one).collect()
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
