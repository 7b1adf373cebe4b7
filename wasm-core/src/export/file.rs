//! The table as a file.

use super::{ExportSite, table};
use crate::jira::{Client, Meter};
use crate::job::{ExportFormat, ExportRequest, Observer, Phase};
use crate::message::Message;
use crate::ports::{Clock, Transport};
use crate::sheet::{CsvOptions, write_csv, write_json, write_xlsx};

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
}

/// Exports what a query finds to a file.
///
/// # Errors
/// As [`table`], or more rows than a sheet holds.
pub async fn run<T: Transport, C: Clock>(
    request: &ExportRequest,
    client: &Client<'_, T, C>,
    site: &ExportSite<'_>,
    observer: &dyn Observer,
) -> Result<ExportedFile, Message> {
    let exported = table(request, client, site, observer).await?;
    let client = client.watched_by(observer);
    let meter = Meter::start(&client, Phase::Writing, Some(exported.issues as usize));
    if client.is_halted() {
        return Err(Message::new("cancelled"));
    }
    let bytes = match (request.format, exported.workbook.sheets.first()) {
        (ExportFormat::Csv, Some(sheet)) => write_csv(sheet, &CsvOptions::default()),
        (ExportFormat::Json, Some(sheet)) => write_json(sheet),
        _ => write_xlsx(&exported.workbook).map_err(|error| error.message())?,
    };
    meter.set(exported.issues as usize);
    let mime = match request.format {
        ExportFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat::Csv => "text/csv",
        ExportFormat::Json => "application/json",
    };
    Ok(ExportedFile { name: exported.name, mime, bytes, issues: exported.issues })
}
