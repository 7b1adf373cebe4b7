//! One sheet as a table: a header row and the rows below it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::cell::{CellRef, CellValue};
use super::marks::TableObject;
use super::misread::TextRows;
use super::shown::Shapes;
use super::workbook::{CellLink, Row, Sheet};

/// A sheet with its header row told apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Name of the sheet.
    pub sheet: String,
    /// Zero-based row of the header.
    pub header_row: u32,
    /// The columns that have a header or a value, from left to right. Two columns may have the
    /// same header.
    pub columns: Vec<Column>,
    /// The rows below the header that have a value, in order.
    pub rows: Vec<TableRow>,
    /// Whether texts of several lines may have lost their tabs, as [`Sheet::tabs_lost`] says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tabs_lost: bool,
    /// Numbers that the sheet shows in a way that carries meaning.
    #[serde(default, skip_serializing_if = "Shapes::is_empty")]
    pub shapes: Shapes,
    /// Where cells lead to, as [`Sheet::links`] says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<CellLink>,
    /// What is known of the rows of a text file, as [`Sheet::text`] says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRows>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Zero-based column of the sheet.
    pub index: u32,
    /// The header's text, trimmed and in Unicode NFC; none where the header cell is empty.
    pub header: Option<String>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// Zero-based row of the sheet.
    pub row: u32,
    /// One value for each of the table's columns.
    pub cells: Vec<CellValue>,
}

impl Table {
    /// The table under a header row. Rows above it are left out; empty rows and columns, and the
    /// totals of a table object, too.
    pub fn from_sheet(sheet: &Sheet, header_row: u32) -> Self {
        let start = sheet.rows.partition_point(|row| row.index < header_row);
        let mut body = sheet.rows.get(start..).unwrap_or_default();
        let mut header = None;
        if let Some((first, rest)) = body.split_first()
            && first.index == header_row
        {
            (header, body) = (Some(first), rest);
        }
        let totals = sheet.marks.table_at(header_row).map(TableObject::totals_rows);
        let is_total = |row: &Row| totals.as_ref().is_some_and(|rows| rows.contains(&row.index));
        let body: Vec<&Row> = body.iter().filter(|row| !is_total(row)).collect();
        let columns = columns(sheet, header_row, header, &body);
        let rows = body.iter().filter_map(|row| table_row(row, &columns)).collect();
        let (tabs_lost, shapes, links) =
            (sheet.tabs_lost, sheet.shapes.clone(), sheet.links.clone());
        Self {
            sheet: sheet.name.clone(),
            header_row,
            columns,
            rows,
            tabs_lost,
            shapes,
            links,
            text: sheet.text.clone(),
        }
    }

    /// The address of a cell by its position in the table; none beyond its edges.
    pub fn cell_ref(&self, row: usize, column: usize) -> Option<CellRef> {
        Some(CellRef {
            sheet: self.sheet.clone(),
            row: self.rows.get(row)?.row,
            column: self.columns.get(column)?.index,
        })
    }
}

/// Every column with a header or a value.
fn columns(sheet: &Sheet, header_row: u32, header: Option<&Row>, body: &[&Row]) -> Vec<Column> {
    let mut used = BTreeSet::new();
    let mut last: &[(u32, CellValue)] = &[];
    for row in header.into_iter().chain(body.iter().copied()) {
        let same = row.cells.len() == last.len()
            && row.cells.iter().zip(last).all(|(a, b)| a.0 == b.0 && !a.1.is_empty());
        if !same {
            used.extend(row.cells.iter().filter(|cell| !cell.1.is_empty()).map(|cell| cell.0));
        }
        last = &row.cells;
    }
    let text = |index| {
        let own = header.map(|row| header_text(row.get(index))).filter(|text| !text.is_empty());
        own.or_else(|| from_above(sheet, header_row, index))
            .or_else(|| beside_groups(sheet, header_row, header?, index))
    };
    let columns = used.into_iter().map(|index| Column { index, header: text(index) }).collect();
    with_groups(sheet, header_row, columns)
}

/// The header of a column that is merged from rows above into the header row.
fn from_above(sheet: &Sheet, header_row: u32, column: u32) -> Option<String> {
    let area = sheet.marks.merged_over(header_row, column)?;
    let text = header_text(sheet.get(area.top, area.left));
    (area.top < header_row && area.left == column && !text.is_empty()).then_some(text)
}

/// The header of a column that stands a row higher, beside the names of groups, and is not merged
/// down to the others.
fn beside_groups(sheet: &Sheet, header_row: u32, header: &Row, column: u32) -> Option<String> {
    let above = header_row.checked_sub(1)?;
    let grouped = |column: u32| sheet.marks.group_over(above, column).is_some();
    let headers = || header.cells.iter().filter(|cell| !cell.1.is_empty());
    let free = |column: u32| grouped(column) || sheet.get(above, column).is_empty();
    let below_groups = headers().all(|cell| free(cell.0)) && headers().any(|cell| grouped(cell.0));
    let text = header_text(sheet.get(above, column));
    (below_groups && !grouped(column) && !text.is_empty()).then_some(text)
}

