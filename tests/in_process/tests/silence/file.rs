//! The file of a table, written by nothing of the engine.

use encoding_rs::{MACINTOSH, WINDOWS_1250, WINDOWS_1252};
use jiff::civil::DateTime;
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Formula, Workbook, Worksheet};

use crate::case::{Encoding, Entry, Format};
use crate::meaning::{Meaning, PURPOSES, meant};
use crate::screen::Stored;
use crate::table::{Filled, Further, Table};

/// When each worklog began.
pub fn started() -> DateTime {
    jiff::civil::date(2026, 7, 1).at(9, 30, 0, 0)
}

/// The words of a comment.
pub fn comment(pick: usize) -> String {
    match meant(&PURPOSES[0], pick) {
        Meaning::Text(text) => text,
        other => panic!("a comment of {other:?}"),
    }
}

/// The name and the bytes of the file.
pub fn write(table: &Table, format: Format) -> (&'static str, Vec<u8>) {
    match format {
        Format::Workbook => ("list.xlsx", workbook(table)),
        Format::Text(encoding, delimiter) => {
            let name = if delimiter == '\t' { "list.tsv" } else { "list.csv" };
            (name, encode(&text(table, delimiter), encoding))
        }
    }
}

fn workbook(table: &Table) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("List").unwrap();
    for (row, text) in (0..).zip(&table.above) {
        if !text.is_empty() {
            sheet.write_string(row, 0, *text).unwrap();
        }
    }
    let head = table.sheet_row(0) - 1;
    for (place, column) in table.columns.iter().enumerate() {
        let at = u16::try_from(table.sheet_column(place)).unwrap();
        if !column.header.is_empty() {
            sheet.write_string(head, at, &column.header).unwrap();
        }
        if let Some((merged, row)) = table.merged
            && merged == place
        {
            let (first, last) = (table.sheet_row(row), table.sheet_row(row + 1));
            sheet.merge_range(first, at, last, at, "", &Look::new()).unwrap();
        }
        for (row, cell) in column.cells.iter().enumerate() {
            if let Some(cell) = cell {
                put(sheet, table.sheet_row(row), at, cell);
            }
        }
    }
    if let Some(row) = table.beyond {
        let at = u16::try_from(table.sheet_column(table.columns.len())).unwrap();
        sheet.write_string(table.sheet_row(row), at, BEYOND).unwrap();
    }
    if let Some(row) = table.hidden {
        sheet.set_row_hidden(table.sheet_row(row)).unwrap();
    }
    further(&mut book, &table.further);
    book.save_to_buffer().unwrap()
}

/// What stands beyond the last header.
const BEYOND: &str = "beyond";

fn put(sheet: &mut Worksheet, row: u32, at: u16, cell: &Filled) {
    match &cell.stored {
        Stored::Text(text) => sheet.write_string(row, at, text),
        // The writer takes the result of such a formula for a number.
        Stored::Formula(text) if text.parse::<f64>().is_ok() => sheet.write_string(row, at, text),
        Stored::Formula(text) => {
            let formula = Formula::new(format!("=\"{text}\"")).set_result(text);
            sheet.write_formula(row, at, formula)
        }
        Stored::Error(error) => {
            sheet.write_formula(row, at, Formula::new(format!("={error}")).set_result(*error))
        }
        Stored::Truth(truth) => sheet.write_boolean(row, at, *truth),
        Stored::Number(number, format) => {
            sheet.write_number_with_format(row, at, *number, &Look::new().set_num_format(*format))
        }
        Stored::Moment(at_time, format) => {
            let year = u16::try_from(at_time.year()).unwrap();
            let part = |part: i8| part.unsigned_abs();
            let day = ExcelDateTime::from_ymd(year, part(at_time.month()), part(at_time.day()));
            let (hour, minute) = (u16::from(part(at_time.hour())), part(at_time.minute()));
            let moment = day.unwrap().and_hms(hour, minute, 0).unwrap();
            sheet.write_datetime_with_format(row, at, moment, &Look::new().set_num_format(*format))
        }
    }
    .unwrap();
}

