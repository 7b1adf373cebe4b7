//! Files that mean harm, or are broken: an error within the limits, and a clear one.

use std::io::{Cursor, Write};

use wasm_core::sheet::{
    ReadError, ReadLimits, ReadOptions, SheetSpec, WorkbookSpec, read, write_xlsx,
};
use zip::write::SimpleFileOptions;

use super::made::{opendocument, related, zipped};
use super::{corpus_file, corpus_names};

fn with_limits(bytes: &[u8], limits: ReadLimits) -> Result<(), ReadError> {
    read(bytes, &ReadOptions { limits, ..ReadOptions::default() }).map(drop)
}

fn code(result: Result<(), ReadError>) -> &'static str {
    result.expect_err("the file was read").code()
}

/// A workbook of `rows` × `columns` cells.
fn grid(rows: usize, columns: usize) -> Vec<u8> {
    let row = vec!["text".into(); columns];
    let sheet =
        SheetSpec { name: "Data".to_owned(), rows: vec![row; rows], ..SheetSpec::default() };
    write_xlsx(&WorkbookSpec { sheets: vec![sheet], ..WorkbookSpec::default() }).unwrap()
}

/// An archive of a workbook whose sheet part is `sheet`.
fn archive(sheet: &[u8]) -> Vec<u8> {
    related(&[("worksheet", "s.xml", sheet)])
}

#[test]
fn each_limit_holds_at_its_number() {
    let bytes = grid(10, 4);
    let base = ReadLimits { rows: 10, columns: 4, cells: 40, ..ReadLimits::default() };
    with_limits(&bytes, base.clone()).unwrap();
    let less = |change: fn(&mut ReadLimits)| {
        let mut limits = base.clone();
        change(&mut limits);
        code(with_limits(&bytes, limits))
    };
    assert_eq!(less(|limits| limits.rows = 9), "file-too-many-rows");
    assert_eq!(less(|limits| limits.columns = 3), "file-too-many-columns");
    assert_eq!(less(|limits| limits.cells = 39), "file-too-many-cells");
    assert_eq!(less(|limits| limits.cell_chars = 3), "file-cell-too-long");
    // Of 40 cells of four letters; of a table of as many places.
    assert_eq!(less(|limits| limits.memory_bytes = 40 * 80), "file-needs-too-much-memory");
    assert_eq!(less(|limits| limits.sheets = 0), "file-too-many-sheets");
    assert_eq!(less(|limits| limits.entries = 3), "file-too-many-entries");
    assert_eq!(less(|limits| limits.file_bytes = 100), "file-too-large");
    assert_eq!(less(|limits| limits.unpacked_bytes = 1000), "file-unpacks-too-large");
}

/// A sheet that is too large is none to import; the others are.
#[test]
fn a_limit_of_one_sheet_leaves_the_others() {
    let sheet = |name: &str, rows: usize, columns: usize| SheetSpec {
        name: name.to_owned(),
        rows: vec![vec!["text".into(); columns]; rows],
        ..SheetSpec::default()
    };
    let limits = ReadLimits { rows: 5, columns: 4, cell_chars: 9, ..ReadLimits::default() };
    for large in [sheet("Large", 9, 2), sheet("Large", 2, 9)] {
        let sheets = vec![large, sheet("Small", 2, 2)];
        let bytes = write_xlsx(&WorkbookSpec { sheets, ..WorkbookSpec::default() }).unwrap();
        let options = ReadOptions { limits: limits.clone(), ..ReadOptions::default() };
        let (workbook, notes) = read(&bytes, &options).unwrap();
        assert!(workbook.sheets[0].whole().is_err());
        assert_eq!(workbook.sheets[1].whole().unwrap().cell_count(), 4);
        assert_eq!(notes[0].message().code, "note-sheet-cut");
    }
}

#[test]
fn the_limits_hold_for_every_format() {
    let none = ReadLimits { cells: 3, ..ReadLimits::default() };
    for name in corpus_names().iter().filter(|name| name.starts_with("every-type")) {
        assert_eq!(
            code(with_limits(&corpus_file(name), none.clone())),
            "file-too-many-cells",
            "{name}"
        );
    }
}

#[test]
fn a_bomb_is_stopped_by_what_it_unpacks_to() {
    let mut sheet = b"<worksheet><sheetData/>".to_vec();
    sheet.resize(20 << 20, b' ');
    sheet.extend_from_slice(b"</worksheet>");
    let bomb = archive(&sheet);
    assert!(bomb.len() < 64 << 10, "{} bytes are no bomb", bomb.len());
    let limits = ReadLimits { unpacked_bytes: 1 << 20, ..ReadLimits::default() };
    let error = with_limits(&bomb, limits.clone()).unwrap_err();
    assert_eq!(error.code(), "file-unpacks-too-large");
    assert!(error.to_string().contains("1.0 MiB"), "{error}");

    // The same archive, claiming that it unpacks to almost nothing.
    let liar = with_claimed_size(&bomb, sheet.len() as u32, 300);
    assert_ne!(liar, bomb);
    let error = with_limits(&liar, limits).unwrap_err();
    assert_eq!((error.code(), error.at.as_deref()), ("file-damaged", Some("xl/s.xml")));
    assert!(error.to_string().contains("larger than its declared"), "{error}");
}

