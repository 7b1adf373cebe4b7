//! Reading: bytes to a [`Workbook`], whatever the format, within limits.

pub(super) mod archive;
mod binary;
mod code_page;
mod collect;
mod csv;
mod dialect;
pub(super) mod directory;
mod encoding;
mod evidence;
mod hyperlink;
mod languages;
pub(super) mod memory;
mod merged;
pub(super) mod number_format;
mod ods;
mod ole2;
mod record;
mod sniff;
mod stranger;
mod wrapped;
mod xls;
mod xlsb;
pub(super) mod xlsx;
pub(super) mod xml;

use super::cell::CellValue;
use super::error::{LimitKind, ReadError, ReadErrorKind};
use super::format::{Format, TextChoice};
use super::limits::ReadLimits;
use super::note::ReadNote;
use super::workbook::Workbook;
use collect::Collector;
use sniff::Kind;

/// How to read a file.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// What is refused.
    pub limits: ReadLimits,
    /// Name of the file. The format is not taken from it; the sheet of a text file is.
    pub file_name: Option<String>,
    /// What the user says of a text file.
    pub text: TextChoice,
}

/// Reads a file. The format is told by the content.
///
/// The notes are what the user should know: macros and formulas ignored, hidden and merged cells,
/// a guessed encoding. An error means that nothing can be shown; it says what is wrong and where.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<(Workbook, Vec<ReadNote>), ReadError> {
    let limits = &options.limits;
    check(LimitKind::FileBytes, limits.file_bytes, bytes.len() as u64)?;
    let mut out = Collector::new(limits);
    let format = match sniff::kind(bytes)? {
        Kind::Zip => read_archive(bytes, &mut out)?,
        Kind::Ole2 => xls::read(bytes, &mut out)?,
        Kind::Text => csv::read(bytes, options, &mut out)?,
    };
    let (mut sheets, notes) = out.finish();
    sheets.iter_mut().for_each(|sheet| sheet.tabs_lost = format == Format::Ods);
    if sheets.is_empty() {
        return Err(ReadError::new(ReadErrorKind::NoSheets));
    }
    if sheets.iter().all(|sheet| sheet.cut.is_some() || sheet.rows.is_empty())
        && let Some(error) = sheets.iter_mut().find_map(|sheet| sheet.cut.take())
    {
        return Err(error);
    }
    Ok((Workbook { format, sheets }, notes))
}

fn read_archive(bytes: &[u8], out: &mut Collector<'_>) -> Result<Format, ReadError> {
    let mut archive = archive::Archive::open(bytes, out.limits(), out.memory())?;
    match sniff::archive_kind(&mut archive)? {
        sniff::ArchiveKind::Xlsx => xlsx::read(&mut archive, out),
        sniff::ArchiveKind::Xlsb => xlsb::read(&mut archive, out),
        sniff::ArchiveKind::Ods => ods::read(&mut archive, out),
    }
}

/// An error if more was found than is allowed.
pub(super) fn check(limit: LimitKind, allowed: u64, found: u64) -> Result<(), ReadError> {
    if found > allowed {
        return Err(ReadError::new(ReadErrorKind::TooLarge { limit, allowed, found }));
    }
    Ok(())
}

/// The text that a cell names by its position in the table of shared texts.
fn shared_text(table: &[Box<str>], index: Option<usize>) -> Result<CellValue, ReadError> {
    let text = index.and_then(|index| table.get(index)).map(|text| CellValue::from(&**text));
    text.ok_or_else(|| damaged("a text that is not in the table of shared texts"))
}

/// An error about content that breaks the rules of its format.
pub(super) fn damaged(detail: impl ToString) -> ReadError {
    ReadError::new(ReadErrorKind::Damaged { detail: detail.to_string() })
}
