//! The user's own workbook: which columns an export fills in, and what goes into them.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{columns, name};
use crate::further::kind_of;
use crate::job::{ExportOptions, ExportRequest, FittedColumn, OwnTable};
use crate::mapping::{self, Confidence, MappedTo, ORIGIN_SHEET, Origin};
use crate::message::Message;
use crate::ports::Zone;
use crate::schema::{FieldId, FieldSchema, FieldType};
use crate::sheet::{Format, SheetSpec, Table, TemplateFill, Unfit, Workbook};

/// Refuses a workbook that can't be filled, whatever its table is.
///
/// # Errors
/// Another format than .xlsx and .xlsm, a sheet of the user's own where the mark of an export would
/// stand (`own-workbook-mark`), or a further sheet of an earlier export (`own-workbook-entries`):
/// its rows would stay, and an import would take those that were added for new ones once more.
pub fn check(workbook: &Workbook, origin: Option<&Origin>) -> Result<(), Message> {
    if !matches!(workbook.format, Format::Xlsx | Format::Xlsm) {
        return Err(Unfit::Format.message());
    }
    if origin.is_none() && workbook.sheet(ORIGIN_SHEET).is_some() {
        return Err(Message::new("own-workbook-mark").with("sheet", ORIGIN_SHEET));
    }
    if let Some(sheet) = workbook.sheets.iter().find(|sheet| kind_of(sheet).is_some()) {
        return Err(Message::new("own-workbook-entries").with("sheet", &sheet.name));
    }
    Ok(())
}

/// The field that each column of a table gets: told by its header, as in an import. Of several
/// columns of one field the first gets it.
pub fn fit(table: &Table, fields: &[FieldSchema], origin: Option<&Origin>) -> Vec<FittedColumn> {
    let (mapping, _) = mapping::propose(table, fields, origin);
    let mut taken: Vec<FieldId> = Vec::new();
    let mut fitted = |column: mapping::ColumnMapping| {
        let field = match column.mapped {
            MappedTo::Field(id) if !taken.contains(&id) => Some(id),
            _ => None,
        };
        taken.extend(field.clone());
        let similar = field.is_some() && column.confidence != Confidence::Sure;
        FittedColumn { column: column.column, header: column.header, field, similar }
    };
    mapping.columns.into_iter().map(&mut fitted).collect()
}

/// The request with the workbook's own columns in the place of those for a new file.
pub(super) fn request(request: &ExportRequest, table: &OwnTable) -> ExportRequest {
    ExportRequest {
        columns: table.columns.iter().map(|(_, field)| field.clone()).collect(),
        options: ExportOptions::default(),
        ..request.clone()
    }
}

/// What goes where: `sheet` is the exported one, of the columns of [`request`], and `mark` the
/// hidden one. A table without keys gets no mark: nobody could tell which row is which issue.
pub(super) fn fill(
    table: &OwnTable,
    fields: &[FieldSchema],
    sheet: SheetSpec,
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
        hidden: places.iter().any(is_key).then_some(mark),
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
