//! What calamine reads, in our terms.

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, SheetType, SheetVisible};
use jiff::civil::Date;

use super::super::cell::CellValue;
use super::super::note::{NoteKind, ReadNote};
use super::super::workbook::Visibility;
use super::collect::{Collector, SheetBuilder};

/// A value. calamine tells dates from numbers but not days from days with a time, so a whole
/// number is a day.
pub(super) fn value(value: &DataRef<'_>) -> CellValue {
    match value {
        DataRef::Empty => CellValue::Empty,
        DataRef::Int(number) => CellValue::Number(*number as f64),
        DataRef::Float(number) => CellValue::Number(*number),
        DataRef::String(text) => text.as_str().into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Bool(value) => CellValue::Bool(*value),
        DataRef::DateTime(at) => date_time(at).unwrap_or(CellValue::Number(at.as_f64())),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.as_str().into(),
        DataRef::Error(error) => CellValue::Error(error_text(error).to_owned()),
    }
}

/// The same value, lent.
pub(super) fn lend(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(at) => DataRef::DateTime(*at),
        Data::DateTimeIso(text) | Data::DurationIso(text) => DataRef::SharedString(text),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn date_time(at: &ExcelDateTime) -> Option<CellValue> {
    let serial = at.as_f64();
    if at.is_duration() || (0.0..1.0).contains(&serial) && serial != 0.0 {
        return Some(CellValue::Duration { seconds: (serial * 86_400_000.0).round() / 1000.0 });
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let (year, month, day, hour, minute, second, ms) = at.to_ymd_hms_milli();
    let part = |value: u8| i8::try_from(value).ok();
    let date = Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()?;
    if serial.fract() == 0.0 {
        return Some(CellValue::Date(date));
    }
    let (hour, minute, second) = (part(hour)?, part(minute)?, part(second)?);
    Some(CellValue::DateTime(date.at(hour, minute, second, i32::from(ms) * 1_000_000)))
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

/// Whether the tab is shown.
pub(super) fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

/// Whether a sheet has cells; one without is noted.
pub(super) fn has_cells(sheet: &calamine::Sheet, out: &mut Collector<'_>) -> bool {
    let cells = sheet.typ == SheetType::WorkSheet;
    if !cells {
        out.note(ReadNote::sheet(NoteKind::SheetWithoutCells, &sheet.name, 1, None));
    }
    cells
}

/// Adds a cell, noting a date format on what is no date.
pub(super) fn push(
    sheet: &mut SheetBuilder<'_, '_>,
    row: u32,
    column: u32,
    data: &DataRef<'_>,
) -> Result<(), super::super::error::ReadError> {
    let value = value(data);
    if matches!((data, &value), (DataRef::DateTime(_), CellValue::Number(_))) {
        sheet.note_cell(NoteKind::NumberIsNoDate, row, column);
    }
    sheet.push(row, column, value)
}
