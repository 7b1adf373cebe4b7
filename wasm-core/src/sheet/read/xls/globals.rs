//! What the sheets of a workbook share: its first records, up to those of the first sheet.

use encoding_rs::WINDOWS_1252;

use super::super::super::area::Area;
use super::super::super::error::{LimitKind, ReadError, ReadErrorKind};
use super::super::super::workbook::Visibility;
use super::super::binary::{u16_at, u32_at};
use super::super::code_page::Charset;
use super::super::collect::Collector;
use super::super::memory::Memory;
use super::super::number_format::NumberFormats;
use super::super::{check, damaged};
use super::record::{BOF, Bytes, EOF, Record, Records};
use super::text::{self, Texts};

const NAME: u16 = 0x0018;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const BOUND_SHEET: u16 = 0x0085;
const XF: u16 = 0x00E0;
const SHARED_TEXTS: u16 = 0x00FC;
const FORMAT: u16 = 0x041E;

/// What is known of a workbook before its sheets are read.
pub(super) struct Globals {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) strings: Vec<Box<str>>,
    /// The number formats of the cells.
    pub(super) formats: NumberFormats,
    pub(super) date_1904: bool,
    pub(super) texts: Texts,
}

/// A sheet and where its records begin.
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) start: usize,
    /// Chart, macro and module sheets have none.
    pub(super) has_cells: bool,
    /// The rows and columns that were filtered at last.
    pub(super) filter: Option<Area>,
}

impl Globals {
    pub(super) fn read(stream: &[u8], out: &Collector<'_>) -> Result<Self, ReadError> {
        let mut globals = Self {
            sheets: Vec::new(),
            strings: Vec::new(),
            formats: NumberFormats::default(),
            date_1904: false,
            texts: Texts::Unicode,
        };
        let memory = out.memory();
        for record in Records(stream) {
            let record = record?;
            let data = record.data;
            match record.kind {
                BOF if is_of_old_version(data) => {
                    globals.texts = Texts::Coded(Charset::Web(WINDOWS_1252))
                }
                FILE_PASS => return Err(ReadError::new(ReadErrorKind::Encrypted)),
                CODE_PAGE => globals.code_page(u16_at(data, 0))?,
                DATE_MODE => globals.date_1904 = u16_at(data, 0) == 1,
                FORMAT => {
                    let code = globals.format_code(record)?;
                    globals.formats.add(u16_at(data, 0).into(), &code, memory)?;
                }
                XF => globals.formats.cell(u16_at(data, 2).into())?,
                BOUND_SHEET => {
                    let entry = globals.sheet(record)?;
                    globals.sheets.push(entry);
                    check(LimitKind::Sheets, out.limits().sheets, globals.sheets.len() as u64)?;
                }
                NAME => globals.name(data),
                SHARED_TEXTS => globals.strings = shared_texts(record, memory)?,
                EOF => break,
                _ => {}
            }
        }
        Ok(globals)
    }

    fn name(&mut self, data: &[u8]) {
        if let (Texts::Unicode, Some((sheet, area))) = (self.texts, filtered(data))
            && let Some(entry) = sheet.checked_sub(1).and_then(|at| self.sheets.get_mut(at))
        {
            entry.filter = Some(area);
        }
    }

    fn code_page(&mut self, number: u16) -> Result<(), ReadError> {
        if let Texts::Coded(charset) = &mut self.texts {
            *charset = text::code_page(number)?;
        }
        Ok(())
    }

    /// The code of a number format; its length has one byte in Excel 95.
    fn format_code(&self, record: Record<'_>) -> Result<String, ReadError> {
        let mut bytes = Bytes::new(record, 2);
        match self.texts {
            Texts::Unicode => self.texts.long(&mut bytes),
            Texts::Coded(_) => self.texts.short(&mut bytes),
        }
    }

    fn sheet(&self, record: Record<'_>) -> Result<SheetEntry, ReadError> {
        let data = record.data;
        let (Some(state), Some(kind)) = (data.get(4), data.get(5)) else {
            return Err(damaged("a sheet without a name"));
        };
        let visibility = match state & 0x3F {
            1 => Visibility::Hidden,
            2 => Visibility::VeryHidden,
            _ => Visibility::Visible,
        };
        let (start, has_cells) = (u32_at(data, 0) as usize, *kind == 0);
        let mut name = self.texts.short(&mut Bytes::new(record, 6))?;
        name.retain(|c| c != '\0');
        Ok(SheetEntry { name, visibility, start, has_cells, filter: None })
    }
}

/// The area that a built-in name stands for, with the position of its sheet from one on: of the rows
/// and columns with a filter (`_FilterDatabase`, 2.4.150), as a reference to another sheet (PtgArea3d,
/// 2.5.198.28).
fn filtered(data: &[u8]) -> Option<(usize, Area)> {
    let built_in = u16_at(data, 0) & 0x20 != 0 && data.get(14..16) == Some(&[0, 0x0D]);
    let formula = data.len().checked_sub(u16_at(data, 4).into()).and_then(|at| data.get(at..))?;
    let at = |at| u32::from(u16_at(formula, at));
    let area = Area { top: at(3), bottom: at(5), left: at(7) & 0xFF, right: at(9) & 0xFF };
    let is_area = matches!(formula.first(), Some(0x3B | 0x5B | 0x7B));
    (built_in && is_area).then_some((u16_at(data, 8).into(), area))
}

/// Whether the workbook is older than Excel 97, by its first record (2.4.21).
fn is_of_old_version(data: &[u8]) -> bool {
    match u16_at(data, 0) {
        0 => u16_at(data, 2) == 0x1000,
        version => version < 0x0600,
    }
}

fn shared_texts(record: Record<'_>, memory: &Memory) -> Result<Vec<Box<str>>, ReadError> {
    let mut bytes = Bytes::new(record, 8);
    let mut texts = Vec::new();
    while bytes.go_on() {
        let text = text::rich(&mut bytes)?;
        memory.keep_text(&text)?;
        texts.push(text.into());
    }
    Ok(texts)
}
