//! How the cells of a text file are told apart.

use memchr::memmem;

use super::super::format::Delimiter;
use super::record::{Record, Records, Style};

/// The characters that are tried, the likeliest first.
pub(super) const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// Records that are looked at.
pub(super) const SAMPLE: usize = 100;

/// How a text file is laid out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// How cells are told apart.
    pub(super) style: Style,
    /// Bytes of a first line `sep=;`, by which Excel is told the delimiter; it is no row.
    pub(super) skip: usize,
}

/// Finds how a file is laid out. The delimiter: as the user or the file says, else the one that cuts
/// the first records into the same number of cells, the more the better. None cuts a file of one
/// column, whose texts have commas and semicolons as sentences do.
pub(super) fn detect(text: &str, chosen: Option<Delimiter>) -> Dialect {
    let (declared, skip) = declared(text).map_or((None, 0), |(sign, skip)| (Some(sign), skip));
    let body = text.get(skip..).unwrap_or_default();
    let delimiter = match chosen.or(declared.map(Delimiter::Sign)) {
        Some(Delimiter::OneColumn) => None,
        Some(Delimiter::Sign(sign)) => u8::try_from(sign).ok(),
        None => likeliest(body),
    };
    Dialect { style: with_quotes(body, Style { delimiter, backslash: false }), skip }
}

fn likeliest(text: &str) -> Option<u8> {
    let scores = DELIMITERS.iter().map(|sign| (score(text, *sign as u8), *sign as u8));
    let best = scores.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(score, _)| *score > 0).map(|(_, sign)| sign)
}

/// Tells whether a backslash keeps a quote from closing its cell: where that reads all cells, and
/// nothing else does.
fn with_quotes(text: &str, plain: Style) -> Style {
    let style = Style { backslash: true, ..plain };
    let troubles = |style| {
        let mut width = None;
        let of_record = |record: Record<'_>| {
            let wide = record.cells.len() > *width.get_or_insert(record.cells.len());
            usize::from(record.trouble.is_some() || wide)
        };
        Records::new(text, style).map(of_record).sum::<usize>()
    };
    let escapes = memmem::find(text.as_bytes(), b"\\\"").is_some();
    if escapes && troubles(plain) > troubles(style) { style } else { plain }
}

/// The delimiter of the line `sep=;` that Excel writes and reads, and the bytes of that line.
fn declared(text: &str) -> Option<(char, usize)> {
    let head = text.get(..4).filter(|head| head.eq_ignore_ascii_case("sep="))?;
    let delimiter = text[head.len()..].chars().next().filter(|c| c.is_ascii() && *c != '"')?;
    let rest = &text[head.len() + delimiter.len_utf8()..];
    let end = match rest.as_bytes() {
        [] => 0,
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => return None,
    };
    Some((delimiter, text.len() - rest.len() + end))
}

/// How well a delimiter fits: nothing if it cuts no record, or only as a sentence has it; else the
/// number of records that are as wide as most, weighed by that width.
fn score(text: &str, delimiter: u8) -> u64 {
    let style = Style { delimiter: Some(delimiter), backslash: false };
    let records: Vec<_> = Records::new(text, style).take(SAMPLE).collect();
    let widths: Vec<_> = records.iter().map(|record| record.cells.len()).collect();
    let first = widths.first().copied().unwrap_or_default();
    let narrow = widths.iter().filter(|width| **width == 1).count();
    let mostly_narrow = narrow * 2 > widths.len();
    let prose = is_prose(&records);
    if (first == 1 && (mostly_narrow || prose)) || (mostly_narrow && prose) {
        return 0;
    }
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
    let first_fits = u64::from(first == width);
    (share * share / 100) * (10 + (width.min(20) as u64)) * (1 + first_fits)
}

/// Whether a space follows each delimiter, as in a sentence.
fn is_prose(records: &[Record<'_>]) -> bool {
    let mut cells = records.iter().flat_map(|record| record.cells.get(1..).unwrap_or_default());
    cells.all(|cell| cell.is_empty() || cell.starts_with(' '))
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

    fn delimiter_of(text: &str) -> Option<char> {
        detect(text, None).style.delimiter.map(char::from)
    }

    #[test]
    fn the_texts_of_one_column_stay_whole() {
        for text in [
            "",
            "Summary\n",
            "Title\nCheck, then ship\nClean up\n",
            "Title\nCheck; then ship\nWait; then stop\n",
            "Title\nShort\nLonger,still one\nShort\n",
        ] {
            assert_eq!(delimiter_of(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_backslash_before_a_quote_counts_where_nothing_else_reads_the_file() {
        let backslash = |text: &str| detect(text, None).style.backslash;
        assert!(backslash("a,b\n\"say \\\"go\\\", now\",x\n"));
        assert!(!backslash("a,b\n\"C:\\dir\\\",x\n\"D:\\\",y\n"));
        assert!(!backslash("a,b\n\"say \"\"go\"\" \\\",x\n"));
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_rows_alike() {
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", ','),
            ("a;b;c\n1,5;2,5;3,5\n2,5;1,0;7,0\n", ';'),
            ("a\tb\n1,2\t3,4\n", '\t'),
            ("a, b, c\n1, 2, 3\n1, 2, then, 3\n", ','),
            ("a|b|c\nx, y|1|2\nz, w|3|4\n", '|'),
            ("Summary;Text\n\"a,b,c\n,d,e\";x\n\"f,g\n,h\";y\n", ';'),
            ("Summary,Labels\nOne,\"a;b;c\"\nTwo,\"d;e\"\n", ','),
        ] {
            assert_eq!(delimiter_of(text), Some(delimiter), "{text:?}");
        }
    }

    #[test]
    fn a_first_line_may_declare_it() {
        let told = |text: &str| (delimiter_of(text), detect(text, None).skip);
        assert_eq!(told("sep=;\r\na,b;c\r\n"), (Some(';'), 7));
        assert_eq!(told("SEP=|\na"), (Some('|'), 6));
        assert_eq!(told("sep=;x\n").1, 0);
        assert_eq!(detect("sep=;\na,b\n", Some(Delimiter::Sign(','))).style.delimiter, Some(b','));
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
