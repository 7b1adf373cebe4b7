//! `rowport templates`: the user's export templates.

use std::process::ExitCode;

use serde::Serialize;
use wasm_core::export::{ExportTemplate, TemplateStore};
use wasm_core::jira::Client;

use crate::args::Templates;
use crate::clock::SystemClock;
use crate::failure::Failure;
use crate::{connection, output};

/// The templates as JSON.
#[derive(Serialize)]
struct Listed<'a> {
    templates: &'a [ExportTemplate],
}

pub(crate) async fn run(args: &Templates) -> Result<ExitCode, Failure> {
    let http = connection::open(&args.site)?;
    let clock = SystemClock::default();
    let client = Client::new(&http, &clock);
    let me = client.myself().await?;
    let store = TemplateStore::new(&client, &me.user.account_id);
    let templates = match &args.delete {
        Some(name) => store.delete(name).await,
        None => store.list().await,
    };
    let templates = templates.map_err(Failure::engine)?;
    if args.json {
        output::json(&Listed { templates: &templates })?;
    } else if templates.is_empty() {
        output::text("No templates.")?;
    } else {
        let lines: Vec<String> = templates.iter().map(line).collect();
        output::text(&lines.join("\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The name, and below it what the template holds.
fn line(template: &ExportTemplate) -> String {
    let columns: Vec<&str> = template.columns.iter().map(|column| &*column.name).collect();
    format!("{}\n  {}", template.name, columns.join(", "))
}
