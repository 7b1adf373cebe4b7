//! Samples of what the page sends.

use wasm_core::job::{
    Command, ExportFormat, ExportRequest, FurtherSheet, HostContext, OwnTable, RowFilter, RowPlace,
    TableChoice, ToWorker,
};
use wasm_core::plan::Action;
use wasm_core::ports::{Response, TransportError};
use wasm_core::schema::FieldId;
use wasm_core::sheet::{Delimiter, TextChoice};

use super::chain;
use super::parts::{TEXT, mapping, resolutions, template};

pub fn commands() -> Vec<Command> {
    chain(connect(), |command| {
        Some(match command {
            Command::Connect { .. } => Command::CheckJql { jql: TEXT.to_owned() },
            Command::CheckJql { .. } => Command::Export {
                request: ExportRequest {
                    jql: "project = LAW".to_owned(),
                    columns: vec![FieldId::new("summary")],
                    format: ExportFormat::Csv,
                    widths: [(FieldId::new("summary"), 40)].into(),
                    workbook: Some(own_table()),
                    ..ExportRequest::default()
                },
            },
            Command::Export { .. } => Command::FitWorkbook {
                name: TEXT.to_owned(),
                table: Some(TableChoice { sheet: 0, header_row: 2 }),
            },
            Command::FitWorkbook { .. } => Command::ListTemplates,
            Command::ListTemplates => Command::SaveTemplate { template: template() },
            Command::SaveTemplate { .. } => Command::DeleteTemplate { name: TEXT.to_owned() },
            Command::DeleteTemplate { .. } => Command::Open { name: TEXT.to_owned() },
            Command::Open { .. } => Command::Reread {
                text: TextChoice {
                    encoding: Some(TEXT.to_owned()),
                    delimiter: Some(Delimiter::Sign('\t')),
                },
            },
            Command::Reread { .. } => {
                Command::Choose { table: TableChoice { sheet: 3, header_row: 1_048_575 } }
            }
            Command::Choose { .. } => Command::IssueTypes { project: "LAW".to_owned() },
            Command::IssueTypes { .. } => Command::Plan { mapping: mapping() },
            Command::Plan { .. } => Command::Resolve { resolutions: resolutions() },
            Command::Resolve { .. } => {
                let find = Some(RowPlace { sheet: TEXT.to_owned(), row: 1_048_575 });
                Command::Rows { filter: RowFilter::All, start: 0, count: 100_000, find }
            }
            Command::Rows { .. } => Command::Apply { hash: "0f".repeat(32) },
            Command::Apply { .. } => return None,
        })
    })
}

fn own_table() -> OwnTable {
    OwnTable {
        file: TEXT.to_owned(),
        sheet: TEXT.to_owned(),
        header_row: 2,
        columns: vec![(16_383, FieldId::new("summary"))],
        further: vec![FurtherSheet::Links],
    }
}

fn connect() -> Command {
    let context = HostContext {
        site_url: "https://law.example".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        locale: "de-DE".to_owned(),
        project: Some("LAW".to_owned()),
        issue: None,
        jql: Some(TEXT.to_owned()),
    };
    Command::Connect { context }
}

pub fn filters() -> Vec<RowFilter> {
    chain(RowFilter::All, |filter| {
        Some(match filter {
            RowFilter::All => RowFilter::ToReview,
            RowFilter::ToReview => RowFilter::Action(Action::NoOp),
            RowFilter::Action(Action::NoOp) => RowFilter::Action(Action::Create),
            RowFilter::Action(Action::Create) => RowFilter::Action(Action::Update),
            RowFilter::Action(Action::Update) => RowFilter::Action(Action::Transition),
            RowFilter::Action(Action::Transition) => RowFilter::Action(Action::Comment),
            RowFilter::Action(Action::Comment) => RowFilter::Action(Action::Worklog),
            RowFilter::Action(Action::Worklog) => RowFilter::Action(Action::Link),
            RowFilter::Action(Action::Link) => RowFilter::Action(Action::Skip),
            RowFilter::Action(Action::Skip) => RowFilter::Entries(Action::NoOp),
            RowFilter::Entries(_) => RowFilter::Finding(TEXT.to_owned()),
            RowFilter::Finding(_) => RowFilter::Problems,
            RowFilter::Problems => RowFilter::Conflicts,
            RowFilter::Conflicts => RowFilter::ImportedBefore,
            RowFilter::ImportedBefore => RowFilter::Failed,
            RowFilter::Failed => RowFilter::Present,
            RowFilter::Present => return None,
        })
    })
}

/// All but the commands, which have their own samples.
pub fn messages() -> Vec<ToWorker> {
    chain(ToWorker::Cancel { id: 0 }, |message| {
        Some(match message {
            ToWorker::Cancel { .. } => ToWorker::Answer {
                fetch: 1,
                answer: Ok(Response {
                    status: 429,
                    headers: vec![("retry-after".to_owned(), "1".to_owned())],
                    body: TEXT.to_owned(),
                }),
            },
            ToWorker::Answer { answer: Ok(_), .. } => ToWorker::Answer {
                fetch: 2,
                answer: Err(TransportError { detail: TEXT.to_owned() }),
            },
            ToWorker::Answer { answer: Err(_), .. } | ToWorker::Command { .. } => return None,
        })
    })
}
