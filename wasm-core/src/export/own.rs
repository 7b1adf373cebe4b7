//! The user's own workbook: which columns an export fills in, and what goes into them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{columns, name};
use crate::further::{has_new_rows, kind_of};
use crate::job::{
    ExportFormat, ExportOptions, ExportRequest, FittedColumn, FurtherSheet, OwnTable,
};
use crate::mapping::{self, Confidence, MappedTo, ORIGIN_SHEET, Origin, fold};
use crate::message::Message;
use crate::ports::Zone;
use crate::schema::{FieldId, FieldSchema, FieldType};
use crate::sheet::{Format, Sheet, SheetSpec, Table, TemplateFill, Unfit, Workbook};

/// Refuses a workbook that can't be filled, whatever its table is.
///
/// # Errors
/// Another format than .xlsx and .xlsm, a sheet of the user's own where the mark of an export would
/// stand (`own-workbook-mark`), a further sheet of an earlier export under another name, which would
/// stay as it was (`own-workbook-entries`), or new rows in one (`own-workbook-new-rows`): the sheet
/// is written anew.
pub fn check(workbook: &Workbook, origin: Option<&Origin>) -> Result<(), Message> {
    if !matches!(workbook.format, Format::Xlsx | Format::Xlsm) {
        return Err(Unfit::Format.message());
    }
    if origin.is_none() && workbook.sheet(ORIGIN_SHEET).is_some() {
        return Err(Message::new("own-workbook-mark").with("sheet", ORIGIN_SHEET));
    }
    for sheet in &workbook.sheets {
        let Some(kind) = kind_of(sheet) else { continue };
        let refuse = |code| Err(Message::new(code).with("sheet", &sheet.name));
        if fold(&sheet.name) != fold(kind.title()) {
            return refuse("own-workbook-entries");
        }
        if has_new_rows(sheet) {
            return refuse("own-workbook-new-rows");
        }
    }
    Ok(())
}

/// The further sheets of an earlier export: they are written anew, since they would show what was
/// long ago.
pub fn further(workbook: &Workbook) -> Vec<FurtherSheet> {
    workbook.sheets.iter().filter_map(kind_of).collect()
}

/// The field that each column of a table gets: told by its header, as in an import. Of several
/// columns of one field the first gets it.
pub fn fit(table: &Table, fields: &[FieldSchema], origin: Option<&Origin>) -> Vec<FittedColumn> {
    let (mapping, _) = mapping::propose(table, fields, origin);
    let mut taken: Vec<FieldId> = Vec::new();
    let mut fitted = |column: mapping::ColumnMapping| {
        let mut ids = column.mapped.fields().iter();
        let field = ids.find(|id| !taken.contains(id)).cloned();
        taken.extend(field.clone());
        // Of several fields of the name, another one may be meant.
        let unsure =
            column.confidence != Confidence::Sure || matches!(column.mapped, MappedTo::OwnOf(_));
        let similar = field.is_some() && unsure;
        FittedColumn { column: column.column, header: column.header, field, similar }
    };
    mapping.columns.into_iter().map(&mut fitted).collect()
}

/// Refuses a workbook that has other sheets where the further ones would stand.
///
/// # Errors
/// A sheet of the user's own with the name of a further one (`own-workbook-taken`).
pub(super) fn check_room(workbook: &Workbook, further: &[SheetSpec]) -> Result<(), Message> {
    for added in further {
        let named = |sheet: &&Sheet| fold(&sheet.name) == fold(&added.name);
        let other = |sheet: &&Sheet| kind_of(sheet) != FurtherSheet::of_title(&added.name);
        if let Some(sheet) = workbook.sheets.iter().filter(named).find(other) {
            return Err(Message::new("own-workbook-taken").with("sheet", &sheet.name));
        }
    }
    Ok(())
}

/// The request with the workbook's own columns in the place of those for a new file. Protection is
/// the user's own matter there.
pub(super) fn request(request: &ExportRequest, table: &OwnTable) -> ExportRequest {
    ExportRequest {
        columns: table.columns.iter().map(|(_, field)| field.clone()).collect(),
        format: ExportFormat::Xlsx,
        options: ExportOptions {
            protect: false,
            sheets: request.options.sheets.iter().chain(&table.further).copied().collect(),
            ..request.options.clone()
        },
        ..request.clone()
    }
}

/// What goes where: `sheet` is the exported one, of the columns of [`request`], `further` are those
/// beside it, and `mark` is the hidden one. A table without keys gets no mark: nobody could tell
/// which row is which issue.
pub(super) fn fill(
    table: &OwnTable,
    fields: &[FieldSchema],
    sheet: SheetSpec,
    further: Vec<SheetSpec>,
    mark: SheetSpec,
) -> Result<TemplateFill, Message> {
    let ids: Vec<_> = table.columns.iter().map(|(_, field)| field.clone()).collect();
    let chosen = columns::chosen(&ids, fields)?;
    let position = |id: &FieldId| chosen.iter().position(|field| field.id == *id);
    let places: Vec<(u32, usize)> =
        table.columns.iter().filter_map(|(column, id)| Some((*column, position(id)?))).collect();
    let is_key = |(_, place): &(u32, usize)| chosen[*place].kind == FieldType::Key;
    let row = |mut cells: Vec<_>| {
        let take = |(_, place): &(u32, usize)| cells.get_mut(*place).map(std::mem::take);
        places.iter().map(take).map(Option::unwrap_or_default).collect()
    };
    Ok(TemplateFill {
        sheet: table.sheet.clone(),
        header_row: table.header_row,
        columns: places.iter().map(|(column, _)| *column).collect(),
        rows: sheet.rows.into_iter().map(row).collect(),
        outline: sheet.outline,
        added: further.into_iter().chain(places.iter().any(is_key).then_some(mark)).collect(),
    })
}

/// `Report-2026-11-02.xlsx` for the user's own `Report.xlsx`, whose day is replaced if it has one.
pub(super) fn file_name(file: &str, at: Timestamp, zone: &dyn Zone) -> String {
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "xlsx"));
    let day = stem.char_indices().rev().nth(DAY.len() - 1).map(|(at, _)| stem.split_at(at));
    let stem = match day {
        Some((stem, day)) if day.strip_prefix('-').is_some_and(is_day) => stem,
        _ => stem,
    };
    let extension = if extension.eq_ignore_ascii_case("xlsm") { "xlsm" } else { "xlsx" };
    format!("{stem}-{}.{extension}", name::local(at, zone).date())
}

/// A day after a name, as an earlier export wrote it.
const DAY: &str = "-2026-11-02";

fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok()
}
