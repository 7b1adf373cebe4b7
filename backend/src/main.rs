//! The service's program: reads its settings, then serves until it is told to stop.
#![forbid(unsafe_code)]

use backend::{config::Config, logs, serve};
use clap::Parser;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    logs::to_stderr();
    serve::run(Config::parse()).await
}
