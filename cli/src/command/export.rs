//! `rowport export`: the issues of a query as a file.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use wasm_core::export::{self, ExportSite};
use wasm_core::jira::Client;
use wasm_core::job::{ExportFormat, ExportRequest};
use wasm_core::message::Message;
use wasm_core::schema::{FieldId, FieldSchema};

use crate::args::{Export, Format};
use crate::clock::SystemClock;
use crate::failure::Failure;
use crate::watch::Watch;
use crate::zone::IanaZone;
use crate::{connection, output};

/// What was exported.
#[derive(Serialize)]
struct Exported {
    file: String,
    issues: u32,
    requests: u32,
}

pub(crate) async fn run(args: &Export) -> Result<ExitCode, Failure> {
    let format = format(args)?;
    let http = connection::open(&args.site.site)?;
    let clock = SystemClock::default();
    let client = Client::new(&http, &clock);
    let me = client.myself().await?;
    let zone = IanaZone::choose(args.site.time_zone.as_deref(), me.time_zone.as_deref())?;
    let url = client.server_info().await?.base_url;
    let fields = client.fields().await?;
    let request = ExportRequest {
        jql: args.jql.clone(),
        columns: columns(&args.columns, &fields)?,
        format,
        ..ExportRequest::default()
    };
    let watch = Watch::start();
    let site = ExportSite { url: &url, fields: &fields, zone: &zone };
    let exported = export::run(&request, &client, &site, &watch).await;
    watch.finish();
    let exported = exported.map_err(Failure::engine)?;
    output::file(&args.out, &exported.bytes)?;
    let done = Exported {
        file: args.out.display().to_string(),
        issues: exported.issues,
        requests: client.requests(),
    };
    if args.json {
        output::json(&done)?;
    } else {
        let Exported { file, issues, requests } = done;
        output::text(&format!("{issues} work items written to {file} ({requests} requests)"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The format that was asked for, or that of the file's name.
fn format(args: &Export) -> Result<ExportFormat, Failure> {
    match args.format {
        Some(Format::Xlsx) => return Ok(ExportFormat::Xlsx),
        Some(Format::Csv) => return Ok(ExportFormat::Csv),
        Some(Format::Json) => return Ok(ExportFormat::Json),
        None => {}
    }
    let extension = args.out.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("xlsx") => Ok(ExportFormat::Xlsx),
        Some("csv") => Ok(ExportFormat::Csv),
        Some("json") => Ok(ExportFormat::Json),
        _ => Err(Failure::usage(unknown_format(&args.out))),
    }
}

fn unknown_format(path: &Path) -> Message {
    Message::new("export-format-unknown").with("file", path.display())
}

/// The fields that were named, by id or by name without regard to case.
fn columns(names: &[String], fields: &[FieldSchema]) -> Result<Vec<FieldId>, Failure> {
    if names.is_empty() {
        return Ok(export::default_columns(fields));
    }
    let find = |name: &String| {
        let name = name.trim();
        let lower = name.to_lowercase();
        let mut named = fields.iter().filter(|f| f.name.to_lowercase() == lower);
        let by_id = fields.iter().find(|field| field.id.as_str() == name);
        match (by_id, named.next(), named.next()) {
            (Some(field), ..) | (None, Some(field), None) => Ok(field.id.clone()),
            (None, Some(_), Some(_)) => {
                Err(Failure::usage(Message::new("field-ambiguous").with("field", name)))
            }
            (None, None, _) => {
                Err(Failure::usage(Message::new("export-unknown-field").with("field", name)))
            }
        }
    };
    names.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_core::schema::FieldType;

    fn field(id: &str, name: &str) -> FieldSchema {
        let (id, name) = (FieldId::new(id), name.to_owned());
        FieldSchema { id, name, kind: FieldType::Text, custom: true, scope: None }
    }

    #[test]
    fn columns_are_named_by_id_or_unique_name() {
        let fields = [
            field("summary", "Summary"),
            field("customfield_1", "Team"),
            field("customfield_2", "team"),
        ];
        let ask = |name: &str| {
            columns(&[name.to_owned()], &fields)
                .map(|ids| ids[0].0.clone())
                .unwrap_or_else(|failure| failure.message.code)
        };
        assert_eq!(ask(" summary "), "summary");
        assert_eq!(ask("SUMMARY"), "summary");
        assert_eq!(ask("Team"), "field-ambiguous");
        assert_eq!(ask("customfield_2"), "customfield_2");
        assert_eq!(ask("Size"), "export-unknown-field");
    }
}
