//! Which number format each style has; nothing else of the styles matters here.

use std::collections::HashMap;

use super::super::super::error::ReadError;
use super::super::archive::Archive;
use super::super::number_format::NumberFormat;
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
    let mut codes: HashMap<u64, NumberFormat> = HashMap::new();
    let mut in_cell_formats = false;
    while let Some(token) = scanner.tag()? {
        match token {
            Token::Open(tag) => match tag.name {
                b"numFmt" => {
                    if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.get("formatCode"))
                    {
                        codes.insert(id, NumberFormat::of_code(&code));
                    }
                }
                b"cellXfs" => in_cell_formats = !tag.empty,
                b"xf" if in_cell_formats => {
                    let id = tag.number("numFmtId").unwrap_or(0);
                    let builtin = || NumberFormat::builtin(u32::try_from(id).unwrap_or(0));
                    styles.push(codes.get(&id).cloned().unwrap_or_else(builtin));
                }
                _ => {}
            },
            Token::Close(b"cellXfs") => in_cell_formats = false,
            Token::Close(_) => {}
        }
    }
    Ok(styles)
}
