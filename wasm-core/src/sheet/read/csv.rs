//! Text files: each record a row, each field a text.

use super::super::cell::CellValue;
use super::super::error::ReadError;
use super::super::format::{Encoding, Format, TextFormat};
use super::super::guard;
use super::super::misread::{Misread, MisreadKind};
use super::super::note::{NoteKind, ReadNote};
use super::super::workbook::Visibility;
use super::collect::{Collector, SheetBuilder};
use super::dialect::{self, DecimalSigns};
use super::encoding::{self, Decoded, Guess};
use super::hyperlink::hyperlink;
use super::record::{Record, Records, Style, Trouble};
use super::wrapped::unwrapped;
use super::{ReadOptions, stranger};

/// Reads a text file as a workbook of one sheet.
///
/// Cells stay texts: whether `007` is a number, and which one `1,5` is, the field decides that it
/// is meant for. The rows count as a spreadsheet program shows them, blank lines included.
pub(super) fn read(
    bytes: &[u8],
    options: &ReadOptions,
    out: &mut Collector<'_>,
) -> Result<Format, ReadError> {
    let decoded = encoding::decode(bytes, options.text.encoding.as_deref())?;
    if is_binary(&decoded.text) {
        return Err(stranger::stranger("binary file"));
    }
    let dialect = dialect::detect(&decoded.text, options.text.delimiter);
    let mut style = dialect.style;
    note_encoding(&decoded, out);
    let Decoded { mut text, encoding, declared, lost, .. } = decoded;
    text.drain(..dialect.skip);
    if options.text.delimiter.is_none()
        && let Some((lines, of_lines)) = unwrapped(&text, style)
    {
        out.note(ReadNote::file(NoteKind::LinesInCells));
        (text, style) = (lines, of_lines);
    }
    if style.backslash {
        out.note(ReadNote::file(NoteKind::BackslashQuotes));
    }
    let mut sheet = out.sheet(&sheet_name(options.file_name.as_deref()), Visibility::Visible)?;
    let rows = Rows { first: u32::from(dialect.skip > 0), lossy: lost > 0 };
    let decimal_comma = rows.read(&text, style, &mut sheet)?;
    sheet.finish();
    let delimiter = style.delimiter.map(char::from);
    let name = encoding.to_owned();
    let format = TextFormat { delimiter, encoding: Encoding { name, declared }, decimal_comma };
    Ok(if delimiter == Some('\t') { Format::Tsv(format) } else { Format::Csv(format) })
}

/// How the records become rows.
struct Rows {
    /// Row of the first record.
    first: u32,
    /// Whether characters could not be decoded.
    lossy: bool,
}

impl Rows {
    /// Adds the rows and says whether numbers have a decimal comma.
    fn read(
        &self,
        text: &str,
        style: Style,
        sheet: &mut SheetBuilder<'_, '_>,
    ) -> Result<bool, ReadError> {
        let mut signs = DecimalSigns::default();
        let mut row = self.first;
        let mut width = None;
        let mut open = None;
        for record in Records::new(text, style) {
            row += record.blank_lines;
            let line = record.line + u64::from(self.first);
            sheet.line(row, line)?;
            for (column, field) in (0_u32..).zip(&record.cells) {
                signs.see(field);
                match field.starts_with('=').then(|| hyperlink(field)).flatten() {
                    Some(link) => {
                        sheet.link(row, column, &link.target)?;
                        sheet.push(row, column, link.text.into())?;
                    }
                    None => sheet.push(row, column, value(field))?,
                }
                if self.lossy && field.contains(char::REPLACEMENT_CHARACTER) {
                    let kind = MisreadKind::LostCharacter;
                    sheet.misread(Misread { row, column: Some(column), line, kind })?;
                }
            }
            let width = *width.get_or_insert(record.cells.len());
            if record.cells.len() > width {
                sheet.tally(NoteKind::UnevenRows, || format!("row {}", u64::from(row) + 1));
            }
            if let Some(kind) = quotes(&record, style, width, &mut open) {
                if matches!(kind, MisreadKind::OpenQuote | MisreadKind::StrayQuote) {
                    sheet.tally(NoteKind::QuotesUnclear, || format!("line {line}"));
                }
                sheet.misread(Misread { row, column: None, line, kind })?;
            }
            row += 1;
        }
        Ok(signs.comma())
    }
}

