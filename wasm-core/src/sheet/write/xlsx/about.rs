//! A sheet of text.

use rust_xlsxwriter::{Format, FormatAlign, Url, Worksheet, XlsxError};

use super::super::super::cell::CellRef;
use super::super::super::error::WriteError;
use super::super::super::spec::TextSheet;
use super::{check_length, is_web_link, refused};

/// Width of the column in characters, at which lines are still easy to read.
const WIDTH: f64 = 96.0;

/// Points of a heading.
const HEADING: f64 = 13.0;

/// Writes the paragraphs one below the other, wrapped.
pub(super) fn write(worksheet: &mut Worksheet, about: &TextSheet) -> Result<(), WriteError> {
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let heading = Format::new().set_bold().set_font_size(HEADING).set_text_wrap();
    let link = Format::new().set_hyperlink().set_text_wrap().set_align(FormatAlign::Top);
    let whole = |e: XlsxError| refused(&e, None);
    worksheet.set_name(about.name.as_str()).map_err(whole)?;
    worksheet.set_screen_gridlines(false);
    worksheet.set_column_width(0, WIDTH).map_err(whole)?;
    for (row, paragraph) in (0_u32..).zip(&about.paragraphs) {
        let at = || CellRef { sheet: about.name.clone(), row, column: 0 };
        let text = paragraph.text.as_str();
        check_length(text, at)?;
        let written = match paragraph.link.as_deref().filter(|link| is_web_link(link)) {
            Some(address) => {
                let url = Url::new(address).set_text(text);
                worksheet.write_url_with_format(row, 0, url, &link)
            }
            None if paragraph.heading => worksheet.write_string_with_format(row, 0, text, &heading),
            None => worksheet.write_string_with_format(row, 0, text, &body),
        };
        written.map_err(|e| refused(&e, Some(at())))?;
    }
    Ok(())
}
