//! Number formats of .xlsx that show more than the number.

use wasm_core::sheet::{CellValue, ReadOptions, Table, read};

use super::made::related;

#[test]
fn formats_that_carry_meaning_are_kept_beside_the_numbers() {
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"000\"/>\
        <numFmt numFmtId=\"171\" formatCode=\"0&quot; h&quot;\"/>\
        <numFmt numFmtId=\"172\" formatCode=\"#,##0\"/></numFmts><cellXfs><xf numFmtId=\"0\"/>\
        <xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"2\"/><xf numFmtId=\"10\"/>\
        <xf numFmtId=\"172\"/></cellXfs></styleSheet>";
    let cells: String = (0..6).map(|s| format!("<c s=\"{s}\"><v>7</v></c>")).collect();
    let sheet = format!(
        "<worksheet><sheetData><row><c t=\"str\"><v>A</v></c></row><row>{cells}</row></sheetData></worksheet>"
    );
    let parts =
        [("worksheet", "s.xml", sheet.as_bytes()), ("styles", "styles.xml", styles.as_bytes())];
    let (workbook, _) = read(&related(&parts), &ReadOptions::default()).unwrap();
    let table = Table::from_sheet(&workbook.sheets[0], 0);
    let row = &table.rows[0];
    assert!(row.cells.iter().all(|cell| *cell == CellValue::Number(7.0)), "{row:?}");
    let shown = |column| table.shapes.of(row.row, column).map(|shape| shape.text(7.0));
    let shown: Vec<_> = (0..6).map(|column| shown(column).unwrap_or_default()).collect();
    assert_eq!(shown, ["", "007", "7 h", "7.00", "700.00%", ""]);
}
