//! What the browser loads: two wasm programs, their glue, and the bridge, in `static/app`.
//!
//! The UI and the worker are built by separate cargo calls and separate profiles, so that the
//! worker's features (the codec) never reach the page.

use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::install;

mod bridge;
pub mod wasm;

/// How to build.
#[derive(Args, Default)]
pub struct Options {
    /// Skip the wasm optimiser: larger and slower files, sooner
    #[arg(long)]
    pub quick: bool,
}

/// Builds all of it. What did not change is not made again.
pub fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    install::wasm_target()?;
    install::npm()?;
    bridge::build()?;
    wasm::build(&wasm::WORKER, options.quick)?;
    wasm::build(&wasm::UI, options.quick)?;
    eprintln!("built static/app in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}
