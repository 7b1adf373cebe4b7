//! Which number format each style has; nothing else of the styles matters here.

use super::super::super::error::ReadError;
use super::super::archive::Archive;
use super::super::number_format::{NumberFormat, NumberFormats};
use super::super::xml::{Scanner, Token};

/// The number format by style index; empty if the workbook has no styles.
pub(in crate::sheet) fn read(
    archive: &mut Archive<'_>,
    path: &str,
) -> Result<Vec<NumberFormat>, ReadError> {
    let limit = archive.limit();
    let mut styles = Vec::new();
    let Some(part) = archive.part(path)? else { return Ok(styles) };
    let mut scanner = Scanner::new(part, path, limit)?;
    let mut formats = NumberFormats::default();
    let mut in_cell_formats = false;
    while let Some(token) = scanner.tag()? {
        match token {
            Token::Open(tag) => match tag.name {
                b"numFmt" => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.get("formatCode"))
                    {
                        formats.add(id, &code);
                    }
                }
                b"cellXfs" => in_cell_formats = !tag.empty,
                b"xf" if in_cell_formats => {
                    styles.push(formats.of(tag.number("numFmtId").unwrap_or(0)));
                }
                _ => {}
            },
            Token::Close(b"cellXfs") => in_cell_formats = false,
            Token::Close(_) => {}
        }
    }
    Ok(styles)
}
