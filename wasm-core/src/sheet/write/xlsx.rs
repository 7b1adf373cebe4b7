//! Excel workbooks: typed cells, and never a formula made from text.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Url, Workbook,
    Worksheet, XlsxError,
};

use super::super::cell::{CellRef, CellValue, MAX_COLUMNS, MAX_ROWS};
use super::super::error::{WriteError, WriteErrorKind};
use super::super::serial;
use super::super::spec::{ColumnKind, ColumnSpec, OutCell, SheetSpec, WorkbookSpec};
use super::super::workbook::Visibility;
use super::{layout, names};

/// UTF-16 code units of a cell, and characters of a link (Excel's specifications and limits).
const LONGEST_TEXT: usize = 32_767;
const LONGEST_LINK: usize = 2_080;

/// Links of a sheet (Excel's specifications and limits).
const MOST_LINKS: usize = 65_530;

/// Level of deflate: the one Excel uses, faster than the usual 6 for a file little larger.
const COMPRESSION: u8 = 3;

/// Writes a workbook as .xlsx. The same description always gives the same bytes.
///
/// # Errors
/// A text too long for a cell, too many rows or columns, or a sheet name Excel refuses; the error
/// says where. Nothing is ever cut off.
pub fn write_xlsx(spec: &WorkbookSpec) -> Result<Vec<u8>, WriteError> {
    names::check(&spec.sheets)?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties());
    workbook.set_zip_compression_level(COMPRESSION);
    let formats = Formats::new();
    for sheet in &spec.sheets {
        let worksheet = workbook.add_worksheet();
        write_sheet(worksheet, sheet, &formats)?;
    }
    workbook.save_to_buffer().map_err(|e| refused(&e, None))
}

/// The engine has no clock: the file says the first day an archive can say.
fn properties() -> DocProperties {
    let created = ExcelDateTime::from_ymd(1980, 1, 1).unwrap_or_default();
    DocProperties::new().set_creation_datetime(&created)
}

/// The looks of cells, made once.
struct Formats {
    header: Format,
    general: Format,
    text: Format,
    long_text: Format,
    number: Format,
    date: Format,
    date_time: Format,
    duration: Format,
    link: Format,
}

impl Formats {
    fn new() -> Self {
        let base = Format::new().set_align(FormatAlign::Top);
        let with_code = |code: &str| base.clone().set_num_format(code);
        Self {
            header: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0x00DE_EBFF))
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::Top),
            text: with_code("@"),
            long_text: with_code("@").set_text_wrap(),
            number: with_code("General"),
            date: with_code("yyyy-mm-dd"),
            date_time: with_code("yyyy-mm-dd hh:mm"),
            duration: with_code("[h]:mm:ss"),
            link: Format::new().set_hyperlink().set_align(FormatAlign::Top),
            general: base,
        }
    }

    fn of_column(&self, kind: ColumnKind) -> &Format {
        match kind {
            ColumnKind::General => &self.general,
            ColumnKind::Text => &self.text,
            ColumnKind::LongText => &self.long_text,
            ColumnKind::Number => &self.number,
            ColumnKind::Date => &self.date,
            ColumnKind::DateTime => &self.date_time,
        }
    }
}

fn write_sheet(
    worksheet: &mut Worksheet,
    sheet: &SheetSpec,
    formats: &Formats,
) -> Result<(), WriteError> {
    check_size(sheet)?;
    let whole = |e: XlsxError| refused(&e, None);
    worksheet.set_name(sheet.name.as_str()).map_err(whole)?;
    let columns = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX);
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(MAX_ROWS);
    worksheet.set_freeze_panes(1, sheet.frozen_columns).map_err(whole)?;
    if sheet.autofilter && columns > 0 {
        worksheet.autofilter(0, 0, last_row, columns - 1).map_err(whole)?;
    }
    match sheet.visibility {
        Visibility::Visible => {}
        Visibility::Hidden => drop(worksheet.set_hidden(true)),
        Visibility::VeryHidden => drop(worksheet.set_very_hidden(true)),
    }
    for (index, column) in (0_u16..).zip(&sheet.columns) {
        let width = layout::width(sheet, usize::from(index), column);
        worksheet.set_column_width(index, width).map_err(whole)?;
        worksheet.set_column_format(index, formats.of_column(column.kind)).map_err(whole)?;
        write_header(worksheet, sheet, index, column, formats)?;
    }
    let mut cells = CellWriter { worksheet, sheet, formats, links: 0 };
    for (row, values) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(values) {
            cells.write(row, column, cell)?;
        }
    }
    Ok(())
}

