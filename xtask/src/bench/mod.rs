//! Measurements. Tests assert no time; this prints it.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::process::{self, command};
use crate::{build, install};

mod sizes;

/// What to measure.
#[derive(Args)]
pub struct Options {
    #[arg(value_enum, default_value = "codec")]
    what: What,
    /// Rows of the workbook
    #[arg(long, default_value_t = 50_000)]
    rows: u32,
    /// Columns of the workbook
    #[arg(long, default_value_t = 20)]
    columns: u32,
    /// Runs of each reader and writer
    #[arg(long, default_value_t = 5)]
    runs: u32,
}

/// The measurements.
#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Reading and writing .xlsx in Chromium beside the JavaScript libraries, and what is loaded
    Codec,
}

/// Builds, measures, prints.
pub fn run(options: &Options) -> Result<()> {
    build::run(&build::Options::default())?;
    install::ensure(&install::CHROMIUM)?;
    match options.what {
        What::Codec => {
            sizes::print()?;
            build::wasm::build(&build::wasm::BENCH, false)?;
            process::run(
                command("node")
                    .arg("tests/bench/codec.mjs")
                    .args(["--rows", &options.rows.to_string()])
                    .args(["--columns", &options.columns.to_string()])
                    .args(["--runs", &options.runs.to_string()]),
            )
        }
    }
}