/// What is wrong with the quotes of a record. `open` is the line of a quote that was never closed,
/// as long as the records below it are not as wide as others: they may be lines of its text.
fn quotes(
    record: &Record<'_>,
    style: Style,
    width: usize,
    open: &mut Option<u64>,
) -> Option<MisreadKind> {
    let kind = match record.trouble {
        Some(Trouble::OpenQuote | Trouble::StrayInLines) => Some(MisreadKind::OpenQuote),
        None if swallows(record, style, width) => Some(MisreadKind::OpenQuote),
        trouble => match *open {
            Some(opened) if record.cells.len() < width => Some(MisreadKind::BelowOpenQuote(opened)),
            Some(opened) if trouble.is_none() => Some(MisreadKind::AfterOpenQuote(opened)),
            _ => trouble.map(|_| MisreadKind::StrayQuote),
        },
    };
    if record.trouble == Some(Trouble::OpenQuote) {
        *open = Some(record.line);
    } else if !matches!(kind, Some(MisreadKind::BelowOpenQuote(_))) {
        *open = None;
    }
    kind
}

/// Whether the last cell of a record that lacks cells seems to hold further records: each of its
/// lines has as many cells as the first record of the file.
fn swallows(record: &Record<'_>, style: Style, width: usize) -> bool {
    let (Some(delimiter), true) = (style.delimiter, record.ends_in_lines) else { return false };
    let Some(last) = record.cells.last().filter(|_| record.cells.len() < width) else {
        return false;
    };
    let cells = |line: &str| line.bytes().filter(|byte| *byte == delimiter).count() + 1;
    let mut lines = last.lines().filter(|line| !line.is_empty());
    let first = lines.next().map_or(0, cells);
    first + record.cells.len() - 1 == width && lines.all(|line| cells(line) == width)
}

/// The value of a cell. `="007"` is how Excel is told that digits are a text.
fn value(field: &str) -> CellValue {
    let told = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    match told.filter(|text| !text.contains('"')) {
        Some(text) => CellValue::from(text),
        None => CellValue::from(guard::strip(field)),
    }
}

