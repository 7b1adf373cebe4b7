//! Which number format each style has; nothing else of the styles matters here.

use super::super::super::error::ReadError;
use super::super::archive::Archive;
use super::super::number_format::NumberFormats;
use super::super::xml::{Scanner, Token};

/// The number formats; none if the workbook has no styles.
pub(in crate::sheet) fn read(
    archive: &mut Archive<'_>,
    path: &str,
) -> Result<NumberFormats, ReadError> {
    let (limit, memory) = (archive.limit(), archive.memory().clone());
    let mut formats = NumberFormats::default();
    let Some(part) = archive.part(path)? else { return Ok(formats) };
    let mut scanner = Scanner::new(part, path, limit)?;
    let mut in_cell_formats = false;
    while let Some(token) = scanner.tag()? {
        match token {
            Token::Open(tag) => match tag.name {
                b"numFmt" => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.get("formatCode"))
                    {
                        formats.add(id, &code, &memory)?;
                    }
                }
                b"cellXfs" => in_cell_formats = !tag.empty,
                b"xf" if in_cell_formats => {
                    formats.cell(tag.number("numFmtId").unwrap_or(0))?;
                }
                _ => {}
            },
            Token::Close(b"cellXfs") => in_cell_formats = false,
            Token::Close(_) => {}
        }
    }
    Ok(formats)
}
