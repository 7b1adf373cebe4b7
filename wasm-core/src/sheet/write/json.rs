//! JSON: an array of objects, one for each row, for programs.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::super::cell::{CellValue, EMPTY};
use super::super::spec::{ColumnSpec, OutCell, SheetSpec};

/// Rows of another sheet that belong to rows of the first: those whose first cells are the same.
#[derive(Clone, Copy, Debug)]
pub struct NestedRows<'a> {
    /// What their array is called in the object of the row they belong to.
    pub name: &'a str,
    /// The sheet.
    pub sheet: &'a SheetSpec,
}

/// Writes a sheet as JSON in UTF-8: an array with one object a row, whose names are the headers.
///
/// Numbers and booleans stay what they are; days are `2026-11-02`, date-times
/// `2026-11-02T09:30:00` in the zone the sheet is in, durations seconds; an empty cell is null. A
/// column of several values ([`ColumnSpec::many`], [`ColumnSpec::words`]) gives an array. Of columns with the same header
/// the second is called `Header (2)`, so that none is lost. Each object ends with an array for each
/// of `nested`, empty where no row belongs to it; in their objects the first cell is left out.
pub fn write_json(sheet: &SheetSpec, nested: &[NestedRows<'_>]) -> Vec<u8> {
    let names = names(&sheet.columns, nested.iter().map(|nested| nested.name));
    let nested: Vec<_> = nested.iter().map(Nested::new).collect();
    let mut out = b"[".to_vec();
    for (index, row) in sheet.rows.iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"\n{" } else { b",\n{" });
        members(&mut out, &names, &sheet.columns, row);
        for nested in &nested {
            nested.write(&mut out, row.first());
        }
        out.push(b'}');
    }
    out.extend_from_slice(b"\n]\n");
    out
}

/// The values of a row under their names.
fn members(out: &mut Vec<u8>, names: &[String], columns: &[ColumnSpec], row: &[OutCell]) {
    for (column, (name, spec)) in names.iter().zip(columns).enumerate() {
        let cell = row.get(column).map_or(&EMPTY, |cell| &cell.value);
        let comma = if column == 0 { "" } else { ", " };
        let member = format!("{comma}{}: {}", Value::from(name.as_str()), value(cell, spec));
        out.extend_from_slice(member.as_bytes());
    }
}

/// Rows that belong to others, by their first cell.
struct Nested<'a> {
    name: &'a str,
    names: Vec<String>,
    columns: &'a [ColumnSpec],
    rows: HashMap<String, Vec<&'a [OutCell]>>,
}

impl<'a> Nested<'a> {
    fn new(nested: &NestedRows<'a>) -> Self {
        let columns = nested.sheet.columns.get(1..).unwrap_or_default();
        let mut rows = HashMap::<String, Vec<&[OutCell]>>::new();
        for row in &nested.sheet.rows {
            if let Some((first, rest)) = row.split_first() {
                rows.entry(first.value.to_text()).or_default().push(rest);
            }
        }
        Self { name: nested.name, names: names(columns, std::iter::empty()), columns, rows }
    }

    /// The array of a row, after its other members.
    fn write(&self, out: &mut Vec<u8>, first: Option<&OutCell>) {
        let rows = first.and_then(|cell| self.rows.get(&*cell.value.to_text()));
        out.extend_from_slice(format!(", {}: [", Value::from(self.name)).as_bytes());
        for (index, row) in rows.into_iter().flatten().enumerate() {
            out.extend_from_slice(if index == 0 { b"{" } else { b", {" });
            members(out, &self.names, self.columns, row);
            out.push(b'}');
        }
        out.push(b']');
    }
}

/// The headers, each once, and none of those that are taken already.
fn names<'n>(columns: &[ColumnSpec], reserved: impl Iterator<Item = &'n str>) -> Vec<String> {
    let taken: HashSet<&str> = columns.iter().map(|column| column.header.as_str()).collect();
    let mut used: HashSet<String> = reserved.map(str::to_owned).collect();
    let mut name = |header: &str| {
        if used.insert(header.to_owned()) {
            return header.to_owned();
        }
        let mut numbered = (2_u32..).map(|number| format!("{header} ({number})"));
        let free = |name: &String| !taken.contains(name.as_str()) && used.insert(name.clone());
        numbered.find(free).unwrap_or_default()
    };
    columns.iter().map(|column| name(&column.header)).collect()
}

