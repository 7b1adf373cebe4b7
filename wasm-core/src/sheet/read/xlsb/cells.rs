//! The records of one sheet.

use super::super::super::area::Area;
use super::super::super::cell::{CellRef, CellValue, MAX_ROWS};
use super::super::super::error::ReadError;
use super::super::super::marks::TableObject;
use super::super::super::note::NoteKind;
use super::super::binary::{error_text, f64_at, rk, u16_at, u32_at};
use super::super::collect::SheetBuilder;
use super::super::{damaged, shared_text};
use super::package::Package;
use super::record::{Records, text};

const ROW: u16 = 0x0000;
const FORMULAS: std::ops::RangeInclusive<u16> = 0x0008..=0x000B;
/// Cells without a column of their own: they stand right of the one before (2.4.809 on).
const COMPACT_CELLS: std::ops::RangeInclusive<u16> = 0x000C..=0x0012;
const COLUMNS: u16 = 0x003C;
const VIEW: u16 = 0x0089;
const PANE: u16 = 0x0097;
const FILTER: u16 = 0x00A1;
const MERGED: u16 = 0x00B0;
const TABLE: u16 = 0x0157;

/// Reads the records of a whole sheet part into `sheet`.
pub(super) fn read(
    mut records: Records<'_, '_>,
    package: &Package,
    sheet: &mut SheetBuilder<'_, '_>,
) -> Result<(), ReadError> {
    let mut reader = Reader { package, sheet, row: 0, column: 0, hidden: false, top: 0 };
    while let Some((kind, data)) = records.next()? {
        reader.record(kind, data)?;
    }
    Ok(())
}

/// A sheet that is being read.
struct Reader<'r, 'c, 'l> {
    package: &'r Package,
    sheet: &'r mut SheetBuilder<'c, 'l>,
    row: u32,
    /// The column behind the last cell.
    column: u32,
    /// Whether the row is hidden, and no value of it was seen yet.
    hidden: bool,
    /// The row at the top of the window.
    top: u32,
}

impl Reader<'_, '_, '_> {
    fn record(&mut self, kind: u16, data: &[u8]) -> Result<(), ReadError> {
        match kind {
            ROW => {
                (self.row, self.column) = (u32_at(data, 0), 0);
                self.hidden = data.get(11).is_some_and(|flags| flags & 0x10 != 0);
            }
            COLUMNS if u16_at(data, 16) & 1 != 0 => {
                self.sheet.hide_columns(u32_at(data, 0), u32_at(data, 4));
            }
            MERGED => self.sheet.merge(area(data))?,
            FILTER => self.sheet.marks().filter = Some(area(data)),
            VIEW => self.top = u32_at(data, 6),
            PANE if data.get(28).is_some_and(|flags| flags & 3 != 0) => {
                let rows = f64_at(data, 8);
                self.sheet.marks().frozen_rows = self.top.saturating_add(rows as u32);
            }
            _ if COMPACT_CELLS.contains(&kind) => {
                let column = self.column;
                self.cell(kind - COMPACT_CELLS.start() + 1, column, data)?;
            }
            0x0001..=0x000B | 0x003E => {
                let column = u32_at(data, 0);
                self.cell(kind, column, data.get(4..).unwrap_or_default())?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A cell; `data` begins with its style.
    fn cell(&mut self, kind: u16, column: u32, data: &[u8]) -> Result<(), ReadError> {
        self.column = column.saturating_add(1);
        let style = u32_at(data, 0) & 0x00FF_FFFF;
        let value = match kind {
            0x0002 => self.number(column, style, rk(u32_at(data, 4)))?,
            0x0003 | 0x000B => CellValue::Error(error_text(byte(data)).to_owned()),
            0x0004 | 0x000A => CellValue::Bool(byte(data) != 0),
            0x0005 | 0x0009 => self.number(column, style, f64_at(data, 4))?,
            0x0006 | 0x0008 => self.text(column, data, 4)?,
            0x0007 => self.shared(column, u32_at(data, 4))?,
            0x003E => self.text(column, data, 5)?,
            _ => CellValue::Empty,
        };
        if FORMULAS.contains(&kind) {
            self.sheet.note_cell(NoteKind::FormulaValueUsed, self.row, column);
        }
        if self.hidden && !value.is_empty() {
            self.hidden = false;
            self.sheet.hidden_row(self.row);
        }
        self.sheet.push(self.row, column, value)
    }

    fn number(&mut self, column: u32, style: u32, number: f64) -> Result<CellValue, ReadError> {
        let format = self.package.formats.get(style as usize);
        self.sheet.number(self.row, column, number, format, self.package.date_1904)
    }

    fn text(&self, column: u32, data: &[u8], at: usize) -> Result<CellValue, ReadError> {
        let found = text(data, at).map(|(text, _)| text.into());
        found.ok_or_else(|| self.damaged(column, "a text that ends early"))
    }

    fn shared(&self, column: u32, index: u32) -> Result<CellValue, ReadError> {
        let text = shared_text(&self.package.strings, Some(index as usize));
        text.map_err(|error| error.at(self.place(column)))
    }

    fn damaged(&self, column: u32, what: &str) -> ReadError {
        damaged(what).at(self.place(column))
    }

    fn place(&self, column: u32) -> CellRef {
        self.sheet.place(self.row.min(MAX_ROWS), column)
    }
}

/// The byte behind the style.
fn byte(data: &[u8]) -> u8 {
    data.get(4).copied().unwrap_or_default()
}

/// Rows and columns of an area (UncheckedRfX, 2.5.153).
fn area(data: &[u8]) -> Area {
    Area {
        top: u32_at(data, 0),
        bottom: u32_at(data, 4),
        left: u32_at(data, 8),
        right: u32_at(data, 12),
    }
}

/// The table object that a part holds.
pub(super) fn table(mut records: Records<'_, '_>) -> Result<Option<TableObject>, ReadError> {
    while let Some((kind, data)) = records.next()? {
        if kind == TABLE {
            let (headers, totals) = (u32_at(data, 24) > 0, u32_at(data, 28));
            return Ok(Some(TableObject { area: area(data), headers, totals }));
        }
    }
    Ok(None)
}
