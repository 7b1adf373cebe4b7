//! .xls and .xlsb as other programs write them, made here record by record.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use wasm_core::sheet::{CellValue, ReadError, ReadNote, ReadOptions, Workbook, read};
use zip::write::SimpleFileOptions;

type Opened = Result<(Workbook, Vec<ReadNote>), ReadError>;

fn opened(bytes: &[u8]) -> Opened {
    read(bytes, &ReadOptions::default())
}

/// Every cell of every sheet, and the notes, for the eye.
fn show(opened: Opened) -> String {
    let (workbook, notes) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            return format!("{}: {error}\n{}", error.code(), error.message().fix().unwrap());
        }
    };
    let mut out = String::new();
    for sheet in &workbook.sheets {
        writeln!(out, "{}", sheet.name).unwrap();
        for row in &sheet.rows {
            for (column, value) in &row.cells {
                let name = wasm_core::sheet::column_name(*column);
                writeln!(out, "  {name}{} {value:?}", row.index + 1).unwrap();
            }
        }
    }
    notes.iter().for_each(|note| writeln!(out, "note: {}", note.message().text()).unwrap());
    out
}

/// A record of an .xls.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let len = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &len.to_le_bytes(), data].concat()
}

/// The beginning of a cell: its place and its style.
fn at(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].into_iter().flat_map(u16::to_le_bytes).collect()
}

/// A cell with a number, and one with a text of Latin letters.
fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    record(0x0203, &[&at(row, column, style)[..], &value.to_le_bytes()].concat())
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let head = [&(latin.len() as u16).to_le_bytes()[..], &[0]].concat();
    record(0x0204, &[at(row, column, 0), head, latin].concat())
}

/// A workbook stream: records of the workbook as a whole, and those of each sheet.
fn stream(globals: &[Vec<u8>], sheets: &[(&str, Vec<Vec<u8>>)]) -> Vec<u8> {
    let bof = |kind: u16| {
        record(0x0809, &[0x0600_u16, kind, 0, 0, 0, 0, 0, 0].map(u16::to_le_bytes).concat())
    };
    let end = record(0x000A, &[]);
    let bound = |name: &str, start: usize| {
        let head = [&(start as u32).to_le_bytes()[..], &[0, 0, name.len() as u8, 0]].concat();
        record(0x0085, &[head, name.as_bytes().to_vec()].concat())
    };
    let bounds: usize = sheets.iter().map(|(name, _)| bound(name, 0).len()).sum();
    let mut out = [bof(5), globals.concat()].concat();
    let mut start = out.len() + bounds + end.len();
    let mut bodies = Vec::new();
    for (name, records) in sheets {
        out.extend(bound(name, start));
        let body = [bof(0x10), records.concat(), end.clone()].concat();
        start += body.len();
        bodies.push(body);
    }
    out.extend(end);
    out.extend(bodies.concat());
    out
}