fn value(value: &CellValue, column: &ColumnSpec) -> Value {
    if column.words {
        return value.to_text().split_whitespace().map(Value::from).collect();
    }
    if column.many {
        let text = value.to_text();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        return lines.map(Value::from).collect();
    }
    match value {
        CellValue::Empty => Value::Null,
        CellValue::Text(text) | CellValue::Error(text) => text.as_str().into(),
        CellValue::Number(number) | CellValue::Duration { seconds: number } => whole(*number),
        CellValue::Bool(value) => (*value).into(),
        CellValue::Date(date) => date.to_string().into(),
        CellValue::DateTime(at) => at.to_string().into(),
    }
}

/// A number without a needless `.0`; null for what JSON doesn't know, such as infinity.
fn whole(number: f64) -> Value {
    let exact = number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0;
    if exact { Value::from(number as i64) } else { Value::from(number) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn each_row_is_an_object_of_typed_values() {
        let column = |header: &str| ColumnSpec { header: header.to_owned(), ..Default::default() };
        let many = ColumnSpec { many: true, ..column("Components") };
        let words = ColumnSpec { words: true, ..column("Labels") };
        let day = date(2026, 11, 2);
        let cells = [
            "A-1".into(),
            3.0.into(),
            0.1.into(),
            CellValue::Bool(true),
            CellValue::Date(day),
            CellValue::DateTime(day.at(9, 30, 0, 0)),
            CellValue::Duration { seconds: 5400.0 },
            "a\nb c".into(),
            "d e".into(),
        ];
        let headers = ["Key", "Points", "Points", "Flag", "Due", "Created", "Spent"];
        let mut columns: Vec<_> = headers.into_iter().map(column).collect();
        columns.extend([many, words]);
        let rows = vec![cells.into_iter().map(OutCell::from).collect(), vec!["A-2".into()]];
        let sheet = SheetSpec { columns, rows, ..SheetSpec::default() };
        let found: Value = serde_json::from_slice(&write_json(&sheet, &[])).unwrap();
        let wanted = serde_json::json!([
            {"Key": "A-1", "Points": 3, "Points (2)": 0.1, "Flag": true, "Due": "2026-11-02",
             "Created": "2026-11-02T09:30:00", "Spent": 5400,
             "Components": ["a", "b c"], "Labels": ["d", "e"]},
            {"Key": "A-2", "Points": null, "Points (2)": null, "Flag": null, "Due": null,
             "Created": null, "Spent": null, "Components": [], "Labels": []},
        ]);
        assert_eq!(found, wanted);
    }

    #[test]
    fn no_rows_are_an_empty_array() {
        assert_eq!(write_json(&SheetSpec::default(), &[]), b"[\n]\n");
    }

    #[test]
    fn a_header_that_looks_like_a_second_one_is_kept() {
        let column = |header: &str| ColumnSpec { header: header.to_owned(), ..Default::default() };
        let names = names(&["A", "A", "A (2)", "A"].map(column), std::iter::empty());
        assert_eq!(names, ["A", "A (3)", "A (2)", "A (4)"]);
    }

    #[test]
    fn rows_of_other_sheets_stand_in_the_object_they_belong_to() {
        let column = |header: &str| ColumnSpec { header: header.to_owned(), ..Default::default() };
        let of = |headers: &[&str], rows: &[&[&str]]| SheetSpec {
            columns: headers.iter().map(|header| column(header)).collect(),
            rows: rows.iter().map(|row| row.iter().map(|text| (*text).into()).collect()).collect(),
            ..SheetSpec::default()
        };
        let issues = of(&["Key", "links"], &[&["A-1", "x"], &["A-2"]]);
        let links = of(&["Key", "Link ID"], &[&["A-2", "7"], &["A-1", "8"], &["A-2", "9"]]);
        let nested = [NestedRows { name: "links", sheet: &links }];
        let found: Value = serde_json::from_slice(&write_json(&issues, &nested)).unwrap();
        let wanted = serde_json::json!([
            {"Key": "A-1", "links (2)": "x", "links": [{"Link ID": "8"}]},
            {"Key": "A-2", "links (2)": null, "links": [{"Link ID": "7"}, {"Link ID": "9"}]},
        ]);
        assert_eq!(found, wanted);
    }
}
