//! `rowport`: the Rowport engine in a terminal.
//!
//! The same engine as in the browser, behind HTTP: inspect a file, export a query, make a plan
//! and apply it. What is printed to standard output is the result; progress and errors go to
//! standard error.

mod args;
mod clock;
mod command;
mod connection;
mod failure;
mod http;
mod input;
mod journal;
mod locks;
mod output;
mod reader;
mod remedies;
mod sheets;
mod shelf;
mod watch;
mod words;
mod zone;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;

fn main() -> ExitCode {
    let args = Args::parse();
    if let Command::ReadFile { file, text } = &args.command {
        return reader::child(file, text);
    }
    match run(args) {
        Ok(code) => code,
        Err(failure) => {
            failure.tell();
            failure.exit.into()
        }
    }
}

/// Runs the command on one thread, as the engine's futures want it.
fn run(args: Args) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::internal(&error))?;
    let tasks = tokio::task::LocalSet::new();
    tasks.block_on(&runtime, async {
        match args.command {
            Command::Inspect(inspect) => command::inspect::run(&inspect),
            Command::Export(export) => command::export::run(&export).await,
            Command::Templates(templates) => command::templates::run(&templates).await,
            Command::Plan(plan) => command::plan::run(&plan).await,
            Command::Apply(apply) => command::apply::run(&apply).await,
            Command::ReadFile { file, text } => Ok(reader::child(&file, &text)),
        }
    })
}