/// A compound file of these streams and folders: name, position of the entry to the right, of the
/// first one within, and the bytes (none for a folder).
fn compound(entries: &[(&str, u32, u32, Option<&[u8]>)]) -> Vec<u8> {
    const NONE: u32 = u32::MAX;
    const END: u32 = 0xFFFF_FFFE;
    let (mut fat, mut sectors) = (vec![0xFFFF_FFFD, END], Vec::new());
    let mut directory = Vec::new();
    for (name, right, child, bytes) in entries {
        let mut entry = vec![0; 128];
        for (at, unit) in name.encode_utf16().enumerate() {
            entry[at * 2..at * 2 + 2].copy_from_slice(&unit.to_le_bytes());
        }
        let first = directory.is_empty();
        entry[66] = if first {
            5
        } else if bytes.is_some() {
            2
        } else {
            1
        };
        for (at, value) in [(68, NONE), (72, *right), (76, *child), (116, END)] {
            entry[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        if let Some(bytes) = bytes {
            // Below 4096 bytes a stream would be in another place.
            let mut bytes = bytes.to_vec();
            bytes.resize(bytes.len().max(4096).next_multiple_of(512), 0);
            entry[116..120].copy_from_slice(&(fat.len() as u32).to_le_bytes());
            entry[120..124].copy_from_slice(&(bytes.len() as u32).to_le_bytes());
            let count = bytes.len() / 512;
            fat.extend((1..count).map(|_| 0).collect::<Vec<_>>());
            fat.push(END);
            let start = fat.len() - count;
            (start..start + count - 1).for_each(|at| fat[at] = at as u32 + 1);
            sectors.extend(bytes);
        }
        directory.extend(entry);
    }
    assert!(directory.len() <= 512 && fat.len() <= 128);
    directory.resize(512, 0);
    fat.resize(128, NONE);
    let mut head = vec![0; 512];
    head[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (at, value) in [(30, 9_u32), (44, 1), (48, 1), (56, 4096), (60, END), (68, END), (76, 0)] {
        head[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    head[80..512].fill(0xFF);
    let fat: Vec<u8> = fat.into_iter().flat_map(u32::to_le_bytes).collect();
    [head, fat, directory, sectors].concat()
}

fn xls(globals: &[Vec<u8>], sheets: &[(&str, Vec<Vec<u8>>)]) -> Vec<u8> {
    let stream = stream(globals, sheets);
    compound(&[("Root Entry", u32::MAX, 1, None), ("Workbook", u32::MAX, u32::MAX, Some(&stream))])
}

/// A number format of the file's own, and a style that has the format of an id.
fn format(id: u16, code: &str) -> Vec<u8> {
    let head = [id.to_le_bytes(), (code.len() as u16).to_le_bytes()].concat();
    record(0x041E, &[head, vec![0], code.as_bytes().to_vec()].concat())
}

fn style(id: u16) -> Vec<u8> {
    record(0x00E0, &[&[0, 0][..], &id.to_le_bytes(), &[0; 16]].concat())
}

#[test]
fn a_format_of_the_file_counts_whatever_its_id() {
    let globals =
        [format(52, "0.0"), format(60, "d/m/yyyy"), style(0), style(52), style(60), style(53)];
    let cells = vec![
        number(0, 0, 1, 46_000.5),
        number(0, 1, 2, 46_000.0),
        // Nothing is said of this id: it has the meaning of all workbooks.
        number(0, 2, 3, 46_000.0),
    ];
    insta::assert_snapshot!(show(opened(&xls(&globals, &[("S", cells)]))));
}

#[test]
fn days_count_from_1904_where_the_file_says_so() {
    let globals = [record(0x0022, &[1, 0]), style(14)];
    let file = xls(&globals, &[("S", vec![number(0, 0, 0, 44_866.0)])]);
    let day = CellValue::Date(jiff::civil::date(2026, 11, 2));
    assert_eq!(opened(&file).unwrap().0.sheets[0].get(0, 0), &day);
}

#[test]
fn texts_are_unicode_whatever_code_page_is_named() {
    for code_page in [1252_u16, 1251, 932, 437] {
        let globals = [record(0x0042, &code_page.to_le_bytes())];
        let wide: Vec<u8> = "Größe 日本".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide = [at(1, 0, 0), vec![8, 0, 1], wide].concat();
        let file = xls(&globals, &[("S", vec![label(0, 0, "Café"), record(0x0204, &wide)])]);
        let sheet = opened(&file).unwrap().0.sheets.remove(0);
        assert_eq!(sheet.get(0, 0), &CellValue::from("Café"), "{code_page}");
        assert_eq!(sheet.get(1, 0), &CellValue::from("Größe 日本"), "{code_page}");
    }
}

/// Of every version a formula may come from, with its result: a number, an error, a text that is
/// there and one that isn't, a number that is none.
#[test]
fn results_of_formulas() {
    let formula =
        |kind, row, result: [u8; 8]| record(kind, &[&at(row, 0, 0)[..], &result].concat());
    let special = |kind, value| [kind, 0, value, 0, 0, 0, 0xFF, 0xFF];
    let cells = vec![
        formula(0x0006, 0, 1.5_f64.to_le_bytes()),
        formula(0x0206, 1, 2.5_f64.to_le_bytes()),
        formula(0x0406, 2, 3.5_f64.to_le_bytes()),
        formula(0x0006, 3, special(2, 0x2A)),
        formula(0x0006, 4, special(1, 1)),
        formula(0x0006, 5, special(0, 0)),
        record(0x04BC, &[0; 8]),
        record(0x0207, &[2, 0, 0, b'o', b'k']),
        formula(0x0006, 6, special(0, 0)),
        number(7, 0, 0, f64::NAN),
        number(8, 0, 0, f64::INFINITY),
    ];
    insta::assert_snapshot!(show(opened(&xls(&[], &[("S", cells)]))));
}

#[test]
fn a_workbook_within_the_workbook_is_not_read() {
    let outer = stream(&[], &[("Outer", vec![label(0, 0, "seen")])]);
    let inner = stream(&[], &[("Inner", vec![label(0, 0, "within")])]);
    let none = u32::MAX;
    for entries in [
        // Whatever comes first in the directory.
        [
            ("Root Entry", none, 1, None),
            ("MBD0001", 3, 2, None),
            ("Workbook", none, none, Some(&inner[..])),
            ("Workbook", none, none, Some(&outer[..])),
        ],
        [
            ("Root Entry", none, 1, None),
            ("Workbook", 2, none, Some(&outer[..])),
            ("MBD0001", none, 3, None),
            ("Workbook", none, none, Some(&inner[..])),
        ],
    ] {
        let workbook = opened(&compound(&entries)).unwrap().0;
        assert_eq!(workbook.sheets[0].name, "Outer");
    }
}

/// Frozen rows, filter buttons, merged cells that hide a value, a hidden row.
#[test]
fn marks_of_a_sheet() {
    let area = [2_u16, 9, 0, 3].map(u16::to_le_bytes).concat();
    let formula = [vec![0x3B, 0, 0], area].concat();
    let head = [&[0x20, 0, 0, 1, 11, 0, 0, 0, 1, 0, 0, 0, 0, 0][..], &[0, 0x0D]].concat();
    let name = record(0x0018, &[head, formula].concat());
    let cells = vec![
        record(0x023E, &[8, 0, 1, 0, 0, 0]),
        record(0x0041, &[0, 0, 2, 0, 3, 0, 0, 0]),
        record(0x009D, &[4, 0]),
        record(0x0208, &[3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]),
        label(2, 0, "Head"),
        label(2, 1, "unseen"),
        label(3, 0, "row"),
        record(0x00E5, &[1, 0, 2, 0, 2, 0, 0, 0, 1, 0]),
    ];
    let mut stream = stream(&[], &[("S", cells)]);
    // Names stand behind the sheets.
    let end = stream.windows(4).position(|four| four == record(0x000A, &[])).unwrap();
    let start = stream.windows(4).position(|four| four[..2] == [0x85, 0]).unwrap() + 4;
    let moved =
        u32::from_le_bytes(stream[start..start + 4].try_into().unwrap()) + name.len() as u32;
    stream[start..start + 4].copy_from_slice(&moved.to_le_bytes());
    stream.splice(end..end, name);
    let file = compound(&[
        ("Root Entry", u32::MAX, 1, None),
        ("Workbook", u32::MAX, u32::MAX, Some(&stream)),
    ]);
    let marks = opened(&file).unwrap().0.sheets[0].marks.clone();
    assert_eq!(marks.filter.map(|area| area.to_string()).as_deref(), Some("A3:D10"));
    assert_eq!(marks.frozen_rows, 3);
    insta::assert_snapshot!(show(opened(&file)));
}

#[test]
fn far_cells_on_many_sheets_are_read() {
    let far = |name| (name, vec![label(0, 0, "near"), label(65_535, 255, "far")]);
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let workbook = opened(&xls(&[], &names.map(far))).unwrap().0;
    assert_eq!(workbook.cell_count(), 16);
    assert_eq!(workbook.sheets[7].get(65_535, 255), &CellValue::from("far"));
}

#[test]
fn each_way_to_encrypt_is_named() {
    for pass in [[0_u8, 0, 1, 2, 3, 4], [1, 0, 1, 0, 1, 0]] {
        let file = xls(&[record(0x002F, &pass)], &[("S", vec![])]);
        assert_eq!(opened(&file).unwrap_err().code(), "file-encrypted");
    }
}

/// A record of an .xlsb.
fn brt(kind: u16, data: &[u8]) -> Vec<u8> {
    let kind =
        if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    let len = vec![data.len() as u8 & 0x7F | 0x80, (data.len() >> 7) as u8];
    [kind, len, data.to_vec()].concat()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
    words(&[units.len() as u32]).into_iter().chain(bytes).collect()
}

/// An .xlsb with one sheet of these records, and parts beside it.
fn xlsb(sheet: &[Vec<u8>], beside: &[(&str, &[u8])]) -> Vec<u8> {
    let workbook = brt(0x009C, &[words(&[0, 1]), wide("r1"), wide("S")].concat());
    let relations =
        "<R><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.bin\"/></R>";
    let sheet = sheet.concat();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("xl/workbook.bin", &workbook[..]),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/worksheets/s.bin", &sheet),
    ];
    for (name, bytes) in parts.iter().chain(beside) {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Errors of formulas are errors; parts that are no records are nobody's business.
#[test]
fn cells_of_an_xlsb() {
    let cell = |column, rest: &[u8]| [words(&[column, 0]), rest.to_vec()].concat();
    let row = |row, hidden: u8| brt(0x0000, &[words(&[row, 0]), vec![0, 0, 0, hidden]].concat());
    let formula = [0_u8; 10];
    let records = [
        row(0, 0),
        brt(0x0006, &cell(0, &wide("typed"))),
        brt(0x003E, &cell(1, &[vec![1], wide("rich"), words(&[0])].concat())),
        brt(0x000B, &cell(2, &[&[0x2A][..], &formula].concat())),
        brt(0x0009, &cell(3, &[&2.5_f64.to_le_bytes()[..], &formula].concat())),
        brt(0x0005, &cell(4, &f64::NAN.to_le_bytes())),
        row(1, 0x10),
        brt(0x0003, &cell(0, &[0x07])),
        // Without a column of its own: right of the one before.
        brt(0x0010, &[words(&[0]), 7.5_f64.to_le_bytes().to_vec()].concat()),
        brt(0x00B0, &words(&[4, 4, 0, 1])),
    ];
    let noise: &[u8] = &[0xFF; 33];
    let file =
        xlsb(&records, &[("xl/printerSettings/p1.bin", noise), ("xl/embeddings/o.bin", noise)]);
    insta::assert_snapshot!(show(opened(&file)));
}

#[test]
fn an_xlsb_that_ends_early_is_refused() {
    let file = xlsb(&[vec![0x06, 0x7F, 1, 2]], &[]);
    assert_eq!(opened(&file).unwrap_err().code(), "file-truncated");
    let file = xlsb(&[brt(0x0007, &words(&[0, 0, 9]))], &[]);
    assert_eq!(opened(&file).unwrap_err().at.as_deref(), Some("S!A1"));
}
