//! The cells below the header.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::super::super::cell::CellValue;
use super::super::super::error::WriteError;
use super::super::super::serial;
use super::super::super::spec::{ColumnKind, OutCell, SheetSpec};
use super::formats::{Formats, Looks};
use super::{MOST_LINKS, check_length, is_web_link, place, refused};

/// Writes cells one after the other, counting the links.
pub(super) struct CellWriter<'a> {
    worksheet: &'a mut Worksheet,
    sheet: &'a SheetSpec,
    formats: &'a Formats,
    links: usize,
}

impl<'a> CellWriter<'a> {
    /// A writer for the cells of a sheet.
    pub(super) fn new(
        worksheet: &'a mut Worksheet,
        sheet: &'a SheetSpec,
        formats: &'a Formats,
    ) -> Self {
        Self { worksheet, sheet, formats, links: 0 }
    }

    /// Writes a cell; one without a value is left to its column.
    pub(super) fn write(
        &mut self,
        row: u32,
        column: u16,
        cell: &OutCell,
    ) -> Result<(), WriteError> {
        if cell.value.is_empty() {
            return Ok(());
        }
        if let Some(link) = cell.link.as_deref().filter(|link| self.may_link(link)) {
            return self.link(row, column, &cell.value, link);
        }
        match &cell.value {
            CellValue::Empty => Ok(()),
            CellValue::Text(text) => self.text(row, column, text),
            CellValue::Error(text) => self.text(row, column, text),
            CellValue::Number(number) if number.is_finite() => {
                self.number(row, column, *number, None)
            }
            CellValue::Number(number) => self.text(row, column, &number.to_string()),
            CellValue::Bool(value) => {
                let written = self.worksheet.write_boolean(row, column, *value).map(drop);
                self.done(written, row, column)
            }
            CellValue::Date(date) => match serial::serial_of_date(*date) {
                Some(serial) => self.number(row, column, serial, Some(ColumnKind::Date)),
                None => self.text(row, column, &cell.value.to_text()),
            },
            CellValue::DateTime(at) => match serial::serial_of_date_time(*at) {
                Some(serial) => self.number(row, column, serial, Some(ColumnKind::DateTime)),
                None => self.text(row, column, &cell.value.to_text()),
            },
            CellValue::Duration { seconds } => {
                let format = &self.looks(column).duration;
                let days = seconds / 86_400.0;
                let written =
                    self.worksheet.write_number_with_format(row, column, days, format).map(drop);
                self.done(written, row, column)
            }
        }
    }

    /// Writes a text. Where the column's own look will do none is given, which is faster.
    fn text(&mut self, row: u32, column: u16, text: &str) -> Result<(), WriteError> {
        check_length(text, || place(self.sheet, row, column))?;
        let wraps = self.kind(column) == ColumnKind::LongText;
        let written = if text.contains('\n') && !wraps {
            let format = &self.looks(column).long_text;
            self.worksheet.write_string_with_format(row, column, text, format)
        } else {
            self.worksheet.write_string(row, column, text)
        };
        let written = written.map(drop);
        self.done(written, row, column)
    }

    /// Writes a number, as a date if `kind` says so.
    fn number(
        &mut self,
        row: u32,
        column: u16,
        number: f64,
        kind: Option<ColumnKind>,
    ) -> Result<(), WriteError> {
        let own = self.kind(column);
        let date_column = matches!(own, ColumnKind::Date | ColumnKind::DateTime);
        let fits = kind.map_or(!date_column, |kind| kind == own);
        let written = if fits {
            self.worksheet.write_number(row, column, number)
        } else {
            let format = self.looks(column).of(kind.unwrap_or(ColumnKind::Number));
            self.worksheet.write_number_with_format(row, column, number, format)
        };
        let written = written.map(drop);
        self.done(written, row, column)
    }

    fn link(
        &mut self,
        row: u32,
        column: u16,
        value: &CellValue,
        link: &str,
    ) -> Result<(), WriteError> {
        let text = value.to_text();
        check_length(&text, || place(self.sheet, row, column))?;
        self.links += 1;
        let url = Url::new(link).set_text(text);
        let format = &self.looks(column).link;
        let written = self.worksheet.write_url_with_format(row, column, url, format);
        let written = written.map(drop);
        self.done(written, row, column)
    }

    /// Whether Excel takes one more link, and this one: only to the web.
    fn may_link(&self, link: &str) -> bool {
        self.links < MOST_LINKS && is_web_link(link)
    }

    fn kind(&self, column: u16) -> ColumnKind {
        self.sheet.columns.get(usize::from(column)).map_or(ColumnKind::General, |c| c.kind)
    }

    fn looks(&self, column: u16) -> &'a Looks {
        self.formats.looks(self.sheet.columns.get(usize::from(column)))
    }

    fn done(
        &self,
        written: Result<(), XlsxError>,
        row: u32,
        column: u16,
    ) -> Result<(), WriteError> {
        written.map_err(|e| refused(&e, Some(place(self.sheet, row, column))))
    }
}
