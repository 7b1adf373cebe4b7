//! Lines that a program took for cells.
//!
//! An Excel whose list separator is the semicolon opens a comma file as one column, and saves it
//! so: each line is the text of its first cell, in quotes where it has some itself, and behind it
//! are the delimiters of empty cells.

use super::dialect::{DELIMITERS, SAMPLE};
use super::record::{Record, Records, Style};

/// The file as it was before: its text and the delimiter of that; none where no other delimiter cuts
/// its first cells alike.
pub(super) fn unwrapped(text: &str, style: Style) -> Option<(String, Style)> {
    let sample: Vec<_> = Records::new(text, style).take(SAMPLE).collect();
    let header = sample.first().filter(|header| is_alone(header))?.cells.first()?;
    let inner = DELIMITERS.iter().map(|sign| *sign as u8);
    let inner = inner.filter(|sign| Some(*sign) != style.delimiter).find(|sign| {
        let style = Style { delimiter: Some(*sign), backslash: false };
        let width = |line: &str| Records::new(line, style).next().map_or(0, |r| r.cells.len());
        let wanted = width(header);
        let fits =
            |record: &&Record<'_>| record.cells.first().is_some_and(|cell| width(cell) == wanted);
        wanted > 1 && !spaced(header, *sign) && sample.len() > 1 && sample.iter().all(|r| fits(&r))
    })?;
    let mut lines = String::with_capacity(text.len());
    for record in Records::new(text, style) {
        (0..record.blank_lines).for_each(|_| lines.push('\n'));
        let filled = record.cells.iter().rposition(|cell| !cell.is_empty());
        let cells = record.cells.get(..filled.map_or(0, |last| last + 1)).unwrap_or_default();
        for (at, cell) in cells.iter().enumerate() {
            if let Some(outer) = style.delimiter.filter(|_| at > 0) {
                lines.push(char::from(outer));
            }
            lines.push_str(cell);
        }
        lines.push('\n');
    }
    Some((lines, Style { delimiter: Some(inner), backslash: false }))
}

/// Whether only the first cell holds something.
fn is_alone(record: &Record<'_>) -> bool {
    record.cells.iter().skip(1).all(|cell| cell.is_empty())
}

/// Whether a space follows a sign, as in a sentence.
fn spaced(text: &str, sign: u8) -> bool {
    text.contains(&format!("{} ", char::from(sign)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, delimiter: Option<u8>) -> Option<(String, Option<u8>)> {
        let found = unwrapped(text, Style { delimiter, backslash: false })?;
        Some((found.0, found.1.delimiter))
    }

    #[test]
    fn lines_in_first_cells_are_lines_again() {
        let text = "Title,Kind,Text;;\n\"\"\"Sort, then go\"\",Bug,x\";;\nOther,Bug,a; b;\n";
        let lines = "Title,Kind,Text\n\"Sort, then go\",Bug,x\nOther,Bug,a; b\n";
        assert_eq!(of(text, Some(b';')), Some((lines.to_owned(), Some(b','))));
        let quoted = "\"Title;Kind\"\n\n\"Sort;Bug\"\n";
        assert_eq!(of(quoted, None), Some(("Title;Kind\n\nSort;Bug\n".to_owned(), Some(b';'))));
    }

    #[test]
    fn other_files_are_left_alone() {
        for (text, delimiter) in [
            ("Title;Text\na,b;c\n", Some(b';')),
            ("Title, short\nSort, then go\n", None),
            ("Title,Kind;\n", Some(b';')),
            ("Title,Kind;\nno comma;\n", Some(b';')),
            ("", None),
        ] {
            assert_eq!(of(text, delimiter), None, "{text:?}");
        }
    }
}