fn further(book: &mut Workbook, all: &[Further]) {
    let mut add = |name: &str, headers: &[&str], rows: Vec<Vec<String>>| {
        if rows.is_empty() {
            return;
        }
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        let head = headers.iter().map(|header| (*header).to_owned()).collect();
        for (row, cells) in (0..).zip(std::iter::once(head).chain(rows)) {
            for (at, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row, at, cell).unwrap();
            }
        }
    };
    let none = String::new;
    let rows = |row: &dyn Fn(&Further) -> Option<Vec<String>>| all.iter().filter_map(row).collect();
    let comments = rows(&|further| match further.entry {
        Entry::Comment(_, pick) => Some(vec![further.of.clone(), none(), comment(pick)]),
        _ => None,
    });
    add("Comments", &["Key", "Comment ID", "Comment"], comments);
    let worklogs = rows(&|further| match further.entry {
        Entry::Worklog(_, minutes) => {
            let started = started().strftime("%Y-%m-%d %H:%M").to_string();
            Some(vec![further.of.clone(), none(), started, format!("{minutes}m")])
        }
        _ => None,
    });
    add("Worklogs", &["Key", "Worklog ID", "Started", "Time spent"], worklogs);
    let links = rows(&|further| match further.entry {
        Entry::Link(_) => {
            Some(vec![further.of.clone(), none(), "blocks".to_owned(), "DEMO-1".to_owned()])
        }
        _ => None,
    });
    add("Links", &["Key", "Link ID", "Relationship", "Linked key"], links);
}

fn text(table: &Table, delimiter: char) -> String {
    let mut lines: Vec<Vec<String>> =
        table.above.iter().map(|text| vec![(*text).to_owned()]).collect();
    let indent = || std::iter::repeat_n(String::new(), table.left);
    let headers = table.columns.iter().map(|column| column.header.clone());
    lines.push(indent().chain(headers).collect());
    for row in 0..table.keys.len() {
        let cell = |cell: &Option<Filled>| match cell.as_ref().map(|cell| &cell.stored) {
            None => String::new(),
            Some(Stored::Text(text)) => text.clone(),
            Some(Stored::Formula(text)) => format!("=\"{text}\""),
            Some(Stored::Error(error)) => (*error).to_owned(),
            Some(other) => panic!("{other:?} in a text file"),
        };
        if table.gap == Some(row) {
            lines.push(vec![String::new(); table.left + table.columns.len()]);
        }
        let cells = table.columns.iter().map(|column| cell(&column.cells[row]));
        let mut cells: Vec<String> = indent().chain(cells).collect();
        if table.beyond == Some(row) {
            cells.push(BEYOND.to_owned());
        }
        lines.push(cells);
    }
    let quoted = |cell: &String| {
        if cell.contains([delimiter, '"', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    };
    let line = |cells: &Vec<String>| {
        cells.iter().map(quoted).collect::<Vec<_>>().join(&delimiter.to_string()) + "\r\n"
    };
    lines.iter().map(line).collect()
}

/// The letters beyond ASCII that people write with the code page 850.
const DOS: [(char, u8); 21] = [
    ('Ç', 0x80),
    ('ü', 0x81),
    ('é', 0x82),
    ('â', 0x83),
    ('ä', 0x84),
    ('à', 0x85),
    ('ç', 0x87),
    ('ê', 0x88),
    ('ë', 0x89),
    ('è', 0x8a),
    ('ï', 0x8b),
    ('î', 0x8c),
    ('Ä', 0x8e),
    ('É', 0x90),
    ('ô', 0x93),
    ('ö', 0x94),
    ('û', 0x96),
    ('Ö', 0x99),
    ('Ü', 0x9a),
    ('ñ', 0xa4),
    ('ß', 0xe1),
];

/// The bytes of a text; UTF-8 with its mark where the encoding lacks a letter, as programs offer.
fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let marked = || [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let by = |encoding: &'static encoding_rs::Encoding| {
        let (bytes, _, lost) = encoding.encode(text);
        (!lost).then(|| bytes.into_owned())
    };
    let bytes = match encoding {
        Encoding::Utf8 => Some(text.as_bytes().to_vec()),
        Encoding::Utf8Marked => None,
        Encoding::Utf16 => Some(
            "\u{feff}"
                .encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
        Encoding::Western => by(WINDOWS_1252),
        Encoding::Central => by(WINDOWS_1250),
        Encoding::Mac => by(MACINTOSH),
        Encoding::Dos => text
            .chars()
            .map(|c| match u8::try_from(c) {
                Ok(byte) if byte.is_ascii() => Some(byte),
                _ => DOS.iter().find(|letter| letter.0 == c).map(|letter| letter.1),
            })
            .collect(),
    };
    bytes.unwrap_or_else(marked)
}
