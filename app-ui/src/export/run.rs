//! Carrying an export out.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_core::job::{Command, Reply};

use super::download::Made;
use super::state::State;
use crate::engine::{Answer, Engine};
use crate::history::record::Record;
use crate::host;
use crate::model::failure::Failure;
use crate::model::history;

/// How long a stopped export may take to end by itself: making a large file is one long step of
/// the engine, which only ending the worker can stop.
const PATIENCE_MS: u32 = 2_000;

/// Starts the export as it is set up.
pub fn start(engine: Engine, state: State) {
    state.failure.set(None);
    let activity = state.activity;
    let request = state.request();
    let workbook = if request.workbook.is_some() { state.own.bytes() } else { None };
    let command = Command::Export { request };
    let call = engine.start_with(command, workbook, move |event| activity.event(event));
    activity.begin(call.id());
    let record = Record::begin(job_api::JobKind::Export);
    spawn_local(async move {
        let made = call.done(take).await.and_then(|made| made);
        activity.end();
        match made {
            Ok(made) => {
                record.end(history::exported(made.issues, record.milliseconds()));
                finish(state, made);
            }
            Err(failed) => {
                record.end(history::ended(&failed, record.milliseconds()));
                state.failure.set(Some(failed));
            }
        }
    });
}

fn take(answer: Answer) -> Option<Result<Made, Failure>> {
    let (Reply::File { name, mime, issues, missing }, Some(bytes)) = (answer.reply, answer.bytes)
    else {
        return None;
    };
    let made = Made::new(name, &mime, issues, &bytes).map_err(|error| unsaved(&error));
    Some(made.map(|made| Made { missing, ..made }))
}

fn finish(state: State, made: Made) {
    if let Err(error) = made.save() {
        state.failure.set(Some(unsaved(&error)));
    }
    state.made.set(Some(made));
}

fn unsaved(error: &wasm_bindgen::JsValue) -> Failure {
    Failure::Page { code: "page-save-file", cause: host::words(error) }
}

/// Stops it: politely first, then for good. An export leaves nothing behind.
pub fn stop(engine: Engine, state: State, id: u32) {
    engine.cancel(id);
    let still = move || state.activity.id.try_get_untracked().flatten() == Some(id);
    Timeout::new(PATIENCE_MS, move || {
        if still() {
            engine.abandon();
        }
    })
    .forget();
}
