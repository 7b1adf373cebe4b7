//! Text files: RFC 4180 with the delimiter asked for.

use super::super::cell::CellValue;
use super::super::guard;
use super::super::spec::{CsvOptions, OutCell, SheetSpec};

/// Writes a sheet as text in UTF-8, each row ended by CR LF. Links and widths are left out.
pub fn write_csv(sheet: &SheetSpec, options: &CsvOptions) -> Vec<u8> {
    let mut out = String::new();
    if options.bom {
        out.push('\u{feff}');
    }
    let header = sheet.columns.iter().map(|column| OutCell::from(column.header.as_str()));
    write_row(&mut out, header.collect::<Vec<_>>().iter(), options);
    for row in &sheet.rows {
        write_row(&mut out, row.iter(), options);
    }
    out.into_bytes()
}

fn write_row<'c>(out: &mut String, cells: impl Iterator<Item = &'c OutCell>, options: &CsvOptions) {
    let start = out.len();
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            out.push(options.delimiter);
        }
        write_cell(out, &cell.value, options);
    }
    if out.len() == start {
        out.push_str("\"\"");
    }
    out.push_str("\r\n");
}

fn write_cell(out: &mut String, value: &CellValue, options: &CsvOptions) {
    let mut text = value.to_text();
    if matches!(value, CellValue::Number(_)) && options.decimal_separator != '.' {
        text = text.replacen('.', options.decimal_separator.encode_utf8(&mut [0; 4]), 1);
    }
    if options.guard_formulas && matches!(value, CellValue::Text(_)) {
        text = guard::add(&text).into_owned();
    }
    let special = |c: char| c == options.delimiter || matches!(c, '"' | '\n' | '\r');
    if text.contains(special) || text.trim() != text {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::spec::ColumnSpec;
    use super::*;

    fn sheet(rows: Vec<Vec<OutCell>>) -> SheetSpec {
        let columns = vec![ColumnSpec { header: "A;B".to_owned(), ..ColumnSpec::default() }];
        SheetSpec { name: "S".to_owned(), columns, rows, ..SheetSpec::default() }
    }

    #[test]
    fn cells_are_quoted_and_guarded_where_they_must_be() {
        let rows = vec![
            vec!["=1+1".into(), CellValue::Number(-1.5).into(), "say \"hi\"".into()],
            vec![" pad ".into(), "two\nlines".into(), CellValue::Empty.into()],
            vec![],
        ];
        let options =
            CsvOptions { delimiter: ';', bom: false, decimal_separator: ',', guard_formulas: true };
        let text = String::from_utf8(write_csv(&sheet(rows), &options)).unwrap();
        assert_eq!(
            text,
            "\"A;B\"\r\n'=1+1;-1,5;\"say \"\"hi\"\"\"\r\n\" pad \";\"two\nlines\";\r\n\"\"\r\n"
        );
    }

    #[test]
    fn the_mark_is_written_when_asked_for() {
        let bytes = write_csv(&sheet(vec![]), &CsvOptions::default());
        assert_eq!(bytes, b"\xEF\xBB\xBFA;B\r\n");
    }
}