/// Text has no control characters but tabs, line ends and what Word makes of them; a stray one is
/// let through.
fn is_binary(text: &str) -> bool {
    let (mut seen, mut odd) = (0_u32, 0_u32);
    for c in text.chars().take(4096) {
        seen += 1;
        odd += u32::from(c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{b}' | '\u{c}'));
    }
    odd * 50 > seen
}

fn note_encoding(decoded: &Decoded, out: &mut Collector<'_>) {
    let first = Some(decoded.encoding.to_owned());
    let kind = match decoded.guessed {
        Guess::No => None,
        Guess::Clear => Some(NoteKind::EncodingGuessed),
        Guess::Doubtful => Some(NoteKind::EncodingDoubtful),
    };
    if let Some(kind) = kind {
        out.note(ReadNote { first: first.clone(), ..ReadNote::file(kind) });
    }
    if decoded.lost > 0 {
        let note = ReadNote::file(NoteKind::UndecodableCharacters);
        out.note(ReadNote { first, count: decoded.lost, ..note });
    }
}

/// The file's name without folder and extension, or `Sheet1`.
fn sheet_name(file_name: Option<&str>) -> String {
    let name = file_name.and_then(|path| path.rsplit(['/', '\\']).next()).unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim();
    if stem.is_empty() { "Sheet1".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::super::limits::ReadLimits;
    use super::super::super::workbook::{Row, Sheet};
    use super::*;

    fn sheet(text: &str) -> Sheet {
        let limits = ReadLimits::default();
        let mut out = Collector::new(&limits);
        let file_name = Some("C:\\files\\My issues.csv".to_owned());
        let options = ReadOptions { file_name, ..ReadOptions::default() };
        read(text.as_bytes(), &options, &mut out).unwrap();
        out.finish().0.remove(0)
    }

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let sheet = sheet(text);
        assert_eq!(sheet.name, "My issues");
        let texts = |row: &Row| row.cells.iter().map(|(_, value)| value.to_text()).collect();
        sheet.rows.iter().map(|row| (row.index, texts(row))).collect()
    }

    /// The rows, each a line of its cells, and below what is told of them.
    fn shown(text: &str) -> String {
        let mut shown = String::new();
        for (row, cells) in rows(text) {
            shown += &format!("{row}: {}\n", cells.join(" | ").replace('\n', "\\n"));
        }
        for misread in &sheet(text).text.unwrap_or_default().misread {
            shown += &format!("row {}, line {}: {:?}\n", misread.row, misread.line, misread.kind);
        }
        shown
    }

    #[test]
    fn rows_count_blank_lines() {
        let found = rows("a,b\r\n\r\n\r\nc,d\n\n\"e\n\nf\",g\r\rh,i");
        let indexes: Vec<_> = found.iter().map(|row| row.0).collect();
        assert_eq!(indexes, [0, 3, 5, 7]);
        assert_eq!(found[2].1, ["e\n\nf", "g"]);
    }

    #[test]
    fn a_formula_that_is_a_link_is_what_it_shows() {
        let sheet =
            sheet("Key\n\"=HYPERLINK(\"\"https://a.example\"\",\"\"D-1\"\")\"\n=A1&\"x\"\n");
        assert_eq!(sheet.get(1, 0), &CellValue::from("D-1"));
        assert_eq!(sheet.links[0].target, "https://a.example");
        assert_eq!(sheet.get(2, 0), &CellValue::from("=A1&\"x\""));
    }

    #[test]
    fn the_guard_is_taken_away_and_nothing_else() {
        assert_eq!(rows("'=1,'quoted',''+x, pad ")[0].1, ["=1", "'quoted'", "'+x", " pad "]);
    }

    #[test]
    fn a_quote_that_is_never_closed_takes_no_row_below_it() {
        insta::assert_snapshot!(shown(
            "Title,Kind\nFirst,\"two\nlines\"\n\"Never closed,Bug\nBelow,Task\nLast,Bug\n"
        ));
        insta::assert_snapshot!(shown(
            "Title,Kind\n\"Never closed,Bug\nBelow,Task\nLast,\"a quoted, kind\"\n"
        ));
        insta::assert_snapshot!(shown("Title,Kind\n\"Open,Bug\nBelow,Task\"\nLast,Bug\n"));
        insta::assert_snapshot!(shown("Title,Kind\n\"A text\nwith \"quotes\" in\nit\",Bug\nx,y\n"));
        insta::assert_snapshot!(shown("Title,Kind\n\"Open\n\"Line\" of it\nmore,Bug\nx,y\n"));
    }

    #[test]
    fn quotes_as_other_programs_write_them_are_read() {
        insta::assert_snapshot!(shown(
            "Title,Number,Kind\n\"Say \\\"go\\\", now\",=\"007\", \"a, b\"\n\\N,\"=\"\"08\"\"\",\"C:\\\\\"\n"
        ));
        insta::assert_snapshot!(shown(
            "Title,Kind\n\"a 24\" monitor, new\",Bug\n24\" monitor,Bug\n"
        ));
    }

    #[test]
    fn hostile_quotes_take_no_more_time_than_others() {
        let text = format!("a,b\n{}\n\"end", ",\"\"x\n".repeat(40_000));
        assert!(sheet(&text).rows.len() > 30_000);
    }

    #[test]
    fn a_line_feed_of_another_kind_is_no_binary_file() {
        assert_eq!(rows("Title\nOne\u{b}two\u{c}\n")[1].1, ["One\u{b}two\u{c}"]);
    }
}