/// Replaces a size in the headers of an archive.
fn with_claimed_size(bytes: &[u8], from: u32, to: u32) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == from.to_le_bytes() {
            bytes[at..at + 4].copy_from_slice(&to.to_le_bytes());
        }
    }
    bytes
}

#[test]
fn one_tag_of_many_megabytes_is_refused() {
    let mut sheet = b"<worksheet><sheetData><row a=\"".to_vec();
    sheet.resize(40 << 20, b'x');
    assert_eq!(code(with_limits(&archive(&sheet), ReadLimits::default())), "file-damaged");
}

#[test]
fn a_text_used_a_million_times_counts_a_million_times() {
    let text = "x".repeat(10_000);
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in 1..=200 {
        sheet.push_str(&format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"));
    }
    sheet.push_str("</sheetData></worksheet>");
    let mut archive = zip::ZipWriter::new_append(Cursor::new(archive(sheet.as_bytes()))).unwrap();
    archive.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(format!("<sst><si><t>{text}</t></si></sst>").as_bytes()).unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    let limits = |memory_bytes| ReadLimits { memory_bytes, ..ReadLimits::default() };
    with_limits(&bytes, limits(2_100_000)).unwrap();
    assert_eq!(code(with_limits(&bytes, limits(2_000_000))), "file-needs-too-much-memory");
}

/// However a file is cut off, what is left is refused, and an archive as truncated.
#[test]
fn truncated_files_are_errors() {
    for name in corpus_names().iter().filter(|name| name.starts_with("every-type")) {
        let bytes = corpus_file(name);
        if name.ends_with(".csv") {
            continue;
        }
        for keep in [4, 30, bytes.len() / 3, bytes.len() / 2, bytes.len() - 30] {
            let result = with_limits(&bytes[..keep], ReadLimits::default());
            if name.ends_with(".xls") {
                // The last bytes of an .xls may be of no use, or its cells already whole.
                assert!(result.is_err() || keep > bytes.len() / 2, "{name} at {keep}");
            } else {
                assert_eq!(code(result), "file-truncated", "{name} at {keep}");
            }
        }
    }
}

#[test]
fn other_files_are_named() {
    for (bytes, found) in [
        (&b"%PDF-1.7 ..."[..], "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"<html><table><tr><td>Key</td></tr></table>", "HTML"),
        (b"<?xml version=\"1.0\"?><rss/>", "XML"),
        (b"{\"issues\": []}", "JSON"),
    ] {
        let error = with_limits(bytes, ReadLimits::default()).unwrap_err();
        let convertible =
            if found == "HTML" { "file-convertible" } else { "file-not-a-spreadsheet" };
        assert_eq!(error.code(), convertible);
        assert!(error.to_string().contains(found), "{error}");
    }
    assert_eq!(code(with_limits(b"", ReadLimits::default())), "file-empty");
}

/// Of two lists of texts the first is read, each time.
#[test]
fn of_two_parts_of_a_kind_the_first_is_read() {
    let sheet = b"<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let texts = |text: &str| format!("<sst><si><t>{text}</t></si></sst>").into_bytes();
    let (first, second) = (texts("first"), texts("second"));
    let file = related(&[
        ("worksheet", "s.xml", sheet),
        ("sharedStrings", "b.xml", &first),
        ("sharedStrings", "a.xml", &second),
    ]);
    for _ in 0..16 {
        let (workbook, _) = read(&file, &ReadOptions::default()).unwrap();
        assert_eq!(workbook.sheets[0].rows[0].get(0).to_text(), "first");
    }
}

/// A repetition to beyond the edges costs nothing, and is refused.
#[test]
fn a_repetition_beyond_all_sheets_is_refused_at_once() {
    let (most, cell) = (u64::MAX, "<table:table-cell><text:p>x</text:p></table:table-cell>");
    let file = opendocument(&format!(
        "<table:table-row table:number-rows-repeated=\"{most}\"><table:table-cell \
         table:number-columns-repeated=\"{most}\"/>{cell}</table:table-row>"
    ));
    assert_eq!(code(with_limits(&file, ReadLimits::default())), "file-damaged");
}

/// Each of its rows and columns has one value, but a table would have a place for every pair.
#[test]
fn scattered_cells_are_no_table() {
    let limits = ReadLimits { memory_bytes: 1 << 20, ..ReadLimits::default() };
    let sheet = |rows: u32| {
        let row = |row: u32| {
            let cell = wasm_core::sheet::CellRef { sheet: String::new(), row, column: row };
            format!("<row r=\"{0}\"><c r=\"{cell}\"><v>1</v></c></row>", row + 1)
        };
        let rows: String = (0..rows).map(row).collect();
        archive(format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes())
    };
    with_limits(&sheet(181), limits.clone()).unwrap();
    assert_eq!(code(with_limits(&sheet(182), limits)), "file-too-scattered");
}

#[test]
fn sheets_without_cells_count_too() {
    let sheets: String = (0..256).map(|at| format!("<sheet name=\"S{at}\" id=\"\"/>")).collect();
    let workbook = format!("<workbook><sheets>{sheets}</sheets></workbook>");
    let file = zipped(&[("xl/workbook.xml", workbook)]);
    assert_eq!(code(with_limits(&file, ReadLimits::default())), "file-too-many-sheets");
}
