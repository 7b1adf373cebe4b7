//! Many more damaged inputs than the tests try: the same properties, with other draws.
//!
//! They run unoptimised, so that a number that overflows is a panic. What fails is written as a
//! seed beside the tests (`proptest-regressions`), to be committed: the tests try it first then.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, ensure};
use clap::Args;

use crate::install;
use crate::process::{self, cargo};

/// Properties of damaged files (`wasm-core/tests/memory/mutation.rs`).
const OF_FILES: u32 = 5;

/// Damaged files for each draw of another property: those of the engine are many.
const FOR_EACH_OTHER: u32 = 100;

/// How many inputs, and which.
#[derive(Args)]
pub struct Options {
    /// Damaged files: workbooks, text files and templates
    #[arg(long, default_value_t = 100_000)]
    inputs: u32,
    /// Draws the inputs; another one at each run where none is given
    #[arg(long)]
    seed: Option<u64>,
}

/// Tries damaged files, and texts, mappings and plans as the other properties draw them.
///
/// # Errors
/// One of them made the engine panic, took more memory than its budget, or came back otherwise.
pub fn run(options: &Options) -> Result<()> {
    ensure!(options.inputs >= OF_FILES, "at least {OF_FILES} inputs");
    // The published schema of documents is a package.
    install::npm()?;
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_secs());
    let seed = options.seed.unwrap_or_else(now);
    eprintln!("seed {seed}: --seed {seed} draws the same inputs again");
    let files = options.inputs.div_ceil(OF_FILES);
    let others = (options.inputs / FOR_EACH_OTHER).max(1);
    let test = |cases: u32| {
        let mut test = cargo();
        test.args(["test", "--quiet", "--package", "wasm-core"]);
        test.env("PROPTEST_RNG_SEED", seed.to_string()).env("PROPTEST_CASES", cases.to_string());
        test.env("INSTA_UPDATE", "no");
        test
    };
    let name = format!("{} damaged files", files * OF_FILES);
    process::step(&name, test(files).args(["--test", "memory", "--", "mutation"]))?;
    let name = format!("{others} draws of each other property");
    process::step(&name, test(others).args(["--lib", "--test", "sheet"]))
}
