//! The records of one sheet.

use std::collections::HashSet;

use super::super::super::area::Area;
use super::super::super::cell::CellValue;
use super::super::super::error::ReadError;
use super::super::super::note::NoteKind;
use super::super::binary::{error_text, f64_at, rk, u16_at, u32_at};
use super::super::collect::SheetBuilder;
use super::super::{damaged, shared_text};
use super::globals::Globals;
use super::record::{BOF, Bytes, EOF, Record, Records, truncated};

const FORMULA: u16 = 0x0006;
const FORMULA_OF_EXCEL_3: u16 = 0x0206;
const FORMULA_OF_EXCEL_4: u16 = 0x0406;
const PANE: u16 = 0x0041;
const COL_INFO: u16 = 0x007D;
const FILTER: u16 = 0x009D;
const MUL_RK: u16 = 0x00BD;
const RICH_LABEL: u16 = 0x00D6;
const MERGE_CELLS: u16 = 0x00E5;
const SHARED_LABEL: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const ROW: u16 = 0x0208;
const ARRAY: u16 = 0x0221;
const DATA_TABLE: u16 = 0x0236;
const WINDOW: u16 = 0x023E;
const RK: u16 = 0x027E;
const SHARED_FORMULA: u16 = 0x04BC;

/// Bytes that a record has at least.
const SHORTEST: [(u16, usize); 10] = [
    (FORMULA, 14),
    (FORMULA_OF_EXCEL_3, 14),
    (FORMULA_OF_EXCEL_4, 14),
    (MUL_RK, 12),
    (RICH_LABEL, 8),
    (SHARED_LABEL, 10),
    (NUMBER, 14),
    (LABEL, 8),
    (BOOL_OR_ERROR, 8),
    (RK, 10),
];

/// Reads the records from the first of a sheet to its last into `sheet`.
pub(super) fn read(
    stream: &[u8],
    globals: &Globals,
    filter: Option<Area>,
    sheet: &mut SheetBuilder<'_, '_>,
) -> Result<(), ReadError> {
    if u16_at(stream, 0) != BOF {
        return Err(damaged("a sheet that is not there"));
    }
    let mut reader =
        Reader { globals, sheet, hidden: HashSet::new(), formula: None, frozen: false, top: 0 };
    let mut depth = 0_u32;
    for record in Records(stream) {
        let record = record?;
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            FILTER if depth == 1 => reader.sheet.marks().filter = filter,
            // Charts within the sheet have records of their own.
            _ if depth > 1 => {}
            _ => reader.record(record)?,
        }
    }
    reader.formula_ends()
}

/// A sheet that is being read.
struct Reader<'r, 'c, 'l> {
    globals: &'r Globals,
    sheet: &'r mut SheetBuilder<'c, 'l>,
    /// Hidden rows of which no value was seen yet.
    hidden: HashSet<u32>,
    /// A formula whose text comes in a record of its own.
    formula: Option<(u32, u32)>,
    /// Whether panes are frozen, and the row at the top of the window.
    frozen: bool,
    top: u32,
}

