//! `rowport export`: the issues of a query as a file.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use wasm_core::export::{self, ExportSite, ExportTemplate, TemplateStore};
use wasm_core::jira::Client;
use wasm_core::job::{ExportFormat, ExportRequest};
use wasm_core::mapping;
use wasm_core::message::Message;
use wasm_core::schema::{FieldId, FieldSchema};

use super::own;
use crate::args::{Export, Format};
use crate::clock::SystemClock;
use crate::failure::{Exit, Failure};
use crate::output::Readers;
use crate::watch::Watch;
use crate::zone::IanaZone;
use crate::{connection, output};

/// What was exported.
#[derive(Serialize)]
struct Exported {
    file: String,
    issues: u32,
    requests: u32,
    /// Issues of the query that are not in the file, since Jira did not give them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<String>,
    /// What the user should know about the columns, and about what is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

/// What to export, and into what.
struct Job {
    request: ExportRequest,
    /// The bytes of the user's own workbook.
    workbook: Vec<u8>,
    notes: Vec<Message>,
}

pub(crate) async fn run(args: &Export) -> Result<ExitCode, Failure> {
    let named = format(args)?;
    let http = connection::open(&args.site.site)?;
    let clock = SystemClock::default();
    let client = Client::new(&http, &clock);
    let me = client.myself().await?;
    let zone = IanaZone::choose(args.site.time_zone.as_deref(), me.time_zone.as_deref())?;
    let url = client.server_info().await?.base_url;
    let fields = client.fields().await?;
    let store = TemplateStore::new(&client, &me.user.account_id);
    let template = match &args.template {
        Some(name) => Some(store.named(name).await.map_err(Failure::engine)?),
        None => None,
    };
    let job = job(args, named, template.as_ref(), &fields)?;
    let watch = Watch::start();
    let site = ExportSite { url: &url, fields: &fields, zone: &zone };
    let exported = export::run_into(&job.request, &job.workbook, &client, &site, &watch).await;
    watch.finish();
    let exported = exported.map_err(Failure::engine)?;
    output::file(&args.out, &exported.bytes, Readers::Kept)?;
    if let Some(name) = &args.save_template {
        let template = ExportTemplate::of(name, &job.request, &fields);
        store.save(&template).await.map_err(Failure::engine)?;
    }
    let incomplete = export::incomplete(exported.issues, &exported.missing);
    let exit = if incomplete.is_some() { Exit::Incomplete.into() } else { ExitCode::SUCCESS };
    show(
        args,
        Exported {
            file: args.out.display().to_string(),
            issues: exported.issues,
            requests: client.requests(),
            missing: exported.missing,
            notes: job.notes.iter().chain(&incomplete).map(Message::text).collect(),
        },
    )?;
    Ok(exit)
}

fn show(args: &Export, done: Exported) -> Result<(), Failure> {
    if args.json {
        return output::json_about(&args.out, &done);
    }
    done.notes.iter().for_each(|note| output::note(&format!("note: {note}")));
    let Exported { file, issues, requests, .. } = done;
    let told = format!("{issues} work items written to {file} ({requests} requests)");
    output::text_about(&args.out, &told)
}

/// What the arguments ask for; what they say goes before what the template says.
fn job(
    args: &Export,
    named: Option<ExportFormat>,
    template: Option<&ExportTemplate>,
    fields: &[FieldSchema],
) -> Result<Job, Failure> {
    let mut request = match template {
        Some(template) => template.request(&args.jql, fields),
        None => ExportRequest { jql: args.jql.clone(), ..ExportRequest::default() },
    };
    let gone = template.map(|template| template.missing(fields)).unwrap_or_default();
    let note = |field| Message::new("template-column-gone").with("field", field);
    let mut notes: Vec<_> = gone.into_iter().map(note).collect();
    request.format = named.unwrap_or(request.format);
    if template.is_none() || !args.columns.is_empty() {
        request.columns = columns(&args.columns, fields)?;
        notes.clear();
    }
    if !args.sheets.is_empty() {
        request.options.sheets.clone_from(&args.sheets);
    }
    request.options.outline |= args.outline;
    request.options.protect |= args.protect;
    notes.extend(left_out(&request));
    let mut workbook = Vec::new();
    if let Some(path) = &args.workbook {
        let own = own::read(path, args, fields)?;
        (request.workbook, workbook, notes) = (Some(own.table), own.bytes, own.notes);
    }
    Ok(Job { request, workbook, notes })
}

/// What the format of a new file has no place for.
fn left_out(request: &ExportRequest) -> Vec<Message> {
    let (format, options) = (request.format, &request.options);
    let laid_out = format != ExportFormat::Xlsx && (options.outline || options.protect);
    let further = format == ExportFormat::Csv && !options.sheets.is_empty();
    let note = |code, is: bool| is.then(|| Message::new(code));
    let notes = [note("export-workbook-only", laid_out), note("export-rows-only", further)];
    notes.into_iter().flatten().collect()
}

/// The format that was asked for, or that of the file's name; none where the template or the user's
/// own workbook has it.
fn format(args: &Export) -> Result<Option<ExportFormat>, Failure> {
    match args.format {
        Some(Format::Xlsx) => return Ok(Some(ExportFormat::Xlsx)),
        Some(Format::Csv) => return Ok(Some(ExportFormat::Csv)),
        Some(Format::Json) => return Ok(Some(ExportFormat::Json)),
        None => {}
    }
    let extension = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
    if let Some(workbook) = &args.workbook {
        let (of, to) = (extension(workbook).unwrap_or_default(), extension(&args.out));
        let keeps = to.as_deref() == Some(of.as_str());
        let message = Message::new("own-workbook-extension").with("extension", of);
        return if keeps { Ok(None) } else { Err(Failure::usage(message)) };
    }
    match extension(&args.out).as_deref() {
        Some("xlsx") => Ok(Some(ExportFormat::Xlsx)),
        Some("csv") => Ok(Some(ExportFormat::Csv)),
        Some("json") => Ok(Some(ExportFormat::Json)),
        _ if args.template.is_some() => Ok(None),
        _ => Err(Failure::usage(unknown_format(&args.out))),
    }
}

fn unknown_format(path: &Path) -> Message {
    Message::new("export-format-unknown").with("file", path.display())
}

/// The fields that were named: by id, by name without regard to case, or by what tells one from
/// others of its name.
fn columns(names: &[String], fields: &[FieldSchema]) -> Result<Vec<FieldId>, Failure> {
    if names.is_empty() {
        return Ok(export::default_columns(fields));
    }
    let find = |name: &String| {
        let name = name.trim();
        match mapping::meant_by(name, fields).as_slice() {
            [field] => Ok(field.id.clone()),
            [] => Err(Failure::usage(Message::new("export-unknown-field").with("field", name))),
            several => {
                let ids: Vec<_> = several.iter().map(|field| field.id.clone()).collect();
                Err(Failure::usage(mapping::ambiguous(name, &ids, fields)))
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
