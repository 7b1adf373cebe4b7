//! Cells as XML.

use std::fmt::Write;

use super::super::cell::{CellRef, CellValue};
use super::super::error::WriteError;
use super::super::serial;
use super::super::write::check_length;
use super::layout::address;
use super::styles::Styles;
use super::xml::escape;

/// Days between the two systems of dates.
const DAYS_1904: f64 = 1_462.0;

/// Writes cells of one sheet.
pub(super) struct CellWriter<'s> {
    pub(super) out: String,
    pub(super) prefix: &'s str,
    pub(super) sheet: &'s str,
    pub(super) date_1904: bool,
    pub(super) styles: &'s mut Styles,
}

impl CellWriter<'_> {
    /// Writes a value in the style of its cell.
    pub(super) fn value(
        &mut self,
        row: u32,
        column: u32,
        style: u32,
        value: &CellValue,
    ) -> Result<(), WriteError> {
        let serial = match value {
            CellValue::Number(number) if number.is_finite() => Some(*number),
            CellValue::Date(date) => self.since(serial::serial_of_date(*date)),
            CellValue::DateTime(at) => self.since(serial::serial_of_date_time(*at)),
            CellValue::Duration { seconds } => Some(seconds / 86_400.0),
            _ => None,
        };
        match (value, serial) {
            (CellValue::Empty, _) => self.empty(row, column, style),
            (_, Some(number)) => {
                let style = self.styles.showing(style, value);
                self.cell(row, column, style, "", "v", &number.to_string());
            }
            (CellValue::Bool(value), _) => {
                self.cell(row, column, style, " t=\"b\"", "v", if *value { "1" } else { "0" });
            }
            (other, None) => return self.text(row, column, style, &other.to_text()),
        }
        Ok(())
    }

    /// Writes a formula without its value, which the program calculates when it opens the file.
    pub(super) fn formula(&mut self, row: u32, column: u32, style: u32, formula: &str) {
        self.cell(row, column, style, "", "f", &escape(formula));
    }

    fn text(&mut self, row: u32, column: u32, style: u32, text: &str) -> Result<(), WriteError> {
        check_length(text, || CellRef { sheet: self.sheet.to_owned(), row, column })?;
        let (p, at, style) = (self.prefix, address(row, column), Style(style));
        let text = escaped(text);
        let _ = write!(
            self.out,
            "<{p}c r=\"{at}\"{style} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">\
             {}</{p}t></{p}is></{p}c>",
            escape(&text)
        );
        Ok(())
    }

    fn empty(&mut self, row: u32, column: u32, style: u32) {
        if style != 0 {
            let (p, at, style) = (self.prefix, address(row, column), Style(style));
            let _ = write!(self.out, "<{p}c r=\"{at}\"{style}/>");
        }
    }

    fn cell(&mut self, row: u32, column: u32, style: u32, kind: &str, tag: &str, content: &str) {
        let (p, at, style) = (self.prefix, address(row, column), Style(style));
        let _ =
            write!(self.out, "<{p}c r=\"{at}\"{style}{kind}><{p}{tag}>{content}</{p}{tag}></{p}c>");
    }

    /// A day number in the workbook's own system; none for a day it doesn't know.
    fn since(&self, serial: Option<f64>) -> Option<f64> {
        match self.date_1904 {
            true => serial.map(|serial| serial - DAYS_1904).filter(|serial| *serial >= 0.0),
            false => serial,
        }
    }
}

/// The attribute of a style; nothing for the usual one.
struct Style(u32);

impl std::fmt::Display for Style {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 == 0 { Ok(()) } else { write!(f, " s=\"{}\"", self.0) }
    }
}

/// What XML can't hold as `_xHHHH_`, and texts that look like it kept apart from it (ECMA-376
/// part 1, 22.9.2.19).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let unheld = (c < ' ' && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}');
        if unheld {
            let _ = write!(out, "_x{:04X}_", u32::from(c));
        } else if c == '_' && is_escape(&text.as_bytes()[at..]) {
            out.push_str("_x005F_");
        } else {
            out.push(c);
        }
    }
    out
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..]
        if [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_as_excel_does() {
        assert_eq!(escaped("a\r\n\u{1}_x0041_ _x_é"), "a_x000D_\n_x0001__x005F_x0041_ _x_é");
    }
}
