//! What is where in the worksheet of the template.

use std::ops::Range;

use super::super::area::Area;
use super::super::cell::{CellRef, MAX_ROWS};
use super::super::read::xlsx::cells::parse_address;
use super::super::read::xml::decode;
use super::xml::{Cursor, Element};

/// The worksheet's rows and what else is told by area.
#[derive(Default)]
pub(super) struct Layout<'x> {
    /// Prefix of the elements with its colon, if they have one.
    pub(super) prefix: &'x str,
    pub(super) rows: Vec<Row<'x>>,
    /// First and last column, and the style of their cells.
    pub(super) columns: Vec<(u32, u32, u32)>,
    pub(super) filter: Option<Area>,
    pub(super) merged: Vec<Area>,
}

/// A row as it stands in the worksheet.
pub(super) struct Row<'x> {
    pub(super) index: u32,
    pub(super) element: Element<'x>,
    pub(super) cells: Vec<Cell>,
}

/// A cell as it stands in the worksheet.
pub(super) struct Cell {
    pub(super) column: u32,
    pub(super) range: Range<usize>,
    pub(super) open: Range<usize>,
    pub(super) style: Option<u32>,
    pub(super) formula: Option<Formula>,
    /// Whether it holds anything but a style.
    pub(super) filled: bool,
}

/// A formula of a cell.
#[derive(Clone)]
pub(super) struct Formula {
    /// Its text; empty where it is another cell's.
    pub(super) text: String,
    /// The number of the formula that cells share, if they do.
    pub(super) shared: Option<u32>,
    /// The cells an array formula fills.
    pub(super) array: Option<Area>,
}

impl<'x> Layout<'x> {
    pub(super) fn read(xml: &'x str) -> Self {
        let mut layout = Self::default();
        let mut cursor = Cursor::new(xml);
        let Some(root) = cursor.next() else { return layout };
        let name = xml[root.range].trim_start_matches('<');
        layout.prefix = name.find("worksheet").map_or("", |at| &name[..at]);
        while let Some(part) = cursor.child() {
            match part.tag.name {
                b"cols" => layout.read_columns(xml, part.inner.start),
                b"sheetData" => layout.rows = rows(xml, &part),
                b"autoFilter" => layout.filter = area_of(&part),
                b"mergeCells" => {
                    let mut areas = Cursor::from(xml, part.inner.start);
                    while let Some(merged) = areas.child() {
                        layout.merged.extend(area_of(&merged));
                    }
                }
                _ => {}
            }
        }
        layout
    }

    fn read_columns(&mut self, xml: &str, start: usize) {
        let mut cursor = Cursor::from(xml, start);
        while let Some(column) = cursor.child() {
            let edge = |name| column.tag.number(name).and_then(|n| u32::try_from(n).ok());
            if let (Some(first @ 1..), Some(last @ 1..), Some(style)) =
                (edge("min"), edge("max"), edge("style"))
            {
                self.columns.push((first - 1, last - 1, style));
            }
        }
    }

    /// The row of an index, if it stands in the worksheet.
    pub(super) fn row(&self, index: u32) -> Option<&Row<'x>> {
        self.rows.iter().find(|row| row.index == index)
    }

    /// The style of a cell that has none of its own.
    pub(super) fn column_style(&self, column: u32) -> u32 {
        let style = self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&column));
        style.map_or(0, |(_, _, style)| *style)
    }

    /// The first cell of the formula that cells share.
    pub(super) fn master(&self, shared: u32) -> Option<(u32, &Cell, &Formula)> {
        let cells = self.rows.iter().flat_map(|row| row.cells.iter().map(|c| (row.index, c)));
        cells
            .filter_map(|(row, cell)| Some((row, cell, cell.formula.as_ref()?)))
            .find(|(_, _, formula)| formula.shared == Some(shared) && !formula.text.is_empty())
    }
}

impl Row<'_> {
    pub(super) fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }
}

/// The address of a cell, as Excel shows it.
pub(super) fn address(row: u32, column: u32) -> String {
    CellRef { sheet: String::new(), row, column }.to_string()
}

fn area_of(element: &Element<'_>) -> Option<Area> {
    Area::parse(&element.tag.get("ref")?)
}

fn rows<'x>(xml: &'x str, data: &Element<'_>) -> Vec<Row<'x>> {
    let mut rows = Vec::new();
    let mut cursor = Cursor::from(xml, data.inner.start);
    let mut next = 0;
    while let Some(element) = cursor.child().filter(|_| !data.tag.empty) {
        let told = element.tag.number("r").and_then(|row| u32::try_from(row).ok());
        let index = told.and_then(|row| row.checked_sub(1)).unwrap_or(next).min(MAX_ROWS - 1);
        next = index + 1;
        let cells = if element.tag.empty { Vec::new() } else { cells(xml, element.inner.start) };
        rows.push(Row { index, element, cells });
    }
    rows.sort_by_key(|row| row.index);
    rows
}

fn cells(xml: &str, start: usize) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut cursor = Cursor::from(xml, start);
    let mut next = 0;
    while let Some(element) = cursor.child() {
        let told = element.tag.get("r").and_then(|text| parse_address(text.as_bytes()));
        let column = told.map_or(next, |(_, column)| column);
        next = column + 1;
        let style = element.tag.number("s").and_then(|style| u32::try_from(style).ok());
        let mut cell = Cell {
            column,
            style,
            formula: None,
            filled: false,
            range: element.range.clone(),
            open: element.open.clone(),
        };
        if !element.tag.empty {
            cell.read(xml, element.inner.start);
        }
        cells.push(cell);
    }
    cells
}

impl Cell {
    fn read(&mut self, xml: &str, start: usize) {
        let mut cursor = Cursor::from(xml, start);
        while let Some(part) = cursor.child() {
            self.filled |= ["v", "is", "f"].iter().any(|name| part.is(name));
            if part.is("f") {
                let kind = part.tag.get("t");
                let is = |name| kind.as_deref() == Some(name);
                let number = part.tag.number("si").and_then(|si| u32::try_from(si).ok());
                self.formula = Some(Formula {
                    text: decode(xml[part.inner.clone()].as_bytes()).into_owned(),
                    shared: number.filter(|_| is("shared")),
                    array: if is("array") || is("dataTable") { area_of(&part) } else { None },
                });
            }
        }
    }
}