impl Reader<'_, '_, '_> {
    fn record(&mut self, record: Record<'_>) -> Result<(), ReadError> {
        let Record { kind, data, .. } = record;
        if SHORTEST.iter().any(|(short, least)| *short == kind && data.len() < *least) {
            return Err(damaged(format!("a record {kind:#06x} that is too short")));
        }
        match kind {
            STRING => return self.text_of_formula(record),
            ARRAY | DATA_TABLE | SHARED_FORMULA => return Ok(()),
            _ => self.formula_ends()?,
        }
        let (row, column) = (u32::from(u16_at(data, 0)), u32::from(u16_at(data, 2)));
        let style = u16_at(data, 4);
        let value = match kind {
            NUMBER => self.number(row, column, style, f64_at(data, 6))?,
            RK => self.number(row, column, style, rk(u32_at(data, 6)))?,
            MUL_RK => return self.numbers(row, column, data),
            SHARED_LABEL => self.shared(row, column, u32_at(data, 6))?,
            LABEL | RICH_LABEL => self.globals.texts.long(&mut Bytes::new(record, 6))?.into(),
            BOOL_OR_ERROR => bool_or_error(u16_at(data, 6)),
            FORMULA | FORMULA_OF_EXCEL_3 | FORMULA_OF_EXCEL_4 => {
                return self.formula(row, column, data);
            }
            ROW if u16_at(data, 12) & 0x20 != 0 => {
                self.hidden.insert(row);
                return Ok(());
            }
            COL_INFO if u16_at(data, 8) & 1 != 0 => {
                self.sheet.hide_columns(row, column);
                return Ok(());
            }
            MERGE_CELLS => return self.merged(data),
            WINDOW => {
                self.frozen = u16_at(data, 0) & 8 != 0;
                self.top = u16_at(data, 2).into();
                return Ok(());
            }
            PANE if self.frozen => {
                self.sheet.marks().frozen_rows = self.top + u32::from(u16_at(data, 2));
                return Ok(());
            }
            _ => return Ok(()),
        };
        self.push(row, column, value)
    }

    fn push(&mut self, row: u32, column: u32, value: CellValue) -> Result<(), ReadError> {
        if !value.is_empty() && self.hidden.remove(&row) {
            self.sheet.hidden_row(row);
        }
        self.sheet.push(row, column, value)
    }

    fn number(
        &mut self,
        row: u32,
        column: u32,
        style: u16,
        number: f64,
    ) -> Result<CellValue, ReadError> {
        let format = self.globals.formats.get(usize::from(style));
        self.sheet.number(row, column, number, format, self.globals.date_1904)
    }

    /// Several numbers, each with its style; the last column is behind them.
    fn numbers(&mut self, row: u32, first: u32, data: &[u8]) -> Result<(), ReadError> {
        let numbers = data.get(4..data.len() - 2).unwrap_or_default().chunks_exact(6);
        for (column, number) in (first..).zip(numbers) {
            let value = self.number(row, column, u16_at(number, 0), rk(u32_at(number, 2)))?;
            self.push(row, column, value)?;
        }
        Ok(())
    }

    fn shared(&self, row: u32, column: u32, index: u32) -> Result<CellValue, ReadError> {
        let text = shared_text(&self.globals.strings, Some(index as usize));
        text.map_err(|error| error.at(self.sheet.place(row, column)))
    }

    /// A formula: its result, where that is no text (2.5.133).
    fn formula(&mut self, row: u32, column: u32, data: &[u8]) -> Result<(), ReadError> {
        let value = if u16_at(data, 12) != 0xFFFF {
            self.number(row, column, u16_at(data, 4), f64_at(data, 6))?
        } else {
            match u16_at(data, 6) & 0xFF {
                0 => {
                    self.formula = Some((row, column));
                    return Ok(());
                }
                1 => bool_or_error(u16_at(data, 8) & 0xFF),
                2 => bool_or_error(u16_at(data, 8) & 0xFF | 0x100),
                _ => CellValue::Empty,
            }
        };
        self.sheet.note_cell(NoteKind::FormulaValueUsed, row, column);
        self.push(row, column, value)
    }

    fn text_of_formula(&mut self, record: Record<'_>) -> Result<(), ReadError> {
        let Some((row, column)) = self.formula.take() else { return Ok(()) };
        self.sheet.note_cell(NoteKind::FormulaValueUsed, row, column);
        let text = self.globals.texts.long(&mut Bytes::new(record, 0))?;
        self.push(row, column, text.into())
    }

    /// What comes of a formula whose text is not there: no empty cell, that would clear a field.
    fn formula_ends(&mut self) -> Result<(), ReadError> {
        let Some((row, column)) = self.formula.take() else { return Ok(()) };
        self.sheet.note_cell(NoteKind::FormulaWithoutValue, row, column);
        self.push(row, column, CellValue::Error(String::new()))
    }

    fn merged(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
        let count = usize::from(u16_at(data, 0));
        if areas.len() < count {
            return Err(truncated());
        }
        for area in areas.take(count) {
            let at = |at| u32::from(u16_at(area, at));
            self.sheet.merge(Area { top: at(0), bottom: at(2), left: at(4), right: at(6) })?;
        }
        Ok(())
    }
}

/// A value, and in the byte above it whether that is the code of an error.
fn bool_or_error(both: u16) -> CellValue {
    let [value, error] = both.to_le_bytes();
    if error == 0 {
        CellValue::Bool(value != 0)
    } else {
        CellValue::Error(error_text(value).to_owned())
    }
}
