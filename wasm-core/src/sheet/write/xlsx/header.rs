//! Header cells and their comments.

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use super::super::super::error::WriteError;
use super::super::super::spec::{COMMENT_AUTHOR, ColumnSpec, SheetSpec};
use super::formats::Formats;
use super::{check_length, place, refused};

/// Width of a comment in pixels, and the characters of Excel's font for comments (Tahoma 8 or
/// 9 points, by the program) that surely fit beside each other.
const WIDTH: u32 = 280;
const CHARS: usize = 40;

/// Height of a line, of the edges, and of a comment whose text has to be scrolled, in pixels.
const LINE: u32 = 18;
const EDGES: u32 = 12;
const HIGHEST: u32 = 540;

/// Writes the header of a column.
pub(super) fn write(
    worksheet: &mut Worksheet,
    sheet: &SheetSpec,
    index: u16,
    column: &ColumnSpec,
    formats: &Formats,
) -> Result<(), WriteError> {
    let at = place(sheet, 0, index);
    check_length(&column.header, || at.clone())?;
    let refused = |e: XlsxError| refused(&e, Some(at.clone()));
    let format = formats.of_header(column);
    worksheet
        .write_string_with_format(0, index, column.header.as_str(), &format)
        .map_err(refused)?;
    if let Some(text) = &column.note {
        let note = Note::new(text.as_str())
            .add_author_prefix(false)
            .set_author(COMMENT_AUTHOR)
            .set_width(WIDTH)
            .set_height(height(text));
        worksheet.insert_note(0, index, &note).map_err(refused)?;
    }
    Ok(())
}

/// Pixels in which the text fits.
fn height(text: &str) -> u32 {
    let lines: usize = text.lines().map(|line| line.chars().count() / CHARS + 1).sum();
    (u32::try_from(lines).unwrap_or(u32::MAX).saturating_mul(LINE))
        .saturating_add(EDGES)
        .min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_as_high_as_its_text() {
        assert_eq!(height("short"), LINE + EDGES);
        assert_eq!(height("one\ntwo\nthree"), 3 * LINE + EDGES);
        assert_eq!(height(&"x".repeat(100)), 3 * LINE + EDGES);
        assert_eq!(height(&"x\n".repeat(1000)), HIGHEST);
    }
}