/// Headers that come again under other groups, with the name of their group: of *Plan* and *Actual*,
/// merged over *Start* and *End* each, there are four.
fn with_groups(sheet: &Sheet, header_row: u32, columns: Vec<Column>) -> Vec<Column> {
    let Some(above) = header_row.checked_sub(1).filter(|_| !sheet.marks.merged.is_empty()) else {
        return columns;
    };
    let group = |column: u32| {
        let area = sheet.marks.group_over(above, column)?;
        Some(header_text(sheet.get(area.top, area.left)))
    };
    let groups: Vec<Option<String>> = columns.iter().map(|column| group(column.index)).collect();
    let again = |at: usize, column: &Column| {
        columns
            .iter()
            .zip(&groups)
            .any(|(other, group)| other.header == column.header && Some(group) != groups.get(at))
    };
    let named = |(at, column): (usize, &Column)| match (&column.header, groups.get(at)) {
        (Some(header), Some(Some(group))) if !group.is_empty() && again(at, column) => {
            Column { header: Some(format!("{group} {header}")), ..*column }
        }
        _ => column.clone(),
    };
    columns.iter().enumerate().map(named).collect()
}

/// The row's values by column; none where all are empty.
fn table_row(row: &Row, columns: &[Column]) -> Option<TableRow> {
    if row.cells.iter().all(|cell| cell.1.is_empty()) {
        return None;
    }
    let mut cells = Vec::with_capacity(columns.len());
    let mut left = row.cells.iter().peekable();
    for column in columns {
        while left.next_if(|cell| cell.0 < column.index).is_some() {}
        match left.next_if(|cell| cell.0 == column.index) {
            Some((_, value)) if !value.is_empty() => cells.push(value.clone()),
            _ => cells.push(CellValue::Empty),
        }
    }
    Some(TableRow { row: row.index, cells })
}

/// A header as it is compared: line breaks are spaces, trimmed, NFC.
fn header_text(value: &CellValue) -> String {
    let text = value.to_text();
    let words: Vec<_> = text.split(|c: char| c.is_whitespace() || c == '\u{feff}').collect();
    words
        .iter()
        .filter(|word| !word.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::area::Area;
    use super::*;

    fn sheet(rows: &[(u32, &[(u32, &str)])]) -> Sheet {
        let row = |(index, cells): &(u32, &[(u32, &str)])| Row {
            index: *index,
            cells: cells.iter().map(|(column, text)| (*column, (*text).into())).collect(),
        };
        Sheet { name: "S".to_owned(), rows: rows.iter().map(row).collect(), ..Sheet::default() }
    }

    #[test]
    fn headers_are_trimmed_and_repeated_ones_kept() {
        let table = Table::from_sheet(
            &sheet(&[(2, &[(0, " Key "), (1, "Label"), (2, "Label"), (5, "e\u{301}\nb")])]),
            2,
        );
        let headers: Vec<_> = table.columns.iter().map(|c| c.header.as_deref()).collect();
        assert_eq!(headers, [Some("Key"), Some("Label"), Some("Label"), Some("é b")]);
    }

    #[test]
    fn a_column_with_values_but_no_header_is_kept_without_one() {
        let table = Table::from_sheet(
            &sheet(&[(0, &[(0, "title")]), (1, &[(0, "Key")]), (3, &[(0, "A-1"), (7, "x")])]),
            1,
        );
        assert_eq!(table.columns.len(), 2);
        assert_eq!(table.columns[1], Column { index: 7, header: None });
        assert_eq!(table.rows, [TableRow { row: 3, cells: vec!["A-1".into(), "x".into()] }]);
        assert_eq!(table.cell_ref(0, 1).map(|at| at.to_string()).as_deref(), Some("S!H4"));
    }

    #[test]
    fn a_header_row_that_is_empty_gives_unnamed_columns() {
        let table = Table::from_sheet(&sheet(&[(4, &[(1, "x")])]), 0);
        assert_eq!(table.columns, [Column { index: 1, header: None }]);
        assert_eq!(table.rows.len(), 1);
    }

    #[test]
    fn totals_of_a_table_object_are_no_rows() {
        let rows: &[(u32, &[(u32, &str)])] = &[
            (0, &[(0, "Key")]),
            (1, &[(0, "A-1")]),
            (2, &[(0, "Total"), (3, "1")]),
            (4, &[(0, "x")]),
        ];
        let object = |totals| TableObject {
            area: Area { bottom: 2, ..Area::default() },
            headers: true,
            totals,
        };
        for (totals, expected) in [(0, vec![1, 2, 4]), (1, vec![1, 4])] {
            let mut sheet = sheet(rows);
            sheet.marks.tables.push(object(totals));
            let table = Table::from_sheet(&sheet, 0);
            let left: Vec<u32> = table.rows.iter().map(|row| row.row).collect();
            assert_eq!(left, expected);
            assert_eq!(table.columns.len(), 2 - totals as usize);
        }
    }
}
