//! `rowport apply`: carry out a saved plan.

use std::process::ExitCode;

use serde_json::Value;
use wasm_core::apply::{self, Outcome, OutcomeKind, Report};
use wasm_core::jira::Client;
use wasm_core::message::Message;
use wasm_core::plan::{Action, Plan};

use crate::args::Apply;
use crate::clock::SystemClock;
use crate::failure::{Exit, Failure};
use crate::journal::LockedPlan;
use crate::locks::Locks;
use crate::remedies::Remedies;
use crate::watch::Watch;
use crate::{connection, output, sheets, words};

pub(crate) async fn run(args: &Apply) -> Result<ExitCode, Failure> {
    let mut locked = LockedPlan::open(&args.plan)?;
    let plan = Plan::from_json(&locked.text).map_err(|error| Failure::file(error.message()))?;
    let http = connection::open(&args.site)?;
    let clock = SystemClock::default();
    let client = Client::new(&http, &clock);
    // The site's address is told to anybody; who the caller is, only to the caller.
    client.myself().await?;
    let site = client.server_info().await?.base_url;
    if plan.source.site != site {
        let message = Message::new("plan-of-another-site")
            .with("planned", &plan.source.site)
            .with("site", &site);
        return Err(Failure::file(message));
    }
    let _locks = Locks::take(&plan).await?;
    locked.journal = locked.journal.shared_by(&plan.source);
    let watch = Watch::start();
    let report = apply::run(&plan, &client, &locked.journal, &watch).await;
    watch.finish();
    let report = report.map_err(Failure::engine)?;
    if args.json {
        output::json(&shown(&report)?)?;
    } else {
        output::text(&told(&report))?;
    }
    Ok(match &report {
        report if report.cancelled => Exit::Stopped.into(),
        Report { stopped: Some(reason), .. } => {
            let failure = Failure::engine(reason.clone());
            failure.tell();
            failure.exit.into()
        }
        report if report.held_back > 0 || report.outcomes.iter().any(missed) => Exit::Rows.into(),
        _ => ExitCode::SUCCESS,
    })
}

/// Whether a row that the plan wanted to write was not written.
fn missed(outcome: &Outcome) -> bool {
    !outcome.kind.is_done() && outcome.action != Action::Skip
}

/// The report as JSON, its reasons with their sentences.
fn shown(report: &Report) -> Result<Value, Failure> {
    let value = serde_json::to_value(report);
    let mut value = value.map_err(|error| Failure::internal(&error))?;
    if let Some(outcomes) = value.get_mut("outcomes").and_then(Value::as_array_mut) {
        for (shown, outcome) in outcomes.iter_mut().zip(&report.outcomes) {
            explain(shown.get_mut("reason"), outcome.reason.as_ref());
        }
    }
    explain(value.get_mut("stopped"), report.stopped.as_ref());
    Ok(value)
}

/// Puts the sentence of a message, and what to do, beside its code.
fn explain(shown: Option<&mut Value>, message: Option<&Message>) {
    if let (Some(Value::Object(shown)), Some(message)) = (shown, message) {
        shown.insert("text".to_owned(), message.text().into());
        shown.extend(message.terminal_fix().map(|fix| ("fix".to_owned(), fix.into())));
    }
}

/// The counts, and each row that did not succeed with what to do about it.
fn told(report: &Report) -> String {
    let some = |rows: u32, what: &str| match rows {
        0 => String::new(),
        rows => format!("{rows} {what}, "),
    };
    let present = some(report.present, "were there already");
    let otherwise = some(report.otherwise, "of these not as planned");
    let held_back = some(report.held_back, "held back");
    let mut text = format!(
        "{} created, {} updated, {present}{otherwise}{} failed, {held_back}{} not written ({} \
         requests)\n",
        report.created, report.updated, report.failed, report.skipped, report.requests
    );
    if report.skipped > 0 {
        text += words::NOT_WRITTEN;
    }
    text += &sheets::added("added", [report.comments, report.worklogs, report.links]);
    if report.entries_present > 0 {
        text += &format!("{} rows of further sheets were there already\n", report.entries_present);
    }
    let mut remedies = Remedies::default();
    // What holds for all rows that were left is said once, at the end.
    let left = |o: &Outcome| o.kind == OutcomeKind::Skipped && o.reason == report.stopped;
    let untold = |o: &&Outcome| !o.kind.is_done() && !left(o);
    for outcome in report.outcomes.iter().filter(untold) {
        let key = outcome.issue.as_ref().map(|issue| format!(" {}", issue.key)).unwrap_or_default();
        let why = outcome.reason.as_ref().map(Message::text).unwrap_or_default();
        let sheet = match outcome.sheet.as_str() {
            "" => String::new(),
            sheet => format!("{sheet}, "),
        };
        text += &format!("  {sheet}row {}{key}: {why}\n", outcome.row + 1);
        let fix = outcome.reason.as_ref().and_then(Message::terminal_fix);
        text += &remedies.of(fix.as_deref());
    }
    for note in &report.notes {
        text += &format!("  note: {}\n", note.text());
        text += &remedies.of(note.terminal_fix().as_deref());
    }
    text
}
