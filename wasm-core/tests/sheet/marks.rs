//! What sheets say of where their table is, and what of them nobody sees.

use std::io::{Cursor, Write};

use wasm_core::sheet::{
    CellValue, Marks, ReadNote, ReadOptions, Table, Workbook, guess_header_row, read,
};
use zip::write::SimpleFileOptions;

use super::made::related;

fn opened(bytes: &[u8]) -> (Workbook, Vec<ReadNote>) {
    read(bytes, &ReadOptions::default()).unwrap()
}

/// The codes of the notes, with their counts and first places.
fn told(notes: &[ReadNote]) -> Vec<String> {
    let first = |note: &ReadNote| note.first.clone().unwrap_or_default();
    notes.iter().map(|n| format!("{} {} {}", n.kind.code(), n.count, first(n))).collect()
}

fn row(number: u32, texts: &[&str]) -> String {
    let cell = |(at, text): (usize, &&str)| {
        let column = char::from(b'A' + at as u8);
        format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let cells: String =
        texts.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(cell).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

/// A form, frozen with the headers of a table object that ends with totals, and a value that merged
/// cells hide.
#[test]
fn a_workbook_with_all_of_them() {
    let rows = [
        row(1, &["Lead", "Mia", "Goal"]),
        row(3, &["Summary", "Who", "State"]),
        row(4, &["One", "unseen", "Open"]),
        row(5, &["Two", "Mia", "Open"]),
        row(6, &["Total", "", "2"]),
    ];
    let sheet = format!(
        "<worksheet><sheetViews><sheetView><pane ySplit=\"3\" topLeftCell=\"A4\" state=\"frozen\"/>\
         </sheetView></sheetViews><sheetData>{}</sheetData><autoFilter ref=\"A3:C5\"/><mergeCells>\
         <mergeCell ref=\"A4:B4\"/></mergeCells></worksheet>",
        rows.concat()
    );
    let rels = b"<R><Relationship Id=\"t\" Type=\"x/table\" Target=\"t.xml\"/></R>";
    let table = b"<table ref=\"A3:C6\" totalsRowCount=\"1\"><tableColumns/></table>";
    let (workbook, notes) = opened(&related(&[
        ("worksheet", "s.xml", sheet.as_bytes()),
        ("rels", "_rels/s.xml.rels", rels),
        ("part", "t.xml", table),
    ]));
    let sheet = &workbook.sheets[0];
    insta::assert_debug_snapshot!(sheet.marks);
    assert_eq!(
        told(&notes),
        ["note-merged-cells 1 A4:B4", "note-hidden-by-merge 1 B4", "note-totals-rows 1 row 6"]
    );
    let table = Table::from_sheet(sheet, guess_header_row(sheet));
    assert_eq!(table.header_row, 2);
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.cells.iter().map(CellValue::to_text).collect()).collect();
    assert_eq!(rows, [["One", "", "Open"], ["Two", "Mia", "Open"]]);
}

#[test]
fn a_sheet_without_marks_has_none() {
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", row(1, &["a", "b"]));
    let (workbook, notes) = opened(&related(&[("worksheet", "s.xml", sheet.as_bytes())]));
    assert_eq!((&workbook.sheets[0].marks, notes.len()), (&Marks::default(), 0));
}

/// What Excel 5 left behind: a sheet that leads nowhere.
#[test]
fn a_module_is_left_out() {
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", row(1, &["a", "b"]));
    let file = related(&[("worksheet", "s.xml", sheet.as_bytes())]);
    let workbook = b"<workbook><sheets><sheet name=\"Module\"/><sheet name=\"S\" id=\"r1\"/></sheets></workbook>";
    let mut source = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..source.len() {
        let mut entry = source.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        out.start_file(&*name, SimpleFileOptions::default()).unwrap();
        if name == "xl/workbook.xml" {
            out.write_all(workbook).unwrap();
        } else {
            std::io::copy(&mut entry, &mut out).unwrap();
        }
    }
    let (workbook, notes) = opened(&out.finish().unwrap().into_inner());
    assert_eq!(
        (workbook.sheets.len(), told(&notes)),
        (1, vec!["note-sheet-without-cells 1 ".to_owned()])
    );
}

/// An OpenDocument file of that kind without its media type.
fn open_document(content: &str, kind: &str) -> Vec<u8> {
    open_document_with(content, kind, "")
}

/// The same with what its program remembers of the window.
fn open_document_with(content: &str, kind: &str, settings: &str) -> Vec<u8> {
    let manifest = format!(
        "<manifest><file-entry full-path=\"/\" media-type=\"application/vnd.oasis.opendocument.{kind}\"/></manifest>"
    );
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("content.xml", content),
        ("META-INF/manifest.xml", &manifest),
        ("settings.xml", settings),
    ];
    for (name, text) in parts {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// LibreOffice opens files without their media type, and shows nothing of covered cells.
#[test]
fn an_open_document_of_another_program() {
    let content = "<office:document-content><office:spreadsheet><table:table table:name=\"S\">\
        <table:table-row><table:table-cell table:number-columns-spanned=\"2\"><text:p>a</text:p>\
        </table:table-cell><table:covered-table-cell><text:p>unseen</text:p></table:covered-table-cell>\
        </table:table-row></table:table><table:database-ranges><table:database-range \
        table:target-range-address=\"S.A1:S.B9\" table:display-filter-buttons=\"true\"/>\
        </table:database-ranges></office:spreadsheet></office:document-content>";
    let (workbook, notes) = opened(&open_document(content, "spreadsheet"));
    assert_eq!(workbook.sheets[0].get(0, 0), &CellValue::from("a"));
    assert!(workbook.sheets[0].get(0, 1).is_empty());
    let filter = workbook.sheets[0].marks.filter.map(|area| area.to_string());
    assert_eq!(filter.as_deref(), Some("A1:B9"));
    assert_eq!(told(&notes), ["note-merged-cells 1 A1:B1", "note-hidden-by-merge 1 B1"]);
    let text = read(&open_document(content, "text"), &ReadOptions::default()).unwrap_err();
    assert!(text.to_string().contains("text document"), "{text}");
}

/// Numbers of an .ods are what the sheet shows, where that says more than the number.
#[test]
fn an_open_document_tells_how_its_numbers_are_shown() {
    let cell = |kind: &str, value: &str, shown: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" office:value=\"{value}\">\
             <text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let cells = [
        cell("float", "123", "00123"),
        cell("float", "1.1", "1,10"),
        cell("percentage", "0.5", "50 %"),
        cell("float", "2", "2 d"),
        cell("float", "1234.5", "1,234.50"),
        cell("currency", "5", "5.00"),
        "<table:table-cell table:formula=\"of:=TRUE()\" office:value-type=\"float\" \
         office:value=\"1\"><text:p>TRUE</text:p></table:table-cell>"
            .to_owned(),
    ];
    let content = format!(
        "<office:document-content><office:spreadsheet><table:table table:name=\"S\">\
         <table:table-row>{}</table:table-row></table:table></office:spreadsheet>\
         </office:document-content>",
        cells.concat()
    );
    let (workbook, _) = opened(&open_document(&content, "spreadsheet"));
    let sheet = &workbook.sheets[0];
    let shown = |column| {
        let CellValue::Number(number) = sheet.get(0, column) else { return None };
        Some(sheet.shapes.of(0, column)?.text(*number))
    };
    let shown: Vec<_> = (0..6).map(|column| shown(column).unwrap_or_default()).collect();
    assert_eq!(shown, ["00123", "1.10", "50%", "2 d", "", ""]);
    assert_eq!(sheet.get(0, 6), &CellValue::Bool(true));
}

/// Frozen rows and links without a stored value are as in .xlsx.
#[test]
fn an_open_document_tells_its_frozen_rows_and_links() {
    let content = "<office:document-content><office:spreadsheet><table:table table:name=\"S\">\
        <table:table-row><table:table-cell table:formula=\"of:=HYPERLINK(&quot;https://a.example\
        &quot;;&quot;D-1&quot;)\"/></table:table-row></table:table></office:spreadsheet>\
        </office:document-content>";
    let item = |name: &str, value: &str| {
        format!("<config:config-item config:name=\"{name}\">{value}</config:config-item>")
    };
    let entry = |sheet: &str, mode: &str| {
        let items = item("VerticalSplitMode", mode) + &item("VerticalSplitPosition", "3");
        format!(
            "<config:config-item-map-entry config:name=\"{sheet}\">{items}</config:config-item-map-entry>"
        )
    };
    let settings = format!(
        "<office:document-settings><config:config-item-map-named config:name=\"Tables\">{}{}\
         </config:config-item-map-named></office:document-settings>",
        entry("Other", "2"),
        entry("S", "2")
    );
    let (workbook, _) = opened(&open_document_with(content, "spreadsheet", &settings));
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.marks.frozen_rows, 3);
    assert_eq!(sheet.get(0, 0), &CellValue::from("D-1"));
    assert_eq!(sheet.links[0].target, "https://a.example");
    let split = settings.replace(&entry("S", "2"), &entry("S", "1"));
    let (workbook, _) = opened(&open_document_with(content, "spreadsheet", &split));
    assert_eq!(workbook.sheets[0].marks.frozen_rows, 0);
}
