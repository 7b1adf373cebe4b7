//! Text files: each record a row, each field a text.

use ::csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::super::cell::CellValue;
use super::super::error::ReadError;
use super::super::format::{Encoding, Format, TextFormat};
use super::super::guard;
use super::super::note::{NoteKind, ReadNote};
use super::super::workbook::Visibility;
use super::collect::{Collector, SheetBuilder};
use super::dialect::{self, DecimalSigns};
use super::encoding::{self, Decoded};
use super::{damaged, stranger};

/// Reads a text file as a workbook of one sheet.
///
/// Cells stay texts: whether `007` is a number, and which one `1,5` is, the field decides that it
/// is meant for. The rows count as a spreadsheet program shows them, blank lines included.
pub(super) fn read(
    bytes: &[u8],
    file_name: Option<&str>,
    out: &mut Collector<'_>,
) -> Result<Format, ReadError> {
    let decoded = encoding::decode(bytes);
    if is_binary(&decoded.text) {
        return Err(stranger::stranger("binary file"));
    }
    let dialect = dialect::detect(&decoded.text);
    let text = decoded.text.get(dialect.skip..).unwrap_or_default();
    note_encoding(&decoded, out);
    let first_row = u32::from(dialect.skip > 0);
    let mut sheet = out.sheet(&sheet_name(file_name), Visibility::Visible)?;
    let decimal_comma = read_rows(text, dialect.delimiter, first_row, &mut sheet)?;
    sheet.finish();
    let name = decoded.encoding.name().to_owned();
    let format = TextFormat {
        delimiter: dialect.delimiter,
        encoding: Encoding { name, declared: decoded.declared },
        decimal_comma,
    };
    Ok(if dialect.delimiter == '\t' { Format::Tsv(format) } else { Format::Csv(format) })
}

/// Adds the rows and says whether numbers have a decimal comma.
fn read_rows(
    text: &str,
    delimiter: char,
    first_row: u32,
    sheet: &mut SheetBuilder<'_, '_>,
) -> Result<bool, ReadError> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut signs = DecimalSigns::default();
    let mut row = first_row;
    let mut width = None;
    loop {
        row += blank_lines(text, reader.position().byte());
        if !reader.read_record(&mut record).map_err(|e| csv_error(&e))? {
            return Ok(signs.comma());
        }
        for (column, field) in (0_u32..).zip(&record) {
            signs.see(field);
            sheet.push(row, column, CellValue::from(guard::strip(field)))?;
        }
        if record.len() > *width.get_or_insert(record.len()) {
            sheet.tally(NoteKind::UnevenRows, || format!("row {}", u64::from(row) + 1));
        }
        row += 1;
    }
}

/// The blank lines at a place, which the csv reader skips without a word. It stops between the
/// two characters of a CR LF.
fn blank_lines(text: &str, at: u64) -> u32 {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    let (before, rest) = text.as_bytes().split_at_checked(at).unwrap_or_default();
    let rest = match rest {
        [b'\n', rest @ ..] if before.ends_with(b"\r") => rest,
        rest => rest,
    };
    let mut count = 0;
    let mut bytes = rest.iter().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\r' => {
                bytes.next_if(|next| **next == b'\n');
            }
            b'\n' => {}
            _ => break,
        }
        count += 1;
    }
    count
}

/// Text has no control characters but tabs and line ends; a stray one is let through.
fn is_binary(text: &str) -> bool {
    let (mut seen, mut odd) = (0_u32, 0_u32);
    for c in text.chars().take(4096) {
        seen += 1;
        odd += u32::from(c.is_control() && !matches!(c, '\t' | '\r' | '\n' | '\u{c}'));
    }
    odd * 50 > seen
}

fn note_encoding(decoded: &Decoded, out: &mut Collector<'_>) {
    let first = Some(decoded.encoding.name().to_owned());
    if decoded.guessed {
        let note = ReadNote::file(NoteKind::EncodingGuessed);
        out.note(ReadNote { first: first.clone(), ..note });
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

fn csv_error(error: &::csv::Error) -> ReadError {
    let place = error.position().map(|at| format!("line {}", at.line()));
    let detail = match error.kind() {
        ErrorKind::Utf8 { .. } => damaged("it is not text"),
        _ => damaged(error),
    };
    match place {
        Some(place) => detail.at(place),
        None => detail,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::limits::ReadLimits;
    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let limits = ReadLimits::default();
        let mut out = Collector::new(&limits);
        read(text.as_bytes(), Some("C:\\files\\My issues.csv"), &mut out).unwrap();
        let (sheets, _) = out.finish();
        assert_eq!(sheets[0].name, "My issues");
        let texts = |row: &super::super::super::workbook::Row| {
            row.cells.iter().map(|(_, value)| value.to_text()).collect()
        };
        sheets[0].rows.iter().map(|row| (row.index, texts(row))).collect()
    }

    #[test]
    fn rows_count_blank_lines() {
        let found = rows("a,b\r\n\r\n\r\nc,d\n\n\"e\n\nf\",g\r\rh,i");
        let indexes: Vec<_> = found.iter().map(|row| row.0).collect();
        assert_eq!(indexes, [0, 3, 5, 7]);
        assert_eq!(found[2].1, ["e\n\nf", "g"]);
    }

    #[test]
    fn the_guard_is_taken_away_and_nothing_else() {
        assert_eq!(rows("'=1,'quoted',''+x, pad ")[0].1, ["=1", "'quoted'", "'+x", " pad "]);
    }
}