fn check_size(sheet: &SheetSpec) -> Result<(), WriteError> {
    let widest = sheet.rows.iter().map(Vec::len).max().unwrap_or(0).max(sheet.columns.len());
    let (rows, columns) = (sheet.rows.len() as u64 + 1, widest as u64);
    if rows > u64::from(MAX_ROWS) || columns > u64::from(MAX_COLUMNS) {
        return Err(WriteError { kind: WriteErrorKind::SheetFull { rows, columns }, at: None });
    }
    Ok(())
}

fn write_header(
    worksheet: &mut Worksheet,
    sheet: &SheetSpec,
    index: u16,
    column: &ColumnSpec,
    formats: &Formats,
) -> Result<(), WriteError> {
    let at = place(sheet, 0, index);
    check_length(&column.header, || at.clone())?;
    let refused = |e: XlsxError| refused(&e, Some(at.clone()));
    let header = column.header.as_str();
    worksheet.write_string_with_format(0, index, header, &formats.header).map_err(refused)?;
    if let Some(text) = &column.note {
        let note = Note::new(text.as_str()).add_author_prefix(false);
        worksheet.insert_note(0, index, &note).map_err(refused)?;
    }
    Ok(())
}

/// Writes cells one after the other, counting the links.
struct CellWriter<'a> {
    worksheet: &'a mut Worksheet,
    sheet: &'a SheetSpec,
    formats: &'a Formats,
    links: usize,
}

impl CellWriter<'_> {
    fn write(&mut self, row: u32, column: u16, cell: &OutCell) -> Result<(), WriteError> {
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
                let format = &self.formats.duration;
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
            let format = &self.formats.long_text;
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
            let format = self.formats.of_column(kind.unwrap_or(ColumnKind::Number));
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
        let written = self.worksheet.write_url_with_format(row, column, url, &self.formats.link);
        let written = written.map(drop);
        self.done(written, row, column)
    }

    /// Whether Excel takes one more link, and this one: only to the web.
    fn may_link(&self, link: &str) -> bool {
        let web = link.starts_with("https://") || link.starts_with("http://");
        web && self.links < MOST_LINKS && link.len() <= LONGEST_LINK
    }

    fn kind(&self, column: u16) -> ColumnKind {
        self.sheet.columns.get(usize::from(column)).map_or(ColumnKind::General, |c| c.kind)
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

/// Excel counts UTF-16 code units; most texts are short enough by their bytes.
fn check_length(text: &str, at: impl FnOnce() -> CellRef) -> Result<(), WriteError> {
    if text.len() <= LONGEST_TEXT {
        return Ok(());
    }
    let units = text.encode_utf16().count();
    if units <= LONGEST_TEXT {
        return Ok(());
    }
    let kind = WriteErrorKind::CellTooLong { chars: units as u64 };
    Err(WriteError { kind, at: Some(at()) })
}

fn place(sheet: &SheetSpec, row: u32, column: u16) -> CellRef {
    CellRef { sheet: sheet.name.clone(), row, column: u32::from(column) }
}

fn refused(error: &XlsxError, at: Option<CellRef>) -> WriteError {
    WriteError { kind: WriteErrorKind::Refused { detail: error.to_string() }, at }
}
