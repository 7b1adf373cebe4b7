//! The table as a file.

use super::{ExportSite, ExportedTable, own, table};
use crate::jira::{Client, Meter};
use crate::job::{ExportFormat, ExportRequest, FurtherSheet, Observer, OwnTable, Phase};
use crate::message::Message;
use crate::ports::{Clock, Transport};
use crate::sheet::{
    CsvOptions, NestedRows, ReadLimits, ReadOptions, SheetSpec, fill_template, read, write_csv,
    write_json, write_xlsx,
};

/// An export as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFile {
    /// Name to save it by.
    pub name: String,
    /// MIME type.
    pub mime: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
    /// Issues in it.
    pub issues: u32,
    /// Issues of the query that are not in it, since Jira did not give them.
    pub missing: Vec<String>,
}

/// Exports what a query finds to a new file.
///
/// # Errors
/// As [`table`], or more rows than a sheet holds.
pub async fn run<T: Transport, C: Clock>(
    request: &ExportRequest,
    client: &Client<'_, T, C>,
    site: &ExportSite<'_>,
    observer: &dyn Observer,
) -> Result<ExportedFile, Message> {
    run_into(request, &[], client, site, observer).await
}

/// Exports what a query finds to a new file, or into `workbook`, the bytes of the user's own,
/// where the request has a table of it.
///
/// # Errors
/// As [`run`], or what of the user's workbook would be damaged.
pub async fn run_into<T: Transport, C: Clock>(
    request: &ExportRequest,
    workbook: &[u8],
    client: &Client<'_, T, C>,
    site: &ExportSite<'_>,
    observer: &dyn Observer,
) -> Result<ExportedFile, Message> {
    let own = request.workbook.as_ref().map(|table| own::request(request, table));
    let exported = table(own.as_ref().unwrap_or(request), client, site, observer).await?;
    let client = client.watched_by(observer);
    let issues = exported.issues;
    let meter = Meter::start(&client, Phase::Writing, Some(issues as usize));
    if client.is_halted() {
        return Err(Message::new("cancelled"));
    }
    let file = match &request.workbook {
        Some(own) => {
            let name = own::file_name(&own.file, client.now(), site.zone);
            let mime = if name.ends_with(".xlsm") { XLSM } else { XLSX };
            let missing = exported.missing.clone();
            let bytes = filled(own, workbook, exported, site)?;
            ExportedFile { name, mime, bytes, issues, missing }
        }
        None => new(request.format, exported)?,
    };
    meter.set(issues as usize);
    Ok(file)
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const XLSM: &str = "application/vnd.ms-excel.sheet.macroEnabled.12";

/// A new file.
fn new(format: ExportFormat, exported: ExportedTable) -> Result<ExportedFile, Message> {
    let bytes = match (format, exported.workbook.sheets.first()) {
        (ExportFormat::Csv, Some(sheet)) => write_csv(sheet, &CsvOptions::default()),
        (ExportFormat::Json, Some(sheet)) => write_json(sheet, &nested(&exported.workbook.sheets)),
        _ => write_xlsx(&exported.workbook).map_err(|error| error.message())?,
    };
    let mime = match format {
        ExportFormat::Xlsx => XLSX,
        ExportFormat::Csv => "text/csv",
        ExportFormat::Json => "application/json",
    };
    let ExportedTable { name, issues, missing, .. } = exported;
    Ok(ExportedFile { name, mime, bytes, issues, missing })
}

/// The further sheets, as arrays in the objects of their issues.
fn nested(sheets: &[SheetSpec]) -> Vec<NestedRows<'_>> {
    let kind = |sheet: &SheetSpec| FurtherSheet::of_title(&sheet.name);
    let nested = |sheet| Some(NestedRows { name: kind(sheet)?.code(), sheet });
    sheets.iter().filter_map(nested).collect()
}

/// The user's own workbook with the rows in it.
fn filled(
    own: &OwnTable,
    workbook: &[u8],
    exported: ExportedTable,
    site: &ExportSite<'_>,
) -> Result<Vec<u8>, Message> {
    let mut sheets = exported.workbook.sheets;
    let mark = sheets.pop().unwrap_or_default();
    let mut sheets = sheets.into_iter();
    let rows: SheetSpec = sheets.next().unwrap_or_default();
    let further: Vec<_> = sheets.collect();
    if !further.is_empty() {
        let opened = read(workbook, &ReadOptions::default()).map_err(|error| error.message())?;
        own::check_room(&opened.0, &further)?;
    }
    let fill = own::fill(own, site.fields, rows, further, mark)?;
    fill_template(workbook, &fill, &ReadLimits::default()).map_err(|error| error.message())
}
