//! Which character stands between the cells of a text file.

/// The characters that are tried, the likeliest first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// Rows that are looked at.
const SAMPLE_ROWS: usize = 100;

/// How a text file is laid out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// The character between two cells.
    pub(super) delimiter: char,
    /// Bytes of a first line `sep=;`, by which Excel is told the delimiter; it is no row.
    pub(super) skip: usize,
}

/// Finds the delimiter: as the file says itself, else the one that cuts the first rows into the
/// same number of cells, the more the better. Quoted text is not looked into.
pub(super) fn detect(text: &str) -> Dialect {
    if let Some(dialect) = declared(text) {
        return dialect;
    }
    let best = DELIMITERS
        .iter()
        .map(|delimiter| (score(text, *delimiter), *delimiter))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    Dialect { delimiter: best.filter(|(score, _)| *score > 0).map_or(',', |(_, d)| d), skip: 0 }
}

/// The line `sep=;` that Excel writes and reads.
fn declared(text: &str) -> Option<Dialect> {
    let head = text.get(..4).filter(|head| head.eq_ignore_ascii_case("sep="))?;
    let delimiter = text[head.len()..].chars().next().filter(|c| c.is_ascii() && *c != '"')?;
    let rest = &text[head.len() + delimiter.len_utf8()..];
    let end = match rest.as_bytes() {
        [] => 0,
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => return None,
    };
    Some(Dialect { delimiter, skip: text.len() - rest.len() + end })
}

/// How well a delimiter fits: nothing if it cuts no row; else the number of rows that are as wide
/// as most, weighed by that width.
fn score(text: &str, delimiter: char) -> u64 {
    let widths = widths(text, delimiter);
    let mut counts: Vec<(usize, u64)> = Vec::new();
    for width in widths.iter().filter(|width| **width > 1) {
        match counts.iter_mut().find(|count| count.0 == *width) {
            Some(count) => count.1 += 1,
            None => counts.push((*width, 1)),
        }
    }
    let (width, rows) =
        counts.iter().max_by_key(|count| (count.1, count.0)).copied().unwrap_or((0, 0));
    let share = rows * 100 / widths.len().max(1) as u64;
    let first_fits = u64::from(widths.first() == Some(&width));
    (share * share / 100) * (10 + (width.min(20) as u64)) * (1 + first_fits)
}

/// Cells of each of the first rows, if `delimiter` stands between them.
fn widths(text: &str, delimiter: char) -> Vec<usize> {
    let mut widths = Vec::new();
    let (mut width, mut quoted, mut cell_starts, mut empty) = (1, false, true, true);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
            }
            '"' if quoted => quoted = false,
            _ if quoted => {}
            '"' if cell_starts => quoted = true,
            '\n' | '\r' => {
                if !empty {
                    widths.push(width);
                }
                if widths.len() == SAMPLE_ROWS {
                    return widths;
                }
                (width, cell_starts, empty) = (1, true, true);
                continue;
            }
            _ if c == delimiter => {
                width += 1;
                (cell_starts, empty) = (true, false);
                continue;
            }
            _ => {}
        }
        (cell_starts, empty) = (false, false);
    }
    if !empty {
        widths.push(width);
    }
    widths
}

/// Whether numbers are written with a decimal comma, by the cells of a file.
#[derive(Default)]
pub(super) struct DecimalSigns {
    commas: u64,
    points: u64,
}

impl DecimalSigns {
    /// Looks at one cell: only one that is a number with exactly one sign counts, and one with
    /// three digits after it doesn't, as the sign may then separate thousands.
    pub(super) fn see(&mut self, cell: &str) {
        let cell = cell.trim().trim_start_matches(['-', '+']);
        let Some(at) = cell.find([',', '.']) else { return };
        let (whole, fraction) = (&cell[..at], &cell[at + 1..]);
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || fraction.len() == 3 {
            return;
        }
        match cell.as_bytes().get(at) {
            Some(b',') => self.commas += 1,
            _ => self.points += 1,
        }
    }

    /// Whether the comma it is.
    pub(super) fn comma(&self) -> bool {
        self.commas > self.points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_cuts_rows_alike() {
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", ','),
            ("a;b;c\n1,5;2,5;3,5\n2,5;1,0;7,0\n", ';'),
            ("a\tb\n1,2\t3,4\n", '\t'),
            ("a|b|c\nx, y|1|2\nz, w|3|4\n", '|'),
            ("Summary\nOne, two\nThree\n", ','),
            ("Summary;Text\n\"a,b,c\n,d,e\";x\n\"f,g\n,h\";y\n", ';'),
            ("only one column\n", ','),
            ("", ','),
            ("Summary,Labels\nOne,\"a;b;c\"\nTwo,\"d;e\"\n", ','),
        ] {
            assert_eq!(detect(text).delimiter, delimiter, "{text:?}");
        }
    }

    #[test]
    fn a_first_line_may_declare_it() {
        assert_eq!(detect("sep=;\r\na,b;c\r\n"), Dialect { delimiter: ';', skip: 7 });
        assert_eq!(detect("SEP=|\na"), Dialect { delimiter: '|', skip: 6 });
        assert_eq!(detect("sep=;x\n").skip, 0);
    }

    #[test]
    fn decimal_signs_are_told_by_plain_numbers() {
        let comma = |cells: &[&str]| {
            let mut signs = DecimalSigns::default();
            cells.iter().for_each(|cell| signs.see(cell));
            signs.comma()
        };
        assert!(comma(&["3,5", "-12,25", "1.000"]));
        assert!(!comma(&["3.5", "text, more", "1,000"]));
        assert!(!comma(&["1,2,3"]));
    }
}
