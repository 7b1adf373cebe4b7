//! What the sheets share: which there are, in which order, their texts and number formats.

use super::super::super::error::{LimitKind, ReadError};
use super::super::super::limits::ReadLimits;
use super::super::super::workbook::Visibility;
use super::super::archive::Archive;
use super::super::binary::{u16_at, u32_at};
use super::super::number_format::NumberFormats;
use super::super::xlsx::package::{Related, Relation};
use super::super::{check, damaged};
use super::record::{Records, text};

const SHARED_TEXT: u16 = 0x0013;
const FORMAT: u16 = 0x002C;
const XF: u16 = 0x002F;
const WORKBOOK_PROPERTIES: u16 = 0x0099;
const SHEET: u16 = 0x009C;
const CELL_FORMATS: u16 = 0x0269;
const CELL_FORMATS_END: u16 = 0x026A;

/// What the workbook's parts say.
pub(super) struct Package {
    pub(super) sheets: Vec<SheetEntry>,
    pub(super) strings: Vec<Box<str>>,
    /// The number formats of the cells.
    pub(super) formats: NumberFormats,
    pub(super) date_1904: bool,
    pub(super) macros: bool,
}

/// A sheet and where its cells are.
pub(super) struct SheetEntry {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) part: String,
    /// Chart, dialog and macro sheets have none.
    pub(super) has_cells: bool,
}

impl Package {
    pub(super) fn read(archive: &mut Archive<'_>, limits: &ReadLimits) -> Result<Self, ReadError> {
        let related = Related::read(archive, "xl/workbook.bin")?;
        let mut package = Self {
            sheets: Vec::new(),
            strings: Vec::new(),
            formats: NumberFormats::default(),
            date_1904: false,
            macros: archive.has(&related.part_of("vbaProject", "vbaProject.bin")),
        };
        package.read_workbook(archive, &related, limits)?;
        package.read_strings(archive, &related.part_of("sharedStrings", "sharedStrings.bin"))?;
        package.read_styles(archive, &related.part_of("styles", "styles.bin"))?;
        Ok(package)
    }

    fn read_workbook(
        &mut self,
        archive: &mut Archive<'_>,
        related: &Related,
        limits: &ReadLimits,
    ) -> Result<(), ReadError> {
        let (limit, path) = (archive.limit(), &related.workbook);
        let part = related.open_workbook(archive)?;
        let mut records = Records::new(part, path, limit);
        while let Some((kind, data)) = records.next()? {
            match kind {
                WORKBOOK_PROPERTIES => self.date_1904 = u32_at(data, 0) & 1 != 0,
                SHEET => {
                    let (id, name) = text(data, 8)
                        .and_then(|(id, end)| Some((id, text(data, end)?.0)))
                        .ok_or_else(|| damaged("a sheet without a name").at(path))?;
                    let visibility = match u32_at(data, 0) {
                        1 => Visibility::Hidden,
                        2 => Visibility::VeryHidden,
                        _ => Visibility::Visible,
                    };
                    self.sheets.push(sheet(name, visibility, related.by_id(&id)));
                    check(LimitKind::Sheets, limits.sheets, self.sheets.len() as u64)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn read_strings(&mut self, archive: &mut Archive<'_>, path: &str) -> Result<(), ReadError> {
        let (limit, memory) = (archive.limit(), archive.memory().clone());
        let Some(part) = archive.part(path)? else { return Ok(()) };
        let mut records = Records::new(part, path, limit);
        while let Some((kind, data)) = records.next()? {
            if kind != SHARED_TEXT {
                continue;
            }
            let (text, _) =
                text(data, 1).ok_or_else(|| damaged("a text that ends early").at(path))?;
            memory.keep_text(&text).map_err(|e| e.at(path))?;
            self.strings.push(text.into());
        }
        Ok(())
    }

    fn read_styles(&mut self, archive: &mut Archive<'_>, path: &str) -> Result<(), ReadError> {
        let (limit, memory) = (archive.limit(), archive.memory().clone());
        let Some(part) = archive.part(path)? else { return Ok(()) };
        let mut records = Records::new(part, path, limit);
        let mut in_cell_formats = false;
        while let Some((kind, data)) = records.next()? {
            match kind {
                FORMAT => {
                    if let Some((code, _)) = text(data, 2) {
                        self.formats.add(u16_at(data, 0).into(), &code, &memory)?;
                    }
                }
                CELL_FORMATS => in_cell_formats = true,
                CELL_FORMATS_END => in_cell_formats = false,
                XF if in_cell_formats => self.formats.cell(u16_at(data, 2).into())?,
                _ => {}
            }
        }
        Ok(())
    }
}

fn sheet(name: String, visibility: Visibility, relation: Option<&Relation>) -> SheetEntry {
    SheetEntry {
        name,
        visibility,
        part: relation.map(|relation| relation.part.clone()).unwrap_or_default(),
        has_cells: relation.is_some_and(|relation| relation.kind == "worksheet"),
    }
}
